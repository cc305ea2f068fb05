"""The site of a German record is German through and through: its pages and its Word files hold no
sentence that the catalogue has in English, and its jump box understands German.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import docx
import pytest
from icalendar import Calendar

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import load
from build_tools.record.store import Store
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from build_tools.site.find.answers import JumpBox
from build_tools.site.follow.digest import digest, digest_html, digest_text
from tests.finding import find_script
from tests.language.test_no_english_left import Shown
from tests.messages import CATALOGUES, catalogue, forms

AS_OF = dt.date(2022, 12, 20)
CODE = "language: de\nroutes:\n  - {id: beschluss, name: Beschluss der Mitglieder}\n"
DOCUMENT = "title: Teichordnung\nshort_title: TO\nplace: Satzung\nprovenance: Erfunden.\n"
HEAD = '---\ndocument: to\nversion: "{0}"\namendment: to-{0}\nprovenance: Erfunden\n---\n'
TEXT = """
# Teichordnung

## 1 Zweck

1.1 Diese Ordnung gilt für {0}.

1.2 Boote stehen in Tabelle 1.2:

(a) mit Segel;

(b) ohne Segel.

Tabelle 1.2: Boote

| Boot | |
|---|---|
| Floß | {1} |
| Kahn | zwei |
"""
TEXTS = {
    "1.0": TEXT.format("den Teich", "eins"),
    "2.0": TEXT.format("alle Teiche", "drei") + "| Jolle | vier |\n\n1.3 Neu ist das.\n",
    "3.0": TEXT.format("alle Teiche", "drei").replace("(b) ohne Segel.\n\n", ""),
}
DATES = {
    "1.0": "  effect: {actual: 2022-01-01}\n",
    "2.0": "  consultation-issued: {actual: 2022-02-01}\n  effect: {actual: 2022-06}\n",
    "3.0": (
        "  consultation-issued: {actual: 2022-12-05}\n"
        "  consultation-closes: {planned: 2023-01-13}\n"
    ),
}
AMENDMENT = (
    "title: Fassung {0}\nsummary: Was sich ändert.\nroute: beschluss\n"
    "steps:\n  - {{document: to, {1}to: '{0}'}}\ndates:\n{2}questions: ['Stimmen Sie zu?']\n"
    "sources: [{{title: Quelle}}]\n"
)
HELD = re.compile(r"%\(\w+\)[sd]|%%|\$\{[^}]*\}|<[^<>]*>|&\w+;|`[^`]*`|\n")
"""What of a message is no word of it."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    versions = tmp_path_factory.mktemp("german") / "versions"
    write_record(versions)
    return load(versions)


def write_record(versions: Path) -> None:
    """The record of a German code: a text of three versions, the last under consultation."""
    for folder in ("to", "amendments"):
        (versions / folder).mkdir(parents=True)
    (versions / "corpus.yml").write_text(CODE)
    (versions / "to/document.yml").write_text(DOCUMENT)
    before = ""
    for label, text in TEXTS.items():
        (versions / f"to/{label}.md").write_text(HEAD.format(label) + text)
        amendment = AMENDMENT.format(label, before, DATES[label])
        (versions / f"amendments/to-{label}.yml").write_text(amendment)
        before = f"from: '{label}', "


@pytest.fixture(scope="module")
def made(corpus: Corpus) -> dict[str, str | bytes]:
    """Every page and file of the site."""
    store = Store(None)
    files = FileStore(("docx",), {}, store)
    docs = {"index.md": "# Teich\n\n[[built without the corpus plugin: status]]\n"}
    return by_address(site_files(corpus, AS_OF, docs, Comparisons(store=store), files))


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    return english_stretches()


@cache
def english_stretches() -> frozenset[str]:
    """Whatever two words or more a message has in one stretch and its translation has not."""
    found = set()
    for each in catalogue(CATALOGUES["de"]):
        for message in filter(None, forms(each.id)):
            said = " ".join(forms(each.string))
            for stretch in map(str.strip, HELD.split(message)):
                if len(re.findall(r"[A-Za-z]{2,}", stretch)) > 1 and stretch not in said:
                    found.add(stretch)
    return frozenset(found)


