"""A record in, out which of its documents hang together: one names the other in its text, or one
amendment changes both. What a page tells of a document is told by no others, but for the terms
that these define.
"""

from collections.abc import Iterable, Iterator, Mapping

from build_tools.model import Corpus, Document


def linked_documents(corpus: Corpus) -> Mapping[str, tuple[Document, ...]]:
    """Of each document, by its id, all that hang together with it, itself among them, in the order
    of the record.
    """
    groups = {document.id: {document.id} for document in corpus.documents}
    for one, other in _links(corpus):
        if groups[one] is not groups[other]:
            groups[one] |= groups[other]
            groups.update(dict.fromkeys(groups[one], groups[one]))
    return {id_: _in_order(corpus, group) for id_, group in groups.items()}


def _in_order(corpus: Corpus, ids: set[str]) -> tuple[Document, ...]:
    return tuple([document for document in corpus.documents if document.id in ids])


def _links(corpus: Corpus) -> Iterator[tuple[str, str]]:
    known = {document.id for document in corpus.documents}
    for amendment in corpus.amendments:
        changed = [step.document for step in amendment.steps if step.document in known]
        yield from ((changed[0], other) for other in changed[1:])
    for document in corpus.documents:
        yield from ((document.id, other) for other in sorted(_named_in(document, corpus)))


def _named_in(document: Document, corpus: Corpus) -> set[str]:
    """The other documents that a text of this one names."""
    texts = [_plain(version.text) for version in document.versions]
    found = set()
    for other in corpus.documents:
        names = _plain(other.short_title), _plain(other.title)
        if other is not document and any(_holds(text, names) for text in texts):
            found.add(other.id)
    return found


def _holds(text: str, names: Iterable[str]) -> bool:
    return any(name in text for name in names)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
