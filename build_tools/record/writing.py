"""Contents and the paths that they are for → files, whole or not at all. The one writer of files
that somebody keeps: of the record, of what a command gives out, and of what is made once.

A file is written beside its place under a hidden name, which every reader of the record passes
over, and renamed when all of it is there. What stops on the way, be it a full disk or a key
pressed, is undone.
"""

import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from build_tools.model import CorpusError, refusal


def write_file(path: Path, data: bytes) -> None:
    """Write one file, in the place of one that is there; OSError, with nothing changed, when it
    cannot be. Two programs may write the same file at once: each writes all of it.
    """
    partial = _partial(path)
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        _discard(partial)


def write_files(texts: Mapping[Path, str | None]) -> None:
    """Write files, or take away those whose text is None: all of them or none. CorpusError, with
    nothing changed, when one cannot be.
    """
    partials = {path: _partial(path) for path, text in texts.items() if text is not None}
    before: dict[Path, bytes | None] = {}
    at = Path()
    try:
        for at, partial in partials.items():
            partial.write_bytes((texts[at] or "").encode())
        for at in texts:
            before[at] = at.read_bytes() if at.exists() else None
            if at in partials:
                partials[at].replace(at)
            else:
                at.unlink()
    except BaseException as error:
        for path, data in before.items():
            _restore(path, data)
        if isinstance(error, OSError):
            raise _cannot_write(at, error) from error
        raise
    finally:
        for partial in partials.values():
            _discard(partial)


def write_new_files(texts: Mapping[Path, str]) -> None:
    """Write files that are not there yet; CorpusError, with nothing written, when one is there or
    cannot be written.
    """
    for path in texts:
        if path.exists() or path.is_symlink():
            raise refusal(path, "is there already, and is not overwritten")
    write_files(texts)


def write_into(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, which is made where there is none; what else is in it stays.
    OSError when one cannot be written: those before it are there, and it is as it was.
    """
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files in it; CorpusError, with nothing made, when it holds something
    or cannot be.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refusal(folder, "is there and is not an empty folder")
    partial = _partial(folder)
    try:
        partial.mkdir(parents=True)
        for name, data in files.items():
            (partial / name).write_bytes(data)
        partial.replace(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _partial(path: Path) -> Path:
    """A hidden name beside a path that nobody else uses."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")


def _discard(partial: Path) -> None:
    with suppress(OSError):  # it was renamed, or there is no such folder
        partial.unlink()


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def _cannot_write(path: Path, error: OSError) -> CorpusError:
    return refusal(path, f"cannot be written: {error.strerror}; nothing was changed")
