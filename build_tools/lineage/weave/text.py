"""The stretches of one place and the edits of one step in, the stretches with the new version laid
in out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeAlias

from build_tools.model import Content, Edit, Edits, Mark, Noise, Run, joined
from build_tools.model.weave import Members, WovenStretch


@dataclass(slots=True)
class OpenStretch:
    """A stretch that may still gain members; see `WovenStretch`."""

    text: str
    marks: tuple[Mark, ...]
    members: Members
    origin: int
    noise: dict[int, Noise] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many characters it counts: a picture without a description is one."""
        return len(self.text) or 1

    def divided(self, width: int) -> "tuple[OpenStretch, OpenStretch]":
        """The first characters of it, and the rest."""
        start, rest = self.text[:width], self.text[width:]
        return replace(self, text=start, noise=dict(self.noise)), replace(self, text=rest)

    def closed(self) -> WovenStretch:
        """The value."""
        return WovenStretch(
            text=self.text,
            marks=self.marks,
            members=self.members,
            origin=self.origin,
            noise=self.noise,
        )


OpenText: TypeAlias = list[OpenStretch]


@dataclass(slots=True)
class Addition:
    """A version that is laid in: its number, its set, and the set of what it is made from."""

    version: int
    bit: Members
    """The set of the version alone."""
    base: Members
    """The set of the version that it is made from alone; empty for the first."""

    def had(self, members: Members) -> bool:
        """Whether what the version is made from is among the members."""
        return bool(members & self.base)

    def written(self, run: Run, origin: int | None = None) -> OpenStretch:
        """Text that stands where it did not; written in this version, or in that of what it
        follows.
        """
        return OpenStretch(
            run.text, run.marks, self.bit, self.version if origin is None else origin
        )


def written(content: Content, addition: Addition) -> OpenText:
    """Content that is new as a whole."""
    return [addition.written(run) for run in content]


def keep(text: OpenText, addition: Addition) -> None:
    """Let a version have all that the one before it has."""
    base, bit = addition.base, addition.bit
    for stretch in text:
        if stretch.members & base:
            stretch.members |= bit


def of_base(text: OpenText, addition: Addition) -> OpenText:
    """What the version before has of a text, by itself and with its origins."""
    return [
        OpenStretch(each.text, each.marks, addition.base, each.origin)
        for each in text
        if addition.had(each.members)
    ]


def leave(text: OpenText, addition: Addition) -> None:
    """Let the version before have none of a text, which then holds only what others have."""
    for each in text:
        each.members &= ~addition.base
    text[:] = [each for each in text if each.members]


def with_noise(edits: Edits, noise: Noise | None) -> Edits:
    """The edits of a change; where all of it only follows, so does each of them."""
    if noise is None:
        return edits
    return tuple(
        [edit if edit.op == "=" or edit.noise else replace(edit, noise=noise) for edit in edits]
    )


def lay(text: OpenText, edits: Edits, addition: Addition) -> OpenText:
    """The text with the edits of an addition laid in."""
    if not edits or (len(edits) == 1 and _keeps_all(edits[0])):
        keep(text, addition)
        return text
    laid = _Laying(text, addition)
    for kept, group in _regions(edits):
        laid.keep(group) if kept else laid.change(group)
    return laid.finished()


def _keeps_all(edit: Edit) -> bool:
    return edit.op == "=" and (edit.old is edit.new or edit.old == edit.new)


def _regions(edits: Edits) -> Iterator[tuple[bool, list[Edit]]]:
    """The edits in groups: those that keep all as it was, and those that do not."""
    group: list[Edit] = []
    kept = False
    for edit in edits:
        same = _keeps_all(edit)
        if group and same != kept:
            yield kept, group
            group = []
        kept = same
        group.append(edit)
    if group:
        yield kept, group


class _Laying:
    """How far the edits of an addition have been laid into a text."""

    def __init__(self, text: OpenText, addition: Addition) -> None:
        self._left = text[::-1]
        self._addition = addition
        self._done: OpenText = []

    def keep(self, edits: Sequence[Edit]) -> None:
        """Lay in what stays as it was."""
        taken = self._taken(sum(map(_old_width, edits)))
        keep(taken, self._addition)
        self._done += taken

    def change(self, edits: Sequence[Edit]) -> None:
        """Lay in what changed at one point: from what is kept to what is kept."""
        region: OpenText = []
        parts: list[tuple[Edit, OpenText]] = []
        for edit in edits:
            gone = self._taken(_old_width(edit))
            parts.append((edit, gone))
            region += gone
        rest = self._gone_before()
        if not _come_back([*region, *rest], parts, self._addition):
            region = list(chain.from_iterable(_replaced(parts, self._addition)))
        self._done += [*region, *rest]

    def finished(self) -> OpenText:
        """The text, with what stands after the last edit."""
        return [*self._done, *self._left[::-1]]

    def _taken(self, width: int) -> OpenText:
        """The next characters of the version before, and all that stands among them."""
        taken: OpenText = []
        while width > 0:
            stretch = self._left.pop()
            if self._addition.had(stretch.members):
                if stretch.width > width:
                    stretch, rest = stretch.divided(width)
                    self._left.append(rest)
                width -= stretch.width
            taken.append(stretch)
        return taken

    def _gone_before(self) -> OpenText:
        """What stands next and is not of the version before."""
        taken: OpenText = []
        while self._left and not self._addition.had(self._left[-1].members):
            taken.append(self._left.pop())
        return taken


def _old_width(edit: Edit) -> int:
    return width_of(edit.old)


def width_of(content: Content) -> int:
    """How many characters a content counts."""
    return sum(len(run.text) or 1 for run in content)


