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

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal, TypeAlias

from build_tools.word.write.context import Revision, WriteContext, element

_DELETED, _INSERTED = ("del", "moveFrom"), ("ins", "moveTo")
TextSide: TypeAlias = Literal["old", "new"]
"""One of the two texts of a redline."""
_SECTIONS = {
    "": "",
    "upright": "<w:sectPr/>",
    "turned": '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>',
}
"""The end of a section, whose other properties are those of the template."""
_NOTE, _INSERTION = "<w:footnoteReference ", "<w:ins "


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphXml:
    """A paragraph as it is to be written."""

    revision: Revision = ""
    """What befell its mark, and with it the whole paragraph."""
    by: str = ""
    """The version that did that, or that gave it another style; empty where none lies between."""
    old_style: str = ""
    new_style: str = ""
    """Its style in the old and in the new version, as XML; one that stands in one of them alone has
    one."""
    inner: str = ""
    after: str = ""
    """What stands behind it and belongs to it."""
    lone: bool = False
    """Whether all of it stands in one text alone."""
    section: Literal["", "upright", "turned"] = ""
    """How the sheets of the section lie that ends with it; empty where none does."""

    @property
    def in_old(self) -> bool:
        """Whether rejecting every change leaves it."""
        return self.revision not in _INSERTED

    @property
    def in_new(self) -> bool:
        """Whether accepting every change leaves it."""
        return self.revision not in _DELETED


@dataclass(frozen=True, slots=True)
class TableXml:
    """A table as it is to be written."""

    xml: str
    after: str = ""
    """As with a paragraph."""
    revision: Revision = ""
    """What befell all of it."""
    by: str = ""
    """The version that brought or took it, or changed the sheet that it stands on."""
    turned: Collection[TextSide] = ()
    """The texts in which it stands on a turned sheet."""

    @property
    def in_old(self) -> bool:
        """As with a paragraph."""
        return self.revision not in _INSERTED

    @property
    def in_new(self) -> bool:
        """As with a paragraph."""
        return self.revision not in _DELETED


BodyPart: TypeAlias = ParagraphXml | TableXml


def parts_xml(parts: Sequence[BodyPart], context: WriteContext) -> str:
    """The body."""
    return "".join(_written(parts, context))


def note_xml(first: ParagraphXml, rest: Sequence[BodyPart], context: WriteContext) -> str:
    """The paragraphs and tables of a note. Its last paragraph can be neither deleted nor inserted,
    but goes and comes with the note.
    """
    parts = [first, *rest]
    end = next((at for at in range(len(parts), 0, -1) if isinstance(parts[at - 1], TableXml)), 0)
    paragraphs = [part for part in parts[end:] if isinstance(part, ParagraphXml)]
    if first.revision == "del":
        paragraphs[-1] = replace(paragraphs[-1], revision="")
    return parts_xml([*parts[:end], *_with_last_mark_kept(paragraphs)], context)


def mark_xml(revision: Revision, context: WriteContext) -> str:
    """What befell a paragraph's mark (17.13.5.15, 17.13.5.20)."""
    return f"<w:rPr><w:{revision} {context.stamp()}/></w:rPr>" if revision else ""


def _written(parts: Sequence[BodyPart], context: WriteContext) -> Iterator[str]:
    waiting: list[ParagraphXml] = []
    first_note = next((at for at, part in enumerate(parts) if _NOTE in _xml(part)), None)
    for at, part in enumerate(parts):
        if isinstance(part, TableXml):
            for paragraph in _with_last_mark_kept(waiting):
                yield _paragraph_xml(paragraph, context)
            waiting = []
            yield part.xml + part.after
            continue
        waiting.append(part)
        if part.section:  # which goes and comes with this very mark
            for paragraph in waiting:
                yield _paragraph_xml(paragraph, context)
            waiting = []
            continue
        if at == first_note and part.lone and not _insertions_meet(part, parts[at + 1]):
            waiting = _with_last_mark_kept(waiting)
    for paragraph in waiting:
        yield _paragraph_xml(paragraph, context)


def _insertions_meet(part: ParagraphXml, following: BodyPart) -> bool:
    return part.in_new and _xml(following).startswith(_INSERTION)


def _xml(part: BodyPart) -> str:
    return part.inner if isinstance(part, ParagraphXml) else part.xml


def _paragraph_xml(paragraph: ParagraphXml, context: WriteContext) -> str:
    old, new = paragraph.old_style, paragraph.new_style
    change = ""
    with context.made_by(paragraph.by):
        if not paragraph.revision and old != new:
            change = f"<w:pPrChange {context.stamp()}>{element('pPr', old)}</w:pPrChange>"
        mark = mark_xml(paragraph.revision, context)
    style = new if paragraph.in_new else old
    properties = element("pPr", style, mark, _SECTIONS[paragraph.section], change)
    return f"<w:p>{properties}{paragraph.inner}</w:p>{paragraph.after}"


def _with_last_mark_kept(paragraphs: Sequence[ParagraphXml]) -> list[ParagraphXml]:
    """Paragraphs since a table, or the beginning, the last of them with a mark that stays."""
    at = _last_kept(paragraphs)
    if at is None:
        shared = _sharing(paragraphs)
        if shared is None:
            return list(paragraphs)
        paragraphs, at = shared
    found = list(paragraphs[:at])
    old_style, new_style = paragraphs[at].old_style, paragraphs[at].new_style
    for paragraph, following in zip_longest(paragraphs[at:], paragraphs[at + 1 :]):
        if paragraph.in_old:
            old_style = paragraph.old_style
        if paragraph.in_new:
            new_style = paragraph.new_style
        mark: Revision = "" if following is None else "ins" if following.in_new else "del"
        by = paragraph.by if following is None else following.by
        found.append(
            replace(paragraph, revision=mark, by=by, old_style=old_style, new_style=new_style)
        )
    return found


def _last_kept(paragraphs: Sequence[ParagraphXml]) -> int | None:
    kept = [at for at, paragraph in enumerate(paragraphs) if not paragraph.revision]
    return kept[-1] if kept else None


def _sharing(paragraphs: Sequence[ParagraphXml]) -> tuple[list[ParagraphXml], int] | None:
    """The paragraphs with a deleted and an inserted one made one, and its place; None where all are
    of one kind.
    """
    for at in reversed(range(len(paragraphs) - 1)):
        one, two = paragraphs[at], paragraphs[at + 1]
        if one.in_old != two.in_old:
            deleted, inserted = (one, two) if one.in_old else (two, one)
            both = ParagraphXml(
                old_style=deleted.old_style,
                new_style=inserted.new_style,
                inner=one.inner + two.inner,
                after=one.after + two.after,
                by=inserted.by,
            )
            return [*paragraphs[:at], both, *paragraphs[at + 2 :]], at
    return None
