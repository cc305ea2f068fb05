"""Who made each tracked change where versions lie between the two that are compared: the amendment
of the version in which it came about, as the file itself says."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import fold, weave_of_document, woven_redline
from build_tools.model import Amendment, Corpus, Event, Moment, Redline, Version
from build_tools.render.without_a_word import resting_comments
from build_tools.word import read_rounds, redline_docx, version_docx
from build_tools.word.write.context import CARRIED
from tests.drafting import History, histories
from tests.lineage.test_weave import chain, planted, planted_edits, score, words_in
from tests.lineage.woven_histories import law, tree_of
from tests.running import Run
from tests.word.revisions import left, stamps
from tests.word.rules import breaches

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = dt.date(2024, 5, 1)


def made_by_amendments(versions: list[Version]) -> list[Version]:
    """The versions, each made by an amendment of its own; every second one took effect on a day
    that is known."""
    found = []
    for at, version in enumerate(versions):
        day = Moment(DAY + dt.timedelta(days=at)) if at % 2 else Moment(None, "none")
        made = Amendment(
            id=f"a-{at}",
            title=f"Reform {version.label}",
            route=None,
            summary="",
            steps=(),
            events={"effect": Event(actual=day)},
        )
        found.append(replace(version, amendment=made))
    return found


def marks(file: bytes) -> Iterator[tuple[str, str, str, str | None]]:
    """Each mark of words: its sign, its words, its author and its date."""
    for each in stamps(file):
        sign = {"ins": "+", "moveTo": "+", "del": "-", "moveFrom": "-"}.get(each.tag[len(W) :], "")
        words = "".join(each.itertext(f"{W}t", f"{W}delText"))
        if sign and words:
            yield sign, words, each.get(f"{W}author", ""), each.get(f"{W}date")


@pytest.mark.parametrize("edits", [3, pytest.param(20, marks=pytest.mark.sweep)])
def test_every_planted_word_is_of_its_amendment(edits: int) -> None:
    texts, _ = planted(edits, 5, edits)
    weave, plain = chain(*texts)
    versions = made_by_amendments(plain)
    file = redline_docx(woven_redline(weave, versions[0], versions[-1], versions))
    found, dates = set(), {}
    for sign, words, author, date in marks(file):
        found |= {(sign, word, author.removeprefix("Reform ")) for word in words_in(words)}
        dates[author] = date
    assert score(found, planted_edits(texts)) >= 0.99
    for at, version in enumerate(versions[1:], 1):
        day = DAY + dt.timedelta(days=at)
        assert dates[f"Reform {version.label}"] == (f"{day}T00:00:00Z" if at % 2 else None)


def test_who_accepts_the_marks_of_the_first_alone_has_the_text_of_the_first(
    tmp_path: Path,
) -> None:
    """Both changed one point: the first put a figure there, the second took out its sign."""
    texts = [f"1.1 The {fee} falls due.\n" for fee in ("fee", "ten%", "twelve%", "twelve")]
    weave, plain = chain(*texts)
    versions = made_by_amendments(plain)
    path = tmp_path / "redline.docx"
    path.write_bytes(redline_docx(woven_redline(weave, versions[1], versions[3], versions)))
    assert [each.text for each in read_rounds(path)] == texts[1:]


TEXT = """# Rules

1.1 A visitor may take a boat until dusk.

1.2 The keeper may refuse. The keeper shall say why.

1.3 Nobody swims.[^1]

[^1]: But for the keeper.

Table 1: Boats

