"""Finished pages in, each in the frame of its kind out, as files of a site.

A page waits on the disk, at its own place, until the builder has made the frames; so none is held.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from build_tools.record.writing import write_made
from build_tools.site import urls
from build_tools.site.archive.generated_page import GeneratedPage
from build_tools.site.archive.page_frame import Frame, FrameKind, frame_page
from build_tools.site.islands import ids_in


@dataclass(slots=True)
class Archive:
    """The finished pages of a site that is built into a folder."""

    folder: Path
    _waiting: dict[str, FrameKind] = field(default_factory=dict)
    """The kind of each page that has been put there, by its src_uri."""
    _kinds: dict[str, FrameKind] = field(default_factory=dict)
    """The kinds, by the src_uri of the page from which the frame is cut."""
    _frames: dict[FrameKind, Frame] = field(default_factory=dict)

    def take(self, page: GeneratedPage) -> bool:
        """Take a page, unless it has to be left to the builder; OSError where it cannot be
        written.
        """
        if page.kind is None:
            return False
        self._waiting[page.address] = page.kind
        self._kinds[frame_page(page.kind)[0]] = page.kind
        kept = {**page.values, "text": page.text}
        write_made(self._path(page.address), json.dumps(kept).encode())
        return True

    def given_back(self, nav: object) -> Iterator[tuple[str, str]]:
        """The pages that a navigation names, as they were taken: theirs are frames of their own."""
        for address in self._waiting.keys() & set(_named(nav)):
            text = self._values(address)["text"]
            del self._waiting[address]
            yield address, text

    def frame_pages(self) -> Iterator[tuple[str, str]]:
        """The pages from which the frames are cut, by src_uri, for the builder."""
        yield from map(frame_page, dict.fromkeys(self._waiting.values()))

    def is_frame(self, address: str) -> bool:
        """Whether that is such a page."""
        return address in self._kinds

    def take_frame(self, address: str, html: str) -> None:
        """Such a page as the builder made it; FrameError where no frame can be cut out of it."""
        self._frames[self._kinds[address]] = Frame.of(html)

    def ids_of(self, address: str) -> set[str]:
        """What a link can lead to in a page that waits."""
        return ids_in([self._values(address)["body"]])

    def lay_in(self) -> None:
        """Write each page that waits in its frame."""
        for address, kind in self._waiting.items():
            html = self._frames[kind].filled(self._values(address))
            write_made(self._path(address), html.encode())

    def has(self, address: str) -> bool:
        """Whether that is the address of a page that was taken."""
        return address in self._waiting

    def framed(self, page: GeneratedPage) -> str | None:
        """A page that was taken, and has changed since, in its frame; None where that is another
        now.
        """
        if page.kind is None or page.kind != self._waiting[page.address]:
            return None
        return self._frames[page.kind].filled(page.values)

    def _values(self, address: str) -> Mapping[str, str]:
        values: Mapping[str, str] = json.loads(self._path(address).read_bytes())
        return values

    def _path(self, address: str) -> Path:
        return self.folder / urls.output(address)


def _named(nav: object) -> Iterator[str]:
    """The pages that a navigation names, however deep."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        parts = nav.values() if isinstance(nav, dict) else nav
        yield from chain.from_iterable(map(_named, parts))
