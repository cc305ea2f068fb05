"""What takes effect in parts on several days: which of it is in force on a day, and what may be
said of which provisions begin with which part."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.check import check
from build_tools.editing.accounts import changed_account
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, Provisions, provision_on_day
from build_tools.model import Certainty, Change, CorpusError, Document
from build_tools.record import load
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import has_begun, in_part
from build_tools.record.point_in_time import spells, text_on_day
from build_tools.record.status_words import (
    amendment_stage_in_words,
    stage_in_words,
    stage_word,
    status_in_file,
)
from tests.examples import examples
from tests.parted import ASSENT, NEW, PARTS, plant_parts
from tests.procedures import STATUTE

FIRST, LAST = dt.date(2024, 6, 1), dt.date(2024, 12, 31)
NUMBERS = ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2")
STEPS = ("part-1", "part-2", "part-3")


def document_of(root: Path, dates: str = PARTS, code: str = STATUTE) -> Document:
    return load(plant_parts(root, dates, code)).documents[0]


def provisions_of(document: Document) -> Provisions:
    return Provisions(History(document, Comparisons()))


def changes_of(document: Document) -> tuple[Change, ...]:
    return Comparisons().between(*document.versions[:2]).changes


@pytest.mark.parametrize(
    ("day", "told", "word"),
    [
        ("2024-05-31", "enacted", "enacted"),
        ("2024-06-01", "in force in part since 1 June 2024 (1 of 3 parts)", "in force in part"),
        ("2024-09-01", "in force in part since 1 June 2024 (2 of 3 parts)", "in force in part"),
        ("2025-01-01", "in force in part since 1 June 2024 (2 of 3 parts)", "in force in part"),
        (
            "2025-01-02",
            "in force in part since 1 June 2024 (2 of 3 parts, perhaps 3)",
            "in force in part",
        ),
    ],
)
def test_how_much_is_in_force_is_told_with_the_stage(
    tmp_path: Path, day: str, told: str, word: str
) -> None:
    corpus = load(plant_parts(tmp_path / "versions"))
    document, as_of = corpus.documents[0], dt.date.fromisoformat(day)
    version = document.version("2.0")
    assert stage_in_words(document, version, as_of) == told
    assert stage_word(document, version, as_of) == word
    assert amendment_stage_in_words(corpus, corpus.amendments[-1], as_of) == told


@pytest.mark.parametrize("step", ["commencement", "part-1", "part-3"])
def test_what_begins_at_once_is_in_force_whole_with_whichever_step(
    tmp_path: Path, step: str
) -> None:
    dates = f"{ASSENT}  {step}: {{actual: 2024-06-01}}\n"
    corpus = load(plant_parts(tmp_path / "versions", dates))
    document, day = corpus.documents[0], dt.date(2024, 7, 1)
    assert stage_in_words(document, document.version("2.0"), day) == "in force"
    assert amendment_stage_in_words(corpus, corpus.amendments[-1], day) == "in force"


def test_a_code_without_words_for_a_part_has_ours(tmp_path: Path) -> None:
    code = STATUTE.replace("in force in part", "in force")
    document = document_of(tmp_path / "versions", code=code)
    word = stage_word(document, document.version("2.0"), dt.date(2024, 7, 1))
    assert word == "in force in part"


@pytest.mark.parametrize(
    ("day", "last", "said"),
    [
        ("2024-05-31", "planned", []),
        ("2024-06-01", "planned", ["1.1", "3", "3.1", "3.2"]),
        ("2024-09-01", "planned", ["1.1", "1.2", "3", "3.1", "3.2"]),
        ("2025-01-01", "planned", ["1.1", "1.2", "3", "3.1", "3.2"]),
        ("2025-01-01", "actual", ["1.1", "1.2", "2.1", "2.2", "3", "3.1", "3.2"]),
    ],
)
def test_the_changes_of_the_parts_that_have_begun_are_in_force(
    tmp_path: Path, day: str, last: str, said: list[str]
) -> None:
    dates = PARTS.replace("planned", last)
    document = document_of(tmp_path / "versions", dates)
    version, as_of = document.version("2.0"), dt.date.fromisoformat(day)
    made = [
        each.anchor
        for each in changes_of(document)
        if has_begun(document, version, each, as_of, as_of)
    ]
    assert made == said


@given(
    parts=st.lists(st.sampled_from(STEPS), min_size=7, max_size=7),
    days=st.lists(st.dates(FIRST, LAST), min_size=3, max_size=3),
    rest=st.sampled_from(STEPS),
)
@settings(max_examples=examples(12))
def test_what_is_in_force_grows_with_each_part_and_is_all_with_the_last(
    tmp_path_factory: pytest.TempPathFactory,
    parts: list[str],
    days: list[dt.date],
    rest: str,
) -> None:
    """Whichever provisions are in which, and in whatever order the parts begin; what each said is
    the new text from the day of its part on, and the former until then."""
    root = tmp_path_factory.mktemp("parts") / "versions"
    owned = list(zip(NUMBERS, parts, strict=True))
    named = {step: [number for number, own in owned if own == step] for step in STEPS}
    named[rest] = ["everything else"]
    lines = [
        f"  {step}: {{actual: {day}, provisions: {json.dumps(named[step])}}}\n"
        for step, day in zip(STEPS, days, strict=True)
    ]
    document = document_of(root, ASSENT + "".join(lines))
    old, version = document.versions
    changes, today = changes_of(document), max(days)
    begins = dict(zip(STEPS, days, strict=True))
    part_of = {number: own if number in named[own] else rest for number, own in owned}
    provisions = provisions_of(document)
    before: set[str] = set()
    for day in sorted({FIRST - dt.timedelta(days=1), *days}):
        verdicts = {each.id: has_begun(document, version, each, day, today) for each in changes}
        assert None not in verdicts.values()
        now = {id_ for id_, has in verdicts.items() if has}
        assert before <= now
        before = now
        for number in NUMBERS:
            has = begins[part_of[number]] <= day
            wanted = version if has else old
            number_of = provisions.history.number
            id_ = next(
                life
                for each in (version, old)
                if (life := provisions.id_at(number_of(each), number)) is not None
            )
            said = provision_on_day(provisions, id_, day, today)
            assert said.certainty is Certainty.CERTAIN
            block = provisions.block_at(number_of(wanted), id_)
            texts = [each.text for each in said.texts[0].blocks]
            assert texts == ([block.text] if block else [])
    assert len(before) == len(changes)
    assert in_part(document, version, today, today) is None


def test_what_gets_another_number_and_other_words_waits_for_its_part_alone(tmp_path: Path) -> None:
    """Its old number, which nothing bears any more, is no provision that another part takes out."""
    dates = f"""{ASSENT}\
  part-1: {{actual: 2024-06-01, provisions: [everything else]}}
  part-2: {{planned: 2024-09-01, provisions: ["3"]}}
