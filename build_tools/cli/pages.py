"""`corpus pages`: the whole site as pages and files, for any builder of sites to put in a frame."""

import datetime as dt
import re
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    say,
    template_option,
    versions_option,
    warn,
)
from build_tools.cli.files import writing_files
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.record.git import commit_of
from build_tools.record.targets import refuse_folder
from build_tools.record.writing import write_into
from build_tools.site.build import build_site, site_assets
from build_tools.site.file_store import FileStore
from build_tools.site.hand_written import refuse_links_out
from build_tools.site.snippets import refuse_foreign_snippets


def _whole_address(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """The address of a site with a slash at its end; none is none."""
    if not given or re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
        return given if given.endswith("/") or not given else f"{given}/"
    raise click.BadParameter(
        f"{given!r} is not the address of a site, such as https://law.example.org/sec/"
    )


@corpus.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
@click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Hand-written pages.",
)
@click.option(
    "--site-url",
    default="",
    envvar="SITE_URL",
    metavar="URL",
    callback=_whole_address,
    help="The address of the site, to stand in feeds and sitemap; without it there is no sitemap.",
)
@click.option("--pdf", is_flag=True, help="PDF files too, which takes the extra `pdf`.")
@template_option
@versions_option
@as_of_option
def pages(  # noqa: PLR0913 - one for each option
    *,
    out: Path,
    docs: Path,
    site_url: str,
    pdf: bool,
    template: Path | None,
    root: Path,
    as_of: dt.date,
) -> None:
    """Write the generated pages, for any builder of sites; the same texts as the mkdocs plugin
    makes.
    """
    endings = ("docx", "pdf") if pdf else ("docx",)
    with writing_files(template) as template_bytes:
        file_store = FileStore(endings, {"docx": template_bytes} if template_bytes else None)
        made = generated_files(root, docs, as_of, file_store, site_url)
    refuse_folder(out, made, [root, docs, *([template] if template else [])])
    write_into(out, made)
    say(f"{len(made) - len(site_assets())} pages and files in {out}", error=True)


def generated_files(
    root: Path, docs: Path, as_of: dt.date, file_store: FileStore, site_url: str
) -> dict[str, bytes]:
    """All that the record makes of a site, by the names that the files have below it."""
    refuse_links_out(docs)
    hand_written = {
        path.relative_to(docs).as_posix(): path.read_text("utf-8")
        for path in sorted(docs.rglob("*.md"))
    }
    refuse_foreign_snippets(docs, hand_written)
    made = build_site(
        load(root),
        as_of,
        hand_written,
        Comparisons(warn, file_store.store),
        file_store,
        site_url=site_url,
        commit=commit_of(root),
    )
    return {
        name: content.encode() if isinstance(content, str) else content
        for name, content in {**made, **site_assets()}.items()
    }
