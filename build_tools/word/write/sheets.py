"""The parts of a body in, the same out with each table that needs it on turned sheets: a section of
its own (17.6), its caption and the headings right above it with it.

What ends a section is a small empty paragraph, and comes and goes as any other: where one of two
texts alone has a table on a turned sheet, its ends are inserted or deleted. The sheet at the end of
a file cannot be tracked (17.6.18), and is that of the new text.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from build_tools.word.write.context import Revision
from build_tools.word.write.paragraph_marks import BodyPart, ParagraphXml, TableXml, TextSide

_SPACER = '<w:pStyle w:val="Spacer"/>'
_LEADING = tuple(f'<w:pStyle w:val="{name}' for name in ("Caption", "Heading"))
"""How the style of a paragraph begins that is to stand on one sheet with what follows."""
_SIDES: tuple[TextSide, ...] = ("old", "new")


def spacer(revision: Revision = "", by: str = "") -> ParagraphXml:
    """A small empty paragraph."""
    return ParagraphXml(revision=revision, by=by, old_style=_SPACER, new_style=_SPACER)


def on_their_sheets(parts: Sequence[BodyPart]) -> list[BodyPart]:
    """The parts with the ends of sections among them."""
    tables = [(at, each) for at, each in enumerate(parts) if isinstance(each, TableXml)]
    if not any(table.turned for _, table in tables):
        return list(parts)
    before: dict[int, list[TextSide]] = {}
    makers: dict[int, str] = {}
    ending: dict[int, list[TextSide]] = {}
    for at, table in tables:
        for side in table.turned:
            if (start := _start(parts, at, side)) is not None:
                before.setdefault(start, []).append(side)
                makers[start] = table.by
            if _ends_behind(parts, at, side):
                ending.setdefault(at + 1, []).append(side)
    found: list[BodyPart] = []
    for at, part in enumerate(parts):
        if sides := before.get(at):
            found.append(replace(spacer(_revision(sides), makers[at]), section="upright"))
        found += _ending(part, ending.get(at, ()))
    return found


def ends_turned(parts: Sequence[BodyPart]) -> bool:
    """Whether the new text ends in a table on a turned sheet."""
    last = [each for each in parts if _stands_in(each, "new")][-2:-1]
    return any(isinstance(each, TableXml) and "new" in each.turned for each in last)


def _start(parts: Sequence[BodyPart], table: int, side: TextSide) -> int | None:
    """Before which part the section of a table begins in one of the texts; None where no other
    has to end there: at the beginning, or behind another table on a turned sheet.
    """
    start = table
    for at in reversed(range(table)):
        if not _stands_in(parts[at], side):
            continue
        if not _leads(parts[at], side):
            before = parts[at - 1] if at else None
            behind_turned = isinstance(before, TableXml) and side in before.turned
            return None if behind_turned else start
        start = at
    return None


def _leads(part: BodyPart, side: TextSide) -> bool:
    if isinstance(part, TableXml):
        return False
    return (part.old_style if side == "old" else part.new_style).startswith(_LEADING)


def _ends_behind(parts: Sequence[BodyPart], table: int, side: TextSide) -> bool:
    """Whether the section of a table ends behind it in one of the texts: not at the end of the
    text, nor before another table on a turned sheet.
    """
    goes_on = False
    for at in range(table + 2, len(parts)):
        part = parts[at]
        if not _stands_in(part, side):
            continue
        if not _leads(part, side):
            return not isinstance(part, TableXml) or side not in part.turned
        goes_on = True
    return goes_on


def _stands_in(part: BodyPart, side: TextSide) -> bool:
    return part.in_old if side == "old" else part.in_new


def _revision(sides: Collection[TextSide]) -> Revision:
    """What befell what stands in these of the texts."""
    return "" if len(sides) == len(_SIDES) else "ins" if "new" in sides else "del"


def _ending(part: BodyPart, sides: Collection[TextSide]) -> Iterator[BodyPart]:
    """A part, which ends a section in these of the texts; the paragraph that does so in one of two
    alone stands twice.
    """
    if not sides or isinstance(part, TableXml):
        yield part
        return
    stands_in = [side for side in _SIDES if _stands_in(part, side)]
    yield replace(part, revision=_revision(sides), section="turned")
    if others := [side for side in stands_in if side not in sides]:
        yield spacer(_revision(others), part.by)
