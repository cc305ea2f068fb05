"""Redlines as HTML: where marks, ids and classes stand; the invariants themselves are in
`test_invariants`."""

import pytest

from build_tools.compare.words import compare_content
from build_tools.model import Mark, Run
from build_tools.render.html.context import HtmlContext, TextLink
from build_tools.render.html.inline import content_html, edits_html
from build_tools.render.terminal import redline_terminal
from tests.invariants import tree
from tests.reviewing import clean_page, compared, page, version_of


def html(old: str, new: str) -> str:
    return page(compared(old, new))


def test_a_version_is_drawn_without_a_mark() -> None:
    text = "## 17 Migration\n\n17.6 **Not** `open`.[^1]\n\n[^1]: A note.\n"
    assert clean_page(version_of(text)).split("\n") == [
        '<h2 id="17"><span class="label">17</span> Migration</h2>',
        (
            '<p id="17.6" class="labelled depth-1"><span class="label">17.6</span> '
            '<strong>Not</strong> <code>open</code>.<sup class="note"><i>[^</i>1<i>]</i></sup></p>'
        ),
        '<p id="fn-1" class="labelled footnote"><span class="label">1</span> A note.</p>',
    ]


def test_what_stands_in_a_provision_is_set_in_below_it_and_a_number_that_names_it_is_not() -> None:
    statute = "(1) Water:\n\n1. to drink,\n\na) by all,\n\n(2) Nothing else.\n"
    code = "17 A test.\n\n17.6 A day:\n\n(a) of rest.\n\n18 A list:\n\n(a) of names.\n"
    classes = [
        [
            " ".join((each.get("class") or "").split()[1:])
            for each in tree(clean_page(version_of(text)))
        ]
        for text in (statute, code)
    ]
    assert classes == [
        ["", "depth-1 limb", "depth-2", ""],
        ["", "depth-1", "depth-2", "", "depth-2"],
    ]


def test_the_first_mark_of_a_change_carries_its_id() -> None:
    result = compared("It is a log of one test.", "It is the log of the test.")
    (id_,) = (change.id for change in result.changes)
    gap = '<i class="gap"> </i>'
    assert (
        page(result)
        == f'<p data-change="{id_}">It is <del id="{id_}" data-change="{id_}">a</del>{gap}<ins'
        f' data-change="{id_}">the</ins> log of <del data-change="{id_}">one</del>{gap}<ins'
        f' data-change="{id_}">the</ins> test.</p>'
    )


def test_a_deleted_block_leaves_its_anchor_to_the_new_text() -> None:
    stays = "All this stays where it is.\n"
    body = tree(
        html(
            f"4.1 DCC shall keep a log.\n\n{stays}",
            f"{stays}\n4.1 Nothing else is to be done here now.\n",
        )
    )
    assert [(p.get("class"), p.get("id")) for p in body.iter("p")] == [
        ("del labelled depth-1", None),
        (None, None),
        ("ins labelled depth-1", "4.1"),
    ]


@pytest.mark.parametrize(
    "head",
    ["| Tree | Leaves |\n|---|---|\n", "| Tree | Leaves |\n|---|---|\n| ^^ | in words |\n"],
    ids=["one header row", "two"],
)
def test_a_moved_row_names_its_other_place_as_the_list_counts_it(head: str) -> None:
    ash, oak, elm = "| Ash | long |\n", "| Oak | lobed |\n", "| Elm | rough |\n"
    result = compared(head + ash + oak + elm, head + elm + ash + oak)
    assert "moved from row 3 to row 1" in redline_terminal(result, 200)
    body = page(result)
    assert "moved from row 3" in body
    assert "moved to row 1" in body


def test_a_row_names_its_place_in_another_table_as_the_list_counts_it() -> None:
    head = "| {} | When |\n|---|---|\n| ^^ | in words |\n| {} | {} |\n"
    boats = "Table 1.1: Boats\n\n" + head.format("Boat", "Raft of reeds", "in summer")
    huts = "Table 1.2: Huts\n\n" + head.format("Hut", "Oak hut", "all the year round")
    punt = "| Punt with sail | from noon to dusk |\n"
    result = compared(f"{boats}{punt}\n1.2 Huts.\n\n{huts}", f"{boats}\n1.2 Huts.\n\n{huts}{punt}")
    assert "row 2 of Table 1.1 to row 2 of Table 1.2" in redline_terminal(result, 200)
    assert "moved to Table 1.2, row 2" in page(result)


