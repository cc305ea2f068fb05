"""The stretches of one place through its versions so far, and what can be read off them; `laying`
lays a version in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from build_tools.model import Content, Mark, Noise, Run, joined
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
    path: Members = 0
    """The versions that led to it."""

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
