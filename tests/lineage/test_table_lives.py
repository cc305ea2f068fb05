"""The lives of tables: the chain of a document's versions, and which version last changed each cell
of a table."""

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, TableLife, table_lives
from build_tools.model import Amendment, Corpus, Document, Moment, Step, Version, plain
from build_tools.record.status import ancestry, predecessor
from build_tools.text.markdown import parse
from tests.reviewing import version_of


def document(*versions: tuple[str, str | None, str], withdrawn: tuple[str, ...] = ()) -> Document:
    """A document of versions in order, each with its label, the label of the one it goes from, and
    its text."""
    made = []
    for label, old, text in versions:
        amendment = Amendment(
            id=f"made-{label}",
            title=f"Made {label}",
            route="dcc-publication",
            summary="",
            # An amendment of two documents: only the step of its own document says what a version
            # goes from.
            steps=(
                Step(document="other", old="9.9", new=label),
                Step(document="doc", old=old, new=label),
            ),
            events={},
            withdrawn=Moment(None, "none") if label in withdrawn else None,
        )
        made.append(
            Version(
                document="doc",
                label=label,
                blocks=parse(text),
                amendment=amendment,
            )
        )
    return Document(
        id="doc",
        title="Document",
        short_title="DOC",
        place="",
        provenance="",
        fictional=True,
        versions=tuple(made),
    )


def lives_of(subject: Document, label: str = "") -> list[TableLife]:
    version = subject.version(label) if label else subject.versions[-1]
    return table_lives(History(subject, Comparisons()), version)


def last_changed(life: TableLife, at: int = -1) -> list[list[str]]:
    """The labels of the versions that last changed each cell, row by row, in one state."""
    return [[version.label for version in row] for row in life.states[at].last_changed_by]


def texts(life: TableLife) -> list[list[str]]:
    return [[plain(cell.content) for cell in row] for row in life.states[-1].table.rows]


def table(*rows: str, label: str = "Table 1", caption: str = "Instruments on loan") -> str:
    width = rows[0].count("|") + 1
    lines = [f"| {row} |" for row in rows]
    return "\n".join([f"{label}: {caption}", "", lines[0], "|" + "---|" * width, *lines[1:]]) + "\n"


# --- The chain ------------------------------------------------------------------------------------


def test_the_predecessor_is_what_the_amendment_went_from() -> None:
    subject = document(
        ("1.0", None, "One."), ("2.0", "1.0", "Two."), ("3.0", "1.0", "Three."), withdrawn=("2.0",)
    )
    first, second, third = subject.versions
    assert predecessor(subject, first) is None
    assert predecessor(subject, second) is first
    assert predecessor(subject, third) is first


def test_a_version_that_no_amendment_made_has_no_predecessor() -> None:
    subject = document(("1.0", None, "One."))
    assert predecessor(subject, version_of("Loose.")) is None


def test_the_ancestry_leaves_out_a_withdrawn_branch() -> None:
    subject = document(
        ("1.0", None, "One."),
        ("2.0", "1.0", "Two."),
        ("3.0", "1.0", "Three."),
        ("4.0", "3.0", "Four."),
        withdrawn=("2.0",),
    )
    assert [version.label for version in ancestry(subject, subject.version("4.0"))] == [
        "1.0",
        "3.0",
        "4.0",
    ]
    assert [version.label for version in ancestry(subject, subject.version("2.0"))] == [
        "1.0",
        "2.0",
    ]


def test_a_comparison_is_made_once_for_the_same_texts_and_anew_for_another() -> None:
    comparisons = Comparisons()
    one, two, other = document(
        ("1.0", None, "One."), ("2.0", "1.0", "Two."), ("3.0", "2.0", "Other.")
    ).versions
    first = comparisons.between(one, two)
    assert comparisons.between(one, two) is first
    edited = Version(document="doc", label="2.0", blocks=other.blocks)
    assert comparisons.between(one, edited) is not first


# --- The tables of the record ---------------------------------------------------------------------


def record_life(record: Corpus, comparisons: Comparisons, version: str, label: str) -> TableLife:
    id_, _, number = version.partition("@")
    subject = record.document(id_)
    lives = table_lives(History(subject, comparisons), subject.version(number))
    return next(life for life in lives if life.label == label)


