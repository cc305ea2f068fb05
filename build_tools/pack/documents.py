"""The documents of a consultation pack: what they are about in, HTML or markdown out,
filled from templates.

A publisher's own templates come before those in `templates/`. Which files a pack is made of is said
in `formats`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.model import Redline, Version
from build_tools.pack.schedule import drawn_to_the_letter
from build_tools.render.html import redline_html, version_html
from build_tools.render.markdown import EDIT_MARKUP, change_markdown, escape_markdown
from build_tools.render.page.assets import asset
from build_tools.render.page.page_margins import page_margins
from build_tools.render.page.templating import TEMPLATES, fill_template
from build_tools.text.markdown import parse

LOADER = ChoiceLoader([PrefixLoader({"pack": PackageLoader("build_tools.pack")}), TEMPLATES])
"""Our own templates."""

PACK_MARKUP = {**EDIT_MARKUP, "blank": r"\[{}\]"}
"""What stands in markdown round deleted and inserted text, and round the name of what is to be
filled in."""


def html_document(name: str, values: Mapping[str, Any], templates: Path | None) -> str:
    """A document by the name of its template; CorpusError for what is wrong in one of the
    publisher's.
    """
    names = ("identity.css", "redline.css", "long-tables.css", "alone.css", "pack.css")
    style = Markup("".join(map(asset, names)))
    edges = page_margins(values["amendment"].title)
    return fill_template(
        f"pack/{name}.html", loader=LOADER, folder=templates, style=style, running=edges, **values
    )


def markdown_document(
    name: str,
    values: Mapping[str, Any],
    templates: Path | None,
    markup: Mapping[str, str] = PACK_MARKUP,
) -> str:
    """The same as markdown; its template may also call `change_text(change)`, `blank("what to fill
    in")` and `address(url)`.
    """

    def change_text(change: Any) -> Markup:
        return Markup(change_markdown(change, markup))

    def blank(words: str) -> Markup:
        return Markup(markup["blank"].format(escape_markdown(words)))

    def address(url: str) -> Markup:
        # Between angles nothing is escaped and no entity is read.
        return Markup(f"<{url.replace('<', '%3C').replace('>', '%3E')}>")

    text = fill_template(
        f"pack/{name}.md",
        loader=LOADER,
        folder=templates,
        escape=escape_markdown,
        change_text=change_text,
        blank=blank,
        address=address,
        **values,
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def html_schedule(said: str) -> str:
    """The schedule of a direction, from markdown."""
    text = Version(document="schedule", blocks=parse(drawn_to_the_letter(said)))
    return "\n".join(version_html(text)) if said else ""


def clean_markdown(version: Version) -> str:
    """The text of a version, and above it what it is."""
    text = "".join(block.source for block in version.body)
    return f"**{escape_markdown(version.provenance)}.**\n\n{text}"


def redlined_markdown(redline: Redline) -> str:
    """The text with every change marked; HTML inside markdown, a line for each block."""
    return "\n\n".join(_marked_lines(redline)) + "\n"


def _marked_lines(redline: Redline) -> Iterator[str]:
    for provenance in dict.fromkeys((redline.old.provenance, redline.new.provenance)):
        yield f"**{escape_markdown(provenance)}.**"
    ends = f"{escape_markdown(redline.old.name)} → {escape_markdown(redline.new.name)}"
    told = _("what is inserted is underlined, and what is deleted is struck.")
    yield f"{ends}: {told}"
    yield from redline_html(redline)