def stood_at(text: OpenText, version: int) -> Content:
    """What stands in a version."""
    runs = [Run(each.text, each.marks) for each in text if each.members >> version & 1]
    return joined(tuple(runs))


def cut_out(text: OpenText, begin: int, width: int) -> OpenText:
    """So many characters of a text, from one on."""
    found: OpenText = []
    for stretch in text:
        skipped = min(begin, stretch.width)
        begin -= skipped
        rest = stretch.divided(skipped)[1] if skipped else stretch
        if skipped < stretch.width and width > 0:
            part = rest.divided(width)[0] if rest.width > width else rest
            width -= part.width
            found.append(part)
    return found


def _come_back(
    region: OpenText, parts: Sequence[tuple[Edit, OpenText]], addition: Addition
) -> bool:
    """Let what stood here in an earlier version stand here again, where it is what came."""
    content = joined(tuple(chain.from_iterable(edit.new for edit, _ in parts)))
    if not content:
        return False
    noises = {edit.noise for edit, _ in parts if edit.op != "="}
    noise = noises.pop() if len(noises) == 1 else None
    for stood in _earlier(region, addition):
        if joined(tuple([Run(each.text, each.marks) for each in stood])) == content:
            for each in stood:
                each.members |= addition.bit
                if noise:
                    each.noise[addition.version] = noise
            for edit, gone in parts:
                _note_gone(edit, gone, addition)
            return True
    return False


def _earlier(region: OpenText, addition: Addition) -> Iterator[OpenText]:
    """What stood in a region in each version of which nothing stands there now, the last first."""
    now = 0
    for stretch in region:
        now |= stretch.members if addition.had(stretch.members) else 0
    for version in range(addition.version - 1, -1, -1):
        stood = [each for each in region if each.members >> version & 1]
        if stood and not any(addition.had(each.members) for each in stood):
            yield stood


def _replaced(parts: Sequence[tuple[Edit, OpenText]], addition: Addition) -> Iterator[OpenText]:
    """What went and what came, each after what it replaces."""
    struck: OpenText = []
    for edit, gone in parts:
        yield gone
        _note_gone(edit, gone, addition)
        if edit.op == "-":
            struck = gone
        elif edit.op == "+":
            yield _come(edit, struck, addition)
        else:
            yield _remade(edit, gone, addition)


def _noise_of(edit: Edit) -> Noise | None:
    """The class of an edit; what is kept with other white space is formatting."""
    return edit.noise or ("formatting" if edit.op == "=" else None)


def _note_gone(edit: Edit, gone: OpenText, addition: Addition) -> None:
    noise = _noise_of(edit)
    if noise is None:
        return
    for each in gone:
        if addition.had(each.members):
            each.noise[addition.version] = noise


def _come(edit: Edit, struck: OpenText, addition: Addition) -> OpenText:
    """What came, of which what only follows was written with what it follows."""
    origin = None
    if edit.noise:
        before = [each.origin for each in struck if addition.had(each.members)]
        origin = max(before, default=None)
    made = [addition.written(run, origin) for run in edit.new]
    if edit.noise:
        for each in made:
            each.noise[addition.version] = edit.noise
    return made


def _remade(edit: Edit, gone: OpenText, addition: Addition) -> OpenText:
    """What is kept, in other marks or with other white space: written when it was written."""
    origins = [each.origin for each in gone if addition.had(each.members)]
    made = [addition.written(run, max(origins, default=None)) for run in edit.new]
    for each in made:
        if noise := _noise_of(edit):
            each.noise[addition.version] = noise
    return made


def copied(edits: Edits, olds: OpenText, addition: Addition) -> OpenText:
    """What stands at a new place: the characters of the old ones, edited."""
    laying = _Laying([each for each in olds if addition.had(each.members)], addition)
    made: OpenText = []
    struck: OpenText = []
    for edit in edits:
        old = laying._taken(_old_width(edit))
        if _keeps_all(edit):
            made += [_copy(each, addition) for each in old]
        elif edit.op == "-":
            struck = old
        elif edit.op == "+":
            made += _come(edit, struck, addition)
        else:
            made += _remade(edit, old, addition)
    return made


def _copy(stretch: OpenStretch, addition: Addition) -> OpenStretch:
    return OpenStretch(stretch.text, stretch.marks, addition.bit, stretch.origin)


def with_origins(text: OpenText, source: OpenText, addition: Addition) -> OpenText:
    """The text, in which what came with the version has the origins of `source`, which is what the
    version has of it, letter by letter.
    """
    origins = source[::-1]
    made: OpenText = []
    for each in text:
        left = each if each.members & addition.bit else None
        if left is None:
            made.append(each)
        while left is not None:
            origin = origins.pop()
            if origin.width > left.width:
                origin, rest = origin.divided(left.width)
                origins.append(rest)
            part, left = _begun(left, origin.width)
            if part.members == addition.bit:
                part.origin = origin.origin
            made.append(part)
    return made


def _begun(stretch: OpenStretch, width: int) -> tuple[OpenStretch, OpenStretch | None]:
    """The first characters of a stretch, and the rest of it where there is one."""
    return (stretch, None) if stretch.width <= width else stretch.divided(width)


def closed_text(text: Iterable[OpenStretch]) -> tuple[WovenStretch, ...]:
    """The stretches as values, neighbours that are one in every way made one."""
    made: list[OpenStretch] = []
    for each in text:
        last = made[-1] if made else None
        if last and _are_one(last, each):
            last.text += each.text
        else:
            made.append(each)
    return tuple([each.closed() for each in made])


def _are_one(last: OpenStretch, each: OpenStretch) -> bool:
    return (
        last.members == each.members
        and last.marks == each.marks
        and last.origin == each.origin
        and last.noise == each.noise
        and bool(last.text and each.text)
    )
