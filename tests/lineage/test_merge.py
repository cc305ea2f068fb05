"""A three-way merge: what is disjoint goes through; where both touch the same is a conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare.redline import redline
from build_tools.lineage.merge import CONFLICT_MARKER, Merged, merge
from build_tools.model import Redline, Version
from build_tools.text.markdown import parse
from tests.drafting import amended
from tests.examples import repeatable


def version(text: str, label: str = "1.0") -> Version:
    return Version(
        document="pond",
        label=label,
        blocks=parse(text),
        path=f"versions/pond/{label}.md",
    )


def merged(base: str, ours: str, theirs: str) -> Merged:
    old = version(base)
    return merge(redline(old, version(ours, "2.0")), redline(old, version(theirs, "3.0")))


def conflicts(found: Merged) -> list[str]:
    return [conflict.where for conflict in found.unresolved]


def follow_ups(found: Merged) -> list[str]:
    return [follow_up.words for follow_up in found.follow_ups]


BASE = """# Rules

## 1 Boats

1.1 A visitor may take a boat for the time in Table 1.1.

1.2 The visitor shall:

(a) tell the Keeper; and

(b) bring it back.

Table 1.1: Boats

| No. | Boat | Time | Oars |
|---|---|---|---|
| 1 | Rowing boat | 2 hours | two |
| 2 | Raft | 1 hour | none |
| 3 | Canoe | 3 hours | one |
| 4 | Dinghy | 4 hours | two |

1.3 The Keeper may end a loan under Clause 1.2.

