"""What git keeps of the record: the commit that the files stand at, and the record as it stood
where a branch began.

The earlier record comes from git's objects, byte for byte: no filter or attribute touches it, no
link is followed, and nothing is written but a temporary folder. Git says which text came before,
never when the law changed.
"""

import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.model import refusal

_FILES = {"100644", "100755"}
"""The modes of plain files; a link or another repository is no text of the record."""
_NOTHING = "000000"
"""The mode of a file that is not there."""


def commit_of(folder: Path) -> str | None:
    """The full name of the commit whose files stand in `folder`; None when they differ from it, or
    there is none.
    """
    try:
        if _git(folder, "status", "--porcelain", "--untracked-files=normal"):
            return None
        return _git(folder, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return None


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the repository that was added, changed or removed since a commit."""

    path: str
    """From the top of the repository: "versions/mtad/4.0.md"."""
    is_link: bool
    """Whether it is a symbolic link now, or another repository."""
    is_there: bool
    is_new: bool = False


def prefix(root: Path) -> str:
    """Where `root` stands in its repository, with a slash at its end: "versions/"; empty at the
    top.
    """
    return _git(root, "rev-parse", "--show-prefix").decode().rstrip("\n")


def changed_files(root: Path, commit: str) -> list[FileChange]:
    """Every file of the repository of `root` that differs from `commit` as it stands in the work
    tree, in the order of paths; files that are new there and not ignored among them.
    """
    top = _top(root)
    options = ("--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=none")
    fields = _git(top, "diff", *options, commit, "--").decode(errors="surrogateescape").split("\0")
    modes = {
        path: (*kind.removeprefix(":").split(" "),)[:2]
        for kind, path in zip(fields[::2], fields[1::2], strict=False)
    }
    new = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    modes |= dict.fromkeys(filter(None, os.fsdecode(new).split("\0")), (_NOTHING, "100644"))
    return [_file_change(top, path, *ends) for path, ends in sorted(modes.items())]


def _file_change(top: Path, path: str, was: str, mode: str) -> FileChange:
    at = top / path
    is_file = mode in _FILES and not at.is_symlink() and not at.is_dir()
    is_there = mode != _NOTHING
    is_link = is_there and not is_file
    return FileChange(path, is_link=is_link, is_there=is_there, is_new=was == _NOTHING)


def knows_commit(root: Path, commit: str) -> bool:
    """Whether the repository of `root` has a commit of that full name; true where there is none to
    ask.
    """
    try:
        return _git(root, "cat-file", "-t", "--end-of-options", commit).strip() == b"commit"
    except OSError:
        return True
    except subprocess.CalledProcessError:
        return not _is_repository(root)


def _is_repository(root: Path) -> bool:
    try:
        return bool(_git(root, "rev-parse", "--git-dir"))
    except subprocess.CalledProcessError:
        return False


def tracked_files(root: Path) -> list[str]:
    """The files below `root` that git keeps, as paths below it."""
    listed = _git(root, "ls-files", "-z", "--cached")
    return [path for path in os.fsdecode(listed).split("\0") if path]


def tracked_among(paths: Collection[Path]) -> list[Path]:
    """Those of some files of one repository that git keeps; none where there is no repository."""
    folders = {path.parent for path in paths}
    kept: list[Path] = []
    for folder in sorted(folders):
        names = [path.name for path in paths if path.parent == folder]
        try:
            listed = _git(folder, "ls-files", "-z", "--cached", "--", *names)
        except (OSError, subprocess.CalledProcessError):
            continue
        kept += [folder / name for name in os.fsdecode(listed).split("\0") if name]
    return kept


def text_at(root: Path, commit: str, path: str) -> str | None:
    """The text of a file of the repository of `root` at a commit, or in the work tree where that is
    empty; None where it is no text, or is not there, or is a link there, which may lead anywhere.
    """
    try:
        if commit:
            return _git(root, "cat-file", "blob", f"{commit}:{path}").decode()
        here = _top(root) / path
        return here.read_text("utf-8") if here.is_file() and not here.is_symlink() else None
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return None


def _top(root: Path) -> Path:
    return Path(os.fsdecode(_git(root, "rev-parse", "--show-toplevel")).rstrip("\n"))


@contextmanager
def at_merge_base(root: Path, base: str) -> Iterator[tuple[str, Path]]:
    """The commit at which HEAD left `base`, and a temporary copy of the record `root` as that
    commit has it.

    The copy is an empty folder when that commit has no record. CorpusError when `base` names no
    commit, when it shares no commit with HEAD, when `root` is in no repository,
    or a link.
    """
    if not root.is_dir():
        raise refusal(root, "there is no such folder")
    if root.is_symlink():
        # It might lead to the base itself, which departs from nothing.
        raise refusal(root, "is a symbolic link, so git keeps no record there", "the folder itself")
    try:
        inside = prefix(root)
        commit = _merge_base(root, base)
        with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
            copy = Path(folder) / root.resolve().name
            copy.mkdir()
            _copied(root, commit, inside, copy)
            yield commit, copy
    except OSError as error:
        if error.filename != "git":
            raise
        raise refusal(base, "git is not installed") from None
    except subprocess.CalledProcessError as error:
        raise refusal(root.as_posix(), _said(error)) from None


def _merge_base(root: Path, base: str) -> str:
    try:
        # --end-of-options: a name that begins with a hyphen is a name all the same.
        given = (
            _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
            .decode()
            .strip()
        )
    except (subprocess.CalledProcessError, ValueError):
        raise refusal(base, "names no commit of this repository", "origin/main") from None
    try:
        return _git(root, "merge-base", given, "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        form = "a clone with its whole history: git fetch --unshallow"
        raise refusal(base, "shares no commit with HEAD", form) from None


def _copied(root: Path, commit: str, inside: str, copy: Path) -> None:
    """Write the plain files that `commit` has below the path `inside` to the folder `copy`, byte
    for byte.
    """
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", inside or ".")
    found = []
    for entry in filter(None, listed.split(b"\0")):
        kind, _, path = entry.partition(b"\t")
        mode, _, object_ = kind.decode().split(" ")
        if mode in _FILES:
            found.append((object_, _within(inside, os.fsdecode(path))))
    contents = _git(
        root, "cat-file", "--batch", given="".join(f"{object_}\n" for object_, _ in found).encode()
    )
    at = 0
    for _, below in found:
        head, at = _until_line_end(contents, at)
        end = at + int(head.rpartition(b" ")[2])
        target = copy / below
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(contents[at:end])
        at = end + 1


def _within(inside: str, path: str) -> PurePosixPath:
    """The path below `inside`; CorpusError for one that leads elsewhere, which git itself never
    writes.
    """
    below = PurePosixPath(path.removeprefix(inside))
    if (
        not path.startswith(inside)
        or below.is_absolute()
        or not {".", "..", ".git"}.isdisjoint(below.parts)
    ):
        raise refusal(path, "is no path that a record may hold")
    return below


def _until_line_end(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.index(b"\n", at)
    return data[at:end], end + 1


_OF_THE_RECORD = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
"""Files of a branch that look like a repository, `HEAD`, `config` and `objects`, are none: git 2.38
and newer would else run what such a `config` names, and ask it which commits there are."""


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; CalledProcessError when it fails. It asks nobody, fetches nothing and takes
    no lock.
    """
    quiet = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    command = ["git", "-C", os.fspath(folder), *_OF_THE_RECORD, "--literal-pathspecs", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, check=True, env=os.environ | quiet
    ).stdout


def _said(error: subprocess.CalledProcessError) -> str:
    lines = error.stderr.decode(errors="replace").strip().splitlines() or ["failed"]
    return f"git: {lines[0].removeprefix('fatal: ')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastText:
    """A file as a commit has it."""

    commit: str
    day: dt.date
    """Of the commit, where whoever made it was."""
    subject: str
    path: str
    tags: tuple[str, ...]
    text: str


def past_texts(folder: Path, path: str, since: dt.date | None = None) -> list[PastText]:
    """What became of a file of the repository in `folder`, the oldest first: as each commit on the
    line of HEAD has it that changed it, a merge being one. It is followed to its former names.
    CorpusError where there is no such repository or file, or a text that is no UTF-8.
    """
    form = "%x01%H%x02%cs%x02%s%x02%D"
    options = ("--first-parent", "-m", "--follow", "--name-status", "--decorate=full")
    try:
        prefixed = prefix(folder) + path
        top = _top(folder)
        command = ("-c", "core.quotepath=off", "log", *options, f"--format={form}", "--", prefixed)
        told = _git(top, *command).decode(errors="replace")
        entries = told.split("\x01")[1:]
        found = [text for each in entries if (text := _past_text(top, each))]
    except OSError as error:
        raise refusal(folder, f"cannot be read as a git repository: {error.strerror}") from None
    except subprocess.CalledProcessError as error:
        raise refusal(folder.as_posix(), _said(error)) from None
    if not found:
        raise refusal(path, f"is no file in the history of {folder.as_posix()}", "docs/rules.md")
    return [each for each in reversed(found) if since is None or each.day >= since]


def _past_text(top: Path, entry: str) -> PastText | None:
    """What a line of the log tells; None where the commit took the file away."""
    head, _, names = entry.partition("\n")
    commit, day, subject, decoration = head.split("\x02")
    status, *paths = names.strip().split("\n")[-1].split("\t")
    if status.startswith("D") or not paths:
        return None
    blob = _git(top, "cat-file", "blob", f"{commit}:{paths[-1]}")
    try:
        text = blob.decode()
    except UnicodeDecodeError:
        raise refusal(f"{paths[-1]} at {commit[:8]}", "is no UTF-8", "a text in UTF-8") from None
    tags = [
        name.removeprefix("tag: refs/tags/")
        for name in decoration.split(", ")
        if name.startswith("tag: refs/tags/")
    ]
    return PastText(
        commit=commit,
        day=dt.date.fromisoformat(day),
        subject=subject,
        path=paths[-1],
        tags=tuple(tags),
        text=text,
    )
