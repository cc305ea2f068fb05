"""A document and its weave in, the redlines of its steps out, each passage by its place in the
weave.
"""

from collections.abc import Mapping
from functools import cached_property

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance.origins import BlockOrigins, origins_at
from build_tools.lineage.weave import weave_of_document
from build_tools.model import Document, Passage, Redline, Version, Weave
from build_tools.model.weave import WovenBlock, member, state_at


class History:
    """The versions of a document as one text, and what each of them changed."""

    def __init__(
        self, document: Document, comparisons: Comparisons, weave: Weave | None = None
    ) -> None:
        """`weave` is that of the document; errors as of `weave_of_document` where it is not
        given.
        """
        self.document = document
        self.weave = weave or weave_of_document(document, comparisons)
        self._comparisons = comparisons
        self._passages: dict[int, Mapping[int, Passage]] = {}
        self._origins: dict[int, tuple[BlockOrigins, ...]] = {}

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """Those of the document, in the order of the weave."""
        return tuple([self.document.version(each.label) for each in self.weave.versions])

    def number(self, version: Version) -> int:
        """The place of a version in the weave."""
        labels = [each.label for each in self.weave.versions]
        return labels.index(version.label)

    def redline(self, version: int) -> Redline | None:
        """What a version changed of that from which it was made; None for the first."""
        base = self.weave.versions[version].base
        if base is None:
            return None
        return self._comparisons.between(self.versions[base], self.versions[version])

    def origins(self, version: int) -> tuple[BlockOrigins, ...]:
        """Where each block of a version comes from, in the order of the version."""
        for each in self.weave.path(version):
            if each not in self._origins:
                base = self.weave.versions[each].base
                before = () if base is None else self._origins[base]
                self._origins[each] = origins_at(self.weave, each, before)
        return self._origins[version]

    def anchor_in(self, version: int, id_: str) -> str:
        """The address that the block of a lasting id has in a version; empty where it is not in
        that.
        """
        states = [state_at(block.states, version) for block in self._by_id[id_]]
        return next((state.anchor for state in states if state), "")

    @cached_property
    def _by_id(self) -> Mapping[str, list[WovenBlock]]:
        found: dict[str, list[WovenBlock]] = {}
        for block in self.weave.blocks:
            found.setdefault(block.id, []).append(block)
        return found

    def passages(self, version: int) -> Mapping[int, Passage]:
        """The passages of that redline by their places in the weave; of the first version none."""
        if version not in self._passages:
            self._passages[version] = self._placed(version)
        return self._passages[version]

    def _placed(self, version: int) -> Mapping[int, Passage]:
        redline, base = self.redline(version), self.weave.versions[version].base
        if redline is None or base is None:
            return {}
        olds, news = iter(self.places_at(base)), iter(self.places_at(version))
        placed = {}
        for passage in redline.passages:
            old = next(olds) if passage.old else None
            new = next(news) if passage.new else old
            assert new is not None
            placed[new] = passage
        return placed

    def places_at(self, version: int) -> list[int]:
        """The places in the weave of the blocks of a version, in the order of its body."""
        bit = member(version)
        return [at for at, block in enumerate(self.weave.blocks) if block.members & bit]
