"""The redline of one Word file that several authors marked up: both texts are given back, and each
change is told with the author and the day, in every format."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from build_tools.cli.comparing import tracked_redline
from build_tools.cli.inputs import tracked_versions
from build_tools.model import Redline
from tests.examples import repeatable
from tests.lineage.test_weave import edits_of
from tests.running import Run
from tests.word.files import docx, paragraph
from tests.word.files import run as words
from tests.word.revisions import stamps
from tests.word.rules import breaches
from tests.word.several_authors import AUTHORS, Draft, Planted, day_of, drafts, words_of
from tests.word.test_write_makers import marks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

law = settings(
    repeatable(6, [Phase.generate]),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def compared(draft: Draft, folder: Path) -> Redline:
    tracked = tracked_versions(str(draft.written(folder / "draft.docx")))
    return tracked_redline(tracked, net=False)


def labels(authors: tuple[str, ...] = AUTHORS) -> dict[str, str]:
    """What each author is called by in a redline."""
    return {f"{name} ({day_of(at)})": name for at, name in enumerate(authors)}


def named(redline: Redline) -> Planted:
    """Each word that a redline marks, with who is said to have done it."""
    called = labels()
    return {
        (edit.op, word, called[edit.by])
        for edit in edits_of(redline)
        if edit.op in "+-"
        for word in words_of(edit.text)
    }


# --- The laws -------------------------------------------------------------------------------------


@law
@given(drafts())
def test_each_change_has_the_author_and_the_day_of_whoever_made_it(
    tmp_path: Path, draft: Draft
) -> None:
    redline = compared(draft, tmp_path)
    assert (redline.old.text, redline.new.text) == (draft.old, draft.new)
    assert named(redline) == draft.planted
    assert all(change.by for change in redline.changes)


@law
@given(drafts())
def test_a_redline_written_to_a_word_file_and_read_again_has_the_same_authors(
    run: Run, tmp_path: Path, draft: Draft
) -> None:
    source, written = draft.written(tmp_path / "draft.docx"), tmp_path / "written.docx"
    assert run("redline", source, "--format", "docx", "-o", written).code == 0
    file = written.read_bytes()
    assert breaches(file) == []
    days = {name: f"{day_of(at)}T00:00:00Z" for at, name in enumerate(AUTHORS)}
    found = set()
    for sign, text, author, date in marks(file):
        assert date == days[author]
        found |= {(sign, word, author) for word in words_of(text)}
    assert found == draft.planted
    again = tracked_redline(tracked_versions(str(written)), net=False)
    assert named(again) == draft.planted


@law
@given(drafts(divide=True))
def test_both_texts_come_back_however_paragraphs_were_divided_and_joined(
    tmp_path: Path, draft: Draft
) -> None:
    redline = compared(draft, tmp_path)
    assert (redline.old.text, redline.new.text) == (draft.old, draft.new)
    assert redline.verified
    assert redline.aligned
    assert {by for change in redline.changes for by in change.by} <= set(labels())


# --- What is shown --------------------------------------------------------------------------------


def tracked(kind: str, author: str, day: str, text: str, hour: int = 9) -> str:
    """A tracked insertion or deletion; without a day it has no date."""
    date = f' w:date="{day}T{hour:02}:00:00Z"' if day else ""
    inner = text if text.startswith("<") else words(text)
    if kind == "del":
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="1" w:author="{author}"{date}>{inner}</w:{kind}>'


def two_authors(folder: Path) -> Path:
    """A fee that A. Reader raised and B. Writer made due later; and a word of the one that the
    other struck again."""
    a, b = ("A. Reader", "2024-01-31"), ("B. <b>Writer</b>".replace("<", "&lt;"), "2024-02-05")
    struck = words("may ") + tracked("del", *b, "always ") + words("choose to ")
    return docx(
        folder / "draft.docx",
        paragraph(
            words("1.1 The fee is ")
            + tracked("del", *a, "ten")
            + tracked("ins", *a, "twenty")
            + words(" pounds, due ")
            + tracked("ins", *b, "at once")
            + words(".")
        )
        + paragraph(words("1.2 The keeper ") + tracked("ins", *a, struck) + words("refuse.")),
    )


def test_the_list_names_the_author_and_the_day_of_each_change(run: Run, tmp_path: Path) -> None:
    shown = run("redline", two_authors(tmp_path)).out
    assert "by A. Reader (2024-01-31), B. <b>Writer</b> (2024-02-05)\n" in shown
    assert "1.2 (reword)\n    by A. Reader (2024-01-31)\n" in shown


def test_what_one_author_put_in_and_another_took_out_is_told_beside_the_changes(
    run: Run, tmp_path: Path
) -> None:
    shown = run("redline", two_authors(tmp_path)).out
    assert "{+may choose to +}" in shown
    assert (
        "Clause 1.2: “always” put in by A. Reader (2024-01-31), taken out by B. <b>Writer</b>"
        " (2024-02-05)"
    ) in shown


@pytest.mark.parametrize(("day", "said"), [("", "not dated"), ("2024-01-31", "2024-01-31")])
def test_what_has_no_date_came_first_and_on_one_day_what_has_the_earlier_hour(
    run: Run, tmp_path: Path, day: str, said: str
) -> None:
    struck = tracked("del", "A", "2024-01-31", "always ", hour=10)
    inside = words("may ") + struck + words("choose to ")
    body = words("1.1 The keeper ") + tracked("ins", "Z", day, inside) + words("refuse.")
    shown = run("redline", docx(tmp_path / "draft.docx", paragraph(body))).out
    assert f"“always” put in by Z ({said}), taken out by A (2024-01-31)\n" in shown


def test_so_do_json_csv_and_html(run: Run, tmp_path: Path) -> None:
    source = two_authors(tmp_path)
    both = ["A. Reader (2024-01-31)", "B. <b>Writer</b> (2024-02-05)"]
    data = json.loads(run("redline", source, "--format", "json").out)
    assert [change["by"] for change in data["changes"]] == [both, both[:1]]
    assert data["verified"]
    rows = csv.DictReader(run("redline", source, "--format", "csv").out.splitlines())
    assert [row["by"] for row in rows] == [", ".join(both), both[0]]
    page = run("redline", source, "--format", "html").out
    assert (
        "<dt>By</dt><dd>A. Reader (2024-01-31), B. &lt;b&gt;Writer&lt;/b&gt; (2024-02-05)" in page
    )
    assert "<b>Writer" not in page
    assert f"<code>corpus redline {source} --format json</code>" in page


def test_what_one_author_alone_did_is_told_as_between_two_files(run: Run, tmp_path: Path) -> None:
    """So paragraphs that were joined are told as joined."""
    by = 'w:id="1" w:author="A" w:date="2024-01-31T09:00:00Z"'
    one = paragraph(words("The keeper shall see to the boats."), f"<w:rPr><w:del {by}/></w:rPr>")
    two = paragraph(words("The cook shall see to the fish, the bread and the wine."))
    source, made = docx(tmp_path / "draft.docx", one + two), tmp_path / "made.docx"
    (change,) = json.loads(run("redline", source, "--format", "json").out)["changes"]
    (net,) = json.loads(run("redline", source, "--net", "--format", "json").out)["changes"]
    assert change == net | {"by": ["A (2024-01-31)"]}
    assert "merge" in change["kinds"]
    run("redline", source, "--format", "docx", "-o", made)
    assert {
        each.values()[1:] == ["A", "2024-01-31T00:00:00Z"] for each in stamps(made.read_bytes())
    } == {True}


def test_net_leaves_the_authors_out(run: Run, tmp_path: Path) -> None:
    source = two_authors(tmp_path)
    net = json.loads(run("redline", source, "--net", "--format", "json").out)
    full = json.loads(run("redline", source, "--format", "json").out)
    assert not any("by" in change for change in net["changes"])
    assert [change["new"] for change in net["changes"]] == [
        change["new"] for change in full["changes"]
    ]


def test_who_is_not_named_and_what_has_no_date_is_said_so(run: Run, tmp_path: Path) -> None:
    body = words("It is ") + tracked("ins", "", "", "not ") + words("due.")
    source, made = docx(tmp_path / "draft.docx", paragraph(body)), tmp_path / "made.docx"
    assert "by an unknown author (not dated)" in run("redline", source).out
    run("redline", source, "--format", "docx", "-o", made)
    (stamp,) = stamps(made.read_bytes())
    assert (stamp.get(f"{W}author"), stamp.get(f"{W}date")) == ("an unknown author", None)


# --- More authors than are told apart -------------------------------------------------------------


def by_many(folder: Path, made: list[tuple[str, str]]) -> Path:
    """A file in which each of these, an author and a day, inserted a word in a paragraph of its
    own."""
    body = "".join(
        paragraph(words(f"{at}.1 Here the keeper says ") + tracked("ins", *each, f"word{at}"))
        for at, each in enumerate(made, 1)
    )
    return docx(folder / "many.docx", body)


def makers(run: Run, source: Path) -> list[str]:
    changes = json.loads(run("redline", source, "--format", "json").out)["changes"]
    return [by for change in changes for by in change["by"]]


@pytest.mark.parametrize("count", [12, 13])
def test_beyond_twelve_the_days_of_an_author_are_one(run: Run, tmp_path: Path, count: int) -> None:
    days = [f"2024-01-{at:02}" for at in range(1, count + 1)]
    source = by_many(tmp_path, [("A", day) for day in days])
    said = run("redline", source).err
    if count == 12:
        assert makers(run, source) == [f"A ({day})" for day in days]
        assert "told apart" not in said
    else:
        assert makers(run, source) == [f"A ({days[0]} to {days[-1]})"] * count
        assert "more than 12 authors and days: the days of an author are not told apart" in said


def test_beyond_twelve_authors_the_rarest_are_one(run: Run, tmp_path: Path) -> None:
    often = [f"Author {at:02}" for at in range(11)]
    made = [(f"Rare {at}", "2023-12-31") for at in range(1, 6)]
    made += [(name, "2024-01-01") for name in (*often, *often)]
    source = by_many(tmp_path, made)
    found = makers(run, source)
    together = "; ".join(f"Rare {at} (2023-12-31)" for at in (1, 2, 3))
    assert set(found[:5]) == {f"{together}; and 2 more"}
    assert found[5:16] == [f"{name} (2024-01-01)" for name in often]
    assert "the authors with the fewest of them, are not told apart" in run("redline", source).err


# --- Remarks --------------------------------------------------------------------------------------


def test_what_is_said_of_both_texts_is_said_once(run: Run, tmp_path: Path) -> None:
    """What only one of them holds is said of that one."""

    def missing(note: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'

    body = (
        paragraph(tracked("ins", "A", "2024-01-31", "New.") + missing(7), "")
        + paragraph(words("Text") + missing(5))
        + paragraph(words("More") + tracked("ins", "A", "2024-01-31", missing(6)))
    )
    source = docx(tmp_path / "draft.docx", body)
    said = run("redline", source).err.splitlines()
    assert sum("“Text”" in line for line in said) == 1
    (of_new,) = [line for line in said if "“More”" in line]
    assert of_new.startswith(f"{source} (accepted): ")
    assert [line for line in said if "tracked change" in line] == [
        f"{source}: 2 tracked changes by A, 2024-01-31"
    ]
