"""A text → the phrases in it that are cross-references: a word and the numbers after it, what that
is a part of, and the document that is named.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from build_tools.text.labels.anchors import joined_anchor
from build_tools.text.labels.document_names import document_after, document_before
from build_tools.text.labels.reference_numbers import Number, listed_numbers
from build_tools.text.labels.reference_words import (
    ANNEXES,
    BEGINNING,
    CONTAINERS,
    GERMAN,
    JOINER,
    KINDS,
    PARTS,
    PLURALS,
    PREFIXES,
    SENTENCES,
    TITLE,
    UNNUMBERED,
)

Scope: TypeAlias = Literal["text", "provision", "above", "below"]
"""Where the outermost provision that a reference names is looked for: in the whole text, in the
provision in which the reference stands, or nearest before or after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A word and the numbers after it, "Clause 2.1(a), (b) or (c)", or limbs without a word."""

    start: int
    word: str
    plural: bool
    numbers: tuple[Number, ...]
    scope: Scope
    whole: tuple[str, ...] = ()
    """The path of what it says that it is a part of."""
    chain: "tuple[Phrase, ...]" = ()
    """What it says after itself that it is a part of, nearest first."""
    stands_in: "tuple[Phrase, ...]" = ()
    """The phrases before it that it goes on from, outermost first: of "Abs. 2" in "§ 5 Abs. 2" the
    first."""
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

    @property
    def chain_end(self) -> int:
        """Where the last number ends of what it says that it is a part of; its own where it says
        nothing.
        """
        return self.chain[-1].end if self.chain else self.end

    def path(self, number: Number) -> tuple[str, ...]:
        """The parts of the anchor of the provision that has a number."""
        first, *rest = (component.strip("()") for component in number.components)
        prefix = PREFIXES.get(self.kind, "")
        return (*self.whole, joined_anchor(prefix, first.lower()) if prefix else first, *rest)


def reference_phrases(text: str, bodies: Collection[str]) -> list[Phrase]:
    """The phrases of a text in order, each with what it is a part of, and its document; `bodies`
    are the abbreviations that are none.
    """
    return _in_one_document(text, list(_phrases(text, bodies)))


def _phrases(text: str, bodies: Collection[str]) -> Iterator[Phrase]:
    """The same, each with no document but those that it names itself."""
    before: Phrase | None = None
    at = 0
    while found := BEGINNING.search(text, at):
        phrase = _phrase(text, found)
        if phrase is None:
            at = found.end() + (not found[0])
            continue
        before = _whole_phrase(text, phrase, before, bodies)
        at = before.chain_end
        yield before


def _phrase(text: str, found: re.Match[str]) -> Phrase | None:
    """The phrase that begins with a word, or with a limb alone; None where no number follows."""
    word = found["word"] or ""
    plural = bool(found["plural"]) or word.lower() in PLURALS
    kind = KINDS[word.lower()] if word else "limb"
    named = word[:1].isupper()
    numbers = tuple(listed_numbers(text, found.end(), kind, named=named, plural=plural))
    if not numbers:
        return None
    part = kind in PARTS or numbers[0].components[0].startswith("(")
    return Phrase(
        start=found.start(),
        word=word,
        plural=plural,
        numbers=numbers,
        scope="provision" if part else "text",
        tail=numbers[-1].end,
    )


# --- What a phrase is a part of -------------------------------------------------------------------

_IN_ANNEXES = (frozenset(KINDS.values()) - {*CONTAINERS, *PARTS, "§"}) | {"part"}
"""What an annex may have of its own, besides the parts that any provision has."""
_DIRECTION = re.compile(r"\s+(above|below)\b")
_BETWEEN = re.compile(rf"{SENTENCES},?\s+")
_NAMED_SENTENCES = re.compile(SENTENCES)
_DEEPEST = 20
"""Of so many provisions, each a part of the next, no text speaks."""
_OF = re.compile(rf"{TITLE},?\s+(of|to|in)\s+(?:the\s+)?")
_OF_THIS = re.compile(rf"{TITLE},?\s+(?:of|to|in)\s+this\s+{UNNUMBERED}")


def _whole_phrase(
    text: str, phrase: Phrase, before: Phrase | None, bodies: Collection[str]
) -> Phrase:
    """A phrase with what it says that it is a part of, and the document that it names."""
    chain = list(_chain(text, phrase))
    outermost = chain[-1] if chain else phrase
    if before and _continues(text, before, outermost):
        outer = _part_of(text, before, outermost, bodies)
    elif beside := _beside(text, before, outermost):
        outer = _part_of(text, beside.stands_in[-1], outermost, bodies)
    elif of_this := _OF_THIS.match(text, outermost.end):
        outer = replace(outermost, scope="provision", document="", tail=of_this.end())
    elif direction := _DIRECTION.match(text, outermost.end):
        outer = _directed(outermost, direction)
    else:
        outer = _documented(text, outermost, phrase.start, bodies)
    return _linked([phrase, *chain][:-1], outer)


def _chain(text: str, phrase: Phrase) -> Iterator[Phrase]:
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


def _continues(text: str, before: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase is a part of the one right before it: "Schedule 2, paragraph 3", "Art. 5
    Abs. 2"; and not beside it, "Abs. 2, Abs. 3".
    """
    levels = (each.kind for each in (*before.stands_in, before))
    part = phrase.kind in PARTS and bool(phrase.word) and phrase.kind not in levels
    part = part or (before.kind in ANNEXES and phrase.kind in _IN_ANNEXES)
    return part and _BETWEEN.fullmatch(text, before.tail, phrase.start) is not None


