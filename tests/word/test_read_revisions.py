"""Tracked changes: what each kind leaves when all are accepted, and when all are rejected."""

import datetime as dt
from pathlib import Path

import pytest

from build_tools.model.problems import CorpusError
from build_tools.word import TrackChanges, read_docx
from build_tools.word.read.package import open_package
from build_tools.word.read.revisions import find_revisions, resolve
from tests.word.files import Desk, docx, paragraph, run

BY = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def ins(inner: str, name: str = "ins") -> str:
    return f"<w:{name} {BY}>{inner if inner.startswith('<') else run(inner)}</w:{name}>"


def gone(text: str, name: str = "del") -> str:
    return (
        f'<w:{name} {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{name}>'
    )


def mark(name: str) -> str:
    """The mark of a paragraph, tracked."""
    return f"<w:rPr><w:{name} {BY}/></w:rPr>"


def row(cells: list[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inner: str, properties: str = "") -> str:
    content = inner if inner.startswith("<") else paragraph(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def end_of_field() -> str:
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(inner: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:fldChar'
        ' w:fldCharType="separate"/></w:r><w:r><w:t>4.2</w:t></w:r><w:r><w:fldChar'
        ' w:fldCharType="end"/></w:r>'
    )


FIELD_BEGINS = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
DELETED_FIELD = field("<w:r><w:delInstrText>REF a</w:delInstrText></w:r>").replace(
    "w:t>", "w:delText>"
)
HEAD = row([cell("Cohort"), cell("End")])
CASES: dict[str, tuple[str, str, str]] = {
    "words": (paragraph(run("a ") + ins("new ") + gone("old ") + run("z")), "a new z", "a old z"),
    "words in words": (
        paragraph(run("a ") + ins(run("b ") + gone("c ")) + run("z")),
        "a b z",
        "a z",
    ),
    "a move": (
        paragraph(run("1 ") + gone("moved", "moveFrom").replace("delText", "t"))
        + paragraph(run("2 ") + ins("moved", "moveTo")),
        "1|2 moved",
        "1 moved|2",
    ),
    "a deleted mark joins": (
        paragraph("one ", mark("del")) + paragraph("two"),
        "one two",
        "one|two",
    ),
    "an inserted mark parts": (
        paragraph("one ", mark("ins")) + paragraph("two"),
        "one|two",
        "one two",
    ),
    "many marks": (
        paragraph(gone("a"), mark("del")) + paragraph(gone("b"), mark("del")) + paragraph("c"),
        "c",
        "a|b|c",
    ),
    "the whole has the style of what its mark is of": (
        paragraph("one ", '<w:outlineLvl w:val="0"/>' + mark("del"))
        + paragraph("two", '<w:outlineLvl w:val="1"/>'),
        "## one two",
        "# one|## two",
    ),
    "a paragraph before a table": (
        paragraph(gone("gone"), mark("del")) + table(HEAD),
        "| Cohort | End |\n|---|---|",
        "gone|| Cohort | End |\n|---|---|",
    ),
    "an inserted row": (
        table(
            HEAD,
            row([cell(paragraph(ins("IOC"))), cell("")], f"<w:ins {BY}/>"),
            row([cell("FOC"), cell("")]),
        ),
        "| Cohort | End |\n|---|---|\n| IOC |  |\n| FOC |  |",
        "| Cohort | End |\n|---|---|\n| FOC |  |",
    ),
    "a deleted row": (
        table(HEAD, row([cell("IOC"), cell("")], f"<w:del {BY}/>")),
        "| Cohort | End |\n|---|---|",
        "| Cohort | End |\n|---|---|\n| IOC |  |",
    ),
    "all rows": (paragraph("a") + table(row([cell("x")], f"<w:del {BY}/>")), "a", "a|| x |\n|---|"),
    "an inserted cell": (
        table(
            row([cell("a"), cell("b", f"<w:cellIns {BY}/>")]),
            row([cell("c"), cell("d", f"<w:cellIns {BY}/>")]),
        ),
        "| a | b |\n|---|---|\n| c | d |",
        "| a |\n|---|\n| c |",
    ),
    "a deleted cell": (
        table(row([cell("a"), cell("b")]), row([cell("c", f"<w:cellDel {BY}/>"), cell("d")])),
        "| a | b |\n|---|---|\n| d |  |",
        "| a | b |\n|---|---|\n| c | d |",
    ),
    "a merge of cells": (
        table(
            row([cell("a", f'<w:cellMerge {BY} w:vMerge="rest"/>'), cell("b")]),
            row([cell("", f'<w:cellMerge {BY} w:vMerge="cont"/>'), cell("d")]),
        ),
        "| a | b |\n|---|---|\n| ^^ | d |",
        "| a | b |\n|---|---|\n|  | d |",
    ),
    "a span": (
        table(
            row([cell("a", f'<w:gridSpan w:val="2"/><w:tcPrChange {BY}><w:tcPr/></w:tcPrChange>')]),
            row([cell("c"), cell("d")]),
        ),
        "| a | << |\n|---|---|\n| c | d |",
        "| a |  |\n|---|---|\n| c | d |",
    ),
    "formatting": (
        paragraph(run("a", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>")),
        "**a**",
        "a",
    ),
    "the style of a paragraph": (
        paragraph(
            "a",
            f'<w:outlineLvl w:val="1"/><w:pPrChange {BY}><w:pPr><w:outlineLvl'
            ' w:val="0"/></w:pPr></w:pPrChange>',
        ),
        "## a",
        "# a",
    ),
    "a style and a mark at once": (
        paragraph(
            "a ", f'<w:outlineLvl w:val="0"/>{mark("ins")}<w:pPrChange {BY}><w:pPr/></w:pPrChange>'
        )
        + paragraph("b"),
        "# a|b",
        "a b",
    ),
    "a field that is deleted": (
        paragraph(run("Clause ") + f"<w:del {BY}>{DELETED_FIELD}</w:del>"),
        "Clause",
        "Clause 4.2",
    ),
    "a field that is inserted": (
        paragraph(run("Clause ") + ins(field("<w:r><w:instrText>REF a</w:instrText></w:r>"))),
        "Clause 4.2",
        "Clause",
    ),
    "half a field": (
        paragraph(run("a ") + f"<w:del {BY}>{FIELD_BEGINS}</w:del>" + run("b ") + end_of_field()),
        "a b",
        "a",
    ),
    "a link": (
        paragraph(f"<w:hyperlink w:anchor='x'>{ins('new')}{gone('old')}</w:hyperlink>"),
        "new",
        "old",
    ),
    "a content control": (
        paragraph(f"<w:sdt><w:sdtContent>{ins('new')}{gone('old')}</w:sdtContent></w:sdt>"),
        "new",
        "old",
    ),
    "a numbering that is inserted": (
        paragraph("a", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY}/></w:numPr>'),
        "1\\. a",
        "a",
    ),
}
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText'
    ' w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.mark.parametrize("case", CASES)
def test_tracked_changes(case: str, desk: Desk) -> None:
    body, accepted, rejected = CASES[case]
    assert (
        desk.imported(body, "accept", numbering=NUMBERING).text.rstrip("\n").replace("\n\n", "|")
        == accepted
    )
    assert (
        desk.imported(body, "reject", numbering=NUMBERING).text.rstrip("\n").replace("\n\n", "|")
        == rejected
    )


def test_a_note_that_only_an_insertion_refers_to(desk: Desk) -> None:
    body = paragraph(
        run("a")
        + ins('<w:r><w:footnoteReference w:id="2"/></w:r>')
        + run(" b")
        + '<w:r><w:footnoteReference w:id="3"/></w:r>'
    )
    notes = "".join(
        f'<w:footnote w:id="{id_}">{paragraph(text)}</w:footnote>'
        for id_, text in ((2, "new"), (3, "old"))
    )
    assert (
        desk.imported(body, "accept", footnotes=notes).text
        == "a[^1] b[^2]\n\n[^1]: new\n\n[^2]: old\n"
    )
    assert desk.imported(body, "reject", footnotes=notes).text == "a b[^1]\n\n[^1]: old\n"


def test_changes_within_a_note(desk: Desk) -> None:
    body = paragraph(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="2">{paragraph(ins("new") + gone("old"))}</w:footnote>'
    assert desk.blocks(body, "accept", footnotes=notes)[1] == "[^1]: new"
    assert desk.blocks(body, "reject", footnotes=notes)[1] == "[^1]: old"


def test_nothing_tracked_is_left(tmp_path: Path) -> None:
    path = docx(tmp_path / "file.docx", "".join(body for body, _, _ in CASES.values()))
    for verdict in (lambda _: True, lambda _: False):
        root = open_package(path).main.root
        assert find_revisions([root])
        resolve(root, verdict)
        assert not find_revisions([root])


def test_a_file_with_tracked_changes_wants_to_know_which_text_is_meant(tmp_path: Path) -> None:
    path = docx(tmp_path / "file.docx", paragraph(ins("new") + gone("old")))
    with pytest.raises(CorpusError, match="holds 2 tracked changes by A") as caught:
        read_docx(path)
    assert all(option in str(caught.value) for option in ("--accept", "--reject", "--both"))


def test_authors_and_days_are_reported_and_kept(desk: Desk) -> None:
    """Each author once, with the days of the first and the last change, whatever becomes of it."""
    changes = (("B", "2024-03-02T09:00:00Z"), ("A", ""), ("B", "2024-01-31T23:59:00+02:00"))
    body = "".join(
        f'<w:ins w:id="{at}" w:author="{author}" w:date="{date}">{run("x")}</w:ins>'
        for at, (author, date) in enumerate(changes)
    )
    decisions: tuple[TrackChanges, ...] = ("accept", "reject")
    for how in decisions:
        imported = desk.imported(paragraph(run("a") + body), how)
        assert [(by.author, by.count, by.first, by.last) for by in imported.tracked] == [
            ("A", 1, None, None),
            ("B", 2, dt.date(2024, 1, 31), dt.date(2024, 3, 2)),
        ]
        assert [str(warning) for warning in imported.warnings] == [
            f"1 tracked change by A, not dated: {how}ed",
            f"2 tracked changes by B, 2024-01-31 to 2024-03-02: {how}ed",
        ]


def test_a_file_without_any_does_not(tmp_path: Path) -> None:
    assert read_docx(docx(tmp_path / "file.docx", paragraph("text"))).text == "text\n"


def test_each_tracked_change_is_told_with_who_made_it_and_when(desk: Desk) -> None:
    by_a, by_b = 'w:author="A. Reader" w:date="2024-01-31T10:00:00Z"', 'w:author="B"'
    body = (
        paragraph(
            run("It is ")
            + f'<w:ins w:id="1" {by_a}>{run("within ")}</w:ins>'
            + f'<w:ins w:id="2" {by_a}>{run("ten days ")}</w:ins>'
            + f'<w:del w:id="3" {by_b}><w:r><w:delText>soon</w:delText></w:r></w:del>'
        )
        + paragraph("End", f'<w:rPr><w:ins w:id="4" {by_b}/></w:rPr>')
        + paragraph(f'<w:moveTo w:id="5" {by_a}>{run("Moved.")}</w:moveTo>')
        + f"<w:tbl><w:tr><w:trPr><w:del w:id='6' {by_a}/></w:trPr><w:tc>{paragraph('x')}</w:tc>"
        "</w:tr></w:tbl>"
    )
    assert desk.imported(body, "accept").tracked_changes == (
        "in “It is within ten days soon”: inserted “within ten days”, by A. Reader, 2024-01-31",
        "in “It is within ten days soon”: deleted “soon”, by B, not dated",
        "in “End”: inserted the end of a paragraph, by B, not dated",
        "in “Moved.”: moved here “Moved.”, by A. Reader, 2024-01-31",
        "deleted a row, by A. Reader, 2024-01-31",
    )
