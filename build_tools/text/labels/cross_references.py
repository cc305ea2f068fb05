"""A text → the cross-references in it: where each stands, what it says, and which provision of
which document it names.

References are found, not marked up. Which provision of a text that is, is for `Provisions` to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from build_tools.text.labels.anchors import joined_anchor
from build_tools.text.labels.document_names import document_after, document_before
from build_tools.text.labels.grammar import readings
from build_tools.text.labels.reference_words import (
    ANNEXES,
    BEGINNING,
    COMPONENTS,
    GERMAN,
    JOINER,
    KINDS,
    LETTER,
    LETTERED,
    LIMBS,
    LISTED,
    NAMEABLE,
    NAMED,
    PARTS,
    PREFIXES,
    PROVISION,
    QUANTITY,
    TITLE,
    UNNUMBERED,
)

Scope: TypeAlias = Literal["text", "provision", "above", "below"]
"""Where the outermost provision that a reference names is looked for: in the whole text, in the
provision in which the reference stands, or nearest before or after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A number in a cross-reference, and the provision that it is the number of."""

    start: int
    end: int
    """The characters of the text that are the number: "17.6(a)", "(b)"."""
    kind: str
    """In small letters and the singular: "clause", "table", "paragraph"."""
    path: tuple[str, ...]
    """The parts of the provision's anchor, outermost first: ("17.6", "a"), ("schedule-2", "1.1");
    of a part alone, ("b",)."""
    scope: Scope = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One cross-reference in a text."""

    start: int
    end: int
    """The text's characters from `start` up to `end` are what a link would stand on."""
    name: str
    """The provision in words, of a member of a list too: "Clause 17.6(b)", "paragraph (c) of Clause
    2.1"."""
    pointers: tuple[Pointer, ...]
    """Of its own number, and then of those of what it says that is a part of: of "paragraph (b) of
    Clause 5.2" both."""
    document: str = ""
    """The document it names, as printed: "SVTAD"; empty when it names none, or its own."""

    @property
    def kind(self) -> str:
        """In small letters and the singular: "clause", "table", "paragraph"."""
        return self.pointers[0].kind

    @property
    def anchor(self) -> str:
        """Where it points, as far as it says: "17.6-a-i", "table-17.6", "annex-b"."""
        return joined_anchor(*self.pointers[0].path)


@dataclass(frozen=True, slots=True)
class _Number:
    """A member of a list of numbers."""

    start: int
    end: int
    components: tuple[str, ...]
    """As printed, with what it has in common with the member before: ("17.6", "(b)")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A word and the numbers after it, "Clause 2.1(a), (b) or (c)", or limbs without a word."""

    start: int
    word: str
    plural: bool
    numbers: tuple[_Number, ...]
    scope: Scope
    whole: tuple[str, ...] = ()
    """The path of what it says that it is a part of."""
    chain: "tuple[_Phrase, ...]" = ()
    """What it says after itself that it is a part of, nearest first."""
    document: str | None = None
    """The document that it names, "" for its own; None when it names none."""
    tail: int
    """Where everything that belongs to it ends, the name of its document too."""

    @property
    def kind(self) -> str:
        """In small letters and the singular."""
        return KINDS[self.word.lower()] if self.word else "limb"

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return self.numbers[-1].end

    def path(self, number: _Number) -> tuple[str, ...]:
        """The parts of the anchor of the provision that has a number."""
        first, *rest = (component.strip("()") for component in number.components)
        prefix = PREFIXES.get(self.kind, "")
        return (*self.whole, joined_anchor(prefix, first.lower()) if prefix else first, *rest)

    def pointer(self, number: _Number) -> Pointer:
        """Where one of its numbers points."""
        return Pointer(
            start=number.start,
            end=number.end,
            kind=self.kind,
            path=self.path(number),
            scope=self.scope,
        )


def references(text: str) -> Iterator[Reference]:
    """The cross-references in `text`, in order: "Clause 4.2", "Tables 4 and 5", "paragraph (b) of
    Clause 5.2".

    Each member of a list is a reference of its own.
    """
    yield from _references(text)


@lru_cache(maxsize=2**14)
def _references(text: str) -> tuple[Reference, ...]:
    """The same, found once in a text that stands in version after version."""
    return tuple(_found_references(text))


def _found_references(text: str) -> Iterator[Reference]:
    for phrase in _in_one_document(text, list(_phrases(text))):
        if all(len(each.numbers) == 1 for each in (phrase, *phrase.chain)):
            yield _whole_reference(text, phrase)
        else:
            for each in (phrase, *phrase.chain):
                yield from _members(text, replace(each, document=phrase.document))


