"""A version and its page in, the links and the terms of its text out: what each reference leads to,
where each term that it uses is defined, and what a reader is shown of both.

A superseded version leads to the other documents as they were on its day.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass

from build_tools.lineage.graph import known_terms, meaning_left_to, term_uses
from build_tools.lineage.graph.reading import provisions_of
from build_tools.lineage.graph.terms import definitions, key_of
from build_tools.model import Block, Version
from build_tools.model.graph import NodeKey
from build_tools.render.html.context import LinkFinder, TextLink
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.text.labels import Provisions, Reference, whole_references


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """What the page of a version does not have itself, and shows where its text leads to it."""

    name: str
    """Of the version that has it, "SVTAD 1.0"; of a document that the record does not hold, its own
    name."""
    blocks: tuple[Block, ...] = ()
    """Nothing where the record does not hold it."""
    page: str = ""
    anchor: str = ""


class TextLinks:
    """The references and the terms in the text of a version, as they lead on from its page."""

    def __init__(self, site: SiteContext, version: Version, page: str) -> None:
        self.version = version
        self._body = version.body
        self._page = page
        self._names = site.graphs.names(version, site.graphs.beside(version))
        """The version and those beside which it is read, by the names that its text may give
        them."""
        self._texts = {each.document: _Text.of(site, each) for each in self._names.values()}
        """The same, by the documents."""
        self._terms = known_terms(version, self._names)
        self._term_uses = term_uses(self._terms, self._names, version.language)
        self._met: dict[str, NodeKey] = {}
        """What was found on other pages, by the addresses."""
        self._site = site
        self._is_whole = True

    def on_page(self, page: str, *, is_whole: bool) -> "TextLinks":
        """The same as they lead on from another page, which has the whole text, or a section of
        it: what stands in another section is beyond it.
        """
        made = copy(self)
        made._page, made._met, made._is_whole = page, {}, is_whole
        return made

    def links_of(self, at: int) -> LinkFinder:
        """What finds the references and terms in the block at a position of the body; in a heading,
        the references alone.
        """
        block = self._body[at]

        def find_links(text: str) -> Iterator[TextLink]:
            cited = list(self._references(text, at))
            yield from cited
            for use in self._uses(text, block):
                if all(use.end <= each.start or each.end <= use.start for each in cited):
                    yield use

        return find_links

    def _references(self, text: str, at: int) -> Iterator[TextLink]:
        for reference in whole_references(text, self.version.bodies):
            if key := self._target(reference, at):
                yield TextLink(reference.start, reference.end, self._address(key))

    def _uses(self, text: str, block: Block) -> Iterator[TextLink]:
        if block.kind == "heading":
            return
        for use in self._term_uses(text):
            key = self._terms[use.term]
            if (key.document, key.anchor) != (self.version.document, block.address):
                yield TextLink(use.start, use.end, self._address(key), is_term=True)

    def _target(self, reference: Reference, at: int) -> NodeKey | None:
        name = reference.document
        there = self._names.get(name) if name else self.version
        if there is None:
            return None
        place = at if there is self.version else None
        provisions, pointer = self._texts[there.document].provisions, reference.pointers[0]
        anchor = provisions.named(pointer, place)
        if not anchor and reference.goes_on_from is not None:  # "§ 6 Abs. 7" leads to § 6
            anchor = provisions.nearest(pointer, place)[0]
        if not anchor:
            return None
        return key_of(there, anchor)

    def _address(self, key: NodeKey) -> str:
        there = self._page_of(key)
        address = urls.link(self._page, there, key.anchor)
        if there != self._page:
            self._met[address] = key
        return address

    def _page_of(self, key: NodeKey) -> str:
        """The page that has a provision."""
        if key.document == self.version.document and self._is_whole:
            return self._page
        document = self._site.corpus.document(key.document)
        return self._site.page_of_provision(document, key.version, key.anchor)

    def beyond(self, shown: Iterable[int] | None = None) -> dict[str, list[Beyond]]:
        """What the text was found to lead to on other pages, by the address of the link or of the
        definition that leads there; `shown` are the positions of the blocks that the page has, by
        default all.
        """
        found = {address: [self._held(key)] for address, key in self._met.items()}
        body = self.version.body
        for at in range(len(body)) if shown is None else shown:
            block = body[at]
            if name := meaning_left_to(block):
                found[f"#{block.address}"] = list(self._left_to(name, block))
        return found

    def own_parts(self, block: Block) -> tuple[Block, ...]:
        """A provision of the version itself, and the limbs that stand in it."""
        return self._texts[self.version.document].with_parts(block.anchor)

    def _left_to(self, name: str, block: Block) -> Iterator[Beyond]:
        """The definitions in another document of terms that have the meaning given there."""
        there = self._names.get(name)
        if there is None:
            yield Beyond(name=name)
            return
        theirs = definitions(there) if there is not self.version else {}
        for term in block.terms:
            if term in theirs:
                yield self._held(key_of(there, theirs[term]))

    def _held(self, key: NodeKey) -> Beyond:
        text = self._texts[key.document]
        return Beyond(
            name=text.name,
            blocks=text.with_parts(key.anchor),
            page=self._page_of(key),
            anchor=key.anchor,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A version that references point into."""

    name: str
    version: Version
    provisions: Provisions

    @classmethod
    def of(cls, site: SiteContext, version: Version) -> "_Text":
        """The version."""
        document = site.corpus.document(version.document)
        return cls(
            name=f"{document.short_title} {version.label}",
            version=version,
            provisions=provisions_of(version),
        )

    def with_parts(self, anchor: str) -> tuple[Block, ...]:
        """A provision and the limbs that stand in it, or the first provisions under a heading."""
        held: set[str] = set()
        found: list[Block] = []
        for block in self.version.body:
            if block.anchor == anchor or (block.within in held and len(found) < _MOST_BLOCKS):
                found.append(block)
                held.add(block.anchor or anchor)
        return tuple(found)


_MOST_BLOCKS = 8
"""So many blocks of a provision are shown away from it."""
