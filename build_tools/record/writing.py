"""Contents and the paths that they are for → files, whole or not at all. The one writer of files
that somebody keeps: of the record, of what a command gives out, and of what is made once.

A file is written beside its place under a hidden name, which every reader of the record passes
over, and renamed when all of it is there. What stops on the way, be it a full disk or a key
pressed, is undone; what is killed is finished by the next command (`journal`), or leaves a hidden
name that the next who writes the same file removes.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from build_tools.model import CorpusError, refusal
from build_tools.record.files import visible_paths
from build_tools.record.journal import (
    PARTIAL,
    discard_partial,
    discard_partials,
    finish_interrupted,
    leftovers,
    write_through,
    write_together,
)
from build_tools.record.lock import exclusive


@contextmanager
def sole_writer(root: Path) -> Iterator[None]:
    """The record in the folder `root` for one command alone, from what it reads to what it writes;
    what commands before it left half-written is finished or removed.
    """
    with exclusive(root):
        if root.is_dir():
            finish_interrupted(root)
            discard_partials([root, *visible_paths(root)])
        yield


def write_file(path: Path, data: bytes) -> None:
    """Write one file, in the place of one that is there; OSError, with nothing changed, when it
    cannot be. Two programs may write the same file at once: each writes all of it.
    """
    with exclusive(path.parent):
        for left in leftovers(path):
            discard_partial(left)
        write_kept(path, data)


def write_kept(path: Path, data: bytes) -> None:
    """Write one file that is kept under a name made of what is in it; OSError, with nothing
    changed, when it cannot be. All who write it write the same, so nobody waits for another.
    """
    partial = _partial(path)
    try:
        write_through(partial, data, durable=False)
        partial.replace(path)
    finally:
        with suppress(OSError):  # it was renamed, or there is no such folder
            partial.unlink()


def write_made(path: Path, data: bytes) -> None:
    """Write one file into a folder that is made anew, with the folders that it stands in; OSError
    when it cannot be.
    """
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same, piece by piece, so that it is never held whole. Where that stops half-way, be it on
    a full disk, no such file is left: who finds one takes it for whole.
    """
    try:
        opened = path.open("wb")
    except FileNotFoundError:  # most stand in a folder that is there
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = path.open("wb")
    try:
        with opened as file:
            file.writelines(pieces)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def remove_made(path: Path) -> None:
    """Take a file away that the caller has just made."""
    path.unlink()


def write_files(
    root: Path, texts: Mapping[Path, str | None], *, folder: Path | None = None
) -> None:
    """Write files of the record in the folder `root`, or take away those whose text is None: all
    of them or none, even where the program is killed. CorpusError, with nothing changed, when one
    cannot be. The one `folder` of the record that they may be the first in is made.
    """
    contents = {path: None if text is None else text.encode() for path, text in texts.items()}
    first = [path for path in contents if path.parent == folder]
    with sole_writer(root), _folders_for(first):
        write_together(root, contents)


def write_new_files(
    root: Path, texts: Mapping[Path, str], *, changed: Mapping[Path, str] = MappingProxyType({})
) -> None:
    """Write files of the record that are not there yet, and with them others that are `changed`;
    CorpusError, with nothing written, when one is there or cannot be written.
    """
    with sole_writer(root):
        for path in texts:
            if path.exists() or path.is_symlink():
                raise refusal(path, "is there already, and is not overwritten")
        write_files(root, {**texts, **changed})


def write_into(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, which is made where there is none; what else is in it stays.
    CorpusError, with nothing changed, when one cannot be written.
    """
    contents = _Below(folder, files)
    try:
        with _folders_for(contents):
            write_together(folder, contents, durable=False)
    except OSError as error:
        raise _cannot_write(folder, error) from error


class _Below(Mapping[Path, bytes | None]):
    """Files by the paths that they have below a folder, each asked for when it is."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self._names = {folder / name: name for name in files}
        self._files = files

    def __getitem__(self, path: Path) -> bytes:
        return self._files[self._names[path]]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@contextmanager
def _folders_for(contents: Iterable[Path]) -> Iterator[None]:
    """The folders that files stand in, made where they are missing; those that were made are taken
    away again where something stops.
    """
    made: list[Path] = []
    try:
        for parent in dict.fromkeys(path.parent for path in contents):
            _make_folder(parent, made)
        yield
    except BaseException:
        for empty in reversed(made):
            with suppress(OSError):
                empty.rmdir()
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note which were made."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        made.append(each)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files in it; CorpusError, with nothing made, when it holds something
    or cannot be.
    """
    partial = _partial(folder)
    try:
        with exclusive(folder.parent):
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise refusal(folder, "is there and is not an empty folder")
            for left in leftovers(folder):
                discard_partial(left)
            partial.mkdir(parents=True)
            for name, data in files.items():
                (partial / name).write_bytes(data)
            partial.replace(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        discard_partial(partial)


def _partial(path: Path) -> Path:
    """A hidden name beside a path that nobody else uses."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{PARTIAL}")


def _cannot_write(path: Path, error: OSError) -> CorpusError:
    reason = error.strerror or str(error)
    return refusal(path, f"cannot be written: {reason}; nothing was changed")
