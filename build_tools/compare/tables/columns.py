"""Two tables in, the pairs of their columns out: by header and content, whatever the order of
either.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import chain, pairwise, product

from build_tools.compare import thresholds
from build_tools.compare.align import Matching, Pair, RareWords, Unit
from build_tools.compare.words import Vocabulary, dice_similarity, similarity
from build_tools.model import Table, plain

_FIGURE = re.compile(r"\b[^\W\d]*\d\w*")


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
    """The old column to the new: first those of one header, but where headers were exchanged over
    cells that stayed, then those of the same cells, then those most similar.
    """
    vocabulary = Vocabulary()
    shared = _shared_words(old, vocabulary) & _shared_words(new, vocabulary)
    olds, news = _features(old, vocabulary, shared), _features(new, vocabulary, shared)
    pairs = _same_header(old, new)
    pairs.update(_under_exchanged_headers(pairs, _same_body(old, new)))
    for measure, least in (
        (_ColumnFeatures.same_cells, thresholds.MIN_SAME_CELLS),
        (_ColumnFeatures.similarity, thresholds.MIN_SIMILARITY_COLUMN),
    ):
        taken = set(pairs.values())
        free_old = {i: each for i, each in enumerate(olds) if i not in pairs}
        free_new = {j: each for j, each in enumerate(news) if j not in taken}
        for i, j in _most_similar_first(free_old, free_new, measure, least):
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
    for i, j in list(_alone_between(pairs, old.width, new.width)):
        if olds[i].is_empty and news[j].is_empty:
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


def _under_exchanged_headers(
    of_header: Mapping[int, int], of_body: Mapping[int, int]
) -> dict[int, int]:
    """The columns whose cells stayed in order while their headers were exchanged over them."""
    other = {
        i: of_body[i] for i in sorted(of_header) if of_body.get(i, of_header[i]) != of_header[i]
    }
    exchanged = sorted(of_header[i] for i in other)
    return other if list(other.values()) == exchanged else {}


def _same_body(old: Table, new: Table) -> dict[int, int]:
    """The columns of several rows whose texts below the header stand, each at its place, in one
    column of either table and in no other.
    """
    old_bodies = [_texts(old, at)[old.header_rows :] for at in range(old.width)]
    new_bodies = [_texts(new, at)[new.header_rows :] for at in range(new.width)]
    old_counts, new_counts = Counter(old_bodies), Counter(new_bodies)
    new_places = {body: at for at, body in enumerate(new_bodies)}
    return {
        at: new_places[body]
        for at, body in enumerate(old_bodies)
        if len(body) > 1 and any(body) and old_counts[body] == new_counts[body] == 1
    }


def _most_similar_first(
    old: Mapping[int, "_ColumnFeatures"],
    new: Mapping[int, "_ColumnFeatures"],
    measure: Callable[["_ColumnFeatures", "_ColumnFeatures"], float],
    least: float,
) -> Iterator[Pair]:
    """The pairs of which a measure says enough to be one column; of equal ones those whose headers
    are more alike, then the nearest first.
    """
    scored = []
    for i, j in _possible(old, new):
        score = measure(old[i], new[j])
        if score >= least:
            scored.append((-score, -old[i].same_header(new[j]), abs(i - j), i, j))
    for *_, i, j in sorted(scored):
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


def _features(
    table: Table, vocabulary: Vocabulary, shared: Container[str]
) -> list["_ColumnFeatures"]:
    """The features of each column, the words in `shared` left out of its header."""
    features = []
    for at in range(table.width):
        header = vocabulary.encode(table.header(at))
        own = "".join(word for word in header if word not in shared)
        body = _texts(table, at)[table.header_rows :]
        features.append(_ColumnFeatures(own, [text.strip() for text in body], vocabulary))
    return features


def _shared_words(table: Table, vocabulary: Vocabulary) -> set[str]:
    """The words of several headers, which tell none of them from another."""
    headers = (set(vocabulary.encode(table.header(at))) for at in range(table.width))
    counts = Counter(chain.from_iterable(headers))
    return {word for word, count in counts.items() if count > 1}


class _ColumnFeatures:
    """What a column is known by: its header, and the texts of its body cells whatever their
    order.
    """

    def __init__(self, header: str, body: Sequence[str], vocabulary: Vocabulary) -> None:
        self._header = header
        self._cells = Counter(filter(None, body))
        self._cell_codes = vocabulary.codes(self._cells)
        texts = (_FIGURE.sub("", text) for text in self._cells)
        words = Counter(chain.from_iterable(map(vocabulary.encode, texts)))
        most = max(1, len(self._cells) * thresholds.COMMON_WORD_SHARE)
        self._words = Counter({word: n for word, n in words.items() if n <= most})
        """Of the different cells, without figures: part of an amount is not the amount. A word of
        most of them, as a unit is, tells nothing either."""

    @property
    def words(self) -> set[str]:
        """The words of its header and of its body, and its cells, encoded."""
        return {*self._header, *self._words, *self._cell_codes}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in below the header."""
        return not self._cells

    def same_cells(self, other: "_ColumnFeatures") -> float:
        """How many cells two columns have in common, 0 to 1."""
        return 0.0 if self.is_empty else dice_similarity(self._cells, other._cells)

    def same_header(self, other: "_ColumnFeatures") -> float:
        """How similar two headers are, 0 to 1."""
        return similarity(self._header, other._header)

    def similarity(self, other: "_ColumnFeatures") -> float:
        """Half header, half content; content is alike when the cells are the same or their words
        are.

        Of two columns in which nothing is filled in, the header tells.
        """
        header = self.same_header(other)
        if self.is_empty and other.is_empty:
            return header
        content = self.same_cells(other)
        if self._words and other._words:
            content = max(content, dice_similarity(self._words, other._words))
        return (header + content) / 2 if self._header and other._header else content
