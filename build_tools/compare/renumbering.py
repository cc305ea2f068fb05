"""Two texts and the pairs of their blocks in, what they say of numbers out: which provisions and
which notes only changed their number, and which references follow them. What stands under the new
number must be the same matter still (`same_matter`).
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from operator import eq

from build_tools.compare.same_matter import SameMatter
from build_tools.compare.words import Following, FollowingReference, Renumbering
from build_tools.model import Block, Version, prose, wording
from build_tools.text.labels import (
    Pointer,
    Provisions,
    Reference,
    joined_anchor,
    references,
    slug,
)


class Renumberings:
    """What became of the numbers of two versions, of which some blocks are pairs."""

    def __init__(self, old: Version, new: Version, pairs: Mapping[int, int]) -> None:
        """The pairs are of positions in the two bodies."""
        old_blocks, new_blocks = old.body, new.body
        matter = SameMatter(old_blocks, new_blocks)
        self._blocks = [
            (old_blocks[i], new_blocks[j])
            for i, j in pairs.items()
            if not _is_renumbered(old_blocks[i], new_blocks[j]) or matter.is_kept(i, j)
        ]
        self._notes = {
            before.label: after.label
            for before, after in self._blocks
            if before.kind == after.kind == "footnote"
        }
        self._renumbered = {
            before.anchor: after.anchor
            for before, after in self._blocks
            if before.anchor and after.anchor and before.anchor != after.anchor
        }
        self._old, self._new = _Text(old), _Text(new)

    def between(self, i: int | None, j: int | None) -> Renumbering:
        """What is known of the texts of an old block and a new one, at their positions."""
        if i is None or j is None or not self._renumbered:
            return Renumbering(self._notes, leads_on=self._leads_on)

        def following(old: str, new: str) -> Following:
            if old == new:
                return (), ()
            olds = list(self._old.numbers(old, i, self._renumbered))
            if not any(each.provision for each in olds):
                return (), ()
            return _agreeing(olds, list(self._new.numbers(new, j)))

        return Renumbering(self._notes, following, self._leads_on)

    def _leads_on(self, old: str, new: str) -> bool:
        """Whether two targets are the addresses of one place of the document in both texts."""
        if not old.startswith("#") or not new.startswith("#"):
            return False
        return (old[1:], new[1:]) in self._moved_on or (slug(old), slug(new)) in self._moved_on

    @cached_property
    def _moved_on(self) -> set[tuple[str, str]]:
        """The addresses of what has another in the new text; of a heading also that which programs
        make of its words, as "42-register" is of "4.2 Register".
        """
        moved_on = set(self._renumbered.items())
        for before, after in self._blocks:
            if before.kind == after.kind == "heading" and before.content and after.content:
                moved_on.add((_address_in_words(before), _address_in_words(after)))
        return moved_on


def _is_renumbered(before: Block, after: Block) -> bool:
    """Whether a reference to a provision, or to a note, is printed otherwise now."""
    if before.kind == after.kind == "footnote":
        return before.label != after.label
    return bool(before.anchor and after.anchor) and before.anchor != after.anchor


def named_in(version: Version, positions: Iterable[int]) -> dict[int, set[str]]:
    """The anchors of the provisions to which the blocks at some positions of a version refer."""
    text = _Text(version)
    return {at: text.named(at) for at in positions}


def _address_in_words(heading: Block) -> str:
    """What programs make of a heading: its words, the number without its stops."""
    return slug(f"{heading.label.replace('.', '')} {wording(heading.content).replace('.', '')}")


class _Text:
    """A version, and where the references in it point."""

    def __init__(self, version: Version) -> None:
        self._version = version

    @cached_property
    def _provisions(self) -> Provisions:
        """Known only where something was renumbered."""
        return Provisions.of(self._version.body, self._version.bodies)

    def numbers(
        self, prose: str, at: int, renumbered: Mapping[str, str] | None = None
    ) -> Iterator["_Number"]:
        """The numbers of the references in a text of the block at a position; where it is known
        which provisions were renumbered, only these have a provision.
        """
        for pointer in self._pointers(prose):
            anchor, rest = self._provisions.nearest(pointer, at)
            provision = anchor if renumbered is None else renumbered.get(anchor, "")
            yield _Number(
                start=pointer.start,
                end=pointer.end,
                printed=prose[pointer.start : pointer.end],
                provision=joined_anchor(provision, *rest) if provision else "",
            )

    def named(self, at: int) -> set[str]:
        """The anchors of what the references in the block at a position name."""
        texts = map(prose, self._version.body[at].contents)
        pointers = chain.from_iterable(map(self._pointers, texts))
        return {self._provisions.nearest(pointer, at)[0] for pointer in pointers}

    def _pointers(self, prose: str) -> Iterator[Pointer]:
        """The numbers in the references of a text to its own document."""
        for reference in _references(prose, self._version.bodies):
            if not reference.document or self._version.is_called(reference.document):
                yield from reference.pointers


@lru_cache(maxsize=16)
def _references(prose: str, bodies: tuple[str, ...]) -> tuple[Reference, ...]:
    return tuple(references(prose, bodies))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number in a reference, as it is printed, and the new anchor of what it names; "" where
    nobody knows.
    """

    start: int
    end: int
    printed: str
    provision: str


