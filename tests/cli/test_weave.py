"""The command `corpus weave`: what it writes, what is read back from it, and any two versions."""

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_tools.render import VERSION_FORMATS
from build_tools.render.json_schema import redline_schema
from build_tools.render.weave_reading import read_weave
from build_tools.render.weave_schema import weave_schema
from build_tools.site.file_formats import FILE_FORMATS
from tests.running import Run

TEXTS = (
    "# {}\n\n1.1 A visitor may take a boat.\n\n| Boat | Time |\n|---|---|\n| Raft | {} |\n",
    "# {}\n\n1.1 A visitor may take one boat.\n\n| Boat | Time |\n|---|---|\n| Raft | {} |\n",
    "# {}\n\n1.1 A visitor may take one boat.\n\n| Boat | Time |\n|---|---|\n| Raft | 1 hour |\n",
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Three texts in order."""
    paths = [tmp_path / f"{name}.md" for name in ("first", "second", "third")]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text)
    return list(map(str, paths))


def test_a_document_is_written_as_its_schema_says(run: Run) -> None:
    ran = run("weave", "mtad")
    assert (ran.code, ran.err) == (0, "")
    schema = weave_schema()
    Draft202012Validator.check_schema(schema)
    data = json.loads(ran.out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    assert [each["label"] for each in data["versions"]] == ["1.0", "2.0", "3.0", "4.0"]
    for key, damage in (("format", 0), ("versions", [{}]), ("blocks", [{"kind": "other"}])):
        assert not Draft202012Validator(schema).is_valid(data | {key: damage})


@pytest.mark.parametrize("form", list(VERSION_FORMATS))
def test_a_version_is_printed_as_it_was_read_back(run: Run, form: str) -> None:
    shown = run("show", "mtad@2.0", "--format", form).out
    for name in ("2.0", "2"):
        ran = run("weave", "mtad", "--at", name, "--format", form)
        assert (ran.code, ran.out) == (0, shown)


def test_files_in_order_are_versions(run: Run, files: list[str], tmp_path: Path) -> None:
    target = tmp_path / "weave.json"
    assert run("weave", *files, "-o", str(target)).code == 0
    weave = read_weave(target.read_text())
    assert [(version.label, version.base) for version in weave.versions] == [
        ("1", None),
        ("2", 0),
        ("3", 1),
    ]
    assert run("weave", *files, "--at", "3").out == run("show", files[2]).out


def test_each_change_between_two_knows_who_made_it(run: Run, files: list[str]) -> None:
    ran = run("weave", *files, "--between", "1", "3", "--format", "json")
    made = {change["new"]: change["by"] for change in json.loads(ran.out)["changes"]}
    assert made == {"A visitor may take one boat.": ["2"], "1 hour": ["3"]}
    assert "by 2" in run("weave", *files, "--between", "1", "3").out
    back = run("weave", *files, "--between", "3", "1", "--format", "csv").out
    assert [row["by"] for row in csv.DictReader(back.splitlines())] == ["2", "3"]


@pytest.mark.parametrize("form", ["html", "markdown", "csv", "text"])
def test_any_two_in_the_formats_of_a_redline(run: Run, form: str) -> None:
    ran = run("weave", "mtad", "--between", "1.0", "4", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert "31 January 2023" in ran.out


def test_any_two_as_a_fragment_and_as_files(run: Run, files: list[str], tmp_path: Path) -> None:
    between = ("weave", *files, "--between", "1", "3", "--format")
    fragment = run(*between, "html", "--fragment").out
    assert "<ins" in fragment
    assert "<html" not in fragment
    for form in FILE_FORMATS.keys() - {"pdf"}:
        target = tmp_path / f"redline.{form}"
        assert run(*between, form, "-o", str(target)).code == 0
        assert target.stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mtda"], "did you mean `mtad`?"),
        (["mtad", "--at", "9.0"], "9.0: is no version of mtad"),
        (["mtad", "--at", "5"], "or a place from 1 to 4"),
        (["mtad", "--at", "0"], "or a place from 1 to 4"),
        (["mtad", "--between", "1.0", "x"], "x: is no version of mtad"),
        (["mtad", "--at", "1.0", "--between", "1.0", "2.0"], "do not go together"),
        (["mtad", "--format", "text"], "--format goes with --at or --between"),
        (["mtad", "--at", "1.0", "--format", "csv"], "--at goes with --format html, json, text"),
        (["mtad", "--between", "1", "2", "--format", "docx"], "name it with -o FILE.docx"),
        (["mtad", "--between", "1", "2", "--fragment"], "--fragment goes with --format html"),
        (["absent.md"], "absent.md"),
        (["-", "-"], "only one of the files"),
        ([], "DOCUMENT|FILE"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told(run: Run, arguments: list[str], told: str) -> None:
    ran = run("weave", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


# --- corpus redline -------------------------------------------------------------------------------


def test_a_redline_over_other_versions_tells_who_made_each_change(run: Run) -> None:
    ran = run("redline", "mtad@1.0", "mtad@3.0", "--format", "json")
    data = json.loads(ran.out)
    assert all(change["by"] for change in data["changes"])
    assert data["changed_back"]
    assert {label for each in data["changed_back"] for label in each["came"]} == {"2.0"}
    schema = Draft202012Validator(redline_schema())
    assert not [error.message for error in schema.iter_errors(data)]
    assert not schema.is_valid(data | {"changed_back": [{"kind": "text"}]})
    assert run("redline", "mtad@3.0", "mtad@1.0").out.count("by 2.0") > 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("mtad@1.0", "mtad@3.0", "--net"),
        ("mtad@2.0", "mtad@3.0"),
        ("mtad@3.0", "mtad@4.0"),
        ("mtad@4.0", "mtad@3.0"),
        ("versions/mtad/1.0.md", "versions/mtad/3.0.md"),
        ("mtad@1.0", "example@3.0"),
    ],
)
def test_steps_proposals_loose_files_and_what_is_net_are_compared_as_they_are(
    run: Run, arguments: tuple[str, ...]
) -> None:
    data = json.loads(run("redline", *arguments, "--format", "json").out)
    assert data["changes"]
    assert not any("by" in change for change in data["changes"])
    assert data["changed_back"] == []


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_came_and_went_is_told_in_every_format_that_has_a_place(run: Run, form: str) -> None:
    for net, times in (((), True), (("--net",), False)):
        out = run("redline", "mtad@1.0", "mtad@3.0", "--format", form, *net).out
        assert ("put in by 2.0, taken out by 3.0" in out) is times
        assert ("Changed and changed back" in out) is times
