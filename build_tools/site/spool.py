"""Texts of which one file of a site is joined, kept on the disk until all of them are there: what
is told of all documents grows with the record, and is never held whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from weakref import finalize


class Spool:
    """A place on the disk for texts. It has no name: nothing of it outlives the program."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed when no text of it is held any more
        finalize(self, self._file.close)

    def kept(self, text: str) -> "Spooled":
        """Keep a text."""
        data = text.encode()
        self._file.seek(0, 2)
        at = self._file.tell()
        self._file.write(data)
        return Spooled(self, at, len(data))

    def read(self, at: int, length: int) -> str:
        """The text of so many bytes that begins there."""
        self._file.seek(at)
        return self._file.read(length).decode()


@dataclass(frozen=True, slots=True)
class Spooled:
    """A text that is kept."""

    spool: Spool
    at: int
    length: int

    def __str__(self) -> str:
        """The text itself."""
        return self.spool.read(self.at, self.length)


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
