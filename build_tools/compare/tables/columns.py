"""Two tables in, the pairs of their columns out: by header and content, whatever the order of
either.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from build_tools.compare.align import Matching, Pair, Unit
from build_tools.compare.words import Vocabulary, dice_similarity, similarity
from build_tools.model import Table, plain

COLUMN_FLOOR = 0.3
"""Two columns less alike than this, by header and content, are not one column."""
NEIGHBOUR_FLOOR = 0.2
"""The floor for the one column between two paired neighbours, on either side."""


def align_columns(old: Table, new: Table) -> Matching:
    """The columns of two tables and which of them are one."""
    matching = Matching(_columns(old), _columns(new))
    matching.add("column", _pairs(old, new))
    return matching


def _columns(table: Table) -> list[Unit]:
    return [
        Unit(key=texts, group="column", label="", texts=(" ".join(texts),))
        for texts in (
            tuple(plain(row[at].content) for row in table.rows) for at in range(table.width)
        )
    ]


def _pairs(old: Table, new: Table) -> list[Pair]:
    """Columns whose headers and contents are most alike, best first; ties go to the same place."""
    vocabulary = Vocabulary()
    features = [
        [_ColumnFeatures(table, at, vocabulary) for at in range(table.width)]
        for table in (old, new)
    ]
    scored = sorted(
        (-left.likeness(right), abs(i - j), i, j)
        for i, left in enumerate(features[0])
        for j, right in enumerate(features[1])
    )
    pairs = _same_header(old, new)
    for score, _, i, j in scored:
        if -score >= COLUMN_FLOOR and i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, j in list(_alone_between(pairs, old.width, new.width)):
        left, right = features[0][i], features[1][j]
        if left.counts == right.counts or left.likeness(right) >= NEIGHBOUR_FLOOR:
            pairs[i] = j
    return sorted(pairs.items())


def _same_header(old: Table, new: Table) -> dict[int, int]:
    """The columns with a header that one column of either table has, and no other."""
    olds, news = ([table.header(at) for at in range(table.width)] for table in (old, new))
    return {
        at: news.index(header)
        for at, header in enumerate(olds)
        if header and olds.count(header) == news.count(header) == 1
    }


def _alone_between(pairs: Mapping[int, int], old_width: int, new_width: int) -> Iterator[Pair]:
    """Each old and new column that stand alone between two pairs."""
    ends = [(-1, -1), *sorted(pairs.items()), (old_width, new_width)]
    for (i, j), (next_i, next_j) in pairwise(ends):
        if next_i - i == next_j - j == 2:
            yield i + 1, j + 1


class _ColumnFeatures:
    """What a column is known by: its header, and the texts of its body cells whatever their
    order.
    """

    def __init__(self, table: Table, at: int, vocabulary: Vocabulary) -> None:
        cells = [plain(row[at].content).strip() for row in table.rows]
        self.header = vocabulary.encode(table.header(at))
        body = cells[table.header_rows :]
        self.counts = Counter(cell for cell in body if cell)
        self.words = Counter(vocabulary.encode(" ".join(body)))

    def likeness(self, other: "_ColumnFeatures") -> float:
        """Half header, half content; content is alike when the cells are the same or their words
        are.

        Of two columns in which nothing is filled in, the header tells.
        """
        if not self.counts and not other.counts:
            return similarity(self.header, other.header)
        content = max(
            dice_similarity(self.counts, other.counts), dice_similarity(self.words, other.words)
        )
        if not self.header or not other.header:
            return content
        return (similarity(self.header, other.header) + content) / 2
