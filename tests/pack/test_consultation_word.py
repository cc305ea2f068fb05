"""The Word files of a consultation pack: what they hold, who may fill them in, and in whose frame
they are laid out."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Block, Corpus, plain
from build_tools.pack.schedule import drawn_to_the_letter
from build_tools.text.markdown import parse
from build_tools.word import read_docx
from tests.running import Run, replace_in
from tests.word.files import W, faults
from tests.word.office import Office
from tests.word.revisions import left, marked

AMENDMENTS = ("mtad-moc-secure-closure", "mtad-first-version", "example-4.0-split-merge-columns")
DOCUMENTS = ("draft-direction", "response-template", "summary-of-changes")
AS_OF = ("--as-of", "2022-12-20")
_TAGS = ("<del>", "</del>", "<ins>", "</ins>")


@pytest.fixture(params=AMENDMENTS)
def packed(request: pytest.FixtureRequest, pack_of: Callable[[str], Path]) -> Path:
    return pack_of(request.param)


@pytest.fixture
def pack(pack_of: Callable[[str], Path]) -> Path:
    return pack_of(AMENDMENTS[0])


def said(text: str) -> list[str]:
    """What a markdown text prints, block by block, the cells of tables one by one."""
    return [line for block in parse(text) for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    if block.kind == "front-matter":
        return []
    if block.kind == "footnote":  # quoted in the schedule, where it stands as it is written
        return [_bare(f"[^{block.label}]: {block.text}")]
    if block.table is None:
        return [_bare(f"{block.label} {block.text}")]
    caption = [_bare(f"{block.label}: {plain(block.table.caption)}")] if block.label else []
    return [*caption, *(_bare(plain(cell.content)) for row in block.table.rows for cell in row)]


def _bare(text: str) -> str:
    """Without the tags that markdown needs for what is marked, and with the numbers of notes on the
    line."""
    for tag in _TAGS:
        text = text.replace(tag, "")
    return " ".join(unicodedata.normalize("NFKC", text).split())


def controls(path: Path) -> list[str]:
    """The titles of the places to write, in order."""
    body = docx.Document(str(path)).element.body
    return [each.get(f"{{{W}}}val") for each in body.iter(f"{{{W}}}alias")]


# --- What they hold -------------------------------------------------------------------------------


def test_each_has_the_words_of_the_markdown(packed: Path) -> None:
    files = list(packed.glob("*.docx"))
    assert {path.stem for path in files} == {path.stem for path in packed.glob("*.md")}
    for path in files:
        assert docx.Document(str(path)).paragraphs
        if path.stem.endswith("-redline"):
            continue
        markdown = path.with_suffix(".md").read_text()
        if path.stem.endswith("-clean"):
            markdown = markdown.partition("\n\n")[2]  # what the text is stands in the running head
        if path.stem == "draft-direction":
            markdown = drawn_to_the_letter(markdown)  # what its schedule quotes calls no note
        assert said(read_docx(path).text) == said(markdown), path.name


def test_the_redlined_text_accepts_to_the_clean_text_and_rejects_to_the_old(pack: Path) -> None:
    redlined = (pack / "mtad-3.0-to-4.0-redline.docx").read_bytes()
    assert left(redlined, "accept") == left((pack / "mtad-4.0-clean.docx").read_bytes(), "keep")
    assert marked(redlined)
    assert left(redlined, "reject") != left(redlined, "accept")


def test_the_redlined_text_rejects_to_the_clean_text_of_the_pack_before(
    pack: Path, run: Run, tmp_path: Path
) -> None:
    assert run("pack", "mtad-foc-np-closure", "-o", tmp_path / "before", *AS_OF).code == 0
    redlined = (pack / "mtad-3.0-to-4.0-redline.docx").read_bytes()
    assert left(redlined, "reject") == left(
        (tmp_path / "before/mtad-3.0-clean.docx").read_bytes(), "keep"
    )


def test_the_schema_allows_them(packed: Path, tmp_path: Path) -> None:
    for path in packed.glob("*.docx"):
        assert not faults(path.read_bytes(), tmp_path), path.name


def test_each_says_on_every_page_what_it_is_and_how_it_stands(packed: Path) -> None:
    for path in packed.glob("*.docx"):
        document = docx.Document(str(path))
        above = document.sections[0].header.paragraphs
        assert above[0].text == document.core_properties.title
        assert " on 20 December 2022" in above[1].text
        assert above[1].text.split("\t")[0] in path.with_name("summary-of-changes.md").read_text()
        assert document.core_properties.language == "en-GB"


def test_two_packs_are_the_same_bytes(pack: Path, run: Run, tmp_path: Path) -> None:
    assert run("pack", AMENDMENTS[0], "-o", tmp_path / "again", *AS_OF).code == 0
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()
    }


# --- Forms, and marks -----------------------------------------------------------------------------


def test_the_response_template_is_a_form(
    pack: Path, record: Corpus, comparisons: Comparisons
) -> None:
    """A place to write for who responds, under each question and for each change; each says what
    goes there."""
    mtad = record.document("mtad")
    count = len(comparisons.between(mtad.version("3.0"), mtad.version("4.0")).changes)
    questions = [
        control
        for number in (1, 2)
        for control in (
            f"yes, no or in part, on question {number}",
            f"answer to question {number}",
        )
    ]
    changes = [f"response to change {number}" for number in range(1, count + 1)]
    assert controls(pack / "response-template.docx") == [
        "name",
        "organisation",
        "date",
        "no, all of it, or which parts",
        "yes or no",
        *questions,
        *changes,
    ]


def test_what_is_left_to_fill_in_of_a_direction_is_a_place_to_write(pack: Path) -> None:
    assert controls(pack / "draft-direction.docx") == [
        "name of whoever makes it",
        "date",
        "annex",
        "effective date",
        "annex",
    ]
    assert not controls(pack / "summary-of-changes.docx")


def test_the_summary_shows_what_is_deleted_and_inserted(pack: Path) -> None:
    path = pack / "summary-of-changes.docx"
    assert not marked(path.read_bytes()), "nobody accepts or rejects a summary"
    shown = {"Deleted": "", "Inserted": ""}
    for table in docx.Document(str(path)).tables:
        for cell in table.column_cells(2):
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                if run.style is not None and run.style.name in shown:
                    shown[run.style.name] += run.text
    assert "Cohorts are MOC (Secure) and FOC (BG)" in shown["Deleted"]
    assert "31 January 2023" in shown["Inserted"]
    text = "".join(docx.Document(str(path)).element.body.itertext())
    assert not any(sign in text for sign in ("<del>", "<ins>", "~~", "inserted:"))


def test_words_of_the_record_are_no_signs(run: Run, copied: Path, tmp_path: Path) -> None:
    file = copied / f"amendments/{AMENDMENTS[0]}.yml"
    replace_in(file, "title: Closure of", "title: '[x](blank:) [y](deleted:) <ins>")
    replace_in(file, "MOC (Secure)\n", "MOC (Secure)'\n")
    assert run("pack", AMENDMENTS[0], "-o", tmp_path / "pack", "--versions", copied).code == 0
    assert not controls(tmp_path / "pack/summary-of-changes.docx")
    title = docx.Document(str(tmp_path / "pack/summary-of-changes.docx")).paragraphs[0].text
    assert title.startswith("Summary of changes: [x](blank:) [y](deleted:) <ins>")


# --- A publisher's own ----------------------------------------------------------------------------


def test_a_publisher_who_replaces_a_template_in_markdown_gets_it_in_word(
    run: Run, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "draft-direction.md").write_text('# Ours\n\nSigned: {{ blank("who signs") }}\n')
    assert run("pack", AMENDMENTS[0], "-o", tmp_path / "pack", "--templates", own).code == 0
    path = tmp_path / "pack/draft-direction.docx"
    assert read_docx(path).text == "# Ours\n\nSigned: [who signs]\n"
    assert controls(path) == ["who signs"]
    assert docx.Document(str(path)).core_properties.title == "Ours"


def test_a_publisher_s_frame_is_round_every_word_file(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    frame = docx.Document()
    frame.sections[0].header.paragraphs[0].text = "House of Commons"
    frame.add_paragraph("Taken out")
    frame.save(str(own / "frame.docx"))
    assert run("pack", AMENDMENTS[0], "-o", tmp_path / "pack", "--templates", own).code == 0
    files = list((tmp_path / "pack").glob("*.docx"))
    assert len(files) == 5
    for path in files:
        document = docx.Document(str(path))
        assert document.sections[0].header.paragraphs[0].text == "House of Commons"
        assert all(paragraph.text != "Taken out" for paragraph in document.paragraphs)


def test_a_frame_that_is_no_word_file_is_told_of_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "frame.docx").write_bytes(b"no zip")
    ran = run("pack", AMENDMENTS[0], "-o", tmp_path / "pack", "--templates", own)
    assert ran.code == 2
    assert (
        "own/frame.docx: cannot be used: it is not a Word document; save the template as .docx"
        in ran.err
    )
    assert not (tmp_path / "pack").exists()


# --- In an office ---------------------------------------------------------------------------------


@pytest.mark.sweep
def test_an_office_opens_every_document_and_shows_its_words_and_its_places_to_write(
    packed: Path, office: Office
) -> None:
    for name in DOCUMENTS:
        file = (packed / f"{name}.docx").read_bytes()
        shown = [_bare(line) for each in office.left(file, "keep") for line in _shown(each)]
        wanted = said((packed / f"{name}.md").read_text())
        assert [line for line in shown if line] == [line for line in wanted if line]
        assert office.saved(file, "keep", "pdf").startswith(b"%PDF")
        places = office.saved(file, "keep", "fodt").count(b'loext:showing-place-holder="true"')
        assert places == len(controls(packed / f"{name}.docx"))


def _shown(block: tuple[object, ...]) -> list[str]:
    if block[0] == "p":
        return [str(block[-1])]
    rows = block[1]
    assert isinstance(rows, tuple)
    return [_without_span(cell) for row in rows for cell in row]


def _without_span(cell: str) -> str:
    """The words of a cell that may be joined with others; none of one that continues another."""
    return re.sub(r" \[\d+x\d+\]$|^[<^]$", "", cell)


@pytest.mark.sweep
def test_an_office_resolves_the_redlined_text(pack: Path, office: Office) -> None:
    redlined = (pack / "mtad-3.0-to-4.0-redline.docx").read_bytes()
    clean = (pack / "mtad-4.0-clean.docx").read_bytes()
    words = [
        [(each[0], each[-1]) for each in office.left(*given)]
        for given in ((redlined, "accept"), (clean, "keep"))
    ]
    assert words[0] == words[1]
