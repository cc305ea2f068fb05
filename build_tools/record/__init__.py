"""The record on disk → a `Corpus`, or every problem of all its files at once.

The only room that reads files: `files` turns a path into text, `record` knows where each kind of
file stands, `links` says what the files say against one another, `seals` which of them may never
change again, `drafts` what is still to be filled in.

Schemas, and pydantic with them, are imported when a record is read: a loose file needs none.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from build_tools.model import Corpus, Version
from build_tools.model.problems import CorpusError, Problem
from build_tools.record.files import blocks_of, problem_of, read_text
from build_tools.record.seals import SEALS, Seal, broken_seals, read_seals, sealed

__all__ = [
    "SEALS",
    "Seal",
    "broken_seals",
    "load",
    "load_file",
    "read_seals",
    "resolve",
    "sealed",
    "survey",
]


def load(root: Path) -> Corpus:
    """The whole record in the folder `root`; CorpusError with all that is wrong in any of its
    files.
    """
    corpus, problems = survey(root)
    if problems:
        raise CorpusError(problems)
    return corpus


def survey(root: Path) -> tuple[Corpus, list[Problem]]:
    """As much of the record as can be read, and all that is wrong with its files; CorpusError when
    there is none.
    """
    from build_tools.record.consistency import disagreements  # noqa: PLC0415 - knows the schemas
    from build_tools.record.loading import read_record  # noqa: PLC0415 - knows the schemas

    record = read_record(root)
    seals = (replace(problem, rule="sealed") for problem in broken_seals(root))
    return record.corpus(), [*record.problems, *disagreements(record), *seals]


def load_file(path: Path) -> Version:
    """Any markdown file as a version without a label; CorpusError when it cannot be read."""
    shown = path.as_posix()
    return Version(document=shown, blocks=blocks_of(read_text(path)), path=shown)


def resolve(name: str, root: Path) -> Version:
    """The version that a person named: `mtad@3.0`, or the path of a markdown file; CorpusError when
    there is none.
    """
    path = Path(name)
    id_, at, label = name.partition("@")
    if _exists(path) or path.suffix in {".md", ".markdown"}:
        return load_file(path)
    if not at:
        raise CorpusError(
            [problem_of(name, "is neither a version nor a markdown file", "mtad@3.0")]
        )
    from build_tools.record.schema import suggestion  # noqa: PLC0415 - loads pydantic

    documents = {document.id: document for document in load(root).documents}
    if id_ not in documents:
        hint = suggestion(id_, list(documents)) or f"; the documents are {_listed(documents)}"
        raise CorpusError([problem_of(name, f"there is no document `{id_}`{hint}")])
    versions = {version.label: version for version in documents[id_].versions}
    if label not in versions:
        raise CorpusError(
            [
                problem_of(
                    name, f"`{id_}` has no version `{label}`; its versions are {_listed(versions)}"
                )
            ]
        )
    return versions[label]


def _exists(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.exists()
    except OSError:
        return False


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
