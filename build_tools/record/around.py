"""A document and two of its versions in, the record round them out: the other documents that are to
be read beside them, each as far as that takes, and what is wrong with those that cannot be.

A document is concerned that names one which is, or is named by one: on the others nothing that is
told of these versions hangs.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_tools.model import Corpus, CorpusError, Document, Problem, Version
from build_tools.record import load_wanted
from build_tools.record.beside import read_beside
from build_tools.record.files import read_text
from build_tools.record.wanted import only_document


def record_around(
    root: Path, document: Document, versions: Sequence[Version], as_of: dt.date
) -> tuple[Corpus, list[Problem]]:
    """The document, and the versions of others beside which some of its versions are read on a
    day, with their texts; and the problems of the documents that are left out for them.
    """
    others: list[Document] = []
    named, problems = _named(root)
    for id_ in _concerned(document.id, named):
        try:
            others.append(_beside(root, id_, document, versions, as_of))
        except CorpusError as error:
            problems += error.problems
    documents = sorted([document, *others], key=lambda each: each.id)
    return Corpus(documents=tuple(documents), amendments=()), problems


def _beside(
    root: Path, id_: str, document: Document, versions: Sequence[Version], as_of: dt.date
) -> Document:
    """Another document with the texts of those of its versions that are read beside these."""
    outline = load_wanted(root, only_document(id_, texts=())).document(id_)
    both = Corpus(documents=(document, outline), amendments=())
    names = {read_beside(both, outline, version, as_of).name for version in versions}
    return load_wanted(root, only_document(id_, texts=names)).document(id_)


def _concerned(id_: str, named: Mapping[str, set[str]]) -> list[str]:
    """The other documents that are joined with this one by naming, whichever names the other."""
    found, waiting = {id_}, [id_]
    while waiting:
        one = waiting.pop()
        near = {other for other, names in named.items() if one in names} | named.get(one, set())
        waiting += near - found
        found |= near
    return sorted(found - {id_})


def _named(root: Path) -> tuple[dict[str, set[str]], list[Problem]]:
    """Which documents each document names in any of its versions; and the problems of those of
    which nobody can say how they are called.
    """
    names: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for path in sorted(root.glob("*/document.yml")):
        try:
            names[path.parent.name] = _names(path)
        except CorpusError as error:
            problems += error.problems
    return {id_: _names_in(root / id_, names) for id_ in names}, problems


def _names(path: Path) -> list[str]:
    from build_tools.record.schema import read_document  # noqa: PLC0415 - loads pydantic

    found = read_document(path.as_posix(), read_text(path, strict=True)).value
    return [_folded(found.title), _folded(found.short_title)]


def _names_in(folder: Path, names: Mapping[str, Sequence[str]]) -> set[str]:
    """The other documents that some text in a folder names."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.md")):
        text = _folded(path.read_text(encoding="utf-8", errors="replace"))
        for id_ in names.keys() - found - {folder.name}:
            if any(name in text for name in names[id_]):
                found.add(id_)
    return found


def _folded(text: str) -> str:
    """A text in which a name is found however it is broken into lines and whatever its case."""
    return " ".join(text.split()).casefold()
