"""The pages and files of a site as they are made, kept on the disk from one rebuild to the next:
what was shown last, what is made now, and where the two differ.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from build_tools.record.writing import write_pieces
from build_tools.site.archive import FrameKind, ReadyPage
from build_tools.site.build import SiteFile


@dataclass(frozen=True, slots=True)
class _Made:
    """A page or a file, without what it holds."""

    digest: str
    is_text: bool
    kind: FrameKind | None
    """Of the frame of a page that needs nothing else of a builder."""


class MadeFiles:
    """What is made of a site, in a folder of its own, where each content has a name of its hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: set[str] = set()
        """The hashes of all contents that are there."""
        self._kinds: dict[FrameKind, FrameKind] = {}
        """Those of all pages, each by itself, so that pages of one kind hold the same one."""
        self._made: Mapping[str, _Made] = {}
        self._whole: Mapping[str, _Made] = {}
        """What was made last, all of it at once."""
        self._shown: Mapping[str, _Made] = {}

    def renew(self, files: Iterable[SiteFile]) -> None:
        """Take what is made now; where that fails half-way, all stays as it was."""
        self._made = self._whole = {file.address: self._kept(file) for file in files}

    def renew_some(self, files: Iterable[SiteFile]) -> None:
        """Take some that are made now, before all the others; until those are, the rest stays."""
        self._made = {**self._made, **{file.address: self._kept(file) for file in files}}

    def give_up(self) -> None:
        """Go back to what was made last, all of it at once."""
        self._made = self._whole

    def __bool__(self) -> bool:
        """Whether anything was ever made."""
        return bool(self._made)

    @property
    def addresses(self) -> Collection[str]:
        """Of all that is made now."""
        return self._made.keys()

    def has(self, address: str) -> bool:
        """Whether something was made for that address."""
        return address in self._made

    def __iter__(self) -> Iterator[SiteFile]:
        """All that is made now."""
        return map(self.now, self._made)

    def changed(self) -> list[str]:
        """The addresses whose content is not what was shown last, or that were not shown."""
        shown = self._shown
        return [address for address, made in self._made.items() if made != shown.get(address)]

    def gone(self) -> list[str]:
        """The addresses that were shown last, and for which nothing is made now."""
        return [address for address in self._shown if address not in self._made]

    def now(self, address: str) -> SiteFile:
        """What is made now."""
        return self._file(address, self._made[address])

    def before(self, address: str) -> SiteFile | None:
        """What was shown last, if anything was."""
        shown = self._shown.get(address)
        return None if shown is None else self._file(address, shown)

    def show(self) -> None:
        """What is made now is shown; forget what was before."""
        used = {made.digest for made in chain(self._made.values(), self._whole.values())}
        for digest in self._written - used:
            self._path(digest).unlink(missing_ok=True)
        self._written &= used
        self._shown = self._made

    def _kept(self, file: SiteFile) -> _Made:
        ready, found = file.ready, hashlib.sha256()
        for piece in _data(file):
            found.update(piece)
        digest = found.hexdigest()
        if not self._path(digest).exists():
            write_pieces(self._path(digest), _data(file))
        self._written.add(digest)
        kind = self._kinds.setdefault(ready.kind, ready.kind) if ready else None
        return _Made(digest, file.is_text, kind)

    def _file(self, address: str, made: _Made) -> SiteFile:
        data = self._path(made.digest).read_bytes()
        if made.kind is not None:
            return SiteFile(address, ReadyPage(made.kind, data))
        return SiteFile(address, data.decode() if made.is_text else data)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _data(file: SiteFile) -> Iterable[bytes]:
    """What is kept of a file: of a page that only waits for its frame, what that is laid round."""
    return [file.ready.packed] if file.ready else file.data
