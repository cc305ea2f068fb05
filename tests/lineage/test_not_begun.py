"""What of a version waits for the part of its amendment with which it begins."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, not_begun_between, not_begun_in_weave
from build_tools.model import RedlineInPart
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
    in_weave = not_begun_in_weave(history, DAY)
    found = in_weave.of_version(history, version) if in_weave else ()
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
    in_weave = not_begun_in_weave(history, DAY)
    found = in_weave.of_version(history, version) if in_weave else ()
    assert [each.address for each in found if each.is_pending and each.address != "1.1"] == waiting


def test_a_reference_that_only_follows_waits_too(tmp_path: Path) -> None:
    """A redline lists it as a change, and the text marks what that marks."""
    root = plant(tmp_path, STATUTE, DATES % "1.1")
    old = "1.1 A key is long.\n\n1.2 See Clause 1.3.\n\n1.3 A log is public.\n"
    new = "1.1 A key lasts.\n\n1.2 See Clause 1.4.\n\n1.3 A seal is red.\n\n1.4 A log is public.\n"
    for label, text in (("1.0", old), ("2.0", new)):
        path = root / f"rules/{label}.md"
        head, _, _ = path.read_text().partition("1.1 ")
        path.write_text(head + text)
    (document,) = load(root).documents
    history = History(document, Comparisons())
    redline = history.redline(1)
    waits = not_begun_in_weave(history, DAY)
    assert redline
    assert waits
    told = RedlineInPart(redline=redline, not_begun=not_begun_between(history, redline, waits))
    waiting = [change for change in redline.changes if change.id in told.by_change()]
    assert [(each.anchor, each.consequential) for each in waiting] == [
        ("1.2", True),
        ("1.3", False),
        ("1.4", True),
    ]
