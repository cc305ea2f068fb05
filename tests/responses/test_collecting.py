"""`corpus responses`: a folder of files that came back in; tables, a list and a record out; and
nothing of it where it might be published."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import yaml

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.pack.consultation import blank_response_forms
from build_tools.record.lookup import find_amendment
from tests.responses.forms import markdown_form, without_controls, word_form
from tests.running import Run, snapshot
from tests.word.office import Office

AMENDMENT = "mtad-moc-secure-closure"
AS_OF = ("--as-of", "2022-12-20")
SECRET = ("Zebrawood", "Quillfeather", "Marchpane")
"""Words that stand in confidential answers and in personal data, and nowhere else."""
SAID = {
    "name": f"Ada {SECRET[0]}",
    "organisation": "Fictional Meters Ltd",
    "no, all of it, or which parts": "All of it",
    "yes, no or in part, on question 1": "No",
    "answer to question 1": f"Our {SECRET[1]} contract would suffer.",
    "response to change 11": f"Too early for {SECRET[2]}.",
}
WHERE = "Table 17.6, row MOC (Secure), End date"


@pytest.fixture(scope="module")
def blank(record: Corpus, comparisons: Comparisons) -> dict[str, bytes]:
    """The response templates of the pack, by their endings."""
    forms = blank_response_forms(
        record, find_amendment(record, AMENDMENT), dt.date(2022, 12, 20), comparisons
    )
    return {name.rpartition(".")[2]: data for name, data in forms.items()}


@pytest.fixture
def folder(tmp_path: Path, blank: dict[str, bytes]) -> Path:
    """Three files that came back: a Word form, a markdown form and a letter."""
    came = tmp_path / "came back"
    came.mkdir()
    (came / "meters.docx").write_bytes(word_form(blank, SAID))
    open_form = {"organisation": "Plainly Made Up plc", "no, all of it, or which parts": "No"}
    open_form["answer to question 2"] = "Yes, in January."
    (came / "plain.md").write_bytes(markdown_form(blank, open_form))
    (came / "letter.txt").write_text("Dear all,\n\nQuestion 1: We agree.\n")
    return came


def read_back(output: Path) -> dict[str, dict[str, object]]:
    """The responses of a record, by their files."""
    record = yaml.safe_load((output / "to-complete.yml").read_text())
    return {each["file"]: each for each in record["responses"]}


def test_a_folder_becomes_a_record_to_complete_and_tables(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    ran = run("responses", folder, "--amendment", AMENDMENT, *AS_OF)
    assert ran.code == 0, ran.err
    output = tmp_path / "came back-read"
    assert {path.name for path in output.iterdir()} == {"to-complete.yml", "as-tables.md"}
    responses = read_back(output)
    meters = responses["meters.docx"]
    assert meters["confidential"] == "yes or in part"
    assert meters["on_this_draft"] is True
    assert meters["answers"] == [
        {"question": 1, "agrees": "no", "words": f"No\nOur {SECRET[1]} contract would suffer."}
    ]
    assert [(each["where"], each["words"]) for each in meters["remarks"]] == [  # type: ignore[attr-defined]
        (WHERE, f"Too early for {SECRET[2]}.")
    ]
    assert not meters["to_place"]
    assert (responses["plain.md"]["confidential"], responses["plain.md"]["received"]) == (
        "no",
        None,
    )
    letter = responses["letter.txt"]
    assert letter["to_place"] == [{"where": "line 1", "words": "Dear all,", "belongs_to": None}]
    tables = (output / "as-tables.md").read_text()
    assert "| Plainly Made Up plc | yes | Yes, in January. |" in tables
    assert "| Fictional Meters Ltd (confidential: yes or in part) | no | No<br>Our " in tables
    assert (
        f"| Fictional Meters Ltd (confidential: yes or in part) | Too early for {SECRET[2]}. |"
        in (tables)
    )
    assert "| letter.txt (confidential: not said) | yes | We agree. |" in tables
    first, _, second = tables.partition("## Question 1")[2].partition("## Question 2")
    assert (first.count("Fictional"), first.count("letter.txt"), first.count("Plainly")) == (
        1,
        1,
        0,
    )
    assert "Plainly" in second
    assert f": {WHERE.replace('|', '')}" in tables
    assert "| letter.txt | line 1 | Dear all, |" in tables


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_are_read(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "old.doc").write_bytes(b"?")
    (folder / "~$meters.docx").write_bytes(b"?")
    ran = run("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF)
    assert (ran.code, "old.doc: is of a kind that is not read" in ran.err) == (2, True)
    record = yaml.safe_load((tmp_path / "out/to-complete.yml").read_text())
    assert [each["file"] for each in record["unread"]] == ["old.doc"]
    assert len(record["responses"]) == 3
    assert "| old.doc | is of a kind" in (tmp_path / "out/as-tables.md").read_text()


def test_a_remark_on_a_change_that_the_draft_has_no_longer_is_kept_and_said_to_be_so(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "came").mkdir()
    said = "Question 1: Hm.\n\nChange c-00000000: Clause 9.9\n\nRemark:\n\nStill wrong.\n"
    (tmp_path / "came/older.txt").write_text(said)
    ran = run("responses", tmp_path / "came", "--amendment", AMENDMENT, *AS_OF)
    assert ran.code == 0, ran.err
    older = read_back(tmp_path / "came-read")["older.txt"]
    assert older["answers"] == [{"question": 1, "agrees": None, "words": "Hm."}]
    assert older["remarks"] == [
        {
            "change": "c-00000000",
            "dropped": "the draft as it stands has no such change",
            "as_sent": ["Clause 9.9"],
            "words": "Still wrong.",
        }
    ]
    _, gone, tables = (
        (tmp_path / "came-read/as-tables.md")
        .read_text()
        .partition(
            "## On changes that the draft as it stands has no longer\n\n### Change c-00000000\n"
        )
    )
    assert gone
    assert "| older.txt (confidential: not said) | Clause 9.9 | Still wrong. |" in tables


@pytest.mark.sweep
def test_what_a_person_completed_is_not_written_over(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    arguments = ("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF)
    assert run(*arguments).code == 0
    (tmp_path / "out/to-complete.yml").write_text("completed")
    ran = run(*arguments)
    assert (ran.code, "is there and is not an empty folder" in ran.err) == (2, True)
    assert (tmp_path / "out/to-complete.yml").read_text() == "completed"


# --- What is confidential -------------------------------------------------------------------------


@pytest.mark.sweep
def test_no_confidential_word_is_told_or_published(
    run: Run, folder: Path, copied: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Not in what the command prints, which a forge would keep; not in the record, the pack or the
    pages made after it."""
    output = tmp_path_factory.mktemp("private") / "out"
    shown = run(
        *("responses", folder, "--amendment", AMENDMENT, "-o", output, "--versions", copied, *AS_OF)
    )
    # The copy lies beside the folder that came back, and that is refused: it moves out.
    assert (shown.code, "is in the project" in shown.err) == (2, True)
    private = tmp_path_factory.mktemp("private")
    folder = folder.rename(private / "came back")
    (folder / f"{SECRET[0]}.pdf").write_bytes(b"%PDF " + SECRET[1].encode())
    ran = run(
        *("responses", folder, "--amendment", AMENDMENT, "-o", output, "--versions", copied, *AS_OF)
    )
    assert ran.code == 2
    assert run("pack", AMENDMENT, "-o", copied.parent / "pack", "--versions", copied).code == 0
    assert run("pages", "--out", copied.parent / "pages", "--versions", copied).code == 0
    kept = (output / "to-complete.yml").read_text() + (output / "as-tables.md").read_text()
    assert all(word in kept for word in SECRET)
    told = (shown.out + shown.err + ran.out + ran.err).replace(f"{SECRET[0]}.pdf", "")
    published = {**snapshot(copied.parent), "told": told.encode()}
    for name, data in published.items():
        assert not [word for word in SECRET if word.encode() in _unpacked(name, data)], name


