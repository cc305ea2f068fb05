"""The documents of a consultation pack: what they are about in, each of them out, in each format.

A new format is one line in `FORMATS`. A publisher's own templates come before those in `templates/pack/`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from build_tools.model import Redline, Version
from build_tools.redline import body
from build_tools.render.assets import asset
from build_tools.render.html import redline_html
from build_tools.render.markdown import change_markdown, markdown_text
from build_tools.render.page import redline_page, running, version_page
from build_tools.render.templating import filled

DOCUMENTS = ("draft-direction", "response-template", "summary-of-changes")
"""What is made of templates, by their names."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a pack is written for one kind of reader."""

    document: Callable[[str, Mapping[str, Any], Path | None], str]
    """A document of templates: its name, its values, and the publisher's folder of templates."""
    clean: Callable[[Version], str]
    redlined: Callable[[Redline], str]


def _html(name: str, values: Mapping[str, Any], templates: Path | None) -> str:
    style = Markup("".join(map(asset, ("redline.css", "alone.css", "pack.css"))))
    edges = running(values["amendment"].title)
    return filled(f"pack/{name}.html", folder=templates, style=style, running=edges, **values)


def _markdown(name: str, values: Mapping[str, Any], templates: Path | None) -> str:
    text = filled(f"pack/{name}.md", folder=templates, escape=markdown_text, change_text=_change_text, **values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _change_text(change: Any) -> Markup:
    return Markup(change_markdown(change))


def _clean_markdown(version: Version) -> str:
    text = "".join(block.source for block in body(version))
    return f"**{markdown_text(version.provenance)}.**\n\n{text}"


def _redlined_markdown(redline: Redline) -> str:
    """The text with every change marked; HTML inside markdown, a line for each block."""
    return "\n\n".join(_marked_lines(redline)) + "\n"


def _marked_lines(redline: Redline) -> Iterator[str]:
    yield from (
        f"**{markdown_text(each)}.**" for each in dict.fromkeys((redline.old.provenance, redline.new.provenance))
    )
    ends = f"{markdown_text(redline.old.name)} → {markdown_text(redline.new.name)}"
    yield f"{ends}: what is inserted is underlined, and what is deleted is struck."
    yield from redline_html(redline)


FORMATS: Mapping[str, Format] = {
    "html": Format(_html, version_page, redline_page),
    "md": Format(_markdown, _clean_markdown, _redlined_markdown),
}
"""By the ending of the files."""
