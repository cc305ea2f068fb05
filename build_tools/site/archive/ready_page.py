"""A generated page in; out what an archive needs of it, as bytes: what stands round its text in a
frame, its text as finished HTML, and the markdown of which that was made, for the builder.

It is made once, when a page is drawn, and kept as it is: a site that is built again lays its pages
into their frames and reads none of them.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.site.archive.generated_page import GeneratedPage
from build_tools.site.archive.page_frame import FrameKind
from build_tools.site.spool import Spooled


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page that needs nothing of a builder but its frame."""

    kind: FrameKind
    """Of its frame."""
    held: bytes | Spooled
    """A line of JSON, then the markdown: the HTML is mostly pieces of that, and so is not held
    twice. Compressed, each page by itself, since a page goes from a store to its frame as it is."""

    @classmethod
    def of(cls, page: GeneratedPage) -> "ReadyPage | None":
        """One that needs no more; None where it has to be left to the builder."""
        if page.kind is None or page.body is None:
            return None
        text = page.text.encode()
        head = json.dumps([page.values_around, [*_pieces(text, page.body.encode())]])
        return cls(page.kind, zlib.compress(b"\n".join([head.encode(), text]), _FAST))

    @property
    def packed(self) -> bytes:
        """As it is kept, for `PageParts.read`."""
        return self.held if isinstance(self.held, bytes) else self.held.data

    @property
    def text(self) -> bytes:
        """Front matter and markdown."""
        return PageParts.read(self.packed).text


@dataclass(frozen=True, slots=True)
class PageParts:
    """What is kept of such a page."""

    values: dict[str, str]
    """What stands round the body in its frame."""
    text: bytes
    """Of which the body was made."""
    _body: list[Any]

    @classmethod
    def read(cls, packed: bytes) -> "PageParts":
        """What was kept."""
        written = zlib.decompress(packed)
        end = written.index(b"\n")
        values, body = json.loads(written[:end])
        return cls(values, written[end + 1 :], body)

    @property
    def body(self) -> bytes:
        """The finished HTML."""
        return b"".join(map(self._piece, self._body))

    def _piece(self, piece: str | list[int]) -> bytes:
        return piece.encode() if isinstance(piece, str) else self.text[piece[0] : piece[1]]


def _pieces(text: bytes, body: bytes) -> Iterator[str | tuple[int, int]]:
    """The lines of a body, as they are or as the place at which they stand in the markdown, which
    headings do not, and islands do; those that follow one another in both are one piece.
    """
    began = ended = 0
    for line in body.splitlines(keepends=True):
        found = _found(text, line, ended, follows=ended > began)
        if found != ended or began == ended:
            if ended > began:
                yield began, ended
            began = ended = max(found, ended)
        if found < 0:
            yield line.decode()
        else:
            ended += len(line)
    if ended > began:
        yield began, ended


def _found(text: bytes, line: bytes, at: int, *, follows: bool) -> int:
    """Where a line of a body stands in the markdown from a place on; -1 where it does not, or is
    told sooner than that.
    """
    if follows and text.startswith(line, at):
        return at
    return text.find(line, at) if len(line) > _SHORT else -1


_SHORT = 100
"""Bytes of a line that are told sooner than its place."""
_FAST = 1
"""The level of zlib that costs least."""
