"""What the documentation names is there: modules, tests, and the terms of the glossary."""

import importlib
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from build_tools.compare.redline import STAGES
from build_tools.model import Kind
from tests.paths import ROOT

PAGES = (
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/glossary.md"),
    *("docs/api.md", "docs/publishing.md", "docs/record.md", "docs/word.md", "docs/pdf.md"),
)
FILE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|js|css|html|yml))(?:::(\w+))?`")
TEST_OF_THE_LAST_FILE = re.compile(r"`::(\w+)`")
ROW = re.compile(
    r"^\| \*\*(?P<term>[^|]+)\*\* \| (?P<meaning>[^|]+) \|(?P<elsewhere>[^|]*)"
    r"\| (?P<code>[^|]+) \|$",
    re.MULTILINE,
)


def files_named(page: str) -> Iterator[str]:
    return (found[1] for found in FILE.finditer((ROOT / page).read_text()))


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    for name in files_named(page):
        assert (ROOT / name).exists() or (ROOT / "build_tools" / name).exists(), name


def test_every_test_that_holds_an_invariant_is_there() -> None:
    named = 0
    file = ""
    for line in (ROOT / "docs/architecture.md").read_text().splitlines():
        for found in FILE.finditer(line):
            if found[1].startswith("tests/"):
                file = found[1]
            if found[2]:
                named += 1
                assert f"def {found[2]}(" in (ROOT / file).read_text(), found[0]
        for found in TEST_OF_THE_LAST_FILE.finditer(line):
            named += 1
            assert f"def {found[1]}(" in (ROOT / file).read_text(), found[0]
    assert named > 10


# --- The glossary ---------------------------------------------------------------------------------


def glossary() -> list[re.Match[str]]:
    return list(ROW.finditer((ROOT / "docs/glossary.md").read_text()))


def test_every_row_of_the_glossary_is_read() -> None:
    text = (ROOT / "docs/glossary.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert len(rows) == len(glossary())
    assert len({row["term"].casefold() for row in glossary()}) == len(rows), "one word, one thing"


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row["term"])
def test_a_term_of_the_glossary_stands_in_the_code(row: re.Match[str]) -> None:
    names = re.findall(r"`([\w.]+)`", row["code"])
    assert names, f"{row['term']} names nothing in the code"
    for name in names:
        assert resolved(name) is not None, name


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row["term"])
def test_a_term_is_told_in_one_sentence(row: re.Match[str]) -> None:
    assert row["meaning"].strip().endswith(".")
    assert not re.search(r"[.!?] [A-Z]", row["meaning"].replace("e.g. ", ""))


def test_the_glossary_has_every_stage_and_every_kind_of_change() -> None:
    text = (ROOT / "docs/glossary.md").read_text()
    for stage in STAGES:
        assert f"`{stage.__module__.removeprefix('build_tools.')}.{stage.__name__}`" in text
    for kind in get_args(Kind):
        assert re.search(rf"\b{kind}\b", text), kind


def resolved(name: str) -> object:
    """A module of the package, or what one defines: "model.Version", "model.Version.body"."""
    parts = name.split(".")
    for split in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(["build_tools", *parts[:split]]))
        except ModuleNotFoundError:
            continue
        for part in parts[split:]:
            found = found.__dict__.get(part) if isinstance(found, type) else getattr(found, part)
        return found
    return None
