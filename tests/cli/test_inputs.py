"""What a version may be on the command line: of the record, a markdown or a Word file, or standard
input."""

import io
import sys
from pathlib import Path

import pytest

from build_tools.word import redline_docx, version_docx
from tests.reviewing import compared, version_of
from tests.running import Run
from tests.word.files import docx, paragraph
from tests.word.files import run as words
from tests.word.revisions import stamps

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD = "# Rules\n\n4.1 The Keeper shall close the gate.[^1]\n\n[^1]: At dusk.\n\n    Or sooner.\n"
NEW = OLD.replace("gate", "big gate").replace("Or sooner", "Or later")
MARK = "\ufeff"


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def word_file(path: Path, text: str) -> Path:
    path.write_bytes(version_docx(version_of(text)))
    return path


def inserted(author: str, day: str, text: str) -> str:
    """A tracked insertion."""
    by = f'w:id="1" w:author="{author}" w:date="{day}T09:00:00Z"'
    return f"<w:ins {by}>{words(text)}</w:ins>"


def changes(said: str) -> str:
    return said.partition("\n\n")[2]


def test_two_word_files_are_compared_as_they_are_imported(run: Run, tmp_path: Path) -> None:
    old, new = word_file(tmp_path / "a.docx", OLD), word_file(tmp_path / "b.docx", NEW)
    text = tmp_path / "b.md"
    text.write_text(NEW)
    ran = run("redline", old, new)
    assert ran.code == 0
    assert "close the {+big +}gate.[^1]" in ran.out
    assert "[-sooner-]{+later+}" in ran.out
    assert ran.err == ""
    assert changes(run("redline", old, text).out) == changes(ran.out)
    assert "The Keeper shall close the gate.[^1]" in run("show", old).out
    renamed = old.rename(tmp_path / "a.bin")
    assert changes(run("redline", renamed, new).out) == changes(ran.out)


def test_what_a_word_file_cannot_carry_is_told_of_each_file(run: Run, tmp_path: Path) -> None:
    noted = paragraph(words("Text") + '<w:r><w:footnoteReference w:id="5"/></w:r>')
    old, new = docx(tmp_path / "a.docx", noted), docx(tmp_path / "b.docx", noted)
    said = run("redline", old, new).err.splitlines()
    assert [line.partition(" “Text”: a footnote is missing")[0] for line in said] == [
        f"{old}: paragraph 1",
        f"{new}: paragraph 1",
    ]


def test_a_word_file_with_tracked_changes_must_say_which_text_is_meant(
    run: Run, tmp_path: Path
) -> None:
    tracked = tmp_path / "tracked.docx"
    tracked.write_bytes(redline_docx(compared(OLD, NEW)))
    ran = run("redline", tracked, tracked)
    assert (ran.code, ran.out) == (2, "")
    assert "corpus import with --accept" in ran.err


def test_a_word_file_alone_is_compared_with_itself(run: Run, tmp_path: Path) -> None:
    """Without its tracked changes and with them; each keeps who made it and when."""
    tracked, made = tmp_path / "tracked.docx", tmp_path / "made.docx"
    body = paragraph(
        words("The fee is ") + inserted("A. Reader", "2024-01-31", "not ") + words("due.")
    ) + paragraph(inserted("B. Writer", "2024-02-05", "All of it."))
    docx(tracked, body)
    shown = run("redline", tracked)
    assert shown.code == 0
    assert "{+not +}" in shown.out
    assert shown.err.splitlines() == [
        f"{tracked}: 1 tracked change by A. Reader, 2024-01-31",
        f"{tracked}: 1 tracked change by B. Writer, 2024-02-05",
    ]
    assert run("redline", tracked, "--format", "docx", "-o", made).code == 0
    said = {(each.get(f"{W}author"), each.get(f"{W}date")) for each in stamps(made.read_bytes())}
    assert said == {
        ("A. Reader", "2024-01-31T00:00:00Z"),
        ("B. Writer", "2024-02-05T00:00:00Z"),
    }


