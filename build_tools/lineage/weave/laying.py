"""The stretches of one place and the edits of one step in, the stretches with the new version laid
in out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from build_tools.lineage.weave.text import Addition, OpenStretch, OpenText, keep, width_of
from build_tools.model import Edit, Edits, Noise, Run, joined


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
