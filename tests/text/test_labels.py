"""The label grammar, as tables that read as its specification."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.labels import (
    BULLET,
    Anchors,
    OutlineEntry,
    infer_positions,
    joined_anchor,
    label_anchor,
    slug,
    split_caption,
    split_label,
)

# --- Splitting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("17 Migration DUST", "17", "Migration DUST"),
        ("17", "17", ""),
        ("17. Migration DUST", "17.", "Migration DUST"),
        ("17.6 End dates", "17.6", "End dates"),
        ("1.1. Scope", "1.1.", "Scope"),
        ("11.. Data sharing", "11..", "Data sharing"),
        ("105B. Prosecution", "105B.", "Prosecution"),
        ("A1.2 Tests", "A1.2", "Tests"),
        ("1ZA Zulu", "1ZA", "Zulu"),
        ("2ZZA Zulu", "2ZZA", "Zulu"),
        ("5MW Stations", "", "5MW Stations"),
        ("A.1 Tests", "A.1", "Tests"),
        ("H14 Testing services", "H14", "Testing services"),
        ("A. Definitions", "A.", "Definitions"),
        ("III. Baurecht", "III.", "Baurecht"),
        ("e) Lernfahrausweis", "e)", "Lernfahrausweis"),
        ("Art. 5a", "Art. 5a", ""),
        ("Art. 3terdecies", "Art. 3terdecies", ""),
        ("Article 3 Scope", "Article 3", "Scope"),
        ("§ 12 Geltung", "§ 12", "Geltung"),
        ("Section 4: Terms", "Section 4:", "Terms"),
        ("PART 4 Criminal Procedure", "PART 4", "Criminal Procedure"),
        ("APPENDIX A – RFC 6844", "APPENDIX A", "– RFC 6844"),
        ("Appendix AK", "Appendix AK", ""),
        ("Annex IV Lists", "Annex IV", "Lists"),
        ("Anhang 22", "Anhang 22", ""),
        ("30 days after the notice", "", "30 days after the notice"),
        ("2012 Act", "", "2012 Act"),
        ("A note on numbers", "", "A note on numbers"),
        ("PART OF THE DEAL", "", "PART OF THE DEAL"),
        ("Anhang", "", "Anhang"),
        ("No. 5 of the list", "", "No. 5 of the list"),
    ],
)
def test_label_of_a_heading(text: str, label: str, rest: str) -> None:
    assert split_label(text, heading=True) == (label, rest)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("17.6 DCC shall", "17.6", "DCC shall"),
        ("17.6.1 where the", "17.6.1", "where the"),
        ("17.6A DCC shall", "17.6A", "DCC shall"),
        ("2ZZA.1 DCC shall", "2ZZA.1", "DCC shall"),
        ("(a) first limb", "(a)", "first limb"),
        ("(iv) fourth", "(iv)", "fourth"),
        ("(A) first", "(A)", "first"),
        ("(aa) inserted", "(aa)", "inserted"),
        ("(ba) inserted", "(ba)", "inserted"),
        ("(iia) inserted", "(iia)", "inserted"),
        ("(12A) inserted", "(12A)", "inserted"),
        ("a) Gelder", "a)", "Gelder"),
        ("1) Wer", "1)", "Wer"),
        ("o.\tRestrict", "o.", "Restrict"),
        ("32. Where, under this Part", "32.", "Where, under this Part"),
        ("(5) (a) Subject to", "(5) (a)", "Subject to"),
        ("57.—(1) A person", "57.—(1)", "A person"),
        ("17.6 (a) DCC shall", "17.6 (a)", "DCC shall"),
        ("(b) (c) and (d) do not apply", "(b)", "(c) and (d) do not apply"),
        ("30 days after the notice", "", "30 days after the notice"),
        ("17 Migration DUST", "", "17 Migration DUST"),
        ("12.5 metres", "", "12.5 metres"),
        ("2012. Later", "", "2012. Later"),
        ("Section 4 applies", "", "Section 4 applies"),
        ("Art. 12 Abs. 4 gilt", "", "Art. 12 Abs. 4 gilt"),
        ("Section 4", "Section 4", ""),
        ("z. B. dieser", "", "z. B. dieser"),
        ("A. Smith wrote", "", "A. Smith wrote"),
        ("(EU) 2016/679 applies", "", "(EU) 2016/679 applies"),
        ("(see below)", "", "(see below)"),
        ("(repealed)", "", "(repealed)"),
        ("", "", ""),
    ],
)
def test_label_of_a_paragraph(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@pytest.mark.parametrize(
    ("text", "marked", "label"),
    [
        ("12.5 metres", 4, "12.5"),
        ("Art. 5 gilt", 6, "Art. 5"),
        ("Art. 5 gilt", 11, ""),
        ("57.— (1) A", 2, "57.— (1)"),
    ],
)
def test_a_label_in_bold_by_itself_is_certain(text: str, marked: int, label: str) -> None:
    assert split_label(text, marked=marked)[0] == label


@pytest.mark.parametrize("previous", ["12.4", "12", "12.4.3", "12.4A", "12.5"])
def test_a_number_before_a_small_letter_is_a_label_only_in_sequence(previous: str) -> None:
    text = "12.5A in the event" if previous == "12.5" else "12.5 in the event"
    expected = text if previous == "12" else "in the event"
    assert split_label(text, previous=previous)[1] == expected
    assert split_label(text, previous="9.9") == ("", text)


@pytest.mark.parametrize("previous", ["", "12", "12.4"])
@pytest.mark.parametrize("unit", ["MWh", "kW", "Mbit/s", "°C", "%", "mm", "km²", "kg", "£"])
def test_a_number_with_the_sign_of_a_unit_is_never_a_label(unit: str, previous: str) -> None:
    text = f"12.5 {unit} is the limit"
    assert split_label(text, previous=previous) == ("", text)
    assert split_label(text, heading=True, previous=previous) == ("", text)
    assert split_label(text, marked=4, previous=previous) == ("", text)


@pytest.mark.parametrize(
    ("text", "previous", "label"),
    [
        ("10 Working Days notice", "", ""),
        ("10 Working Days notice", "8", ""),
        ("10 Working Days notice", "9", "10"),
        ("10 Working Parties", "", "10"),
        ("30 Days", "2.4", ""),
        ("3 Days", "2.4", "3"),
        ("1 Days of rest", "", "1"),
        ("14 Tage Frist", "", ""),
        ("14 Werktage Frist", "", ""),
        ("14 Bankarbeitstage", "", ""),
        ("14 EUR Gebühr", "", ""),
        ("14 Banking Days", "", ""),
        ("1.5 Times the fee", "", ""),
        ("12.5 GB Companion Specification", "12.4", "12.5"),
        ("12.5 GB of storage", "3", ""),
        ("12.5.1 Months of grace", "", "12.5.1"),
    ],
)
def test_a_number_with_the_name_of_a_unit_is_a_label_only_in_sequence(
    text: str, previous: str, label: str
) -> None:
    assert split_label(text, heading=True, previous=previous)[0] == label


@given(st.text(alphabet=" .()—§17aiAIvBArtTable\t", max_size=20), st.booleans())
def test_splitting_loses_only_white_space(text: str, heading: bool) -> None:
    label, rest = split_label(text, heading=heading)
    assert "".join(f"{label}{rest}".split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Table 17.6: Migration DUST end dates", ("Table 17.6", "Migration DUST end dates")),
        ("Table A1", ("Table A1", "")),
        ("Table 1. Impact", ("Table 1.", "Impact")),
        ("Tabelle 2 – Fristen", ("Tabelle 2", "– Fristen")),
        ("Table: Quorum", ("", "Table: Quorum")),
        ("Table 5 shows the values", None),
        ("The table: below", None),
    ],
)
def test_caption(text: str, caption: tuple[str, str] | None) -> None:
    assert split_caption(text) == caption


# --- Sequence -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outline",
    [
        "(h) .(i) .(ii) (i)",
        "(h) (i) (j)",
        "(g) (h) (i)",
        "(g) (h) (i) .(i) .(ii)",
        "(g) (h) (i) (j) .(i) .(ii) (k)",
        "(1) .(g) .(h) .(i) (2) .(i) .(ii)",
        ".1.1 ..(g) ..(h) ..(i) .1.2 ..(i) ..(ii)",
        ".1.1 ..(g) ..(h) ...(i) ...(ii) .1.2 ..(i) ..(ii)",
        "(a) .(i) .(iii) (b) .(i) .(ii)",
        "(a) .(i) .(ii) .(iii) (b)",
        "(t) (u) .(i) .(iv) .(v) .(vi) (v) (w)",
        "(a) (aa) (ab) (b)",
        "(a) (b) (ba) (bb) (c)",
        "(y) (z) (aa) (bb) (cc)",
        "a) .aa) .bb) b)",
        "(1) .(a) ..(i) ...(A) ...(B) ..(ii) .(b) (2)",
        "1) 2) .a) .b) ..1. ..2. .c) 3)",
        "(1) (2) (2A) (3)",
        "(a) (c) (e)",
        "(a) .(i) .(ii) (a) (b)",
        "(ii) (iii)",
        "(1) .a) ..(a)",
        ".17.6 ..(a) ...(i) ...(ii) ..(b) .17.6A ..(a) ..17.6.1 ...(a) .17.7",
        "(a) (b) (2) .(a) (3)",
        "(a) .• .• (b)",
        "(5)_(a) .(b) (6)",
    ],
)
def test_depth_is_settled_by_the_sequence(outline: str) -> None:
    """Each dot before a label is a level of depth that the sequence must find."""
    expected = [len(item) - len(item.lstrip(".")) for item in outline.split()]
    entries = [OutlineEntry(label=item.lstrip(".").replace("_", " ")) for item in outline.split()]
    assert [position.depth for position in infer_positions(entries)] == expected


@pytest.mark.parametrize(
    ("labels", "path"),
    [
        (["17.6", "(a)", "(i)"], "17.6-a-i"),
        (["(1)", "(a)", "(2)", "(b)"], "2-b"),
        (["57.— (1)", "(2)"], "57-2"),
        (["(a)", BULLET, "(i)"], "a-i"),
        (["(a)", BULLET], ""),
        (["17.6", "(a)", "", "(b)"], "17.6-b"),
    ],
)
def test_path(labels: list[str], path: str) -> None:
    assert (
        "-".join(infer_positions([OutlineEntry(label=label) for label in labels])[-1].path) == path
    )


def test_bullets_after_a_paragraph_at_the_margin_are_at_the_margin() -> None:
    labels = ["(a)", BULLET, "", BULLET, "(b)"]
    assert [
        position.depth
        for position in infer_positions([OutlineEntry(label=label) for label in labels])
    ] == [
        0,
        1,
        0,
        0,
        0,
    ]


def test_a_heading_ends_every_series() -> None:
    entries = [
        OutlineEntry(label="(a)"),
        OutlineEntry(label="(i)"),
        OutlineEntry(heading=True),
        OutlineEntry(label="(ii)"),
    ]
    assert [position.depth for position in infer_positions(entries)] == [0, 1, 0, 0]


def test_lists_within_lists_are_deeper_whatever_they_print() -> None:
    entries = [
        OutlineEntry(label="1."),
        OutlineEntry(label="1.", nest=1),
        OutlineEntry(nest=2),
        OutlineEntry(nest=1),
        OutlineEntry(label="2."),
    ]
    assert [position.depth for position in infer_positions(entries)] == [0, 1, 2, 1, 0]


_LABELS = st.sampled_from(
    [
        "",
        BULLET,
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(v)",
        "(aa)",
        "1.",
        "2)",
        "17.6",
        "Art. 5",
        "(5) (a)",
    ]
)


@given(
    st.lists(st.builds(OutlineEntry, label=_LABELS, nest=st.integers(0, 3), heading=st.booleans()))
)
def test_every_entry_has_a_place(entries: list[OutlineEntry]) -> None:
    positions = infer_positions(entries)
    assert len(positions) == len(entries)
    assert all(position.depth >= 0 for position in positions)


# --- Anchors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "anchor"),
    [
        ("17.6", "17.6"),
        ("17.6.", "17.6"),
        ("11..", "11"),
        ("17.6A", "17.6A"),
        ("(a)", "a"),
        ("(A)", "A"),
        ("Art. 5a", "art-5a"),
        ("Article 5a", "art-5a"),
        ("Section 4:", "section-4"),
        ("§ 12", "section-12"),
        ("Annex B", "annex-b"),
        ("PART IV", "part-iv"),
        ("Table 17.6", "table-17.6"),
        ("57.—(1)", "57-1"),
        (BULLET, ""),
        ("", ""),
    ],
)
def test_label_anchor(label: str, anchor: str) -> None:
    assert label_anchor(label) == anchor


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Migration DUST", "migration-dust"),
        ("DCC's own", "dccs-own"),
        ("Über  §12!", "über-12"),
        ("—", ""),
        ("日本 語", "日本-語"),
        ("Cafe\u0301 re\u0301gime", "café-régime"),  # composed of two signs each
        ("हिन्दी विधि", "हिन्दी-विधि"),
        ("\u0301 A", "a"),
        ("a_b", "a-b"),
    ],
)
def test_slug(text: str, anchor: str) -> None:
    assert slug(text) == anchor


@given(st.text())
def test_an_address_is_one_however_its_signs_are_composed(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


@given(st.text())
def test_no_mark_of_a_letter_is_lost_in_an_address(text: str) -> None:
    """Two words that differ in a mark have two addresses."""
    marked = [f"a{sign}" for sign in text if unicodedata.category(sign).startswith("M")]
    assert len({slug(each) for each in marked}) == len(
        {unicodedata.normalize("NFC", each.lower()) for each in marked}
    )


@given(st.text(st.characters(max_codepoint=127)))
def test_an_address_of_plain_signs_is_its_words(text: str) -> None:
    words = re.sub("'", "", text.lower()).replace("_", " ")
    assert slug(text) == "-".join(re.findall(r"\w+", words))


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"])))
def test_no_anchor_is_given_twice(wanted: list[str]) -> None:
    anchors = Anchors()
    given_ = [anchors.give(each) for each in wanted]
    assert len(set(given_)) == len(given_)


@given(st.text())
def test_no_anchor_is_one_of_a_page(text: str) -> None:
    for wanted in ("page-about", joined_anchor("page", slug(text)), slug(f"Page {text}")):
        assert not Anchors().give(wanted).startswith("page-")
    assert Anchors().give("page") == "page"


@given(st.text())
def test_an_anchor_is_a_valid_id_that_begins_plainly(text: str) -> None:
    for anchor in (slug(text), label_anchor(text)):
        assert not re.search(r"\s", anchor)
        assert anchor == "" or re.match(r"\w", anchor)