def _unpacked(name: str, data: bytes) -> bytes:
    if not name.endswith((".docx", ".xlsx")):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.fixture(params=["git", "project", "versions"])
def published(
    request: pytest.FixtureRequest, copied: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder that git or a site might publish; the clone is not that of the record."""
    clone = tmp_path_factory.mktemp("clone")
    (clone / ".git").mkdir()
    (clone / "folder").mkdir()
    inside = {"git": clone / "folder/a", "project": copied.parent / "a", "versions": copied / "a"}
    return inside[request.param]


def test_nothing_is_read_or_written_where_it_might_be_published(
    published: Path, run: Run, folder: Path, copied: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    folder = folder.rename(outside / "came back")
    options = ("--amendment", AMENDMENT, "--versions", copied, *AS_OF)
    written = run("responses", folder, "-o", published, *options)
    assert (written.code, "which might publish it" in written.err) == (2, True)
    assert not published.exists()
    folder.rename(published)
    read = run("responses", published, "-o", outside / "out", *options)
    assert (read.code, "which might publish it" in read.err) == (2, True)
    assert not (outside / "out").exists()


@pytest.mark.sweep
def test_a_link_in_the_folder_is_not_followed(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "linked.md").symlink_to(tmp_path / "elsewhere.md")
    ran = run("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF)
    assert (ran.code, "is a symbolic link" in ran.err) == (2, True)


def test_a_folder_of_templates_that_is_none_is_told_of(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    ran = run(
        *("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF),
        *("--templates", tmp_path / "none"),
    )
    assert (ran.code, "none: there is no such folder" in ran.err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_none_or_empty_is_told_of(run: Run, tmp_path: Path) -> None:
    ran = run("responses", tmp_path / "none", "--amendment", AMENDMENT, *AS_OF)
    assert (ran.code, "there is no such folder" in ran.err) == (2, True)
    (tmp_path / "empty").mkdir()
    ran = run("responses", tmp_path / "empty", "--amendment", AMENDMENT, *AS_OF)
    assert (ran.code, "holds no file" in ran.err) == (2, True)
    assert not (tmp_path / "empty-read").exists()


def test_a_folder_of_more_files_than_any_consultation_is_refused(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as are allowed are read."""
    for most, code in ((3, 0), (2, 2)):
        monkeypatch.setattr("build_tools.responses.collection.MOST_FILES", most)
        output = tmp_path / f"out-{most}"
        ran = run("responses", folder, "--amendment", AMENDMENT, "-o", output, *AS_OF)
        assert (ran.code, output.exists()) == (code, code == 0), ran.err
    assert "holds more than 2 files" in ran.err


# --- Saved by another program ---------------------------------------------------------------------


@pytest.mark.sweep
@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_a_form_that_libreoffice_saved_loses_nothing(
    kind: str, office: Office, blank: dict[str, bytes], run: Run, tmp_path: Path
) -> None:
    """It drops the names and tags of the boxes; ids and hashes stay, for a person sees them."""
    folder = tmp_path / "came"
    folder.mkdir()
    form = word_form(blank, SAID)
    (folder / "word.docx").write_bytes(form)
    (folder / f"office.{kind}").write_bytes(office.saved(form, "keep", kind))  # type: ignore[arg-type]
    ran = run("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF)
    assert ran.code == 0, ran.err
    responses = read_back(tmp_path / "out")
    office_, word = responses[f"office.{kind}"], responses["word.docx"]
    if kind == "pdf":
        listed = " ".join(each["words"] for each in office_["to_place"])  # type: ignore[attr-defined]
        assert all(word in listed for word in SECRET)
    else:
        assert not office_["to_place"]
        same = ("name", "organisation", "confidential", "written_on", "answers", "remarks")
        assert {key: office_[key] for key in same} == {key: word[key] for key in same}


@pytest.mark.parametrize("kind", ["docx", pytest.param("md", marks=pytest.mark.sweep)])
def test_a_form_that_lost_its_boxes_is_read_alike(
    kind: str,
    blank: dict[str, bytes],
    run: Run,
    tmp_path: Path,
) -> None:
    """As Google's editor and others save it: paragraphs and tables, and no content controls."""
    folder = tmp_path / "came"
    folder.mkdir()
    form = word_form(blank, SAID)
    (folder / "word.docx").write_bytes(form)
    other = without_controls(form) if kind == "docx" else markdown_form(blank, SAID)
    (folder / f"other.{kind}").write_bytes(other)
    assert (
        run("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF).code == 0
    )
    responses = read_back(tmp_path / "out")
    same = ("name", "organisation", "confidential", "written_on", "answers", "remarks", "to_place")
    one, two = ({key: each[key] for key in same} for each in responses.values())
    assert one == two


@pytest.mark.sweep
def test_a_csv_file_of_another_shape_is_listed_whole(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["Who", "What"], ["C. Person", "I object"]])
    (folder / "survey.csv").write_text(text.getvalue())
    assert (
        run("responses", folder, "--amendment", AMENDMENT, "-o", tmp_path / "out", *AS_OF).code == 0
    )
    survey = read_back(tmp_path / "out")["survey.csv"]
    assert [each["words"] for each in survey["to_place"]] == [  # type: ignore[attr-defined]
        *("Who", "What", "C. Person", "I object")
    ]
