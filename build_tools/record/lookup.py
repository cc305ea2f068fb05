"""A name that a person gave → what it names; or an error that says what there is instead.

A name is that of a document (`mtad`), of a version (`mtad@3.0`), of an amendment, or the path of
a markdown file.
"""

from collections.abc import Iterable
from pathlib import Path

from build_tools.model import Amendment, Corpus, CorpusError, Document, Version, refusal
from build_tools.record import load_wanted, survey
from build_tools.record.files import load_file
from build_tools.record.suggestions import listed, suggestion
from build_tools.record.wanted import Wanted, only_document, only_version


def resolve(name: str, root: Path) -> Version:
    """The version that a name means, of the record in the folder `root` or a loose file;
    CorpusError when there is none. A file in that folder is read by the words of the record.
    """
    path = Path(name)
    if _exists(path) or path.suffix in {".md", ".markdown"}:
        found = load_file(path)
        return _in_words_of(root, found) if _is_inside(path, root) else found
    if "@" not in name:
        raise refusal(name, "is neither a version nor a file", "rules@3.0")
    return load_version(root, name)


def _is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _in_words_of(root: Path, version: Version) -> Version:
    from build_tools.record.loading import in_words_of  # noqa: PLC0415 - knows the schemas

    return in_words_of(root, version)


def load_version(root: Path, name: str) -> Version:
    """The version that is called `mtad@3.0`, of the record in the folder `root`; CorpusError when
    there is none. Of the record its file is read, and what says which document it is of and what
    made it.
    """
    given, _, label = name.partition("@")
    document = document_id(root, given)
    name = f"{document}@{label}"
    if _exists(root / document / f"{label}.md"):
        return find_version(load_wanted(root, only_version(name)), name)
    return find_version(load_wanted(root, only_document(document)), name)


def load_document(root: Path, name: str, texts: Iterable[str] | None = None) -> Document:
    """The document of that id or title, or of which `name` is a version, with the texts of all its
    versions or of these only; CorpusError when there is none.
    """
    id_ = document_id(root, name.partition("@")[0])
    return find_document(load_wanted(root, only_document(id_, texts)), id_, name)


def document_id(root: Path, given: str) -> str:
    """The id of the document that somebody called so, by its id, its title or its short title, in
    capitals or not; `given` itself where no document, or more than one, is called so.
    """
    if _exists(root / given) or not _exists(root):
        return given
    wanted = given.casefold()
    corpus, _ = survey(root, wanted=Wanted(texts=frozenset()))
    titled = [
        document.id
        for document in corpus.documents
        if wanted in (document.title.casefold(), document.short_title.casefold())
    ]
    return titled[0] if len(titled) == 1 else given


def find_version(corpus: Corpus, name: str) -> Version:
    """The version that is called `mtad@3.0`; CorpusError when there is none."""
    id_, at, _ = name.partition("@")
    if not at:
        raise _no_version(name)
    return find_version_of(find_document(corpus, id_, name), name)


def find_version_of(document: Document, name: str) -> Version:
    """The version of a document that is called `mtad@3.0`; CorpusError when there is none."""
    _, at, label = name.partition("@")
    if not at:
        raise _no_version(name)
    for version in document.versions:
        if version.label == label:
            return version
    known = listed(version.label for version in document.versions)
    raise refusal(name, f"`{document.id}` has no version `{label}`; its versions are {known}")


def _no_version(name: str) -> CorpusError:
    return refusal(name, "is no version of the record", "rules@3.0")


def find_document(corpus: Corpus, id_: str, given: str = "") -> Document:
    """The document of that id, which somebody gave as `given`; CorpusError when there is none."""
    for document in corpus.documents:
        if document.id == id_:
            return document
    known = [document.id for document in corpus.documents]
    hint = suggestion(id_, known) or f"; the documents are {listed(known)}"
    raise refusal(given or id_, f"there is no document `{id_}`{hint}")


def find_amendment(corpus: Corpus, id_: str) -> Amendment:
    """The amendment of that id; CorpusError when there is none."""
    for amendment in corpus.amendments:
        if amendment.id == id_:
            return amendment
    hint = suggestion(id_, [amendment.id for amendment in corpus.amendments])
    raise refusal(id_, f"there is no amendment `{id_}`{hint}")


def _exists(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.exists()
    except OSError:
        return False