def _whole_reference(text: str, phrase: _Phrase) -> Reference:
    """The reference that a phrase with one number is, with what it is a part of."""
    start = phrase.numbers[0].start if phrase.plural else phrase.start
    end = phrase.chain[-1].end if phrase.chain else phrase.end
    return Reference(
        start=start,
        end=end,
        name=text[phrase.start : end],
        pointers=tuple(each.pointer(each.numbers[0]) for each in (phrase, *phrase.chain)),
        document=phrase.document or "",
    )


def _members(text: str, phrase: _Phrase) -> Iterator[Reference]:
    """The references that a list is; the first after a noun in the singular takes that along."""
    of = text[phrase.end : phrase.chain[-1].end] if phrase.chain else ""
    for at, number in enumerate(phrase.numbers):
        yield Reference(
            start=number.start if at or phrase.plural else phrase.start,
            end=number.end,
            name=f"{phrase.word} {''.join(number.components)}{of}".lstrip(),
            pointers=(phrase.pointer(number),),
            document=phrase.document or "",
        )


# --- Phrases --------------------------------------------------------------------------------------

_DIRECTION = re.compile(r"\s+(above|below)\b")
_DEEPEST = 20
"""Of so many provisions, each a part of the next, no text speaks."""


def _phrases(text: str) -> Iterator[_Phrase]:
    """The phrases of a text in order, each with what it is a part of, and its document."""
    before: _Phrase | None = None
    at = 0
    while found := BEGINNING.search(text, at):
        phrase = _phrase(text, found)
        if phrase is None:
            at = found.end() + (not found[0])
            continue
        before = _whole_phrase(text, phrase, before)
        at = before.chain[-1].end if before.chain else before.end
        yield before


def _phrase(text: str, found: re.Match[str]) -> _Phrase | None:
    """The phrase that begins with a word, or with a limb alone; None where no number follows."""
    word, plural = found["word"] or "", bool(found["plural"])
    kind = KINDS[word.lower()] if word else "limb"
    numbers = tuple(_numbers(text, found.end(), kind, named=word[:1].isupper(), plural=plural))
    if not numbers:
        return None
    part = kind in PARTS or numbers[0].components[0].startswith("(")
    return _Phrase(
        start=found.start(),
        word=word,
        plural=plural,
        numbers=numbers,
        scope="provision" if part else "text",
        tail=numbers[-1].end,
    )


def _numbers(text: str, at: int, kind: str, *, named: bool, plural: bool) -> Iterator[_Number]:
    """The numbers of the list that begins at an offset of a text."""
    number = _first_number(text, at, kind, named=named)
    while number:
        yield number
        joiner = JOINER.match(text, number.end)
        number = _next_number(text, joiner.end(), kind, number, plural=plural) if joiner else None


def _first_number(text: str, at: int, kind: str, *, named: bool) -> _Number | None:
    found = PROVISION.match(text, at)
    if found is None and kind not in ("regulation", "rule", "condition"):
        found = LIMBS.match(text, at)
    if found is None and kind in NAMEABLE and named:  # "Annex B", and not "part of"
        found = NAMED.match(text, at)
    if found is None and kind in LETTERED:
        found = LETTER.match(text, at)
    return _number(found) if found else None


def _number(found: re.Match[str], common: Sequence[str] = ()) -> _Number:
    return _Number(*found.span(), (*common, *COMPONENTS.findall(found[0])))


def _next_number(text: str, at: int, kind: str, before: _Number, *, plural: bool) -> _Number | None:
    """The member of a list after another; None where the list has ended."""
    if limbs := LIMBS.match(text, at):
        level = _level(before.components, COMPONENTS.findall(limbs[0]))
        return None if level is None else _number(limbs, before.components[:level])
    if found := PROVISION.match(text, at):
        return _number(found) if _is_member(text, found, kind, plural=plural) else None
    pattern = LETTER if kind in LETTERED else NAMED if kind in NAMEABLE else None
    found = pattern.match(text, at) if pattern and before.components[0].isalpha() else None
    return _number(found) if found and (plural or LISTED.match(text, found.end())) else None


def _is_member(text: str, found: re.Match[str], kind: str, *, plural: bool) -> bool:
    """Whether a number after a joiner is one of the list, and not the first word of what comes
    next: "Clause 4, 10 Working Days".
    """
    if found[0].endswith(")"):
        return True
    if QUANTITY.match(text, found.end()):
        return False
    if kind in GERMAN:
        return True
    if plural or "." in found[0]:
        return re.match(r"\s+[A-Z]", text[found.end() :]) is None
    return LISTED.match(text, found.end()) is not None


def _level(before: Sequence[str], limbs: Sequence[str]) -> int | None:
    """The level, among the components of the number before it in a list, at which a limb stands:
    after "2.1(a)(i)", "(iii)" at that of "(i)", "(b)" at that of "(a)", and so "(a)(iii)".
    """
    limb = limbs[0]
    if len(limbs) > 1 and limb in before:
        return list(before).index(limb)
    values = dict(readings(limb))
    alike: list[int] = []
    for level in range(len(before) - 1, -1, -1):
        shared = [(value, style) for style, value in readings(before[level]) if style in values]
        if not before[level].startswith("(") or not shared:
            continue
        if any(value < values[style] for value, style in shared):
            return level
        alike.append(level)
    return alike[0] if alike else None


