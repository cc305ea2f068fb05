"""What was made once, kept for the next run: bytes by their kind and the key of all that they are
made from, the code that makes them included.

An entry carries its own hash. One that is damaged, cut short or another's is no entry, and is made
anew. Two programs may write the same entry at once: each writes all of it, and both the same.
"""

import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path

from build_tools.model import CorpusError
from build_tools.record.cache_folder import cache_folder, outside
from build_tools.record.store_places import Entry, Folder, Place, place_at

UNUSED = 30 * 86_400
"""Seconds after which an entry that nobody asked for goes."""
LIMIT = 4 * 10**9
"""Bytes that a store may hold: about as many as the files of 4,000 versions of 60 kB."""
PLACE = "CORPUS_STORE"
"""The variable of the environment that names another folder for it, or a bucket."""
_OUTDATED = "files"
"""The folder of earlier releases, beside that of the store."""
_HASH = hashlib.sha256().digest_size
_NAME = re.compile(r"[0-9a-f]{64}")


class Store:
    """Entries in one place, a folder for one; without a place, nothing is kept. What cannot be kept
    is made again the next time; nothing fails for that.
    """

    def __init__(self, place: Place | Path | None, limit: int = LIMIT) -> None:
        self.place = Folder(place) if isinstance(place, Path) else place
        self.limit = limit
        """Bytes that it may hold."""
        self._swept = False
        self._names: dict[bytes, str] = {}
        """Of what was asked for or kept, by its hash, the name of its entry."""

    @property
    def address(self) -> str:
        """By which another process finds it; empty where nothing is kept."""
        return self.place.address if self.place else ""

    def once(self, kind: str, made_from: Sequence[str], make: Callable[[], bytes]) -> bytes:
        """What was made of this before, or else is made now."""
        content = self.get(kind, made_from)
        if content is None:
            content = make()
            self.keep(kind, made_from, content)
        return content

    def get(self, kind: str, made_from: Sequence[str]) -> bytes | None:
        """What was made of this before; None where nothing is kept of it."""
        return self.named(kind, digest(*made_from))

    def name_of(self, content: bytes) -> str:
        """The name of the entry that this was read from or kept in; empty where there is none."""
        return self._names.get(hashlib.sha256(content).digest(), "")

    def named(self, kind: str, name: str) -> bytes | None:
        """What the entry of that name holds; None where there is none."""
        if self.place is None or not _NAME.fullmatch(name):
            return None
        hashed, content = _kept(self.place, f"{kind}/{name}")
        if content is not None:
            self._names[hashed] = name
        return content

    def has(self, kind: str, made_from: Sequence[str]) -> bool:
        """Whether something is kept of this, damaged or not."""
        with suppress(OSError):
            return self.place is not None and self.place.has(f"{kind}/{digest(*made_from)}")
        return False

    def keep(self, kind: str, made_from: Sequence[str], content: bytes) -> None:
        """Keep what was made of this now, in the place of what may be kept of it."""
        if self.place is None:
            return
        name = digest(*made_from)
        hashed = hashlib.sha256(content).digest()
        with suppress(OSError, CorpusError):
            self.place.write(f"{kind}/{name}", hashed + content)
            self._names[hashed] = name
            if not self._swept:
                self._swept = True
                self.prune(self.limit)

    def entries(self) -> list[Entry]:
        """All that is kept, what was used last at the end; OSError where its place cannot be
        read.
        """
        found = self.place.entries() if self.place else ()
        return sorted(found, key=lambda entry: (entry.used, entry.name))

    def prune(self, limit: int, unused: float = UNUSED) -> list[Entry]:
        """Forget what nobody asked for in so many seconds, and then what was used longest ago,
        until no more than `limit` bytes are kept; give back what went. What cannot be forgotten
        stays, and the next one goes in its place.
        """
        oldest, entries = time.time() - unused, self.entries()
        kept = sum(entry.size for entry in entries)
        gone = []
        for entry in entries:
            if entry.used >= oldest and kept <= limit:
                break
            if self._is_forgotten(entry):
                kept -= entry.size
                gone.append(entry)
        return gone

    def _is_forgotten(self, entry: Entry) -> bool:
        """Whether an entry is not there any more, now that it was taken away."""
        try:
            if self.place:
                self.place.forget(entry.name)
        except OSError:  # another's, or no file
            return False
        return True


def user_store(limit: int = LIMIT) -> Store:
    """That of the user, where there is a place for one outside the tree: the folder or the bucket
    that CORPUS_STORE names, which several machines may share, or else one of this machine's own.
    CorpusError where nothing here reads what it names.
    """
    shared = os.environ.get(PLACE, "")
    if "://" in shared:
        return Store(place_at(shared), limit)
    return Store(outside(Path(shared)) if shared else cache_folder("store"), limit)


def left_behind() -> Store:
    """What earlier releases of this program kept, and nobody asks for any more."""
    return Store(cache_folder(_OUTDATED))


def sizes(entries: Iterable[Entry]) -> dict[str, tuple[int, int]]:
    """How many entries of each kind there are, and how many bytes they have."""
    listed = list(entries)
    counts, total = Counter(entry.kind for entry in listed), Counter[str]()
    for entry in listed:
        total[entry.kind] += entry.size
    return {kind: (counts[kind], total[kind]) for kind in sorted(counts)}


def digest(*parts: str) -> str:
    """One key for several texts, none of which runs into the next."""
    hashes = [hashlib.sha256(part.encode()).hexdigest() for part in parts]
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


@cache
def code_of(*rooms: str, packages: tuple[str, ...] = ()) -> str:
    """What stands for the code of some rooms or modules of `build_tools`, as paths such as
    `compare` and `site/file_formats.py`, and for the releases of what they use from elsewhere.
    """
    package = Path(__file__).parent.parent
    paths = chain.from_iterable(_files_of(package / room) for room in rooms)
    code = [f"{path.relative_to(package).as_posix()} {_hash(path)}" for path in paths]
    return digest(*code, *[f"{name} {_release(name)}" for name in packages])


def _files_of(room: Path) -> list[Path]:
    inside = sorted(room.rglob("*")) if room.is_dir() else [room]
    return [path for path in inside if path.is_file() and path.suffix != ".pyc"]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _release(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _kept(place: Place, name: str) -> tuple[bytes, bytes | None]:
    """What an entry holds, with the hash of it; None where it is not whole."""
    try:
        whole = place.read(name)
    except OSError:
        return b"", None
    hashed, content = whole[:_HASH], whole[_HASH:]
    return hashed, content if hashlib.sha256(content).digest() == hashed else None
