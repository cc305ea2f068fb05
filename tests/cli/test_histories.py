"""`corpus blame` and `corpus history` of a provision: what they say of the record, and where there
is no such provision."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_tools.render.provenance_schema import blame_schema, life_schema
from tests.parted import PARTS, plant_parts
from tests.running import Run


def test_blame_tells_by_which_version_each_cell_came_to_say_what_it_says(run: Run) -> None:
    ran = run("blame", "mtad@4.0", "Table", "17.6")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    row = next(at for at, line in enumerate(lines) if "MOC (Secure)" in line)
    assert [line.split(maxsplit=1)[0] for line in lines[row : row + 3]] == ["4.0"] * 3
    assert "End date: 31 January 2023" in lines[row + 1]
    assert lines[-1].startswith("4.0  Closure of Migration DUST for MOC (Secure), issued")
    assert "1.0  as in the first version of this record" in lines


def test_blame_counts_rows_as_a_redline_does(run: Run) -> None:
    lines = run("blame", "mtad@4.0", "Table", "17.6").out.splitlines()
    assert any(line.startswith("1.0    header row: Cohort") for line in lines)
    told = re.findall(r"^\S+    (row \d+): (\w+)", "\n".join(lines), re.MULTILINE)
    assert told[:2] == [("row 1", "IOC"), ("row 2", "MOC")]


def test_a_single_neighbour_is_one(run: Run) -> None:
    assert "; nearest is Clause 19.3\n" in run("blame", "mtad@3.0", "99").err


def test_blame_of_a_version_has_all_of_it_and_of_a_provision_that(run: Run) -> None:
    whole, part = run("blame", "mtad@3.0").out, run("blame", "mtad@3.0", "cl", "17.10(a)").out
    (line,) = [line for line in part.splitlines() if "Clause 17.10(a)" in line]
    assert line in whole.splitlines()
    assert "17.9" not in part


def test_blame_in_json_has_every_stretch_of_words_with_its_origin(run: Run) -> None:
    data = json.loads(run("blame", "mtad@3.0", "17.9", "--format", "json").out)
    assert [each["label"] for each in data["versions"]] == ["1.0", "2.0", "3.0", "4.0"]
    (clause,) = [block for block in data["blocks"] if block["anchor"] == "17.9"]
    assert (clause["id"], clause["came"], clause["changed"]) == ("17.8@1.0", "1.0", "2.0")
    assert [words["text"] for words in clause["words"] if words["came"] == "2.0"] == ["Closed "]
    table = json.loads(run("blame", "mtad@3.0", "Table 17.6", "--format", "json").out)["blocks"][0]
    assert [row["changed"] for row in table["rows"]] == ["1.0", "2.0", "2.0", "3.0", "1.0", "1.0"]
    assert table["cells"][3][3]["words"][0]["came"] == "3.0"


def test_words_are_told_apart_where_that_is_asked(run: Run) -> None:
    out = run("blame", "mtad@3.0", "17.9", "--words").out
    assert "2.0: “Closed”" in out
    assert "“Closed”" not in run("blame", "mtad@3.0", "17.9").out


def test_a_life_is_told_newest_first_under_the_number_of_each_version(run: Run) -> None:
    out = run("history", "mtad", "17.9").out
    stated = [line.split("  ") for line in out.splitlines() if line.startswith("mtad@")]
    assert stated == [
        ["mtad@4.0", "Clause 17.10", "renumbered"],
        ["mtad@2.0", "Clause 17.9", "renumbered, changed"],
        ["mtad@1.0", "Clause 17.8", "as in the first version of this record"],
    ]
    assert "{+Closed +}" in out
    assert out == run("history", "mtad@1.0", "17.8").out
    assert out == run("history", "mtad", "cl", "17.9").out


def test_the_numbers_of_a_life_are_those_that_a_person_reads(run: Run) -> None:
    def numbers(provision: str) -> list[str]:
        lines = run("history", "mtad", provision).out.splitlines()[1:]
        return [line.strip().rpartition(" in ")[0] for line in lines[: lines.index("")]]

    assert numbers("17.9") == ["17.8", "17.9", "17.10"]
    assert numbers("Table 17.6") == ["Table 17.6"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_heading_tells_what_changed_in_all_that_it_is_over(
    run: Run, tmp_path: Path, form: str
) -> None:
    """What is gone too, and nothing of what never changed."""
    root = plant_parts(tmp_path / "versions")
    out = run("history", "rules", "2", "--format", form, "--versions", root).out
    if form == "json":
        assert json.loads(out)["under"] == ["2.2@1.0", "2.1@1.0"]
        return
    heads = [line for line in out.splitlines() if line.startswith("rules: ")]
    assert heads == ["rules: Clause 2, heading", "rules: Clause 2.2", "rules: Clause 2.1"]
    assert "[-short-]{+long+}" in out
    assert "rules: Clause 1.3" not in run("history", "rules", "1", "--versions", root).out


def test_blame_of_a_heading_has_all_that_it_is_over(run: Run, tmp_path: Path) -> None:
    root = plant_parts(tmp_path / "versions")
    out = run("blame", "rules@2.0", "2", "--words", "--versions", root).out
    assert "2.0  Clause 2.2: A name is long." in out
    assert "Clause 1.1" not in out


WAITING = PARTS.replace("2025-01-01", "2027-01-01")
"""The third part is planned for a day after the one on which the tests take place."""


@pytest.mark.parametrize(
    ("provision", "told"),
    [
        ("1.1", "in force since 1 June 2024 (Part 1 begins)"),
        ("1.2", "in force since 1 September 2024 (Part 2 begins)"),
        ("2.2", "not in force yet (Part 3 begins: planned 1 January 2027, actual not recorded)"),
    ],
)
def test_what_begins_with_a_part_is_told_with_the_day_of_that_part(
    run: Run, tmp_path: Path, provision: str, told: str
) -> None:
    root = plant_parts(tmp_path / "versions", WAITING)
    assert f"Version 2.0, {told}" in run("history", "rules", provision, "--versions", root).out
    data = run("history", "rules", provision, "--format", "json", "--versions", root).out
    assert json.loads(data)["states"][0]["date"] == told
    blamed = run("blame", "rules@2.0", provision, "--versions", root).out
    assert blamed.endswith(f"Version 2.0, {told}\n")


def test_a_life_in_json_has_its_numbers_and_its_changes(run: Run) -> None:
    data = json.loads(run("history", "mtad@4.0", "17.10", "--format", "json").out)
    assert data["id"] == "17.8@1.0"
    assert [each["anchor"] for each in data["numbers"]] == ["17.8", "17.9", "17.10"]
    assert [state["version"] for state in data["states"]] == ["4.0", "2.0", "1.0"]
    assert [state["consequential"] for state in data["states"]] == [True, False, False]
    assert data["states"][1]["changes"][0]["kinds"] == ["reword", "renumber"]


@pytest.mark.parametrize("version", ["mtad@4.0", "example@6.0"])
def test_a_blame_is_written_as_its_schema_says(run: Run, version: str) -> None:
    Draft202012Validator.check_schema(blame_schema())
    schema = Draft202012Validator(blame_schema())
    data = json.loads(run("blame", version, "--format", "json").out)
    assert [error.message for error in schema.iter_errors(data)] == []
    block = data["blocks"][0]
    damages: list[dict[str, object]] = [
        {"format": 0},
        {"blocks": [{**block, "came": 1}]},
        {"versions": [{}]},
    ]
    for damage in damages:
        assert not schema.is_valid(data | damage)
    assert not schema.is_valid(data | {"blocks": [{**block, "words": [{"text": "came"}]}]})


@pytest.mark.parametrize(
    "name", [["mtad", "17.10"], ["mtad", "Table 17.6"], ["example", "2.1"], ["mtad", "18"]]
)
def test_a_life_is_written_as_its_schema_says(run: Run, name: list[str]) -> None:
    Draft202012Validator.check_schema(life_schema())
    schema = Draft202012Validator(life_schema())
    data = json.loads(run("history", *name, "--format", "json").out)
    assert [error.message for error in schema.iter_errors(data)] == []
    state = data["states"][0]
    damages: list[dict[str, object]] = [
        {"format": 0},
        {"states": []},
        {"states": [{**state, "changes": [{}]}]},
    ]
    for damage in damages:
        assert not schema.is_valid(data | damage)


@pytest.mark.parametrize("verb", ["blame", "history"])
def test_an_unknown_provision_is_told_with_its_neighbours_and_who_bears_the_number(
    run: Run, verb: str
) -> None:
    ran = run(verb, "mtad@3.0", "17.11")
    assert (ran.code, ran.out) == (2, "")
    assert "nearest are Clause 17.10 and Clause 18" in ran.err
    assert "what 4.0 calls so is Clause 17.10 in 3.0: `mtad@4.0 17.11`" in ran.err
    assert "expected: Clause 1, Clause 1.2(a) or Table 3.2" in ran.err


def test_what_goes_with_a_provision_alone_is_refused_without_one(run: Run) -> None:
    for words in (["mtad@2.0"], ["mtad", "--format", "json"]):
        ran = run("history", *words)
        assert ran.code == 2
        assert "go with a PROVISION" in ran.err
