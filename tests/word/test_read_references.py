"""Cross-references to numbers: what they show is held against what the importer counts."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.word import TrackChanges, read_docx
from tests.examples import examples
from tests.word.files import Desk, abstract, docx, level, num, numbered, paragraph, run

LETTERED = (
    abstract(
        level(0, "%1.")
        + level(1, "%1.%2")
        + level(2, "(%3)", "lowerLetter")
        + level(3, "(%4)", "lowerRoman")
    )
    + num(1)
    + abstract(level(0, "Schedule %1") + level(1, "%2."), 1)
    + num(2, 1)
)
BY = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def reference(instruction: str, shown: str) -> str:
    """A field with its stored result; without one where that is empty."""
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}' if shown else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def marked(inner: str, name: str, id_: int = 1) -> str:
    """Text with a bookmark about it."""
    end = f'<w:bookmarkEnd w:id="{id_}"/>'
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{run(inner)}{end}'


def item(inner: str, at: int, list_: int = 1) -> str:
    return numbered(inner if inner.startswith("<") else run(inner), list_, at)


def about_references(warnings: list[str]) -> list[str]:
    return [warning for warning in warnings if "cross-reference" in warning]


TREE = (
    item("One", 0)
    + item("Two", 1)
    + item("Three", 2)
    + item(marked("Four", "Four"), 3)
    + item("Five", 3)
    + item("{same limb}", 3)
    + item("{other limb}", 2)
    + item("{other clause}", 0)
    + paragraph("{under it}")
)
"""1. · 1.1 · (a) · (i) Four · (ii) · (iii) · (b) · 2. · and a paragraph without a number."""


@pytest.mark.parametrize(
    ("place", "instruction", "number"),
    [
        ("same limb", "REF four \\n \\h", "(i)"),
        ("same limb", "REF Four \\r \\h", "(i)"),
        ("other limb", "REF Four \\r \\h", "(a)(i)"),
        ("other clause", "REF Four \\r \\h", "1.1(a)(i)"),
        ("under it", "REF Four \\r \\h", "1.1(a)(i)"),
        ("same limb", "REF Four \\w \\h \\* MERGEFORMAT", "1.1(a)(i)"),
    ],
)
def test_a_reference_shows_its_number_alone_in_full_or_from_where_it_stands(
    place: str, instruction: str, number: str, desk: Desk
) -> None:
    """The examples of 17.16.5.51. Where the file shows nothing, nothing is written but when asked
    for: a field that was tracked away in part stands beside one that shows its number."""

    def body(shown: str) -> str:
        field = run("See ") + reference(instruction, shown)
        filled = TREE.replace(run(f"{{{place}}}"), field)
        return re.sub(r"\{[a-z ]+\}", "Text", filled)

    (nothing,) = about_references(desk.warnings(body(""), numbering=LETTERED))
    assert "shows nothing" in nothing
    assert nothing.endswith(f"the number {number}")
    text = desk.imported(body(""), numbering=LETTERED).text.replace("\\", "")
    assert "See" in text
    assert f"See {number}" not in text
    assert about_references(desk.warnings(body(number), numbering=LETTERED)) == []
    (said,) = about_references(desk.warnings(body("9.9"), numbering=LETTERED))
    assert "shows “9.9”" in said
    assert said.endswith(f"the number {number}")
    assert "See 9.9" in said


def test_signs_and_spaces_make_no_difference(desk: Desk) -> None:
    body = item(marked("One", "a"), 0) + paragraph(reference("REF a \\r", "1 ."))
    assert about_references(desk.warnings(body, numbering=LETTERED)) == []


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("REF a \\r", "Schedule 1"),
        ("REF a \\r \\t", "1"),
        ("REF b \\w", "Schedule 1 2"),
        ("REF b \\w", "Schedule 12"),
        ("REF b \\n", "2"),
    ],
)
def test_the_words_of_a_number(instruction: str, shown: str, desk: Desk) -> None:
    body = item(marked("One", "a"), 0, 2) + item("x", 1, 2) + item(marked("Two", "b", 2), 1, 2)
    body += paragraph(reference(instruction, shown))
    assert about_references(desk.warnings(body, numbering=LETTERED)) == []


def stale(target: str, more: str = "") -> str:
    return item("One", 0) + target + item(run("See ") + reference("REF a \\r", "7.7"), 0) + more


REMARKS = {
    "a target that is not there": (stale(""), "what it refers to is not in this text"),
    "a target without a number": (
        stale(paragraph(marked("x", "a"))),
        "what it refers to has no number",
    ),
    "a target further down": (
        stale("", item(marked("x", "a"), 1)),
        "what it refers to has the number 2.1",
    ),
    "a target that stands between two paragraphs": (
        stale('<w:bookmarkStart w:id="1" w:name="a"/>' + item("x", 0)),
        "what it refers to has the number 2",
    ),
    "a target that begins in an empty paragraph": (
        stale(
            paragraph('<w:bookmarkStart w:id="1" w:name="a"/>')
            + item(run("x") + '<w:bookmarkEnd w:id="1"/>', 0)
        ),
        "what it refers to has the number 2",
    ),
    "a target that runs over two": (
        stale(
            item('<w:bookmarkStart w:id="1" w:name="a"/>' + run("put in"), 0)
            + item(run("x") + '<w:bookmarkEnd w:id="1"/>', 0)
        ),
        "what it refers to runs from 2 to 3",
    ),
    "a target in a cell": (
        stale(f"<w:tbl><w:tr><w:tc>{item(marked('x', 'a'), 0)}</w:tc></w:tr></w:tbl>"),
        "what it refers to has the number 2",
    ),
}


@pytest.mark.parametrize("case", REMARKS)
def test_a_reference_that_shows_another_number_is_reported_where_it_stands(
    case: str, desk: Desk
) -> None:
    body, wanted = REMARKS[case]
    (said,) = about_references(desk.warnings(body, numbering=LETTERED))
    assert re.match(r"paragraph \d “\d\. See 7\.7”: a cross-reference shows “7\.7”; ", said)
    assert said.endswith(wanted)


@pytest.mark.parametrize("case", REMARKS)
def test_only_what_has_one_number_is_renumbered(case: str, tmp_path: Path) -> None:
    body, wanted = REMARKS[case]
    path = docx(tmp_path / "file.docx", body, numbering=LETTERED)
    imported = read_docx(path, renumber=True)
    (said,) = about_references([str(warning) for warning in imported.warnings])
    if " the number " in wanted:
        number = wanted.rpartition(" ")[2]
        assert f"See {number}\n" in imported.text
        assert said.endswith(f"that showed “7.7” is written as {number}, its number now")
    else:
        assert "See 7.7\n" in imported.text
        assert said.endswith(wanted)


@pytest.mark.parametrize(
    "instruction",
    [
        "REF a",
        "REF a \\h",
        "REF a \\p",
        "REF a \\r \\# 0",
        "PAGEREF a \\h",
        "REF a \\r \\* Upper",
    ],
)
def test_a_field_that_shows_something_else_is_kept_and_counted(
    instruction: str, desk: Desk
) -> None:
    body = item(marked("One", "a"), 0) + paragraph(reference(instruction, "7"))
    name = instruction.split(maxsplit=1)[0]
    assert desk.warnings(body, numbering=LETTERED) == [
        f"fields of the kind {name} are kept as the text that they last showed: 1"
    ]


def test_a_target_that_was_deleted_is_not_mistaken_for_the_next_paragraph(desk: Desk) -> None:
    deleted = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>'
        f'<w:del {BY}/></w:rPr></w:pPr><w:bookmarkStart w:id="1" w:name="a"/><w:del {BY}><w:r>'
        '<w:delText>Gone</w:delText></w:r></w:del><w:bookmarkEnd w:id="1"/></w:p>'
    )
    body = deleted + item("Next", 0) + item(reference("REF a \\r", "1"), 0)
    accepted = about_references(desk.warnings(body, "accept", numbering=LETTERED))
    assert [said.rpartition("; ")[2] for said in accepted] == [
        "what it refers to is not in this text"
    ]
    assert about_references(desk.warnings(body, "reject", numbering=LETTERED)) == []


def inserted(words: str, at: int) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>'
    mark = f"<w:rPr><w:ins {BY}/></w:rPr>"
    return paragraph(f"<w:ins {BY}>{run(words)}</w:ins>", properties + mark)


def numbers_of(text: str) -> dict[str, str]:
    """The number before each "P7", in the text that was imported."""
    found = re.findall(r"^([\d.]+)\\?\.? P(\d+)", text, re.MULTILINE)
    return {name: number.rstrip(".") for number, name in found}


PARAGRAPHS = st.lists(
    st.tuples(st.integers(0, 1), st.booleans(), st.integers(0, 99)), min_size=1, max_size=12
)


@settings(max_examples=examples(25))
@given(paragraphs=PARAGRAPHS)
def test_after_an_amendment_exactly_the_references_whose_target_moved_are_told(
    paragraphs: list[tuple[int, bool, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each paragraph, kept or put in, refers to one that is kept, by the number before the
    amendment."""
    kept = [at for at, (_, new, _) in enumerate(paragraphs) if not new]
    path = tmp_path_factory.mktemp("word") / "file.docx"

    def made(shown: dict[str, str]) -> Path:
        body = ""
        for at, (depth, new, pick) in enumerate(paragraphs):
            words = f"P{at} "
            if new:
                body += inserted(words, depth)
            else:
                target = kept[pick % len(kept)]
                field = reference(f"REF p{target} \\w", shown.get(str(target), "0"))
                body += item(marked(words, f"p{at}", at) + run("see ") + field, depth)
        return docx(path, body, numbering=LETTERED)

    before = numbers_of(read_docx(made({}), "reject").text)
    file = made(before)
    assert about_references(_told(file, "reject")) == []
    after = numbers_of(read_docx(file, "accept").text)
    targets = [str(kept[pick % len(kept)]) for _, new, pick in paragraphs if not new]
    moved = [target for target in targets if before[target] != after[target]]
    told = about_references(_told(file, "accept"))
    assert [said.partition(" shows ")[2] for said in told] == [
        f"“{before[target]}”; what it refers to has the number {after[target]}" for target in moved
    ]
    renumbered = read_docx(file, "accept", renumber=True).text
    assert re.findall(r"see ([\d.]+)", renumbered) == [after[target] for target in targets]


def _told(path: Path, how: TrackChanges) -> list[str]:
    return [str(warning) for warning in read_docx(path, how).warnings]


@pytest.mark.parametrize("place", [" above", " below", ""])
def test_a_number_with_its_place_is_held_against_the_number(place: str, tmp_path: Path) -> None:
    field = reference("REF Gate \\r \\p \\h", f"7{place}")
    body = item(marked("A", "Gate"), 0) + paragraph(run("see ") + field + run("."))
    path = docx(tmp_path / "a.docx", body, numbering=LETTERED)
    (warning,) = about_references([str(each) for each in read_docx(path).warnings])
    assert "shows “7”; what it refers to has the number 1" in warning
    assert read_docx(path, renumber=True).text.endswith(f"see 1{place}.\n")
    right = body.replace(f"7{place}", f"1{place}")
    path = docx(tmp_path / "b.docx", right, numbering=LETTERED)
    assert about_references([str(each) for each in read_docx(path).warnings]) == []
