"""A page with its values in, its text out: its template filled, under the front matter that
builders of sites read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from jinja2 import Environment

from build_tools.model import visible_controls, visible_controls_html
from build_tools.render.html.long_tables import IN_PARTS
from build_tools.site.archive import GeneratedPage, ReadyPage
from build_tools.site.context import SiteContext
from build_tools.site.kept_together import kept_together
from build_tools.site.pages.contents import headings_html
from build_tools.site.pages.page import Page
from build_tools.site.spool import Spooled

_STYLE = "pages"
"""What `theme/main.html` gives a page that names no style."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A generated page, finished."""

    address: str
    title: str
    indexed: bool
    """Whether search engines are asked to read it."""
    content: str | Spooled | ReadyPage
    """Its text, with all that an archive needs of it where it needs no builder but for its frame;
    empty where somebody only lists it."""
    is_finished: bool = False
    """Whether it tells what is over, and so does not change any more."""

    @property
    def ready(self) -> ReadyPage | None:
        """The page where it needs nothing of a builder but its frame."""
        return self.content if isinstance(self.content, ReadyPage) else None

    @property
    def text(self) -> str:
        """Front matter and markdown."""
        return self.ready.text.decode() if self.ready else str(self.content)


def drawn_page(page: Page, site: SiteContext, templates: Environment) -> DrawnPage:
    """Fill the template of a page."""
    site.give_way()
    text = _page_text(page, site, templates)
    return DrawnPage(
        address=page.address,
        title=page.title,
        indexed=page.indexed,
        content=ReadyPage.of(GeneratedPage(page.address, text)) or text,
        is_finished=page.is_finished,
    )


def _page_text(page: Page, site: SiteContext, templates: Environment) -> str:
    template = templates.get_template(f"{page.template}.md")
    text = template.render(page=page.address, **site.template_values, **page.values)
    # A title is HTML to mkdocs, which takes it from a heading where a page names none.
    title = escape(visible_controls(" ".join(page.title.split())), quote=False)
    body = visible_controls_html(text.strip())
    meta = {"title": title, **page.front_matter, **_contents(page, body)}
    meta |= _styles(page, body)
    return f"{_front_matter(meta)}{kept_together(body)}\n"


def _contents(page: Page, body: str) -> Mapping[str, str]:
    """The contents of a page, which needs no builder then."""
    if "contents" in page.front_matter or "hide" in page.front_matter:
        return {}
    found = headings_html(body)
    return {"contents": found} if found else {}


def _styles(page: Page, body: str) -> Mapping[str, list[str]]:
    """The styles of a page with a long table: those of its kind, and that of such a table."""
    if IN_PARTS not in body:
        return {}
    named = page.front_matter.get("style", _STYLE)
    return {"style": [*([named] if isinstance(named, str) else named), "long-tables"]}


def _front_matter(meta: Mapping[str, Any]) -> str:
    """Front matter that mkdocs and its likes read; JSON is YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", ""])
