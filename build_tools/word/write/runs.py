"""Inline content and edits in, runs of WordprocessingML out, what was deleted, inserted and
formatted as revisions.

White space that differs where the words do not is marked like any other text, so that accepting and
rejecting give each text exactly. The address of a link is no property of a run: a link that leads
elsewhere is deleted and inserted.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise, zip_longest

from build_tools.model import Content, Edit, Edits, Mark, Run, atom_kind, plain
from build_tools.word.write.context import Revision, WriteContext, element, revised, text
from build_tools.word.write.notes import Notes

_PROPERTIES = {
    "code": (0, '<w:rStyle w:val="CodeText"/>'),
    "link": (1, '<w:rStyle w:val="Hyperlink"/>'),
    "image": (1, '<w:rStyle w:val="Hyperlink"/>'),
    "strong": (2, "<w:b/>"),
    "emphasis": (3, "<w:i/>"),
    "strike": (4, "<w:strike/>"),
}
"""The property of a run for each mark, and its place in the order that the schema asks for (CT_RPr,
17.3.2.28)."""
_PIECES = re.compile("([\n\t])")
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_WORDS = re.compile(r"\S+")


def edits_xml(edits: Edits, context: WriteContext, notes: Notes) -> str:
    """Edits as runs, links and revisions; where no word is kept between changes, first all of one
    kind.
    """
    xml = []
    for changes, group in groupby(separated(edits, notes), key=lambda part: part.op in "+-"):
        stretch = list(group)
        if changes:
            first = [part for part in stretch if part.op == stretch[0].op]
            stretch = [*first, *(part for part in stretch if part.op != stretch[0].op)]
        xml += [_edit_xml(part, context, notes) for part in stretch]
    return "".join(xml)


def content_xml(content: Content, revision: Revision, context: WriteContext, notes: Notes) -> str:
    """Content that is kept, deleted, inserted or moved as a whole."""
    return "".join(_run_xml(run, revision, context, notes) for run in content)


def _edit_xml(edit: Edit, context: WriteContext, notes: Notes) -> str:
    match edit.op:
        case "-":
            return content_xml(edit.old, "del", context, notes)
        case "+":
            return content_xml(edit.new, "ins", context, notes)
        case "=" | "~":
            return "".join(
                _kept_xml(old, new, context, notes)
                for old, new in _side_by_side(edit.old, edit.new)
            )


def _kept_xml(old: Run, new: Run, context: WriteContext, notes: Notes) -> str:
    if "footnote" in (atom_kind(old.marks), atom_kind(new.marks)):
        return notes.kept(old, new, context)
    before, after = _properties(old.marks), _properties(new.marks)
    changed = (
        f"<w:rPrChange {context.stamp()}><w:rPr>{before}</w:rPr></w:rPrChange>"
        if before != after
        else ""
    )
    properties = element("rPr", (after, changed))
    return _linked(
        new, f"<w:r>{properties}{_text_xml(new.text or _address(new), '')}</w:r>", context
    )


def _run_xml(run: Run, revision: Revision, context: WriteContext, notes: Notes) -> str:
    if atom_kind(run.marks) == "footnote":
        return notes.lone(run, revision, context)
    words = _text_xml(run.text or _address(run), revision)
    return _linked(
        run,
        revised(
            revision, f"<w:r>{element('rPr', (_properties(run.marks),))}{words}</w:r>", context
        ),
        context,
    )


def _linked(run: Run, inner: str, context: WriteContext) -> str:
    address = _address(run)
    return (
        f'<w:hyperlink r:id="{context.link(address)}">{inner}</w:hyperlink>'
        if address and inner
        else inner
    )


def _address(run: Run) -> str:
    """Where a run leads; a picture is not carried, only its description, which leads to it."""
    return next((mark.target for mark in run.marks if mark.kind in ("link", "image")), "")


def _properties(marks: tuple[Mark, ...]) -> str:
    found = dict.fromkeys(
        sorted(_PROPERTIES[mark.kind] for mark in marks if mark.kind in _PROPERTIES)
    )
    styles = [xml for at, xml in found if at < 2][:1]
    return "".join([*styles, *(xml for at, xml in found if at >= 2)])


def _text_xml(words: str, revision: Revision) -> str:
    tag = "delText" if revision == "del" else "t"
    return "".join(
        _SIGNS.get(piece) or f'<w:{tag} xml:space="preserve">{text(piece)}</w:{tag}>'
        for piece in _PIECES.split(words)
        if piece
    )


# --- Cutting edits --------------------------------------------------------------------------------


def replaced_whole(old: Content, new: Content) -> Edits:
    """A content that is kept or, where it changed, struck and written anew."""
    if old == new:
        return (Edit("=", old, new),) if new else ()
    return (*((Edit("-", old, ()),) if old else ()), *((Edit("+", (), new),) if new else ()))


def separated(edits: Edits, notes: Notes) -> Iterator[Edit]:
    """Edits in which all that is to be marked as deleted or inserted stands alone."""
    for edit in notes.paired(edits):
        for part in exact(edit):
            yield from _apart(part, notes)


def exact(edit: Edit) -> Iterator[Edit]:
    """An edit as it is; one that keeps the words and not the white space, cut at it."""
    old, new = plain(edit.old), plain(edit.new)
    if (
        edit.op in "+-"
        or old == new
        or atom_kind(edit.new[0].marks if edit.new else ()) == "footnote"
    ):
        yield edit
        return
    if not all(run.text for run in (*edit.old, *edit.new)):
        yield from (Edit("-", edit.old, ()), Edit("+", (), edit.new))
        return
    olds, news = _words_and_gaps(old), _words_and_gaps(new)
    for (a, b), (c, d) in zip_longest(olds, news, fillvalue=(0, 0)):
        before, after = part_of(edit.old, a, b), part_of(edit.new, c, d)
        if old[a:b] == new[c:d]:
            yield Edit("~", before, after)
        else:
            yield Edit("-", before, ())
            yield Edit("+", (), after)


def _apart(edit: Edit, notes: Notes) -> Iterator[Edit]:
    """An edit; of a kept one what became a link, leads elsewhere or calls a note anew, as deleted
    and inserted.
    """
    if edit.op in "+-":
        yield edit
        return
    for old, new in _side_by_side(edit.old, edit.new):
        if _address(old) == _address(new) and not notes.apart(old, new):
            yield Edit(edit.op, (old,), (new,))
        else:
            yield from (Edit("-", (old,), ()), Edit("+", (), (new,)))


def _words_and_gaps(words: str) -> list[tuple[int, int]]:
    """From where to where the gaps and words of a text reach, by turns, beginning and ending with a
    gap.
    """
    edges = [0, *(edge for word in _WORDS.finditer(words) for edge in word.span()), len(words)]
    return list(pairwise(edges))


def part_of(content: Content, start: int, stop: int) -> Content:
    """What stands between two offsets of a content."""
    runs, at = [], 0
    for run in content:
        low, high = max(start - at, 0), min(stop - at, len(run.text))
        if low < high or (not run.text and start <= at < stop):
            runs.append(Run(run.text[low:high], run.marks))
        at += len(run.text)
    return tuple(runs)


def _side_by_side(old: Content, new: Content) -> Iterator[tuple[Run, Run]]:
    """Two contents of the same text as pairs of runs of the same text."""
    olds, news = list(old), list(new)
    while olds and news:
        one, two = olds.pop(0), news.pop(0)
        length = min(len(one.text), len(two.text))
        if one.text[length:]:
            olds.insert(0, Run(one.text[length:], one.marks))
        if two.text[length:]:
            news.insert(0, Run(two.text[length:], two.marks))
        yield Run(one.text[:length], one.marks), Run(two.text[:length], two.marks)