def test_a_block_of_another_kind_is_drawn_twice() -> None:
    body = tree(html("# A title of some length\n", "A title of some length\n"))
    assert [(child.tag, child.get("class")) for child in body] == [("h1", "del"), ("p", "ins")]


def test_a_block_of_another_level_says_how_deep_it_stood() -> None:
    (bullet,) = tree(html("- a:\n    - one\n    - two\n", "- a:\n    - one\n- two\n"))[2:]
    assert (bullet.get("class"), bullet.get("style")) == ("labelled relevelled", "--was:1")
    assert bullet[-1].get("data-said") == "one level out: no longer under Bullet at the beginning"


def test_moved_text_leads_to_its_other_place_and_back() -> None:
    text = (
        "DCC shall keep the log of every test.",
        "It shall be open to each Testing Participant.",
        "It is not for sale.",
    )
    result = compared("\n\n".join(text), "\n\n".join((text[1], text[2], text[0])))
    (id_,) = (change.id for change in result.changes)
    body = tree(page(result))
    assert [
        (child.get("class"), child[0].get("id"), child[1].get("href"))
        for child in body
        if child.get("class")
    ] == [
        ("del move", f"{id_}-from", f"#{id_}"),
        ("ins move", id_, f"#{id_}-from"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        pytest.param("| b |", "| b |\n| new row here |", ["", "ins"], id="row inserted"),
        pytest.param("| b |\n| old row here |", "| b |", ["", "del"], id="row deleted"),
        pytest.param(
            "| a row of words |\n| b row of signs |\n| c row of figures |",
            "| b row of signs |\n| c row of figures |\n| a row of words |",
            ["del move", "", "", "ins move"],
            id="row moved",
        ),
    ],
)
def test_a_row_carries_its_class(old: str, new: str, rows: list[str]) -> None:
    head = "| Head |\n|---|\n"
    body = tree(html(head + old, head + new)).find(".//tbody")
    assert body is not None
    assert [row.get("class") or "" for row in body] == rows


def test_a_cell_that_a_column_and_a_row_do_not_share_is_a_filler() -> None:
    old = (
        "| A | B |\n|---|---|\n| one row of words | one more of them |\n| gone it is by now | as"
        " was the other |\n"
    )
    new = "| A | C | B |\n|---|---|---|\n| one row of words | 1 | one more of them |\n"
    body = tree(html(old, new)).find(".//tbody")
    assert body is not None
    assert [[cell.get("class") for cell in row] for row in body] == [
        [None, "ins", None],
        [None, "ins filler", None],
    ]


def test_rows_whose_merged_cells_changed_are_drawn_twice_and_the_others_once() -> None:
    rows = "| A | B |\n|---|---|\n| one | x |\n| {} | y |\n| two | z |\n"
    body = tree(html(rows.format("one"), rows.format("^^"))).find(".//tbody")
    assert body is not None
    assert [row.get("class") for row in body] == [
        "del again",
        "del again",
        "ins again",
        "ins again",
        None,
    ]
    assert body[2][0].get("rowspan") == "2"


def test_header_cells_say_what_they_head() -> None:
    head = tree(clean_page(version_of("| A |\n|---|\n| a |\n"))).find(".//thead")
    assert head is not None
    assert head[0][0].tag == "th"
    assert head[0][0].get("scope") == "col"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (Run("a < b & c"), "a &lt; b &amp; c"),
        (Run("one\ntwo"), "one<br>two"),
        (Run("x", (Mark("strong"), Mark("emphasis"))), "<strong><em>x</em></strong>"),
        (Run("x", (Mark("strike"),)), "<s>x</s>"),
        (Run("x", (Mark("link", 'a"b&c'),)), '<a href="a&quot;b&amp;c">x</a>'),
        (Run("1", (Mark("footnote", "1"),)), '<sup class="note"><i>[^</i>1<i>]</i></sup>'),
    ],
)
def test_a_run(run: Run, expected: str) -> None:
    assert content_html((run,)) == expected


def test_code_keeps_its_lines_on_one_line_of_html() -> None:
    assert clean_page(version_of("```\na\n\tb\n```\n")) == "<pre><code>a&#10;&#9;b</code></pre>"


def test_references_become_links_and_marks_are_kept() -> None:
    def link(text: str) -> list[TextLink]:
        at = text.index("Clause 4.2")
        return [TextLink(at, at + len("Clause 4.2"), "#4.2")]

    found = content_html((Run("see "), Run("Clause", (Mark("strong"),)), Run(" 4.2 below")), link)
    assert (
        found
        == 'see <strong><a class="ref" href="#4.2">Clause</a></strong><a class="ref" href="#4.2">'
        " 4.2</a> below"
    )


