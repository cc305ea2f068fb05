"""Where a command may write what it gives out: never over what it reads, over what is sealed or
another file of a record that is more than a draft, over what is no plain file, or through a
symbolic link. Never writes.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools.model import refusal
from build_tools.record.seals import SEALS, sealed


def refuse_files(targets: Sequence[Path], inputs: Iterable[Path] = ()) -> None:
    """CorpusError unless each of the files may be written. `inputs` are the files that the command
    reads, and folders of which it reads all.
    """
    read = [path for path in inputs if path.exists()]
    for at, target in enumerate(targets):
        _refuse_links(target)
        if target.exists() and not target.is_file():
            kind = "a folder" if target.is_dir() else "a device or a pipe"
            raise refusal(target, f"is {kind}, and no file to write to", "the name of a file")
        _refuse_inputs(target, read)
        _refuse_record(target)
        if any(_is_same(target, other) for other in targets[:at]):
            raise refusal(target, "is to be written twice", "two names")


def refuse_folder(folder: Path, names: Iterable[str] = (), inputs: Iterable[Path] = ()) -> None:
    """CorpusError unless the files of these names may be written below a folder."""
    _refuse_links(folder)
    if folder.exists() and not folder.is_dir():
        raise refusal(folder, "is no folder to write to", "the name of a folder")
    if (record := _record_of(folder / "new")) is not None:
        message = f"is in the record {record.as_posix()}, which holds nothing that was made of it"
        raise refusal(folder, message, "a folder outside the record")
    read, asked = list(inputs), set[Path]()
    for target in [folder / name for name in names]:
        place = _nearest(target)
        # What is not there yet is refused for where it would stand alone.
        if place == target or place not in asked:
            refuse_files([target], read)
            asked.add(place)


def refuse_published(folder: Path, root: Path) -> None:
    """CorpusError for a folder from which git or a site might publish what is confidential: within
    the project of the record `root`, or within any working tree of git, be it ignored there or not.
    """
    form = "a folder outside the project and outside every clone"
    for above in (folder.resolve(), *folder.resolve().parents):
        if (above / ".git").exists():
            message = f"is in a working tree of git, {above.as_posix()}, which might publish it"
            raise refusal(folder, message, form)
    if folder.resolve().is_relative_to(root.resolve().parent):
        message = f"is in the project, {root.resolve().parent.as_posix()}, which might publish it"
        raise refusal(folder, message, form)


def _refuse_links(target: Path) -> None:
    """A link is refused wherever it stands on the way, but for those that lie in the root folder
    and belong to the machine: /tmp, /var.
    """
    for path in (target, *target.parents):
        if path.is_symlink() and path.absolute().parent != Path(path.absolute().anchor):
            where = "is" if path == target else f"is reached through {path.as_posix()},"
            form = Path(os.path.realpath(target)).as_posix()
            raise refusal(target, f"{where} a symbolic link, and is not written through", form)


def _refuse_inputs(target: Path, inputs: Iterable[Path]) -> None:
    for path in inputs:
        if _is_same(target, path):
            raise refusal(target, "is what the command reads", "another file")
        if path.is_dir() and target.resolve().is_relative_to(path.resolve()):
            raise refusal(target, f"is in {path.as_posix()}, which the command reads", "elsewhere")


def _refuse_record(target: Path) -> None:
    """The text of a draft may be written over, and a new file may come; nothing else of a record
    may.
    """
    record = _record_of(target)
    if record is None or not target.exists():
        return
    if any(_is_same(target, path) for path in sealed(record)):
        raise refusal(target, "is sealed, and never changes again", "another file")
    if target.suffix != ".md":
        raise refusal(target, "is a file of the record, and no text", "another file")


def _record_of(target: Path) -> Path | None:
    """The record that a file stands in, or would."""
    return next((folder for folder in _above(target) if _is_record(folder)), None)


def _nearest(target: Path) -> Path:
    """The file, or the innermost folder or link on the way to it that is there."""
    return next((path for path in (target, *target.parents) if os.path.lexists(path)), target)


def _above(target: Path) -> Iterator[Path]:
    yield from target.resolve().parents


def _is_record(folder: Path) -> bool:
    if (folder / SEALS).exists():
        return True
    return (folder / "amendments").is_dir() and any(folder.glob("*/document.yml"))


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one file, on a disk that knows no capitals too."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.absolute() == other.absolute()
