"""A record and a day in, the graph of each of its versions beside those of the other documents out,
each made once.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeAlias

from build_tools.lineage.graph.reading import graph_of
from build_tools.lineage.graph.resting import resting_on
from build_tools.lineage.graph.reworded import reworded
from build_tools.model import Corpus, Document, Redline, Resting, Version
from build_tools.model.graph import Graph
from build_tools.record.beside import versions_beside

_Key: TypeAlias = tuple[str, ...]
HELD = 1024
"""So many graphs are held, those that were asked for last: about 70 MB of texts of 60 kB. Documents
that hang together have one for each version of one beside each of the others.
"""
_HELD_NAMINGS = 8192
"""Of so many texts it is held which documents they name."""
_namings: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
"""The names of documents that a text has, by its hash and the names that were looked for: while a
site is served, hardly a text is another after a save, and each is long to look through.
"""


@dataclass(slots=True)
class Graphs:
    """The graphs of a record as it stands on a day."""

    corpus: Corpus
    as_of: dt.date
    linked: Callable[[], Mapping[str, Iterable[Document]]] | None = None
    """What tells of each document which hang together with it, as `linked_documents` does, where
    somebody has asked for that already: the texts of all others need not be looked through."""
    _made: dict[_Key, Graph] = field(default_factory=dict)
    _beside: dict[str, Mapping[str, Version]] = field(default_factory=dict)
    _named_in: dict[str, frozenset[str]] = field(default_factory=dict)
    """The names in each paragraph: the versions of a document have most of theirs in common."""
    _last: tuple[str, Graph] | None = None
    """The version round which a graph was last asked for, which several ask for in turn."""
    _names: tuple[str, ...] = field(init=False)
    """All names that a text may give the documents of the record."""

    def __post_init__(self) -> None:
        documents = self.corpus.documents
        names = [(each.short_title, each.title) for each in documents]
        self._names = tuple(chain.from_iterable(names))

    def of(self, version: Version) -> Graph:
        """The graph of a version, read beside the other documents of its day."""
        return self._once(version, self.beside(version))

    def around(self, version: Version) -> Graph:
        """The same, joined with the graphs of those of these documents that lead to it, as each is
        read beside this very version: who uses its terms and refers to its provisions, in the whole
        record.
        """
        asked = _identity(version)
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._around(version)
        return self._last[1]

    def _around(self, version: Version) -> Graph:
        beside = self.beside(version)
        there = {**beside, version.document: version}
        theirs = [self._once(other, there) for other in self._leading_to(version, beside)]
        return Graph.joined([self._once(version, beside), *theirs])

    def _leading_to(self, version: Version, beside: Mapping[str, Version]) -> list[Version]:
        """Those of the versions beside one that name its document, or another that does: no edge of
        the rest leads there.
        """
        names = self.names(version, beside)
        named = {}
        for id_, other in self._hanging_together(version, beside).items():
            known = self._naming(other) & names.keys()
            named[id_] = {names[each].document for each in known}
        found, reached = set[str](), {version.document}
        while reached:
            reached = {id_ for id_ in named if id_ not in found and named[id_] & reached}
            found |= reached
        return [other for id_, other in beside.items() if id_ in found]

    def _hanging_together(
        self, version: Version, beside: Mapping[str, Version]
    ) -> Mapping[str, Version]:
        """Those of the versions beside one that may name its document, directly or not."""
        if self.linked is None:
            return beside
        ids = {document.id for document in self.linked().get(version.document, ())}
        return {id_: other for id_, other in beside.items() if id_ in ids}

    def beside(self, version: Version) -> Mapping[str, Version]:
        """The versions beside which a version is read, by their documents."""
        key = _identity(version)
        if key not in self._beside:
            self._beside[key] = versions_beside(self.corpus, version, self.as_of)
        return self._beside[key]

    def names(self, version: Version, beside: Mapping[str, Version]) -> dict[str, Version]:
        """The same, and the version itself, by each name that a text may give them."""
        found: dict[str, Version] = {}
        for document in self.corpus.documents:
            there = version if document.id == version.document else beside.get(document.id)
            if there is not None:
                found |= {document.short_title: there, document.title: there}
        return found

    def let_go_of(self, documents: Collection[str]) -> None:
        """Hold the graphs of these documents no more; who asks for one has it made again."""
        self._last = None
        self._made = {key: made for key, made in self._made.items() if _of(key[0]) not in documents}
        self._beside = {
            key: there for key, there in self._beside.items() if _of(key) not in documents
        }

    def told(self, redline: Redline) -> Redline:
        """A redline that tells what changed without a word, in its own document and in those read
        beside it.
        """
        if all(change.consequential for change in redline.changes):
            return replace(redline, resting=())
        found = resting_on(redline, self.around(redline.new))
        told = frozenset(self._told_there(redline, {each.node.key.document for each in found}))
        return replace(redline, resting=tuple([each for each in found if _place(each) not in told]))

    def _told_there(
        self, redline: Redline, documents: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        """What the amendment of a redline changed in those of the other documents: a redline of
        their own tells it.
        """
        before = self.beside(redline.old)
        for document, version in self.beside(redline.new).items():
            asked = document in documents and document in before
            if asked and before[document] != version:
                for address in reworded(before[document], version, redline):
                    yield document, address

    def _once(self, version: Version, beside: Mapping[str, Version]) -> Graph:
        names = self._named(version, self.names(version, beside))
        there = sorted({_identity(each) for each in names.values()})
        key = _identity(version), *there
        made = self._made.pop(key, None)
        self._made[key] = graph_of(version, names) if made is None else made
        if len(self._made) > HELD:
            del self._made[next(iter(self._made))]
        return self._made[key]

    def _named(self, version: Version, names: Mapping[str, Version]) -> dict[str, Version]:
        """Those that the text names: on the others its graph does not hang."""
        naming = self._naming(version)
        return {name: each for name, each in names.items() if each is version or name in naming}

    def _naming(self, version: Version) -> frozenset[str]:
        """The names of documents of the record that a text has."""
        key = version.sha256, self._names
        if key not in _namings:
            paragraphs = version.text.split("\n\n")
            self._read_names([each for each in paragraphs if each not in self._named_in])
            found = [self._named_in[each] for each in paragraphs]
            _namings[key] = frozenset().union(*found)
            if len(_namings) > _HELD_NAMINGS:
                del _namings[next(iter(_namings))]
        return _namings[key]

    def _read_names(self, paragraphs: Sequence[str]) -> None:
        """See which names are in some paragraphs; none reaches from one into the next. Those that
        all of them together have are looked for in each: most names of a large record are in none.
        """
        text = _plain("\n".join(paragraphs))
        found = {each: plain for each in self._names if (plain := _plain(each)) in text}
        for paragraph in paragraphs:
            text = _plain(paragraph) if found else ""
            self._named_in[paragraph] = frozenset(
                name for name, plain in found.items() if plain in text
            )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _identity(version: Version) -> str:
    words = f"{version.citation_words} {version.bodies}"
    return f"{version.name} {words} {version.sha256}"


def _of(identity: str) -> str:
    """The document of a version, by what tells versions apart."""
    return identity.partition("@")[0]


def _place(resting: Resting) -> tuple[str, str]:
    return resting.node.key.document, resting.node.key.anchor
