"""Finished pages in, each in the frame of its kind out, as files of a site.

A page waits on the disk, compressed and without a name, until the builder has made the frames; so
none is held, and each is written once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from build_tools.record.writing import write_pieces
from build_tools.site import urls
from build_tools.site.archive.generated_page import GeneratedPage
from build_tools.site.archive.page_frame import Frame, FrameKind, frame_page
from build_tools.site.archive.ready_page import PageParts, ReadyPage
from build_tools.site.islands import ids_in
from build_tools.site.spool import Spool, Spooled


@dataclass(slots=True)
class Archive:
    """The finished pages of a site that is built into a folder."""

    folder: Path
    _waiting: dict[str, FrameKind] = field(default_factory=dict)
    """The kind of each page that has been put there, by its src_uri."""
    _known: dict[FrameKind, FrameKind] = field(default_factory=dict)
    """The kinds, each by itself, so that pages of one kind hold the same one."""
    _shared: dict[FrameKind, FrameKind] = field(default_factory=dict)
    """Of each kind that whose frame its pages have, which those of several may."""
    _kinds: dict[str, FrameKind] = field(default_factory=dict)
    """Those, by the src_uri of the page from which the frame is cut."""
    _frames: dict[FrameKind, Frame] = field(default_factory=dict)
    _packed: dict[str, Spooled] = field(default_factory=dict)
    """What there is of each page that is not laid into its frame yet."""
    _spool: Spool | None = None
    """Where that is, on the disk of the site, which has room for all of it."""

    def take(self, page: GeneratedPage) -> bool:
        """Take a page, unless it has to be left to the builder; OSError where it cannot be
        written.
        """
        ready = ReadyPage.of(page)
        if ready is not None:
            self.take_ready(page.address, ready)
        return ready is not None

    def take_ready(self, address: str, page: ReadyPage) -> None:
        """Take a page that needs nothing but its frame; OSError likewise."""
        self._waiting[address] = self._known.setdefault(page.kind, page.kind)
        if self._spool is None:
            self._spool = Spool(self.folder)
        self._packed[address] = self._spool.kept(page.packed)

    def given_back(self, nav: object) -> Iterator[tuple[str, str]]:
        """The pages that a navigation names, as they were taken: theirs are frames of their own."""
        for address in self._waiting.keys() & set(_named(nav)):
            text = self._read(address).text.decode()
            del self._waiting[address], self._packed[address]
            yield address, text

    def frame_pages(self, nav: object) -> Iterator[tuple[str, str]]:
        """The pages from which the frames are cut, by src_uri, for the builder. Where a navigation
        leads into a folder, its links are written otherwise from within.
        """
        led_into = {_top(address) for address in _named(nav)}
        for kind in dict.fromkeys(self._waiting.values()):
            is_led_into = _top(kind.folder) in led_into
            self._shared[kind] = kind if is_led_into else kind.of_any_folder()
        for kind in dict.fromkeys(self._shared.values()):
            address, text = frame_page(kind)
            self._kinds[address] = kind
            yield address, text

    def is_frame(self, address: str) -> bool:
        """Whether that is such a page."""
        return address in self._kinds

    def take_frame(self, address: str, html: str) -> None:
        """Such a page as the builder made it; FrameError where no frame can be cut out of it."""
        self._frames[self._kinds[address]] = Frame.of(html)

    def ids_of(self, address: str) -> set[str]:
        """What a link can lead to in a page that waits."""
        return ids_in([self._read(address).body.decode()])

    def lay_in(self) -> None:
        """Write each page that waits in its frame."""
        for address in self._packed:
            pieces = self._laid_in(self._waiting[address], self._read(address))
            write_pieces(self._path(address), pieces)
        self._packed, self._spool = {}, None

    def has(self, address: str) -> bool:
        """Whether that is the address of a page that was taken."""
        return address in self._waiting

    def framed(self, address: str, page: ReadyPage) -> bytes | None:
        """A page that has changed or is new, in its frame, and taken; None where the builder made
        none of its kind.
        """
        if page.kind not in self._shared:
            return None
        self._waiting[address] = self._known[page.kind]
        return b"".join(self._laid_in(page.kind, PageParts.read(page.packed)))

    def _laid_in(self, kind: FrameKind, page: PageParts) -> list[bytes]:
        before, after = self._frame(kind).around(page.values)
        return [*before, page.body, *after]

    def forget(self, address: str) -> None:
        """A page is no more."""
        self._waiting.pop(address, None)
        self._packed.pop(address, None)

    def _frame(self, kind: FrameKind) -> Frame:
        return self._frames[self._shared[kind]]

    def _read(self, address: str) -> PageParts:
        return PageParts.read(self._packed[address].data)

    def _path(self, address: str) -> Path:
        return self.folder / urls.output(address)


def _top(address: str) -> str:
    """The folder at the top in which a page stands."""
    return address.partition("/")[0]


def _named(nav: object) -> Iterator[str]:
    """The pages that a navigation names, however deep."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        parts = nav.values() if isinstance(nav, dict) else nav
        yield from chain.from_iterable(map(_named, parts))