"""
    root = plant_parts(tmp_path / "versions", dates)
    old = "## 2 Names\n\n2.1 A name is unique:\n\n(a) in the register; and\n\n(b) for a year.\n"
    for label, text in (("1.0", old), ("2.0", f"## 2 Keys\n\n2.1 A key is kept.\n\n{old}")):
        path = root / f"rules/{label}.md"
        head, _, _ = path.read_text().partition("## 1 Keys")
        new = text.replace("## 2 Names", "## 3 Names").replace("2.1 A name", "3.1 A name")
        path.write_text(head + (text if label == "1.0" else new.replace("year", "day")))
    document, day = load(root).documents[0], dt.date(2024, 7, 1)
    provisions = provisions_of(document)
    for id_ in ("2@1.0", "2.1@1.0", "2.1-b@1.0"):
        said = provision_on_day(provisions, id_, day, day)
        assert [each.versions[-1].label for each in said.texts] == ["1.0"], id_


@pytest.mark.parametrize(("part", "words"), [("part-1", 1), ("part-2", 2)])
def test_a_paragraph_without_a_number_goes_with_what_it_stood_in(
    tmp_path: Path, part: str, words: int
) -> None:
    """Another beside it that has none either is not the same."""
    other = "part-2" if part == "part-1" else "part-1"
    days = {"part-1": "actual: 2024-06-01", "part-2": "planned: 2025-01-01"}
    dates = f"""{ASSENT}\
  {part}: {{{days[part]}, provisions: ["2"]}}
  {other}: {{{days[other]}, provisions: [everything else]}}
