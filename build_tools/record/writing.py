"""Texts and the paths that they are for → files, all of them or none.

Each text is written beside its place under a hidden name, which every reader of the record passes
over, and renamed once all are there. What stops on the way, be it a full disk or a key pressed, is
undone.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from build_tools.model.problems import CorpusError, Problem


def put(texts: Mapping[Path, str | None]) -> None:
    """Write files, or take away those whose text is None; CorpusError, with nothing changed, when
    one cannot be.
    """
    partials = {
        path: path.with_name(f".{path.name}.partial")
        for path, text in texts.items()
        if text is not None
    }
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
            raise _refused(at, error) from error
        raise
    finally:
        for partial in partials.values():
            if partial.exists():
                partial.unlink()


def put_new(texts: Mapping[Path, str]) -> None:
    """Write files that are not there yet; CorpusError, with nothing written, when one is there or
    cannot be written.
    """
    for path in texts:
        if path.exists() or path.is_symlink():
            message = "is there already, and is not overwritten"
            raise CorpusError([Problem(path=path.as_posix(), line=0, message=message)])
    put(texts)


def put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files in it; CorpusError, with nothing made, when it holds something
    or cannot be.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CorpusError(
            [Problem(path=folder.as_posix(), line=0, message="is there and is not an empty folder")]
        )
    partial = folder.with_name(f".{folder.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for name, data in files.items():
            (partial / name).write_bytes(data)
        partial.replace(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def _refused(path: Path, error: OSError) -> CorpusError:
    return CorpusError(
        [
            Problem(
                path=path.as_posix(),
                line=0,
                message=f"cannot be written: {error.strerror}; nothing was changed",
            )
        ]
    )