def test_the_life_of_table_17_6(record: Corpus, comparisons: Comparisons) -> None:
    life = record_life(record, comparisons, "mtad@3.0", "Table 17.6")
    assert life.anchor == "table-17.6"
    assert [state.version.label for state in life.states] == ["1.0", "2.0", "3.0"]
    assert {row[0]: marks for row, marks in zip(texts(life), last_changed(life), strict=True)} == {
        "Cohort": ["1.0", "1.0", "1.0", "1.0"],
        "IOC": ["1.0", "1.0", "2.0", "2.0"],
        "MOC (MDS)": ["1.0", "1.0", "2.0", "2.0"],
        "FOC (NP)": ["1.0", "1.0", "3.0", "3.0"],
        "MOC (Secure)": ["1.0", "1.0", "1.0", "1.0"],
        "FOC (BG)": ["1.0", "1.0", "1.0", "1.0"],
    }


def test_the_proposal_touches_two_cells_of_table_17_6(
    record: Corpus, comparisons: Comparisons
) -> None:
    now, proposed = (
        record_life(record, comparisons, f"mtad@{label}", "Table 17.6") for label in ("3.0", "4.0")
    )
    differing = [
        (texts(proposed)[row][0], texts(proposed)[0][column])
        for row, marks in enumerate(last_changed(proposed))
        for column, mark in enumerate(marks)
        if mark != last_changed(now)[row][column]
    ]
    assert differing == [("MOC (Secure)", "End date"), ("MOC (Secure)", "Status")]


def test_a_number_that_only_follows_is_not_a_touch(
    record: Corpus, comparisons: Comparisons
) -> None:
    life = record_life(record, comparisons, "mtad@3.0", "Table 17.4")
    renumbered = [
        change for state in life.states for change in state.changes if change.kinds == ("renumber",)
    ]
    assert len(renumbered) >= 4, "Table 17.4 no longer has rows that are renumbered"
    items = [
        (row[0], marks[0])
        for row, marks in zip(texts(life)[1:], last_changed(life)[1:], strict=True)
    ]
    assert items == [("1", "1.0"), ("2", "1.0"), ("3", "1.0"), ("4", "1.0")]


def test_a_new_column_is_changed_and_the_others_keep_their_past(
    record: Corpus, comparisons: Comparisons
) -> None:
    life = record_life(record, comparisons, "example@4.0", "Table 2.3")
    case = texts(life)[0].index("Case")
    assert {row[case] for row in last_changed(life)} == {"4.0"}
    assert last_changed(life)[0][:case] == ["1.0"] * case


def test_a_row_that_moves_keeps_its_past(record: Corpus, comparisons: Comparisons) -> None:
    life = record_life(record, comparisons, "example@3.0", "Table 2.3")
    moved = [change for change in life.states[-1].changes if "row-move" in change.kinds]
    assert moved, "no row of Table 2.3 moves in example 3.0 any more"
    assert not any("3.0" in row for row in last_changed(life))


def test_a_table_that_is_gone_has_no_life(record: Corpus, comparisons: Comparisons) -> None:
    subject = record.document("example")
    there = record_life(record, comparisons, "example@5.0", "Table 3.3")
    assert [state.version.label for state in there.states] == ["4.0", "5.0"]
    assert "Table 3.3" not in [
        life.label for life in table_lives(History(subject, comparisons), subject.version("6.0"))
    ]


def test_every_state_of_every_table_is_whole(record: Corpus, comparisons: Comparisons) -> None:
    seen = 0
    for subject in record.documents:
        history = History(subject, comparisons)
        for version in subject.versions:
            chain = ancestry(subject, version)
            for life in table_lives(history, version):
                assert life.states[-1].version is version
                for state in life.states:
                    assert [len(row) for row in state.last_changed_by] == [
                        len(row) for row in state.table.rows
                    ]
                    known = chain[: chain.index(state.version) + 1]
                    assert all(mark in known for row in state.last_changed_by for mark in row)
                    assert all(change.anchor == state.block.anchor for change in state.changes)
                    seen += 1
    assert seen > 50


