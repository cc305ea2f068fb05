"""The site of a version whose change has begun over one that waits: nowhere are its words law for
certain, and everywhere it is said what waits, and that no version has the words that are law."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from tests.parted import NEW, PARTS, plant_later, plant_parts
from tests.publishing import built
from tests.running import Run

LATER = NEW.replace("2.2 A name is long.", "2.2 Each name is long.")
WHOLE = "  part-1: {actual: 2024-09-15}\n"
DATES = PARTS.replace("2025-01-01", "2027-01-01")
IN_PART = "in force only in part"


def record(root: Path) -> Path:
    plant_parts(root, DATES)
    plant_later(root, "3.0", "2.0", LATER, WHOLE)
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    corpus = load(record(tmp_path_factory.mktemp("under") / "versions"))
    return built(corpus, dt.date(2024, 10, 1), {"index.md": "# Home\n"}, Comparisons())


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", page).split())


@pytest.mark.parametrize("page", ["rules/index.md", "rules/v/3.0/index.md"])
def test_the_text_says_so_and_what_it_was(site: dict[str, str], page: str) -> None:
    said = words(site[page])
    assert f"2.2 Each name is long . [{IN_PART}]" in said
    instead = "Clause 2.2 of 1.0 only in part: no version has the words that are law"
    assert f"{instead} 2.2 A name is short." in said


@pytest.mark.parametrize("old", ["1.0", "2.0"])
def test_a_redline_says_so_in_its_text_and_in_its_list(site: dict[str, str], old: str) -> None:
    said = words(site[f"rules/redline/{old}..3.0/index.md"])
    assert f"[{IN_PART}]" in said
    assert f"[{IN_PART} (rest planned 1 January 2027)]" in said


def test_the_script_of_any_two_versions_is_told_so(site: dict[str, str]) -> None:
    (said,) = re.findall(r'"waits":({.*?})}?</script>', site["rules/compare/index.md"])
    told = json.loads(said)
    assert [IN_PART, f"{IN_PART} (rest planned 1 January 2027)", 0] in told["said"]


def test_the_provision_is_not_cited_as_if_all_of_it_were_in_force(site: dict[str, str]) -> None:
    said = words(site["rules/clause/2.2/index.md"])
    cited = "Clause 2.2; in force since 15 September 2024, only in part."
    assert f"To cite it: Rules 3.0, {cited}" in said
    assert "Clause 2.2 of 1.0 or Clause 2.2 of 3.0" in said
    assert "so no version has the words that are law" in said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["show", "rules"], f"2.2 Each name is long. [{IN_PART}]"),
        (["show", "rules", "2.2"], "2.2 A name is short."),
        (["show", "rules"], f"[{IN_PART}: what 2.0 changes here is not in force yet (Part 3"),
        (["blame", "rules@3.0"], f"3.0  Clause 2.2: Each name is long. [{IN_PART}]"),
    ],
)
def test_the_command_line_says_so(run: Run, tmp_path: Path, asked: list[str], told: str) -> None:
    assert told in run(*asked, "--versions", record(tmp_path / "versions")).out
