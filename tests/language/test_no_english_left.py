"""A site in a language of marked words, of a record in Greek: whatever Latin letters are left on
its pages are words that no catalogue has.
"""

import datetime as dt
import re
from collections.abc import Iterator
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest

from build_tools import language
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.record.store import Store
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore

pytestmark = pytest.mark.sweep

CODE = "language: de\nprovision: Άρθρο\n"
DOCUMENT = "title: Κανονισμός\nshort_title: Κανών\nplace: Παράρτημα\nprovenance: Δοκιμή.\n"
HEAD = 'document: kanon\nversion: "{0}"\namendment: kanon-{0}\nprovenance: Δοκιμή\n'
TABLE = """
Table 3.1: Πίνακας

| Νο | Ποιος | Πότε |
|---|---|---|
| 1 | Άννα | {} |
"""
TEXT = """
# Κανονισμός

## 1 Σκοπός

1.1 Αυτό το κείμενο ισχύει{}.

1.2 Άλλη διάταξη μένει εδώ:

(a) με ένα μέρος;

(b) με άλλο.

2.1 **Όρος** means μια λέξη{}.

2.2 Ο Όρος ισχύει.
"""
TEXTS = {
    "1.0": TEXT.format("", "") + TABLE.format("28") + "| 2 | Βίκτωρ | 14 |\n",
    "2.0": TEXT.format(" πάντα.\n\n1.1A Νέα διάταξη", " ή φράση") + TABLE.format("30"),
    "3.0": TEXT.format(" πάντα", " ή φράση").replace("(b) με άλλο.\n\n", "") + TABLE.format("30"),
}
DATES = {
    "1.0": "  effect: {actual: 2022-01-01}\n",
    "2.0": "  consultation-issued: {actual: 2022-02-01}\n  effect: {actual: 2022-06}\n",
    "3.0": (
        "  consultation-issued: {actual: 2022-11-01}\n"
        "  consultation-closes: {planned: 2023-01-13}\n"
    ),
}
AMENDMENT = (
    "title: Μεταβολή {0}\nsummary: Τι αλλάζει.\nsteps:\n  - {{document: kanon, {1}to: '{0}'}}\n"
    "dates:\n{2}questions: [Συμφωνείτε;]\nsources: [{{title: Πηγή}}]\n"
)
HELD = re.compile(r"%\(\w+\)[sd]|%%|\$\{[^}]*\}|<[^<>]*>|&\w+;|`[^`]*`")
"""What of a message is no word of it."""
LATIN = re.compile(r"[A-Za-z]{3,}")
OF_THE_RECORD = frozenset(
    {"Table", "table", "means", "kanon", "docx", "xlsx", "json", "csv", "txt", "xml"}
)
OF_BABEL = frozenset({"Januar", "Februar", "Mai", "Juni", "November", "Dezember", "und"})
NAMES = frozenset({"Bytes", "CSV", "JSON", "Markdown", "Word"})


class Marked(NullTranslations):
    """Every message with its letters as wide ones."""

    def gettext(self, message: str) -> str:
        parts = re.split(f"({HELD.pattern})", message)
        return "".join(part if at % 2 else part.translate(WIDE) for at, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WIDE = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in LETTERS})


class Shown(HTMLParser):
    """What a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style", "code", "kbd")
        told = ("aria-label", "title", "placeholder", "alt", "data-said")
        self.words += [value for name, value in attrs if name in told and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "code", "kbd")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def record(folder: Path) -> Path:
    """The record, written into a folder."""
    versions = folder / "versions"
    (versions / "kanon").mkdir(parents=True)
    (versions / "amendments").mkdir()
    (versions / "corpus.yml").write_text(CODE)
    (versions / "kanon/document.yml").write_text(DOCUMENT)
    before = ""
    for label, text in TEXTS.items():
        head = f"---\n{HEAD.format(label)}---\n\n"
        (versions / f"kanon/{label}.md").write_text(head + text)
        amendment = AMENDMENT.format(label, before, DATES[label])
        (versions / f"amendments/kanon-{label}.yml").write_text(amendment)
        before = f"from: '{label}', "
    return versions


def shown(page: str) -> Iterator[str]:
    """The Latin words that a page shows."""
    parser = Shown()
    text = page.partition("---\n\n")[2] or page
    # An instruction has the words that the record gives for it.
    parser.feed(re.sub(r' \{#[^}]*\}$|<div class="instruction-line">[^<]*', "", text, flags=re.M))
    for words in parser.words:
        yield from LATIN.findall(re.sub(r"SHA-256|\b[0-9a-f]{16,}\b|\S+\.(?:json|md)\b", "", words))


def test_no_page_has_a_word_that_no_catalogue_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda _language: Marked())
    store = Store(None)
    corpus = load(record(tmp_path))
    docs = {"index.md": "# Α\n\n[[built without the corpus plugin: status]]\n"}
    made = by_address(
        site_files(
            corpus, dt.date(2022, 12, 20), docs, Comparisons(store=store), FileStore((), {}, store)
        )
    )
    pages = {name: str(text) for name, text in made.items() if name.endswith(".md")}
    assert len(pages) > 15
    known = OF_THE_RECORD | OF_BABEL | NAMES
    found = {name: sorted({*shown(text)} - known) for name, text in pages.items()}
    assert not {name: words for name, words in found.items() if words}


def test_an_english_word_is_seen_and_a_marked_one_is_not() -> None:
    said = Marked().gettext("made by <b>%(version)s</b>")
    assert said.count("%(version)s") == said.count("<b>") == 1
    page = f'---\n---\n\n<p title="left over">{said % {"version": "4.0"}}</p> ## Title {{#anchor}}'
    assert list(shown(page)) == ["left", "over", "Title"]
