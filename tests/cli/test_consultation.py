"""The whole way of a consultation, as the officer of a code body goes it: from the pack that goes
out, over eight made-up responses, to the conclusion, the direction and the seal; and no word that
was said in confidence is anywhere but in the private folder."""

import gzip
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.consulting import AMENDMENT, CONCLUDED, conclude, decide, direct, edit, revise
from tests.made_up_responses import SECRET, came_back, complete, word_letter
from tests.paths import ROOT
from tests.publishing import building, mkdocs
from tests.render.pdf_text import pdf_text
from tests.running import Ran, Run, replace_in, snapshot
from tests.word.office import Office

pytestmark = pytest.mark.sweep

CONSULTED = ("--as-of", "2022-12-20")
DIRECTED = ("--as-of", "2023-01-28")
PAPERS = (
    *("conclusion-report", "draft-direction", "mtad-4.1-clean"),
    *("mtad-3.0-to-4.1-redline", "mtad-4.0-to-4.1-redline"),
)


@dataclass
class Desk:
    """Where the officer works: a project, which is published, and a private folder."""

    run: Run
    project: Path
    private: Path

    @property
    def versions(self) -> Path:
        return self.project / "versions"

    @property
    def completed(self) -> Path:
        return self.private / "came-back-read/to-complete.yml"

    @property
    def came(self) -> Path:
        return self.private / "came-back"

    def corpus(self, *arguments: object) -> Ran:
        ran = self.run(*arguments, "--versions", self.versions)
        assert ran.code == 0, ran.out + ran.err
        return ran

    def concluding(self, to: Path) -> tuple[object, ...]:
        responses = ("--conclusion", "--responses", self.completed)
        return ("pack", AMENDMENT, *responses, "-o", to, *CONCLUDED)


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Desk:
    """The record as it was in the consultation."""
    project = tmp_path / "project"
    shutil.copytree("versions", project / "versions")
    (tmp_path / "private").mkdir()
    return Desk(run, project, tmp_path / "private")


def consult(desk: Desk, office: Office) -> str:
    """From the pack to the record that a person completed; what the command told."""
    desk.corpus("pack", AMENDMENT, "-o", desk.project / "consultation", *CONSULTED)
    come_back(desk, office)
    ran = desk.corpus("responses", desk.came, "--amendment", AMENDMENT, *CONSULTED)
    incomplete = desk.run(*desk.concluding(desk.project / "too soon"), "--versions", desk.versions)
    assert (incomplete.code, "is left to tell" in incomplete.err) == (2, True)
    complete(desk.completed)
    return ran.out + ran.err + incomplete.out + incomplete.err


def come_back(desk: Desk, office: Office) -> None:
    """The eight files, in the private folder."""
    folder = desk.project / "consultation"
    blank = {each: (folder / f"response-template.{each}").read_bytes() for each in ("md", "docx")}
    desk.came.mkdir()
    for name, data in came_back(blank, office).items():
        (desk.came / name).write_bytes(data)


