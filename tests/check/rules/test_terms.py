"""Terms used without a definition, defined without a use, lost."""

from dataclasses import replace

import pytest

from build_tools.check import check
from build_tools.model import CitationWords, Corpus
from tests.check.finding import DAY, TABLE, Cases, document, each, problems, said, version

UNDEFINED = [
    ("1.1 The Harbour Book is kept.\n\n**Harbour Book** means a book.\n", []),
    (
        "1.1 Clause 1.1 and Table 2. The Keeper writes on Tuesday 3 January. A Visitor reads the"
        " MTAD.\n",
        [],
    ),
    ("1.1 The Device Model Combination (DMC) is a DMC; see Annex XX.\n", []),
    (f"1.1 For MOC (Secure).\n\nTable 1: Kinds\n\n{TABLE}| MOC (Secure) | 1 |\n", []),
    (f"1.1 A Harbour Book.\n\nTable 1: Terms\n\n{TABLE}| “Harbour Book” | a book |\n", []),
    ("1.1 DCC keeps the Harbour Book.\n\n1.2 See the Harbour Book.\n", [
        "1: `Harbour Book` is written as a defined term, and no definition is recorded",
        "1: `DCC` is written as a defined term, and no definition is recorded",
    ]),
]  # fmt: skip

NAMES = [
    "the Secretary of State for Energy and Net Zero",
    "the Department for Business and Trade or the Ministry of Justice",
    "the Gas and Electricity Markets Authority and His Majesty's Government",
    "the Public Accounts Committee, the Competition Commission and the High Court",
    "the Data Protection Act, the Utilities Act 2000 and the Electronic Communications Act",
    "the General Data Protection Regulation and ISO/IEC 27001:2022",
    "the Smart Meters Regulations 2017 and the Measuring Instruments Order",
    "the Treaty on Boats 1972 and Council Regulation (EU) 2016/679",
    "British Standards, BS EN 62056-5-3, IEEE 802.15.4 and FIPS 140-3",
    "the Member States and the European Economic Area",
    "the Data Protection (Charges and Information) Regulations 2018 and HM Revenue and Customs",
    "the Electricity and Gas (Smart Meters Licensable Activity) Order 2012",
    "the Town and Country Planning (Use Classes) (Amendment) (England) Regulations 2020",
    "a body at 4 Harbour Road under International Standard ISO 9001",
    "the week of 3 Sept or Dec 2022, on Monday 5 December",
]


@pytest.mark.parametrize("names", NAMES)
def test_names_of_laws_bodies_offices_and_places_are_no_terms(names: str) -> None:
    assert said("undefined-term", f"1.1 A keeper writes to {names}.\n") == []


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("the Harbour Book and the Data Protection Act 2018", ["Harbour Book"]),
        ("the Jetty Plan and the Data Protection (Charges) Regulations 2018", ["Jetty Plan"]),
        ("the Jetty Plan (Fees) and an Order of 2018", ["Jetty Plan"]),
        ("the Energy Act 2013 or the Jetty Plan", ["Jetty Plan"]),
        ("the Secretary of State, with the Boat Panel", ["Boat Panel"]),
        ("the Change Board under ISO 9001", ["Change Board"]),
        ("an XYZ of the United Nations", ["XYZ"]),
        ("a Mooring Notice and Competent Authority", ["Mooring Notice"]),
        ("his Ballast Plans to the Dredging Committee", ["Ballast Plans"]),
        ("the Financial Services and Markets Act 2000", []),
    ],
)
def test_a_term_beside_a_name_is_still_seen(words: str, terms: list[str]) -> None:
    told = [
        f"1: `{term}` is written as a defined term, and no definition is recorded" for term in terms
    ]
    assert said("undefined-term", f"1.1 A keeper writes to {words}.\n") == told


UNUSED = [
    ("1.1 Keepers keep.\n\n**Keeper** means a person.\n", []),
    (
        "1.1 A.\n\n**Keeper** means a person. A Keeper has the key.\n",
        ["3: `Keeper` is defined and not used"],
    ),
    ("1.1 A Keeper's key.\n\n**Key** means a thing.\n", ["3: `Key` is defined and not used"]),
]

CASES: Cases = {
    "undefined-term": UNDEFINED,
    "unused-definition": UNUSED,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.1 A Keeper.\n",
            ["1: `Keeper` is used here; 1.0 defined it, and this version does not"],
        ),
        ("1.1 A person.\n", []),
        ("1.1 A housekeeper.\n", []),
    ],
)
def test_a_term_stays_defined_as_long_as_it_is_used(text: str, expected: list[str]) -> None:
    before = "1.1 A Keeper.\n\n**Keeper** means a person.\n"
    assert said("lost-definition", text, before=before) == expected


def test_a_document_says_which_other_names_need_no_definition() -> None:
    text = "1.1 A keeper writes to Citizens Advice.\n"
    mtad = document("mtad", "Rules", version("mtad", "1.0", text, {}))
    found = [
        check(Corpus(documents=(replace(mtad, names=names),), amendments=()), DAY).problems
        for names in ((), ("Citizens Advice",))
    ]
    assert [[each.rule for each in problems] for problems in found] == [["undefined-term"], []]


# --- In German ------------------------------------------------------------------------------------

PARAGRAPHS = CitationWords(provision="§", limbs=(("(1)", "Abs."), ("1.", "Nr.")), language="de")
GLOSSARY = "## § 2 Begriffsbestimmungen\n\nIm Sinne dieser Ordnung\n\n"


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("140 Hektar Weide der Stadt Ellern", []),
        ("nach § 903 Satz 1 BGB und Artikel 3 der DSGVO", []),
        ("nach §§ 1 und 2 BGB, §§ 3, 4 bis 6 ZPO, § 7 Nr. 1 oder 2 der GVO", []),
        ("die Anlage III und die KWK", ["KWK"]),
    ],
)
def test_capitals_make_no_term_in_german_where_every_noun_has_one(
    words: str, terms: list[str]
) -> None:
    found = said("undefined-term", f"## § 1 Zweck\n\n(1) Es gilt {words}.\n", words=PARAGRAPHS)
    assert [message.split("`")[1] for message in found] == terms


def test_the_right_form_is_that_of_the_language() -> None:
    text = "(1) Es gilt KWK.\n\n| A |\n|---|\n| b |\n"
    term, *_ = problems("undefined-term", text, words=PARAGRAPHS)
    table, *_ = problems("caption", text, words=PARAGRAPHS)
    assert (term.form, table.form) == ("„KWK“ bedeutet …", "Tabelle 1: was sie zeigt")


@pytest.mark.parametrize(
    ("term", "use"),
    [
        ("Weide", "auf den Weiden"),
        ("Weiderecht", "wegen des Weiderechtes"),
        ("Vertrag", "nach den Verträgen"),
        ("Grundbuch", "in den Grundbüchern"),
        ("Berechtigter", "des Berechtigten"),
        ("Hirtin", "die Hirtinnen"),
        ("zuständige Stelle", "der zuständigen Stellen"),
        ("Stadt", "Weidestadt"),
    ],
)
def test_a_german_term_is_used_in_any_case(term: str, use: str) -> None:
    text = f"{GLOSSARY}1. „{term}“ ist dies.\n\n## § 3 Rest\n\n(1) Es gilt {use}.\n"
    found = said("unused-definition", text, words=PARAGRAPHS)
    unused = [f"1: `{term}` is defined and not used"] if use == "Weidestadt" else []
    assert [each.split(": ", 1)[1] for each in found] == [each.split(": ", 1)[1] for each in unused]
