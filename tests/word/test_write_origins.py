"""Where the words of a version come from, in its Word file and its PDF: signs in the text, and the
notes to which they lead."""

import io
import zipfile
from pathlib import Path

import docx
from lxml import etree

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, noted_version
from build_tools.model import Corpus, NotedVersion
from build_tools.render.origin_notes import notes_in_words
from build_tools.word import version_docx
from tests.running import Run
from tests.word.files import faults
from tests.word.revisions import Element
from tests.word.rules import breaches

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

TITLE = "Where each part comes from"


def noted(record: Corpus, document: str, label: str) -> NotedVersion:
    found = record.document(document)
    return noted_version(History(found, Comparisons()), found.version(label))


def parts(file: bytes) -> list[Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        names = ("word/document.xml", "word/footnotes.xml")
        return [etree.fromstring(package.read(name)) for name in names]


def signs(part: Element) -> list[Element]:
    return [each for each in part.iter(f"{W}hyperlink") if each.get(f"{W}anchor")]


def words(part: Element) -> list[str]:
    """Each paragraph, without the signs."""
    found = []
    for paragraph in part.iter(f"{W}p"):
        runs = [each for each in paragraph.iter(f"{W}t") if not _is_sign(each)]
        found.append("".join(each.text or "" for each in runs))
    return found


def _is_sign(text: Element) -> bool:
    return any(parent.get(f"{W}anchor") for parent in text.iterancestors(f"{W}hyperlink"))


def test_each_sign_leads_to_its_note_and_shows_it(record: Corpus, tmp_path: Path) -> None:
    for document, label in (("example", "6.0"),):
        version = noted(record, document, label)
        notes = notes_in_words(version)
        file = version_docx(version.version, origins=notes)
        body, below = parts(file)
        bookmarks = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
        there = [*signs(body), *signs(below)]
        led = {(each.get(f"{W}anchor"), each.get(f"{W}tooltip")) for each in there}
        assert led == {(f"_Origin{at}", note) for at, note in enumerate(notes, 1)}
        assert {name for name, _ in led} <= set(bookmarks)
        assert breaches(file) == []
        assert not faults(file, tmp_path)


def test_but_for_the_signs_and_the_notes_the_text_is_what_it_is(record: Corpus) -> None:
    version = noted(record, "mtad", "4.0")
    given = zip(
        parts(version_docx(version.version, origins=notes_in_words(version))),
        parts(version_docx(record.document("mtad").version("4.0"))),
        strict=True,
    )
    for with_notes, without in given:
        told, plain = words(with_notes), words(without)
        if TITLE in told:
            at = told.index(TITLE)
            assert told[at + 2 : -1] == [
                f"{number}{note}" for number, note in enumerate(notes_in_words(version), 1)
            ]
            told[at:-1] = []
        assert told == plain


def test_words_of_one_note_have_one_sign(record: Corpus) -> None:
    version = noted(record, "mtad", "4.0")
    body, _ = parts(version_docx(version.version, origins=notes_in_words(version)))
    cells = body.iter(f"{W}tc")
    (cell,) = [each for each in cells if "Closes on the End" in "".join(each.itertext())]
    assert len(signs(cell)) == 1  # the words, and the reference to a note of the text behind them


def test_a_version_without_notes_is_the_file_that_it_was(record: Corpus) -> None:
    version = noted(record, "mtad", "1.0")
    plain = version_docx(record.document("mtad").version("1.0"))
    assert version_docx(version.version, origins=notes_in_words(version)) == plain


# --- On the command line --------------------------------------------------------------------------


def test_export_writes_them_on_wish(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mtad.docx"
    assert run("export", "mtad@4.0", "--origins", "-o", target).code == 0
    told = [each.text for each in docx.Document(str(target)).paragraphs]
    assert TITLE in told
    assert any("MTAD 3.0, concluded 15 September 2022]" in each for each in told)
    assert run("export", "mtad@4.0", "-o", target).code == 0
    assert TITLE not in [each.text for each in docx.Document(str(target)).paragraphs]


def test_a_loose_text_has_no_origins(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A.\n")
    ran = run("export", tmp_path / "a.md", "--origins", "-o", tmp_path / "a.docx")
    assert ran.code == 2
    assert "--origins goes with a version of the record, such as rules@3.0" in ran.err
    assert not (tmp_path / "a.docx").exists()
