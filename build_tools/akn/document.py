"""A version with its facts in, a whole file of Akoma Ntoso out."""

from collections.abc import Sequence

from lxml import etree

from build_tools.akn.body import BodyWriter
from build_tools.akn.elements import add_text, child, element
from build_tools.akn.facts import AknFacts
from build_tools.akn.inline import InlineWriter
from build_tools.akn.metadata import write_meta
from build_tools.lineage.graph.reading import provisions_of
from build_tools.model import Block
from build_tools.text.labels import Reference


def akoma_ntoso(facts: AknFacts) -> bytes:
    """The file; the same bytes for the same facts."""
    version = facts.version
    taken = {change.id for change in facts.redline.changes} if facts.redline else set()
    eids = _eids(version.body, taken)
    notes = {
        block.label: eid
        for block, eid in zip(version.body, eids, strict=True)
        if block.kind == "footnote"
    }
    inline = InlineWriter(_Targets(facts, eids).href, notes)
    writer = BodyWriter(inline, version.provision, eids)
    root = element("akomaNtoso")
    contains = "singleVersion" if facts.redline else "originalVersion"
    act = child(root, "act", name=facts.document.id, contains=contains)
    act.append(write_meta(facts, writer.notes(version.body), set(eids)))
    if version.provenance:
        shown = child(child(act, "preface"), "p", **{"class": "provenance"})
        add_text(shown, version.provenance)
    act.append(writer.body(version.body))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _eids(blocks: Sequence[Block], taken: set[str]) -> list[str]:
    """Of each block its address without a space, unlike all others and what is taken; empty for
    what has none.
    """
    used = {"original", "sec-corpus", *taken}
    found = []
    for block in blocks:
        wanted = "-".join(block.anchor.split())
        if block.kind == "footnote" and not wanted:
            wanted = "-".join(f"fn-{block.label}".split())
        while wanted in used:
            wanted += "_"
        used |= {wanted} if wanted else set()
        found.append(wanted)
    return found


class _Targets:
    """Where the references of a text lead."""

    def __init__(self, facts: AknFacts, eids: Sequence[str]) -> None:
        self._facts = facts
        self._own = provisions_of(facts.version)
        self._others = {name: provisions_of(each) for name, each in facts.beside.items()}
        anchors = (block.anchor for block in facts.version.body)
        self._eids = {anchor: eid for anchor, eid in zip(anchors, eids, strict=True) if anchor}

    def href(self, reference: Reference, at: int) -> str:
        """The IRI of what a reference in the block at a position leads to; "" for nothing."""
        pointer, name = reference.pointers[0], reference.document
        there = self._facts.beside.get(name)
        if not name or (there and there.document == self._facts.version.document):
            anchor = self._own.named(pointer, at)
            return f"#{self._eids[anchor]}" if anchor in self._eids else ""
        anchor = self._others[name].named(pointer) if there else ""
        return self._facts.elsewhere(there, anchor) if there and anchor else ""
