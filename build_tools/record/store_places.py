"""Where the entries of a store lie: in a folder, or at an address that fsspec reads, a bucket of a
cloud for one. An entry has the name of its kind and its key, "redline/0f3c…".
"""

import datetime as dt
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Protocol

from build_tools.model import refusal
from build_tools.record.writing import write_kept

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is kept."""

    name: str
    size: int
    used: float
    """When it was last asked for, in seconds since 1970; in a bucket, when it was put there."""

    @property
    def kind(self) -> str:
        """What it is kept as: `redline`, `docx`."""
        return self.name.rpartition("/")[0]


class Place(Protocol):
    """What a store asks of the place of its entries. OSError where that cannot be done."""

    @property
    def address(self) -> str:
        """By which another process finds it: see `place_at`."""

    def read(self, name: str) -> bytes:
        """All of an entry; that it was asked for is noted where it can be."""

    def has(self, name: str) -> bool:
        """Whether there is an entry of that name."""

    def write(self, name: str, content: bytes) -> None:
        """Put an entry there, in the place of what may be there: all of it or nothing."""

    def forget(self, name: str) -> None:
        """Take an entry away, where there is one."""

    def entries(self) -> Iterator[Entry]:
        """All that are there."""


def place_at(address: str) -> Place:
    """A folder, or where there is a `://` in it the place that fsspec knows by that address.
    CorpusError where nothing here reads such an address.
    """
    return Bucket(address) if "://" in address else Folder(Path(address))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, or one that several share. It need not be there yet."""

    path: Path

    @property
    def address(self) -> str:
        """Its path."""
        return str(self.path)

    def read(self, name: str) -> bytes:
        """See `Place`."""
        content = (self.path / name).read_bytes()
        with suppress(OSError):  # another's, or one that may only be read
            os.utime(self.path / name)
        return content

    def has(self, name: str) -> bool:
        """See `Place`."""
        return (self.path / name).is_file()

    def write(self, name: str, content: bytes) -> None:
        """See `Place`."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_kept(path, content)

    def forget(self, name: str) -> None:
        """See `Place`."""
        (self.path / name).unlink(missing_ok=True)

    def entries(self) -> Iterator[Entry]:
        """See `Place`."""
        for path in self.path.rglob("*"):
            with suppress(OSError):  # another program may have taken it away
                facts = path.stat()
                if S_ISREG(facts.st_mode):
                    name = path.relative_to(self.path).as_posix()
                    yield Entry(name, facts.st_size, facts.st_mtime)


class Bucket:
    """A place that fsspec reads by an address such as `s3://bucket/folder`. Its driver (s3fs,
    gcsfs, adlfs) finds the credentials as it always does.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._files, self._root = _opened(address)

    def read(self, name: str) -> bytes:
        """See `Place`."""
        with _driver_errors():
            content: bytes = self._files.cat_file(f"{self._root}/{name}")
        return content

    def has(self, name: str) -> bool:
        """See `Place`."""
        with _driver_errors():
            return bool(self._files.isfile(f"{self._root}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        """See `Place`."""
        with _driver_errors():
            self._files.pipe_file(f"{self._root}/{name}", content)

    def forget(self, name: str) -> None:
        """See `Place`."""
        with _driver_errors(), suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    def entries(self) -> Iterator[Entry]:
        """See `Place`."""
        with _driver_errors():
            found = self._files.find(self._root, detail=True)
        for path, facts in found.items():
            name = path.removeprefix(f"{self._root}/")
            yield Entry(name, facts["size"] or 0, _put_there(facts))


def _opened(address: str) -> "tuple[AbstractFileSystem, str]":
    """What reads the files at an address, and how they are called below it. Listings are asked for
    anew each time, for others put entries there.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - of the extra `cluster`
    except ModuleNotFoundError:
        why = "is no folder, and what reads other addresses is not installed"
        raise refusal(address, why, "a folder, or the extra `cluster` of this package") from None
    try:
        files, root = url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError, OSError) as error:
        raise refusal(address, f"cannot be a store: {error}", "s3://bucket/folder") from None
    if "file" in files.protocol:
        raise refusal(address, "is a folder of this machine", root)
    return files, root.rstrip("/")


@contextmanager
def _driver_errors() -> Iterator[None]:
    """Each driver has errors of its own; here all are OSError."""
    try:
        yield
    except Exception as error:
        raise OSError(str(error)) from error


_DAYS = ("LastModified", "last_modified", "mtime", "updated", "created")
"""What the drivers call the time at which a file was put where it is."""


def _put_there(facts: Mapping[str, Any]) -> float:
    """That time; now, where a driver does not tell it."""
    told = next((facts[name] for name in _DAYS if facts.get(name)), time.time())
    if isinstance(told, str):
        told = dt.datetime.fromisoformat(told)
    return told.timestamp() if isinstance(told, dt.datetime) else float(told)
