"""What the page of an amendment says in words: each instruction, before and after, both linked."""

from dataclasses import replace
from pathlib import Path

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import load
from build_tools.record.lookup import find_amendment
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.pages.instructions import StepInstructions, step_instructions
from build_tools.site.urls import amendment
from tests.lineage.test_witnesses import DAY, EXAMPLE, MOC
from tests.parted import plant_parts


def told(record: Corpus, id_: str, direction: str | None = None) -> StepInstructions:
    site = SiteContext(record, DAY, Comparisons(), FileStore(()), "")
    found = find_amendment(record, id_)
    if direction is not None:
        found = replace(found, direction=direction)
    return step_instructions(site, amendment(id_), found, found.steps[-1])


def test_each_instruction_is_told_with_what_it_changes_and_where_that_stands(
    record: Corpus,
) -> None:
    said = told(record, MOC)
    assert (said.from_record, list(said.witnesses)) == (False, ["the text", "the declared scope"])
    row = next(row for row in said.rows if "31 January 2023" in row.lines[0])
    (change,) = row.changes
    assert (change.where, change.before, change.after) == (
        "Table 17.6, row MOC (Secure), End date",
        "",
        "31 January 2023",
    )
    assert change.in_redline.startswith("../../mtad/redline/3.0..4.0/#c-")
    assert change.in_text == "../../mtad/v/4.0/#table-17.6"


def test_rows_and_tables_are_shown_as_such(record: Corpus) -> None:
    lines = [
        line
        for each in record.amendments
        if each.steps[-1].old
        for row in told(record, each.id).rows
        for line in row.lines
    ]
    tables = [line for line in lines if "<table" in line]
    assert len(tables) > 1
    assert not [line for line in lines if line not in tables and line.startswith(("|", ">"))]
    assert [line for line in tables if "<tr><td>2</td><td>^^</td><td>Short refractor</td>" in line]
    assert [line for line in tables if '<th scope="col">Case</th></tr></thead>' in line]


def test_a_heading_is_shown_as_its_words(tmp_path: Path) -> None:
    said = told(load(plant_parts(tmp_path)), "rules-2.0")
    lines = [line for row in said.rows for line in row.lines]
    assert "3 Logs" in lines
    assert "3.1 A log is public." in lines
    assert not [line for line in lines if line.startswith("#")]


def test_rows_and_columns_are_told_cell_by_cell(record: Corpus) -> None:
    told_of = {
        change.where: change
        for row in told(record, "example-4.0-split-merge-columns").rows
        for change in row.changes
    }
    column = told_of["Table 2.3, column Case"]
    assert [*column.rows_after] == [["Case"], ["Bag"], ["Box"], ["Tube"], ["Crate"], ["None"]]
    table = told_of["Table 3.3"]
    assert table.rows_after[0] == ["Part", "When", "Who", "Noted in"]
    assert {len(row) for row in table.rows_after} == {4}
    assert not table.rows_before
    cell = told_of["Table 2.3, row Mount, Deposit"]
    assert (cell.before, cell.rows_before) == ("5 pebbles", ())


def test_a_direction_of_the_record_is_told_as_it_stands_there(record: Corpus) -> None:
    said = told(record, EXAMPLE)
    assert (said.from_record, len(said.witnesses), said.disagreements) == (True, 3, ())
    assert all(row.changes for row in said.rows)


def test_instructions_without_ids_are_known_by_their_words(record: Corpus) -> None:
    written = find_amendment(record, EXAMPLE).direction
    bare = "\n".join(line.partition(" (c-")[0] for line in written.split("\n"))
    assert bare != written
    assert [row.changes for row in told(record, EXAMPLE, bare).rows] == [
        row.changes for row in told(record, EXAMPLE).rows
    ]
