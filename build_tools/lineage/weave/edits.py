"""The stretches of one place of a weave and the way between two versions in, the edits out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
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
    names_what_was_replaced: bool = False
    """Whether a reference of the place is to what is another matter in the new version, though it
    followed in each step: then none of its references only follows."""

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
        runs = [list(group) for _, group in groupby(placed, key=self._side_and_maker)]
        rest: list[_Placed] = []
        for at, run in enumerate(runs):
            follows = runs[at + 1] if at + 1 < len(runs) else []
            is_of_one = run and follows and self._maker(run[0]) == self._maker(follows[0])
            form = _other_form(run, follows) if is_of_one else None
            if form is None:
                rest += run
                continue
            start, end = form
            if before := rest + run[:start]:
                yield from self._replaced(before)
            yield from self._replaced(run[start:] + follows[:end])
            rest, runs[at + 1] = [], follows[end:]
        if rest:
            yield from self._replaced(rest)

    def _maker(self, placed: _Placed) -> str:
        return self.label(placed.stretch.members)

    def _side_and_maker(self, placed: _Placed) -> tuple[Side, str]:
        return placed.side, self._maker(placed)

    def _replaced(self, placed: list[_Placed]) -> Iterator[Edit]:
        """The edits at one point, from what is kept to what is kept. They only follow where all of
        them do, and in the same way.
        """
        old = [each.stretch for each in placed if each.side == "old"]
        new = [each.stretch for each in placed if each.side == "new"]
        noises = {each.noise.get(self.way.made_by(each.members)) for each in (*old, *new)}
        noise = noises.pop() if len(noises) == 1 else None
        if noise == "cross-reference" and self.names_what_was_replaced:
            noise = None
        before, after = _content(old), _content(new)
        if before == after:
            yield Edit("=", before, after)
            return
        if before and after and _reads_alike(plain(before), plain(after)):
            yield Edit("~", before, after, noise, self.label(new[-1].members))
            return
        for by, group in groupby(placed, key=lambda each: self.label(each.stretch.members)):
            yield from _made_at_once(list(group), noise, by)


def _other_form(first: Sequence[_Placed], second: Sequence[_Placed]) -> tuple[int, int] | None:
    """Where the end of a run is in other form what the next begins with: where it begins, and how
    much of the next it is; the most there is. Every text is read once, however long both are.
    """
    before, after = _texts(first), _texts(second)
    was, now = "".join(before), "".join(after)
    ends = {len(text): at for at, text in enumerate(accumulate(after), 1)}
    space = max((at for length, at in ends.items() if now[:length].isspace()), default=0)
    left = len(was)
    for start, text in enumerate(before):
        end = ends[left] if left in ends and was.endswith(now[:left]) else 0
        end = end or (space if was[-left:].isspace() else 0)
        if end and _run_content(first[start:]) != _run_content(second[:end]):
            return start, end
        left -= len(text)
    return None


def _texts(placed: Sequence[_Placed]) -> list[str]:
    return [plain((each.stretch.run,)) for each in placed]


def _run_content(placed: Sequence[_Placed]) -> Content:
    return _content([each.stretch for each in placed])


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