def test_a_term_is_marked_and_no_link_and_its_words_are_as_they_were() -> None:
    text = (Run("an "), Run("Open", (Mark("emphasis"),)), Run(" Cohort ends"))
    found = content_html(text, lambda _: [TextLink(3, 14, "#def-open-cohort", is_term=True)])
    address = 'data-term="#def-open-cohort"'
    first, rest = f'<span class="term" {address}>', f'<span class="term on" {address}>'
    assert found == f"an <em>{first}Open</span></em>{rest} Cohort</span> ends"


def test_a_reference_does_not_swallow_the_note_after_it() -> None:
    asked: list[str] = []

    def link(text: str) -> list[TextLink]:
        asked.append(text)
        return []

    content_html((Run("Clause 4.3."), Run("1", (Mark("footnote", "1"),))), link)
    assert asked == ["Clause 4.3.\ufffc"]


def test_a_link_is_not_put_inside_a_link() -> None:
    linked = (Run("Clause 4.2", (Mark("link", "https://example.org"),)),)
    assert (
        content_html(linked, lambda _: [TextLink(0, 10, "#4.2")])
        == '<a href="https://example.org">Clause 4.2</a>'
    )


def test_a_change_of_markup_alone_is_no_insertion() -> None:
    edits = compare_content(
        (Run("it is not so"),), (Run("it is "), Run("not", (Mark("strong"),)), Run(" so"))
    )
    assert (
        edits_html(edits, HtmlContext(), "c-1")
        == 'it is <span class="format" id="c-1" data-change="c-1" data-noise="formatting"'
        ' title="now bold"><span class="del" hidden>not</span><span class="ins">'
        "<strong>not</strong></span></span> so"
    )


def test_an_id_is_given_once() -> None:
    context = HtmlContext()
    assert [
        context.id_attribute("c-1"),
        context.id_attribute("c-1"),
        context.id_attribute("c-2"),
        context.id_attribute(""),
    ] == [
        ' id="c-1"',
        "",
        ' id="c-2"',
        "",
    ]


TABLE = "| Item | Value |\n|---|---|\n| one thing | two things |\n| three things | four things |\n"
CLAUSES = (
    "1.1 The first provision is long enough to stay.\n\n1.2 The second provision is long enough to"
    " stay as well.\n"
)


@pytest.mark.parametrize(
    ("old", "new", "ways"),
    [
        (
            f"{CLAUSES}\n{TABLE}",
            f"{TABLE}\n{CLAUSES}",
            {"Moved from another place", "Moved to another place"},
        ),
        (
            f"{CLAUSES}\nTable 1.2: Things\n\n{TABLE}",
            f"Table 1.2: Things\n\n{TABLE}\n{CLAUSES}",
            {"Moved from Table 1.2", "Moved to Table 1.2"},
        ),
    ],
)
def test_a_moved_table_leads_from_each_place_to_the_other(
    old: str, new: str, ways: set[str]
) -> None:
    body = tree(html(old, new))
    ids = {element.get("id") for element in body.iter()}
    links = [link for link in body.iter("a") if "other-place" in (link.get("class") or "")]
    assert {link.get("aria-label") for link in links} == ways
    assert {(link.get("href") or "").removeprefix("#") for link in links} <= ids


def test_what_was_reworded_in_a_moved_text_stands_out_at_both_places() -> None:
    moved = "4.{} The keeper shall pay a fee of {} for each month."
    other = "4.{} Nobody else shall pay anything at all."
    html = page(
        compared(
            "\n\n".join(
                (
                    moved.format(1, "GBP 500"),
                    other.format(2),
                    "4.3 It ends here, and so does this part.",
                )
            ),
            "\n\n".join(
                (
                    other.format(1),
                    "4.2 It ends here, and so does this part.",
                    moved.format(3, "GBP 50"),
                )
            ),
        )
    )
    assert "a fee of GBP <mark>500</mark> for each month" in html
    assert "a fee of GBP <mark>50</mark> for each month" in html


def test_what_was_reworded_in_a_moved_row_stands_out_at_both_places() -> None:
    head = "| Name | Fee | Whose |\n|---|---|---|\n"
    rows = (
        "| Bench | GBP 500 | the keeper |\n",
        "| Test Log | GBP 5 | the reader |\n",
        "| Copy | none | nobody |\n",
    )
    html = page(
        compared(head + "".join(rows), head + rows[1] + rows[2] + rows[0].replace("500", "50"))
    )
    assert "GBP <mark>500</mark>" in html
    assert "GBP <mark>50</mark>" in html
