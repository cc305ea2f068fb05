"""A version with its facts in, a whole file of Akoma Ntoso out."""

from collections.abc import Mapping, Sequence

from lxml import etree

from build_tools.akn.body import BodyWriter
from build_tools.akn.elements import add_text, child, element
from build_tools.akn.facts import AknFacts
from build_tools.akn.inline import InlineWriter
from build_tools.akn.metadata import meta_eids, write_meta
from build_tools.lineage.graph.reading import provisions_of
from build_tools.model import Block
from build_tools.text.labels import Reference


def akoma_ntoso(facts: AknFacts) -> bytes:
    """The file; the same bytes for the same facts."""
    version = facts.version
    eids = _eids(version.body, meta_eids(facts))
    notes = {
        block.label: eid
        for block, eid in zip(version.body, eids, strict=True)
        if block.kind == "footnote"
    }
    own = {block.anchor: eid for block, eid in zip(version.body, eids, strict=True) if block.anchor}
    inline = InlineWriter(_Targets(facts, own).href, notes, facts.version.bodies)
    periods = {at: f"#{part.period}" for at, part in facts.part_of_block.items()}
    writer = BodyWriter(inline, version.provision, eids, periods)
    root = element("akomaNtoso")
    contains = "singleVersion" if facts.redline else "originalVersion"
    act = child(root, "act", name=facts.document.id, contains=contains)
    act.append(write_meta(facts, writer.notes(version.body), own))
    if version.provenance:
        shown = child(child(act, "preface"), "p", **{"class": "provenance"})
        add_text(shown, version.provenance)
    act.append(writer.body(version.body))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _eids(blocks: Sequence[Block], taken: set[str]) -> list[str]:
    """Of each block its address, unlike all others and what is taken; empty for what has none."""
    used = {*taken}
    found = []
    for block in blocks:
        wanted = block.anchor
        while wanted in used:
            wanted += "_"
        used |= {wanted} if wanted else set()
        found.append(wanted)
    return found


class _Targets:
    """Where the references of a text lead."""

    def __init__(self, facts: AknFacts, eids: Mapping[str, str]) -> None:
        """`eids` are those of the text, by its addresses."""
        self._facts, self._eids = facts, eids
        self._own = provisions_of(facts.version)
        self._others = {name: provisions_of(each) for name, each in facts.beside.items()}

    def href(self, reference: Reference, at: int) -> str:
        """The IRI of what a reference in the block at a position leads to; "" for nothing."""
        pointer, name = reference.pointers[0], reference.document
        there = self._facts.beside.get(name)
        if not name or (there and there.document == self._facts.version.document):
            anchor = self._own.named(pointer, at)
            return f"#{self._eids[anchor]}" if anchor in self._eids else ""
        anchor = self._others[name].named(pointer) if there else ""
        return self._facts.elsewhere(there, anchor) if there and anchor else ""
