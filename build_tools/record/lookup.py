"""A name that a person gave → what it names; or an error that says what there is instead.

A name is that of a document (`mtad`), of a version (`mtad@3.0`), of an amendment, or the path of
a markdown file.
"""

from pathlib import Path

from build_tools.model import Amendment, Corpus, Document, Version, refusal
from build_tools.record import load
from build_tools.record.files import load_file
from build_tools.record.suggestions import listed, suggestion


def resolve(name: str, root: Path) -> Version:
    """The version that a name means, of the record in the folder `root` or a loose file;
    CorpusError when there is none.
    """
    path = Path(name)
    if _exists(path) or path.suffix in {".md", ".markdown"}:
        return load_file(path)
    if "@" not in name:
        raise refusal(name, "is neither a version nor a file", "mtad@3.0")
    return find_version(load(root), name)


def find_version(corpus: Corpus, name: str) -> Version:
    """The version that is called `mtad@3.0`; CorpusError when there is none."""
    id_, at, label = name.partition("@")
    if not at:
        raise refusal(name, "is no version of the record", "mtad@3.0")
    document = find_document(corpus, id_, name)
    for version in document.versions:
        if version.label == label:
            return version
    known = listed(version.label for version in document.versions)
    raise refusal(name, f"`{id_}` has no version `{label}`; its versions are {known}")


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
