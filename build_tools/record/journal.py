"""Several files of one folder → all of them changed or none, whatever ends the program on the way.

1. What each file is to hold is written beside it under a hidden name, and what it holds now gets a
   second name.
2. A journal in the folder tells all of that: from here on the change is made.
3. The files take their places.
4. The journal goes, and the hidden names with it.

Who is killed before the journal is there has changed nothing; who is killed after it is finished by
the next command that comes (`finish_interrupted`).
"""

import json
import logging
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from build_tools.model import refusal
from build_tools.record.git import tracked_among
from build_tools.record.lock import exclusive

log = logging.getLogger(__name__)

JOURNAL = ".journal"
"""Tells of a change that is to be finished."""
UNDO = ".journal.undo"
"""The same journal, once the change has turned out to be impossible: it is to be taken back."""
PARTIAL = ".partial"
"""How the hidden names end, which every reader of the record passes over."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of one file."""

    path: Path
    token: str
    """What tells its hidden names from those of another run."""
    writes: bool
    """Whether it is to hold something; else it goes."""
    replaces: bool
    """Whether it is there now."""

    @property
    def new(self) -> Path:
        """The hidden name of what the file is to hold."""
        return self.path.with_name(f".{self.path.name}.{self.token}{PARTIAL}")

    @property
    def old(self) -> Path:
        """The hidden name of what the file holds now."""
        return self.path.with_name(f".{self.path.name}.{self.token}.old{PARTIAL}")

    def prepare(self, content: bytes | None, *, durable: bool) -> None:
        """Write what is to come, and name what is there, under hidden names."""
        if content is not None:
            write_through(self.new, content, durable=durable)
            if self.replaces and not self.path.is_symlink():
                with suppress(OSError):  # a file system without modes
                    shutil.copymode(self.path, self.new)
        if self.replaces:
            try:
                os.link(self.path, self.old, follow_symlinks=False)
            except OSError:  # a file system without second names, or another user's file
                shutil.copy2(self.path, self.old, follow_symlinks=False)

    def carry_out(self) -> None:
        """Put the file in its place or take it away, unless that was done before."""
        if not self.writes:
            self.path.unlink(missing_ok=True)
        elif self.new.exists():
            self.new.replace(self.path)

    def take_back(self) -> None:
        """Put back what was there, unless that was done before."""
        if self.replaces:
            with suppress(FileNotFoundError):
                self.old.replace(self.path)
        elif not self.new.exists():
            self.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the hidden names."""
        for hidden in (self.new, self.old):
            with suppress(OSError):  # the next command does it
                hidden.unlink(missing_ok=True)


def write_together(
    folder: Path, contents: Mapping[Path, bytes | None], *, durable: bool = True
) -> None:
    """Write files below a folder, or take away those whose content is None: all of them or none.
    CorpusError, with nothing changed, when one cannot be.

    What is `durable` outlasts a loss of power too; what can be made again need not.
    """
    at = folder
    try:
        with exclusive(folder):
            finish_interrupted(folder)
            token = secrets.token_hex(4)
            changes: list[_Change] = []
            try:
                for at, content in contents.items():
                    _discard_leftovers(at)
                    change = _Change(at, token, content is not None, os.path.lexists(at))
                    changes.append(change)
                    change.prepare(content, durable=durable)
                at = folder / JOURNAL
                if len(changes) > 1:  # one name alone changes at once or not at all
                    _write_journal(at, changes, durable=durable)
            except BaseException:
                _discard(changes)
                raise
            at = folder
            _carry_out(folder / JOURNAL, changes)
            if durable:
                _sync_folders({path.parent for path in contents})
    except OSError as error:
        reason = error.strerror or str(error)
        raise refusal(at, f"cannot be written: {reason}; nothing was changed") from error


def finish_interrupted(folder: Path) -> None:
    """Finish what a command that was killed had begun to write in a folder, and say so in one line;
    nothing where nothing is left. CorpusError when it cannot be.
    """
    if _journal_of(folder) is None:
        return
    try:
        with exclusive(folder):
            # Where another was only busy writing, it is done by now.
            if (journal := _journal_of(folder)) is not None:
                _finish(journal)
    except OSError as error:
        message = f"holds a change that was interrupted and cannot be finished: {error.strerror}"
        raise refusal(folder, message, "any command, where it may write to the folder") from error


def _journal_of(folder: Path) -> Path | None:
    """The journal that an interrupted command left in a folder."""
    paths = (folder / name for name in (UNDO, JOURNAL))
    return next((path for path in paths if os.path.lexists(path)), None)


def _finish(journal: Path) -> None:
    changes = _read_journal(journal)
    names = ", ".join(change.path.relative_to(journal.parent).as_posix() for change in changes)
    done = "took back"
    if journal.name == UNDO:
        _take_back(journal, changes)
    else:
        try:
            _carry_out(journal, changes)
            done = "finished"
        except OSError:
            if os.path.lexists(journal):
                raise
    log.warning(
        "%s: %s what an interrupted command had begun: %s", journal.parent.as_posix(), done, names
    )


def discard_partials(folders: Iterable[Path]) -> None:
    """Remove what commands that were killed before they changed anything left in some folders of
    which this program has the lock.
    """
    for folder in folders:
        with suppress(OSError):
            for path in list(folder.iterdir()):
                if path.name.startswith(".") and path.name.endswith(PARTIAL):
                    discard_partial(path)


def discard_partial(path: Path) -> None:
    """Remove a half-written file or folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def write_through(path: Path, content: bytes, *, durable: bool) -> None:
    """Write a file that is not there yet, down to the disk when it is to be durable."""
    with path.open("xb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def leftovers(path: Path) -> Iterator[Path]:
    """What earlier runs left half-written of a file or a folder."""
    beginning = f".{path.name}."
    with suppress(OSError), os.scandir(path.parent) as found:
        names = [entry.name for entry in found]
        yield from (
            path.with_name(name)
            for name in names
            if name.startswith(beginning) and name.endswith(PARTIAL)
        )


def _discard_leftovers(path: Path) -> None:
    for left in leftovers(path):
        discard_partial(left)


def _discard(changes: Iterable[_Change]) -> None:
    for change in changes:
        change.discard()


def _carry_out(journal: Path, changes: Iterable[_Change]) -> None:
    """Make a change that has been prepared; when it cannot be made, take back what was."""
    try:
        for change in changes:
            change.carry_out()
    except BaseException:
        undo = journal.with_name(UNDO)
        if journal.exists():
            journal.replace(undo)
        _take_back(undo, changes)
        raise
    journal.unlink(missing_ok=True)
    _discard(changes)


def _take_back(undo: Path, changes: Iterable[_Change]) -> None:
    for change in changes:
        change.take_back()
    undo.unlink(missing_ok=True)
    _discard(changes)


# --- The journal ----------------------------------------------------------------------------------


def _write_journal(journal: Path, changes: Iterable[_Change], *, durable: bool) -> None:
    """Write what is to become of each file, and when the journal was begun.

    The time is the journal's own as a file, too. No checkout of a commit can bring the two
    together, so that what was committed is never taken for what was begun here.
    """
    told = [
        {
            "path": change.path.relative_to(journal.parent).as_posix(),
            "token": change.token,
            "writes": change.writes,
            "replaces": change.replaces,
        }
        for change in changes
    ]
    partial = journal.with_name(f"{JOURNAL}{PARTIAL}")
    try:
        partial.write_bytes(b"")
        began = partial.stat().st_mtime_ns
        partial.unlink()
        content = json.dumps({"began": began, "changes": told}, indent=1)
        write_through(partial, content.encode(), durable=durable)
        os.utime(partial, ns=(began, began))
        partial.replace(journal)
    finally:
        partial.unlink(missing_ok=True)
    if durable:
        _sync_folders([*{change.path.parent for change in changes}, journal.parent])


def _read_journal(journal: Path) -> list[_Change]:
    """What a journal tells; CorpusError when it was not begun in this folder, or came with a
    commit.
    """
    try:
        told = json.loads(journal.read_bytes())
        tokens = "".join(each["token"] for each in told["changes"])
        is_ours = told["began"] == journal.stat().st_mtime_ns and tokens.isalnum()
        if journal.is_symlink() or not is_ours:
            raise ValueError
        changes = [
            _Change(
                _inside(journal.parent, each["path"]),
                each["token"],
                each["writes"],
                each["replaces"],
            )
            for each in told["changes"]
        ]
    except (ValueError, TypeError, KeyError):
        message = "was not written by a command in this folder"
        raise refusal(journal, message, "the folder without it") from None
    hidden = chain.from_iterable((change.new, change.old) for change in changes)
    if tracked := tracked_among([journal, *hidden]):
        message = "tells of an interrupted change, and is kept by git: nobody knows who began it"
        raise refusal(tracked[0], message, "git rm --cached, where it was begun here") from None
    return changes


def _inside(folder: Path, name: str) -> Path:
    """A path below the folder; ValueError for one that leads elsewhere."""
    path = folder / name
    if not name.isprintable() or not path.parent.resolve().is_relative_to(folder.resolve()):
        raise ValueError
    return path


def _sync_folders(folders: Iterable[Path]) -> None:
    """Take the names in some folders down to the disk, where the system can."""
    for folder in folders:
        with suppress(OSError):  # Windows opens no folder
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
