"""What a page is before its template is filled, and what pages of several kinds say of
themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from build_tools.site import urls
from build_tools.site.context import SiteContext

NOT_INDEXED: Mapping[str, Any] = {"search": {"exclude": True}, "robots": "noindex"}
"""Front matter of pages with text that is not in force: a search must find what applies, and
nothing that was struck out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page."""

    address: str
    """Its src_uri: `mtad/v/3.0/index.md`."""
    template: str
    """The name of a file in `templates/`, without its ending."""
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the template is given beside `SiteContext.template_values`."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    """What builders of sites are told beside the title."""
    is_finished: bool = False
    """Whether it tells what is over: a superseded version, or a step that has been taken."""

    @property
    def indexed(self) -> bool:
        """Whether search engines are asked to read it."""
        return "robots" not in self.front_matter


def feed_link(site: SiteContext, page: str, followed: str) -> dict[str, Any]:
    """Front matter of `page` that leads a reader's program to the feed beside the page
    `followed`.
    """
    address = urls.link(page, urls.beside(followed, urls.ATOM))
    return {"feed": {"title": site.subjects[followed].name, "href": address}}
