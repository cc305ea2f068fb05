"""Redlines, each made once, and always of the versions that were asked about."""

from dataclasses import replace

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Redline
from tests.recording import amendment
from tests.reviewing import version_of

OLD, NEW = version_of("1.1 A boat.\n"), version_of("1.1 A raft.\n")


def test_a_redline_is_made_once() -> None:
    comparisons = Comparisons()
    assert comparisons.between(OLD, NEW) is comparisons.between(OLD, NEW)


def test_a_redline_is_of_the_versions_as_they_are_now_described() -> None:
    """Though their texts were compared when the record said something else of them."""
    comparisons = Comparisons()
    comparisons.between(OLD, NEW)
    directed = replace(NEW, amendment=amendment({"direction": "2023-01-01"}), provenance="Directed")
    found = comparisons.between(OLD, directed)
    assert (found.old, found.new) == (OLD, directed)
    assert found.passages == comparisons.between(OLD, NEW).passages


def test_a_document_of_another_title_is_compared_anew() -> None:
    """References to it by its title may follow what was renumbered."""
    told: list[Redline] = []
    comparisons = Comparisons(told.append)
    titled = replace(NEW, title="Rules of the Pond (Rules)")
    first, second = (comparisons.between(OLD, each) for each in (NEW, titled))
    assert first.passages is not second.passages
