"""Claims made exact once both texts stand: keys become texts, labels, anchors and numbers of rows
and columns."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from build_tools.model import Block, Table, joint_content, plain, row_text
from tests.bench.claims import FRESH, Claim, Expected, Reading, Shuffle, Thing, Truth
from tests.bench.manuscript import Manuscript, SourceBlock
from tests.bench.pipes import PipeTable
from tests.bench.table_sites import numbers
from tests.bench.wording import share_kept

_WHOLE = (
    "insert",
    "delete",
    "table-insert",
    "table-delete",
    "row-insert",
    "row-delete",
    "column-insert",
    "column-delete",
)
_MOVES = frozenset(("move", "row-move", "column-move"))
_Lines = Callable[[Table, int], str]


def truth_of(manuscript: Manuscript, new: Sequence[Block]) -> Truth:
    """What a redline should report of a manuscript whose new text has been parsed."""
    blocks = [source_block for source_block in manuscript.blocks if not source_block.gone]
    at = {source_block.key: at for at, source_block in enumerate(blocks)}
    both = _Both(
        manuscript.old, tuple(new), at, manuscript, (_anchors(manuscript.old), _anchors(new))
    )
    readings = [
        tuple(map(both.reading, filter(both.holds, plant.readings))) for plant in manuscript.plants
    ]
    listed = [
        Claim(kinds=("renumber",), old=(source_block.key,), new=(source_block.key,))
        for source_block, block in zip(blocks, new, strict=True)
        if source_block.key < FRESH and source_block.label != block.label
    ]
    drawn_in = [
        Claim(kinds=("level",), old=(source_block.key,), new=(source_block.key,))
        for source_block, block in zip(blocks, new, strict=True)
        if _is_drawn_in(manuscript, source_block, block)
    ]
    moves = [
        claim
        for plant in manuscript.plants
        for claim in plant.readings[0]
        if claim.kinds[0] in _MOVES
    ]
    return Truth(
        readings=(
            *readings,
            *(((both.expected(claim),),) for claim in listed),
            *(((both.expected(claim),), ()) for claim in drawn_in),
        ),
        shuffles=(*_shuffles(both, blocks, moves),),
    )


def _is_drawn_in(manuscript: Manuscript, source_block: SourceBlock, block: Block) -> bool:
    """Whether a block got another level because of what was planted beside it: that may be told,
    or be clear from its number."""
    if source_block.key >= FRESH or source_block.relevelled:
        return False
    return manuscript.old[source_block.key].depth != block.depth


def _shuffles(
    both: "_Both", blocks: Sequence[SourceBlock], moves: Sequence[Claim]
) -> Iterator[Shuffle]:
    """Of the blocks, and of the rows and columns of each table in which some moved."""
    keys = [block.key for block in blocks if block.key < FRESH]
    planted = {claim.new[0] for claim in moves if claim.kinds == ("move",)}
    yield from _disordered(
        keys, planted, lambda key: Claim(kinds=("move",), old=(key,), new=(key,)), both
    )
    for block in blocks:
        for kind in ("row-move", "column-move"):
            mine = [
                claim for claim in moves if claim.kinds == (kind,) and claim.new == (block.key,)
            ]
            if mine and block.pipe_table:
                yield from _disordered(*_axis_moves(block.pipe_table, mine), both)


def _axis_moves(
    pipe_table: PipeTable, moves: Sequence[Claim]
) -> tuple[list[int], set[int], Callable[[int], Claim]]:
    """The keys of the rows or columns that stand in both tables, those that were moved, and how to
    say so of one."""
    row = moves[0].row is not None

    def move(key: int) -> Claim:
        return replace(moves[0], row=key) if row else replace(moves[0], column=key)

    keys = [key for key in (pipe_table.rows if row else pipe_table.columns) if key < FRESH]
    return (
        keys,
        {key for claim in moves for key in (claim.row, claim.column) if key is not None},
        move,
    )


def _disordered(
    keys: Sequence[int], planted: Set[int], move: Callable[[int], Claim], both: "_Both"
) -> Iterator[Shuffle]:
    """The shortest stretches of the new order that hold the same keys as the old order does at
    their place."""
    ranks = {key: rank for rank, key in enumerate(sorted(keys))}
    start = 0
    for stop in range(1, len(keys) + 1):
        if max(ranks[key] for key in keys[start:stop]) + 1 == stop:
            if stop - start > 1:
                things = [(ranks[key], both.expected(move(key))) for key in keys[start:stop]]
                yield Shuffle(
                    things=tuple(
                        Thing(rank=rank, text=each.old, expected=each) for rank, each in things
                    ),
                    planted=frozenset(
                        at for at, key in enumerate(keys[start:stop]) if key in planted
                    ),
                )
            start = stop


@dataclass(frozen=True, slots=True)
class _Both:
    """Both texts, and where each key stands in the new one."""

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    at: dict[int, int]
    manuscript: Manuscript
    anchors: tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]

    def expected(self, claim: Claim) -> Expected:
        """A claim as a report should state it."""
        if claim.row is not None or claim.column is not None:
            return self._in_table(claim)
        olds = [self.old[each] for each in claim.old]
        news = [self.new[self.at[each]] for each in claim.new]
        text = _joint_text if claim.kinds[0] in ("split", "merge") else _text
        old, new = text(olds), text(news)
        return self._filled(
            Expected(
                kinds=claim.kinds,
                old=old,
                new=new,
                old_label=olds[0].label if olds else "",
                new_label=news[0].label if news else "",
                anchors=self.anchors[1][news[0].text] if news else self.anchors[0][olds[0].text],
                deleted=claim.deleted,
                inserted=claim.inserted,
                whole=claim.whole,
                consequential=claim.consequential,
            )
        )

    def reading(self, claims: Sequence[Claim]) -> Reading:
        """A reading of a plant, without what is said of the order of things."""
        return tuple(self.expected(claim) for claim in claims if claim.kinds[0] not in _MOVES)

    def holds(self, claims: Sequence[Claim]) -> bool:
        """Whether a reading may be told: a row deleted and inserted, only if less than half of its
        words were kept."""
        block = next(
            (block for block in self.manuscript.blocks if claims and block.key in claims[0].new),
            None,
        )
        row = claims[0].row if claims and claims[0].kinds == ("row-delete",) else None
        if row is None or block is None or not block.pipe_table or row not in block.pipe_table.rows:
            return True
        old, new = self.old[block.key].table, self.new[self.at[block.key]].table
        assert old
        assert new
        now = new.rows[block.pipe_table.rows.index(row)]
        both = [
            (old.rows[row][column].content, now[at].content)
            for at, column in enumerate(block.pipe_table.columns)
            if column < FRESH and column != numbers(old)
        ]
        return share_kept(*(" ".join(map(plain, texts)) for texts in zip(*both, strict=True))) < 0.5

    def _filled(self, expected: Expected) -> Expected:
        """With the whole text as deleted or inserted, where the change is of the whole."""
        if expected.kinds[0] not in _WHOLE:
            return expected
        return replace(
            expected,
            deleted=tuple(filter(None, (expected.old,))),
            inserted=tuple(filter(None, (expected.new,))),
        )

    def _in_table(self, claim: Claim) -> Expected:
        source_block = next(
            source_block
            for source_block in self.manuscript.blocks
            if source_block.key == claim.new[0]
        )
        block, pipe_table = self.new[self.at[source_block.key]], source_block.pipe_table
        old, new = self.old[source_block.key].table, block.table
        assert old
        assert new
        assert pipe_table
        rows = _Axis(claim.row, pipe_table.rows, lambda table, at: row_text(table.rows[at]))
        columns = _Axis(
            claim.column,
            pipe_table.columns,
            lambda table, at: row_text(row[at] for row in table.rows),
        )
        if claim.row is not None and claim.column is not None:
            found = self._cell(claim, old, new, rows, columns)
        else:
            axis = rows if claim.row is not None else columns
            found = _of_axis(claim, old, new, axis, row=claim.row is not None)
        return self._filled(replace(found, anchors=self.anchors[1][block.text]))

    def _cell(
        self, claim: Claim, old: Table, new: Table, rows: "_Axis", columns: "_Axis"
    ) -> Expected:
        assert rows.new is not None
        assert columns.new is not None
        assert claim.row is not None
        assert claim.column is not None
        was = plain(old.rows[claim.row][claim.column].content)
        now = plain(new.rows[rows.new][columns.new].content)
        return Expected(
            kinds=claim.kinds,
            old=was,
            new=now,
            rows=frozenset((rows.new,)),
            columns=frozenset((columns.new,)),
            deleted=claim.deleted,
            inserted=claim.inserted,
            whole=claim.whole,
            consequential=claim.consequential,
        )


def _text(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def _joint_text(blocks: Sequence[Block]) -> str:
    """The text of what was divided or joined: of tables the captions too."""
    return plain(joint_content(blocks))


class _Axis:
    """A row or column by its key: where it stands in each table, and how it reads."""

    def __init__(self, key: int | None, order: tuple[int, ...], lines: _Lines) -> None:
        self.old = key if key is not None and key < FRESH else None
        self.new = order.index(key) if key is not None and key in order else None
        self.lines = lines

    def text(self, table: Table, at: int | None) -> str:
        return "" if at is None else self.lines(table, at)


def _of_axis(claim: Claim, old: Table, new: Table, axis: _Axis, *, row: bool) -> Expected:
    kind = claim.kinds[0]
    moved = kind in _MOVES
    gone, come = kind.endswith("delete"), kind.endswith("insert")
    table, at = (old, axis.old) if gone else (new, axis.new)
    assert at is not None
    count = len(table.rows) if row else table.width
    alike = _run([axis.text(table, each) for each in range(count)], at)
    places: frozenset[int | None] = frozenset((at,) if moved else alike)
    before: frozenset[int | None] = frozenset((axis.old if moved else None,))
    texts = "" if come else axis.text(old, axis.old), "" if gone else axis.text(new, axis.new)
    found = Expected(kinds=claim.kinds, old=texts[0], new=texts[1])
    return (
        replace(found, rows=places, old_rows=before)
        if row
        else replace(found, columns=places, old_columns=before)
    )


def _run(texts: Sequence[str], at: int) -> range:
    """The positions round one that hold the same text."""
    start, stop = at, at + 1
    while start > 0 and texts[start - 1] == texts[at]:
        start -= 1
    while stop < len(texts) and texts[stop] == texts[at]:
        stop += 1
    return range(start, stop)


def _anchors(blocks: Sequence[Block]) -> dict[str, frozenset[str]]:
    """For each text the addresses of the blocks that read so."""
    found: dict[str, set[str]] = {}
    for block in blocks:
        found.setdefault(block.text, set()).add(block.address)
    return {text: frozenset(anchors) for text, anchors in found.items()}
