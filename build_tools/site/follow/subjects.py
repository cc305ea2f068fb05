"""What a reader can follow: the corpus, each document, each amendment. A corpus in; names, texts
and ids out.

Feeds and calendars share these. A text from the record is made one plain line here, whatever it
held.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.language import gettext as _
from build_tools.language import listed
from build_tools.model import Amendment, Corpus, Document, Step
from build_tools.record.status import current_steps
from build_tools.site import urls
from build_tools.site.frame import FEW

# XML has no way to write a control character or half a pair of surrogates, and a sign that turns
# the direction of reading would turn what a reader's own program prints after it.
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NAMED = 3
"""Of more documents than a navigation names, so many are named, and the others counted."""
_NAMESPACE = uuid.UUID("b6a5a1c3-6d0c-4d0e-9a63-0d6c8f6b7f52")
"""Of the ids of this program, a number drawn once (RFC 9562, section 5.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something to follow."""

    page: str
    """Its page, beside which its feeds and its calendar stand."""
    name: str
    amendments: tuple[Amendment, ...]
    provenance: str
    """What its texts are: "Reconstruction for demonstration, not the legal text"."""


def subjects(corpus: Corpus) -> Iterator[Subject]:
    """The corpus without what is made up (unless it holds nothing else), each document, each
    amendment.
    """
    real = [document for document in corpus.documents if not document.fictional]
    documents = real or list(corpus.documents)
    yield _documents_subject(corpus, urls.HOME, _names(documents), documents)
    for document in corpus.documents:
        yield _documents_subject(corpus, urls.document(document.id), _name(document), [document])
    for amendment in corpus.amendments:
        yield _amendment_subject(corpus, amendment)


def _documents_subject(corpus: Corpus, page: str, name: str, documents: list[Document]) -> Subject:
    ids = {document.id for document in documents}
    provenances: list[str] = []
    for document in documents:
        provenances += [version.provenance for version in document.versions]
    return Subject(
        page=page,
        name=one_line(name),
        amendments=tuple(each for each in corpus.amendments if _documents_of(each) & ids),
        provenance=_all_of(provenances),
    )


def _amendment_subject(corpus: Corpus, amendment: Amendment) -> Subject:
    made = [(each, each.version(step.new)) for each, step in _steps(corpus, amendment.steps)]
    fictional = any(document.fictional for document, _ in made)
    return Subject(
        page=urls.amendment(amendment.id),
        name=one_line(amendment.title) + (" " + _("(fictional)") if fictional else ""),
        amendments=(amendment,),
        provenance=_all_of(version.provenance for _, version in made),
    )


def _documents_of(amendment: Amendment) -> set[str]:
    return {step.document for step in amendment.steps}


def _steps(corpus: Corpus, steps: Iterable[Step]) -> list[tuple[Document, Step]]:
    return [(corpus.document(step.document), step) for step in steps]


def resulting_names(corpus: Corpus, amendment: Amendment, day: dt.date) -> str:
    """The versions that an amendment makes, as it stood on a day: "MTAD 4.0 and SVTAD 2.0"."""
    made = _steps(corpus, current_steps(corpus, amendment, day))
    return one_line(listed([_name(document, step.new) for document, step in made]))


def resulting_provenance(corpus: Corpus, amendment: Amendment, day: dt.date) -> str:
    """What the texts are that an amendment makes, as it stood on a day."""
    made = _steps(corpus, current_steps(corpus, amendment, day))
    return _all_of(document.version(step.new).provenance for document, step in made)


def urn(*names: str) -> str:
    """An id that hangs on the names alone: the same on every day, at every address of the site (RFC
    9562).
    """
    return uuid.uuid5(_NAMESPACE, "/".join(names)).urn


def one_line(text: str) -> str:
    """A text of the record on one line, every unfit character in it shown as the one that stands
    for such.
    """
    return _UNFIT.sub("\ufffd", " ".join(text.split()))


def _name(document: Document, label: str = "") -> str:
    name = f"{document.short_title} {label}".rstrip()
    return f"{name} {_('(fictional)')}" if document.fictional else name


def _names(documents: list[Document]) -> str:
    """Their names, as many as a reader of a heading wants."""
    names = list(map(_name, documents))
    if len(names) > FEW:
        names[_NAMED:] = [_("%(number)s more", number=len(names) - _NAMED)]
    return listed(names)


def _all_of(provenances: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(map(one_line, provenances)))
