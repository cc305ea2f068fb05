"""A provision and a day on which some of a version was in force in; out, which versions may have
what it then said: the new one where its part had begun, the one before where it had not, and both
where the record does not hold with which part it begins, or holds several for what changed in it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, TypeAlias

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.model import Block, Document, InPart, Version
from build_tools.record.part_provisions import Assigned, assigned
from build_tools.record.status import predecessor

BlocksOf: TypeAlias = Callable[[Version], tuple[Block, ...]]
"""What a provision says in a version."""


@dataclass(frozen=True, slots=True)
class Applying:
    """The versions of which a provision may have the text, the older first."""

    versions: tuple[Version, ...]
    not_begun: Version | None = None
    """The first version of a provision that had not begun, where it had no text before."""
    why: tuple[str, ...] = ()
    is_composed: bool = False
    """Whether the words that are law are those of none of them: a change waits under one that has
    begun."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What a version made of a provision."""

    version: Version
    said: Version
    """The newest version that says what this one made of it."""
    before: Version | None
    """That from which it was made, where that was asked too."""
    has_begun: bool | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsOnDay:
    """How much of each version of a document was in force on a day."""

    document: Document
    in_part: Iterable[InPart]
    """How much was in force of each of which that was not all, or may not have been."""
    told: Callable[[Block], Any]
    """What a block says, as far as two are compared."""
    blocks_of: BlocksOf
    _in_part: dict[str, InPart] = field(init=False)

    def __post_init__(self) -> None:
        found = {each.version: each for each in self.in_part}
        object.__setattr__(self, "_in_part", found)

    def applying(self, version: Version) -> Applying:
        """Which versions have the words that a provision had, when a version was in force."""
        steps = list(self._steps(version))
        versions: list[Version] = []
        why: list[str] = []
        is_composed = False
        not_begun: Version | None = steps[-1].version
        for at, step in enumerate(steps):
            why += [step.why] if step.why else []
            versions += [step.said] if step.has_begun is not False else []
            under = list(self._under(step, steps[at + 1 :])) if step.has_begun else []
            if step.has_begun and not under:
                not_begun = None
                break
            is_composed |= any(under)
        return Applying(tuple(reversed(versions)), not_begun, tuple(why), is_composed)

    def _steps(self, version: Version) -> Iterator[_Step]:
        """What the versions changed in a provision, the last first; at the end the first that is
        asked: all of it was in force, or none was before it.
        """
        said, before = version, predecessor(self.document, version)
        while before is not None and self._in_part.keys() & self._led_to(version):
            parts = self._parts(version, self.blocks_of(before), self.blocks_of(version))
            if parts is not None:
                yield _Step(version, said, before, *self._has_begun(version, parts))
                said = before
            version, before = before, predecessor(self.document, before)
        blocks = self.blocks_of(version)
        if version.label not in self._in_part or not blocks:
            yield _Step(version, said, None, has_begun=True)
            return
        found = assigned(self.document, version)
        parts = {found.part_of(block.anchor) for block in blocks if block.anchor}
        yield _Step(version, said, None, *self._has_begun(version, parts))

    def _under(self, later: _Step, earlier: Sequence[_Step]) -> Iterator[bool]:
        """Of each earlier step that had not begun, or may not have, under one that had: whether the
        words of that are not law, for certain. None where that took the provision out, and none
        after which it says again what was law before.
        """
        now = self._told(later.version)
        waiting = [at for at, step in enumerate(earlier) if not step.has_begun] if now else []
        for at in waiting:
            before = self._told_before(earlier[at:])
            if before != [now]:
                yield earlier[at].has_begun is False and now not in before

    def _told_before(self, steps: Sequence[_Step]) -> list[list[Any]]:
        """What may have been law before the first of these steps, the last first: of an earlier one
        that had not begun, what was before that.
        """
        found: list[list[Any]] = []
        for step, earlier in zip_longest(steps, steps[1:]):
            told = self._told(step.before) if step.before else []
            if (earlier is None or earlier.has_begun is not False) and told not in found:
                found.append(told)
            if earlier is None or earlier.has_begun:
                break
        return found

    def _told(self, version: Version) -> list[Any]:
        return list(map(self.told, self.blocks_of(version)))

    def _led_to(self, version: Version) -> set[str]:
        """The labels of the versions up to this one."""
        versions = self.document.versions
        return {each.label for each in versions[: versions.index(version) + 1]}

    def _parts(
        self, version: Version, olds: Sequence[Block], news: Sequence[Block]
    ) -> set[str | None] | None:
        """With which parts of a version what changed in a provision begins; None where nothing
        did.
        """
        before, after = set(map(self.told, olds)), set(map(self.told, news))
        changed = [block for block in news if self.told(block) not in before]
        left = [block for block in olds if self.told(block) not in after]
        gone = [block for block in left if not _is_there(block, olds, news)]
        if not changed and not gone:
            return None
        found: Assigned = assigned(self.document, version)
        parts = {found.part_of(block.address) for block in changed}
        return parts | {_part_of_gone(found, block, olds, news) for block in gone}

    def _has_begun(self, version: Version, parts: set[str | None]) -> tuple[bool | None, str]:
        """Whether these parts of a version had; None where that is not recorded, or of some
        alone.
        """
        in_part = self._in_part.get(version.label)
        if in_part is None:
            return True, ""
        if parts <= set(in_part.begun):
            return True, _begins(version, parts, N_("in %(version)s it begins with “%(part)s”"))
        if parts <= set(in_part.pending):
            not_come = N_("in %(version)s it begins with “%(part)s”, which had not come")
            return False, _begins(version, parts, not_come)
        if None in parts:
            silent = N_("with which part of %(version)s it begins is not recorded")
            return None, _(silent, version=version.label)
        if parts <= set(in_part.perhaps):
            unknown = N_(
                "in %(version)s it begins with “%(part)s”, and whether that came is not recorded"
            )
            return None, _begins(version, parts, unknown)
        return None, _("of what %(version)s changes in it some had begun", version=version.label)


def _is_there(block: Block, olds: Sequence[Block], news: Sequence[Block]) -> bool:
    """Whether a block of a provision that has a number stands in it still, under its new number
    where it has another: 4.1(a) of Clause 4.1, which is 5.1 now, as 5.1(a).
    """
    anchors = {each.anchor for each in news}
    return bool(block.anchor) and _anchor_now(block.anchor, olds, news) in anchors


def _part_of_gone(
    found: Assigned, block: Block, olds: Sequence[Block], news: Sequence[Block]
) -> str | None:
    """With which part it begins that a block of a provision is gone: what has no number goes with
    what it stood in, where that is there still.
    """
    now = _anchor_now(block.address, olds, news)
    if not block.anchor and now in {each.address for each in news}:
        return found.part_of(now)
    return found.part_of(block.address, is_of_the_old=True)


def _anchor_now(anchor: str, olds: Sequence[Block], news: Sequence[Block]) -> str:
    was, now = (blocks[0].anchor if blocks else "" for blocks in (olds, news))
    return now + anchor.removeprefix(was) if was and now and anchor.startswith(was) else anchor


def _begins(version: Version, parts: set[str | None], told: str) -> str:
    assert version.amendment is not None
    names = [step.name for step in version.amendment.procedure.steps if step.id in parts]
    return _(told, version=version.label, part="”, “".join(names))
