"""A version or a redline as one HTML file that stands by itself: it works from a disk, can be mailed and printed."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from build_tools.model import Redline, Version
from build_tools.render.html import redline_html, version_html

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def redline_page(redline: Redline) -> str:
    """The two ends, the list of changes, and the text with the changes marked."""
    title = f"{redline.old.name} → {redline.new.name}: what changed"
    return _page(title, [("Old", redline.old), ("New", redline.new)], list(redline_html(redline)), redline)


def version_page(version: Version) -> str:
    """The text of a version, and what it is."""
    return _page(version.name, [("", version)], list(version_html(version)), None)


def _page(title: str, ends: list[tuple[str, Version]], text: list[str], redline: Redline | None) -> str:
    style = Markup((_HERE / "redline.css").read_text(encoding="utf-8"))
    provenance = dict.fromkeys(version.provenance for _, version in ends if version.provenance)
    return _TEMPLATES.get_template("page.html").render(
        title=title, style=style, ends=ends, text=text, redline=redline, provenance=list(provenance)
    )
