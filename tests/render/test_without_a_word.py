"""What changed without a word, as each format tells it."""

import csv
import datetime as dt
import io
import json
import re
import zipfile

from build_tools.compare.redline import redline
from build_tools.lineage.graph import Graphs
from build_tools.model import Corpus, Redline
from build_tools.render import render_redline
from build_tools.render.csv import redline_csv
from build_tools.render.page.print_page import redline_print_page
from build_tools.render.without_a_word import resting_comments, resting_lines
from build_tools.render.xlsx import redline_xlsx
from tests.reviewing import version_of

OLD = """\
# Rules

**Open Group** means a Group for which the End date column of Table 1.1 is empty.

1.1 The Groups are in Table 1.1.

Table 1.1: Groups

| Group | End date |
|---|---|
| North | |

1.2 Work goes on in each Open Group.
"""
NEW = OLD.replace("| North | |", "| North | 1 May 2023 |")
WHY = "uses “Open Group”, whose definition refers to Table 1.1"


def rested() -> Redline:
    return redline(version_of(OLD), version_of(NEW))


def test_the_list_of_a_terminal_has_them_below_the_changes() -> None:
    text = render_redline(rested(), "text")
    assert text.endswith(
        "Changed without a word:\n"
        "    Definition of Open Group refers to Table 1.1: Table 1.1, row North, End date\n"
        "    Clause 1.1 refers to Table 1.1: Table 1.1, row North, End date\n"
        f"    Clause 1.2 {WHY}: Table 1.1, row North, End date\n"
    )


def test_markdown_has_them_under_a_heading() -> None:
    _, _, told = render_redline(rested(), "markdown").partition("### Changed without a word\n\n")
    assert told.count("\n- ") == 2
    assert f"- Clause 1.2 {WHY}: Table 1.1, row North, End date" in told


def test_data_name_the_steps_and_the_changes() -> None:
    found = json.loads(render_redline(rested(), "json"))
    (change,) = found["changes"]
    end = {"document": "text.md", "version": ""}
    assert found["resting"][-1] == {
        **end,
        "anchor": "1.2",
        "where": "Clause 1.2",
        "steps": [
            {
                "kind": "uses-term",
                "words": "Open Group",
                **end,
                "anchor": "def-open-group",
                "where": "Definition of Open Group",
            },
            {
                "kind": "refers-to",
                "words": "Table 1.1",
                **end,
                "anchor": "table-1.1",
                "where": "Table 1.1",
            },
        ],
        "changes": [change["id"]],
    }


def test_a_spreadsheet_has_them_apart_from_the_changes() -> None:
    written = io.StringIO(redline_csv(rested()).removeprefix("\ufeff"))
    rows = [row for row in csv.DictReader(written) if not row["id"]]
    assert [(row["where"], row["kinds"]) for row in rows] == [
        ("Definition of Open Group", "changed without a word"),
        ("Clause 1.1", "changed without a word"),
        ("Clause 1.2", "changed without a word"),
    ]
    assert rows[-1]["rests on"] == f"{WHY}: Table 1.1, row North, End date"
    assert {row["number"] + row["was"] + row["now"] for row in rows} == {""}
    with zipfile.ZipFile(io.BytesIO(redline_xlsx(rested()))) as workbook:
        assert b'name="Changed without a word"' in workbook.read("xl/workbook.xml")
        assert WHY in workbook.read("xl/sharedStrings.xml").decode()


def test_the_page_links_each_provision_and_what_it_rests_on() -> None:
    page = render_redline(rested(), "html")
    section = re.search(r'<details class="resting">.*?</details>', page, re.DOTALL)
    assert section
    assert "3 provisions" in section[0]
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', section[0])
    assert len(links) == 6
    assert set(links) <= ids


def test_so_does_a_pdf() -> None:
    page = redline_print_page(rested())
    section = re.search(r'<ul class="resting">.*?</ul>', page, re.DOTALL)
    assert section
    assert section[0].count("<li>") == 3
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', section[0])) <= ids
    nothing = redline(version_of(OLD), version_of(OLD))
    assert "Changed without a word" not in redline_print_page(nothing)


def test_a_word_file_says_it_at_each_provision() -> None:
    change = "Table 1.1, row North, End date"
    assert resting_comments(rested()) == {
        "def-open-group": [f"Refers to Table 1.1: {change}"],
        "1.1": [f"Refers to Table 1.1: {change}"],
        "1.2": [f"U{WHY[1:]}: {change}"],
    }


def test_of_another_document_it_says_it_where_the_change_stands(record: Corpus) -> None:
    document = record.document("mtad")
    compared = redline(document.version("3.0"), document.version("4.0"))
    told = Graphs(record, dt.date(2023, 3, 1)).told(compared)
    assert any("svtad@" in words for words in resting_comments(told)["table-17.6"])


def test_three_changes_are_named_and_the_others_counted() -> None:
    rows = "".join(f"| Group {at} | {{}} |\n" for at in range(5))
    text = f"1.1 See Table 1.1.\n\nTable 1.1: Groups\n\n| Group | End |\n|---|---|\n{rows}"
    old, new = (version_of(text.format(*ends)) for ends in (["1 May"] * 5, ["2 June"] * 5))
    (line,) = resting_lines(redline(old, new))
    assert line.count("Table 1.1, row Group") == 3
    assert line.endswith("; and 2 more")


def test_what_only_follows_changes_nothing_without_a_word() -> None:
    """Whether or not something of substance changed elsewhere."""
    old = f"{OLD}\n1.3 Each Open Group has a head.\n"
    marked = old.replace("is empty", "is *empty*")
    for new, of_substance in ((marked, 0), (marked.replace("goes on", "stops"), 1)):
        found = json.loads(render_redline(redline(version_of(old), version_of(new)), "json"))
        assert sum(not change["consequential"] for change in found["changes"]) == of_substance
        assert any(change["consequential"] for change in found["changes"])
        assert found["resting"] == []
