"""A path → the text of the file and its blocks; or what stands in a folder. Never
writes.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path, PurePath

from build_tools.model import CITED, Block, CitationWords, CorpusError, Problem, Version, refusal
from build_tools.model.file_kinds import HEAD, foreign_kind, may_be_word
from build_tools.text.markdown import parse

_HEAD_LINES = re.compile(rb"---\n(?:.*\n)*?---\n")
FOREIGN_LINES = "has a line that does not end in LF"


def read_text(path: Path, *, strict: bool = False) -> str:
    """The text of a file; CorpusError when it is not UTF-8 or cannot be read.

    `strict` also refuses what the record leaves no room for: a device or a pipe, a byte-order mark,
    and line endings other than LF.
    """
    return strict_text(path) if strict else _decoded(_bytes(path), path)


def strict_text(path: Path, known: str | None = None) -> str:
    """The same, read strictly; `known` is the text where it has been read otherwise."""
    if known is None:
        if path.exists() and not path.is_file():
            raise refusal(path, "is no file")
        known = _decoded(_bytes(path), path)
    _refuse_foreign(path, known)
    return known


def readable_texts(paths: Iterable[Path]) -> dict[Path, str]:
    """The texts of those files that can be read; what is wrong with another is told when it is read
    by itself.
    """
    texts = {}
    for path in paths:
        with suppress(CorpusError):
            texts[path] = read_text(path)
    return texts


def own_text(path: Path, root: Path) -> str | None:
    """The text of a file of the record in the folder `root`, read strictly; None where it is not
    there. CorpusError where it cannot be read, or is a link out of the record.
    """
    if not path.exists() and not path.is_symlink():
        return None
    if leads_outside(path, root):
        raise refusal(path, "is a link that leads out of the record, or nowhere")
    return read_text(path, strict=True)


def read_head(path: Path) -> str:
    """The front matter of a file as `read_text` reads it strictly, whatever stands below it; all of
    a file that has none.
    """
    data = _bytes(path)
    found = _HEAD_LINES.match(data)
    text = _decoded(found[0] if found else data, path)
    _refuse_foreign(path, text)
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise refusal(path, f"cannot be read: {error.strerror}") from None


def _decoded(data: bytes, path: PurePath) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        head = data[: error.start].decode()
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise CorpusError([_problem_at(path, head, message, "the file saved as UTF-8")]) from None


@lru_cache(maxsize=1024)
def blocks_of(text: str, words: CitationWords = CITED) -> tuple[Block, ...]:
    """The blocks of a text, cited in those words. Kept, since a command asks for those of one text
    more than once.
    """
    return parse(text, words)


def load_file(path: Path) -> Version:
    """Any markdown file as a version without a label; CorpusError when it cannot be read."""
    return version_of_bytes(_bytes(path), path.as_posix())


def version_of_bytes(data: bytes, name: str) -> Version:
    """What a markdown file of that name holds, as a version without a label; CorpusError when it is
    no text.
    """
    if kind := foreign_kind(data[:HEAD]):
        raise refusal(
            name, f"is {kind} and no text", "the same text, saved as .docx or as markdown"
        )
    if may_be_word(data[:HEAD]):
        raise refusal(name, "is a zip archive and no text", "a Word file by its name, or markdown")
    return Version(document=name, blocks=blocks_of(_decoded(data, PurePath(name))), path=name)


def visible_paths(folder: Path) -> list[Path]:
    """What stands in a folder, in the order of names, without hidden files and the copies that text
    editors leave.
    """
    visible = [path for path in folder.iterdir() if not is_hidden(path.name)]
    return sorted(visible, key=attrgetter("name"))  # paths themselves are slow to compare


def record_files(root: Path) -> dict[str, bytes]:
    """Every file of the record by its path below its folder, as it stands, but for hidden ones and
    the copies that text editors leave. CorpusError for one that cannot be read or is a link out of
    the record.
    """
    found: dict[str, bytes] = {}
    folders = [root]
    while folders:
        for path in visible_paths(folders.pop()):
            if leads_outside(path, root):
                raise refusal(path, "is a link that leads out of the record, or nowhere")
            if path.is_dir():
                folders.append(path)
            else:
                found[path.relative_to(root).as_posix()] = _bytes(path)
    return dict(sorted(found.items()))


def is_hidden(name: str) -> bool:
    """Whether every reader of the record passes over what is called so."""
    return name.startswith((".", "#")) or name.endswith("~")


def is_seen(path: Path, root: Path) -> bool:
    """Whether a reader of the record in `root` may read a file that is in it: neither the file nor
    a folder in which it is, such as that of git, is hidden.
    """
    return not any(map(is_hidden, path.relative_to(root).parts))


def leads_outside(path: Path, root: Path) -> bool:
    """Whether a link leads out of the folder `root`, or nowhere."""
    return not path.exists() or not path.resolve().is_relative_to(root.resolve())


def file_problem(path: Path | str, message: str, form: str = "", line: int = 0) -> Problem:
    """A problem of a file as a whole."""
    shown = path if isinstance(path, str) else path.as_posix()
    return Problem(path=shown, line=line, message=message, form=form)


def _refuse_foreign(path: Path, text: str) -> None:
    if text.startswith("\ufeff"):
        form = "the file saved as UTF-8 without one"
        raise refusal(path, "begins with a byte-order mark", form, line=1)
    head, carriage_return, _ = text.partition("\r")
    if carriage_return:
        form = "the file saved with LF (Unix) line endings"
        raise CorpusError([_problem_at(path, head, FOREIGN_LINES, form)])


def with_one_cause(root: Path, problems: Sequence[Problem]) -> list[Problem]:
    """The problems of a record, those of line endings told once where several files have them: then
    no person wrote them so.
    """
    foreign = [problem for problem in problems if problem.message == FOREIGN_LINES]
    if len(foreign) < 2:
        return list(problems)
    message = (
        f"{len(foreign)} files have lines that do not end in LF, {foreign[0].path} first: git wrote"
        " them so in a clone with core.autocrlf=true, or a program that unpacked or saved them on"
        " Windows did; nothing else can be said of them"
    )
    form = (
        "a clone made with git clone -c core.autocrlf=false; or in this one, when all work is"
        " committed: git config core.autocrlf false, git rm -rq --cached ., git reset --hard"
    )
    told = replace(file_problem(root, message, form), rule="file")
    return [told, *(problem for problem in problems if problem not in foreign)]


def _problem_at(path: PurePath, head: str, message: str, form: str) -> Problem:
    """A problem right after `head`, the text from the file's beginning."""
    before = head.rpartition("\n")[2]
    return Problem(
        path=path.as_posix(),
        line=head.count("\n") + 1,
        column=len(before) + 1,
        message=message,
        source=before,
        form=form,
    )
