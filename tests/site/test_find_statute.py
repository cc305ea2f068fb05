"""The jump box of another country's code: what its readers write is found, and its examples are
numbers of its own texts."""

import datetime as dt

import pytest

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.record.store import Store
from build_tools.site.build import made_find_index
from build_tools.site.find.answers import JumpBox
from tests.finding import find_index
from tests.statutes import plant_statute

DAY = dt.date(2024, 1, 1)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = plant_statute(tmp_path_factory.mktemp("statute") / "versions")
    return made_find_index(load(root), DAY, {}, Comparisons(), Store(None))


def test_the_parts_of_a_paragraph_are_found_by_their_words(script: str) -> None:
    box = JumpBox(script)
    for query, anchor in {
        "§ 2 Abs. 3": "section-2-3",
        "§2 Absatz 2": "section-2-2",
        "§ 2 Abs. 2 Nr. 2": "section-2-2-2",
        "§ 2 Abs. 2 Satz 1 Nr. 2 Buchst. a": "section-2-2-2-a",
        "§ 2 Abs. 2 S. 1 Nr. 2 Buchst. b Doppelbuchst. bb": "section-2-2-2-b-bb",
        "WO § 2a Absatz 1 Satz 2": "section-2a-1",
        "§ 3 (1)": "section-3-1",
    }.items():
        assert box.answer(query).found[0].address == f"wasser/#{anchor}", query
    assert not box.answer("§ 9 Abs. 2").found


def test_what_is_not_there_is_told_as_the_record_cites(script: str) -> None:
    with speaking("de"):
        box = JumpBox(script)
    for query, cited in {
        "§ 9 Abs. 2": "§ 9 Abs. 2",
        "9(2)": "§ 9 Abs. 2",
        "§ 12": "§ 12",
        "§ 2 Abs. 2 Nr. 7": "§ 2 Abs. 2 Nr. 7",
        "§ 2 Abs. 2 Nr. 2 Buchst. z": "§ 2 Abs. 2 Nr. 2 Buchst. z",
        "Tabelle 9": "Tabelle 9",
    }.items():
        assert box.answer(query).said.startswith(f"Nicht vorhanden in WO 1.0: {cited}."), (
            query,
            box.answer(query),
        )


def test_each_provision_is_found_first_by_its_citation(script: str) -> None:
    box = JumpBox(script)
    index = find_index(script)
    clauses = [each for each in index["provisions"] if each["kind"] == "clause"]
    assert len(clauses) > 10
    for each in clauses:
        if "Absatz" not in each["citation"]:  # a paragraph without a number
            first = box.answer(each["citation"]).found[0]
            assert first.address.endswith(f"#{each['anchor']}"), each["citation"]


def test_what_the_box_gives_for_examples_it_answers(script: str) -> None:
    index = find_index(script)
    assert index["examples"] == "§ 2 Abs. 1 · tabelle 1 haushalte · WO 1.0 § 1"
    box = JumpBox(script)
    assert all(box.answer(example).found for example in index["examples"].split(" · "))


def test_where_a_number_is_nowhere_what_stands_nearest_is_offered(script: str) -> None:
    box = JumpBox(script)
    for query, near in {
        "§ 9": ["section-3"],
        "9": ["section-3"],
        "§ 2 Abs. 7": ["section-2-3", "section-2a"],
        "Tabelle 9": ["tabelle-1"],
    }.items():
        found = [each.address.rpartition("#")[2] for each in box.answer(query).near]
        assert found == near, query
