"""A generated page, as its address and its text, in; what of it stands in a frame, and which frame
that is, out.
"""

import json
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from build_tools.site.archive.finished import finished_html, heading_levels
from build_tools.site.archive.page_frame import FrameKind
from build_tools.site.hand_written import active_content, may_be_active
from build_tools.site.page_policy import barred

_FRONT_MATTER = re.compile(r"---\n(?P<lines>.*?\n)---\n", re.DOTALL)
_OF_THE_PAGE = ("title", "contents", "running", "feed")
"""Front matter that is another on each page; the rest is that of its frame."""
_HEADING_LINES = re.compile(r"^#{1,6} .*", re.MULTILINE)
_FIRST_ID = re.compile(r'<h[1-6][^>]* id="(?P<id>[^"]*)"')


@dataclass(frozen=True)
class GeneratedPage:
    """A page of the record."""

    address: str
    """Its src_uri: `mtad/v/3.0/index.md`."""
    text: str
    """Front matter and markdown."""

    @cached_property
    def front_matter(self) -> dict[str, Any]:
        """What stands before the text: values of JSON, or of a hand-written page as it has them."""
        found = _FRONT_MATTER.match(self.text)
        lines = found["lines"].split("\n")[:-1] if found else []
        pairs = (line.partition(": ") for line in lines)
        return {name: _value(value) for name, _, value in pairs}

    @cached_property
    def body(self) -> str | None:
        """The text as finished HTML; None where only a builder can make it, or has to judge it."""
        found = _FRONT_MATTER.match(self.text)
        html = finished_html(self.text[found.end() :] if found else self.text)
        if html is None or "<h1" not in html:
            return None
        return None if _is_active(html) else html

    @cached_property
    def kind(self) -> FrameKind | None:
        """The frame that it stands in; None where it has to be left to the builder."""
        folder, name = posixpath.split(posixpath.dirname(self.address))
        levels = self._levels
        if self.body is None or not name or not self.address.endswith("/index.md"):
            return None
        if len(set(levels)) > 1 and "contents" not in self.front_matter:
            return None
        shared = {key: self.front_matter[key] for key in self._shared_keys()}
        return FrameKind(
            folder=folder,
            front_matter=json.dumps(shared, ensure_ascii=False, sort_keys=True),
            has_contents="contents" in self.front_matter,
            has_running="running" in self.front_matter,
            has_feed="feed" in self.front_matter,
            levels=levels,
        )

    @cached_property
    def _levels(self) -> tuple[int, ...]:
        return heading_levels(self.text)

    def _shared_keys(self) -> list[str]:
        return [key for key in self.front_matter if key not in _OF_THE_PAGE]

    @property
    def values_around(self) -> dict[str, str]:
        """What stands in the frame but for the text, as `Frame.around` takes it."""
        return {
            "title": self.front_matter["title"],
            "folder": posixpath.dirname(posixpath.dirname(self.address)),
            "name": posixpath.basename(posixpath.dirname(self.address)),
            "contents": self.front_matter.get("contents", ""),
            "running": self.front_matter.get("running", ""),
            "feed_title": self._feed.get("title", ""),
            "feed_href": self._feed.get("href", ""),
            "skip": self._first_id,
        }

    @property
    def _feed(self) -> dict[str, str]:
        feed: dict[str, str] = self.front_matter.get("feed", {})
        return feed

    @property
    def listed(self) -> list[str]:
        """Its headings of markdown that its frame tells of, as they are written."""
        headings = _HEADING_LINES.findall(self.text)
        return headings[:1] if "contents" in self.front_matter else headings

    @property
    def _first_id(self) -> str:
        """The id of its first heading of markdown; empty where it has none."""
        found = _FIRST_ID.search(self.body or "") if self._levels else None
        return found["id"] if found else ""


def _is_active(html: str) -> bool:
    return may_be_active(html) and bool(barred(html, ()) or active_content(html))


def _value(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return written


def refilled(
    html: str, old: GeneratedPage, new: GeneratedPage, bodies: tuple[str, str]
) -> str | None:
    """A page as a builder made it of `old`, with what `new` says in its place; `bodies` are the
    finished HTML of the two. None where more has changed than the text and its contents.
    """
    before, after = dict(old.front_matter), dict(new.front_matter)
    was, is_ = before.pop("contents", ""), after.pop("contents", "")
    if before != after or html.count(bodies[0]) != 1 or bool(is_) != bool(was):
        return None
    if old.listed != new.listed:
        return None
    refilled_html = html.replace(bodies[0], bodies[1], 1)
    return refilled_html.replace(was, is_, -1) if was != is_ else refilled_html
