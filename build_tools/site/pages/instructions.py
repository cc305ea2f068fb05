"""What a step of an amendment says in words, for the page of the amendment: each instruction, what
stood there and what stands there, and where its witnesses differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from build_tools.instruct import instructions
from build_tools.language import gettext as _
from build_tools.lineage.witnesses import Disagreement, witnesses
from build_tools.model import Amendment, Block, Change, Redline, Step, Version
from build_tools.model.instructions import InsertLine, Instruction
from build_tools.render.html.excerpts import blocks_html
from build_tools.render.instructions import InstructionWriter
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.text.markdown import parse
from build_tools.text.wholes import wholes

_CELLS = " | "
"""Between two cells, in what a change says of a row."""
_MOST = 20
"""So many places where witnesses differ are told on the page."""


Rows: TypeAlias = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A change of which an instruction tells, as one sees it from a page."""

    where: str
    before: str
    after: str
    rows_before: Rows
    rows_after: Rows
    """The same cell by cell, of rows, columns and tables; empty for anything else."""
    in_redline: str
    """The address of the change, and of the provision."""
    in_text: str


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """An instruction and the changes of which it tells."""

    number: int
    lines: Sequence[str]
    """As the direction has it, line by line; a table that it quotes is one, drawn as HTML."""
    changes: Sequence[Told]


@dataclass(frozen=True, slots=True)
class StepInstructions:
    """What is said of one step."""

    rows: Sequence[InstructionRow]
    from_record: bool
    """Whether the record keeps them; else they are written of the two texts."""
    witnesses: Sequence[str]
    disagreements: Sequence[Disagreement]
    more: int
    """How many more places there are."""


def step_instructions(
    site: SiteContext, page: str, amendment: Amendment, step: Step
) -> StepInstructions:
    """What the page of that address tells of a step that goes from another version."""
    found = witnesses(site.corpus, amendment, step, site.comparisons)
    redline, words = found.redline, site.corpus.words
    cited = [block.citation for block in redline.old.body]
    writer = InstructionWriter(cited, words, wholes(redline.old.body))
    written = instructions(redline, words)
    if found.execution:
        said = [each.instruction for each in found.execution.instructions]
    else:
        said = list(written)
    changes = {change.id: change for change in redline.changes}
    rows = []
    for number, each in enumerate(said, start=1):
        ids = each.changes or _ids_of_alike(writer, each, written)
        mine = [changes[id_] for id_ in ids if id_ in changes]
        lines = list(_shown(writer, each))
        rows.append(InstructionRow(number, lines, list(_told(page, redline, mine))))
    differing = found.disagreements
    return StepInstructions(
        rows=rows,
        from_record=found.execution is not None,
        witnesses=[_(name) for name in found.names],
        disagreements=differing[:_MOST],
        more=max(len(differing) - _MOST, 0),
    )


def _ids_of_alike(
    writer: InstructionWriter, one: Instruction, written: Sequence[Instruction]
) -> Sequence[str]:
    """The ids of the instruction in the same words, where its author named no changes."""
    for each in written:
        if writer.lines(each) == writer.lines(one):
            return each.changes
    return ()


def _shown(writer: InstructionWriter, instruction: Instruction) -> Iterator[str]:
    """Its lines as a page shows them: without what only markdown needs."""
    yield from [_plain(line) for line in writer.said(instruction) if line.strip()]
    for block in _quoted(writer, instruction):
        yield blocks_html([block]) if block.table else _plain(_without_marks(block))


def _quoted(writer: InstructionWriter, instruction: Instruction) -> Sequence[Block]:
    """The provisions or the cells that an instruction quotes; a row alone has no headings."""
    blocks = parse(writer.quoted(instruction) or "")
    if isinstance(instruction, InsertLine) and instruction.line == "row":
        return [_without_headings(block) for block in blocks]
    return blocks


def _without_headings(block: Block) -> Block:
    return replace(block, table=replace(block.table, header_rows=0)) if block.table else block


def _without_marks(block: Block) -> str:
    """The source of a block; of a heading its words, without the signs that make it one."""
    return f"{block.label} {block.text}" if block.kind == "heading" else block.source


def _plain(source: str) -> str:
    return " ".join(source.replace("**", "").split())


def _told(page: str, redline: Redline, changes: Sequence[Change]) -> Iterator[Told]:
    old, new = redline.old, redline.new
    address = urls.redline(new.document, old.label, new.label)
    anchors = {block.anchor for block in new.body}
    for change in changes:
        version = new if change.anchor in anchors else old
        text = urls.version(version.document, version.label)
        yield Told(
            where=change.where,
            before=change.old or (change.old_label or ""),
            after=change.new or (change.new_label or ""),
            rows_before=_rows(change, change.old, old),
            rows_after=_rows(change, change.new, new),
            in_redline=urls.link(page, address, change.id),
            in_text=urls.link(page, text, change.anchor),
        )


def _rows(change: Change, words: str, version: Version) -> Rows:
    """The cells of what a change says of rows, of a column or of a whole table, each row of which
    has as many as the table; nothing where they cannot be told apart.
    """
    table = next((each.table for each in version.body if each.anchor == change.anchor), None)
    if table is None or not words:
        return ()
    rows = [line.split(_CELLS) for line in words.split("\n")]
    if any(kind.startswith("column-") for kind in change.kinds):
        cells = rows[0] if len(rows) == 1 else []
        return [[cell] for cell in cells] if len(cells) == len(table.rows) else ()
    if not any(kind.startswith(("row-", "table-")) for kind in change.kinds):
        return ()
    return rows if all(len(row) == table.width for row in rows) else ()