def test_the_redline_of_a_word_file_is_not_written_over_it(run: Run, tmp_path: Path) -> None:
    tracked = docx(tmp_path / "tracked.docx", paragraph(inserted("A", "2024-01-31", "New.")))
    before = tracked.read_bytes()
    ran = run("redline", tracked, "--format", "docx", "-o", tracked)
    assert ran.code == 2
    assert tracked.read_bytes() == before


def test_only_a_word_file_with_tracked_changes_is_compared_alone(run: Run, tmp_path: Path) -> None:
    plain = docx(tmp_path / "plain.docx", paragraph("Text"))
    ran = run("redline", plain)
    assert (ran.code, ran.out) == (2, "")
    assert f"{plain}: tracks no changes" in ran.err
    text = tmp_path / "text.md"
    text.write_text("Text.\n")
    for name in (text, "-", "mtad@4.0"):
        ran = run("redline", name)
        assert (ran.code, ran.out) == (2, "")
        assert "NEW may be left out only where OLD is a Word file" in ran.err


def test_one_of_the_two_may_be_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.md"
    old.write_text(OLD)
    type_in(monkeypatch, NEW.encode())
    there = run("redline", old, "-").out
    assert "-> standard input: " in there
    assert "close the {+big +}gate" in there
    type_in(monkeypatch, NEW.encode())
    assert "close the [-big -]gate" in run("redline", "-", old).out
    type_in(monkeypatch, NEW.encode())
    assert "close the big gate" in run("show", "-").out


def test_not_both(run: Run) -> None:
    ran = run("redline", "-", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "only one of OLD and NEW can be standard input (-)" in ran.err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "is a PDF and no text"),
        ("a.rtf", b"{\\rtf1\\ansi Text}", "is a file in rich text format (.rtf) and no text"),
        (
            "a.odt",
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "is an OpenDocument file (.odt) and no text",
        ),
        (
            "a.doc",
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "is a file of Word 97 to 2003 (.doc) and no text",
        ),
        ("lines.pdf", b"\xef\xbb\xbf\n%PDF-1.4\n", "is a PDF and no text"),
        ("named.docx.md", b"%PDF-1.4\n", "is a PDF and no text"),
        ("scan.png", b"\x89PNG\r\n", "is a picture (.png) and no text"),
        ("scan.md", b"\xff\xd8\xff\xe0", "is a picture (.jpg) and no text"),
        ("a.fodt", b"<?xml version='1.0'?>\n<office:document>", "(.fodt) and no text"),
        (
            "a.xml",
            b'<?xml version="1.0"?><pkg:package>',
            "is a Word file in XML (.xml) and no text",
        ),
        ("web.doc", b"<html><body>Text</body></html>", "is a web page (.html) and no text"),
        ("mail.doc", b"MIME-Version: 1.0\n", "is a web page in one file (.mht) and no text"),
    ],
)
def test_a_file_of_another_kind_is_named(
    run: Run, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ran = run("show", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{path}: is a")
    assert ran.err.endswith(f"{said}\n    expected: the same text, saved as .docx or as markdown\n")
    imported = run("import", path)
    assert imported.code == 2
    assert said.removesuffix(" and no text") in imported.err
    assert ".docx" in imported.err


def test_a_text_that_begins_like_an_archive_is_a_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "keys.md"
    path.write_text("PK means a public key.\n")
    assert run("show", path).out == "PK means a public key.\n"


def test_a_byte_order_mark_is_no_text(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in (OLD, "---\ntitle: Rules\n---\n\n# Rules\n", "Table 1: A\n\n| a |\n|---|\n| b |\n"):
        plain, marked = tmp_path / "plain.md", tmp_path / "marked.md"
        plain.write_text(text)
        marked.write_text(MARK + text)
        assert run("redline", plain, marked, "--exit-code").code == 0
        assert run("show", marked).out == run("show", plain).out
        type_in(monkeypatch, (MARK + text).encode())
        assert run("show", "-", "--format", "html", "--fragment").out == (
            run("show", plain, "--format", "html", "--fragment").out
        )
