"""Paragraphs and tables in reading order in, the body of a Word file out, each paragraph mark with what befell it.

To delete a paragraph is to delete its mark: what stands before it joins what follows. Before a table there is nothing
to join, and LibreOffice then leaves an empty paragraph. So the last paragraph before a table keeps its mark, and each
of the paragraphs inserted or deleted there carries its revision on the mark *before* it, back to one that both texts
have; where there is none, one that was deleted and its neighbour that was inserted share a paragraph. Which mark ends
which text differs then between the two versions, and the properties of the mark follow (17.13.5.29).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.word.write.sheet import Revision, Sheet, element

_GONE, _COME = ("del", "moveFrom"), ("ins", "moveTo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as it is to be written."""

    revision: Revision = ""
    """What befell its mark, and with it the whole paragraph."""
    was: str = ""
    now: str = ""
    """Its style in the old and in the new version, as XML; one that stands in one of them alone has one."""
    inner: str = ""
    after: str = ""
    """What stands behind it and belongs to it."""

    @property
    def in_old(self) -> bool:
        """Whether rejecting every change leaves it."""
        return self.revision not in _COME

    @property
    def in_new(self) -> bool:
        """Whether accepting every change leaves it."""
        return self.revision not in _GONE


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A table as it is to be written."""

    xml: str


def flowed(parts: Iterable[Paragraph | Tabulation], sheet: Sheet) -> str:
    """The body."""
    return "".join(_written(parts, sheet))


def mark_xml(revision: Revision, sheet: Sheet) -> str:
    """What befell a paragraph's mark (17.13.5.15, 17.13.5.20)."""
    return f"<w:rPr><w:{revision} {sheet.stamp()}/></w:rPr>" if revision else ""


def _written(parts: Iterable[Paragraph | Tabulation], sheet: Sheet) -> Iterator[str]:
    waiting: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Paragraph):
            waiting.append(part)
            continue
        yield from (_paragraph_xml(each, sheet) for each in _before_a_table(waiting))
        waiting = []
        yield part.xml
    yield from (_paragraph_xml(each, sheet) for each in waiting)


def _paragraph_xml(paragraph: Paragraph, sheet: Sheet) -> str:
    was, now = paragraph.was, paragraph.now
    changed = not paragraph.revision and was != now
    change = f"<w:pPrChange {sheet.stamp()}>{element('pPr', (was,))}</w:pPrChange>" if changed else ""
    shown = now if paragraph.in_new else was
    properties = element("pPr", (shown, mark_xml(paragraph.revision, sheet), change))
    return f"<w:p>{properties}{paragraph.inner}</w:p>{paragraph.after}"


def _before_a_table(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs between a table, or the beginning, and the next table, the last of them with a mark that stays."""
    at = _last_kept(paragraphs)
    if at is None:
        shared = _sharing(paragraphs)
        if shared is None:
            return list(paragraphs)
        paragraphs, at = shared
    found, was, now = list(paragraphs), paragraphs[at].was, paragraphs[at].now
    for here in range(at, len(found)):
        paragraph = found[here]
        was, now = paragraph.was if paragraph.in_old else was, paragraph.now if paragraph.in_new else now
        following = paragraphs[here + 1] if here + 1 < len(found) else None
        mark: Revision = "" if following is None else "ins" if following.in_new else "del"
        found[here] = replace(paragraph, revision=mark, was=was, now=now)
    return found


def _last_kept(paragraphs: Sequence[Paragraph]) -> int | None:
    return next((at for at in reversed(range(len(paragraphs))) if not paragraphs[at].revision), None)


def _sharing(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], int] | None:
    """The paragraphs with a deleted and an inserted one made one, and its place; None where all are of one kind."""
    for at in reversed(range(len(paragraphs) - 1)):
        one, two = paragraphs[at], paragraphs[at + 1]
        if one.in_old != two.in_old:
            gone, come = (one, two) if one.in_old else (two, one)
            both = Paragraph(was=gone.was, now=come.now, inner=one.inner + two.inner, after=one.after + two.after)
            return [*paragraphs[:at], both, *paragraphs[at + 2 :]], at
    return None
