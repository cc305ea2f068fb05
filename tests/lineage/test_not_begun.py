"""What of a version waits for the part of its amendment with which it begins."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, not_begun_on, noted_version
from build_tools.record import load
from tests.procedures import STATUTE, plant

DATES = """\
  assent: {actual: 2024-05-01}
  part-1: {actual: 2024-06-01, provisions: ["%s"]}
  part-2: {planned: 2025-01-01, provisions: [everything else]}
"""
DAY = dt.date(2024, 10, 1)


def test_what_has_no_number_waits_with_what_it_stands_in(tmp_path: Path) -> None:
    root = plant(tmp_path, STATUTE, DATES % "1.1")
    dates = root / "amendments/rules-2.0.yml"
    waits = "provisions: [everything else]}"
    dates.write_text(
        dates.read_text()
        .replace('provisions: ["1.1"]}', waits)
        .replace(f"planned: 2025-01-01, {waits}", 'planned: 2025-01-01, provisions: ["2"]}')
    )
    old, new = "## 1 Keys\n\nA key is long.\n", "## 2 Dogs\n\nA dog is led.\n\nIt is fed.\n"
    for label, text in (("1.0", old), ("2.0", f"{old}\n{new}")):
        path = root / f"rules/{label}.md"
        head, _, _ = path.read_text().partition("---\n\n")
        path.write_text(f"{head}---\n\n{text}")
    (document,) = load(root).documents
    version = document.version("2.0")
    history = History(document, Comparisons())
    found = not_begun_on(document, version, DAY, lambda: noted_version(history, version))
    assert [version.body[each.at].text for each in found] == ["Dogs", "A dog is led.", "It is fed."]


@pytest.mark.parametrize(("begun", "waiting"), [("1.1", ["1.2", "1.3", "1.4"]), ("1.2 to 1.4", [])])
def test_what_was_only_renumbered_waits_with_what_stands_beside_it(
    tmp_path: Path, begun: str, waiting: list[str]
) -> None:
    """Its number is not in force, though its words are."""
    root = plant(tmp_path, STATUTE, DATES % begun)
    old = "1.1 A key is long.\n\n1.2 A log is public.\n\n1.3 A name is short.\n"
    new = (
        "1.1 A key is very long.\n\n1.2 A seal is red.\n\n1.3 A log is public.\n\n"
        "1.4 A name is short.\n"
    )
    for label, text in (("1.0", old), ("2.0", new)):
        path = root / f"rules/{label}.md"
        head, _, _ = path.read_text().partition("1.1 ")
        path.write_text(head + text)
    (document,) = load(root).documents
    version = document.version("2.0")
    history = History(document, Comparisons())
    found = not_begun_on(document, version, DAY, lambda: noted_version(history, version))
    assert [each.address for each in found if each.is_pending and each.address != "1.1"] == waiting
