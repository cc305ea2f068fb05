"""Rules on cross-references: what they point at, what it is called, and what they pointed at
before; and footnotes.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.check.context import Line, TextContext, locate, texts_of
from build_tools.model import Block, Document, Redline, Version, wording
from build_tools.model.problems import Problem
from build_tools.text.labels import Reference, references

_OWN = frozenset(
    {"clause", "table", "paragraph", "sub-paragraph", "subparagraph", "sub-clause", "subclause"}
)
"""The words with which a document refers to its own provisions; "Section H14" is one of the SEC."""


def lost_references(context: TextContext) -> Iterator[Problem]:
    """Each provision that the text refers to exists: in this version, or in some version of the
    document it names.
    """
    for lines, text, reference in _references(context):
        versions = _versions_meant(context, reference)
        if not versions or any(reference.anchor in anchors for anchors in versions):
            continue
        where = f"any version of the {reference.document}" if reference.document else "this version"
        printed = text[reference.start : reference.end]
        number, column = locate(printed, lines)
        yield context.problem(number, f"there is no {printed} in {where}", column)


def _versions_meant(context: TextContext, reference: Reference) -> list[dict[str, Block]]:
    """The blocks by anchor of each version in which a reference may find its provision; none of a
    document that the record does not have.
    """
    if not reference.document:
        return [context.by_anchor]
    document = _named(context, reference)
    return list(map(_by_anchor, document.versions)) if document else []


_TITLE = re.compile(r"\s*\(([A-Z][^()]*)\)")


def reference_titles(context: TextContext) -> Iterator[Problem]:
    """The title printed in brackets after a reference is that of the provision: "Clause 17
    (Migration DUST)".
    """
    for lines, text, reference in _references(context):
        printed = _TITLE.match(text, reference.end)
        target = _target(context, reference)
        title = _title(target).strip() if target else ""
        if not (printed and title) or _plain(printed[1]) == _plain(title):
            continue
        cited = text[reference.start : reference.end]
        number, column = locate(f"{cited}{printed[0]}", lines)
        line = context.lines[number - 1]
        mended = line.replace(printed[0], f" ({title})", 1) if printed[0] in line else None
        message = f"{cited} is called `{title}`, not `{printed[1]}`"
        yield context.problem(number, message, column, f"{cited} ({title})", mended=mended)


def moved_references(context: TextContext) -> Iterator[Problem]:
    """A reference that stayed as it was points at what it pointed at in the version before."""
    if context.redline is None:
        return
    became, earlier = _became(context.redline), _by_anchor(context.redline.old)
    label = context.redline.old.label
    for lines, text, reference in _kept_references(context.redline):
        was, now = earlier.get(reference.anchor), context.by_anchor.get(reference.anchor)
        if was is None or now is None:
            continue
        meant = became.get(was.line)
        if meant is not now:
            printed = text[reference.start : reference.end]
            number, column = locate(printed, lines)
            then = f"{_name(meant)} now" if meant else "no more"
            message = f"{printed} is not what it was in {label}; that is {then}"
            yield context.problem(number, message, column, _name(meant) if meant else "")


def _kept_references(redline: Redline) -> Iterator[tuple[list[Line], str, Reference]]:
    """The references that a block of the new version has as it had them in the old, each with the
    words and lines that it stands in.
    """
    for passage in redline.passages:
        old = passage.old or (passage.tie.old[0] if passage.tie and passage.tie.old else None)
        if old is None or passage.new is None:
            continue
        kept = set(_cited(old))
        for lines, text in texts_of(passage.new):
            for reference in references(text):
                if (reference.anchor, text[reference.start : reference.end]) in kept:
                    yield lines, text, reference


def _cited(block: Block) -> Iterator[tuple[str, str]]:
    """The references of a block to its own document: the anchor and the words of each."""
    for _, text in texts_of(block):
        for reference in references(text):
            if not reference.document:
                yield reference.anchor, text[reference.start : reference.end]


def _became(redline: Redline) -> Mapping[int, Block]:
    """What became of each old block, by its line: the new block that it is, where it is still
    there.
    """
    became: dict[int, Block] = {}
    for passage in redline.passages:
        new = passage.new or (passage.tie.new[0] if passage.tie and passage.tie.new else None)
        if passage.old and new:
            became[passage.old.line] = new
    return became


def _name(block: Block) -> str:
    return (block.label if block.table else "") or f"Clause {block.label}"


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _title(block: Block) -> str:
    if block.table is not None:
        return wording(block.table.caption)
    return wording(block.content) if block.kind == "heading" else ""


def _references(context: TextContext) -> Iterator[tuple[list[Line], str, Reference]]:
    """The references of a text to provisions of the record, each with the words and lines that it
    stands in.
    """
    for _, lines, text in context.texts():
        for reference in references(text):
            if reference.kind in _OWN:
                yield lines, text, reference


def _named(context: TextContext, reference: Reference) -> Document | None:
    """The document of the record that a reference names."""
    for document in context.corpus.documents:
        if reference.document in (document.short_title, document.title):
            return document
    return None


def _target(context: TextContext, reference: Reference) -> Block | None:
    """The provision that a reference points at: in this version, or in the newest of the document
    that it names.
    """
    if not reference.document:
        return context.by_anchor.get(reference.anchor)
    document = _named(context, reference)
    return _by_anchor(document.versions[-1]).get(reference.anchor) if document else None


def _by_anchor(version: Version) -> dict[str, Block]:
    return {block.anchor: block for block in version.blocks if block.anchor}


# --- Footnotes ------------------------------------------------------------------------------------

_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def footnotes(context: TextContext) -> Iterator[Problem]:
    """Each footnote stands once and is referred to, and each reference has its note."""
    notes: dict[str, int] = {}
    cited: dict[str, tuple[int, int]] = {}
    for number, line in context.prose():
        note = _NOTE.match(line)
        if note is not None:
            if note[1] in notes:
                message = f"footnote `[^{note[1]}]` stands here a second time"
                yield context.problem(number, message, 1)
            notes.setdefault(note[1], number)
        for found in _NOTE_REFERENCE.finditer(line, note.end() if note else 0):
            cited.setdefault(found[1], (number, found.start() + 1))
    without_note = [label for label in cited if label not in notes]
    for label in without_note:
        number, column = cited[label]
        message = f"there is no footnote `[^{label}]`"
        yield context.problem(number, message, column, f"[^{label}]: the note")
    never_cited = [label for label in notes if label not in cited]
    for label in never_cited:
        yield context.problem(notes[label], f"nothing refers to footnote `[^{label}]`", 1)
