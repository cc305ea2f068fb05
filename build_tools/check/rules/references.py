"""Rules on cross-references: what they point at, what it is called, and what they pointed at
before.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from build_tools.check.cited import Cited, all_cited, document_called
from build_tools.check.context import TextContext, locate
from build_tools.check.followed import Numbers, followed_numbers, line_with_numbers
from build_tools.check.kept_references import paired_references, successors
from build_tools.check.other_documents import moved_elsewhere
from build_tools.model import Block, Passage, Redline, Version, wording
from build_tools.model.problems import Problem
from build_tools.text.labels import Pointer, Reference, original_anchor, references
from build_tools.text.labels.reference_words import NO_CLAUSES, PARTS, kind_of

_OWN = frozenset(("clause", "table", "tabelle", *PARTS))
"""What a text of any record calls its own provisions and what stands in them."""
_DESIGNATED = {"section-": "§", "art-": "article"}
"""What the anchors begin with of provisions that are called so."""
_LAST_NUMBER = re.compile(r"(.*?)(\d+)")
_TITLE = re.compile(r"\s*\(([A-Z][^()]*)\)")
"""What may be a title, printed after a reference."""


def _cited_provisions(context: TextContext) -> Iterator[Cited]:
    """The references of a text to provisions of the record. Of "Section H14", in a text that calls
    its own provisions clauses, nobody knows which document has it.
    """
    called = kind_of(context.version.citation_words.provision)
    own, others = _OWN | {called}, NO_CLAUSES - {called}
    for at, block in enumerate(context.version.blocks):
        for cited in all_cited(block, at, context.version.bodies):
            if cited.reference.kind in own and _outermost(cited.reference) not in others:
                yield cited


def _outermost(reference: Reference) -> str:
    """The kind of that in which the others stand which a reference names: "section" of "paragraph
    (b) of Section 5.2", "§" of "Abs. 2" in "§ 55 Abs. 2".
    """
    pointer = reference.pointers[-1]
    begun = (kind for begins, kind in _DESIGNATED.items() if pointer.path[0].startswith(begins))
    return next(begun, pointer.kind)


def lost_references(context: TextContext) -> Iterator[Problem]:
    """Each provision that the text refers to exists: in this version, or in some version of the
    document it names.
    """
    lost: Cited | None = None
    for cited in _cited_provisions(context):
        named = cited.reference.document
        if not _tells_its_place(cited.reference.pointers[0]) or _is_found(context, cited):
            continue
        before, lost = lost, cited
        if before and _is_part_of(cited, before):
            continue
        where = f"any version of the {named}" if named else "this version"
        number, column = cited.locate()
        message = f"there is no {cited.reference.cited} in {where}"
        near = "" if named else _nearest(cited.reference.cited, context.version)
        form = f"a provision of this version, such as {near}" if near else ""
        yield context.problem(number, message, column, form)


def _nearest(name: str, version: Version) -> str:
    """What is cited as a missing provision is, but for its last number, and is the nearest to it;
    "" where nothing is.
    """
    missing = _LAST_NUMBER.fullmatch(name)
    if missing is None:
        return ""
    cited = (_LAST_NUMBER.fullmatch(block.citation) for block in version.blocks)
    beside = [each for each in cited if each and each[1] == missing[1]]
    wanted = int(missing[2])
    return min((each[0] for each in beside), key=lambda each: _far(each, wanted), default="")


def _far(citation: str, wanted: int) -> int:
    found = _LAST_NUMBER.fullmatch(citation)
    return abs(int(found[2]) - wanted) if found else 0


def _is_part_of(cited: Cited, before: Cited) -> bool:
    """Whether a reference goes on from one: of "§ 77 Abs. 1" the second from the first."""
    begins = cited.reference.goes_on_from
    is_here = (cited.at, cited.text) == (before.at, before.text)
    return is_here and begins is not None and begins <= before.reference.start


def _tells_its_place(pointer: Pointer) -> bool:
    """Whether a number says what it is a part of; "paragraph (b)" alone may be one of a list within
    a paragraph.
    """
    return pointer.scope == "text" or len(pointer.path) > 1 or "." in pointer.path[0]


def _is_found(context: TextContext, cited: Cited) -> bool:
    """Whether the provision stands in the version, or in some version of the document that the
    record has by that name; of other documents nobody knows.
    """
    pointer = cited.reference.pointers[0]
    if not cited.reference.document:
        return bool(_anchor(context, context.version, cited))
    document = document_called(context.corpus, cited.reference.document)
    return document is None or any(
        context.provisions_of(version).named(pointer) for version in document.versions
    )


def _by_anchor(version: Version) -> dict[str, Block]:
    return {block.anchor: block for block in version.blocks if block.anchor}


# --- How a reference is written -------------------------------------------------------------------


def reference_capitals(context: TextContext) -> Iterator[Problem]:
    """The word of a reference has a capital, or has none, as in most references of its kind."""
    written: dict[str, dict[bool, list[Cited]]] = {}
    for cited in _cited_provisions(context):
        word = cited.reference.name[:1]
        if not cited.reference.document and word.isalpha():
            kinds = written.setdefault(cited.reference.kind, {True: [], False: []})
            kinds[word.isupper()].append(cited)
    for kinds in written.values():
        capital = len(kinds[True]) >= len(kinds[False])
        for cited in kinds[not capital] if kinds[capital] else ():
            yield _wrong_capital(context, cited, capital=capital)


def _wrong_capital(context: TextContext, cited: Cited, *, capital: bool) -> Problem:
    word, space, number = cited.reference.name.partition(" ")
    form = f"{word.capitalize() if capital else word.lower()}{space}{number}"
    most = "with a capital" if capital else "without one"
    message = f"`{word}` is written {most} in most references of this text"
    line, column = cited.locate()
    return context.problem(line, message, column, form)


# --- What a provision is called -------------------------------------------------------------------


def reference_titles(context: TextContext) -> Iterator[Problem]:
    """The title printed in brackets after a reference is that of the provision: "Clause 17
    (Migration DUST)".
    """
    for cited in _cited_provisions(context):
        printed = _TITLE.match(cited.text, cited.reference.end)
        title = _title(_target(context, cited))
        if not (printed and title) or _plain(printed[1]) == _plain(title):
            continue
        number, column = locate(f"{cited.printed}{printed[0]}", cited.lines)
        line = context.lines[number - 1]
        mended = line.replace(printed[0], f" ({title})", 1) if printed[0] in line else None
        message = f"{cited.reference.name} is called `{title}`, not `{printed[1]}`"
        form = f"{cited.printed} ({title})"
        yield context.problem(number, message, column, form, mended=mended)


def _target(context: TextContext, cited: Cited) -> Block | None:
    """The provision that a reference points at: in this version, or in the newest of the document
    that it names.
    """
    pointer = cited.reference.pointers[0]
    if not cited.reference.document:
        return context.by_anchor.get(
            context.provisions_of(context.version).named(pointer, cited.at)
        )
    document = document_called(context.corpus, cited.reference.document)
    if document is None:
        return None
    newest = document.versions[-1]
    return _by_anchor(newest).get(context.provisions_of(newest).named(pointer))


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

_Moved: TypeAlias = tuple[Cited, Block | None]
"""A reference, and what became of the provision that it pointed at; None where that is gone."""


def moved_references(context: TextContext) -> Iterator[Problem]:
    """A reference that stayed as it was points at what it pointed at before, in its own document or
    in another.
    """
    if context.redline is not None and not context.settled:
        moved = list(_moved(context, context.redline))
        yield from _told(context, context.redline.old.label, moved)
        yield from _moved_since_carried_on(context, context.redline, moved)
    yield from moved_elsewhere(context)


def _moved_since_carried_on(
    context: TextContext, redline: Redline, told: list[_Moved]
) -> Iterator[Problem]:
    """The same of what the amendment itself says, held against its own text before it was carried
    on: what it was carried on to may have renumbered what it refers to.
    """
    carried = context.carried_redline
    if carried is None:
        return
    same = {each.new.line for each in redline.passages if each.new and _is_as_it_was(each)}
    known = {(cited.at, cited.reference.start) for cited, _ in told}
    moved = [
        (cited, meant)
        for cited, meant in _moved(context, carried)
        if context.version.blocks[cited.at].line not in same
        and (cited.at, cited.reference.start) not in known
    ]
    yield from _told(context, carried.old.label, moved)


def _is_as_it_was(passage: Passage) -> bool:
    """Whether a block says what it said in the version before."""
    before, after = passage.origin, passage.new
    return before is not None and after is not None and before.text == after.text


def _told(context: TextContext, old: str, moved: list[_Moved]) -> Iterator[Problem]:
    """The problems of references that point at something else than in the version of that label."""
    for cited, meant in moved:
        number, column = cited.locate()
        then = f"{meant.citation} now" if meant else "no more"
        message = f"{cited.reference.name} is not what it was in {old}; that is {then}"
        form = _as_cited(context, meant) if meant else ""
        mended = _followed_line(context, cited, moved)
        yield context.problem(number, message, column, form, mended=mended)


def _as_cited(context: TextContext, meant: Block) -> str:
    """How a provision is to be cited; of one whose number stands twice, how it gets one."""
    if original_anchor(meant.anchor):
        return f"corpus renumber {context.version.name}, by which it gets a number of its own"
    return meant.citation


def _moved(context: TextContext, redline: Redline) -> Iterator[_Moved]:
    """The references that stayed and point at something else, each with what became of the
    provision that it pointed at.
    """
    earlier, became = _by_anchor(redline.old), successors(redline)
    for before, cited in _kept_references(redline):
        was = earlier.get(_anchor(context, redline.old, before))
        if was is None:
            continue
        meant = became.get(was.line)
        now = context.by_anchor.get(_anchor(context, redline.new, cited))
        # What points at nothing any more is told by a rule of its own, where nobody knows better.
        if meant is not now and not (now is None and meant is None):
            yield cited, meant


def _followed_line(context: TextContext, cited: Cited, moved: Iterable[_Moved]) -> str | None:
    """The line of a reference, with the numbers in it of all provisions that references of its text
    mean; None where a program cannot be certain, or where the words stand otherwise in the file.
    """
    number, _ = cited.locate()
    line = context.lines[number - 1]
    return line_with_numbers(line, cited.text, _followed_numbers(context, cited, moved))


def _followed_numbers(context: TextContext, cited: Cited, moved: Iterable[_Moved]) -> Numbers:
    """What the text of a reference should print for all that moved in it."""

    def means(reference: Reference) -> str:
        if reference.document:
            return f"{reference.document} {reference.anchor}"
        return context.provisions_of(context.version).named(reference.pointers[0], cited.at)

    bodies = context.version.bodies
    starts = [each.start for each in references(cited.text, bodies)]
    meant: dict[int, Block] = {}
    for other, block in moved:
        if other.lines == cited.lines and other.text == cited.text:
            if block is None:
                return {}
            meant[starts.index(other.reference.start)] = block
    return followed_numbers(cited.text, meant, means, bodies)


def _anchor(context: TextContext, version: Version, cited: Cited) -> str:
    return context.provisions_of(version).named(cited.reference.pointers[0], cited.at)


def _kept_references(redline: Redline) -> Iterator[tuple[Cited, Cited]]:
    """The references of the new version, to itself, that their block had in the old one as well,
    each with what it was there.
    """
    for each in paired_references(redline):
        if each.stayed and not each.was.reference.document and not each.now.reference.document:
            yield each.was, each.now
