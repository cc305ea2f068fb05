"""What grows with the record, kept on the disk until it is wanted: the pages and files of one
document, and the texts of all of them of which one file of a site is joined.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from weakref import finalize


class Spool:
    """A place on the disk without a name: nothing of it outlives the program."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed when no text of it is held any more
        finalize(self, self._file.close)

    def kept(self, content: str | bytes) -> "Spooled":
        """Keep a text, or bytes."""
        data = content.encode() if isinstance(content, str) else content
        self._file.seek(0, 2)
        at = self._file.tell()
        self._file.write(data)
        return Spooled(self, at, len(data), isinstance(content, str))

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
        data = self.spool.read(self.at, self.length)
        return data.decode() if self.is_text else data

    def __str__(self) -> str:
        """The text that was kept."""
        return self.spool.read(self.at, self.length).decode()


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
