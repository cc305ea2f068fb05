"""The text of the law on a page of the site: what the site's builder of markdown makes of it is the
same text."""

import datetime as dt
import html
import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config import load_config

from build_tools.model import Corpus, Document, Redline, Version
from build_tools.render.html import version_html
from build_tools.render.html.folding import folded_html
from build_tools.site.templating import island
from build_tools.site.text_links import TextLinks
from build_tools.site.version_text import markdown_safe_html, page_lines
from tests.drafting import MARKDOWN, PAIRS
from tests.invariants import faults, ids, tree
from tests.paths import ROOT
from tests.publishing import AS_OF, context, marker, text_of
from tests.recording import made
from tests.reviewing import compared, version_of


@cache
def extensions() -> dict[str, Any]:
    """What the plugin gives Python-Markdown."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    return {"extensions": config["markdown_extensions"], "extension_configs": config["mdx_configs"]}


def built(markdown: str) -> str:
    """The HTML that the site's builder makes of markdown."""
    made: str = importlib.import_module("markdown").Markdown(**extensions()).convert(markdown)
    return made


def contents(markdown: str) -> list[dict[str, Any]]:
    """The table of contents that the site's builder makes of markdown, flat."""
    builder = importlib.import_module("markdown").Markdown(**extensions())
    builder.convert(markdown)
    entries = list(builder.toc_tokens)
    return [entry for top in entries for entry in (top, *_below(top))]


def _below(entry: dict[str, Any]) -> list[dict[str, Any]]:
    return [found for child in entry["children"] for found in (child, *_below(child))]


def page_of(text: str) -> str:
    return "\n".join(page_lines(version_of(text)))


def redline_page_of(redline: Redline) -> str:
    return island("\n".join(folded_html(redline, heading_offset=2)))


def blocks(markup: str) -> list[tuple[str, str]]:
    """The elements of a piece of HTML with all that stands in them, so that two can be told
    equal."""
    return [(element.tag, "".join(element.itertext())) for element in tree(markup)]


# --- Headings -------------------------------------------------------------------------------------


def test_a_heading_is_markdown_with_its_address_and_its_name_for_the_contents() -> None:
    heading, empty = page_lines(version_of("## 17 Migration DUST"))
    assert (
        heading == '## <span class="label"><a href="#17">17</a></span> Migration DUST {#17'
        ' data-toc-label="17 Migration DUST"}'
    )
    assert empty == ""


def test_the_contents_name_headings_without_their_markup() -> None:
    text = '# A *document* of `code`\n\n## 17 Q & A <of> "it" {#no}\n\n## 18 A | B'
    names = [html.unescape(entry["name"]) for entry in contents(page_of(text))]
    assert names == ["A document of code", '17 Q & A <of> "it" {#no}', "18 A | B"]
    assert [entry["id"] for entry in contents(page_of(text))] == ["a-document-of-code", "17", "18"]


def test_words_of_a_redline_reach_no_contents() -> None:
    page = redline_page_of(
        compared("## 4 Secret old duties of a Keeper", "## 4 Duties of a Keeper today")
    )
    assert "<del" in built(page)
    assert contents(page) == []


def test_headings_stand_lower_on_a_redline_and_no_lower_than_six() -> None:
    page = redline_page_of(compared("# One\n\n##### Five", "# One\n\n##### Five"))
    assert [child.tag for child in tree(built(page)).iter() if child.tag in ("h3", "h6")] == [
        "h3",
        "h6",
    ]


@pytest.mark.parametrize(
    "text", ["#", "# ![](x.png)", "One\\\nline\n===", "# ****", "# a \\", "#\n\nText."]
)
def test_a_strange_heading_shows_its_text_and_nothing_else(text: str) -> None:
    assert blocks(built(page_of(text))) == blocks("\n".join(version_html(version_of(text))))


# --- Islands --------------------------------------------------------------------------------------


@given(MARKDOWN)
def test_all_but_headings_is_raw_html_on_one_line(text: str) -> None:
    for line in page_lines(version_of(text)):
        assert "\n" not in line
        assert "\t" not in line
        assert line == "" or line.startswith(("<", "#"))
        assert not line.startswith("#") or re.search(r'data-toc-label="[^"]*"}$', line)


@given(PAIRS)
def test_a_redline_is_raw_html_on_one_line(pair: tuple[str, str]) -> None:
    page = redline_page_of(compared(*pair))
    assert page.count("\n") == 1
    assert "\t" not in page