"""
    root = plant_parts(tmp_path / "versions", dates)
    for label, more in (("1.0", "\n\nIt is said."), ("2.0", "")):
        path = root / f"rules/{label}.md"
        head, _, _ = path.read_text().partition("## 2 Names")
        path.write_text(f"{head}## 2 Names\n\nA name is given.{more}\n")
    document, day = load(root).documents[0], dt.date(2024, 7, 1)
    said = provision_on_day(provisions_of(document), "2@1.0", day, day)
    assert [len(each.blocks) - 1 for each in said.texts] == [words]
    assert assigned(document, document.version("2.0")).part_of("2", is_of_the_old=True) == part


def test_a_note_begins_with_the_part_that_names_it_and_with_no_provision(tmp_path: Path) -> None:
    dates = f"""{ASSENT}\
  part-1: {{actual: 2024-06-01, provisions: ["2.2", "Footnote 1", "Footnote 3"]}}
  part-2: {{planned: 2024-09-01, provisions: [everything else]}}
"""
    root = plant_parts(tmp_path / "versions", dates)
    for label, notes in (("1.0", "ports|piers|ink"), ("2.0", "towns|boats|lead")):
        path = root / f"rules/{label}.md"
        one, two, three = notes.split("|")
        text = re.sub(r"(2\.2 A name is \w+)\.", r"\1.[^1][^2][^3]", path.read_text())
        noted = f"[^1]: For {one}.\n\n    So.\n\n[^2]: For {two}.\n\n[^3]: In {three}.\n"
        path.write_text(f"{text}\n{noted}")
    document = load(root).documents[0]
    found = assigned(document, document.version("2.0"))
    begins = [found.part_of(f"fn-{number}") for number in (1, 2, 3)]
    assert begins == ["part-1", "part-2", "part-1"]
    assert found.part_of("2.2") == "part-1"


def test_what_is_not_recorded_is_told_so_and_may_be_either(tmp_path: Path) -> None:
    dates = f"{ASSENT}  part-1: {{actual: 2024-06-01}}\n  part-3: {{planned: 2025-01-01}}\n"
    document = document_of(tmp_path / "versions", dates)
    day = dt.date(2024, 7, 1)
    text = text_on_day(document, day, day)
    assert "1 of 2 parts had begun, and which provisions are in which is not recorded" in text.why
    verdicts = {
        has_begun(document, document.version("2.0"), each, day, day)
        for each in changes_of(document)
    }
    assert verdicts == {None}
    provisions = provisions_of(document)
    changed = provision_on_day(provisions, "1.1@1.0", day, day)
    assert changed.certainty is Certainty.BOUNDED
    assert [each.versions[0].label for each in changed.texts] == ["1.0", "2.0"]
    same = provision_on_day(provisions, "1.3@1.0", day, day)
    assert same.certainty is Certainty.CERTAIN


def test_a_part_of_which_the_day_is_not_recorded_may_have_begun(tmp_path: Path) -> None:
    dates = (
        f"{ASSENT}  part-1: {{actual: 2024-06-01, provisions: [1]}}\n"
        '  part-2: {actual: 2024-09, provisions: ["2"]}\n'
        "  part-3: {actual: date not recorded, provisions: [everything else]}\n"
    )
    document = document_of(tmp_path / "versions", dates)
    version, today = document.version("2.0"), dt.date(2025, 6, 1)
    told = []
    for day in ("2024-06-01", "2024-09-15", "2024-09-30", "2025-06-01"):
        found = in_part(document, version, dt.date.fromisoformat(day), today)
        told.append(found and (found.begun, found.perhaps, found.pending))
    assert told[1] == (("part-1",), ("part-2", "part-3"), ())
    assert told[2] == (("part-1", "part-2"), ("part-3",), ())
    assert told[3] is None
    found = in_part(document, version, dt.date(2024, 9, 30), today)
    assert found
    assert found.count == "2 of 3 parts, perhaps 3"


def test_a_part_that_was_planned_for_a_day_that_is_over_may_have_begun(tmp_path: Path) -> None:
    """From that day on, as soon as it is over; and what was read on it or before was certain."""
    document = document_of(tmp_path / "versions")
    version, planned = document.version("2.0"), dt.date(2025, 1, 1)
    day = dt.timedelta(days=1)
    provisions = provisions_of(document)

    def told(on: dt.date, today: dt.date) -> tuple[tuple[str, ...], Certainty, set[bool | None]]:
        found = in_part(document, version, on, today)
        assert found
        said = provision_on_day(provisions, "2.2@1.0", on, today)
        changes = [each for each in changes_of(document) if each.anchor == "2.2"]
        begun = {has_begun(document, version, each, on, today) for each in changes}
        return found.perhaps, said.certainty, begun

    certain = ((), Certainty.CERTAIN, {False})
    assert told(planned, planned) == told(planned - day, planned + day) == certain
    in_doubt = (("part-3",), Certainty.BOUNDED, {None})
    assert told(planned, planned + day) == told(planned + day, planned + day) == in_doubt
    said = provision_on_day(provisions, "2.2@1.0", planned + day, planned + day)
    assert [each.versions[0].label for each in said.texts] == ["1.0", "2.0"]
    assert "it begins with “Part 3 begins”, and whether that came is not recorded" in said.why
    assert planned in [spell.first for spell in spells(document, planned + day)]
    assert planned not in [spell.first for spell in spells(document, planned)]


@pytest.mark.parametrize(("day", "lines"), [("2025-01-01", []), ("2025-01-02", [11])])
def test_a_part_whose_day_is_over_is_told_at_its_line(
    tmp_path: Path, day: str, lines: list[int]
) -> None:
    corpus = load(plant_parts(tmp_path / "versions"))
    problems = check(corpus, dt.date.fromisoformat(day)).problems
    found = [each for each in problems if each.rule == "overdue"]
    assert [(each.line, each.severity) for each in found] == [(line, "warning") for line in lines]
    assert all("`part-3` was planned for 1 January 2025" in each.message for each in found)


@pytest.mark.parametrize(
    ("dates", "lines"),
    [
        (f"{ASSENT}  commencement: {{planned: 2025-01-01}}\n", [9]),
        (f"{ASSENT}  commencement: {{planned: 2025-01}}\n", []),
        (f"{ASSENT}  commencement: {{planned: 2025-01-01, actual: 2025-01-01}}\n", []),
        ("  bill: {actual: 2024-05-01}\n  commencement: {planned: 2025-01-01}\n", []),
    ],
)
def test_so_is_a_whole_version_that_has_been_decided(
    tmp_path: Path, dates: str, lines: list[int]
) -> None:
    """What is only proposed does not become law on a day for which it was planned."""
    problems = check(load(plant_parts(tmp_path / "versions", dates)), dt.date(2025, 1, 2)).problems
    found = [each for each in problems if each.rule == "overdue"]
    assert [each.line for each in found] == lines
    # As list, pages and files tell it, which take nothing planned to have come.
    assert all("what it makes is told as not in force yet" in each.message for each in found)


def test_a_part_may_begin_before_one_that_the_code_has_first(tmp_path: Path) -> None:
    dates = (
        f"{ASSENT}  part-1: {{planned: 2025-01-01, provisions: [everything else]}}\n"
        '  part-2: {actual: 2024-09-01, provisions: ["1"]}\n'
        '  part-3: {actual: 2024-06-01, provisions: ["2"]}\n'
    )
    document = document_of(tmp_path / "versions", dates)
    version = document.version("2.0")
    assert version.amendment
    recorded = version.amendment.recorded("effect")
    assert recorded == ("part-3", "part-2", "part-1")
    stages = [version.amendment.procedure.step(id_).stage for id_ in recorded]
    assert stages == ["in force in part", "in force in part", "in force"]
    told = [
        stage_in_words(document, version, dt.date.fromisoformat(day))
        for day in ("2024-05-31", "2024-06-01", "2024-09-01")
    ]
    since = "in force in part since 1 June 2024"
    assert told == ["enacted", f"{since} (1 of 3 parts)", f"{since} (2 of 3 parts)"]
    firsts = [spell.first for spell in spells(document, dt.date(2024, 12, 1))]
    assert dt.date(2024, 6, 1) in firsts
    assert dt.date(2024, 9, 1) in firsts


def test_a_part_that_waits_is_told_though_another_version_is_in_force(tmp_path: Path) -> None:
    root = plant_parts(tmp_path / "versions")
    (root / "amendments/rules-3.0.yml").write_text(
        "title: Version 3.0\nsummary: Makes the rules.\nsteps:\n  - document: rules\n"
        '    from: "2.0"\n    to: "3.0"\ndates:\n  part-1: {actual: 2024-10-01}\n'
        "sources:\n  - title: Made up\n"
    )
    head = (root / "rules/2.0.md").read_text().partition("## 1 Keys")[0].replace("2.0", "3.0")
    new = NEW.replace("public", "secret")
    (root / "rules/3.0.md").write_text(head + new)
    document = load(root).documents[0]
    day = dt.date(2024, 11, 1)
    text = text_on_day(document, day, day)
    assert [each.label for each in text.versions] == ["3.0"]
    assert "of 2.0 2 of 3 parts had begun" in text.why
    provisions = provisions_of(document)
    said = {
        id_: [each.versions[-1].label for each in provision_on_day(provisions, id_, day, day).texts]
        for id_ in ("1.1@1.0", "2.2@1.0", "3.1@2.0")
    }
    assert said == {"1.1@1.0": ["3.0"], "2.2@1.0": ["1.0"], "3.1@2.0": ["3.0"]}


def test_what_takes_effect_at_once_is_in_no_part(tmp_path: Path) -> None:
    dates = f"{ASSENT}  part-3: {{actual: 2024-06-01}}\n"
    document = document_of(tmp_path / "versions", dates)
    version, day = document.version("2.0"), dt.date(2024, 6, 1)
    assert stage_in_words(document, version, day) == "in force"
    assert in_part(document, version, day, day) is None
    assert not text_on_day(document, day, day).in_part


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('"1.1"', '"1.9"', "there is no provision `1.9` in the version that is made"),
        ('"3"]', '"3", "3.1"]', "Clause 3.1 is in `part-1` already: name it once"),
        ("1.2 to 1.3", "1.1 to 1.3", "Clause 1.1 is in `part-1` already: name it once"),
        ("1.2 to 1.3", "1.3 to 1.2", "`1.3 to 1.2` ends before it begins"),
        ('"1.2 to 1.3"', '"2.1", "2.1"', "Clause 2.1 is in `part-2` already: name it once"),
        ('"1.2 to 1.3"', "everything else", "`part-2` brings everything else into force already"),
        ("05-01}", "05-01, provisions: [1]}", "`assent` brings nothing into force"),
    ],
)
def test_provisions_that_cannot_be_are_told_where_they_are_written(
    tmp_path: Path, was: str, now: str, told: str
) -> None:
    assert was in PARTS
    root = plant_parts(tmp_path / "versions", PARTS.replace(was, now, 1))
    with pytest.raises(CorpusError) as refused:
        load(root)
    (problem,) = refused.value.problems
    assert told in problem.message
    assert problem.line
    assert problem.path.endswith("rules-2.0.yml")


NAMES = "2.1 A name is unique.\n\n2.2 A name is short."
DOORS = "## 2 Doors\n\n2.1 A door is shut."


@pytest.mark.parametrize(
    ("named", "new", "part"),
    [
        ("2", f"## 2 Names\n\n{NAMES}", "part-1"),
        ("2.1", f"## 2 Names\n\n{NAMES}", "part-3"),
        ("3", f"{DOORS}\n\n## 3 Names\n\n{NAMES.replace('2.', '3.')}", "part-1"),
        ("2", f"{DOORS}\n\n## 3 Names\n\n{NAMES.replace('2.', '3.')}", "part-3"),
        ("2", f"## 2 Names of all\n\n{NAMES}", None),
        ("2.1", f"## 2 Names of all\n\n{NAMES}", "part-3"),
        ("1.1", "", "part-3"),
    ],
)
def test_what_is_taken_out_of_a_provision_begins_with_the_part_that_names_that(
    tmp_path: Path, named: str, new: str, part: str | None
) -> None:
    """By the number that it has now; of what has the number alone in common it is not recorded."""
    dates = (
        f'{ASSENT}  part-1: {{actual: 2024-06-01, provisions: ["{named}"]}}\n'
        "  part-3: {planned: 2025-01-01, provisions: [everything else]}\n"
    )
    root = plant_parts(tmp_path / "versions", dates)
    keys, gone = "## 1 Keys\n\n1.1 A key is short.\n\n", "2.3 A name is public:\n\n(a) always."
    for label, text in (("1.0", f"## 2 Names\n\n{NAMES}\n\n{gone}\n"), ("2.0", f"{new}\n")):
        path = root / f"rules/{label}.md"
        path.write_text(path.read_text().partition("## 1 Keys")[0] + keys + text)
    document = load(root).documents[0]
    found = assigned(document, document.version("2.0"))
    parts = [found.part_of(each, is_of_the_old=True) for each in ("2.3", "2.3-a")]
    assert parts == [part, part]


def test_what_has_no_number_of_its_own_is_named_by_no_part(tmp_path: Path) -> None:
    """It would be let through, and begin with none."""
    root = plant_parts(tmp_path / "versions", PARTS.replace('"3"]', '"Paragraph under Clause 3"]'))
    path = root / "rules/2.0.md"
    path.write_text(path.read_text().replace("## 3 Logs", "## 3 Logs\n\nOf all that is done:"))
    with pytest.raises(CorpusError, match="has no number of its own") as refused:
        load(root)
    assert [each.line for each in refused.value.problems] == [9]


def test_provisions_of_what_takes_effect_at_once_are_refused(tmp_path: Path) -> None:
    dates = f"{ASSENT}  part-2: {{actual: 2024-06-01, provisions: [1]}}\n"
    root = plant_parts(tmp_path / "versions", dates, STATUTE)
    with pytest.raises(CorpusError, match="takes effect with this step alone, so all of it does"):
        load(root)


def test_the_words_for_what_no_part_names_are_offered_where_a_provision_is_not_there(
    tmp_path: Path,
) -> None:
    root = plant_parts(tmp_path / "versions", PARTS.replace("1.2 to 1.3", "alles andere", 1))
    with pytest.raises(CorpusError) as refused:
        load(root)
    assert refused.value.problems[0].form.endswith("or `everything else`")


@pytest.mark.parametrize("printed", ["1.1", "Clause 1.1"])
def test_a_provision_is_named_as_people_do(tmp_path: Path, printed: str) -> None:
    dates = PARTS.replace('"1.1"', f'"{printed}"').replace('"1.2 to 1.3"', '"2"')
    assert load(plant_parts(tmp_path / "versions", dates)).documents


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (', provisions: ["1.1", "3"]', "", ["provisions of part-1"]),
        ('"1.1", "3"', '"3"', ["provisions of part-1"]),
        ("", "", []),
    ],
)
def test_which_provisions_were_told_of_a_part_stays_told(
    tmp_path: Path, was: str, now: str, told: list[str]
) -> None:
    before, after = (
        load(plant_parts(tmp_path / name, dates)).amendments[-1]
        for name, dates in (("was", PARTS), ("now", PARTS.replace(was, now, 1)))
    )
    assert [*changed_account(before, after)] == told


def test_a_part_that_may_have_begun_is_not_said_to_be_in_force_or_not(tmp_path: Path) -> None:
    dates = PARTS.replace("part-2: {actual: 2024-09-01", "part-2: {actual: 2024-09")
    document = load(plant_parts(tmp_path / "versions", dates)).documents[0]
    [part] = text_on_day(document, dt.date(2024, 9, 10), dt.date(2024, 12, 1)).in_part
    assert part.perhaps == ("part-2",)
    assert part.told.endswith(
        "1 of 3 parts, perhaps 2 had begun;"
        " changes not in force yet: Part 3 begins (everything else)"
    )


def test_a_file_of_a_version_in_part_says_what_of_it_is_not_in_force(tmp_path: Path) -> None:
    document = load(plant_parts(tmp_path / "versions")).documents[0]
    new = document.versions[-1]
    assert status_in_file(document, new, dt.date(2024, 7, 1)).endswith(
        ": in force in part since 1 June 2024 (1 of 3 parts); changes not in force yet: "
        "Part 2 begins (1.2 to 1.3), Part 3 begins (everything else)"
    )
