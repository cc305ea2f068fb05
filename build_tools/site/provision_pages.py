"""The provisions of a document and the version that it shows in, where each of those that ever
changed is told out. Pure.

A provision is told at the number that it bears, "/mtad/clause/17.10/". Where several bore that
number, its page lists them, and each is told at its lasting id, "/mtad/clause/17.9@3.0/".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from build_tools.language import gettext as _
from build_tools.lineage.provenance import ProvisionLife, Provisions
from build_tools.model import Block, Version
from build_tools.model.weave import member
from build_tools.site import urls

_TABLE = "table-"


class ProvisionPages:
    """Where the provisions of one document are told."""

    def __init__(
        self, document: str, provisions: Provisions, shown: int, tables: Iterable[str]
    ) -> None:
        """`shown` is the place in the weave of the version that the document's own page shows;
        `tables` are the anchors of the tables that have a page of their own kind.
        """
        self.provisions = provisions
        self._document, self._shown, self._tables = document, shown, frozenset(tables)

    @cached_property
    def lives(self) -> list[ProvisionLife]:
        """Of those that ever changed, in the order in which they first stood."""
        return [life for life in self.provisions.lives.values() if life.ever_changed]

    def address(self, life: ProvisionLife) -> str:
        """The page of a provision that ever changed."""
        anchor = self._anchor(life)
        if anchor in self._tables:
            return urls.table(self._document, anchor)
        alone = len(self.provisions.bearers(anchor)) == 1
        return urls.clause(self._document, anchor if alone else life.id)

    def is_of_table_page(self, life: ProvisionLife) -> bool:
        """Whether it is a table that has a page of its own kind."""
        return self._anchor(life) in self._tables

    def shown_block(self, life: ProvisionLife) -> Block:
        """The provision as the document's own page shows it, or as it last stood."""
        shown = self.provisions.block_at(self._shown, life.id)
        return shown or life.states[0].shown

    def shown_name(self, life: ProvisionLife) -> str:
        """How that is cited, with all that is part of it."""
        if self.provisions.block_at(self._shown, life.id):
            return self.provisions.cited_at(self._shown, life.id)
        return life.states[0].cited

    def name_in(self, version: Version, block: Block) -> str:
        """How a version cites one of its provisions, with all that is part of it."""
        number = self.provisions.history.number(version)
        id_ = self.provisions.id_at(number, block.anchor)
        return self.provisions.cited_at(number, id_) if id_ else block.citation

    def names_in(self, version: Version, ids: Iterable[str]) -> list[str]:
        """The same of several that it has, by their lasting ids."""
        number = self.provisions.history.number(version)
        return [self.provisions.cited_at(number, id_) for id_ in ids]

    def name(self, life: ProvisionLife) -> str:
        """As a list of all calls it: as it is cited where it is shown, and with the version that
        has it so where others are cited alike in theirs.
        """
        citation = self.shown_name(life)
        if self._cited[citation] < 2:
            return citation
        return _("%(citation)s in %(version)s", citation=citation, version=self.shown_label(life))

    @cached_property
    def _cited(self) -> Counter[str]:
        """How many of the provisions have one citation."""
        return Counter(map(self.shown_name, self.lives))

    def shown_label(self, life: ProvisionLife) -> str:
        """The label of the version that has it so."""
        versions = self.provisions.history.versions
        if self.provisions.block_at(self._shown, life.id):
            return versions[self._shown].label
        state = life.states[0]
        before = self.provisions.history.weave.versions[state.version].base
        return versions[
            before if state.block is None and before is not None else state.version
        ].label

    def find(self, version: int, anchor: str) -> str | None:
        """The page of the provision that has an anchor in a version; None where it never
        changed.
        """
        life = self.life_at(version, anchor)
        return self.address(life) if life else None

    def life_at(self, version: int, anchor: str) -> ProvisionLife | None:
        """The life of the provision that has an anchor in a version; None where it never
        changed.
        """
        id_ = self.provisions.id_at(version, anchor)
        life = self.provisions.lives[id_] if id_ else None
        return life if life and life.ever_changed else None

    @cached_property
    def numbers(self) -> Mapping[str, list[tuple[ProvisionLife, int]]]:
        """The pages of numbers at which no provision is told, by their addresses: who bore the
        number, each with the versions in which it did.
        """
        told = {self.address(life) for life in self.lives}
        told |= {urls.table(self._document, anchor) for anchor in self._tables}
        found = {}
        for anchor in dict.fromkeys(self._former()):
            number = urls.clause(self._document, anchor)
            if anchor.startswith(_TABLE):
                number = urls.table(self._document, anchor)
            if number not in told:
                bearers = self.provisions.bearers(anchor).items()
                found[number] = [(self.provisions.lives[id_], of) for id_, of in bearers]
        return found

    def _former(self) -> Iterator[str]:
        for life in self.lives:
            yield from life.anchors

    def _anchor(self, life: ProvisionLife) -> str:
        """The one that it has in the version shown, or else the last that it had."""
        for anchor, members in life.anchors.items():
            if members & member(self._shown):
                return anchor
        return list(life.anchors)[-1]
