"""Tracked changes (ECMA-376 Part 1, 17.13.5): the tree of a part → the same tree with all of them
accepted or rejected.

What is left holds no revision, so that nobody after this has to know of any: numbers are counted on
what is printed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from build_tools.model import TrackedBy
from build_tools.word.read.ooxml import VAL, Element, child, local, w

TrackChanges: TypeAlias = Literal["accept", "reject"]
"""What becomes of tracked changes when a file is read."""

_INSERTING, _DELETING = ("ins", "moveTo"), ("del", "moveFrom")
_CHANGES = (
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
)
_REVISIONS = frozenset(
    map(w, (*_INSERTING, *_DELETING, *_CHANGES, "cellIns", "cellDel", "cellMerge"))
)
"""The widths of a table's grid (tblGridChange) and how a number once looked (numberingChange) are
none."""
_KEPT_WITH_PARAGRAPH = frozenset(map(w, ("rPr", "sectPr", "pPrChange")))
"""What the properties of a paragraph hold beside those that its tracked change gives back
(17.13.5.29)."""
_DAY = len("2024-01-31")
_VERTICAL = {"rest": "restart", "cont": "continue"}


def find_revisions(roots: Iterable[Element]) -> list[Element]:
    """The tracked changes in `roots`, in reading order; those of formatting too."""
    found: list[Element] = []
    for root in roots:
        found += root.iter(*_REVISIONS)
    return found


def tracked_by(revisions: Iterable[Element]) -> tuple[TrackedBy, ...]:
    """Who made these tracked changes, and when, by name."""
    days: dict[str, list[dt.date | None]] = {}
    for each in revisions:
        of_author = days.setdefault(each.get(w("author"), ""), [])
        of_author.append(_day(each.get(w("date"), "")))
    found: list[TrackedBy] = []
    for author, all_days in sorted(days.items()):
        known = [day for day in all_days if day is not None]
        first, last = min(known, default=None), max(known, default=None)
        found.append(TrackedBy(author=author, count=len(all_days), first=first, last=last))
    return tuple(found)


def _day(moment: str) -> dt.date | None:
    """The day of a moment as XML Schema writes one, with or without a zone."""
    try:
        return dt.date.fromisoformat(moment[:_DAY])
    except ValueError:
        return None


def resolve(root: Element, track_changes: TrackChanges) -> None:
    """Accept or reject, in place, every tracked change in `root`."""
    taken = _DELETING if track_changes == "accept" else _INSERTING
    if track_changes == "reject":
        _restore_properties(root)
    taken_cell = "cellDel" if track_changes == "accept" else "cellIns"
    rows = [each for each in root.iter(w("tr")) if _marked(child(each, "trPr"), taken)]
    cells = [each for each in root.iter(w("tc")) if _marked(child(each, "tcPr"), (taken_cell,))]
    joined = [each for each in root.iter(w("p")) if _marked(child(each, "pPr", "rPr"), taken)]
    for gone in (*rows, *cells):
        _remove(gone)
    _merge_cells(root, track_changes)
    _unwrap_runs(root, track_changes)
    _join_with_next(joined)
    for table in list(root.iter(w("tbl"))):
        if next(table.iter(w("tc")), None) is None:
            _remove(table)
    for revision in list(root.iter(*_REVISIONS)):  # what only speaks of revisions
        _remove(revision)


def _marked(properties: Element | None, names: Iterable[str]) -> bool:
    return any(child(properties, name) is not None for name in names)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)  # text between elements of Word is only white space


# --- Properties -----------------------------------------------------------------------------------


def _restore_properties(root: Element) -> None:
    """Give back what each change of properties keeps of the time before it."""
    for name in _CHANGES:
        for change in list(root.iter(w(name))):
            _restore(change)
    for properties in list(root.iter(w("numPr"))):
        if _marked(properties, _INSERTING):
            _remove(properties)


def _restore(change: Element) -> None:
    properties = change.getparent()
    if properties is None:
        return
    before = next(iter(change), None)
    others = [each for each in properties if each is not change]
    kept = [each for each in others if each.tag in _KEPT_WITH_PARAGRAPH]
    kept += [each for each in others if each.tag in _REVISIONS]
    for each in list(properties):
        properties.remove(each)
    if before is not None:
        present = {each.tag for each in kept}
        properties.extend([each for each in before if each.tag not in present])
    properties.extend(kept)


def _merge_cells(root: Element, track_changes: TrackChanges) -> None:
    """Merge or split cells as a tracked merge says (17.13.5.5)."""
    attribute = "vMerge" if track_changes == "accept" else "vMergeOrig"
    for change in list(root.iter(w("cellMerge"))):
        properties = change.getparent()
        if properties is None:
            continue
        state = _VERTICAL.get(change.get(w(attribute), ""))
        for each in properties.findall(w("vMerge")):
            properties.remove(each)
        if state is not None:
            merge = properties.makeelement(w("vMerge"), {VAL: state})
            properties.append(merge)


# --- Runs and paragraphs --------------------------------------------------------------------------


def _unwrap_runs(root: Element, track_changes: TrackChanges) -> None:
    """Take out what is not kept, with all that stands in it, and put what is kept in place of its
    wrapper.
    """
    kept, taken = (_INSERTING, _DELETING) if track_changes == "accept" else (_DELETING, _INSERTING)
    for wrapper in _wrappers(root, taken):
        _remove(wrapper)
    for wrapper in _wrappers(root, kept):
        parent = wrapper.getparent()
        if parent is not None:
            for each in list(wrapper):
                wrapper.addprevious(each)
            parent.remove(wrapper)
    for name, printed in (("delText", "t"), ("delInstrText", "instrText")):
        for each in root.iter(w(name)):
            each.tag = w(printed)


def _wrappers(root: Element, names: Iterable[str]) -> list[Element]:
    """The revisions of these names that hold what they are of."""
    return [each for each in root.iter(*map(w, names)) if _wraps(each)]


def _wraps(element: Element) -> bool:
    """Whether a revision holds what it is of; one in properties only marks the paragraph, the row
    or the numbering.
    """
    parent = element.getparent()
    return parent is not None and local(parent) not in ("rPr", "trPr", "numPr", "tcPr", "ctrlPr")


def _join_with_next(paragraphs: Sequence[Element]) -> None:
    """Join each paragraph whose mark is gone to the one after it, whose mark, and so whose
    properties, the whole has.

    Before a table and at the end of a cell or a text there is none to join: an empty paragraph
    goes, another stays. From the last to the first, so that nothing is moved twice.
    """
    alone: list[Element] = []
    for paragraph in reversed(paragraphs):
        following = _following(paragraph)
        if following is None:
            alone.append(paragraph)
            continue
        start = 1 if following.find(w("pPr")) is not None else 0
        following[start:start] = [each for each in paragraph if each.tag != w("pPr")]
        _remove(paragraph)
    for paragraph in reversed(alone):
        if not _holds_anything(paragraph) and _spare(paragraph):
            _remove(paragraph)


def _following(paragraph: Element) -> Element | None:
    """The paragraph right after `paragraph`; None where a table or the end comes first."""
    after = next(_blocks_after(paragraph), None)
    return after if after is not None and after.tag == w("p") else None


def _blocks_after(paragraph: Element) -> Iterator[Element]:
    """The paragraphs and tables after `paragraph` in its text; into and out of content controls."""
    element: Element | None = paragraph
    while element is not None:
        for sibling in element.itersiblings():
            if sibling.tag in (w("p"), w("tbl")):
                yield sibling
            elif sibling.tag in (w("sdt"), w("customXml")):
                yield from sibling.iter(w("p"), w("tbl"))
        element = element.getparent()
        if element is not None and local(element) not in ("sdt", "sdtContent", "customXml"):
            return


def _holds_anything(paragraph: Element) -> bool:
    return next(paragraph.iter(w("r"), w("oMath")), None) is not None


def _spare(paragraph: Element) -> bool:
    """Whether its container has another paragraph or table: a cell may not be without one."""
    names = w("p"), w("tbl")
    others = (paragraph.itersiblings(*names), paragraph.itersiblings(*names, preceding=True))
    return any(next(each, None) is not None for each in others)
