"""The papers of a consultation in German: its pack, the forms that go out and come back, and the
report that concludes it hold no sentence that the catalogue has in English, and nothing that is
written into a form is lost when it is read back.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from build_tools.language import ENGLISH, LANGUAGES, speaking
from build_tools.lineage.comparisons import Comparisons, step_redlines
from build_tools.model import Amendment, Corpus, Redline
from build_tools.pack.consultation import blank_response_forms
from build_tools.record import load
from build_tools.record.lookup import find_amendment
from build_tools.render.page.one_file import redline_page
from build_tools.responses.collection import form_of
from build_tools.responses.form import Form
from build_tools.responses.placing import place
from build_tools.responses.reading import text_rows
from build_tools.responses.values import Response
from tests.browsing import swept
from tests.examples import examples
from tests.language.test_german_site import (
    english_in,
    english_stretches,
    shown,
    words_of_word,
    write_record,
)
from tests.responses.forms import answers, markdown_form, remarks, word_form
from tests.running import Run
from tests.word.office import Office

AMENDMENT = "to-3.0"
AS_OF = dt.date(2022, 12, 20)
LATER = ("--as-of", "2023-02-01")
SAID = {
    "name": "Ada Beispiel",
    "organisation": "Ruderverein am Teich",
    "confidential": "nein",
    "print_name": "ja",
    "agrees": "teilweise",
    "answer": "Boote ohne Segel braucht es auch.",
    "remark": "Das ist zu streng.",
}
BOXES = {
    "de": {
        "name": "Name",
        "organisation": "Organisation",
        "confidential": "nein, alles oder welche Teile",
        "print_name": "ja oder nein",
        "agrees": "ja, nein oder teilweise, zu Frage 1",
        "answer": "Antwort auf Frage 1",
        "remark": "Stellungnahme zu Änderung 1",
    },
    ENGLISH: {
        "name": "name",
        "organisation": "organisation",
        "confidential": "no, all of it, or which parts",
        "print_name": "yes or no",
        "agrees": "yes, no or in part, on question 1",
        "answer": "answer to question 1",
        "remark": "response to change 1",
    },
}
DECISIONS = """\
questions:
  - {question: 1, decision: noted, reason: Ein Beispiel.}
changes:
  - {change: CHANGE, said: Zu streng., decision: not accepted, reason: Ein Beispiel.}
"""


class Consultation:
    """A consultation in a language, and its blank forms."""

    def __init__(self, versions: Path, language: str) -> None:
        write_record(versions)
        code = versions / "corpus.yml"
        code.write_text(code.read_text().replace("language: de", f"language: {language}"))
        self.versions, self.language = versions, language
        self.corpus: Corpus = load(versions)
        self.amendment: Amendment = find_amendment(self.corpus, AMENDMENT)
        comparisons = Comparisons()
        forms = blank_response_forms(self.corpus, self.amendment, AS_OF, comparisons)
        self.blank = {name.rpartition(".")[2]: data for name, data in forms.items()}
        steps = step_redlines(self.corpus, self.amendment, AS_OF, comparisons)
        self.redline: Redline = next(iter(steps))
        with speaking(language):
            self.form: Form = form_of(self.amendment, [self.redline], forms)

    def boxes(self, said: Mapping[str, str]) -> dict[str, str]:
        """What is said, by the words that stand in the boxes of the forms."""
        return {BOXES[self.language][key]: words for key, words in said.items()}

    def read(self, name: str, data: bytes) -> Response:
        """A file that came back, no word of which is lost."""
        response = place(name, text_rows(name, data), self.form)
        assert response.words_in == (
            response.words_placed + response.words_listed + response.words_printed
        )
        return response


@pytest.fixture(scope="module", params=LANGUAGES)
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return Consultation(tmp_path_factory.mktemp("asked") / "versions", request.param)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Consultation:
    return Consultation(tmp_path_factory.mktemp("german") / "versions", "de")


def is_all_there(response: Response, redline: Redline) -> None:
    """What was written of each thing belongs to it, and nothing is left for a person to place."""
    told = response.respondent
    assert (told["name"], told["organisation"]) == (SAID["name"], SAID["organisation"])
    assert (told["confidential"], told["print_name"]) == ("nein", "ja")
    assert response.confidential == "no"
    assert response.on_this_draft is True
    assert [each.agrees for each in response.answers] == ["in part"]
    assert answers(response) == {1: [SAID["agrees"], SAID["answer"]]}
    assert remarks(response) == {redline.changes[0].id: [SAID["remark"]]}
    assert not response.unplaced


def test_what_is_written_into_a_form_is_read_back(asked: Consultation) -> None:
    said = asked.boxes(SAID)
    is_all_there(asked.read("a.docx", word_form(asked.blank, said)), asked.redline)
    is_all_there(asked.read("a.md", markdown_form(asked.blank, said)), asked.redline)


@pytest.mark.sweep
def test_what_an_office_saves_of_a_german_form_is_read_back(
    german: Consultation, office: Office
) -> None:
    filled = word_form(german.blank, german.boxes(SAID))
    is_all_there(german.read("a.odt", office.saved(filled, "keep", "odt")), german.redline)


@given(said=st.fixed_dictionaries({"answer": st.text("abcäöü ß", min_size=1, max_size=30)}))
@settings(max_examples=examples(10))
def test_whatever_words_are_written_none_is_lost(
    german: Consultation, said: dict[str, str]
) -> None:
    response = german.read("a.md", markdown_form(german.blank, german.boxes(said)))
    words = said["answer"].strip()
    assert answers(response) == ({1: [words]} if words else {})
    assert not response.unplaced


def test_a_german_letter_is_understood(german: Consultation) -> None:
    id_ = german.redline.changes[0].id
    letter = (
        "Organisation: Angelverein\n\nVertraulich: nein\n\nFrage 1: Wir stimmen nicht zu.\n\n"
        f"Änderung {id_}: Anmerkung: Zu spät.\n"
    )
    response = german.read("brief.txt", letter.encode())
    assert response.respondent == {"organisation": "Angelverein", "confidential": "nein"}
    assert [each.agrees for each in response.answers] == ["no"]
    assert remarks(response)[id_]
    assert not response.unplaced


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_umlaut_is_the_same_however_it_is_written(
    german: Consultation, form: Literal["NFC", "NFD"]
) -> None:
    id_ = german.redline.changes[0].id
    letter = (
        f"Behörde: Wasseramt\n\nVertraulich: nein\n\nÄnderung {id_}\n\n"
        f"Änderung {id_}: Bitte nicht veröffentlichen.\n"
    )
    response = german.read("brief.txt", normalize(form, letter).encode())
    assert response.respondent["organisation"] == "Wasseramt"
    assert remarks(response) == {id_: ["Bitte nicht veröffentlichen."]}
    assert response.confidential == "yes or in part"
    assert not response.unplaced


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """All that each paper of a folder says."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".docx":
            yield path.name, "\n".join(words_of_word(path.read_bytes()))
        else:
            yield path.name, shown(path.read_text())


