"""The id of a change: made of what it is, and of nothing else."""

from build_tools.compare.changes.ids import ChangeList
from build_tools.model import Change

CHANGE = Change(id="", kinds=("reword",), where="Clause 1.1", anchor="1.1", old="cat", new="dog")


def test_one_identity_gives_one_id_wherever_it_stands() -> None:
    first, second = ChangeList(), ChangeList()
    second.add(CHANGE, ("block", "another"))
    assert first.add(CHANGE, ("block", "cat", "dog")) == second.add(CHANGE, ("block", "cat", "dog"))


def test_changes_of_one_identity_are_numbered() -> None:
    found = ChangeList()
    ids = [found.add(CHANGE, ("block", "cat", "dog")) for _ in range(3)]
    assert ids[1:] == [f"{ids[0]}-2", f"{ids[0]}-3"]
    assert [change.id for change in found.changes] == ids


def test_texts_that_run_together_are_another_identity() -> None:
    found = ChangeList()
    ids = {found.add(CHANGE, ("block", "catdog", "")), found.add(CHANGE, ("block", "cat", "dog"))}
    assert len(ids) == 2