def test_tabs_and_newlines_of_code_are_entities() -> None:
    code = "```\nif open:\n\tclose()\n\nend\n```"
    line, _ = page_lines(version_of(code))
    assert line == "<pre><code>if open:&#10;&#9;close()&#10;&#10;end</code></pre>"
    assert blocks(built(line)) == blocks(line)


def test_a_number_leads_to_its_provision_and_adds_no_text() -> None:
    text = "## 1 Boats\n\n1.1 First.\n\n(a) Oars.\n\n**Cohort** means a group."
    with_links, without = page_of(text), "\n".join(version_html(version_of(text)))
    links = [(text_of(each), each.get("href")) for each in tree(built(with_links)).iter("a")]
    assert links == [("1", "#1"), ("1.1", "#1.1"), ("(a)", "#1.1-a")]
    assert text_of(tree(built(with_links))) == text_of(tree(without))
    assert not faults(with_links)


# --- Hostile text ---------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("#*_`{}[]()<>!|~^=@\\&;:.\"'-+$%/ \u00a0\u2028\u0085é中\x02\x03"),
        st.characters(codec="utf-8", exclude_characters="\r\n", exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=24,
)
WORST = st.sampled_from(
    (
        "{#x}",
        "{: .x #y}",
        "<script>alert(1)</script>",
        "a | b | c",
        "`code` and ``more``",
        "![x](y) [z](w)",
        "klzzwxh:0001",
        "\x02klzzwxh:0001\x03",
        "&lt;b&gt; &amp;amp; &#35; &copy",
        "*[ABC]: expansion",
        "[^1] [^1]: note",
        "!!! note",
        "**a *b* c** __d__",
        "--- === ***",
        "1. one 2) two",
        "{++in++}{--out--}{~~a~>b~~}{==c==}{>>d<<}",
        '" onmouseover="x',
        "</p></td></table></div><p>",
        marker("status"),
        "{{ page.title }} {% raw %}",
        "++ctrl+alt++",
        '--8<-- "docs/index.md"',
        '=== "tab"',
        "??? note",
        "~~~~ text",
    )
)


def without_stash_signs(text: str) -> str:
    """Python-Markdown keeps STX and ETX to itself; no HTML can hold them, and `corpus check`
    refuses them."""
    return text.translate({2: None, 3: None})


@given(st.one_of(HOSTILE, WORST, st.tuples(HOSTILE, WORST, HOSTILE).map("".join)))
@example("\x02")
def test_hostile_text_comes_out_of_the_builder_as_it_went_in(text: str) -> None:
    literal = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text.strip() or "x")
    for source in (
        f"## 4 X{literal}X",
        f"4.1 X{literal}X",
        f"| a |\n|---|\n| X{literal}X |",
        f"> X{literal}X",
    ):
        version = version_of(source)
        expected = without_stash_signs("\n".join(version_html(version)))
        made = built("\n".join(page_lines(version)))
        assert blocks(made) == blocks(expected)
        assert not [
            element for element in tree(made).iter() if element.tag in ("script", "img", "iframe")
        ]


@given(MARKDOWN)
def test_any_markdown_comes_out_of_the_builder_as_the_renderer_made_it(text: str) -> None:
    version = version_of(without_stash_signs(text))
    assert blocks(built("\n".join(page_lines(version)))) == blocks("\n".join(version_html(version)))


@given(PAIRS)
def test_any_redline_comes_out_of_the_builder_as_the_renderer_made_it(
    pair: tuple[str, str],
) -> None:
    old, new = map(without_stash_signs, pair)
    redline = compared(old, new)
    made, wanted = (
        built(redline_page_of(redline)),
        "\n".join(folded_html(redline, heading_offset=2)),
    )
    assert _skeleton(tree(made)) == _skeleton(tree(wanted))
    assert sorted(ids(made)) == sorted(ids(wanted))


def _skeleton(element: Element) -> list[object]:
    """Every element with what tells a reader of changes, and its words."""
    kept = {
        name: value
        for name, value in element.attrib.items()
        if name in ("class", "data-change", "href", "id")
    }
    if "class" in kept:
        kept["class"] = " ".join(sorted(kept["class"].split()))
    words = [
        text for text in (element.text, *(child.tail for child in element)) if text and text.strip()
    ]
    return [
        element.tag if element.tag != "body" else "",
        kept,
        words,
        [_skeleton(child) for child in element],
    ]


@given(st.text("abc\\`*_{}[]#!|~^=@&;<>\"'", max_size=20))
def test_a_sign_of_markdown_stands_as_an_entity(text: str) -> None:
    written = markdown_safe_html(html.escape(text, quote=False))
    assert html.unescape(written) == text
    assert not set(re.sub(r"&#?\w+;", "", written)) & set("\\`*_{}[]#!|~^=@")


