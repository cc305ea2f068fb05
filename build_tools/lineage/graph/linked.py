"""A record in, out which of its documents hang together: one names the other in its text, or one
amendment changes both. What a page tells of a document is told by no others, but for the terms
that these define.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from build_tools.model import Corpus, Document

_Names: TypeAlias = tuple[tuple[str, str, str], ...]
"""Of each document its id, and what it is called, as `_plain` makes it."""
_HELD = 1024
"""Of so many documents it is held which they name."""
_named: dict[tuple[tuple[str, ...], _Names], frozenset[str]] = {}
"""The documents that one names, by the hashes of its versions and the names that were looked for:
while a site is served, hardly one is another after a save, and all of each is long to look through.
"""


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
    names = tuple(
        [(each.id, _plain(each.short_title), _plain(each.title)) for each in corpus.documents]
    )
    for document in corpus.documents:
        yield from ((document.id, other) for other in _named_by(document, names))


def _named_by(document: Document, names: _Names) -> frozenset[str]:
    """Which documents of these names are named in any version of one, itself perhaps among them."""
    key = tuple([version.sha256 for version in document.versions]), names
    if key not in _named:
        text = _all_said(document)
        found = (id_ for id_, short, title in names if short in text or title in text)
        _named[key] = frozenset(found)
        if len(_named) > _HELD:
            del _named[next(iter(_named))]
    return _named[key]


def _all_said(document: Document) -> str:
    """What any version of a document says, once: most of it stands in all of them, and each name is
    looked for in all of it. A block is a line, so that no name begins in one and ends in another.
    """
    blocks = chain.from_iterable(version.blocks for version in document.versions)
    return "\n".join(map(_plain, dict.fromkeys(block.source for block in blocks)))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
