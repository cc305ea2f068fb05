"""Each field of what a text is made of, altered: on one side before the comparison, it is marked;
planted in a finished redline, an invariant is broken.

A new field fails here until somebody has decided whether it is text.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from build_tools.compare.invariants import violations
from build_tools.compare.redline import redline
from build_tools.model import (
    Block,
    Cell,
    CellRedline,
    Mark,
    Passage,
    Redline,
    Run,
    Table,
    TableRedline,
)
from build_tools.text.markdown import parse
from tests.invariants import accepted, marks, rejected, seen
from tests.paths import ROOT
from tests.real_pairs import CORPORA
from tests.reviewing import clean_page, compared, page, version_of

TEXT = """# Rules of the Weir

2.1 The Keeper shall open [the gate](gate.md) at **dawn**, see ![](weir.png).[^1]

(a) in spring:

- slowly, and

    - by hand;

- with *care*;

> A notice in force.

```
open = dawn
```

Table 2.1: Gates and *hours*

| No. | Gate | Hour |
|---|---|:-:|
| 1 | North | `6` |
| 2 | South | |

[^1]: Dawn is in the almanac.

    So is dusk.

## 3 Fees

3.1 None.
"""

NO_TEXT = {
    (Block, "anchor"): "an address, made from labels, terms and headings, which are compared",
    (Block, "terms"): "what the grammar reads in the content, which is compared",
    (Block, "citation"): "what a person calls it, made from labels, terms and headings too",
    (Block, "within"): "the address of another block",
    (Block, "line"): "where it stands in the file",
    (Block, "source"): "the markdown that all the rest was read from",
    (Table, "aligns"): "how columns are set is drawn in a Word file alone, and tracked",
}
"""The fields that need no mark, and why."""

Altered: TypeAlias = Callable[[Any], Any]
"""A value in, another out; None where there is nothing to alter."""

KINDS = {"heading": "paragraph", "paragraph": "heading", "code": "paragraph"}
MARKS = {"strong": "emphasis", "emphasis": "strong", "code": "strong", "link": "strong"}
WORD = (Run(" another"),)


def _more_rows(table: Table) -> Table:
    return replace(table, rows=(*table.rows, table.rows[-1]))


def _other_merge(cell: Cell) -> str | None:
    return "<<" if not cell.content else None


ALTERED: dict[tuple[type, str], Altered] = {
    (Block, "kind"): lambda block: KINDS.get(block.kind),
    (Block, "label"): lambda block: f"{block.label}9",
    (Block, "depth"): lambda block: block.depth + 1,
    (Block, "quoted"): lambda block: block.quoted + 1,
    (Block, "note_level"): lambda block: block.note_level + 1,
    (Block, "content"): lambda block: None if block.table else (*block.content, *WORD),
    (Block, "table"): lambda block: block.table and _more_rows(block.table),
    (Table, "caption"): lambda table: (*table.caption, *WORD),
    (Table, "rows"): lambda table: table.rows[:-1],
    (Table, "header_rows"): lambda table: table.header_rows + 1,
    (Cell, "content"): lambda cell: (*cell.content, *WORD),
    (Cell, "merge"): _other_merge,
    (Run, "text"): lambda run: f"{run.text}x",
    (Run, "marks"): lambda run: run.marks[:-1] if run.marks else (Mark("strong"),),
    (Mark, "kind"): lambda mark: MARKS.get(mark.kind),
    (Mark, "target"): lambda mark: f"{mark.target}x" if mark.target else None,
}


@pytest.mark.parametrize("kind", [Block, Table, Cell, Run, Mark])
def test_each_field_is_altered_here_or_said_to_be_no_text(kind: Any) -> None:
    names = {field.name for field in fields(kind)}
    decided = {name for of, name in (*ALTERED, *NO_TEXT) if of is kind}
    assert names == decided
    assert not ALTERED.keys() & NO_TEXT.keys()


# --- What may be altered, and all around it put together anew -------------------------------------


def mutants(value: Any, kind: type, name: str) -> Iterator[Any]:
    """A value with one field altered of each part of it that is of a kind, one after the other."""
    if isinstance(value, kind):
        other = ALTERED[kind, name](value)
        if other is not None:
            changed: Any = value
            yield replace(changed, **{name: other})
        return
    if isinstance(value, tuple):
        for at, part in enumerate(value):
            yield from (
                (*value[:at], other, *value[at + 1 :]) for other in mutants(part, kind, name)
            )
    elif isinstance(value, Block | Table | Cell | Run):
        for field in fields(value):
            parts = mutants(getattr(value, field.name), kind, name)
            yield from (replace(value, **{field.name: other}) for other in parts)


every_field = pytest.mark.parametrize(
    ("kind", "name"), ALTERED, ids=[f"{kind.__name__}.{name}" for kind, name in ALTERED]
)


@every_field
def test_a_field_altered_on_one_side_is_marked(kind: type, name: str) -> None:
    text = version_of(TEXT)
    found = list(mutants(text.blocks, kind, name))
    assert found
    for blocks in found:
        other = replace(text, blocks=blocks)
        for old, new in ((text, other), (other, text)):
            result = redline(old, new)
            assert result.changes, f"unmarked in {_difference(text.blocks, blocks)}"
            assert result.aligned


def _difference(blocks: tuple[Block, ...], others: tuple[Block, ...]) -> str:
    return "; ".join(str(other) for one, other in zip(blocks, others, strict=True) if one != other)


@every_field
def test_a_page_draws_each_side_of_an_altered_field(kind: type, name: str) -> None:
    text = version_of(TEXT)
    others = [replace(text, blocks=blocks) for blocks in mutants(text.blocks, kind, name)]
    for other in others[:: max(1, len(others) // 4)]:
        html = page(redline(text, other))
        assert rejected(html) == seen(clean_page(text))
        assert accepted(html) == seen(clean_page(other))
        if seen(clean_page(text)) != seen(clean_page(other)):
            assert marks(html)


AMENDED = (
    TEXT.replace("(a) in spring:\n\n", "")
    .replace("| 1 | North |", "| 1 | West |")
    .replace("3.1 None.", "3.1 None.\n\n3.2 A gate that was opened is shut at dusk by its Keeper.")
)


@pytest.mark.parametrize("side", ["old", "new"])
@every_field
def test_a_field_altered_in_a_finished_redline_breaks_an_invariant(
    kind: type, name: str, side: str
) -> None:
    for result in (compared(TEXT, AMENDED), compared(AMENDED, TEXT)):
        for at, passage in enumerate(result.passages):
            for spoilt in _spoilt(passage, side, kind, name):
                passages = (*result.passages[:at], spoilt, *result.passages[at + 1 :])
                assert violations(replace(result, passages=passages)), spoilt


def _spoilt(passage: Passage, side: str, kind: type, name: str) -> Iterator[Passage]:
    """A passage with its block of one side altered, and with the table that it was compared as."""
    for block in mutants(getattr(passage, side), kind, name):
        yield replace(passage, **{side: block})
        if passage.table and block.table != getattr(passage, side).table:
            table = replace(passage.table, **{side: block.table})
            yield replace(passage, table=table)
            yield replace(passage, table=table, **{side: block})


@pytest.mark.parametrize("name", ["edits", "table", "tie"])
def test_a_spoilt_edit_breaks_an_invariant(name: str) -> None:
    pairs = ((TEXT, AMENDED), _moved_paragraph(), _moved_row())
    spoilt = list(chain.from_iterable(map(partial(_spoilt_edits, name=name), pairs)))
    assert spoilt
    for result in spoilt:
        assert violations(result)


def _moved_paragraph() -> tuple[str, str]:
    texts = (
        "The gate is shut at dusk by its Keeper, who keeps the key.",
        "None may pass after that hour without a lantern of his own.",
        "A boat that waits below the weir shows a light at its bow.",
    )
    last = texts[0].replace("key", "keys")
    return "\n\n".join(texts), "\n\n".join((*texts[1:], last))


def _moved_row() -> tuple[str, str]:
    rows = ["| North | one gate of iron |", "| South | two gates of oak |", "| West | none |"]
    head = "| Gate | What |\n|---|---|\n"
    return head + "\n".join(rows), head + "\n".join((*rows[1:], rows[0].replace("iron", "tin")))


def _spoilt_edits(pair: tuple[str, str], *, name: str) -> Iterator[Redline]:
    """A redline with one letter more, on one of the sides, in each of its edits in turn."""
    result = compared(*pair)
    for at, passage in enumerate(result.passages):
        for other in _with_spoilt_edit(passage, name):
            yield replace(
                result, passages=(*result.passages[:at], other, *result.passages[at + 1 :])
            )


def _with_spoilt_edit(passage: Passage, name: str) -> Iterator[Passage]:
    if name == "edits":
        yield from (replace(passage, edits=other) for other in _longer(passage.edits))
    elif name == "tie" and passage.tie:
        for other in _longer(passage.tie.edits):
            yield replace(passage, tie=replace(passage.tie, edits=other))
    elif name == "table" and passage.table:
        yield from (replace(passage, table=table) for table in _spoilt_tables(passage.table))


def _spoilt_tables(table: TableRedline) -> Iterator[TableRedline]:
    yield from (replace(table, caption=other) for other in _longer(table.caption))
    for at, cells in enumerate(table.cells):
        for row in _spoilt_rows(cells):
            yield replace(table, cells=(*table.cells[:at], row, *table.cells[at + 1 :]))


def _spoilt_rows(cells: tuple[CellRedline, ...]) -> Iterator[tuple[CellRedline, ...]]:
    for at, cell in enumerate(cells):
        for name in ("edits", "moved_edits"):
            for other in _longer(getattr(cell, name)):
                yield (*cells[:at], replace(cell, **{name: other}), *cells[at + 1 :])


def _longer(edits: Any) -> Iterator[Any]:
    for at, edit in enumerate(edits):
        for side in ("old", "new"):
            if getattr(edit, side):
                content = (*getattr(edit, side), *WORD)
                yield (*edits[:at], replace(edit, **{side: content}), *edits[at + 1 :])


# --- Levels in whole texts ------------------------------------------------------------------------

MUTATED = [pytest.param(60, id="60"), pytest.param(2000, id="2000", marks=pytest.mark.sweep)]


@pytest.mark.parametrize("count", MUTATED)
def test_a_text_with_an_altered_level_is_never_without_change(count: int) -> None:
    chance = random.Random(15)
    altered = 0
    while altered < count:
        old = chance.choice(EXCERPTS)
        new = _relevelled(old, chance)
        before, after = (list(map(_form, parse(text))) for text in (old, new))
        if before == after:
            continue
        altered += 1
        result = compared(old, new)
        assert result.aligned, new
        assert result.changes, new
        if [form[3:] for form in before] == [form[3:] for form in after]:
            assert {"level"} <= {kind for change in result.changes for kind in change.kinds}, new


def _form(block: Block) -> tuple[int, int, int, str, str, str]:
    level = block.depth, block.quoted
    return *level, block.note_level, block.kind, block.label, block.text


def _relevelled(text: str, chance: random.Random) -> str:
    """A text with one of its lines set in or out, quoted, or a heading of another level."""
    lines = text.split("\n")
    at = chance.choice([at for at, line in enumerate(lines) if line.strip()])
    line = lines[at]
    others = [f"    {line}", line.removeprefix("    "), f"> {line}", line.removeprefix("> ")]
    others += [f"#{line}", line.removeprefix("#")] if line.startswith("#") else []
    lines[at] = chance.choice(others)
    return "\n".join(lines)


def _excerpts(text: str) -> Iterator[str]:
    """The parts of a text, each of some forty lines."""
    paragraphs = re.split(r"\n\n+", text)
    for at in range(0, len(paragraphs), 20):
        yield "\n\n".join(paragraphs[at : at + 20])


def _texts() -> Iterator[Path]:
    """The record, the golden cases, and such real texts as are here."""
    yield from sorted((ROOT / "versions").glob("*/*.md"))
    yield from sorted((ROOT / "tests" / "compare" / "golden").glob("*/old.md"))
    yield from sorted(CORPORA.glob("*/old.md"))[:30]


EXCERPTS = [
    excerpt
    for path in _texts()
    for excerpt in _excerpts(path.read_text(encoding="utf-8").split("---\n", 2)[-1])
    if excerpt.strip()
]
