"""How versions would stand otherwise, which no line of a branch says."""

from pathlib import Path

import pytest

from build_tools.model import Corpus
from build_tools.record import load
from build_tools.record.standings import changed_standings
from tests.publishing import AS_OF
from tests.running import replace_in


def stands(record: Corpus, root: Path) -> dict[str, tuple[str, str, bool]]:
    changed = changed_standings(record, load(root), AS_OF)
    return {each.name: (each.old, each.new, each.of_law) for each in changed}


CLOSURE = "amendments/mtad-moc-secure-closure.yml"


def test_the_same_record_stands_as_it_stood(record: Corpus, copied: Path) -> None:
    assert stands(record, copied) == {}


def test_what_becomes_law_supersedes_another_without_a_word(record: Corpus, unsealed: Path) -> None:
    replace_in(unsealed / CLOSURE, "  effect: {", "  direction: {actual: 2023-01-26}\n  effect: {")
    replace_in(unsealed / CLOSURE, "{planned: 2023-01-27,", "{actual: 2023-01-27,")
    found = stands(record, unsealed)
    facts = "(direction date not recorded, effect date not recorded)"
    assert found == {
        "mtad@3.0": (f"in force {facts}", f"superseded {facts}", True),
        "mtad@4.0": (
            "consultation closed",
            "in force (direction 2023-01-26, effect 2023-01-27)",
            True,
        ),
    }


def test_what_is_withdrawn_is_told_and_is_no_law(record: Corpus, copied: Path) -> None:
    replace_in(copied / CLOSURE, "dates:", "withdrawn: 2023-02-01\ndates:")
    assert stands(record, copied) == {"mtad@4.0": ("consultation closed", "withdrawn", False)}


@pytest.mark.parametrize("name", ["direction", "effect"])
def test_another_day_of_what_is_law_is_told(record: Corpus, unsealed: Path, name: str) -> None:
    amendment = unsealed / "amendments/example-2.0-insert-renumber-reword.yml"
    day = {"direction": "2024-05-15", "effect": "2024-06-01"}[name]
    replace_in(amendment, f"actual: {day}", "actual: 2024-05-20")
    (found,) = stands(record, unsealed).items()
    assert (found[0], found[1][2]) == ("example@2.0", True)
    assert f"{name} {day}" in found[1][0]
    assert f"{name} 2024-05-20" in found[1][1]
