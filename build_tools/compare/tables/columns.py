"""Two tables in, the pairs of their columns out: by header and content, whatever the order of
either.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise, product

from build_tools.compare import thresholds
from build_tools.compare.align import Matching, Pair, RareWords, Unit
from build_tools.compare.words import Vocabulary, dice_similarity, similarity
from build_tools.model import Table, plain


def align_columns(old: Table, new: Table) -> Matching:
    """The columns of two tables and which of them are one."""
    matching = Matching(_units(old), _units(new))
    matching.add("column", sorted(_pairs(old, new).items()))
    return matching


def _units(table: Table) -> list[Unit]:
    return [_unit(_texts(table, at)) for at in range(table.width)]


def _unit(texts: tuple[str, ...]) -> Unit:
    return Unit(key=texts, group="column", label="", texts=(" ".join(texts),))


def _texts(table: Table, at: int) -> tuple[str, ...]:
    return tuple(plain(row[at].content) for row in table.rows)


def _pairs(old: Table, new: Table) -> dict[int, int]:
    """The old column to the new: first those of one header, then those most similar."""
    vocabulary = Vocabulary()
    old_features = [_ColumnFeatures(old, at, vocabulary) for at in range(old.width)]
    new_features = [_ColumnFeatures(new, at, vocabulary) for at in range(new.width)]
    pairs = _same_header(old, new)
    free_old = {i: each for i, each in enumerate(old_features) if i not in pairs}
    taken = set(pairs.values())
    free_new = {j: each for j, each in enumerate(new_features) if j not in taken}
    for i, j in _most_similar_first(free_old, free_new):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    for i, j in list(_alone_between(pairs, old.width, new.width)):
        if old_features[i].is_empty and new_features[j].is_empty:
            pairs[i] = j
    return pairs


def _same_header(old: Table, new: Table) -> dict[int, int]:
    """The columns with a header that one column of either table has, and no other."""
    old_headers = [old.header(at) for at in range(old.width)]
    new_headers = [new.header(at) for at in range(new.width)]
    old_counts, new_counts = Counter(old_headers), Counter(new_headers)
    new_places = {header: at for at, header in enumerate(new_headers)}
    return {
        at: new_places[header]
        for at, header in enumerate(old_headers)
        if header and old_counts[header] == new_counts[header] == 1
    }


def _most_similar_first(
    old: Mapping[int, "_ColumnFeatures"], new: Mapping[int, "_ColumnFeatures"]
) -> Iterator[Pair]:
    """The pairs that are similar enough to be one column; of equal ones the nearest first."""
    scored = []
    for i, j in _possible(old, new):
        score = old[i].similarity(new[j])
        if score >= thresholds.MIN_SIMILARITY_COLUMN:
            scored.append((-score, abs(i - j), i, j))
    for _, _, i, j in sorted(scored):
        yield i, j


def _possible(
    old: Mapping[int, "_ColumnFeatures"], new: Mapping[int, "_ColumnFeatures"]
) -> Iterator[Pair]:
    """The pairs that are worth comparing: of many only those that share rare words."""
    if len(old) * len(new) <= thresholds.MAX_PAIRS:
        yield from product(old, new)
        return
    rare_words = RareWords({j: column.words for j, column in new.items()})
    for i, column in old.items():
        yield from ((i, j) for j in rare_words.likeliest(column.words))


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
        body = [text.strip() for text in _texts(table, at)[table.header_rows :]]
        self._header = vocabulary.encode(table.header(at))
        self._cells = Counter(text for text in body if text)
        self._words = Counter(vocabulary.encode(" ".join(body)))

    @property
    def words(self) -> set[str]:
        """The words of its header and of its body, encoded."""
        return {*self._header, *self._words}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in below the header."""
        return not self._cells

    def similarity(self, other: "_ColumnFeatures") -> float:
        """Half header, half content; content is alike when the cells are the same or their words
        are.

        Of two columns in which nothing is filled in, the header tells.
        """
        header = similarity(self._header, other._header)
        if self.is_empty and other.is_empty:
            return header
        content = max(
            dice_similarity(self._cells, other._cells), dice_similarity(self._words, other._words)
        )
        return (header + content) / 2 if self._header and other._header else content
