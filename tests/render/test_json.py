"""The JSON of a redline: the contract of the design, held key by key."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from build_tools.model import Kind, Noise
from build_tools.render.json import redline_json, version_json
from build_tools.render.json_schema import redline_schema
from tests.drafting import PAIRS
from tests.examples import repeatable
from tests.reviewing import compared, version_of

OLD = """\
## 17 Migration DUST

17.6 The End Date is shown here.

17.7 DCC shall keep the log of every test that it ran.

17.8 Each Testing Participant returns its devices within ten days.

Table 17.6: End dates

| No. | Cohort | End date |
|---|---|---|
| 1 | IOC of old | |
| 2 | MOC (Secure) | |
"""
NEW = """\
## 17 Migration DUST

17.6 The End Date is shown in Table 17.6.

17.7 Each Testing Participant returns its devices within ten days.

17.8 DCC shall keep the log of every test that it ran.

Table 17.6: End dates

| No. | Cohort | End date |
|---|---|---|
| 1 | MOC (Secure) | 31 January 2023 |
"""
KEYS = ["id", "kinds", "where", "anchor", "old_label", "new_label", "row", "column"]
AFTER = ["old", "new", "edits", "noise", "consequential"]


def data(old: str, new: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(redline_json(compared(old, new)))
    return found


def change(kind: str, old: str = OLD, new: str = NEW) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in data(old, new)["changes"] if kind in each["kinds"]
    )
    return found


def test_the_two_ends_and_the_counts() -> None:
    found = data(OLD, NEW)
    keys = "format old new verified aligned counts changes changed_back resting"
    assert list(found) == keys.split()
    assert found["old"] == {"document": "old.md", "version": "", "sha256": version_of(OLD).sha256}
    assert found["new"] == {"document": "new.md", "version": "", "sha256": version_of(NEW).sha256}
    assert found["verified"] is True
    assert found["aligned"] is True
    assert sum(found["counts"].values()) == sum(len(each["kinds"]) for each in found["changes"])


@repeatable(60)
@given(PAIRS)
def test_the_schema_describes_the_data(pair: tuple[str, str]) -> None:
    schema = redline_schema()
    Draft202012Validator.check_schema(schema)
    found = data(*pair)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    keys = schema["properties"]["changes"]["items"]["properties"]
    assert found.keys() == schema["properties"].keys() - {"partial"}, "which pages alone write"
    assert all(each.keys() <= keys.keys() for each in found["changes"])


@pytest.mark.parametrize(
    "planted",
    [{"row": -1}, {"kinds": []}, {"kinds": ["other"]}, {"edits": [["~", "x"]]}, {"old": None}],
    ids=str,
)
def test_the_schema_finds_what_is_not_as_promised(planted: dict[str, Any]) -> None:
    found = data(OLD, NEW)
    found["changes"][0] |= planted
    assert not Draft202012Validator(redline_schema()).is_valid(found)
    del found["changes"][0]["where"]
    assert not Draft202012Validator(redline_schema()).is_valid(found)


def test_what_stands_in_a_note_says_in_which() -> None:
    text = "A.[^1]\n\n[^1]: One.\n\n    Two.\n\n    [^2]: In.\n\n        Deep.\n\n    Out.\n"
    blocks = json.loads(version_json(version_of(text)))["blocks"]
    assert [(each["text"], each.get("note")) for each in blocks] == [
        ("A.[^1]", None),
        ("One.", None),
        ("Two.", "1"),
        ("In.", None),
        ("Deep.", "2"),
        ("Out.", "1"),
    ]


def test_a_reworded_clause() -> None:
    found = change("reword")
    assert list(found) == KEYS + AFTER
    assert found | {"id": ""} == {
        "id": "",
        "kinds": ["reword"],
        "where": "Clause 17.6",
        "anchor": "17.6",
        "old_label": "17.6",
        "new_label": "17.6",
        "row": None,
        "column": None,
        "old": "The End Date is shown here.",
        "new": "The End Date is shown in Table 17.6.",
        "edits": [
            ["=", "The End Date is shown "],
            ["-", "here"],
            ["+", "in Table 17.6"],
            ["=", "."],
        ],
        "noise": [],
        "consequential": False,
    }


def test_a_cell() -> None:
    found = change("cell")
    assert (found["where"], found["anchor"]) == (
        "Table 17.6, row MOC (Secure), End date",
        "table-17.6",
    )
    assert (found["row"], found["column"]) == (1, 2)
    assert (found["old"], found["new"]) == ("", "31 January 2023")
    assert found["edits"] == [["+", "31 January 2023"]]
    assert (found["old_label"], found["new_label"]) == (None, None)


def test_a_deleted_row_is_counted_in_the_old_grid() -> None:
    found = change("row-delete")
    assert (found["row"], found["column"]) == (1, None)
    assert (found["old"], found["new"], found["edits"]) == ("1 | IOC of old | ", "", [])


def test_a_moved_block_carries_its_text_on_both_sides() -> None:
    found = change("move")
    assert found["old"] == found["new"]
    assert {found["old_label"], found["new_label"]} == {"17.7", "17.8"}


def test_a_moved_row_names_both_its_places() -> None:
    head = "| Word | Meaning |\n|---|---|\n"
    rows = [
        f"| {word} | the {word} of {word}s and their kin |\n"
        for word in ("Ticket", "Store", "Mount")
    ]
    found = change("row-move", head + "".join(rows), head + "".join([*rows[1:], rows[0]]))
    assert list(found) == [*KEYS, "old_row", *AFTER]
    assert (found["row"], found["old_row"]) == (3, 1)


def test_a_moved_column_names_both_its_places() -> None:
    old = "| A | B | C |\n|---|---|---|\n| red | two | zinc |\n| blue | ten | iron |\n"
    new = "| C | A | B |\n|---|---|---|\n| zinc | red | two |\n| iron | blue | ten |\n"
    found = change("column-move", old, new)
    assert list(found) == [*KEYS, "old_column", *AFTER]
    assert (found["column"], found["old_column"], found["old"]) == (0, 2, "C | zinc | iron")


WHOLE = "1.1 DCC shall keep a log of it. The log shall be open to all.\n"
PARTS = "1.1 DCC shall keep a log of it.\n\n1.2 The log shall be open to all.\n"
TEXTS = tuple(
    f"DCC shall keep a log of it.{between}The log shall be open to all." for between in (" ", "\n")
)


def test_a_split_carries_the_one_old_text_and_the_new_ones_by_lines() -> None:
    found = change("split", WHOLE, PARTS)
    assert (found["old"], found["new"]) == TEXTS


def test_a_merge_carries_the_old_texts_by_lines_and_the_one_new() -> None:
    found = change("merge", PARTS, WHOLE)
    assert (found["new"], found["old"]) == TEXTS


def test_a_whole_table_is_its_rows_by_lines() -> None:
    found = change("table-insert", "Text.\n", "Text.\n\n| A | B |\n|---|---|\n| a | b |\n")
    assert (found["old"], found["new"]) == ("", "A | B\na | b")


@repeatable(80)
@given(PAIRS)
def test_the_edits_replay_to_the_old_and_the_new_text(pair: tuple[str, str]) -> None:
    for each in data(*pair)["changes"]:
        if each["edits"]:
            kept = [(sign, text) for sign, text in each["edits"]]
            assert _plain(text for sign, text in kept if sign in "=+") == _plain([each["new"]])
            assert _plain(text for sign, text in kept if sign in "=-") == _plain([each["old"]])
        assert set(each["kinds"]) <= set(get_args(Kind))
        assert set(each["noise"]) <= set(get_args(Noise))


def _plain(texts: Any) -> list[str]:
    """A kept stretch is given as it reads now; its white space may have been of another kind."""
    return "".join(texts).split()


def test_a_version_is_its_blocks() -> None:
    found = json.loads(
        version_json(version_of("17.6 Text.\n\nTable 1: T\n\n| A | B |\n|---|---|\n| a | << |\n"))
    )
    assert [block["kind"] for block in found["blocks"]] == ["paragraph", "table"]
    assert found["blocks"][0] == {
        "kind": "paragraph",
        "label": "17.6",
        "anchor": "17.6",
        "depth": 1,
        "text": "Text.",
    }
    assert found["blocks"][1]["rows"] == [["A", "B"], ["a", ""]]
    assert found["blocks"][1]["merges"] == [["", ""], ["", "<<"]]
