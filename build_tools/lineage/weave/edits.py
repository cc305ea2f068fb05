"""The stretches of one place of a weave and the way between two versions in, the edits out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, TypeVar

from build_tools.lineage.weave.way import Leg, Way
from build_tools.model import Content, Edit, Edits, Noise, Side, joined, plain, unchanged
from build_tools.model.weave import Members, States, WovenStretch, state_at

V = TypeVar("V")


class _Placed(NamedTuple):
    """A stretch that stands in one of the two versions, or in both."""

    side: Side
    stretch: WovenStretch


@dataclass(frozen=True, slots=True)
class EditsBetween:
    """What makes the edits of any place of a weave."""

    way: Way
    labels: tuple[str, ...]
    """Of the versions."""

    def __call__(self, stretches: Iterable[WovenStretch]) -> Edits:
        """The edits between what stands at one place in the two versions, each with the version
        that made it.
        """
        placed = list(self._placed(stretches))
        old = _content([each.stretch for each in placed if each.side != "new"])
        if old == _content([each.stretch for each in placed if each.side != "old"]):
            return unchanged(old)
        found: list[Edit] = []
        for kept, group in groupby(placed, key=lambda each: each.side == "both"):
            if kept:
                content = joined(tuple([each.stretch.run for each in group]))
                found.append(Edit("=", content, content))
            else:
                found += self._replaced_apart(list(group))
        return tuple(found)

    def of_one_side(self, stretches: Iterable[WovenStretch]) -> Edits:
        """The edits of what stands in one of the two versions alone, all of it of substance."""
        placed = list(self._placed(stretches))
        edits = self._replaced(placed) if placed else ()
        return tuple([replace(edit, noise=None) for edit in edits])

    def label(self, members: Members) -> str:
        """That of the version that brought or took what stands in one of the two alone."""
        return self.labels[self.way.made_by(members)]

    def labels_of_states(
        self, states: States[V], told: Callable[[V], object] = lambda state: state
    ) -> list[str]:
        """Those of the versions that made something what it is, the last one last; none where it
        was that throughout. `told` is what of it counts.
        """
        made = {leg.made for leg in self.way.legs if _differs(states, leg, told)}
        return [self.labels[place] for place in sorted(made)]

    def label_of_state(self, states: States[V]) -> str:
        """That of the last of these versions; empty for none."""
        return next(reversed(self.labels_of_states(states)), "")

    def _placed(self, stretches: Iterable[WovenStretch]) -> Iterator[_Placed]:
        for stretch in stretches:
            if side := self.way.side(stretch.members):
                yield _Placed(side, stretch)

    def _replaced_apart(self, placed: list[_Placed]) -> Iterator[Edit]:
        """The edits at one point; words to which one version gave another form alone stand apart
        from those that it replaced beside them, as in its step.
        """
        rest: list[_Placed] = []
        at = 0
        while at < len(placed):
            if length := self._reformed(placed, at):
                if rest:
                    yield from self._replaced(rest)
                yield from self._replaced(placed[at : at + length])
                rest = []
            else:
                rest.append(placed[at])
            at += length or 1
        if rest:
            yield from self._replaced(rest)

    def _reformed(self, placed: list[_Placed], at: int) -> int:
        """How many stretches from there are the same words twice, in the form that one version
        took from them and in that which it gave them; the most, or 0.
        """
        runs = [list(group) for _, group in groupby(placed[at:], key=self._side_and_maker)][:2]
        if len(runs) < 2 or len({self.label(run[0].stretch.members) for run in runs}) > 1:
            return 0
        first, second = ([each.stretch for each in run] for run in runs)
        before = _content(first)
        for length in range(len(second), 0, -1):
            after = _content(second[:length])
            if before != after and _reads_alike(plain(before), plain(after)):
                return len(first) + length
        return 0

    def _side_and_maker(self, placed: _Placed) -> tuple[Side, str]:
        return placed.side, self.label(placed.stretch.members)

    def _replaced(self, placed: list[_Placed]) -> Iterator[Edit]:
        """The edits at one point, from what is kept to what is kept. They only follow where all of
        them do, and in the same way.
        """
        old = [each.stretch for each in placed if each.side == "old"]
        new = [each.stretch for each in placed if each.side == "new"]
        noises = {each.noise.get(self.way.made_by(each.members)) for each in (*old, *new)}
        noise = noises.pop() if len(noises) == 1 else None
        before, after = _content(old), _content(new)
        if before == after:
            yield Edit("=", before, after)
            return
        if before and after and _reads_alike(plain(before), plain(after)):
            yield Edit("~", before, after, noise, self.label(new[-1].members))
            return
        for by, group in groupby(placed, key=lambda each: self.label(each.stretch.members)):
            yield from _made_at_once(list(group), noise, by)


def _reads_alike(before: str, after: str) -> bool:
    """Whether two texts are the same, or both nothing but white space."""
    return before == after or (before.isspace() and after.isspace())


def _made_at_once(placed: list[_Placed], noise: Noise | None, by: str) -> Iterator[Edit]:
    """What one version deleted at a point, and what it put there. Each version's edits stand
    together, so that whoever accepts those of the first ones alone has the text that these left.
    """
    if before := _content([each.stretch for each in placed if each.side == "old"]):
        yield Edit("-", before, (), noise, by)
    if after := _content([each.stretch for each in placed if each.side == "new"]):
        yield Edit("+", (), after, noise, by)


def _differs(states: States[V], leg: Leg, told: Callable[[V], object]) -> bool:
    left, reached = state_at(states, leg.left), state_at(states, leg.reached)
    if left is None or reached is None:
        return left is not reached
    return told(left) != told(reached)


def _content(stretches: Iterable[WovenStretch]) -> Content:
    return joined(tuple([each.run for each in stretches]))
