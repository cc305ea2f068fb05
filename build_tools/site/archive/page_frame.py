"""A page with marks in it, as a builder made it, in; the frame of all pages of its kind out.

A mark stands in the place of each thing that is another on every page. A theme may print the title
in several ways, as HTML or as the value of an attribute; the mark of the title tells which.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import quote

import markupsafe

from build_tools.render.page.content_policy import hash_source

_NAME = "corpus-frame-address"
_ADDRESS = rf"{_NAME}-[0-9a-f]{{8}}"
_DEEPEST = 9
_SKIP = "corpus-frame-skip"
_TITLE = 'corpus-frame&amp;"title'
_CONTENTS = '<li data-corpus-frame="contents"></li>'
_FEED = {"title": 'corpus-frame-feed&"title', "href": 'corpus-frame-feed&"href'}
_RUNNING = 'margin: 1cm; @top-left { content: "corpus-frame" }'
_END = '<h1 data-corpus-frame="end"></h1>'
_STYLE = "@page { %s }"


class FrameError(ValueError):
    """A theme prints something in a way that no frame can be cut out of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameKind:
    """What the frame of a page hangs on, beside the theme and the navigation."""

    folder: str
    """The folder in which the page has its own: what links lead back through; empty at the top; of
    several that are as deep, and into which no navigation leads, one with marks for names."""
    front_matter: str
    """What of it pages of a kind have in common, as JSON."""
    has_contents: bool
    has_running: bool
    has_feed: bool
    """Whether a reader's program finds a feed of the page."""
    levels: tuple[int, ...]
    """The levels of its first headings, which decide whether a theme lists them."""

    def of_any_folder(self) -> "FrameKind":
        """The kind of which the pages of all folders are that are as deep."""
        depth = self.folder.count("/") + 1
        is_named = bool(self.folder) and depth <= _DEEPEST
        return replace(self, folder=_any_folder(depth)) if is_named else self


def _any_folder(depth: int) -> str:
    """Marks for the names of a folder, which tell whether all of it is printed."""
    return "/".join([f"corpus-frame-{at}-of-{depth}" for at in range(1, depth + 1)])


def is_frame_page(said: str) -> bool:
    """Whether something that is said tells of a page with marks in it."""
    return re.search(_ADDRESS, said) is not None


def frame_page(kind: FrameKind) -> tuple[str, str]:
    """The src_uri and the text of a page of this kind with marks in it."""
    meta: dict[str, Any] = {"title": _TITLE, **json.loads(kind.front_matter)}
    if kind.has_contents:
        meta["contents"] = _CONTENTS
    if kind.has_running:
        meta["running"] = _RUNNING
    if kind.has_feed:
        meta["feed"] = _FEED
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    ids = [_SKIP, "corpus-frame-below"]
    headings = [
        f"{'#' * level} corpus-frame {{#{id_}}}"
        for level, id_ in zip(kind.levels, ids, strict=False)
    ]
    text = "\n".join(["---", *lines, "---", "", *(f"{each}\n" for each in headings), _END, ""])
    return posixpath.join(kind.folder, _name(kind), "index.md"), text


def _name(kind: FrameKind) -> str:
    """The folder of such a page, which is another for each kind."""
    return f"{_NAME}-{hashlib.sha256(repr(kind).encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as literal text and, between each two pieces of it, the name of what stands there."""

    pieces: Sequence[bytes]
    slots: Sequence[str]

    @classmethod
    def of(cls, html: str) -> "Frame":
        """The frame of a page with marks; FrameError where one is not as it should be."""
        pieces = _MARKS.split(html)
        slots = [_slot(mark) for mark in pieces[1::2]]
        literal = pieces[::2]
        if slots.count("body") != 1 or "corpus-frame" in "".join(literal).lower():
            raise FrameError("the theme prints what is marked in a way that is not known")
        return cls([piece.encode() for piece in literal], slots)

    def around(self, values: Mapping[str, str]) -> tuple[list[bytes], list[bytes]]:
        """What stands before and behind the body of the page of these values, in pieces: `title`,
        `folder`, `name`, `skip`, `contents`, `running`, `feed_title`, `feed_href`.
        """
        made = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            made += [b"" if slot == "body" else _filling(slot, values).encode(), piece]
        at = 2 * self.slots.index("body") + 1
        return made[:at], made[at:]


def _filling(slot: str, values: Mapping[str, str]) -> str:
    """What stands at a slot of the page of these values."""
    if slot in _PRINTED_TITLES:
        return _PRINTED_TITLES[slot](values["title"])
    if slot in ("folder", "name"):
        return quote(values[slot])
    if slot in _PRINTED_FEEDS.values():
        return str(markupsafe.escape(values[slot]))
    if slot == "hash":
        return hash_source(_STYLE % values["running"])
    return values[slot]


def _quoted(text: str) -> str:
    return str(markupsafe.escape(text)).replace("&#34;", "&quot;")


_PRINTED_TITLES: Mapping[str, Callable[[str], str]] = {
    _TITLE: lambda title: title,
    'corpus-frame&"title': unescape,
    "corpus-frame&amp;&#34;title": lambda title: str(markupsafe.escape(unescape(title))),
    "corpus-frame&amp;&quot;title": lambda title: _quoted(unescape(title)),
    "corpus-frame&amp;amp;&#34;title": lambda title: str(markupsafe.escape(title)),
    "corpus-frame&amp;amp;&quot;title": _quoted,
}
"""The mark of a title as a theme may print it, and how it then prints any title."""
_HASH = hash_source(_STYLE % _RUNNING)
_BODY = rf'(?:<h[1-6] id="{_SKIP}"(?:(?!{re.escape(_END)}).)*)?{re.escape(_END)}'
_PRINTED_FEEDS = {str(markupsafe.escape(mark)): f"feed_{name}" for name, mark in _FEED.items()}
_WORDS = (_SKIP, _CONTENTS, _RUNNING, _HASH, *_PRINTED_FEEDS, *_PRINTED_TITLES)
_FOLDERS = [_any_folder(depth) for depth in range(1, _DEEPEST + 1)]
_MARKS = re.compile(
    f"({'|'.join([_BODY, _ADDRESS, *_FOLDERS, *map(re.escape, _WORDS)])})", re.DOTALL
)
_SLOTS = {
    _SKIP: "skip",
    _CONTENTS: "contents",
    _RUNNING: "running",
    _HASH: "hash",
    **_PRINTED_FEEDS,
}


def _slot(mark: str) -> str:
    if mark in _PRINTED_TITLES:
        return mark
    if mark.startswith(_NAME):
        return "name"
    if mark in _FOLDERS:
        return "folder"
    return _SLOTS.get(mark, "body")