def figures(report: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading."""
    below = report.partition(f" {heading}")[2]
    rows = re.findall(r"^\|(.*)\|$", below.partition("|\n\n")[0] + "|", re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")] for row in rows]


@pytest.mark.usefixtures("can_set")
def test_the_whole_way_from_the_pack_to_the_seal(desk: Desk, office: Office) -> None:
    told = consult(desk, office)
    revise(desk.run, desk.versions)
    conclude(desk.versions)
    early = desk.run(*desk.concluding(desk.project / "early"), "--versions", desk.versions)
    assert (early.code, "has no decisions to report" in early.err) == (2, True)
    decide(desk.versions)
    folder = desk.project / "conclusion"
    told += desk.corpus(*desk.concluding(folder)).out
    assert {path.stem for path in folder.iterdir()} == set(PAPERS)
    recount((folder / "conclusion-report.md").read_text())
    for paper in PAPERS:
        assert len(office.left((folder / f"{paper}.docx").read_bytes(), "accept")) > 5, paper
    for ending in ("docx", "html", "md"):
        direction = folder / f"draft-direction.{ending}"
        ran = desk.corpus("verify", "--direction", direction, "--amendment", AMENDMENT, *CONCLUDED)
        assert "carried out on mtad@3.0 give mtad@4.1" in ran.err
    direct(desk.versions)
    told += desk.corpus("seal", "mtad@4.1", *DIRECTED).out
    desk.corpus("check", *DIRECTED)
    desk.corpus("verify", *DIRECTED)
    publish(desk)
    page = (desk.project / f"site/amendments/{AMENDMENT}/index.html").read_text()
    assert "You said, we did" in page
    assert nothing_secret_in(desk, told)


def publish(desk: Desk) -> None:
    """Build the site of the project, and set the draft as made and its redlines as PDFs."""
    project = desk.project
    (project / "docs").mkdir()
    two_lines = "site_name: Made up\ntheme: material\nplugins: [search, corpus]\n"
    (project / "mkdocs.yml").write_text(two_lines)
    mkdocs("build", "--strict", cwd=project, env=building())
    for old in ("3.0", "4.0"):
        ends = f"mtad@{old}", "mtad@4.1"
        desk.corpus("redline", *ends, "--format", "pdf", "-o", project / f"{old}.pdf")
    desk.corpus("export", "mtad@4.1", "-o", project / "4.1.pdf", *DIRECTED)


def test_the_page_for_officers_shows_what_the_commands_say(
    desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its commands one after the other, and between them what a person does."""
    monkeypatch.chdir(desk.project)
    between: dict[str, tuple[Callable[[], None], ...]] = {
        "pack": (partial(come_back, desk, office),),
        "responses": (partial(complete, desk.completed),),
        "amend": (
            partial(edit, desk.versions),
            partial(begin_to_decide, desk.versions),
            partial(conclude, desk.versions),
        ),
        "verify": (partial(direct, desk.versions),),
    }
    text = (ROOT / "docs/consultation.md").read_text()
    shown = re.findall(r"^```text\n\$ corpus (.*?)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == 6
    for command, lines in shown:
        ran = desk.run(*command.split())
        assert ran.code == 0, ran.err
        said = iter((ran.out + ran.err).splitlines())
        for line in filter(lambda each: each != "…", lines.splitlines()):
            assert line in said, (line, ran.out)
        verb = "conclude" if "--conclusion" in command else command.split()[0]
        for step in between.get(verb, ()):
            step()
    recount((desk.project / "conclusion/conclusion-report.md").read_text())
    desk.corpus("check", *DIRECTED)


def begin_to_decide(versions: Path) -> None:
    decide(versions)


def recount(report: str) -> None:
    """Each figure, as counted by hand from the eight files of `made_up_responses`."""
    received = ["Received", "8"]
    late, confidential, partly = "1", "1", "0"  # elm; barley; nobody
    assert [row[-1] for row in figures(report, "Responses\n")[2:]] == [
        *(received[-1], late, confidential, partly)
    ]
    # Question 1: anglia, dune and fern agree, cedar in part, barley and elm do not, heath's letter
    # does not say it in a box; gorse speaks to a change alone.
    assert figures(report, "Question 1")[2] == ["3", "1", "2", "1"]
    assert figures(report, "Question 2")[2] == ["1", "0", "0", "1"]  # anglia; dune has no view
    end_date = report.partition("### Table 17.6, row MOC")[2].partition("###")[0]
    assert "3 respondents spoke to it, 1 of them in confidence." in end_date  # cedar, fern; barley
    tests = report.partition("### Clause 17.8(c)")[2].partition("## ")[0]
    assert "2 respondents spoke to it." in tests  # cedar and gorse
    dropped = report.partition("### Clause 17.12")[2].partition("## ")[0]
    assert "1 respondent spoke to it." in dropped  # fern, on an earlier draft
    assert "The draft as consulted no longer had this change" in dropped
    made = report.partition("### Migration Testing Approach Document, 4.0 → 4.1")[2]
    numbers = re.findall(r"^\| (\d+) \|", made, re.MULTILINE)
    assert numbers == ["1", "2", "3"]
    assert "Invented Elm Networks (late)" in report
    assert "Respondent 4" in report  # dune, who signed a letter and let no name be printed


def nothing_secret_in(desk: Desk, told: str) -> bool:
    """Every confidential word is looked for in all that might be published: the record, both packs,
    the built site with its Word files, PDFs and index of words, and what the commands told."""
    read = desk.completed.read_text()
    assert all(word in read for word in SECRET)
    published = {**snapshot(desk.project), "told": told.encode()}
    endings = {Path(name).suffix for name in published}
    assert endings >= {".docx", ".html", ".json", ".md", ".pdf", ".xlsx", ".yml"}
    for name, data in published.items():
        text = words_in(name, data).lower()
        found = [word for word in SECRET if word.lower() in text]
        assert not found, (name, found)
    return True


def words_in(name: str, data: bytes) -> str:
    """The words of a file as it is, and without tags that may stand within them."""
    match Path(name).suffix:
        case ".docx" | ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(map(archive.read, archive.namelist()))
        case ".gz":
            data = gzip.decompress(data)
        case ".pdf":
            return pdf_text(data)
    text = data.decode(errors="replace")
    return text + re.sub(r"<[^<>]*>", "", text)


def test_words_are_found_in_every_form(office: Office) -> None:
    secret = SECRET[0]
    file = word_letter(f"As {secret} asks.")
    told = {
        "a.docx": file,
        "a.pdf": office.saved(file, "keep", "pdf"),
        "a.html": f"<p>{secret[:4]}<b>{secret[4:]}</b>".encode(),
        "a.xml.gz": gzip.compress(secret.encode()),
    }
    assert all(secret in words_in(name, data) for name, data in told.items())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (f"Our contract with {SECRET[2]} runs until then.", 6),
        ("They say: contract with Marchpane\n      runs until the end.", 6),
        (f"As {SECRET[1]} Meters plc asks.", 6),
    ],
)
def test_a_decision_that_gives_a_confidence_away_keeps_the_conclusion_from_being_written(
    desk: Desk, office: Office, words: str, line: int
) -> None:
    consult(desk, office)
    revise(desk.run, desk.versions)
    file = decide(desk.versions)
    replace_in(
        file, "    reason: A month is enough", f"    reason: >-\n      {words} A month is enough"
    )
    folder = desk.project / "conclusion"
    ran = desk.run(*desk.concluding(folder), "--versions", desk.versions)
    assert ran.code == 2
    assert f"{AMENDMENT}.yml:{line + 1}: confidence:" in ran.err
    assert not any(word in ran.out + ran.err for word in SECRET)
    assert not folder.exists()