def shown(page: str) -> str:
    parser = Shown()
    # An instruction has the words that the record gives for it, English where it gives none.
    text = re.sub(r'<div class="instruction-line">[^<]*', "", page)
    parser.feed(text.partition("---\n\n")[2] or text)
    return "\n".join(parser.words)


def words_of_word(content: bytes) -> Iterator[str]:
    """All that a Word file says, on its pages and of itself."""
    document = docx.Document(io.BytesIO(content))
    yield from document.element.itertext()
    for part in document.part.package.iter_parts():
        yield from re.findall(r">([^<>]+)<", part.blob.decode("utf-8", "ignore"))


def test_every_calendar_says_that_it_is_german_and_is_read_as_such(
    made: dict[str, str | bytes],
) -> None:
    calendars = {name: text for name, text in made.items() if name.endswith(".ics")}
    assert calendars
    for name, text in calendars.items():
        read = Calendar.from_ical(text)
        assert read["prodid"] == "-//sec-corpus//corpus//DE", name
    begins = Calendar.from_ical(made["amendments/to-1.0/calendar.ics"]).events
    summaries = [str(event["summary"]) for event in begins]
    assert summaries == ["TO 1.0, tritt in Kraft: Fassung 1.0"]


def english_in(texts: Mapping[str, str], english: frozenset[str]) -> dict[str, list[str]]:
    """Each text that holds any of them, as words by themselves, with those."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(english)))})(?!\w)")
    found = {name: sorted({*pattern.findall(text)}) for name, text in texts.items()}
    return {name: words for name, words in found.items() if words}


def test_no_page_says_anything_in_english(
    made: dict[str, str | bytes], english: frozenset[str]
) -> None:
    pages = {name: shown(str(text)) for name, text in made.items() if name.endswith(".md")}
    assert len(pages) > 15
    assert len(english) > 300
    assert not english_in(pages, english)


def test_no_word_file_says_anything_in_english(
    made: dict[str, str | bytes], english: frozenset[str]
) -> None:
    papers = {
        name: "\n".join(words_of_word(content))
        for name, content in made.items()
        if name.endswith(".docx") and isinstance(content, bytes)
    }
    assert len(papers) == 5
    assert not english_in(papers, english)
    word = made["to/redline/1.0..2.0/to-1.0-to-2.0.docx"]
    assert isinstance(word, bytes)
    settings = docx.Document(io.BytesIO(word)).settings.element.xml
    assert 'w:decimalSymbol w:val=","' in settings
    assert 'w:listSeparator w:val=";"' in settings
    told = papers["to/redline/1.0..2.0/to-1.0-to-2.0.docx"]
    assert "Teichordnung (TO), Fassung 2.0 verglichen mit Fassung 1.0" in told


def test_no_list_feed_or_letter_says_anything_in_english(
    corpus: Corpus, made: dict[str, str | bytes], english: frozenset[str]
) -> None:
    texts = {
        name: str(text)
        for name, text in made.items()
        if name.endswith((".xml", ".ics", ".md.txt", "llms.txt"))
    }
    with speaking("de"):
        letter = digest(corpus, dt.date(2022, 1, 1), AS_OF, Comparisons(), "https://x.example/")
        texts |= {"letter": digest_text(letter), "letter.html": digest_html(letter)}
    assert not english_in(texts, english)
    assert "WAS GESCHEHEN IST" in texts["letter"]
    assert '<html lang="de">' in texts["letter.html"]


def test_an_english_sentence_would_be_seen(english: frozenset[str]) -> None:
    page = '<p title="Past the list, to the text">x</p>'
    assert english_in({"page": shown(page)}, english)


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("Ziffer 1.1", "to/#1.1"),
        ("Ziff. 1.2(a)", "to/#1.2-a"),
        ("Nr. 1.2 Buchst. (b)", "to/#1.2-b"),
        ("Tabelle 1.2", "to/#tabelle-1.2"),
        ("tabelle 1.2 kahn", "to/#tabelle-1.2-kahn"),
        ("TO Fassung 1.0", "to/v/1.0/"),
    ],
)
def test_the_jump_box_is_asked_in_german(
    made: dict[str, str | bytes], query: str, address: str
) -> None:
    pytest.importorskip("quickjs")
    with speaking("de"):
        box = JumpBox(find_script(made))
        assert box.answer(query).found[0].address == address
