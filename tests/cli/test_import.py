"""The command `corpus import`: what it writes, where it says what is left out, and what it exits
with."""

from pathlib import Path

import pytest

from build_tools.cli.remarks import of_two_texts
from build_tools.word import ConversionWarning
from tests.running import Run
from tests.word.files import docx, paragraph
from tests.word.files import run as words

TRACKED = (
    '<w:ins w:id="1" w:author="A">' + words("new ") + '</w:ins><w:del w:id="2" w:author="A"><w:r>'
    '<w:delText xml:space="preserve">old </w:delText></w:r></w:del>'
)
OBJECT = "<w:r><w:object/></w:r>"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return docx(tmp_path / "plain.docx", paragraph(words("Some text") + OBJECT))


@pytest.fixture
def tracked(tmp_path: Path) -> Path:
    return docx(
        tmp_path / "tracked.docx", paragraph(words("Some ") + TRACKED + words("text") + OBJECT)
    )


def test_the_text_goes_to_the_terminal_and_the_report_beside_it(run: Run, plain: Path) -> None:
    ran = run("import", plain)
    assert (ran.code, ran.out) == (0, "Some text\n")
    assert ran.err == f"{plain}: paragraph 1 “Some text”: an embedded object is left out\n"


def test_both_may_go_to_files(run: Run, plain: Path, tmp_path: Path) -> None:
    ran = run("import", plain, "-o", tmp_path / "out.md", "--report", tmp_path / "report.txt")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / "out.md").read_text() == "Some text\n"
    assert (tmp_path / "report.txt").read_text().endswith("an embedded object is left out\n")


@pytest.mark.parametrize(
    ("option", "text"), [("--accept", "Some new text\n"), ("--reject", "Some old text\n")]
)
def test_tracked_changes_are_accepted_or_rejected(
    run: Run, tracked: Path, option: str, text: str
) -> None:
    assert run("import", tracked, option).out == text


def test_both_texts_make_two_files(run: Run, tracked: Path, tmp_path: Path) -> None:
    ran = run("import", tracked, "--both", "-o", tmp_path / "out.md")
    assert ran.code == 0
    assert (tmp_path / "out.old.md").read_text() == "Some old text\n"
    assert (tmp_path / "out.new.md").read_text() == "Some new text\n"
    assert not (tmp_path / "out.md").exists()
    assert ran.err.count("an embedded object is left out") == 2


def test_a_remark_on_both_texts_is_told_once(run: Run, tmp_path: Path) -> None:
    """One paragraph is the same in both; of the other each text has its own words."""
    same, other = words("Same") + OBJECT, words("Some ") + TRACKED + words("text") + OBJECT
    source = docx(tmp_path / "tracked.docx", paragraph(other) + paragraph(same))
    lost = "an embedded object is left out"
    said = run("import", source, "--both", "-o", tmp_path / "out.md").err.splitlines()
    assert said[0] == f"{tmp_path}/out.old.md: paragraph 1 “Some old text”: {lost}"
    assert f"{tmp_path}/out.new.md: paragraph 1 “Some new text”: {lost}" in said
    assert [line for line in said if "“Same”" in line] == [f"{source}: paragraph 2 “Same”: {lost}"]


def test_a_remark_that_one_text_has_more_often_is_told_of_it_as_often_as_it_is_left() -> None:
    """Whatever paragraphs it stands in: what is tracked before them moves them."""
    one, other, late = (ConversionWarning(at, "Same", "a picture") for at in (1, 2, 7))
    lone = ConversionWarning(3, "Else", "a picture")
    assert list(of_two_texts([one], [other, late, lone])) == [
        ("both", other),
        ("new", late),
        ("new", lone),
    ]
    assert list(of_two_texts([one, late, lone], [other])) == [
        ("old", late),
        ("old", lone),
        ("both", other),
    ]


def test_tracked_changes_without_a_word_on_them_are_an_error(
    run: Run, tracked: Path, tmp_path: Path
) -> None:
    ran = run("import", tracked, "-o", tmp_path / "out.md")
    assert (ran.code, ran.out) == (2, "")
    assert "2 tracked changes by A" in ran.err
    assert not (tmp_path / "out.md").exists()


def test_two_files_need_a_name(run: Run, tracked: Path) -> None:
    ran = run("import", tracked, "--both")
    assert ran.code == 2
    assert "it needs --output" in ran.err


def test_what_cannot_be_read_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("no Word file")
    ran = run("import", tmp_path / "a.docx", "-o", tmp_path / "out.md")
    assert ran.code == 2
    assert "a.docx: is not a Word file" in ran.err
    assert not (tmp_path / "out.md").exists()
