"""Rules on cross-references: what they point at, what it is called, and what they pointed at
before.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.check.context import Line, TextContext, locate, texts_of
from build_tools.model import Block, Document, Redline, Version, wording
from build_tools.model.problems import Problem
from build_tools.text.labels import Reference, references

_OWN = frozenset(
    {"clause", "table", "paragraph", "sub-paragraph", "subparagraph", "sub-clause", "subclause"}
)
"""The words with which a document refers to its own provisions; "Section H14" is one of the SEC."""
_TITLE = re.compile(r"\s*\(([A-Z][^()]*)\)")
"""What may be a title, printed after a reference."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """A reference where it stands."""

    reference: Reference
    text: str
    lines: list[Line]
    """Those of the text."""

    @property
    def printed(self) -> str:
        return self.text[self.reference.start : self.reference.end]

    def locate(self) -> tuple[int, int]:
        """Its line and column."""
        return locate(self.printed, self.lines)


def _all_cited(texts: Iterable[tuple[list[Line], str]]) -> Iterator[_Cited]:
    for lines, text in texts:
        for reference in references(text):
            yield _Cited(reference, text, lines)


def _cited_provisions(context: TextContext) -> Iterator[_Cited]:
    """The references of a text to provisions of the record."""
    for block in context.version.blocks:
        for cited in _all_cited(texts_of(block)):
            if cited.reference.kind in _OWN:
                yield cited


def lost_references(context: TextContext) -> Iterator[Problem]:
    """Each provision that the text refers to exists: in this version, or in some version of the
    document it names.
    """
    for cited in _cited_provisions(context):
        named = cited.reference.document
        versions = _provisions_meant(context, named)
        if not versions or any(cited.reference.anchor in blocks for blocks in versions):
            continue
        where = f"any version of the {named}" if named else "this version"
        number, column = cited.locate()
        yield context.problem(number, f"there is no {cited.printed} in {where}", column)


def _provisions_meant(context: TextContext, named: str) -> list[dict[str, Block]]:
    """The blocks by anchor of each version in which a reference may find its provision; none of a
    document that the record does not have.
    """
    if not named:
        return [context.by_anchor]
    document = _document(context, named)
    return list(map(_by_anchor, document.versions)) if document else []


def _document(context: TextContext, named: str) -> Document | None:
    """The document of the record that has this name."""
    for document in context.corpus.documents:
        if named in (document.short_title, document.title):
            return document
    return None


def _by_anchor(version: Version) -> dict[str, Block]:
    return {block.anchor: block for block in version.blocks if block.anchor}


# --- What a provision is called -------------------------------------------------------------------


def reference_titles(context: TextContext) -> Iterator[Problem]:
    """The title printed in brackets after a reference is that of the provision: "Clause 17
    (Migration DUST)".
    """
    for cited in _cited_provisions(context):
        printed = _TITLE.match(cited.text, cited.reference.end)
        title = _title(_target(context, cited.reference))
        if not (printed and title) or _plain(printed[1]) == _plain(title):
            continue
        number, column = locate(f"{cited.printed}{printed[0]}", cited.lines)
        line = context.lines[number - 1]
        mended = line.replace(printed[0], f" ({title})", 1) if printed[0] in line else None
        message = f"{cited.printed} is called `{title}`, not `{printed[1]}`"
        form = f"{cited.printed} ({title})"
        yield context.problem(number, message, column, form, mended=mended)


def _target(context: TextContext, reference: Reference) -> Block | None:
    """The provision that a reference points at: in this version, or in the newest of the document
    that it names.
    """
    if not reference.document:
        return context.by_anchor.get(reference.anchor)
    document = _document(context, reference.document)
    return _by_anchor(document.versions[-1]).get(reference.anchor) if document else None


def _title(block: Block | None) -> str:
    """The caption of a table, or the words of a heading; "" for anything else."""
    if block is None:
        return ""
    if block.table is not None:
        return wording(block.table.caption).strip()
    return wording(block.content).strip() if block.kind == "heading" else ""


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


# --- Against the version before -------------------------------------------------------------------


def moved_references(context: TextContext) -> Iterator[Problem]:
    """A reference that stayed as it was points at what it pointed at in the version before."""
    if context.redline is None:
        return
    label = context.redline.old.label
    earlier, became = _by_anchor(context.redline.old), _became(context.redline)
    for cited in _kept_references(context.redline):
        was = earlier.get(cited.reference.anchor)
        now = context.by_anchor.get(cited.reference.anchor)
        if was is None or now is None:
            continue
        meant = became.get(was.line)
        if meant is not now:
            number, column = cited.locate()
            then = f"{_name(meant)} now" if meant else "no more"
            message = f"{cited.printed} is not what it was in {label}; that is {then}"
            yield context.problem(number, message, column, _name(meant) if meant else "")


def _kept_references(redline: Redline) -> Iterator[_Cited]:
    """The references of the new version, to itself, that their block had in the old one as well."""
    for passage in redline.passages:
        if passage.origin is None or passage.new is None:
            continue
        before: set[tuple[str, str]] = set()
        for cited in _all_cited(texts_of(passage.origin)):
            if not cited.reference.document:
                before.add((cited.reference.anchor, cited.printed))
        for cited in _all_cited(texts_of(passage.new)):
            if (cited.reference.anchor, cited.printed) in before:
                yield cited


def _became(redline: Redline) -> Mapping[int, Block]:
    """What became of each old block, by its line: the new block that it is, where it is still
    there.
    """
    became: dict[int, Block] = {}
    for passage in redline.passages:
        if passage.old is not None and passage.successor is not None:
            became[passage.old.line] = passage.successor
    return became


def _name(block: Block) -> str:
    return block.label if block.table and block.label else f"Clause {block.label}"
