"""What grows with the record, kept on the disk until it is wanted: the pages and files of one
document, and the texts of all of them of which one file of a site is joined.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from weakref import finalize

from build_tools.model import refusal
from build_tools.model.file_kinds import as_bytes


class Spool:
    """A place on the disk without a name: nothing of it outlives the program. It is where temporary
    files are, or in another folder, which is made where there is none; an OSError then where there
    is no room.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        # Closed when no text of it is held any more. Each piece is asked for by itself.
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115
        finalize(self, self._file.close)

    def kept(self, content: str | bytes) -> "Spooled":
        """Keep a text, or bytes."""
        is_text = isinstance(content, str)
        return self.joined([as_bytes(content)], is_text=is_text)

    def joined(self, pieces: Iterable[bytes], *, is_text: bool = False) -> "Spooled":
        """Keep what these are together, which are made without asking for what is kept here;
        CorpusError where there is no room.
        """
        at = self._file.seek(0, SEEK_END)
        for piece in pieces:
            self._write(piece)
        return Spooled(self, at, self._file.tell() - at, is_text)

    def _write(self, data: bytes) -> None:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            if self._folder:
                raise
            message = f"has no room for a site that is made: {error.strerror}"
            form = "TMPDIR in the environment naming a folder with more"
            raise refusal(gettempdir(), message, form) from error

    def read(self, at: int, length: int) -> bytes:
        """So many bytes that begin there."""
        self._file.seek(at)
        return self._file.read(length)


@dataclass(frozen=True, slots=True)
class Spooled:
    """A text, or bytes, that are kept."""

    spool: Spool
    at: int
    length: int
    is_text: bool

    @property
    def content(self) -> str | bytes:
        """What was kept."""
        return self.data.decode() if self.is_text else self.data

    @property
    def data(self) -> bytes:
        """The same as bytes."""
        return self.spool.read(self.at, self.length)

    def __str__(self) -> str:
        """The text that was kept."""
        return self.data.decode()


class SpooledFiles(Mapping[str, bytes]):
    """Files by their addresses, in the order of these, each read from the disk when it is asked
    for.
    """

    def __init__(self, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        spool = Spool()
        kept = {address: spool.joined(pieces) for address, pieces in files}
        self._kept = dict(sorted(kept.items(), key=itemgetter(0)))

    def __getitem__(self, address: str) -> bytes:
        kept = self._kept[address]
        return kept.spool.read(kept.at, kept.length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True, slots=True)
class Streamed:
    """What a file holds, in pieces that are read or made as they are asked for."""

    pieces: Callable[[], Iterator[str]]
    """Each time from the beginning."""

    def __iter__(self) -> Iterator[bytes]:
        """The pieces, one at a time."""
        return (piece.encode() for piece in self.pieces())

    def __str__(self) -> str:
        """All of it, held whole."""
        return "".join(self.pieces())
