"""What an import does and makes grows with the file and no faster; what asks for more than its
size is refused by a limit that says its number."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from build_tools.model.problems import CorpusError
from tests.word.files import Desk, numbered, paragraph, run

SHORT, LONG = (12, 48), (100, 400)
"""Twice four times as many of what a shape repeats: such as tell growth, and such as a real file
has."""
GROWTH = 1.35
"""How much more than four times the calls four times the file may take: for what is done once."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def reference(id_: int, sign: str = "") -> str:
    custom = f' w:customMarkFollows="1"/><w:t>{sign}</w:t>' if sign else "/>"
    return f'<w:r><w:footnoteReference w:id="{id_}"{custom}</w:r>'


def joined(count: int, each: Callable[[int], str]) -> str:
    return "".join(map(each, range(1, count + 1)))


def table(rows: str) -> str:
    return f"<w:tbl>{rows}</w:tbl>"


def row(cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr>{more}</w:trPr>{cells}</w:tr>"


def cell(inner: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(inner)}</w:tc>"


NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
    ' w:val="{form}"{pattern}/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
GONE = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
FIELD_BEGIN, FIELD_END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")
)


def started(at: int) -> str:
    return f'<w:commentRangeStart w:id="{at}"/>'


def commented(at: int) -> str:
    return f'<w:r><w:commentReference w:id="{at}"/></w:r>'


def comments(count: int) -> str:
    return joined(count, lambda at: f'<w:comment w:id="{at}">{paragraph("why")}</w:comment>')


def notes(count: int) -> str:
    return joined(count, lambda at: f'<w:footnote w:id="{at}">{paragraph("x")}</w:footnote>')


SHAPES: dict[str, Callable[[int], dict[str, str]]] = {
    "deleted paragraph marks in a chain": lambda count: {
        "body": joined(count, lambda _: paragraph("a", GONE)) + paragraph("b")
    },
    "deleted paragraph marks before tables": lambda count: {
        "body": joined(count, lambda _: paragraph("a", GONE) + table(row(cell("b"))))
    },
    "comments": lambda count: {
        "body": joined(count, lambda at: paragraph(started(at) + run("a") + commented(at))),
        "comments": comments(count),
    },
    "comments that all begin before any ends": lambda count: {
        "body": paragraph(joined(count, started) + run("a") * count + joined(count, commented)),
        "comments": comments(count),
    },
    "numbered paragraphs": lambda count: {
        "body": joined(count, lambda _: numbered("a")),
        "numbering": NUMBERS.format(form="decimal", pattern="", text="%1."),
    },
    "notes with one sign": lambda count: {
        "body": joined(count, lambda at: paragraph(run("a") + reference(at, "*"))),
        "footnotes": notes(count),
    },
    "notes": lambda count: {
        "body": joined(count, lambda at: paragraph(run("a") + reference(at))),
        "footnotes": notes(count),
    },
    "rows": lambda count: {"body": table(row(cell("a*") + cell("b")) * count)},
    "tables": lambda count: {"body": (table(row(cell("a*"))) + paragraph("b")) * count},
    "bullets that each stand deeper": lambda count: {
        "body": joined(count, lambda at: paragraph("• a", f'<w:ind w:left="{at}"/>'))
    },
    "one comment referred to again and again": lambda count: {
        "body": joined(count, lambda _: paragraph(run("a") + commented(1))),
        "comments": f'<w:comment w:id="1">{paragraph("x" * count)}</w:comment>',
    },
    "insertions in a paragraph": lambda count: {
        "body": paragraph(joined(count, lambda _: f'<w:ins w:id="1">{run("a")}</w:ins>'))
    },
    "paragraphs that each go on in the line of the next": lambda count: {
        "body": joined(count, lambda _: paragraph("a", "<w:rPr><w:specVanish/></w:rPr>"))
        + paragraph("b")
    },
    "words bold by turns": lambda count: {
        "body": paragraph(joined(count, lambda at: run("a(", f'<w:b w:val="{at % 2}"/>')))
    },
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "counts",
    [pytest.param(SHORT, id="short"), pytest.param(LONG, id="long", marks=pytest.mark.sweep)],
)
def test_the_work_and_the_output_grow_with_the_file(
    shape: str, counts: tuple[int, int], desk: Desk
) -> None:
    few, many = (measured(desk, SHAPES[shape](count)) for count in counts)
    for small, large in zip(few, many, strict=True):
        assert large <= small * 4 * GROWTH


def measured(desk: Desk, parts: dict[str, str]) -> tuple[int, int]:
    """How many functions an import calls, and how many characters come out."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    body = parts.pop("body")
    gc.disable()
    sys.setprofile(count)
    try:
        made = desk.imported(body, "accept", **parts)
    finally:
        sys.setprofile(None)
        gc.enable()
    return calls, len(made.text) + sum(map(len, map(str, made.warnings)))


# --- Limits ---------------------------------------------------------------------------------------

CHAIN = joined(
    101,
    lambda at: (
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
    ),
)
BEYOND: dict[str, tuple[str, dict[str, str], str]] = {
    "rows that span all columns": (
        table(row(cell("a", '<w:gridSpan w:val="256"/>')) * 50),
        {},
        "10,000",
    ),
    "rows that begin far to the right": (
        table(row(cell("a"), '<w:gridBefore w:val="255"/>') * 50),
        {},
        "10,000",
    ),
    "one wide row above many narrow ones": (
        table(row(cell("a") * 256) + row(cell("a")) * 50),
        {},
        "10,000",
    ),
    "a number of many letters": (
        numbered("a"),
        {"numbering": NUMBERS.format(form="decimal", pattern="", text="%1" * 200)},
        "255",
    ),
    "a pattern of many digits": (
        numbered("a"),
        {
            "numbering": NUMBERS.format(
                form="custom", pattern=f' w:format="{"0" * 300},"', text="%1"
            )
        },
        "255",
    ),
    "styles based on one another": (paragraph("a"), {"styles": CHAIN}, "100"),
    "fields in fields": (paragraph(FIELD_BEGIN * 101 + run("a") + FIELD_END * 101), {}, "100"),
}


@pytest.mark.parametrize("case", BEYOND)
def test_what_asks_for_more_than_its_size_is_refused(
    case: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_tools.word.read.tables.FILLED_CELLS", 10_000)  # to be quick
    body, parts, limit = BEYOND[case]
    with pytest.raises(CorpusError, match=rf"limit (is|of) {limit}\b"):
        desk.imported(body, **parts)


def test_all_numbers_together_have_a_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.word.read.numbering.LABELS", 20)
    numbers = NUMBERS.format(form="decimal", pattern="", text="Clause %1")
    desk.imported(numbered("a") * 2, numbering=numbers)
    with pytest.raises(CorpusError, match="limit of 20"):
        desk.imported(numbered("a") * 3, numbering=numbers)
