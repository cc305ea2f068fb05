"""What waits under a later change that has begun: no version has the words that are law."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import (
    History,
    Provisions,
    not_begun_in_weave,
    provision_on_day,
)
from build_tools.model import Certainty, Document, NotBegun
from build_tools.record import load
from build_tools.record.point_in_time import text_on_day
from build_tools.render.not_begun_in_words import not_begun_shortly, not_begun_told
from tests.parted import plant_later, plant_parts

DAY = dt.date(2024, 10, 1)
TODAY = dt.date(2024, 11, 1)
SOME = """\
  assent: {{actual: 2024-05-0{day}}}
  part-1: {{actual: 2024-06-0{day}, provisions: {begun}}}
  part-2: {{planned: 2025-0{day}-01, provisions: [everything else]}}
"""
WHOLE = "  part-1: {actual: 2024-07-01}\n"
OF_THREE = SOME.format(day=3, begun='["1.2"]')
FIRST = "## 1 Keys\n\n1.1 A name is short.\n\n1.2 A key lasts ten years.\n"


def record(root: Path, texts: list[str], dates: list[str]) -> Document:
    """Versions made one from another, all but the first of which take effect by these dates."""
    plant_parts(root, dates[0])
    for label, text in zip(("1.0", "2.0"), texts, strict=False):
        path = root / f"rules/{label}.md"
        path.write_text(path.read_text().partition("## 1 Keys")[0] + text)
    for at, (text, told) in enumerate(zip(texts[2:], dates[1:], strict=True), 3):
        plant_later(root, f"{at}.0", f"{at - 1}.0", text, told)
    return load(root).documents[0]


def waiting(document: Document) -> dict[str, NotBegun]:
    """What of the version in force waits, by what it says."""
    history, version = History(document, Comparisons()), document.versions[-1]
    found = not_begun_in_weave(history, DAY)
    waits = found.of_version(history, version) if found else ()
    return {version.body[each.at].text: each for each in waits}


@pytest.mark.parametrize("later", [OF_THREE, WHOLE])
@pytest.mark.parametrize("now", ["Each key lasts twenty years", "A key lasts thirty years"])
def test_a_change_that_waits_is_told_though_a_later_one_has_begun(
    tmp_path: Path, later: str, now: str
) -> None:
    second = FIRST.replace("ten", "twenty")
    third = second.replace("A key lasts twenty years", now)
    dates = [SOME.format(day=2, begun='["1.1"]'), later]
    document = record(tmp_path / "versions", [FIRST, second, third], dates)
    ((said, waits),) = waiting(document).items()
    assert said == f"{now}."
    assert not_begun_shortly(waits) == "in force only in part (rest planned 1 February 2025)"
    told = not_begun_told(waits)
    assert "what 2.0 changes here is not in force yet (Part 2 begins: planned 1 Feb" in told
    assert told.endswith("and no version has the words that are law")
    found = provision_on_day(Provisions(History(document, Comparisons())), "1.2@1.0", DAY, DAY)
    assert found.certainty is Certainty.BOUNDED
    assert [each.versions[-1].label for each in found.texts] == ["1.0", "3.0"]
    assert "in 2.0 it begins with “Part 2 begins”, which had not come" in found.why
    assert found.why.endswith("so no version has the words that are law")


def test_what_may_be_law_again_is_not_said_to_be_in_no_version(tmp_path: Path) -> None:
    """3.0 waits; if the part of 2.0 waits too, 4.0 says again what was law before both."""
    texts = [FIRST.replace("ten", years) for years in ("ten", "twenty", "thirty", "ten")]
    perhaps = SOME.format(day=2, begun='["1.1"]').replace("2025-02-01", "2024-07-01")
    document = record(
        tmp_path / "versions", texts, [perhaps, SOME.format(day=3, begun='["1.1"]'), WHOLE]
    )
    found = provision_on_day(Provisions(History(document, Comparisons())), "1.2@1.0", DAY, DAY)
    assert found.certainty is Certainty.BOUNDED
    assert [[each.label for each in text.versions] for text in found.texts] == [
        ["1.0", "4.0"],
        ["2.0"],
    ]
    assert not found.is_composed
    assert "no version has the words" not in found.why


def test_what_waits_beside_what_has_begun_later_is_told_for_certain(tmp_path: Path) -> None:
    """Of the clause over both no version has the words; of each of the two one has."""
    texts = [
        f"## 1 Keys\n\n1.1 A key:\n\n(a) is {one};\n\n(b) lasts {other}.\n"
        for one, other in (("short", "a year"), ("long", "a year"), ("long", "a day"))
    ]
    dates = [SOME.format(day=2, begun="[1.2]"), WHOLE]
    texts = [f"{text}\n1.2 A name is {of}.\n" for text, of in zip(texts, "abb", strict=True)]
    document = record(tmp_path / "versions", texts, dates)
    provisions = Provisions(History(document, Comparisons()))
    found = {
        id_: provision_on_day(provisions, f"{id_}@1.0", DAY, DAY)
        for id_ in ("1.1", "1.1-a", "1.1-b", "1.2")
    }
    assert {id_: [each.versions[0].label for each in on.texts] for id_, on in found.items()} == {
        "1.1": ["1.0", "3.0"],
        "1.1-a": ["1.0"],
        "1.1-b": ["3.0"],
        "1.2": ["3.0"],
    }
    (waits,) = waiting(document).values()
    assert not_begun_told(waits).startswith("not in force yet (Part 2")


@pytest.mark.parametrize(
    ("last", "texts"),
    [("A key lasts ten years.", ["3.0"]), ("", [])],
)
def test_what_is_as_it_was_or_is_gone_whatever_waits_is_certain(
    tmp_path: Path, last: str, texts: list[str]
) -> None:
    second = FIRST.replace("ten", "twenty")
    third = FIRST.partition("1.2")[0] + (f"1.2 {last}\n" if last else "")
    dates = [SOME.format(day=2, begun='["1.1"]'), WHOLE]
    document = record(tmp_path / "versions", [FIRST, second, third], dates)
    assert waiting(document) == {}
    found = provision_on_day(Provisions(History(document, Comparisons())), "1.2@1.0", DAY, DAY)
    assert found.certainty is Certainty.CERTAIN
    assert [each.versions[0].label for each in found.texts if each.blocks] == texts


def test_what_is_put_in_and_waits_is_not_law_by_its_later_number(tmp_path: Path) -> None:
    put_in = "\n## § 5a Lights\n\nA boat has a light.\n"
    dates = [SOME.format(day=2, begun='["1.1"]'), SOME.format(day=3, begun='["§ 5b"]')]
    texts = [FIRST, FIRST + put_in, FIRST + put_in.replace("5a", "5b")]
    document = record(tmp_path / "versions", texts, dates)
    told = {said: not_begun_told(each) for said, each in waiting(document).items()}
    assert list(told) == ["Lights", "A boat has a light."]
    assert "what 2.0 changes here is not in force yet" in told["Lights"]
    provisions = Provisions(History(document, Comparisons()))
    id_ = provisions.id_at(provisions.history.number(document.versions[-1]), "section-5b")
    found = provision_on_day(provisions, id_ or "", DAY, DAY)
    assert found.certainty is Certainty.BOUNDED
    assert [each.blocks != () for each in found.texts] == [False, True]


def test_what_waits_of_the_first_version_waits_on(tmp_path: Path) -> None:
    root = tmp_path / "versions"
    dates = [WHOLE]
    record(root, [FIRST, FIRST.replace("short", "long")], dates)
    made = (root / "amendments/rules-1.0.yml").read_text()
    head, _, rest = made.partition("dates:\n")
    _, sources, last = rest.partition("sources:")
    first = SOME.format(day=1, begun='["1.1"]')
    (root / "amendments/rules-1.0.yml").write_text(f"{head}dates:\n{first}{sources}{last}")
    (waits, *_rest) = [
        each
        for said, each in waiting(load(root).documents[0]).items()
        if said == "A key lasts ten years."
    ]
    assert waits.version == "1.0"


@pytest.mark.parametrize("was", ["", "1.3 A seal is blue.\n"])
def test_what_waits_and_is_taken_out_later_is_not_said_to_be_in_force_still(
    tmp_path: Path, was: str
) -> None:
    dates = [SOME.format(day=2, begun='["1.1"]'), SOME.format(day=3, begun='["1.1"]')]
    third = FIRST.replace("short", "long")
    texts = [f"{FIRST}\n{was}", f"{FIRST}\n1.3 A seal is red.\n", third]
    document = record(tmp_path / "versions", texts, dates)
    found = not_begun_in_weave(History(document, Comparisons()), DAY)
    assert found
    assert [each.is_pending for each in found.taken_out.values()] == [False]


MONTH = "  part-1: {actual: 2024-10}\n"


def test_what_waits_is_not_law_though_nobody_knows_which_version_is(tmp_path: Path) -> None:
    """On a day on which the record does not hold whether the later version had taken effect."""
    second = FIRST.replace("ten", "twenty")
    texts = [FIRST, second, second.replace("short", "long")]
    document = record(tmp_path, texts, [SOME.format(day=2, begun='["1.1"]'), MONTH])
    assert [each.label for each in text_on_day(document, DAY, TODAY).versions] == ["2.0", "3.0"]
    provisions = Provisions(History(document, Comparisons()))
    waits = provision_on_day(provisions, "1.2@1.0", DAY, TODAY)
    assert waits.certainty is Certainty.CERTAIN
    assert [each.excerpt.blocks[0].text for each in waits.texts] == ["A key lasts ten years."]
    assert waits.why.startswith("that is so whichever was in force, though the record does not")
    assert "in 2.0 it begins with “Part 2 begins”, which had not come" in waits.why
    open_ = provision_on_day(provisions, "1.1@1.0", DAY, TODAY)
    assert open_.certainty is Certainty.BOUNDED
    assert [each.versions[-1].label for each in open_.texts] == ["2.0", "3.0"]


def test_words_that_no_version_has_are_told_to_be_law_only_if_the_later_version_was_in_force(
    tmp_path: Path,
) -> None:
    second = FIRST.replace("ten", "twenty")
    texts = [FIRST, second, second.replace("A key", "Each key")]
    document = record(tmp_path, texts, [SOME.format(day=2, begun='["1.1"]'), MONTH])
    provisions = Provisions(History(document, Comparisons()))
    found = provision_on_day(provisions, "1.2@1.0", DAY, TODAY)
    assert [each.versions[-1].label for each in found.texts] == ["1.0", "3.0"]
    assert found.why.endswith("if 3.0 was in force, no version has the words that are law")
    assert not found.is_composed
    assert provision_on_day(provisions, "1.2@1.0", TODAY, TODAY).is_composed


def test_the_number_of_a_note_that_moves_on_keeps_no_words_waiting(tmp_path: Path) -> None:
    """In a text, a table and the note itself: a new note before them gave it another."""
    table = "Table 1: Keys\n\n| Key | Years |\n|---|---|\n| Gate[^{}] | ten |\n"
    old = (
        f"{FIRST.replace('ten years.', 'ten years.[^1]')}\n{table.format(1)}\n[^1]: See the Act.\n"
    )
    new = (
        f"{FIRST.replace('ten years.', 'ten years.[^2]')}\n{table.format(2)}\n[^2]: See the Act.\n"
    )
    new = new.replace("short.", "short.[^1]") + "\n[^1]: See the Rules.\n"
    document = record(tmp_path, [old, new], [SOME.format(day=2, begun='["1.1"]')])
    assert "A key lasts ten years." not in " ".join(waiting(document))
    assert set(waiting(document)) == {"See the Rules."}
    provisions = Provisions(History(document, Comparisons()))
    for id_ in ("1.2@1.0", "table-1@1.0"):
        found = provision_on_day(provisions, id_, DAY, DAY)
        assert found.certainty is Certainty.CERTAIN
        assert [each.versions[-1].label for each in found.texts] == ["2.0"]


def test_what_nothing_changed_is_told_of_the_version_in_force(tmp_path: Path) -> None:
    """By the number that it has there, not of the last version before any part."""
    second = FIRST.replace("ten", "twenty")
    third = second.replace("1.1 A name", "1.1 A seal is red.\n\n1.2 A name").replace(
        "1.2 A key", "1.3 A key"
    )
    texts = [FIRST, second, third, third.replace("red", "blue")]
    document = record(tmp_path, texts, [SOME.format(day=2, begun='["1.1"]'), WHOLE, WHOLE])
    provisions = Provisions(History(document, Comparisons()))
    name = provision_on_day(provisions, "1.1@1.0", DAY, DAY)
    assert [each.label for each in name.texts[0].versions] == ["4.0"]
    before = dt.date(2024, 6, 15)
    seal = provision_on_day(provisions, "1.1@3.0", before, DAY)
    assert [each.label for each in seal.texts[0].versions] == ["2.0"]
    assert seal.texts[0].blocks == ()