# --- What a phrase is a part of -------------------------------------------------------------------

_OF = re.compile(rf"{TITLE},?\s+(of|to|in)\s+(?:the\s+)?")
_OF_THIS = re.compile(rf"{TITLE},?\s+(?:of|to|in)\s+this\s+{UNNUMBERED}")


def _whole_phrase(text: str, phrase: _Phrase, before: _Phrase | None) -> _Phrase:
    """A phrase with what it says that it is a part of, and the document that it names."""
    chain = list(_chain(text, phrase))
    outermost = chain[-1] if chain else phrase
    if before and _continues(text, before, outermost):
        outer = replace(
            outermost,
            whole=before.path(before.numbers[-1]),
            scope=before.scope,
            document=before.document,
        )
    elif of_this := _OF_THIS.match(text, outermost.end):
        outer = replace(outermost, scope="provision", document="", tail=of_this.end())
    elif direction := _DIRECTION.match(text, outermost.end):
        outer = _directed(outermost, direction)
    else:
        outer = _documented(text, outermost, phrase.start)
    return _linked([phrase, *chain][:-1], outer)


def _chain(text: str, phrase: _Phrase) -> Iterator[_Phrase]:
    """The provisions that "of …" after a phrase names, each a part of the next."""
    for _ in range(_DEEPEST):
        of = _OF.match(text, phrase.end)
        found = BEGINNING.match(text, of.end()) if of else None
        inner = _phrase(text, found) if found else None
        # "Annex B to Schedule 2", but "Clause 4 to Clause 6"
        if inner is None or (of and of[1] == "to" and phrase.kind not in ANNEXES):
            return
        yield inner
        phrase = inner


def _continues(text: str, before: _Phrase, phrase: _Phrase) -> bool:
    """Whether a phrase is a part of the one right before it: "Schedule 2, paragraph 3", "Art. 5
    Abs. 2".
    """
    part = phrase.kind in PARTS and bool(phrase.word)
    part = part or (phrase.kind == "part" and before.kind in ANNEXES)
    return part and re.fullmatch(r",?\s+", text[before.tail : phrase.start]) is not None


def _directed(phrase: _Phrase, direction: re.Match[str]) -> _Phrase:
    """A phrase with "above" or "below" after it, which is of the text in which it stands."""
    phrase = replace(phrase, document="", tail=direction.end())
    if phrase.scope == "text":
        return phrase
    return replace(phrase, scope="above" if direction[1] == "above" else "below")


def _documented(text: str, phrase: _Phrase, start: int) -> _Phrase:
    """A phrase with the document that is named after it, or before `start`."""
    after = document_after(text, phrase.end, phrase.kind)
    capitals = len(phrase.word) > 1 and phrase.word.isupper()  # so is what stands before it
    name = after or (None if capitals else document_before(text, start))
    return replace(phrase, document=name.name, tail=max(name.end, phrase.end)) if name else phrase


def _linked(parts: Sequence[_Phrase], outermost: _Phrase) -> _Phrase:
    """The first of some phrases, each of which is a part of the next and at last of the
    outermost.
    """
    chain = [outermost]
    for part in reversed(parts):
        outer = chain[0]
        whole = outer.path(outer.numbers[0])
        chain.insert(0, replace(part, whole=whole, scope=outer.scope))
    first, *rest = chain
    return replace(first, chain=tuple(rest), document=outermost.document, tail=outermost.tail)


def _in_one_document(text: str, phrases: list[_Phrase]) -> list[_Phrase]:
    """The phrases, with one document for those that are members of one list: "Clause 4.2 and Clause
    4.3 of the Supply Licence".
    """
    for at in range(len(phrases) - 1, 0, -1):
        before, phrase = phrases[at - 1], phrases[at]
        if before.document is None and phrase.document and _are_listed(text, before, phrase):
            phrases[at - 1] = replace(before, document=phrase.document)
    for at in range(1, len(phrases)):
        before, phrase = phrases[at - 1], phrases[at]
        if phrase.document is None and before.document and _are_listed(text, before, phrase):
            phrases[at] = replace(phrase, document=before.document)
    return phrases


def _are_listed(text: str, before: _Phrase, phrase: _Phrase) -> bool:
    """Whether two phrases of one word are joined as members of one list."""
    end = before.chain[-1].end if before.chain else before.end
    joiner = JOINER.match(text, end)
    return before.kind == phrase.kind and joiner is not None and joiner.end() == phrase.start