def _part_of(text: str, before: Phrase, phrase: Phrase, bodies: Collection[str]) -> Phrase:
    """A phrase that goes on from the one before it, with the document that this or itself names."""
    phrase = replace(
        phrase,
        whole=before.path(before.numbers[-1]),
        scope=before.scope,
        document=before.document,
        stands_in=(*before.stands_in, before),
    )
    return _named_after(text, phrase, bodies) if before.document is None else phrase


def _beside(text: str, before: Phrase | None, phrase: Phrase) -> Phrase | None:
    """What stands in the same as a German phrase that is joined to one, by its word: in "§ 5 Abs. 2
    Nr. 1 und Abs. 3" the second is beside the first "Abs.". None where there is none.
    """
    if before is None or phrase.kind not in GERMAN or phrase.kind not in PARTS:
        return None
    joiner = JOINER.match(text, _after_sentences(text, before.tail))
    if joiner is None or joiner.end() != phrase.start:
        return None
    levels = (*before.stands_in, before)
    same = (each for each in reversed(levels) if each.kind == phrase.kind)
    return next((each for each in same if each.stands_in), None)


def _after_sentences(text: str, at: int) -> int:
    found = _NAMED_SENTENCES.match(text, at)
    return found.end() if found else at


def _directed(phrase: Phrase, direction: re.Match[str]) -> Phrase:
    """A phrase with "above" or "below" after it, which is of the text in which it stands."""
    phrase = replace(phrase, document="", tail=direction.end())
    if phrase.scope == "text":
        return phrase
    return replace(phrase, scope="above" if direction[1] == "above" else "below")


def _documented(text: str, phrase: Phrase, start: int, bodies: Collection[str]) -> Phrase:
    """A phrase with the document that is named after it, or before `start`."""
    named = _named_after(text, phrase, bodies)
    capitals = len(phrase.word) > 1 and phrase.word.isupper()  # so is what stands before it
    if named.document is not None or capitals:
        return named
    before = document_before(text, start, bodies)
    return replace(phrase, document=before.name, tail=phrase.end) if before else phrase


def _named_after(text: str, phrase: Phrase, bodies: Collection[str]) -> Phrase:
    """A phrase with the document that is named after it and the sentences of it that are meant."""
    end = _after_sentences(text, phrase.end) if phrase.kind in GERMAN else phrase.end
    name = document_after(text, end, phrase.kind, bodies)
    return replace(phrase, document=name.name, tail=max(name.end, phrase.end)) if name else phrase


def _linked(parts: Sequence[Phrase], outermost: Phrase) -> Phrase:
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


# --- The document of a list of phrases ------------------------------------------------------------


def _in_one_document(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, with one document for those that are members of one list, "Clause 4.2 and Clause
    4.3 of the Supply Licence", and for what one goes on from: "§ 5 Abs. 2 EnWG".
    """
    for at in range(len(phrases) - 1, 0, -1):
        before, phrase = phrases[at - 1], phrases[at]
        is_whole = (*phrase.stands_in, phrase)[0].start == (*before.stands_in, before)[0].start
        if phrase.document and before.document is None and is_whole:
            phrases[at - 1] = replace(before, document=phrase.document)
    for at in range(len(phrases) - 1, 0, -1):
        before, phrase = phrases[at - 1], phrases[at]
        if before.document is None and phrase.document and _are_listed(text, before, phrase):
            phrases[at - 1] = replace(before, document=phrase.document)
    for at in range(1, len(phrases)):
        before, phrase = phrases[at - 1], phrases[at]
        if phrase.document is None and before.document and _are_listed(text, before, phrase):
            phrases[at] = replace(phrase, document=before.document)
    return phrases


def _are_listed(text: str, before: Phrase, phrase: Phrase) -> bool:
    """Whether two phrases of one word are joined as members of one list."""
    joiner = JOINER.match(text, before.chain_end)
    return before.kind == phrase.kind and joiner is not None and joiner.end() == phrase.start
