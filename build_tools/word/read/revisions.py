"""Tracked changes (ECMA-376 Part 1, 17.13.5): the tree of a part → the same tree with each of them
accepted or rejected.

What is left holds no revision, so that nobody after this has to know of any: numbers are counted on
what is printed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from build_tools.word.read.ooxml import VAL, Element, child, local, w

TrackChanges: TypeAlias = Literal["accept", "reject"]
"""What becomes of tracked changes when a file is read."""
Accepts: TypeAlias = Callable[[Element], bool]
"""Tells whether a tracked change is accepted; else it is rejected."""

_WRAPPERS = tuple(map(w, ("ins", "moveTo", "del", "moveFrom")))
"""The revisions that may hold what they are of."""
_INSERTED = frozenset(map(w, ("ins", "moveTo", "cellIns")))
_DELETED = frozenset(map(w, ("del", "moveFrom", "cellDel")))
_CHANGES = (
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
)
_REVISIONS = frozenset((*_INSERTED, *_DELETED, *map(w, (*_CHANGES, "cellMerge"))))
"""The widths of a table's grid (tblGridChange) and how a number once looked (numberingChange) are
none."""
_KEPT_WITH_PARAGRAPH = frozenset(map(w, ("rPr", "sectPr", "pPrChange")))
"""What the properties of a paragraph hold beside those that its tracked change gives back
(17.13.5.29)."""
_VERTICAL = {"rest": "restart", "cont": "continue"}


def find_revisions(roots: Iterable[Element]) -> list[Element]:
    """The tracked changes in `roots`, in reading order; those of formatting too."""
    found: list[Element] = []
    for root in roots:
        found += root.iter(*_REVISIONS)
    return found


def resolve(root: Element, accepts: Accepts) -> None:
    """Accept or reject, in place, every tracked change in `root`."""
    _restore_properties(root, accepts)
    rows = [each for each in root.iter(w("tr")) if _is_taken(child(each, "trPr"), accepts)]
    cells = [each for each in root.iter(w("tc")) if _is_taken(child(each, "tcPr"), accepts)]
    joined = [each for each in root.iter(w("p")) if _is_taken(child(each, "pPr", "rPr"), accepts)]
    for gone in (*rows, *cells):
        _remove(gone)
    _merge_cells(root, accepts)
    _unwrap_runs(root, accepts)
    _join_with_next(joined)
    for table in list(root.iter(w("tbl"))):
        if next(table.iter(w("tc")), None) is None:
            _remove(table)
    for revision in list(root.iter(*_REVISIONS)):  # what only speaks of revisions
        _remove(revision)


def _is_taken(properties: Element | None, accepts: Accepts) -> bool:
    """Whether what has these properties is not to stand: inserted and rejected, or deleted and
    accepted; it may be both, by different authors.
    """
    return properties is not None and any(_takes(each, accepts) for each in properties)


def _takes(revision: Element, accepts: Accepts) -> bool:
    if revision.tag in _DELETED:
        return accepts(revision)
    return revision.tag in _INSERTED and not accepts(revision)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)  # text between elements of Word is only white space


# --- Properties -----------------------------------------------------------------------------------


def _restore_properties(root: Element, accepts: Accepts) -> None:
    """Give back what each change of properties that is rejected keeps of the time before it."""
    for name in _CHANGES:
        for change in list(root.iter(w(name))):
            if not accepts(change):
                _restore(change)
    for inserted in list(root.iter(w("ins"))):
        properties = inserted.getparent()
        if properties is not None and local(properties) == "numPr" and not accepts(inserted):
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


def _merge_cells(root: Element, accepts: Accepts) -> None:
    """Merge or split cells as a tracked merge says (17.13.5.5)."""
    for change in list(root.iter(w("cellMerge"))):
        properties = change.getparent()
        if properties is None:
            continue
        attribute = "vMerge" if accepts(change) else "vMergeOrig"
        state = _VERTICAL.get(change.get(w(attribute), ""))
        for each in properties.findall(w("vMerge")):
            properties.remove(each)
        if state is not None:
            merge = properties.makeelement(w("vMerge"), {VAL: state})
            properties.append(merge)


# --- Runs and paragraphs --------------------------------------------------------------------------


def _unwrap_runs(root: Element, accepts: Accepts) -> None:
    """Take out what is not kept, with all that stands in it, and put what is kept in place of its
    wrapper.
    """
    wrappers = [each for each in root.iter(*_WRAPPERS) if _wraps(each)]
    for wrapper in wrappers:
        if _takes(wrapper, accepts):
            _remove(wrapper)
    for wrapper in wrappers:
        parent = wrapper.getparent()
        if parent is not None:
            for each in list(wrapper):
                wrapper.addprevious(each)
            parent.remove(wrapper)
    for name, printed in (("delText", "t"), ("delInstrText", "instrText")):
        for each in root.iter(w(name)):
            each.tag = w(printed)


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
