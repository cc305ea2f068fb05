"""Leaves → blocks: captions joined to their tables, labels and terms split off, depths and anchors
settled.

Each step takes all leaves and gives them back in the same order; none looks at markdown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_tools.model import Block, CitationWords, plain, wording
from build_tools.text.labels import (
    BULLET,
    Anchors,
    LabelPosition,
    OutlineEntry,
    defined_terms,
    infer_positions,
    joined_anchor,
    label_anchor,
    opens_glossary,
    slug,
    split_caption,
    split_label,
)
from build_tools.text.markdown.citations import citations
from build_tools.text.markdown.inline import emphasised, leading_text, may_define, without_leading
from build_tools.text.markdown.leaf_reader import Leaf
from build_tools.text.markdown.outline import goes_on, leads_in, outline

# --- Captions -------------------------------------------------------------------------------------


def with_captions(leaves: Iterable[Leaf]) -> list[Leaf]:
    """Each paragraph that is the caption of the table right after it, made part of the table."""
    result: list[Leaf] = []
    for leaf in leaves:
        if leaf.table and result and (captioned := _captioned(result[-1], leaf)):
            result[-1] = captioned
        else:
            result.append(leaf)
    return result


def _captioned(before: Leaf, leaf: Leaf) -> Leaf | None:
    """The table `leaf` with the caption `before` it; None when that is no caption of it."""
    together = (before.scope, before.lists) == (leaf.scope, leaf.lists)
    if before.kind != "paragraph" or leaf.marker or not together or leaf.table is None:
        return None
    text, _ = leading_text(before.content)
    caption = split_caption(text)
    if caption is None:
        return None
    label, rest = caption
    table = replace(leaf.table, caption=without_leading(before.content, len(text) - len(rest)))
    return replace(before, kind="table", content=(), label=label, table=table)


# --- Labels and terms -----------------------------------------------------------------------------


def labelled(leaves: Iterable[Leaf]) -> list[Leaf]:
    """Headings and paragraphs with the label split off their text, and the terms that they
    define.
    """
    result: list[Leaf] = []
    previous, in_glossary = "", False
    for leaf in leaves:
        split = leaf
        if leaf.kind in ("heading", "paragraph") and leaf.content:
            split = _with_terms(_labelled(leaf, previous), in_glossary=in_glossary)
            if split.kind == "heading" or split.label or split.terms:
                in_glossary = bool(split.terms) or opens_glossary(wording(split.content))
        if split.label and (split.kind == "heading" or "." in split.label[:-1]):
            previous = split.label
        result.append(split)
    return result


def _labelled(leaf: Leaf, previous: str) -> Leaf:
    text, marked = leading_text(leaf.content)
    heading = leaf.kind == "heading"
    label, rest = split_label(text, heading=heading, marked=marked, previous=previous)
    if not label:
        return leaf
    return replace(leaf, label=label, content=without_leading(leaf.content, len(text) - len(rest)))


def _with_terms(leaf: Leaf, *, in_glossary: bool) -> Leaf:
    """A leaf with the terms that it defines."""
    if leaf.kind == "heading" or not may_define(leaf.content[:1]):
        return leaf
    terms = defined_terms(
        wording(leaf.content),
        emphasised(leaf.content),
        alone=not leaf.label,
        in_glossary=in_glossary,
    )
    return replace(leaf, terms=terms) if terms else leaf


def _printed(leaf: Leaf) -> str:
    """The label as a whole: what its list prints, unless that is a bullet and there is a label in
    the text.
    """
    if leaf.label and leaf.marker in ("", BULLET):
        return leaf.label
    return f"{leaf.marker} {leaf.label}" if leaf.label else leaf.marker


# --- Depths and anchors ---------------------------------------------------------------------------


def blocks(leaves: Sequence[Leaf], sources: Iterable[str], words: CitationWords) -> Iterator[Block]:
    """The blocks that the leaves are, each with its source, cited in those words."""
    anchors = _AnchorBuilder()
    positions = _positions(leaves)
    whole = outline(leaves, positions)
    for place, position, source, citation in zip(
        whole.places, positions, sources, citations(whole, words), strict=True
    ):
        leaf = place.leaf
        footnote = leaf.kind == "footnote"
        anchor = anchors.anchor(leaf, position)
        for unit in place.begun:
            unit.anchor = anchor
        yield Block(
            kind=leaf.kind,
            label=leaf.label if leaf.table else _printed(leaf),
            anchor=anchor,
            depth=leaf.level or leaf.scope.depth + (-1 if footnote else position.depth),
            quoted=leaf.scope.quoted,
            note_level=leaf.scope.note_level,
            content=leaf.content,
            table=leaf.table,
            terms=leaf.terms,
            citation=citation,
            within=place.around.address,
            line=leaf.line + 1,
            source=source,
        )


def _positions(leaves: Sequence[Leaf]) -> list[LabelPosition]:
    """The position of each leaf among the labels of its scope."""
    scopes: dict[int, list[int]] = {}
    for at, leaf in enumerate(leaves):
        scopes.setdefault(leaf.scope.number, []).append(at)
    positions = [LabelPosition()] * len(leaves)
    for scope in scopes.values():
        inferred = infer_positions(_entries([leaves[at] for at in scope]))
        for at, position in zip(scope, inferred, strict=True):
            positions[at] = position
    return positions


def _entries(leaves: Sequence[Leaf]) -> list[OutlineEntry]:
    entries: list[OutlineEntry] = []
    heading = ""
    for leaf in leaves:
        match leaf.kind:
            case "heading":
                heading = leaf.label
                entries.append(OutlineEntry(heading=True))
            case "paragraph":
                label = _printed(leaf) if leaf.marker else _without_number(heading, leaf.label)
                entries.append(
                    OutlineEntry(
                        label=label,
                        nest=leaf.nest,
                        listed=bool(leaf.marker),
                        goes_on=not label and goes_on(leaf),
                        leads_in=not label and leads_in(leaf),
                    )
                )
            case "footnote":
                entries.append(OutlineEntry())
            case _:
                entries.append(OutlineEntry(label=leaf.marker, nest=leaf.nest))
    return entries


def _without_number(heading: str, label: str) -> str:
    """A label without the number of its heading where it repeats that, as Irish Acts print it: "1.
    (1)" under "1.".
    """
    number = heading.rstrip(".")
    rest = label.removeprefix(number).lstrip(".—– ")
    repeated = heading and label.startswith(number) and rest[:1] in ("", "(")
    return rest if repeated else label


def _lettered(label: str) -> bool:
    return label.strip("().").isalpha()


_ANNEXES = ("anhang", "anlage", "annex", "appendix", "schedule")
"""Headings that begin a numbering of their own, so that "1" in an annex is "annex-b-1"."""


class _AnchorBuilder:
    """The anchor of each leaf, given in reading order."""

    def __init__(self) -> None:
        self._anchors = Anchors()
        self._headings: list[tuple[int, str, str]] = []
        """Level, anchor and label of the heading that a text stands under, and of those above
        it."""
        self._scopes: dict[int, str] = {}
        """What the labels of each scope come after."""
        self._latest = ""
        self._title: str | None = None
        """The anchor of the first heading, under which everything stands."""

    def anchor(self, leaf: Leaf, position: LabelPosition) -> str:
        """The anchor of `leaf`; "" for one that nobody would cite."""
        wanted = self._wanted(leaf, position)
        if not wanted:
            return ""
        anchor = self._latest = self._anchors.give(wanted)
        if leaf.kind == "heading":
            self._scopes[leaf.scope.number] = anchor
            self._title = self._title or anchor
            if not leaf.scope.number:
                self._headings.append((leaf.level, anchor, leaf.label))
        return anchor

    def _wanted(self, leaf: Leaf, position: LabelPosition) -> str:
        match leaf.kind:
            case "heading":
                return self._heading(leaf)
            case "footnote":
                return joined_anchor("fn", slug(leaf.marker))
            case "table" if leaf.table is not None:
                return label_anchor(leaf.label) or slug(plain(leaf.table.caption))
            case "paragraph" if position.path:
                return joined_anchor(self._before(leaf, position), *position.path)
            case "paragraph" if leaf.terms:
                return joined_anchor("def", slug(leaf.terms[0]))
            case _:
                return ""

    def _before(self, leaf: Leaf, position: LabelPosition) -> str:
        """What the path to a label comes after."""
        scope = leaf.scope.number
        before = self._scopes.setdefault(scope, self._latest if scope else "")
        return self._annex() if position.absolute else before

    def _heading(self, leaf: Leaf) -> str:
        while self._headings and not leaf.scope.number and self._headings[-1][0] >= leaf.level:
            self._headings.pop()
        if not leaf.label:
            # With the numbers of notes, as addresses that were published have them.
            return slug(plain(leaf.content)) or "heading"
        anchor = label_anchor(leaf.label)
        labelled = [(above, label) for _, above, label in self._headings if label]
        parent, above = labelled[-1] if labelled else ("", "")
        # Letters begin anew under each heading, and so do plain numbers under letters; sections of
        # an Act run through.
        relative = _lettered(leaf.label) or (
            _lettered(above) and re.fullmatch(r"\d+[A-Z]*[.)]*", leaf.label)
        )
        return joined_anchor(parent if relative else self._annex(), anchor)

    def _annex(self) -> str:
        """The anchor of the annex that the text stands in; "" in the body, and when the whole
        document is an annex.
        """
        for _, anchor, label in reversed(self._headings):
            if label.lower().startswith(_ANNEXES) and anchor != self._title:
                return anchor
        return ""
