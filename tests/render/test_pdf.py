"""Versions and redlines as PDF: every word and cell, tagged, bookmarked, with a head on each page,
and no request."""

import io
import logging
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from build_tools.compare.redline import redline
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Block, Corpus, Redline, Version, plain
from build_tools.record.files import load_file
from build_tools.record.store import PLACE, Store
from build_tools.render import pdf as room
from build_tools.render.pdf import redline_pdf, version_pdf
from build_tools.site.build import by_address, site_files
from build_tools.site.file_store import FileStore
from tests.browsing import swept
from tests.examples import examples
from tests.publishing import AS_OF, environment, mkdocs
from tests.real_pairs import sides
from tests.render.pdf_text import pdf_text
from tests.reviewing import compared, version_of
from tests.running import Run

pytestmark = [pytest.mark.usefixtures("can_set"), pytest.mark.long]
EDGE = 64
"""How far what stands at the edge of a sheet reaches into it, in points."""
STATUS = "Status on 1 May 2026: consultation closed"


@pytest.fixture(autouse=True)
def nothing_said(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint warns of all that it cannot do with a page; a link of the text that leads nowhere
    is the text's."""
    with caplog.at_level(logging.WARNING, "weasyprint"):
        yield
    said = [record.getMessage() for record in caplog.records if record.name == "weasyprint"]
    assert [line for line in said if not line.startswith("No anchor")] == []


@pytest.fixture(scope="module")
def proposal(record: Corpus) -> Version:
    return record.document("mtad").version("4.0")


@pytest.fixture(scope="module")
def closure_file(closure: Redline) -> Callable[[], bytes]:
    """Its file, set once, by the first that asks: what is said then is heard in that test."""
    return cache(lambda: redline_pdf(closure, STATUS))


@pytest.fixture(scope="module")
def proposal_file(proposal: Version) -> Callable[[], bytes]:
    """The same of the proposal."""
    return cache(lambda: version_pdf(proposal, STATUS))


def text_inside(file: bytes, *, edges: bool = False) -> str:
    """The text in reading order, without what stands at the edges of the sheets, or with it."""
    if edges:
        return pdf_text(file, "-raw")
    sheets = enumerate(PdfReader(io.BytesIO(file)).pages, start=1)
    texts = []
    for (width, height), alike in groupby(sheets, key=lambda sheet: size_of(sheet[1])):
        first, *_, last = [number for number, _ in alike] * 2
        area: list[str | int] = ["-x", 0, "-y", EDGE, "-W", width, "-H", height - 2 * EDGE]
        texts.append(pdf_text(file, "-raw", "-f", first, "-l", last, *area))
    return "".join(texts)


def size_of(sheet: PageObject) -> tuple[int, int]:
    """Its width and height in points; a wide table stands on a turned one."""
    return round(sheet.mediabox.width), round(sheet.mediabox.height)


def squeezed(text: str) -> str:
    """What of a text can be seen: a PDF keeps neither spaces nor characters without a shape."""
    return "".join(
        char for char in text if not char.isspace() and unicodedata.category(char) != "Cf"
    )


def pieces(block: Block) -> Iterator[str]:
    """What a reader sees of a block: its label and its text, or each cell."""
    if block.table is None:
        yield squeezed(block.label + plain(block.content))
    else:
        yield from (
            squeezed(plain(cell.content))
            for row in block.table.rows
            for cell in row
            if not cell.merge
        )


def holds(file: bytes, version: Version) -> None:
    """Every block and every cell stands there, in order."""
    text, at = squeezed(text_inside(file)), 0
    for block in version.blocks:
        if block.kind in ("front-matter", "rule", "blank"):
            continue
        for piece in pieces(block):
            found = text.find(piece, at)
            assert found >= 0, f"{piece!r} is not where it belongs"
            # The cells of a row whose neighbour spans rows need not come in the order of the grid.
            at = found if block.table else found + len(piece)


# --- What is there --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["example@6.0", swept("mtad@4.0"), swept("svtad@1.0")])
def test_a_version_is_there_whole(record: Corpus, name: str) -> None:
    document, _, label = name.partition("@")
    version = record.document(document).version(label)
    holds(version_pdf(version, STATUS), version)


def test_a_redline_has_its_list_and_both_texts(
    closure: Redline, closure_file: Callable[[], bytes]
) -> None:
    text = squeezed(text_inside(closure_file()))
    changes, _, whole = text.partition("FormattingchangedMigration")
    for change in closure.changes:
        assert squeezed(change.where) in changes
        for edit in change.edits:
            for runs in {"+": (edit.new,), "-": (edit.old,)}.get(edit.op, ()):
                assert squeezed(plain(runs)) in changes
                assert squeezed(plain(runs)) in whole


def test_the_list_says_what_became_of_a_level_and_both_name_what_nobody_can_see() -> None:
    old = "1 A Party shall:\n\n(a) give notice;\n\n(b) pay its fees.\n\n2 Other­wise none.\n"
    new = old.replace("(b)", "(i)").replace("­", "")
    result = compared(old, new)
    (level,) = [change.level for change in result.changes if change.level]
    text = squeezed(text_inside(redline_pdf(result, STATUS)))
    changes, _, whole = text.partition("Formattingchanged")
    for part in (changes, whole):
        assert squeezed(level) in part
        assert squeezed("[U+00AD soft hyphen]") in part


def test_each_sheet_says_what_it_is_and_how_it_stands(
    closure_file: Callable[[], bytes],
) -> None:
    reader = PdfReader(io.BytesIO(closure_file()))
    for number, page in enumerate(reader.pages, start=1):
        shown = squeezed(page.extract_text())
        assert squeezed("Migration Testing Approach Document (MTAD) 4.0 compared with 3.0") in shown
        assert squeezed("Reconstruction for demonstration, not the legal text") in shown
        assert squeezed(STATUS) in shown
        assert squeezed("mtad@3.0 → mtad@4.0") in shown
        assert f"Page{number}of{len(reader.pages)}" in shown


def test_a_table_has_its_header_on_every_sheet() -> None:
    rows = "".join(f"| {number} | Row number {number} |\n" for number in range(150))
    reader = PdfReader(io.BytesIO(version_pdf(version_of(f"| No. | Cohort |\n|---|---|\n{rows}"))))
    assert len(reader.pages) > 3
    assert all("Cohort" in page.extract_text() for page in reader.pages)


# --- For those who do not see, and for programs ---------------------------------------------------


def outline(reader: PdfReader, found: Any, depth: int = 0) -> Iterator[tuple[int, str]]:
    for each in found:
        if isinstance(each, Destination):
            yield depth, str(each.title)
        else:
            yield from outline(reader, each, depth + 1)


def test_it_is_tagged_as_pdf_ua_1_asks(proposal_file: Callable[[], bytes]) -> None:
    reader = PdfReader(io.BytesIO(proposal_file()))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()
    kinds = tags(reader)
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Caption"} <= kinds


def tags(reader: PdfReader) -> set[str]:
    """The kinds of all structure elements."""
    found, waiting = set(), [reader.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        element: Any = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            if "/S" in element:
                found.add(str(element["/S"]))
            waiting += [element["/K"]] if "/K" in element else []
    return found


def test_it_says_what_it_is(proposal_file: Callable[[], bytes]) -> None:
    said = PdfReader(io.BytesIO(proposal_file())).metadata
    assert said is not None
    assert said.title == "Migration Testing Approach Document (MTAD) 4.0"
    assert said.author == "Closure of Migration DUST for MOC (Secure)"
    assert said.subject == f"Reconstruction for demonstration, not the legal text. {STATUS}"


def test_headings_are_bookmarks_by_their_depth(closure_file: Callable[[], bytes]) -> None:
    reader = PdfReader(io.BytesIO(closure_file()))
    marks = list(outline(reader, reader.outline))
    assert marks[:5] == [
        (0, "Migration Testing Approach Document (MTAD) 4.0 compared with 3.0"),
        (1, "Changes"),
        (1, "Changed without a word"),
        (1, "Text"),
        (2, "Migration Testing Approach Document"),
    ]
    assert (3, "17 Migration DUST") in marks


def test_an_entry_of_the_list_leads_to_its_change(
    closure: Redline, closure_file: Callable[[], bytes]
) -> None:
    reader = PdfReader(io.BytesIO(closure_file()))
    led = {
        str(note.get_object()["/Dest"])
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/Dest" in note.get_object()
    }
    assert {change.id for change in closure.changes} <= led


@pytest.mark.sweep
def test_the_same_input_gives_the_same_bytes(
    proposal: Version, proposal_file: Callable[[], bytes]
) -> None:
    assert version_pdf(proposal, STATUS) == proposal_file() != version_pdf(proposal)


# --- Nothing odd breaks it ------------------------------------------------------------------------

ODD = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(ODD, ODD)
def test_any_words_can_be_set(text: str, name: str) -> None:
    version = replace(version_of(f"{text}\n"), title=name, label="1", provenance=name)
    assert version_pdf(version, name).startswith(b"%PDF-")


def test_words_of_the_record_are_no_code() -> None:
    name = 'a"}</style><h1>Planted</h1>\\'
    file = version_pdf(replace(version_of("Text."), title=name, label="1", provenance=name))
    reader = PdfReader(io.BytesIO(file))
    assert [title for _, title in outline(reader, reader.outline)] == [f"{name} 1"]


def test_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    (tmp_path / "secret.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    )
    asked = [(tmp_path / "secret.svg").as_uri(), "http://127.0.0.1:9/picture.png"]
    page = "".join(f"<img alt='' src='{each}'>" for each in asked)
    monkeypatch.setattr(
        room, "version_print_page", lambda *_: f"<!DOCTYPE html><title>T</title><p>Text</p>{page}"
    )
    version_pdf(version_of("Text."))
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert all(f"URI uses disallowed protocol: {each}" in said for each in asked)
    caplog.clear()


# --- The command and the site ---------------------------------------------------------------------


def test_the_command_writes_both(run: Run, tmp_path: Path) -> None:
    assert run("export", "mtad@4.0", "-o", tmp_path / "text.pdf", "--as-of", "2022-12-20").code == 0
    made = run("redline", "mtad@3.0", "mtad@4.0", "--format", "pdf", "-o", tmp_path / "redline.pdf")
    assert (made.code, made.out, made.err) == (0, "", "")
    shown = squeezed(text_inside((tmp_path / "text.pdf").read_bytes(), edges=True))
    assert squeezed("Status on 20 December 2022: consultation open") in shown


def test_it_needs_a_file_and_has_no_template(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_bytes(b"")
    ran = run("redline", "mtad@3.0", "mtad@4.0", "--format", "pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "--format pdf writes a file; name it with -o FILE.pdf" in ran.err
    ran = run(
        "export", "mtad@4.0", "-o", tmp_path / "text.pdf", "--template", tmp_path / "own.docx"
    )
    assert ran.code == 2
    assert "--template goes with docx alone" in ran.err
    assert not (tmp_path / "text.pdf").exists()


def test_without_the_extra_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ran = run("export", "mtad@4.0", "-o", tmp_path / "text.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert 'pip install "sec-corpus[pdf]"' in ran.err
    assert "in a clone of the repository `make setup`, or `CORPUS_PDF=true make site`" in ran.err
    assert not (tmp_path / "text.pdf").exists()


def test_a_site_that_is_asked_to_offers_them(record: Corpus, tmp_path: Path) -> None:
    svtad = replace(
        record,
        documents=tuple(each for each in record.documents if each.id == "svtad"),
        amendments=(),
    )
    site = by_address(
        site_files(
            svtad, AS_OF, {}, Comparisons(), FileStore(("docx", "pdf"), store=Store(tmp_path))
        )
    )
    file, page = site["svtad/v/1.0/svtad-1.0.pdf"], str(site["svtad/v/1.0/index.md"])
    assert isinstance(file, bytes)
    size = f"{len(file) / 1000:.1f} kB"
    assert (
        '<a href="svtad-1.0.pdf" download="svtad-1.0.pdf" type="application/pdf">PDF</a> (pdf,'
        f" {size})" in page
    )


@pytest.fixture(scope="module")
def set_once(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store for the files of the record: they are set in this process, where what is said is
    heard, and taken from there by another."""
    return str(tmp_path_factory.mktemp("set-once"))


@pytest.mark.sweep
def test_the_whole_site_can_offer_them(
    run: Run, record: Corpus, tmp_path: Path, set_once: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, set_once)
    assert run("pages", "--pdf", "--out", tmp_path).code == 0
    for document in record.documents:
        for version in document.versions:
            holds(
                (
                    tmp_path / f"{document.id}/v/{version.label}/{document.id}-{version.label}.pdf"
                ).read_bytes(),
                version,
            )
        for old, new in pairwise(document.versions):
            name = f"{document.id}-{old.label}-to-{new.label}.pdf"
            assert (tmp_path / f"{document.id}/redline/{old.label}..{new.label}/{name}").is_file()


@pytest.mark.sweep
def test_the_plugin_offers_them_where_it_is_told_to(tmp_path: Path, set_once: str) -> None:
    """What nobody has set before, it sets."""
    lacking = sorted(Path(set_once).glob("pdf/*"))[:1]
    for file in lacking:
        file.unlink()
    told = environment(CORPUS_PDF="true", **{PLACE: set_once})
    mkdocs("build", "--strict", "-d", tmp_path, env=told)
    assert all(file.is_file() for file in lacking)
    assert (tmp_path / "mtad/redline/3.0..4.0/mtad-3.0-to-4.0.pdf").is_file()
    assert 'href="svtad-1.0.pdf"' in (tmp_path / "svtad/v/1.0/index.html").read_text()


@pytest.mark.sweep
@pytest.mark.parametrize("pair", ["P085", "P171", "P198"])
def test_real_texts_are_there_whole(pair: str) -> None:
    old, new = map(load_file, sides(pair))
    holds(version_pdf(new), new)
    assert redline_pdf(redline(old, new)).startswith(b"%PDF-")


def test_export_says_on_wish_where_each_part_comes_from(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mtad.pdf"
    assert run("export", "mtad@4.0", "--origins", "-o", target).code == 0
    told = " ".join(text_inside(target.read_bytes()).split())
    assert "31 January 2023[4]" in told.replace(" [", "[")
    before, notes = told.split("Where each part comes from")
    assert "[inserted by Closure of Migration DUST for FOC (NP), MTAD 3.0, concluded 15" in notes
    assert "inserted by" not in before
