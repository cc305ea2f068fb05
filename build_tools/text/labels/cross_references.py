"""A text → the cross-references in it: where each stands, what it says, and which provision of
which document it names.

References are found, not marked up. Which provision of a text that is, is for `Provisions` to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from build_tools.model import BODIES
from build_tools.text.labels.anchors import joined_anchor
from build_tools.text.labels.reference_numbers import Number
from build_tools.text.labels.reference_phrases import Phrase, Scope, reference_phrases
from build_tools.text.labels.reference_words import SENTENCES

_BETWEEN = re.compile(rf"{SENTENCES},?\s+")
"""What stands between a provision and its part: "§ 2 Abs. 3 Satz 1 Nr. 4"."""
_HELD = 2**14
"""Of so many texts the references are held: most stand in version after version."""


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
    goes_on_from: int | None = None
    """Where the citation begins of which it is the last part so far: of "Abs. 1" in "§ 6 Abs. 1"
    that of "§"; None of what begins one."""
    stands_in: str = ""
    """What it goes on from, in words: "§ 6"."""

    @property
    def cited(self) -> str:
        """The provision in words, with all that it goes on from: "§ 6 Abs. 1"."""
        return f"{self.stands_in}{self.name}"

    @property
    def kind(self) -> str:
        """In small letters and the singular: "clause", "table", "paragraph"."""
        return self.pointers[0].kind

    @property
    def anchor(self) -> str:
        """Where it points, as far as it says: "17.6-a-i", "table-17.6", "annex-b"."""
        return joined_anchor(*self.pointers[0].path)


def references(text: str, bodies: tuple[str, ...] = BODIES) -> Iterator[Reference]:
    """The cross-references in `text`, in order: "Clause 4.2", "Tables 4 and 5", "paragraph (b) of
    Clause 5.2".

    Each member of a list is a reference of its own. `bodies` are the abbreviations that name no
    document: before "Clause 4.2" stands who acts by it.
    """
    yield from _references(text, bodies)


def whole_references(text: str, bodies: tuple[str, ...] = BODIES) -> Iterator[Reference]:
    """The same, one for each provision that is cited: of "§ 6 Abs. 1" one, and not two."""
    yield from _whole_references(text, bodies)


@lru_cache(maxsize=_HELD)
def _whole_references(text: str, bodies: tuple[str, ...]) -> tuple[Reference, ...]:
    return tuple(_joined_references(_references(text, bodies)))


def _joined_references(found: Sequence[Reference]) -> Iterator[Reference]:
    for reference, after in zip_longest(found, found[1:]):
        begins = after.goes_on_from if after else None
        if begins is not None and begins <= reference.start:
            continue
        start = reference.start if reference.goes_on_from is None else reference.goes_on_from
        yield replace(reference, start=start, name=reference.cited, stands_in="")


def one_reference(text: str, bodies: tuple[str, ...] = BODIES) -> Reference | None:
    """What a text as a whole names, where that is one provision: "Clause 4.2", or by its parts from
    the outermost "§ 2 Abs. 3 Satz 1", whose sentence is no provision. None where it is not.
    """
    found = list(references(text, bodies))
    paths = [each.pointers[0].path for each in found]
    if not found or re.fullmatch(SENTENCES, text[found[-1].end :]) is None:
        return None
    is_one = all(paths[-1][: len(path)] == path for path in paths)
    return found[-1] if is_one else None


@lru_cache(maxsize=_HELD)
def _references(text: str, bodies: tuple[str, ...]) -> tuple[Reference, ...]:
    """The same, found once in a text that stands in version after version."""
    return tuple(_found_references(text, bodies))


def _found_references(text: str, bodies: tuple[str, ...]) -> Iterator[Reference]:
    for phrase in reference_phrases(text, bodies):
        if all(len(each.numbers) == 1 for each in (phrase, *phrase.chain)):
            yield _gone_on(text, phrase, _whole_reference(text, phrase))
        else:
            for each in (phrase, *phrase.chain):
                members = _members(text, replace(each, document=phrase.document))
                yield from (_gone_on(text, each, member) for member in members)


def _gone_on(text: str, phrase: Phrase, reference: Reference) -> Reference:
    """A reference with what it goes on from."""
    apart = list(phrase.stands_in)
    if not apart:
        return reference
    begins = phrase.start
    while apart and _is_before(text, apart[-1], begins):
        begins = apart.pop().start
    words = "".join([f"{_one_word(each)} {_last_number(each)} " for each in apart])
    is_next = begins < phrase.start and reference.start == phrase.start
    return replace(
        reference,
        goes_on_from=begins if is_next else None,
        stands_in=words + text[begins : phrase.start],
    )


def _is_before(text: str, outer: Phrase, begins: int) -> bool:
    """Whether a provision with one number stands right before what begins there."""
    return len(outer.numbers) == 1 and bool(_BETWEEN.fullmatch(text, outer.tail, begins))


def _one_word(phrase: Phrase) -> str:
    return "§" if phrase.kind == "§" else phrase.word


def _last_number(phrase: Phrase) -> str:
    return "".join(phrase.numbers[-1].components)


def _whole_reference(text: str, phrase: Phrase) -> Reference:
    """The reference that a phrase with one number is, with what it is a part of."""
    start = phrase.numbers[0].start if phrase.plural else phrase.start
    return Reference(
        start=start,
        end=phrase.chain_end,
        name=text[phrase.start : phrase.chain_end],
        pointers=tuple(_pointer(each, each.numbers[0]) for each in (phrase, *phrase.chain)),
        document=phrase.document or "",
    )


def _members(text: str, phrase: Phrase) -> Iterator[Reference]:
    """The references that a list is; the first after a noun in the singular takes that along."""
    of = text[phrase.end : phrase.chain_end]
    for at, number in enumerate(phrase.numbers):
        yield Reference(
            start=number.start if at or phrase.plural else phrase.start,
            end=number.end,
            name=f"{phrase.word} {''.join(number.components)}{of}".lstrip(),
            pointers=(_pointer(phrase, number),),
            document=phrase.document or "",
        )


def _pointer(phrase: Phrase, number: Number) -> Pointer:
    """Where one of the numbers of a phrase points."""
    return Pointer(
        start=number.start,
        end=number.end,
        kind=phrase.kind,
        path=phrase.path(number),
        scope=phrase.scope,
    )
