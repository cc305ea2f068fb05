"""What the mkdocs.yml here tells the plugin `corpus`, for commands that do without mkdocs."""

from pathlib import Path

from build_tools.model import refusal
from build_tools.site.file_store import Offered
from build_tools.site.other_builders import names_plugin, told_to_plugin
from build_tools.site.plugin_options import akn_place

CONFIGURATION = Path("mkdocs.yml")


def own_configuration() -> str:
    """The text of mkdocs.yml; CorpusError where there is none."""
    if not CONFIGURATION.is_file():
        raise refusal(CONFIGURATION, "is not here, and says how the pages are framed")
    return CONFIGURATION.read_text("utf-8")


def place_of_texts() -> str:
    """Where the texts are law, as the plugin is told; empty where it is not. CorpusError for what
    names no country and language.
    """
    told = _told("akoma_ntoso")
    try:
        return akn_place(told)
    except ValueError as error:
        raise refusal(CONFIGURATION, str(error)) from None


def keeps_old_files() -> bool:
    """Whether the site keeps files of versions that are over."""
    return _switch("old_files", default=True)


def offered_on_site(root: Path) -> Offered:
    """In which formats the site that mkdocs.yml makes of the record in `root` has the texts; as
    every site by default, where there is no mkdocs.yml here or it makes a site of another record.
    """
    if not CONFIGURATION.is_file() or not names_plugin(str(CONFIGURATION), own_configuration()):
        return Offered()
    if Path(str(_told("versions") or "versions")).resolve() != root.resolve():
        return Offered()
    endings = ("docx", "pdf") if _switch("pdf", default=False) else ("docx",)
    return Offered(endings, place_of_texts(), keeps_old_files())


def _switch(option: str, *, default: bool) -> bool:
    told = _told(option)
    if told is None:
        return default
    if not isinstance(told, bool):
        raise refusal(
            CONFIGURATION, f"`{option}` is {told!r}", f"{option}: {str(not default).lower()}"
        )
    return told


def _told(option: str) -> object:
    return told_to_plugin(str(CONFIGURATION), own_configuration(), option)
