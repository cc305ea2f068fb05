"""Cross-references, as tables that read as the specification of what is one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.text.labels import Provisions, references, whole_references
from tests.paths import ROOT


def shown(text: str) -> list[str]:
    """Each reference as its link, where it points, and in which document."""
    return [
        f"{text[each.start : each.end]} → {each.anchor}"
        + ("" if each.pointers[0].scope == "text" else f" ({each.pointers[0].scope})")
        + (f" in {each.document}" if each.document else "")
        for each in references(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see Clause 4.2.", ["Clause 4.2 → 4.2"]),
        ("Clause 17.6(a)(i)", ["Clause 17.6(a)(i) → 17.6-a-i"]),
        ("Clause 2.1 (z)", ["Clause 2.1 (z) → 2.1-z"]),
        ("Table 17.6 shows", ["Table 17.6 → table-17.6"]),
        ("section 129C(2)(a)", ["section 129C(2)(a) → 129C-2-a"]),
        ("Part 1 of Annex B", ["Part 1 of Annex B → annex-b-part-1"]),
        ("in part I agree", []),
        ("Clause four", []),
        ("Sections 1, 2", ["1 → 1", "2 → 2"]),
    ],
)
def test_a_number_after_its_word(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clauses 4.2 and 4.3", ["4.2 → 4.2", "4.3 → 4.3"]),
        ("Clauses 6, 7 or 8 to 15", ["6 → 6", "7 → 7", "8 → 8", "15 → 15"]),
        ("Clauses 4.2–4.5", ["4.2 → 4.2", "4.5 → 4.5"]),
        ("Clauses 4.2 to 4.5 but not 4.3", ["4.2 → 4.2", "4.5 → 4.5", "4.3 → 4.3"]),
        ("Clauses 4.2 (Fees) and 4.3 (Levies)", ["4.2 → 4.2", "4.3 → 4.3"]),
        ("either Clause 2.1 or 2.2", ["Clause 2.1 → 2.1", "2.2 → 2.2"]),
        ("Clause 2.1(a) or (c)", ["Clause 2.1(a) → 2.1-a", "(c) → 2.1-c"]),
        ("Clause 2.1(a)\ufffc or (c)", ["Clause 2.1(a) → 2.1-a", "(c) → 2.1-c"]),
        (
            "Clause 2.1(a), (b), and/or (c)",
            ["Clause 2.1(a) → 2.1-a", "(b) → 2.1-b", "(c) → 2.1-c"],
        ),
        ("Clause 2.1(a) to (c)", ["Clause 2.1(a) → 2.1-a", "(c) → 2.1-c"]),
        ("Clause 2.1(a)(i) or (iii)", ["Clause 2.1(a)(i) → 2.1-a-i", "(iii) → 2.1-a-iii"]),
        ("Clause 2.1(a)(i) or (c)", ["Clause 2.1(a)(i) → 2.1-a-i", "(c) → 2.1-c"]),
        ("Clause 2.1(h) or (i)", ["Clause 2.1(h) → 2.1-h", "(i) → 2.1-i"]),
        (
            "Clause 2.1(a)(i), (a)(iv) or (b)",
            ["Clause 2.1(a)(i) → 2.1-a-i", "(a)(iv) → 2.1-a-iv", "(b) → 2.1-b"],
        ),
        ("Clause 2.1(a) or (b)(ii)", ["Clause 2.1(a) → 2.1-a", "(b)(ii) → 2.1-b-ii"]),
        ("Table 2.1 or 9.9", ["Table 2.1 → table-2.1", "9.9 → table-9.9"]),
        ("Clause 4 or 5 applies", ["Clause 4 → 4", "5 → 5"]),
        ("Annex B or C.", ["Annex B → annex-b", "C → annex-c"]),
        ("Clause 4 and 30 days", ["Clause 4 → 4"]),
        ("Clause 4 or 10 Working Days", ["Clause 4 → 4"]),
        ("Clauses 4 and 5, 10 Working Days", ["4 → 4", "5 → 5"]),
        ("Clause 4.2 or 12.5 MWh", ["Clause 4.2 → 4.2"]),
        ("Clause 4.2 and (b) within a day", ["Clause 4.2 → 4.2"]),
        ("Annex B or I agree", ["Annex B → annex-b"]),
        ("from Clause 4.2 to Clause 4.5", ["Clause 4.2 → 4.2", "Clause 4.5 → 4.5"]),
    ],
)
def test_each_member_of_a_list_is_a_reference(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paragraph (b) of Clause 5.2", ["paragraph (b) of Clause 5.2 → 5.2-b"]),
        (
            "paragraphs (a) and (b) of Clause 5.2",
            ["(a) → 5.2-a", "(b) → 5.2-b", "Clause 5.2 → 5.2"],
        ),
        (
            "paragraph (b) or (z) of Clause 2.1",
            ["paragraph (b) → 2.1-b", "(z) → 2.1-z", "Clause 2.1 → 2.1"],
        ),
        ("Clause 5.2, paragraph (b)", ["Clause 5.2 → 5.2", "paragraph (b) → 5.2-b"]),
        (
            "Schedule 2, Part A, paragraph 1.1",
            [
                "Schedule 2 → schedule-2",
                "Part A → schedule-2-part-a",
                "paragraph 1.1 → schedule-2-part-a-1.1",
            ],
        ),
        ("paragraph (b) applies", ["paragraph (b) → b (provision)"]),
        ("this paragraph (b)", ["paragraph (b) → b (provision)"]),
        ("a subclause 4", ["subclause 4 → 4 (provision)"]),
        (
            "sub-clause 2.9 or item 3",
            ["sub-clause 2.9 → 2.9 (provision)", "item 3 → 3 (provision)"],
        ),
        ("limb (a)(ii)", ["limb (a)(ii) → a-ii (provision)"]),
        ("paragraph (c) above", ["paragraph (c) → c (above)"]),
        ("(a) and (b) above", ["(a) → a (above)", "(b) → b (above)"]),
        ("items (a) to (c) below", ["(a) → a (below)", "(c) → c (below)"]),
        (
            "paragraph (b) of this Clause",
            ["paragraph (b) → b (provision)"],
        ),
        ("paragraph 3 of this Schedule", ["paragraph 3 → 3 (provision)"]),
        ("nach Art. 12 Abs. 4", ["Art. 12 → art-12", "Abs. 4 → art-12-4"]),
        (
            "Art. 5 Abs. 2 Bst. a oder b",
            ["Art. 5 → art-5", "Abs. 2 → art-5-2", "Bst. a → art-5-2-a", "b → art-5-2-b"],
        ),
        ("gemäss Art. 29 und 30 eingeleitet", ["Art. 29 → art-29", "30 → art-30"]),
        ("§ 7bis gilt", ["§ 7bis → section-7bis"]),
        ("§§ 2, 3 und 5a", ["2 → section-2", "3 → section-3", "5a → section-5a"]),
        ("Absätze 1 und 2", ["1 → 1 (provision)", "2 → 2 (provision)"]),
        (
            "§ 2 Abs. 3 Satz 1 Nr. 4 Buchst. a Doppelbuchst. bb gilt",
            [
                *("§ 2 → section-2", "Abs. 3 → section-2-3", "Nr. 4 → section-2-3-4"),
                *("Buchst. a → section-2-3-4-a", "Doppelbuchst. bb → section-2-3-4-a-bb"),
            ],
        ),
        (
            "§ 2 Abs. 1 Sätze 2 und 3 Nr. 1 und Abs. 3",
            [
                *("§ 2 → section-2", "Abs. 1 → section-2-1", "Nr. 1 → section-2-1-1"),
                "Abs. 3 → section-2-3",
            ],
        ),
        ("Satz 1 und Abs. 3", ["Abs. 3 → 3 (provision)"]),
        (
            "§ 1 Abs. 1 Nr. 2, Abs. 3",
            [
                "§ 1 → section-1",
                "Abs. 1 → section-1-1",
                "Nr. 2 → section-1-1-2",
                "Abs. 3 → section-1-3",
            ],
        ),
        ("Article 5A(1)", ["Article 5A(1) → art-5a-1"]),
    ],
)
def test_a_part_with_what_it_is_a_part_of(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clause 5 of this document", ["Clause 5 → 5"]),
        ("Clause 5 of this Agreement, as", ["Clause 5 → 5"]),
        ("this Agreement, Clause 5", ["Clause 5 → 5"]),
        ("Clause 5 hereof", ["Clause 5 → 5"]),
        ("Artikel 5 dieses Gesetzes", ["Artikel 5 → art-5"]),
        ("Section H14 of the SEC", ["Section H14 → H14 in SEC"]),
        ("Section H14 (Testing Services) of the SEC", ["Section H14 → H14 in SEC"]),
        ("Clause 4.2 of the SVTAD", ["Clause 4.2 → 4.2 in SVTAD"]),
        ("Clauses 4 and 5 of the MTAD", ["4 → 4 in MTAD", "5 → 5 in MTAD"]),
        (
            "paragraph (b) of Clause 5.2 of the MTAD",
            ["paragraph (b) of Clause 5.2 → 5.2-b in MTAD"],
        ),
        ("Clause 5 of the Smart Energy Code", ["Clause 5 → 5 in Smart Energy Code"]),
        ("Clause 4.2 of the Supply Licence.", ["Clause 4.2 → 4.2 in Supply Licence"]),
        ("Clause 4.2 of the Code", ["Clause 4.2 → 4.2 in Code"]),
        ("Clause 4.2 of that Agreement", ["Clause 4.2 → 4.2 in Agreement"]),
        ("Clause 4.2 of its licence", ["Clause 4.2 → 4.2 in licence"]),
        ("Clause 4.2 of which", ["Clause 4.2 → 4.2 in which"]),
        ("Clause 4.2 thereof", ["Clause 4.2 → 4.2 in thereof"]),
        ("Clause 4.2 (of the Licence)", ["Clause 4.2 → 4.2 in Licence"]),
        ("Clause 4.2\ufffc of the Licence", ["Clause 4.2 → 4.2 in Licence"]),
        ("Clause 4.2 in the Licence", ["Clause 4.2 → 4.2 in Licence"]),
        ("Clause 4.2 under the Supply Agreement", ["Clause 4.2 → 4.2 in Supply Agreement"]),
        ("notice under Clause 4.2 to the DCC", ["Clause 4.2 → 4.2"]),
        ("For each ESME, Clause 4.2 applies", ["Clause 4.2 → 4.2"]),
        ("a GSME (Clause 4.2)", ["Clause 4.2 → 4.2"]),
        ("under the SEC, Clause 4.2 applies", ["Clause 4.2 → 4.2 in SEC"]),
        ("the DCC Licence, Clause 4.2", ["Clause 4.2 → 4.2 in DCC Licence"]),
        ("the EU GDPR, Clause 4.2", ["Clause 4.2 → 4.2 in EU GDPR"]),
        ("under any Supply Licence, Clause 4.2", ["Clause 4.2 → 4.2 in Supply Licence"]),
        ("Clauses 4.2 and 4.3, in that order", ["4.2 → 4.2", "4.3 → 4.3"]),
        ("Schedule 3 to the Licence", ["Schedule 3 → schedule-3 in Licence"]),
        (
            "paragraph 4 of Schedule 3 to the Licence",
            ["paragraph 4 of Schedule 3 → schedule-3-4 in Licence"],
        ),
        (
            "Clause 4.2 and Clause 4.3 of the Licence",
            ["Clause 4.2 → 4.2 in Licence", "Clause 4.3 → 4.3 in Licence"],
        ),
        (
            "Clause 4.2 of the Licence and Clause 4.3",
            ["Clause 4.2 → 4.2 in Licence", "Clause 4.3 → 4.3"],
        ),
        ("Section 5 of the Electricity Act 1989", ["Section 5 → 5 in Electricity Act 1989"]),
        (
            "Article 6 of Regulation (EU) 2016/679",
            ["Article 6 → art-6 in Regulation (EU) 2016/679"],
        ),
        ("Article 6 GDPR", ["Article 6 → art-6 in GDPR"]),
        ("§ 5 EnWG", ["§ 5 → section-5 in EnWG"]),
        (
            "§ 5 Abs. 2 Nr. 1 und Abs. 3 Satz 1 EnWG und § 4",
            [
                *("§ 5 → section-5 in EnWG", "Abs. 2 → section-5-2 in EnWG"),
                *("Nr. 1 → section-5-2-1 in EnWG", "Abs. 3 → section-5-3 in EnWG"),
                "§ 4 → section-4",
            ],
        ),
        ("Art. 7 der Verordnung", ["Art. 7 → art-7 in Verordnung"]),
        ("Art. 7 einer Verordnung", ["Art. 7 → art-7 in Verordnung"]),
        ("bedarf nach Art. 7 einer Bewilligung", ["Art. 7 → art-7"]),
        ("the Licence, Clause 4.2", ["Clause 4.2 → 4.2 in Licence"]),
        ("the Supply Licence (Clause 4.2)", ["Clause 4.2 → 4.2 in Supply Licence"]),
        ("the Supply Licence – Clause 4.2", ["Clause 4.2 → 4.2 in Supply Licence"]),
        ("the Supply Licence—Clause 4.2", ["Clause 4.2 → 4.2 in Supply Licence"]),
        ("SVTAD: Clause 4.2", ["Clause 4.2 → 4.2 in SVTAD"]),
        ("Clause 4.2 as set out in the Grid Code", ["Clause 4.2 → 4.2 in Grid Code"]),
        ("Clause 4.2 contained in the Licence", ["Clause 4.2 → 4.2 in Licence"]),
        ("Clause 4.2 as amended under this Code", ["Clause 4.2 → 4.2"]),
        ("each licence and its Clause 4.2", ["Clause 4.2 → 4.2 in its"]),
        ("the SVTAD's Clause 4.2", ["Clause 4.2 → 4.2 in SVTAD"]),
        ("SVTAD Clause 4.2 and 4.3", ["Clause 4.2 → 4.2 in SVTAD", "4.3 → 4.3 in SVTAD"]),
        (
            "the SVTAD, Clause 4.2 and Clause 4.3",
            ["Clause 4.2 → 4.2 in SVTAD", "Clause 4.3 → 4.3 in SVTAD"],
        ),
        ("RFC 5280, Section 4.2.1", ["Section 4.2.1 → 4.2.1 in RFC 5280"]),
        ("for each Supplier, Clause 4.2 applies", ["Clause 4.2 → 4.2"]),
        ("Subject to Clause 4.2", ["Clause 4.2 → 4.2"]),
        ("SUBJECT TO CLAUSE 4.2", ["CLAUSE 4.2 → 4.2"]),
    ],
)
def test_a_reference_carries_its_document(text: str, found: list[str]) -> None:
    assert shown(text) == found


BODIES = [
    ("for the DCC, Clause 4.2 applies", "DCC"),
    ("the DCC’s Clause 4.2 duties", "DCC"),
    ("the Authority and OFGEM (see Clause 4.2)", "OFGEM"),
    ("the WHO Europe DCC, Clause 4.2", "WHO Europe DCC"),
    ("the DCC, Clause 4.2 and Clause 4.2", "DCC"),
]


@pytest.mark.parametrize(("text", "named"), BODIES)
def test_a_body_before_a_reference_is_no_document(text: str, named: str) -> None:
    read = [each.document for each in references(text, ("DCC", "OFGEM"))]
    assert not any(read)
    assert {each.document for each in references(text, ())} == {named}


@pytest.mark.parametrize(
    "body",
    [
        *("WHO", "Efta", "E.ON", "E.DIS", "AT&T", "BNetzA/ACER", "S&P GLOBAL", "DB-Netz", "R&DD"),
        *(
            "Pension Scheme",
            "Bank of the LAW",
            "Ofgem",
            "ACME (UK)",
            "GROUP 20",
            "ÖBB",
            "O'HARA LAW",
        ),
    ],
)
def test_a_body_is_one_whatever_its_name_looks_like(body: str) -> None:
    for text in (f"as agreed with {body} (Clause 4.2)", f"as {body}, at Clause 4.2, says"):
        assert [each.document for each in references(text, (body,))] == [""]
    assert [each.document for each in references(f"see the X{body}, Clause 4.2", (body,))] == [
        *[each.document for each in references(f"see the X{body}, Clause 4.2", ())]
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("\u00d6BB", "O\u0308BB"),
        ("O\u0308BB", "\u00d6BB"),
        ("Bank of the LAW", "Bank\u00a0of the  LAW"),
        ("O'HARA LAW", "O’HARA LAW"),
        ("WHO", "[WHO]"),
    ],
)
def test_a_body_is_known_however_its_name_was_typed(body: str, said: str) -> None:
    assert [each.document for each in references(f"as {said} (Clause 4.2)", (body,))] == [""]


def test_part_of_a_word_is_no_body() -> None:
    (found,) = references("as O\u0308BB (Clause 4.2)", ("BB",))
    assert found.document == "BB"


def test_a_body_right_after_a_german_reference_is_no_document() -> None:
    for text, document in (("hat nach § 4 ACER zu hören", ""), ("nach § 4 ACERG", "ACERG")):
        assert [each.document for each in references(text, ("ACER",))] == [document]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("the DCC Licence, Clause 4.2", "DCC Licence"),
        ("Clause 4.2 of DCC’s licence", "DCC"),
        ("the DCCX, Clause 4.2", "DCCX"),
    ],
)
def test_a_document_of_a_body_is_one(text: str, document: str) -> None:
    assert [each.document for each in references(text, ("DCC",))] == [document]


def test_whoever_reads_a_text_of_the_record_reads_it_with_its_bodies() -> None:
    """But for what the file of an amendment says by itself, and where no document is asked for."""
    without = set()
    for path in sorted((ROOT / "build_tools").rglob("*.py")):
        source = path.read_text()
        if re.search(
            r"text\.labels import (\([^)]*|[^(\n]*)\b(one_reference|references)\b", source
        ):
            calls = re.findall(r"(?<![\w.])(?:one_reference|references)\((.*)\)", source)
            assert calls, path
            if not all("bodies" in call for call in calls):
                without.add(path.stem)
    assert without == {"particulars", "declared_scope"}


def test_a_reference_says_its_name_and_the_numbers_that_it_is_made_of() -> None:
    text = "as paragraph (b) of Clause 5.2 of the SVTAD says"
    (reference,) = references(text)
    assert (reference.kind, reference.name) == ("paragraph", "paragraph (b) of Clause 5.2")
    numbers = [(text[each.start : each.end], each.path) for each in reference.pointers]
    assert numbers == [("(b)", ("5.2", "b")), ("5.2", ("5.2",))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Clauses 1.1(a), (b) and 1.2", ["Clause 1.1(a)", "Clause 1.1(b)", "Clause 1.2"]),
        ("Clause 2.1(a)(i) or (iii)", ["Clause 2.1(a)(i)", "Clause 2.1(a)(iii)"]),
        (
            "paragraph (b) or (z) of Clause 2.1",
            ["paragraph (b) of Clause 2.1", "paragraph (z) of Clause 2.1", "Clause 2.1"],
        ),
    ],
)
def test_a_member_of_a_list_has_its_whole_name(text: str, names: list[str]) -> None:
    assert [each.name for each in references(text)] == names


@given(st.text(alphabet="ClauseTable Art.s()12.abof,andthe "))
def test_references_stand_in_order_and_apart(text: str) -> None:
    ends = [0]
    for reference in references(text):
        assert ends[-1] <= reference.start < reference.end <= len(text)
        ends.append(reference.end)


# --- What they point at ---------------------------------------------------------------------------

CODE = "1 1.1 1.1-a 1.1-b 1.2 1.2-a 1.2-a-i 1.2-a-ii 1.2-b table-1 1.3 schedule-2 schedule-2-1.1"
TWICE = "4.1 4.1-a 4.1-b 4.1-a-2 4.1-b-2 4.2"


@pytest.mark.parametrize(
    ("anchors", "stands_in", "text", "target"),
    [
        (CODE, "1.1", "Clause 1.2(a)", "1.2-a"),
        (CODE, "1.1", "Clause 1.2(z)", ""),
        (CODE, "1.1", "paragraph (b)", "1.1-b"),
        (CODE, "1.1-a", "paragraph (b)", "1.1-b"),
        (CODE, "1.2-a-i", "paragraph (ii)", "1.2-a-ii"),
        (CODE, "1.2-a-i", "this paragraph (a)", "1.2-a"),
        (CODE, "1.3", "paragraph (b)", ""),
        (CODE, "1.3", "paragraph (b) above", "1.2-b"),
        (CODE, "1.1", "paragraph (ii) below", "1.2-a-ii"),
        (CODE, "table-1", "paragraph (a)", "1.2-a"),
        (CODE, "1.1", "sub-clause 1.3", "1.3"),
        (CODE, "schedule-2-1.1", "paragraph 1.1", "schedule-2-1.1"),
        (CODE, "schedule-2-1.1", "Clause 1.1", "1.1"),
        (CODE, "1", "paragraph 1.1 of Part A of Schedule 2", "schedule-2-1.1"),
        ("art-5 art-5-1 art-5-2", "art-5-1", "Abs. 2", "art-5-2"),
        ("5 6", "5", "Article 6", "6"),
        ("section-5 section-6", "section-5", "Section 6", "section-6"),
        (TWICE, "4.1-a", "paragraph (b)", "4.1-b"),
        (TWICE, "4.1-b-2", "paragraph (a)", "4.1-a-2"),
        (TWICE, "4.1-b-2", "Clause 4.1(a)", "4.1-a"),
    ],
)
def test_a_number_points_at_a_provision(
    anchors: str, stands_in: str, text: str, target: str
) -> None:
    names = anchors.split()
    (reference,) = references(text)
    assert Provisions(names).named(reference.pointers[0], names.index(stands_in)) == target


def test_what_has_no_anchor_is_told_beside_what_has() -> None:
    (reference,) = references("Clause 1.3(a)(ii)")
    assert Provisions(CODE.split()).nearest(reference.pointers[0], 0) == ("1.3", ("a", "ii"))


@pytest.mark.parametrize(
    ("texts", "target"),
    [
        (["Section 1.2 applies."], "1.2"),
        (["Clause 1.2 applies.", "Section 1.2 applies."], ""),
        (["Clause 1.2 of the Licence and Section 1.2 apply."], "1.2"),
        (["Clause 9.9 and Section 1.2 apply."], "1.2"),
    ],
)
def test_a_text_that_has_clauses_has_no_sections(texts: list[str], target: str) -> None:
    (section,) = references("Section 1.2")
    assert Provisions(CODE.split(), texts).named(section.pointers[0], 0) == target


def test_nobody_knows_to_which_provision_a_note_is_one() -> None:
    (limb,) = references("paragraph (b)")
    anchors = ["1.1", "1.1-a", "1.1-b", "fn-1", ""]
    assert [Provisions(anchors).named(limb.pointers[0], at) for at in range(5)] == [
        "1.1-b",
        "1.1-b",
        "1.1-b",
        "",
        "",
    ]


def test_a_paragraph_of_a_schedule_is_no_schedule() -> None:
    """The word "schedule" stands in the anchor of one, and is nothing that has paragraphs."""
    anchors = ["schedule-1", "schedule-1-1.1", "schedule-2"]
    (paragraph,) = references("see paragraph 2")
    assert not Provisions(anchors).named(paragraph.pointers[0], 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entgegen § 6 Abs. 1 mehr", ["§ 6 Abs. 1 → section-6-1"]),
        ("§ 2 Abs. 3 Satz 1 Nr. 4 gilt", ["§ 2 Abs. 3 Satz 1 Nr. 4 → section-2-3-4"]),
        ("§ 6 und § 7", ["§ 6 → section-6", "§ 7 → section-7"]),
        (
            "§ 5 Abs. 2 und Abs. 3",
            ["§ 5 Abs. 2 → section-5-2", "Abs. 3 → section-5-3 (§ 5 Abs. 3)"],
        ),
        (
            "§ 5 Abs. 1 oder 2",
            ["§ 5 Abs. 1 → section-5-1", "2 → section-5-2 (§ 5 Abs. 2)"],
        ),
        ("Schedule 2, paragraph 3 says", ["Schedule 2, paragraph 3 → schedule-2-3"]),
        ("Annex A, Clause 4.2 says", ["Annex A, Clause 4.2 → annex-a-4.2"]),
        ("Anlage 1, § 5", ["Anlage 1 → anlage-1", "§ 5 → section-5"]),
        ("Annex A, Table 4", ["Annex A → annex-a", "Table 4 → table-4"]),
        ("Section 6(1) says", ["Section 6(1) → 6-1"]),
        ("paragraph (a) of Clause 4.2", ["paragraph (a) of Clause 4.2 → 4.2-a"]),
    ],
)
def test_a_provision_and_its_part_are_one_citation(text: str, expected: list[str]) -> None:
    told = []
    for each in whole_references(text):
        printed = text[each.start : each.end]
        named = "" if printed == each.name else f" ({each.name})"
        told.append(f"{printed} → {each.anchor}{named}")
    assert told == expected
