"""What a hand-written page may show of other files: texts of the project that nothing hides.

A builder puts the file that a line `--8<-- "versions/mtad/3.0.md"` names in the place of that line,
and follows the lines of that kind in the file too. A page may come with a pull request, so such a
line is held to the folder of the project, as links on the disk are.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from build_tools.model import CorpusError, Problem
from build_tools.record.files import file_problem

_MARKER = re.compile(r"""[ \t]*-+8<-+(?:[ \t]+(?P<quote>["'])(?P<named>.*)(?P=quote))?[ \t]*""")
"""A line that names a file, or without one begins or ends a list of files, one a line; with `;`
before it, it is words."""
_PART = re.compile(r"(:-?\d*){1,2}(,-?\d*(:-?\d*)?)*|:[a-z][-_0-9a-z]*", re.IGNORECASE)
"""Which lines of the file, or which section."""
_WANTED = '--8<-- "versions/…", a file of the project'


def refuse_foreign_snippets(docs: Path, pages: Mapping[str, str]) -> None:
    """CorpusError that names every line of the hand-written pages, given by their names in the
    folder `docs`, which shows a file that is hidden, missing, no text, or not of the project.

    The project is the folder that `docs` stands in.
    """
    named = {docs / name: text for name, text in pages.items()}
    if problems := list(_foreign(named, docs.parent)):
        raise CorpusError(problems)


def files_shown(docs: Path, pages: Mapping[str, str]) -> Iterator[Path]:
    """The files that these pages show, by themselves or in one another, where they may be."""
    named = {docs / name: text for name, text in pages.items()}
    found = (shown for _path, _line, _named, shown in _all_shown(named, docs.parent))
    yield from (shown for shown in found if isinstance(shown, Path))


def _foreign(texts: Mapping[Path, str], project: Path) -> Iterator[Problem]:
    for path, line, named, shown in _all_shown(texts, project):
        if isinstance(shown, str):
            yield file_problem(path, f"shows `{named}`, which {shown}", _WANTED, line)


def _all_shown(
    texts: Mapping[Path, str], project: Path
) -> Iterator[tuple[Path, int, str, Path | str]]:
    """Each line that names a file, with what it names; and the file, or why it may not be shown."""
    waiting, known = list(texts.items()), set(texts)
    while waiting:
        path, text = waiting.pop(0)
        for line, named in _snippets(text):
            shown = _file_named(project, named)
            yield path, line, named, shown
            if isinstance(shown, Path) and shown not in known:
                known.add(shown)
                waiting.append((shown, shown.read_text("utf-8")))


def _snippets(text: str) -> Iterator[tuple[int, str]]:
    """The files that a text names to be shown, each with the line that names it."""
    in_list = False
    for number, line in enumerate(text.splitlines(), 1):
        if found := _MARKER.fullmatch(line):
            in_list ^= found["quote"] is None
            named = found["named"] or ""
        else:
            named = line if in_list else ""
        if named.strip() and not named.strip().startswith(";"):
            yield number, named.strip()


def _file_named(project: Path, named: str) -> Path | str:
    """The file that may be shown; or why it may not, in words."""
    path = project / _without_part(named)
    if PurePosixPath(named).is_absolute() or not _is_within(path, project):
        return "is no file of the project"
    if not path.is_file():
        return "is missing"
    parts = path.resolve().relative_to(project.resolve()).parts
    if any(part.startswith(".") for part in parts):
        return "is hidden"
    try:
        path.read_text("utf-8")
    except UnicodeDecodeError:
        return "is no text"
    return path


def _is_within(path: Path, project: Path) -> bool:
    return path.resolve().is_relative_to(project.resolve())


def _without_part(named: str) -> str:
    """The name of the file, without which part of it is shown."""
    starts = (at for at, letter in enumerate(named) if letter == ":")
    return next((named[:at] for at in starts if _PART.fullmatch(named, at)), named)