def but_for_instructions(papers: Mapping[str, str]) -> dict[str, str]:
    """The papers without what stands in the schedule of a direction: an instruction has the words
    that the record gives for it, English where it gives none.
    """
    return {name: re.sub(r"(?s)\bAnhang\n.*\n.*?Anlage", "", text) for name, text in papers.items()}


def test_no_paper_of_a_pack_says_anything_in_english(
    german: Consultation, run: Run, tmp_path: Path
) -> None:
    ran = run(
        *("pack", AMENDMENT, "-o", tmp_path / "pack", "--versions", german.versions),
        *("--as-of", AS_OF.isoformat()),
    )
    assert ran.code == 0, ran.err
    papers = dict(pages(tmp_path / "pack"))
    assert len(papers) == 15
    assert not english_in(but_for_instructions(papers), english_stretches())
    assert "Vordruck für Stellungnahmen: Fassung 3.0" in papers["response-template.md"]


def test_a_german_consultation_is_concluded_in_german(
    german: Consultation, run: Run, tmp_path: Path
) -> None:
    came = tmp_path / "came"
    came.mkdir()
    (came / "a.docx").write_bytes(word_form(german.blank, german.boxes(SAID)))
    versions = ("--versions", german.versions)
    ran = run("responses", came, "--amendment", AMENDMENT, *versions, "--as-of", AS_OF.isoformat())
    assert ran.code == 0, ran.err
    tables = tmp_path / "came-read/as-tables.md"
    assert not english_in({"tables": tables.read_text()}, english_stretches())
    completed = tmp_path / "came-read/to-complete.yml"
    told = yaml.safe_load(completed.read_text())
    told["responses"][0] |= {"received": "2023-01-10", "late": False}
    completed.write_text(yaml.safe_dump(told, allow_unicode=True))
    decisions = german.versions / f"decisions/{AMENDMENT}.yml"
    decisions.parent.mkdir()
    decisions.write_text(DECISIONS.replace("CHANGE", german.redline.changes[0].id))
    out = tmp_path / "concluded"
    ran = run(
        *("pack", AMENDMENT, "--conclusion", "--responses", completed, "-o", out),
        *versions,
        *LATER,
    )
    assert ran.code == 0, ran.err
    papers = dict(pages(out))
    assert not english_in(but_for_instructions(papers), english_stretches())
    report = papers["conclusion-report.md"]
    assert SAID["answer"] in report
    assert "1 Stellungnahme äußert sich dazu." in report


@pytest.mark.parametrize("ending", ["docx", swept("md"), swept("csv")])
def test_a_response_taken_from_a_german_page_is_read_and_opened_again(
    ending: str, german: Consultation, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "redline.html"
    with speaking("de"):
        path.write_text(redline_page(german.redline))
    kept = []
    data = b""
    for _ in range(2):
        page = browser.new_context().new_page()
        page.goto(path.as_uri())
        if data:
            page.locator("[name=reopen]").set_input_files(
                {"name": f"a.{ending}", "mimeType": "text/plain", "buffer": data}
            )
            page.get_by_text("Geöffnet: 1 Antwort und 1 Anmerkung.").wait_for()
        else:
            page.locator("[data-field=Confidential]").fill("nein")
            page.locator("[data-field=Name]").fill(SAID["name"])
            page.locator(".answers textarea").fill(SAID["answer"])
            card = page.locator(".card").first
            card.locator(".where").click()
            card.get_by_role("button", name="Anmerken").click()
            card.get_by_role("textbox").fill(SAID["remark"])
            with page.expect_download() as download:
                page.locator(f"[data-form={ending}]").click()
            data = download.value.path().read_bytes()
        boxes = page.locator("[data-field], .answers textarea, .card textarea")
        kept.append([each.input_value() for each in boxes.all()])
        page.context.close()
    assert kept[0] == kept[1]
    response = german.read(f"a.{ending}", data)
    assert response.respondent == {"name": SAID["name"], "confidential": "nein"}
    assert answers(response) == {1: [SAID["answer"]]}
    assert remarks(response) == {german.redline.changes[0].id: [SAID["remark"]]}
    assert response.on_this_draft is True
    assert not response.unplaced
    if ending != "docx":
        assert not english_in({"file": data.decode()}, english_stretches())