def _agreeing(olds: Sequence[_Number], news: Sequence[_Number]) -> Following:
    """Of the numbers in two texts, those that name one provision.

    Unless more numbers agree so than as they are printed, a number that both texts print stayed as
    it was, whatever it names now.
    """
    printed = {each.printed for each in news}
    every = _shared(olds, news)
    changed = _shared([each for each in olds if each.printed not in printed], news)
    follow = every if _agreement(olds, news, every) > _agreement(olds, news, changed) else changed
    if _one_stays_behind(olds, news, follow):
        return (), ()
    return _following(olds, follow), _following(news, follow)


def _one_stays_behind(
    olds: Sequence[_Number], news: Sequence[_Number], follow: Container[str]
) -> bool:
    """Whether one of the numbers in a text stays as it is printed while others follow, though what
    it named has another: "Clauses 4.1 to 4.3" that reads "4.2 to 4.3" is a shorter range.
    """
    named = {each.printed: each.provision for each in _left(news, olds, follow)}
    return any(
        each.provision and named.get(each.printed, each.provision) != each.provision
        for each in _left(olds, news, follow)
    )


def _left(
    numbers: Sequence[_Number], others: Iterable[_Number], follow: Container[str]
) -> Iterator[_Number]:
    """The numbers to which none of the others follows."""
    named = Counter(each.provision for each in others)
    for each in numbers:
        if each.provision in follow and named[each.provision]:
            named[each.provision] -= 1
        else:
            yield each


def _shared(olds: Iterable[_Number], news: Iterable[_Number]) -> set[str]:
    """The provisions that numbers of both texts name."""
    return ({each.provision for each in olds} & {each.provision for each in news}) - {""}


def _agreement(
    olds: Iterable[_Number], news: Iterable[_Number], follow: Container[str]
) -> tuple[int, int]:
    """How many numbers of two texts agree when those of some provisions go by these, and all others
    as they are printed; and how many of them at their place.
    """
    old, new = _names(olds, follow), _names(news, follow)
    return (Counter(old) & Counter(new)).total(), sum(map(eq, old, new))


def _names(numbers: Iterable[_Number], follow: Container[str]) -> list[str]:
    return [each.provision if each.provision in follow else each.printed for each in numbers]


def _following(numbers: Iterable[_Number], follow: Container[str]) -> list[FollowingReference]:
    return [
        FollowingReference(start=each.start, end=each.end, provision=each.provision)
        for each in numbers
        if each.provision in follow
    ]