# --- Tables made for the purpose ------------------------------------------------------------------

ROWS = (
    "No. | Kind | Period",
    "1 | Binoculars for the night | 14 nights",
    "2 | Small reflector | 7 nights",
)


def test_an_inserted_row_is_changed_and_the_renumbered_ones_are_not() -> None:
    longer = (*ROWS[:2], "2 | Mount of wood and brass | 3 nights", "3 | Small reflector | 7 nights")
    (life,) = lives_of(document(("1.0", None, table(*ROWS)), ("2.0", "1.0", table(*longer))))
    assert last_changed(life) == [["1.0"] * 3, ["1.0"] * 3, ["2.0"] * 3, ["1.0"] * 3]


def test_a_cell_keeps_the_last_touch_when_its_row_moves_later() -> None:
    reworded = (ROWS[0], ROWS[1], "2 | Small reflector | 9 nights", "3 | Mount | 1 night")
    moved = (
        ROWS[0],
        "1 | Small reflector | 9 nights",
        "2 | Mount | 1 night",
        "3 | Binoculars for the night | 14 nights",
    )
    before = (*ROWS, "3 | Mount | 1 night")
    (life,) = lives_of(
        document(
            ("1.0", None, table(*before)),
            ("2.0", "1.0", table(*reworded)),
            ("3.0", "2.0", table(*moved)),
        )
    )
    assert last_changed(life) == [
        ["1.0", "1.0", "1.0"],
        ["1.0", "1.0", "2.0"],
        ["1.0", "1.0", "1.0"],
        ["1.0", "1.0", "1.0"],
    ]


def test_a_table_that_is_renumbered_keeps_its_life_under_its_new_label() -> None:
    new = (
        table("a | b", "c | d", caption="Another table altogether")
        + "\n"
        + table(*ROWS, label="Table 2")
    )
    subject = document(("1.0", None, table(*ROWS)), ("2.0", "1.0", new))
    lives = {life.label: life for life in lives_of(subject)}
    assert [state.version.label for state in lives["Table 2"].states] == ["1.0", "2.0"]
    assert lives["Table 2"].anchor == "table-2"
    assert [state.version.label for state in lives["Table 1"].states] == ["2.0"]


def test_a_table_that_moves_keeps_its_life() -> None:
    clauses = [f"{number} {text}" for number, text in enumerate(PARAGRAPHS, start=1)]
    old = "\n\n".join([table(*ROWS), *clauses])
    new = "\n\n".join([*clauses, table(*ROWS)])
    (life,) = lives_of(document(("1.0", None, old), ("2.0", "1.0", new)))
    assert [state.version.label for state in life.states] == ["1.0", "2.0"]
    assert last_changed(life) == [["1.0"] * 3] * 3


PARAGRAPHS = (
    "The Keeper writes each loan in the book and reads it aloud.",
    "A Borrower who loses a slip pays a pebble to the library.",
    "Nobody may point an instrument at the sun, even in winter.",
)


def test_a_life_goes_past_a_withdrawn_version() -> None:
    changed = (ROWS[0], ROWS[1], "2 | Small reflector | 99 nights")
    subject = document(
        ("1.0", None, table(*ROWS)),
        ("2.0", "1.0", table(*changed)),
        ("3.0", "1.0", table(*ROWS)),
        withdrawn=("2.0",),
    )
    (life,) = lives_of(subject)
    assert [state.version.label for state in life.states] == ["1.0", "3.0"]
    assert last_changed(life) == [["1.0"] * 3] * 3


@pytest.mark.parametrize(
    ("text", "labels"), [("| a |\n|---|\n| b |\n", []), (table("a", "b"), ["Table 1"])]
)
def test_a_table_without_a_label_is_nobodys(text: str, labels: list[str]) -> None:
    assert [life.label for life in lives_of(document(("1.0", None, text)))] == labels


def test_a_table_that_is_given_a_label_has_the_life_it_had_without() -> None:
    bare = table(*ROWS).partition("\n\n")[2]
    (life,) = lives_of(document(("1.0", None, bare), ("2.0", "1.0", table(*ROWS))))
    assert [state.version.label for state in life.states] == ["1.0", "2.0"]
