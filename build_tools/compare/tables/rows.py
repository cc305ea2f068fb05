"""Two tables and the pairs of their columns in, the pairs of their rows out.

A row is known by the content of the paired columns, by those most that tell rows apart and stayed
as they were; a column of running numbers is left out, for it is a label and not a key.
"""

from collections import Counter
from collections.abc import Sequence

from build_tools.compare.align import (
    Matching,
    Pair,
    Unit,
    align,
    match_identical,
    match_moved,
    match_similar,
)
from build_tools.compare.tables.identity import is_heading_row, is_sequential, numbering_column
from build_tools.compare.words import dice_similarity
from build_tools.model import Cell, Table, wording

KEY_WEIGHT = 1.0
"""A column that weighs less than this, from 0.25 to 2, does not tell which row is which."""
KEY_FLOOR = 0.3
"""Two rows of one key that are less alike than this have nothing else in common that counts."""


def align_rows(old: Table, new: Table, column_pairs: list[Pair]) -> Matching:
    """The rows of two tables and which of them are one, in or out of order."""
    numbers = numbering_column(old), numbering_column(new)
    counting = [
        (i, j)
        for i, j in column_pairs
        if (i, j) == numbers or (is_sequential(old, i) and is_sequential(new, j))
    ]
    keyed = [pair for pair in column_pairs if pair not in counting] or column_pairs or [(0, 0)]
    sides = (old, [i for i, _ in keyed]), (new, [j for _, j in keyed])
    texts = [[_row_texts(row, columns) for row in table.rows] for table, columns in sides]
    weights = tuple(
        _weight([row[at] for row in texts[0]], [row[at] for row in texts[1]])
        for at in range(len(keyed))
    )
    key = weights.index(max(weights))
    old_units, new_units = (
        [_row_unit(table, at, row, key) for at, row in enumerate(rows)]
        for table, rows in zip((old, new), texts, strict=True)
    )
    return align(
        old_units,
        new_units,
        (_headers, match_identical, _same_key, match_similar, match_moved),
        weights,
    )


def _headers(matching: Matching) -> None:
    """The stage that pairs header rows, whatever is in them: the first with the first, when there
    are as many.
    """
    old, new = (
        [at for at, unit in enumerate(side) if unit.group == "header"]
        for side in (matching.old, matching.new)
    )
    if len(old) == len(new):
        matching.add("header", zip(old, new, strict=True))


def _same_key(matching: Matching) -> None:
    """The stage that pairs rows of one key, wherever they stand and whatever else changed, if keys
    tell rows apart.
    """
    if max(matching.weights) < KEY_WEIGHT:
        return
    olds, news = (_unique_labels(side) for side in (matching.old, matching.new))
    keyed = ((i, news[label]) for label, i in olds.items() if label in news)
    matching.add("same key", (pair for pair in keyed if matching.similarity(*pair) >= KEY_FLOOR))


def _unique_labels(rows: Sequence[Unit]) -> dict[str, int]:
    """Where each label stands that one row of the body carries, and no other."""
    counts = Counter(unit.label for unit in rows)
    body = ((at, unit.label) for at, unit in enumerate(rows) if unit.group == "body" and unit.label)
    return {label: at for at, label in body if counts[label] == 1}


def _row_texts(row: Sequence[Cell], columns: list[int]) -> tuple[str, ...]:
    """The texts of a row in some columns; of a heading, that of its one cell."""
    if is_heading_row(row):
        return (wording(row[0].content), *("" for _ in columns[1:]))
    return tuple(wording(row[column].content) for column in columns)


def _row_unit(table: Table, at: int, texts: tuple[str, ...], key: int) -> Unit:
    """A row, known by its text in the column `key`; a first row in which nothing stands is a
    header.
    """
    group = "header" if at < table.header_rows or not (at or any(texts)) else "body"
    return Unit(key=(group, texts), group=group, label=texts[key], texts=texts, min_words=2)


def _weight(old: Sequence[str], new: Sequence[str]) -> float:
    """A column counts the more, the better it tells rows apart and the more of its texts stand in
    both tables.

    A column of "not recorded" tells nothing, and neither does one in which every amount was raised.
    """
    apart = (
        min(len(set(texts)) / len(texts) for texts in (old, new) if texts) if old or new else 0.0
    )
    return 0.25 + 1.75 * apart * dice_similarity(Counter(old), Counter(new))