def test_what_is_said_of_a_change_that_nothing_is_decided_on_is_told_of(
    desk: Desk, office: Office
) -> None:
    consult(desk, office)
    revise(desk.run, desk.versions)
    file = decide(desk.versions)
    text = file.read_text()
    begin, end = text.index("  - change: c-0dead000"), text.index("unasked:")
    file.write_text(text[:begin] + text[end:])
    ran = desk.run(*desk.concluding(desk.project / "conclusion"), "--versions", desk.versions)
    assert (ran.code, "1 respondent spoke to c-0dead000" in ran.err) == (2, True)


def test_the_forms_of_the_report_say_the_same(desk: Desk, office: Office) -> None:
    consult(desk, office)
    revise(desk.run, desk.versions)
    decide(desk.versions)
    folder = desk.project / "conclusion"
    desk.corpus(*desk.concluding(folder))
    words = {}
    page = (folder / "conclusion-report.html").read_text().partition("<body")[2].partition(">")[2]
    words["html"] = re.sub(r"<[^>]+>", " ", page)
    words["md"] = (folder / "conclusion-report.md").read_text()
    left = office.left((folder / "conclusion-report.docx").read_bytes(), "keep")
    words["docx"] = str(left)
    for expected in (
        *("Made-up Anglia Energy Ltd", "Fictional Cedar Devices", "Sham", "Respondent 8"),
        *("A test that is cut off is of use to nobody", "28 February 2023", "nobody asked for it"),
    ):
        there = {form: expected in text for form, text in words.items()}
        assert len(set(there.values())) == 1, (expected, there)