1.4 This rule ends on [date].
"""


def edited(*pairs: tuple[str, str], text: str = BASE) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


Edit: TypeAlias = tuple[str, str]

GUEST = ("A visitor may", "A guest may")
ENDS = ("ends on [date]", "ends on 1 May 2024")
ENDS_OTHERWISE = ("ends on [date]", "ends on 2 June 2024")
MOVED_ON = ("1.4 This", "1.5 This")
LIMB = ("tell the Keeper;", "tell a Keeper;")
ABOVE_IT = ("1.2 The visitor", "1.2 The guest")
QUIET = ("1.4 This", "1.3A Quiet.\n\n1.4 This")
LOUD = ("1.4 This", "1.3A Loud.\n\n1.4 This")
ADDED_LIMB = ("1.4 This", "(a) at once.\n\n1.4 This")
NO_END = ("1.4 This rule ends on [date].\n", "")
NO_RIGHT = ("1.3 The Keeper may end a loan under Clause 1.2.\n\n", "")
RIGHT = ("may end a loan", "ends a loan")

RAFT = ("| 2 | Raft | 1 hour |", "| 2 | Raft | 30 minutes |")
RAFT_OTHERWISE = ("| 2 | Raft | 1 hour |", "| 2 | Raft | 2 hours |")
POLE = ("1 hour | none", "1 hour | a pole")
RAFT_WITH_POLE = ("1 hour | none", "30 minutes | a pole")
DINGHY = ("4 hours | two", "4 hours | four")
NO_DINGHY = ("| 4 | Dinghy | 4 hours | two |\n", "")
PUNT = (
    "| 3 | Canoe | 3 hours | one |\n| 4 | ",
    "| 3 | Punt | 1 hour | none |\n| 4 | Canoe | 3 hours | one |\n| 5 | ",
)
KAYAK = ("| 1 | Rowing", "| 1 | Kayak | 1 hour | one |\n| 2 | Rowing")
KAYAK_FIRST = (
    KAYAK,
    ("| 2 | Raft", "| 3 | Raft"),
    ("| 3 | Canoe", "| 4 | Canoe"),
    ("| 4 | Ding", "| 5 | Ding"),
)
CAPTION = (": Boats", ": Boats on loan")
CAPTION_OTHERWISE = (": Boats", ": Craft")
COLOURED = (
    (" Boat | Time", " Boat | Colour | Time"),
    ("|---|---|---|---|", "|---|---|---|---|---|"),
    ("Rowing boat |", "Rowing boat | red |"),
    ("Raft |", "Raft | blue |"),
    ("Canoe |", "Canoe | green |"),
    ("Dinghy |", "Dinghy | white |"),
)

TOGETHER: list[tuple[str, list[Edit], list[Edit]]] = [
    ("two clauses", [GUEST], [ENDS]),
    ("a new clause and a clause elsewhere", [QUIET], [GUEST]),
    ("a clause taken out and a clause elsewhere", [NO_RIGHT], [GUEST]),
    ("a limb and its clause's words", [LIMB], [ABOVE_IT]),
    ("a number, and the words that bear it", [ENDS], [MOVED_ON]),
    ("two rows", [RAFT], [DINGHY]),
    ("a cell and a caption", [RAFT], [CAPTION]),
    ("a cell and a new row elsewhere", [RAFT], [PUNT]),
    ("a cell and a row taken out elsewhere", [RAFT], [NO_DINGHY]),
    ("a cell and a new column", [RAFT], [*COLOURED]),
    ("a table and the clause before it", [RAFT, PUNT], [LIMB]),
]
"""What two amendments do that have nothing in common."""


@pytest.mark.parametrize(
    ("one", "other"), [each[1:] for each in TOGETHER], ids=[each[0] for each in TOGETHER]
)
def test_what_is_disjoint_goes_through(one: list[Edit], other: list[Edit]) -> None:
    # A cell of a row with another column is written in two ways, according to which comes first.
    both = (
        edited(*one, *other)
        if one != [RAFT]
        else edited(*other).replace("1 hour | none", "30 minutes | none", 1)
    )
    for ours, theirs in ((one, other), (other, one)):
        found = merged(BASE, edited(*ours), edited(*theirs))
        assert conflicts(found) == []
        assert found.text == both


def test_two_cells_of_one_row_go_together() -> None:
    found = merged(BASE, edited(RAFT), edited(POLE))
    assert (conflicts(found), found.text) == ([], edited(RAFT_WITH_POLE))


@pytest.mark.parametrize("same", [ENDS, RAFT, QUIET, NO_END, NO_DINGHY, PUNT], ids=str)
def test_what_both_do_alike_is_done_once(same: Edit) -> None:
    found = merged(BASE, edited(same, GUEST), edited(same))
    assert (conflicts(found), found.text) == ([], edited(same, GUEST))
    assert all(conflict.agreed for conflict in found.conflicts)
    assert found.conflicts


AFTER = "the place after Clause 1.3"
APART: list[tuple[str, list[Edit], list[Edit], list[str]]] = [
    ("a clause", [ENDS], [ENDS_OTHERWISE], ["Clause 1.4"]),
    ("a clause, taken out and changed", [NO_RIGHT], [RIGHT], ["Clause 1.3"]),
    ("a clause, changed and taken out", [RIGHT], [NO_RIGHT], ["Clause 1.3"]),
    ("two new clauses in one place", [QUIET], [LOUD], [AFTER]),
    ("a new limb of what is taken out", [ADDED_LIMB], [NO_RIGHT], [AFTER]),
    ("a cell", [RAFT], [RAFT_OTHERWISE], ["Table 1.1, row Raft, Time"]),
    ("a caption", [CAPTION], [CAPTION_OTHERWISE], ["Table 1.1"]),
    ("a row, taken out and changed", [NO_DINGHY], [DINGHY], ["Table 1.1, row Dinghy"]),
    ("a row, changed and taken out", [DINGHY], [NO_DINGHY], ["Table 1.1, row Dinghy"]),
    (
        "a new row in a table with a new column",
        [PUNT],
        [*COLOURED],
        ["Table 1.1, row Punt, Colour"],
    ),
]
"""What two amendments do to the same, and where that is."""


@pytest.mark.parametrize(
    ("one", "other", "where"), [each[1:] for each in APART], ids=[each[0] for each in APART]
)
def test_what_both_touch_is_a_conflict_with_its_citation(
    one: list[Edit], other: list[Edit], where: list[str]
) -> None:
    found = merged(BASE, edited(*one), edited(*other))
    assert conflicts(found) == where
    assert CONFLICT_MARKER in found.text
    old = version(BASE)
    ours = merge(
        redline(old, version(edited(*one))),
        redline(old, version(edited(*other))),
        on_conflict="ours",
    )
    assert CONFLICT_MARKER not in ours.text
    # Held against one another, each block is told of by itself.
    assert list(dict.fromkeys(conflicts(ours))) == where


def test_the_marks_show_both_texts() -> None:
    found = merged(BASE, edited(ENDS), edited(ENDS_OTHERWISE))
    assert found.text.endswith(
        "[conflict: Clause 1.4, in force]\n\n1.4 This rule ends on 2 June 2024.\n\n[conflict:"
        " Clause 1.4, as proposed]\n\n1.4 This rule ends on 1 May 2024.\n\n[conflict: end]\n"
    )
    cell = merged(BASE, edited(RAFT), edited(RAFT_OTHERWISE))
    assert (
        "| 2 | Raft | [conflict: in force “2 hours”; proposed “30 minutes”] | none |" in cell.text
    )


def test_numbers_that_may_have_to_follow_are_told() -> None:
    """Theirs renumbers Clause 1.3, to which ours now refers; both renumber a row; both bring a
    clause 1.6."""
    refers = ("ends on [date]", "ends as Clause 1.3 says")
    found = merged(BASE, edited(refers), edited(MOVED_ON, ("1.3 The Keeper", "1.4 The Keeper")))
    assert conflicts(found) == []
    assert follow_ups(found) == ["Clause 1.5 refers to Clause 1.3, which is Clause 1.4 now"]

    rows_ = merged(BASE, edited(PUNT), edited(*KAYAK_FIRST))
    assert conflicts(rows_) == []
    assert "Table 1.1, row Canoe: both give it a number" in follow_ups(rows_)

    first = ("## 1 Boats\n", "## 1 Boats\n\n1.6 Quiet is kept here.\n")
    last = (
        "1.4 This rule ends on [date].\n",
        "1.4 This rule ends on [date].\n\n1.6 Swimming is allowed.\n",
    )
    assert follow_ups(merged(BASE, edited(first), edited(last))) == ["Clause 1.6 now stands twice"]


CLAUSES = range(1, 6)


def numbered(at: int | None, words: dict[int, str], cell: str = "none") -> str:
    """Five clauses and a table, with one more clause put in as number `at`; `words` are what a
    clause says more."""
    texts = [f"Clause that tells of matter{n} and thing{n}{words.get(n, '')}." for n in CLAUSES]
    if at is not None:
        texts.insert(at - 1, "A quite new sentence, of nothing else.")
    clauses = [f"1.{n} {text}" for n, text in enumerate(texts, 1)]
    table = f"Table 9: T\n\n| A | B |\n|---|---|\n| row | {cell} |\n| more | b |"
    return "\n\n".join(("## 1 H", *clauses, table)) + "\n"


def now(number: int, at: int) -> int:
    return number + (number >= at)


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize("meant", [2, 3, 5])
@pytest.mark.parametrize("place", ["clause", "table", "list"])
def test_every_reference_that_the_numbering_moves_is_told(at: int, meant: int, place: str) -> None:
    """Theirs puts a clause in, ours a reference, into a clause, a cell or a list; and the other
    way round."""
    printed = f"Clauses 1.{meant} and 1.9" if place == "list" else f"Clause 1.{meant}"
    words = {} if place == "table" else {2: f", as {printed} says"}
    refers = numbered(None, words, f"see {printed}" if place == "table" else "none")
    base, moves = numbered(None, {}), numbered(at, {})
    told = [f"refers to Clause 1.{meant}, which is Clause 1.{meant + 1} now"] * (meant >= at)
    where = "Table 9" if place == "table" else f"Clause 1.{now(2, at)}"
    for one, other in ((refers, moves), (moves, refers)):
        found = merged(base, one, other)
        assert conflicts(found) == []
        assert follow_ups(found) == [f"{where} {each}" for each in told]


def test_a_reference_to_what_the_other_took_out_is_told() -> None:
    refers = numbered(None, {2: ", as Clause 1.4 says"})
    gone = numbered(None, {}).replace("1.4 Clause that tells of matter4 and thing4.\n\n", "")
    found = merged(numbered(None, {}), refers, gone)
    assert follow_ups(found) == ["Clause 1.2 refers to Clause 1.4, which is gone"]


def test_a_reference_that_follows_what_the_other_moved_is_not_told() -> None:
    """It points at the same provision, wherever that stands."""
    parts = numbered(None, {}).split("\n\n")
    moved = "\n\n".join([parts[0], parts[2], parts[1], *parts[3:]])
    assert (
        follow_ups(merged(numbered(None, {}), numbered(None, {4: ", as Clause 1.1 says"}), moved))
        == []
    )


QUIET_LIMBS = ("1.4 This", "1.3A Quiet:\n\n(a) at noon;\n\n(b) at night.\n\n1.4 This")
LOUD_LIMBS = ("1.4 This", "1.3A Loud:\n\n(a) by day; and\n\n(b) in spring;\n\n1.4 This")
ALL_GONE = (
    ("1.2 The visitor shall:\n\n(a) tell the Keeper; and\n\n(b) bring it back.\n\n", ""),
    ("under Clause 1.2.", "at any time."),
)
ALL_CHANGED = (("The visitor shall", "A guest shall"), LIMB, ("bring it back", "bring it home"))


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ([QUIET_LIMBS], [LOUD_LIMBS], [AFTER]),
        ([*ALL_GONE], [*ALL_CHANGED], ["Clause 1.2 to Clause 1.2(b)"]),
        ([*ALL_CHANGED], [*ALL_GONE], ["Clause 1.2 to Clause 1.2(b)"]),
        # two provisions that both have are two places
        (
            [RIGHT, ENDS],
            [("may end a", "may stop a"), ENDS_OTHERWISE],
            ["Clause 1.3", "Clause 1.4"],
        ),
    ],
)
def test_one_place_of_conflict_is_one_conflict(
    one: list[Edit], other: list[Edit], where: list[str]
) -> None:
    found = merged(BASE, edited(*one), edited(*other))
    assert conflicts(found) == where
    assert found.text.count("[conflict: end]") == len(where)
    for text, changes in ((edited(*one), one), (edited(*other), other)):
        for _, put_in in changes:
            assert put_in.rstrip() in text
            assert put_in.removesuffix("1.4 This").strip() in found.text


def test_front_matter_is_that_of_ours() -> None:
    found = merged(
        f"---\na: 1\n---\n\n{BASE}",
        f"---\na: 2\n---\n\n{BASE}",
        f"---\na: 3\n---\n\n{edited(ENDS)}",
    )
    assert found.text == f"---\na: 2\n---\n\n{edited(ENDS)}"


FEW = repeatable(25)
"""Each example makes up to four redlines."""


# --- Invariants -----------------------------------------------------------------------------------


@FEW
@given(amended())
def test_a_text_that_nobody_else_touched_is_what_it_was(pair: tuple[str, str]) -> None:
    base, changed = pair
    assert merged(base, changed, base).text == changed
    assert merged(base, base, changed).text == changed
    assert conflicts(merged(base, changed, changed)) == conflicts(merged(base, base, base)) == []


@FEW
@given(amended(), amended())
def test_whatever_is_merged_holds_together_or_says_where_it_does_not(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """Any three texts: no crash, and each mark stands where somebody is told of it."""
    found = merged(one[0], one[1], other[1])
    assert (CONFLICT_MARKER in found.text) <= bool(found.unresolved)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or a table, and what is done to it."""

    text: str
    edits: tuple[str, ...]
    """The text as any of several amendments would have it."""