# --- Cross-references -----------------------------------------------------------------------------


def _links(record: Corpus, document: str, label: str) -> Callable[[str], list[tuple[str, str]]]:
    subject = record.document(document)
    page = f"{document}/v/{label}/index.md"
    links = TextLinks(context(record, AS_OF), subject.version(label), page)
    return lambda text: [
        (text[link.start : link.end], link.address)
        for link in links.links_of(0)(text)
        if not link.is_term
    ]


def test_a_reference_to_a_provision_that_exists_becomes_a_link(record: Corpus) -> None:
    found = _links(record, "mtad", "3.0")
    assert found("as Clause 17.6 and Table 17.6 say") == [
        ("Clause 17.6", "#17.6"),
        ("Table 17.6", "#table-17.6"),
    ]
    assert found("under Clause 4.2 of the SVTAD,") == [("Clause 4.2", "../../../svtad/#4.2")]


def test_a_reference_to_nothing_stays_words(record: Corpus) -> None:
    found = _links(record, "mtad", "3.0")
    assert found("as Clause 99.9 says") == []
    assert found("under Clause 99.9 of the SVTAD") == []
    assert found("Section H14 of the SEC") == []


def test_a_link_into_another_document_leads_only_to_what_is_in_force(record: Corpus) -> None:
    """17.11 is in MTAD 4.0 alone, which is proposed; the page of the document shows 3.0."""
    anchors = {
        label: {b.anchor for b in record.document("mtad").version(label).blocks}
        for label in ("3.0", "4.0")
    }
    only_proposed = sorted(
        anchor for anchor in anchors["4.0"] - anchors["3.0"] if re.fullmatch(r"[\d.]+", anchor)
    )
    assert only_proposed, "no clause stands in MTAD 4.0 alone any more"
    found = _links(record, "svtad", "1.0")
    assert found(f"Clause {only_proposed[0]} of the MTAD") == []
    assert found("Clause 17.6 of the MTAD") == [("Clause 17.6", "../../../mtad/#17.6")]


# --- References to other documents ----------------------------------------------------------------

JETTY = "1.1 A jetty.\n\n1.2 A boat.\n"
DUCKS = "1.1 Ducks.\n\n1.2 A jetty.\n\n1.3 A boat.\n"


def linked(version: Version, *documents: Document, day: str) -> str:
    """Where the reference of a one-clause text leads, from the page of its version."""
    page = f"{version.document}/v/{version.label}/index.md"
    corpus = Corpus(documents=documents, amendments=())
    (block,) = version.body
    links = TextLinks(context(corpus, dt.date.fromisoformat(day)), version, page)
    (link,) = links.links_of(0)(block.text)
    return link.address


def test_a_superseded_version_leads_to_the_other_document_of_its_day() -> None:
    pond = made("pond", (JETTY, {"effect": "2020-01-01"}), (DUCKS, {"effect": "2021-06-01"}))
    boats = made(
        "boats",
        ("1.1 Clause 1.2 of the POND.\n", {"effect": "2020-02-01"}),
        ("1.1 Clause 1.3 of the POND.\n", {"effect": "2021-07-01"}),
        ("1.1 Clause 1.1 of the POND.\n", {"consultation-issued": "2021-08-01"}),
    )
    first, second, third = boats.versions
    assert linked(first, pond, boats, day="2022-01-01") == "../../../pond/v/1.0/#1.2"
    assert linked(second, pond, boats, day="2022-01-01") == "../../../pond/#1.3"
    assert linked(third, pond, boats, day="2022-01-01") == "../../../pond/#1.1"
    assert linked(first, pond, boats, day="2021-01-01") == "../../../pond/#1.2"


def test_a_proposal_leads_to_the_text_that_it_proposes_of_the_other_document() -> None:
    issued = {"consultation-issued": "2021-08-01"}
    pond = made("pond", (JETTY, {"effect": "2020-01-01"}), (DUCKS, issued), also={"boats": "2.0"})
    boats = made(
        "boats", ("1.1 A.\n", {"effect": "2020-02-01"}), ("1.1 Clause 1.3 of the POND.\n", issued)
    )
    joint = replace(boats.versions[1], amendment=pond.versions[1].amendment)
    boats = replace(boats, versions=(boats.versions[0], joint))
    assert linked(joint, pond, boats, day="2022-01-01") == "../../../pond/v/2.0/#1.3"
