"""Rule on corrections: what is said to put right a mistake and do nothing else does no more."""

from collections.abc import Iterator

from build_tools.check.context import TextContext, row_lines
from build_tools.check.particulars import differing, particulars
from build_tools.model import Block, Change, Passage, Redline
from build_tools.model.problems import Problem

_WHOLE = {
    "insert": "is put in",
    "delete": "is taken out",
    "split": "is divided",
    "merge": "is joined",
    "table-insert": "is put in",
    "table-delete": "is taken out",
    "row-insert": "is put in",
    "row-delete": "is taken out",
    "column-insert": "is put in",
    "column-delete": "is taken out",
}
"""The kinds of change by which provisions, rows or columns come and go, in words."""
_NAMES = {
    "date": "a date",
    "amount": "an amount",
    "reference": "a reference",
    "duty": "what is allowed or required",
}


def overreaching_corrections(context: TextContext) -> Iterator[Problem]:
    """A correction puts in and takes out no provision, row or column, and changes no date, amount
    or reference, nor what is allowed or required.
    """
    amendment = context.amendment
    if context.redline is None or amendment is None or not amendment.correction:
        return
    for change, line in _placed(context.redline):
        for done in _beyond(change):
            message = (
                f"{change.where} {done}, and `{amendment.id}` is said to put right a mistake and do"
                " nothing else"
            )
            form = (
                f"{amendment.path} without `correction: true`; or, where this is the very mistake,"
                " a waiver that says why"
            )
            yield context.problem(line, message, form=form)


def _beyond(change: Change) -> Iterator[str]:
    """What a change does that no correction does, in words."""
    if change.consequential:
        return
    whole = [_WHOLE[kind] for kind in change.kinds if kind in _WHOLE]
    if whole:
        yield whole[0]
        return
    for kind, gone, come in differing(particulars(change.old), particulars(change.new)):
        if kind == "duty" and not (gone and come) and not _NEGATIONS & {*gone, *come}:
            continue  # a word that was left out, or stood twice
        yield f"has {_NAMES[kind]} changed, {_quoted(gone)} to {_quoted(come)}"


_NEGATIONS = frozenset("not no never nor neither none unless except without cannot only".split())


def _quoted(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "nothing"


def _placed(redline: Redline) -> Iterator[tuple[Change, int]]:
    """Each change with the line of the new version that it stands on, or after."""
    left, line = {change.id: change for change in redline.changes}, 1
    for passage in redline.passages:
        line = passage.new.line if passage.new else line
        for id_ in passage.change_ids():
            if change := left.pop(id_, None):
                yield change, _row_line(passage, change, line)


def _row_line(passage: Passage, change: Change, line: int) -> int:
    """The line of the row in which a change stands; that of its block for any other."""
    block: Block | None = passage.new
    if block is None or change.row is None or "row-delete" in change.kinds:
        return line
    rows = row_lines(block)
    return rows[change.row][0] if change.row < len(rows) else line