| Boat | Time | Oars |
|---|---|---|
| Raft | 1 hour | none |
| Punt | 2 hours | one |
"""
LATER = (
    ("until dusk", "until sunset"),
    ("refuse. The keeper shall", "refuse.\n\n1.2A The keeper shall at once"),
    ("| Boat | Time | Oars |\n|---|---|---|", "| Boat | Time | Oars | Fee |\n|---|---|---|---|"),
    ("| none |", "| none | 1 |"),
    ("| one |", "| one | 2 |"),
    ("But for the keeper.", "But for the keeper and the cook."),
)
LAST = (
    ("| Punt | 2 hours |", "| Skiff | 3 hours | two | 4 |\n| Punt | 90 minutes |"),
    ("at once say", "say"),
    ("1.3 Nobody swims", "1.3 Nobody dives. Nobody swims"),
    ("sunset", "nightfall"),
)


def amended(text: str, edits: tuple[tuple[str, str], ...]) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def three_versions() -> tuple[Redline, Redline]:
    """From the first of three versions to the last, and back."""
    later = amended(TEXT, LATER)
    weave, plain = chain(TEXT, later, amended(later, LAST))
    versions = made_by_amendments(plain)
    first, _, last = versions
    return woven_redline(weave, first, last, versions), woven_redline(weave, last, first, versions)


def test_words_notes_cells_rows_columns_and_halves_are_each_of_their_own_amendment() -> None:
    there, _ = three_versions()
    found = {
        (sign, words.strip()): author
        for sign, words, author, _ in marks(redline_docx(there))
        if author != CARRIED and words.strip()
    }
    for sign, words, author in (
        ("-", "dusk", "Reform 2.0"),
        ("+", "nightfall", "Reform 3.0"),
        ("+", "1.2A", "Reform 2.0"),
        ("+", "and the cook", "Reform 2.0"),
        ("+", "Fee", "Reform 2.0"),
        ("+", "Skiff", "Reform 3.0"),
        ("+", "4", "Reform 3.0"),
        ("+", "90 minutes", "Reform 3.0"),
        ("-", "2 hours", "Reform 3.0"),
        ("+", "Nobody dives.", "Reform 3.0"),
    ):
        near = [key for key in found if key[0] == sign and words in key[1]]
        assert near, (sign, words, found)
        assert {found[key] for key in near} == {author}, (sign, words)


def test_what_came_and_was_reworded_since_has_both_amendments() -> None:
    later = TEXT.replace("1.3 Nobody", "1.2A Dogs stay on the bank.\n\n1.3 Nobody")
    last = later.replace("on the bank", "on a lead on the bank")
    weave, plain = chain(TEXT, later, last)
    versions = made_by_amendments(plain)
    file = redline_docx(woven_redline(weave, versions[0], versions[2], versions))
    found = {words.strip(): author for _, words, author, _ in marks(file)}
    assert found["a lead on"] == "Reform 3.0"
    assert found["Dogs stay on"] == found["the bank."] == "Reform 2.0"


def test_a_table_that_came_and_was_changed_since_has_both_amendments() -> None:
    before, table = TEXT.split("Table 1")
    later = f"Table 1{table}".replace("| Punt | 2", "| Skiff | 3 hours | two |\n| Punt | 3")
    weave, plain = chain(before, TEXT, before + later)
    versions = made_by_amendments(plain)
    file = redline_docx(woven_redline(weave, versions[0], versions[2], versions))
    found = {words.strip(): author for _, words, author, _ in marks(file)}
    assert found["Raft"] == found["Punt"] == "Reform 2.0"
    assert found["Skiff"] == "Reform 3.0"
    assert found["3"] == "Reform 3.0"


def test_accepting_and_rejecting_give_both_files_whoever_made_what() -> None:
    for each in three_versions():
        hold(each)


@pytest.mark.sweep
@law
@given(histories(longest=4))
def test_so_they_do_for_any_two_versions_of_any_history(history: History) -> None:
    tree = tree_of(history)
    versions = made_by_amendments([version for version, _ in tree])
    weave = fold("pond", tree, Comparisons())
    hold(woven_redline(weave, versions[0], versions[-1], versions))


def hold(woven: Redline) -> None:
    file = redline_docx(woven)
    assert left(file, "accept") == left(version_docx(woven.new), "keep")
    assert left(file, "reject") == left(version_docx(woven.old), "keep")
    assert breaches(file) == []
    makers = {version.amendment.title for _, version in woven.makers if version.amendment}
    for each in stamps(file):
        assert each.get(f"{W}author") in makers | {CARRIED}


def test_of_loose_files_the_file_is_the_author(run: Run, tmp_path: Path) -> None:
    names = [str(tmp_path / f"draft-{at}.md") for at in (1, 2, 3)]
    for name, text in zip(
        names, ("A fee is due.", "A high fee is due.", "A high fee."), strict=True
    ):
        Path(name).write_text(f"{text}\n")
    target = tmp_path / "woven.docx"
    ran = run("weave", *names, "--between", "1", "3", "--format", "docx", "-o", target)
    assert ran.code == 0
    found = {words.strip(): (author, date) for _, words, author, date in marks(target.read_bytes())}
    assert found["high"] == ("draft-2.md", None)
    assert found["is due"] == ("draft-3.md", None)


def test_the_record_names_three_closures_and_no_date_that_it_does_not_hold(
    record: Corpus, run: Run, tmp_path: Path
) -> None:
    document = record.document("mtad")
    target = tmp_path / "mtad.docx"
    ran = run("weave", "mtad", "--between", "1.0", "4.0", "--format", "docx", "-o", target)
    assert ran.code == 0
    found = {(each.get(f"{W}author"), each.get(f"{W}date")) for each in stamps(target.read_bytes())}
    titles = {v.amendment.title for v in document.versions[1:] if v.amendment}
    assert {author for author, _ in found} == titles
    assert {date for _, date in found} == {None}
    weave = weave_of_document(document)
    woven = woven_redline(weave, document.versions[0], document.versions[-1], document.versions)
    said = resting_comments(woven)
    assert redline_docx(woven, _status(target), said=said) == target.read_bytes()


def _status(path: Path) -> str:
    import docx  # noqa: PLC0415

    return docx.Document(str(path)).core_properties.subject or ""


def test_the_judge_sees_an_author_that_is_wrong() -> None:
    texts, _ = planted(3, 5, 3)
    weave, plain = chain(*texts)
    versions = made_by_amendments(plain)
    woven = woven_redline(weave, versions[0], versions[-1], versions)
    turned = tuple(
        (name, versions[-1]) if at == 0 else (name, version)
        for at, (name, version) in enumerate(woven.makers)
    )
    found = {
        (sign, word, re.sub("Reform ", "", author))
        for sign, words, author, _ in marks(redline_docx(replace(woven, makers=turned)))
        for word in words_in(words)
    }
    assert score(found, planted_edits(texts)) < 0.99
