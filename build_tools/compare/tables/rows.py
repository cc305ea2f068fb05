"""Two tables and the pairs of their columns in, the pairs of their rows out.

A row is known by the content of the paired columns, by those most that tell rows apart and stayed
as they were; a column of running numbers is left out, for it is a label and not a key, unless
nothing else stands in the rows but amounts and answers.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from build_tools.compare import thresholds
from build_tools.compare.align import (
    Matching,
    Pair,
    Unit,
    align,
    match_identical,
    match_moved,
    match_similar,
)
from build_tools.compare.tables.identity import (
    holds_values,
    is_heading_row,
    is_sequential,
    is_value,
    numbering_column,
)
from build_tools.compare.words import dice_similarity
from build_tools.model import Cell, Table, wording


def align_rows(old: Table, new: Table, column_pairs: list[Pair]) -> Matching:
    """The rows of two tables and which of them are one, in or out of order."""
    columns = list(_without_numbering(old, new, column_pairs))
    if all(holds_values(old, i) and holds_values(new, j) for i, j in columns):
        columns = column_pairs or [(0, 0)]
    old_columns, new_columns = zip(*columns, strict=True)
    old_texts = [_row_texts(row, old_columns) for row in old.rows]
    new_texts = [_row_texts(row, new_columns) for row in new.rows]
    weights = tuple(_weights(old_texts, new_texts, len(columns)))
    key = weights.index(max(weights))
    olds, news = _numbers(old, new, column_pairs)
    return align(
        [_row_unit(old, at, texts, key, olds[at]) for at, texts in enumerate(old_texts)],
        [_row_unit(new, at, texts, key, news[at]) for at, texts in enumerate(new_texts)],
        STAGES,
        weights,
    )


def _match_headers(matching: Matching) -> None:
    """The stage that pairs header rows, whatever is in them: the first with the first, when there
    are as many and none of them is the first row below the headers of the other table.
    """
    old, new = (_positions(rows, "header") for rows in (matching.old, matching.new))
    turned = _turned(matching.old, matching.new) or _turned(matching.new, matching.old)
    if len(old) == len(new) and not turned:
        matching.add("header", zip(old, new, strict=True))


def _turned(rows: Sequence[Unit], others: Sequence[Unit]) -> bool:
    """Whether a header row of one table is the first below the headers of the other. Further down
    it may be the header said again.
    """
    below = next((row.texts for row in others if row.group != "header"), ())
    return any(below) and any(row.group == "header" and row.texts == below for row in rows)


def _match_turned_headers(matching: Matching) -> None:
    """The stage that pairs a header row with the row that says the same and was none, or no longer
    is one.
    """
    old, new = (
        _unpaired_texts(matching.old, matching.pairs),
        _unpaired_texts(matching.new, matching.origins),
    )
    for texts, i in old.items():
        j = new.get(texts)
        if j is not None and matching.old[i].group != matching.new[j].group:
            matching.add("header", [(i, j)])


def _unpaired_texts(rows: Sequence[Unit], paired: Container[int]) -> dict[tuple[str, ...], int]:
    """Where the texts of each row that has no pair and says something stand first."""
    found: dict[tuple[str, ...], int] = {}
    for at, row in enumerate(rows):
        if at not in paired and any(row.texts):
            found.setdefault(row.texts, at)
    return found


def _match_exchanged_numbers(matching: Matching) -> None:
    """The stage that pairs rows which stayed in their order and exchanged the numbers that they are
    known by: with all else that they say, and not by the numbers, which went past one another.
    """
    old, new = _unique_numbers(matching.old), _unique_numbers(matching.new)
    olds, news = _unique_rests(matching.old), _unique_rests(matching.new)
    stayed = [(i, news[rest]) for rest, i in olds.items() if rest in news]
    exchanged = [(i, j) for i, j in stayed if new.get(matching.old[i].label, j) != j]
    places = [new[matching.old[i].label] for i, _ in exchanged if matching.old[i].label in old]
    if places != sorted(places) and exchanged == sorted(exchanged, key=lambda pair: pair[1]):
        matching.add("same rest", exchanged)


def _unique_numbers(rows: Sequence[Unit]) -> dict[str, int]:
    return {key: at for key, at in _unique_keys(rows).items() if key.isdecimal()}


def _unique_rests(rows: Sequence[Unit]) -> dict[tuple[str, ...], int]:
    """Where what a row of the body says beside its key stands, which only one row says, in order;
    no amounts or answers alone, of which any row may have any.
    """
    rests = list(map(_rest, rows))
    counts = Counter(rests)
    body = ((rests[at], at) for at in _positions(rows, "body"))
    telling = ((rest, at) for rest, at in body if not all(map(is_value, filter(None, rest))))
    return {rest: at for rest, at in telling if counts[rest] == 1}


def _rest(row: Unit) -> tuple[str, ...]:
    return tuple(text for text in row.texts if text != row.label)


def _match_same_key(matching: Matching) -> None:
    """The stage that pairs rows of one key, wherever they stand and whatever else changed."""
    old, new = _unique_keys(matching.old), _unique_keys(matching.new)
    pairs = ((i, new[key]) for key, i in old.items() if key in new)
    least = thresholds.MIN_SIMILARITY_SAME_KEY
    matching.add("same key", (pair for pair in pairs if matching.similarity(*pair) >= least))


def _match_same_number(matching: Matching) -> None:
    """The stage that pairs the one row between two pairs with what replaced it under its number,
    where the numbers above and below stayed.
    """
    for gap in matching.gaps():
        pair = gap.only_pair
        if pair and matching.old[pair[0]].number and _is_numbered_alike(matching, *pair):
            matching.add("in place", [pair])


def _is_numbered_alike(matching: Matching, i: int, j: int) -> bool:
    """Whether two rows have one number, and so have those beside them, which are pairs."""
    if matching.old[i].number != matching.new[j].number:
        return False
    for step in (-1, 1):
        above, below = i + step, j + step
        if above == len(matching.old) and below == len(matching.new):
            continue
        if matching.pairs.get(above) != below:
            return False
        if matching.old[above].number != matching.new[below].number:
            return False
    return True


STAGES = (
    _match_headers,
    _match_turned_headers,
    match_identical,
    _match_exchanged_numbers,
    _match_same_key,
    match_similar,
    match_moved,
    _match_same_number,
)
"""How rows are paired, each stage on what the earlier ones left."""


def _positions(rows: Sequence[Unit], group: str) -> list[int]:
    return [at for at, row in enumerate(rows) if row.group == group]


def _unique_keys(rows: Sequence[Unit]) -> dict[str, int]:
    """Where each key stands that one row of the body has, and no other row."""
    counts = Counter(row.label for row in rows)
    body = ((rows[at].label, at) for at in _positions(rows, "body"))
    return {key: at for key, at in body if key and counts[key] == 1}


def _without_numbering(old: Table, new: Table, column_pairs: list[Pair]) -> Iterator[Pair]:
    """The pairs of columns that hold more than the running numbers of the rows."""
    numbering = numbering_column(old), numbering_column(new)
    for i, j in column_pairs:
        if (i, j) != numbering and not (is_sequential(old, i) and is_sequential(new, j)):
            yield i, j


def _numbers(old: Table, new: Table, column_pairs: list[Pair]) -> tuple[list[str], list[str]]:
    """What counts each row of two tables, where one column of both does nothing else."""
    i, j = numbering = numbering_column(old), numbering_column(new)
    if i is None or j is None or numbering not in column_pairs:
        return [""] * len(old.rows), [""] * len(new.rows)
    return (
        [wording(row[i].content).strip() for row in old.rows],
        [wording(row[j].content).strip() for row in new.rows],
    )


def _row_texts(row: Sequence[Cell], columns: Sequence[int]) -> tuple[str, ...]:
    """The texts of a row in some columns; of a heading, that of its one cell."""
    if is_heading_row(row):
        return (wording(row[0].content), *("" for _ in columns[1:]))
    return tuple(wording(row[column].content) for column in columns)


def _row_unit(table: Table, at: int, texts: tuple[str, ...], key: int, number: str) -> Unit:
    """A row, known by its text in the column `key`; a first row in which nothing stands is a
    header.
    """
    is_header = at < table.header_rows or (at == 0 and not any(texts))
    group = "header" if is_header else "body"
    return Unit(
        key=(group, texts),
        group=group,
        label=texts[key],
        texts=texts,
        number=number,
        full_text=number,
        min_words=thresholds.MIN_WORDS_MOVED_ROW,
    )


def _weights(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], columns: int
) -> Iterator[float]:
    """How much each column counts: the more, the better it tells rows apart and the more of its
    texts stand in both tables.

    A column of "not recorded" tells nothing, and neither does one in which every amount was raised.
    """
    most = thresholds.KEY_COLUMN_WEIGHT - 1.0
    for at in range(columns):
        old_texts = Counter(row[at] for row in old)
        new_texts = Counter(row[at] for row in new)
        distinct = min(_distinct_share(old_texts), _distinct_share(new_texts))
        kept = dice_similarity(old_texts, new_texts)
        yield 1.0 + most * distinct * kept


def _distinct_share(texts: Counter[str]) -> float:
    """How many different texts there are for each text; 1 where there is none."""
    return len(texts) / texts.total() if texts else 1.0
