"""Paragraphs and tables in reading order in, the body of a Word file out, each paragraph mark with
what befell it.

To delete a paragraph is to delete its mark: what stands before it joins what follows. Before a
table there is nothing to join, and LibreOffice then leaves an empty paragraph. LibreOffice 7.4
leaves one for the first note of a file too, unless the paragraph after it begins with an insertion
as well. So the last paragraph before a table, and the one with the first note, keep their marks,
and each of those inserted or deleted there carries its revision on the mark *before* it, back to
one that both texts have; where there is none, one that was deleted and its neighbour that was
inserted share a paragraph. Which mark ends which text differs then between the two versions, and
the properties of the mark follow (17.13.5.29).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.word.write.context import Revision, WriteContext, element

_GONE, _COME = ("del", "moveFrom"), ("ins", "moveTo")
_NOTE, _INSERTION = "<w:footnoteReference ", "<w:ins "


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as it is to be written."""

    revision: Revision = ""
    """What befell its mark, and with it the whole paragraph."""
    was: str = ""
    now: str = ""
    """Its style in the old and in the new version, as XML; one that stands in one of them alone has
    one."""
    inner: str = ""
    after: str = ""
    """What stands behind it and belongs to it."""
    lone: bool = False
    """Whether all of it stands in one text alone."""

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


def flowed(parts: Sequence[Paragraph | Tabulation], context: WriteContext) -> str:
    """The body."""
    return "".join(_written(parts, context))


def mark_xml(revision: Revision, context: WriteContext) -> str:
    """What befell a paragraph's mark (17.13.5.15, 17.13.5.20)."""
    return f"<w:rPr><w:{revision} {context.stamp()}/></w:rPr>" if revision else ""


def _written(parts: Sequence[Paragraph | Tabulation], context: WriteContext) -> Iterator[str]:
    waiting: list[Paragraph] = []
    noted = next((at for at, part in enumerate(parts) if _NOTE in _xml(part)), None)
    for at, part in enumerate(parts):
        if isinstance(part, Paragraph):
            waiting.append(part)
            if (
                at == noted
                and part.lone
                and not (part.in_new and _xml(parts[at + 1]).startswith(_INSERTION))
            ):
                waiting = _last_kept_on(waiting)
            continue
        yield from (_paragraph_xml(each, context) for each in _last_kept_on(waiting))
        waiting = []
        yield part.xml
    yield from (_paragraph_xml(each, context) for each in waiting)


def _xml(part: Paragraph | Tabulation) -> str:
    return part.inner if isinstance(part, Paragraph) else part.xml


def _paragraph_xml(paragraph: Paragraph, context: WriteContext) -> str:
    was, now = paragraph.was, paragraph.now
    changed = not paragraph.revision and was != now
    change = (
        f"<w:pPrChange {context.stamp()}>{element('pPr', (was,))}</w:pPrChange>" if changed else ""
    )
    shown = now if paragraph.in_new else was
    properties = element("pPr", (shown, mark_xml(paragraph.revision, context), change))
    return f"<w:p>{properties}{paragraph.inner}</w:p>{paragraph.after}"


def _last_kept_on(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs since a table, or the beginning, the last of them with a mark that stays."""
    at = _last_kept(paragraphs)
    if at is None:
        shared = _sharing(paragraphs)
        if shared is None:
            return list(paragraphs)
        paragraphs, at = shared
    found, was, now = list(paragraphs), paragraphs[at].was, paragraphs[at].now
    for here in range(at, len(found)):
        paragraph = found[here]
        was, now = (
            paragraph.was if paragraph.in_old else was,
            paragraph.now if paragraph.in_new else now,
        )
        following = paragraphs[here + 1] if here + 1 < len(found) else None
        mark: Revision = "" if following is None else "ins" if following.in_new else "del"
        found[here] = replace(paragraph, revision=mark, was=was, now=now)
    return found


def _last_kept(paragraphs: Sequence[Paragraph]) -> int | None:
    return next(
        (at for at in reversed(range(len(paragraphs))) if not paragraphs[at].revision), None
    )


def _sharing(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], int] | None:
    """The paragraphs with a deleted and an inserted one made one, and its place; None where all are
    of one kind.
    """
    for at in reversed(range(len(paragraphs) - 1)):
        one, two = paragraphs[at], paragraphs[at + 1]
        if one.in_old != two.in_old:
            gone, come = (one, two) if one.in_old else (two, one)
            both = Paragraph(
                was=gone.was, now=come.now, inner=one.inner + two.inner, after=one.after + two.after
            )
            return [*paragraphs[:at], both, *paragraphs[at + 2 :]], at
    return None