CLAUSE_EDITS = (
    "{n} Clause {w} is other now, and says so.",
    "",
    "{n} Clause {w}, as it was.\n\n{n}A New clause {w}.",
)


def clause(at: int) -> Unit:
    words = {"n": f"1.{at}", "w": f"number{at} alpha{at} beta{at} gamma{at}"}
    return Unit(
        f"{words['n']} Clause {words['w']}, as it was.",
        tuple(edit.format(**words) for edit in CLAUSE_EDITS),
    )


def rows(at: int, changed: Sequence[tuple[int, int]]) -> str:
    """A table of eight rows, some of which were changed: a cell, a row taken out, a row put in
    after it."""
    lines = [f"Table {at}: Things of sort {at}", "", "| Name | Size | Colour |", "|---|---|---|"]
    edits = dict(changed)
    for row in range(8):
        cells = [f"thing{at}x{row}", f"{row} cm", f"colour{row}"]
        match edits.get(row):
            case 0:
                cells[1] = f"{row} inches"
            case 1:
                continue
            case 2:
                lines.append(f"| extra{at}x{row} | {row} m | shade{row} |")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


@st.composite
def disjoint(draw: st.DrawFn) -> tuple[str, str, str]:
    """A base, and two amendments of it; between their changes there is always something that
    neither touches."""
    texts: tuple[list[str], list[str], list[str]] = (["# Things"], ["# Things"], ["# Things"])
    for at in range(1, 2 * draw(st.integers(2, 5)), 2):
        branch = draw(st.sampled_from((1, 2)))
        unit = clause(at)
        done = draw(st.sampled_from((unit.text, *unit.edits)))
        for which, text in enumerate(texts):
            text.append(done if which == branch else unit.text)
            text.append(clause(at + 1).text)
        if draw(st.booleans()):
            changes = [
                (row, draw(st.integers(0, 2)), draw(st.sampled_from((1, 2)))) for row in (0, 3, 6)
            ]
            for which, text in enumerate(texts):
                text.append(rows(at, [(row, edit) for row, edit, by in changes if by == which]))
                text.append(f"{at}.{at} After the table comes a sentence {at} of its own.")
    base, ours, theirs = ("\n\n".join(filter(None, text)) + "\n" for text in texts)
    return base, ours, theirs


def said(found: Redline) -> list[tuple[tuple[str, ...], str, str, str]]:
    return sorted((change.kinds, change.where, change.old, change.new) for change in found.changes)


@FEW
@given(disjoint())
def test_a_rebased_proposal_changes_what_it_changed_before(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    found = merged(base, ours, theirs)
    assert conflicts(found) == []
    assert said(redline(version(theirs), version(found.text))) == said(
        redline(version(base), version(ours))
    )


@FEW
@given(disjoint())
def test_disjoint_amendments_give_one_text_in_either_order(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    assert merged(base, ours, theirs).text == merged(base, theirs, ours).text
