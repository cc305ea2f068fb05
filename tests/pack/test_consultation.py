"""The consultation pack: what is in it, what it says it is, and what a publisher's own templates
change.

As text; Word files have tests of their own.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from zipfile import ZipFile

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.model import plain
from build_tools.pack.consultation import template_values
from build_tools.pack.formats import PACK_FORMATS
from build_tools.record import load
from build_tools.text.markdown import parse
from tests.parted import plant_parts
from tests.procedures import BALLOT, plant
from tests.running import Run, replace_in

TEXTS = ("html", "md")
"""The formats that are text; for the others see `test_packing_word`."""
LABEL = "Reconstruction for demonstration, not the legal text."
AMENDMENT = "mtad-moc-secure-closure"
NAMES = (
    "draft-direction",
    "response-template",
    "summary-of-changes",
    "mtad-4.0-clean",
    "mtad-3.0-to-4.0-redline",
)


@pytest.fixture
def packed(pack_of: Callable[[str], Path]) -> Path:
    return pack_of(AMENDMENT)


def test_every_document_is_there_in_every_format_and_says_what_it_is(packed: Path) -> None:
    assert {path.name for path in packed.iterdir()} == {
        f"{name}.{form}" for name in NAMES for form in PACK_FORMATS
    }
    assert all(LABEL in path.read_text() for form in TEXTS for path in packed.glob(f"*.{form}"))


def test_a_file_stands_by_itself(packed: Path) -> None:
    """It asks nobody for anything; what it links to is in the pack or on the web."""
    names = {path.name for path in packed.iterdir()}
    for path in packed.glob("*.html"):
        text = path.read_text()
        assert not re.search(r"<link\b|\bsrc=|@import|url\(", text), path.name
        for target in re.findall(r'href="([^"]+)"', text):
            file, _, anchor = target.partition("#")
            assert not file or file in names or file.startswith(("https://", "data:")), target
            if anchor:
                assert f'id="{anchor}"' in (packed / (file or path.name)).read_text(), target
    for path in packed.glob("*.md"):
        if path.stem in NAMES[:3]:
            assert set(re.findall(r"\]\(([^)]+)\)", path.read_text())) <= names


def test_a_draft_direction_has_placeholders_for_what_is_not_known_yet(packed: Path) -> None:
    for form in TEXTS:
        text = (packed / f"draft-direction.{form}").read_text().replace("\\", "")
        assert "[effective date]" in text
        assert "Annex [annex]" in text
        assert "planned for 27 January 2023, or within one month after" in text


def test_a_draft_direction_knows_the_day_of_effect_by_whatever_name(tmp_path: Path) -> None:
    root = plant(tmp_path, BALLOT, "  effective: {planned: 2027-02-01}\n", route="ballot")
    corpus = load(root)
    made, graphs = corpus.amendments[-1], Graphs(corpus, dt.date(2026, 11, 30))
    values = template_values(corpus, made, (), Comparisons(), graphs, "md")
    draft = PACK_FORMATS["md"].document("draft-direction", values, None)
    assert "the effect is planned for 1 February 2027" in str(draft)


@pytest.mark.parametrize("ending", TEXTS)
def test_a_draft_of_what_takes_effect_in_parts_says_which_and_when(
    tmp_path: Path, ending: str
) -> None:
    corpus = load(plant_parts(tmp_path))
    made, graphs = corpus.amendments[-1], Graphs(corpus, dt.date(2026, 11, 30))
    values = template_values(corpus, made, made.steps, Comparisons(), graphs, ending)
    draft = str(PACK_FORMATS[ending].document("draft-direction", values, None))
    text = re.sub(r"<[^>]*>|\\\\", "", draft)
    first, *_, last = re.findall(r"^2\.\d .*$", text, re.MULTILINE)
    assert "(1.1, 3)" in first
    assert first.endswith(": 1 June 2024.")
    assert last.startswith("2.3 ")
    assert "everything else" in last
    assert last.endswith(": 1 January 2025.")
    assert "date that is not recorded" not in text


def test_a_draft_names_a_document_once_whose_short_title_is_its_title(tmp_path: Path) -> None:
    root = plant(tmp_path, BALLOT, "  effective: {planned: 2027-02-01}\n", route="ballot")
    corpus = load(root)
    same = replace(corpus.documents[0], title="Rules", short_title="Rules")
    corpus = replace(corpus, documents=(same, *corpus.documents[1:]))
    made, graphs = corpus.amendments[-1], Graphs(corpus, dt.date(2026, 11, 30))
    values = template_values(corpus, made, made.steps, Comparisons(), graphs, "md")
    draft = str(PACK_FORMATS["md"].document("draft-direction", values, None))
    assert "The Rules, version" in draft


@pytest.mark.parametrize("ending", TEXTS)
@pytest.mark.parametrize("name", ["response-template", "conclusion-report"])
def test_papers_of_a_ballot_that_no_step_closes_name_no_day_by_which_to_respond(
    tmp_path: Path, name: str, ending: str
) -> None:
    root = plant(tmp_path, BALLOT, "  proposed: {actual: 2026-11-01}\n", route="ballot")
    corpus = load(root)
    made, graphs = corpus.amendments[-1], Graphs(corpus, dt.date(2026, 11, 30))
    values = template_values(corpus, made, made.steps, Comparisons(), graphs, ending)
    values |= {"responses": None, "agreed": {}, "causes": {}, "ending": ending}
    values |= dict.fromkeys(("questions", "changes", "dropped", "drafts", "revised"), ())
    paper = str(PACK_FORMATS[ending].document(name, values, None))
    words = re.sub("(?s)<style.*?</style>|<[^>]*>", " ", paper)
    assert "Ballot of the members" in words or name == "response-template"
    assert not re.search("by:|date not recorded|had closed", words)


def test_the_response_template_asks_each_question_and_lists_each_change(packed: Path) -> None:
    corpus = load(Path("versions"))
    (amendment,) = [each for each in corpus.amendments if each.id == AMENDMENT]
    mtad = corpus.document("mtad")
    changes = Comparisons().between(mtad.version("3.0"), mtad.version("4.0")).changes
    html = (packed / "response-template.html").read_text()
    markdown = (packed / "response-template.md").read_text()
    for question in amendment.questions:
        assert question in html
        assert question in markdown
    assert re.findall(r'redline\.html#([^"]+)"', html) == [change.id for change in changes]
    who, table = [block.table for block in parse(markdown) if block.table]
    assert [plain(row[1].content) for row in who.rows[1:]] == [
        "[name]",
        "[organisation]",
        "[date]",
        "[no, all of it, or which parts]",
        "[yes or no]",
    ]
    assert [plain(row[1].content) for row in table.rows[1:]] == [change.id for change in changes]
    assert [plain(row[2].content) for row in table.rows[1:]] == [change.where for change in changes]
    assert [plain(row[4].content) for row in table.rows[1:]] == [
        f"[response to change {number}]" for number in range(1, len(changes) + 1)
    ]
    assert "Responses by: 16:00 on 13 January 2023." in html


def test_the_clean_text_is_the_text(packed: Path) -> None:
    mtad = load(Path("versions")).document("mtad")
    text = (packed / "mtad-4.0-clean.md").read_text()
    _, _, body = mtad.version("4.0").text.removeprefix("---\n").partition("---\n")
    assert text == f"**{LABEL}**\n\n{body.lstrip()}"


def test_the_redlined_text_marks_what_changed(packed: Path) -> None:
    for form in TEXTS:
        text = (packed / f"mtad-3.0-to-4.0-redline.{form}").read_text()
        assert re.search(r"<ins[^>]*>31 January 2023</ins>", text)


def test_what_the_record_is_silent_on_is_not_recorded(run: Run, tmp_path: Path) -> None:
    assert run("pack", "mtad-first-version", "-o", tmp_path / "pack").code == 0
    assert {path.stem for path in (tmp_path / "pack").iterdir()} == {*NAMES[:3], "mtad-1.0-clean"}
    for form in TEXTS:
        read = {name: (tmp_path / "pack" / f"{name}.{form}").read_text() for name in NAMES[:3]}
        assert re.search(r"Route(: |</dt><dd>)not recorded", read[NAMES[0]])
        assert "Responses by: not recorded." in read[NAMES[1]]
        assert "No question is recorded." in read[NAMES[1]]
        assert "is a first version; all of it is new." in read[NAMES[1]]
        assert "not recorded" in read[NAMES[2]]


def test_a_source_is_where_each_format_leads(run: Run, copied: Path, tmp_path: Path) -> None:
    address = "https://example.org/a_b?c=1&d=~2#!e"
    replace_in(
        copied / "amendments/mtad-moc-secure-closure.yml",
        "sources:",
        f"sources:\n  - title: The notice\n    url: {address}",
    )
    out = tmp_path / "pack"
    ran = run("pack", "mtad-moc-secure-closure", "--output", out, "--versions", copied)
    assert ran.code == 0, ran.err
    assert f": <{address}>\n" in (out / "summary-of-changes.md").read_text()
    html = (out / "summary-of-changes.html").read_text()
    assert f'<a href="{escape(address)}">The notice</a>' in html
    with ZipFile(out / "summary-of-changes.docx") as word:
        links = word.read("word/_rels/document.xml.rels").decode()
    assert f'Target="{escape(address)}"' in links


def test_words_of_the_record_are_only_words(run: Run, copied: Path, tmp_path: Path) -> None:
    file = copied / f"amendments/{AMENDMENT}.yml"
    replace_in(
        file, "title: Closure of", "title: <script>alert(1)</script> [x](https://y.example) *a* | b"
    )
    assert run("pack", AMENDMENT, "-o", tmp_path / "pack", "--versions", copied).code == 0
    assert "<script>alert" not in (tmp_path / "pack/summary-of-changes.html").read_text()
    said = parse((tmp_path / "pack/summary-of-changes.md").read_text())[0]
    assert "<script>alert(1)</script> [x](https://y.example) *a* | b" in plain(said.content)
    assert not any(run.marks for run in said.content)


# --- A publisher's own templates ------------------------------------------------------------------


def test_a_publisher_replaces_what_it_has_a_template_for(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "draft-direction.md").write_text(
        "Ours: {{ amendment.title }} & {{ steps[0].new_name }}\n"
    )
    (own / "frame.html").write_text(
        "<!DOCTYPE html><title>Our frame</title>{% block content %}{% endblock %}"
    )
    assert run("pack", AMENDMENT, "-o", tmp_path / "pack", "--templates", own).code == 0
    read = {
        path.name: path.read_text()
        for form in TEXTS
        for path in (tmp_path / "pack").glob(f"*.{form}")
    }
    assert (
        read["draft-direction.md"]
        == "Ours: Closure of Migration DUST for MOC (Secure) & MTAD 4.0\n"
    )
    assert "# Response template" in read["response-template.md"]
    assert read["response-template.html"].startswith("<!DOCTYPE html><title>Our frame</title>")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("One\n{% if %}", "draft-direction.md:2: cannot be filled: Expected an expression"),
        (
            "One\n\n{{ amendmend.title }}",
            "draft-direction.md:3: cannot be filled: 'amendmend' is undefined",
        ),
        (
            '{% include "pack/gone.md" %}',
            "draft-direction.md:1: cannot be filled: there is no template `pack/gone.md`",
        ),
        ("{{ 1 / 0 }}", "draft-direction.md: cannot be filled: division by zero"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_at_its_line(
    template: str, said: str, run: Run, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "draft-direction.md").write_text(template)
    ran = run("pack", AMENDMENT, "-o", tmp_path / "pack", "--templates", own)
    assert (ran.code, said in ran.err) == (2, True), ran
    assert not (tmp_path / "pack").exists()


# --- What is refused ------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/mine.txt").write_text("mine")
    ran = run("pack", AMENDMENT, "-o", tmp_path / "pack")
    assert (ran.code, "is there and is not an empty folder" in ran.err) == (2, True)
    assert [path.name for path in tmp_path.rglob("*")] == ["pack", "mine.txt"]
    assert run("pack", AMENDMENT, "-o", tmp_path / "pack/mine.txt").code == 2
    (tmp_path / "empty").mkdir()
    assert run("pack", AMENDMENT, "-o", tmp_path / "empty").code == 0


def test_what_there_is_not_is_told_of(run: Run, tmp_path: Path) -> None:
    assert (
        "there is no amendment `mtad-moc`" in run("pack", "mtad-moc", "-o", tmp_path / "pack").err
    )
    ran = run("pack", AMENDMENT, "-o", tmp_path / "pack", "--templates", tmp_path / "gone")
    assert (ran.code, "gone: there is no such folder" in ran.err) == (2, True)
    assert run("pack", AMENDMENT).code == 2


def test_what_changes_without_a_word_is_told_apart_and_in_other_documents_too(packed: Path) -> None:
    markdown = (packed / "summary-of-changes.md").read_text()
    changes, _, resting = markdown.partition("### Changed without a word")
    assert "| **Clause 18.3** | refers to Table 17.6: Table 17.6, row MOC (Secure)" in resting
    assert "**svtad@1.0 Clause 4.1(c)**" in resting
    assert "svtad@1.0" not in changes
    html = (packed / "summary-of-changes.html").read_text()
    assert '<a href="mtad-3.0-to-4.0-redline.html#18.3">Clause 18.3</a>' in html
    redline = (packed / "mtad-3.0-to-4.0-redline.html").read_text()
    assert "svtad@1.0 Clause 4.1(c)" in redline
