"""Which texts are definitions, and of which terms."""

import pytest

from build_tools.text.labels import defined_terms, opens_glossary
from build_tools.text.markdown import parse


def terms(text: str, marked: int = 0, *, alone: bool = True) -> tuple[str, ...]:
    """The terms of a text whose first characters stand in bold."""
    return defined_terms(text, [(0, marked)] if marked else [], alone=alone)


@pytest.mark.parametrize(
    ("text", "marked", "term"),
    [
        ("Migration DUST means testing", 14, "Migration DUST"),
        ("DCC has the meaning given in the SEC", 3, "DCC"),
        ("“Cohort” means a group", 8, "Cohort"),
        ("“Cohort” means a group", 0, "Cohort"),
        (
            "‘ BID approval date ’, in relation to a BID scheme, means the date",
            0,
            "BID approval date",
        ),
        ("Oar (wooden) means a pole", 12, "Oar (wooden)"),
        ("Oar (of any wood) means a pole", 3, "Oar"),
        ("The term “Weir” means a dam", 0, "Weir"),
    ],
)
def test_a_term_is_set_apart_and_then_means_something(text: str, marked: int, term: str) -> None:
    assert terms(text, marked) == (term,)


@pytest.mark.parametrize(
    "verb",
    [
        *("means", "mean", "shall mean", "will mean", "must mean", "shall each mean"),
        *("includes", "shall include", "refers to", "shall refer to", "denotes", "signifies"),
        *("has the meaning given in", "have the meanings in", "has the same meaning as"),
        *("shall have the meaning in", "bears the meaning in", "shall bear its meaning in"),
        *("is given the meaning in", "is defined in", "are defined by", "shall be construed as"),
        *("each have the meanings in", "shall comprise", "has, in this Clause, the meaning in"),
        *("in this Code means", "for the purposes of Clause 2.1(a) means", "is to be read as"),
        *("is as defined in", "bedeutet", "bezeichnet", "hat die gleiche Bedeutung wie"),
    ],
)
def test_every_way_to_say_that_it_means_something(verb: str) -> None:
    assert terms(f"“Fee” {verb} a toll.") == ("Fee",)
    assert terms(f"Fee {verb} a toll.", 3) == ("Fee",)
    assert not terms(f"Fee {verb} a toll.")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Note that it means nothing", 4),
        ("“Cohort” is a word", 0),
        ("Fee is a word that means a toll", 3),
        ("Fee meaning a toll", 3),
        ("Fee must be paid", 3),
        ("Fee: The toll is paid", 3),
        ("Scope: this text applies", 5),
        ("Note: a toll is paid", 4),
        ("Fee - paid: a toll", 3),
    ],
)
def test_other_texts_define_nothing(text: str, marked: int) -> None:
    assert not terms(text, marked)


@pytest.mark.parametrize("sign", [":", " –", " —", " -"])
def test_a_sign_is_enough_among_definitions_or_before_one_of_a_kind(sign: str) -> None:
    assert terms(f"Fee{sign} a toll", 3) == ("Fee",)
    assert terms(f"Fee{sign} any toll", 3 + len(sign)) == ("Fee",)
    assert not terms(f"Fee{sign} a toll", 3, alone=False)
    assert not terms(f"Fee{sign} the toll", 3)
    assert defined_terms(f"Fee{sign} the toll", [(0, 3)], in_glossary=True) == ("Fee",)


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("Definitions and interpretation", True),
        ("Glossary", True),
        ("Begriffe", True),
        ("In this Code:", True),
        ("In this Code, a boat is kept by the Keeper.", False),
        ("Fees", False),
    ],
)
def test_what_announces_definitions(words: str, *, opens: bool) -> None:
    assert opens_glossary(words) is opens


def found(text: str) -> list[tuple[str, ...]]:
    return [block.terms for block in parse(text) if block.terms]


def test_several_terms_may_have_one_meaning() -> None:
    assert found("**Small Party** or **Large Party** means a person.") == [
        ("Small Party", "Large Party")
    ]
    assert found("“Gate”, “Door” and *Hatch* mean an opening.") == [("Gate", "Door", "Hatch")]
    assert found("**Terms and Conditions** means this text.") == [("Terms and Conditions",)]
    (block,) = parse("**Small Party** or **Large Party** means a person.")
    assert (block.anchor, block.citation) == (
        "def-small-party",
        "Definition of Small Party or Large Party",
    )


def test_italics_quotation_marks_and_notes_make_no_difference() -> None:
    text = "*Fee* means a toll.\n\n“**Rate**”[^1] includes a fee.\n\n[^1]: A note."
    assert found(text) == [("Fee",), ("Rate",)]


def test_after_an_announcement_a_sign_is_enough_up_to_the_next_number() -> None:
    assert found("1.1 In this Code:\n\n**Fee**: the toll.\n\n1.2 Do.\n\n**Rate**: the fee.") == [
        ("Fee",)
    ]
    assert found("## Glossary\n\n**Fee** – the toll.\n\n## Rules\n\n**Rate** – the fee.") == [
        ("Fee",)
    ]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("1. „Weide“ ist jede Fläche;", ("Weide",)),
        ("1. „Weide“ jede Fläche;", ("Weide",)),
        ("„Weide“ ist jede Fläche.", ("Weide",)),
        ("„Weide“ ist im Sinne dieses Gesetzes jede Fläche.", ("Weide",)),
        ("„Lärm“ ist alles, was stört.", ("Lärm",)),
        ("(2) „Vorsicht“ ist im Straßenverkehr geboten.", ()),
        ("(2) „Vorsicht“ ist geboten, wenn es regnet.", ()),
        ("1. „Weide“.", ()),
        ("1. Weide ist jede Fläche;", ()),
    ],
)
def test_an_entry_of_a_german_glossary_needs_no_verb_of_its_own(
    text: str, terms: tuple[str, ...]
) -> None:
    *_, last = parse(f"## § 2 Begriffsbestimmungen\n\nEs\n\n{text}\n")
    *_, elsewhere = parse(f"## § 2 Zweck\n\nEs\n\n{text}\n")
    assert (last.terms, elsewhere.terms) == (terms, ())


@pytest.mark.parametrize(
    "opening",
    [
        "(1) Im Sinne dieser Ordnung ist",
        "(1) Im Sinne dieses Gesetzes bedeuten die Ausdrücke:",
        "(1) Für die Zwecke dieser Verordnung bezeichnet der Ausdruck",
    ],
)
def test_a_german_glossary_may_be_one_paragraph_of_several(opening: str) -> None:
    entries = (
        "1. „Weide“ eine Fläche,\n\n2. „Vieh“, soweit es weidet, ein Tier,\n\n"
        "3. „Alm“ (Hochweide) eine Weide."
    )
    blocks = parse(f"## § 2 Begriffe\n\n{opening}\n\n{entries}\n\n(2) Wer fragt?\n")
    assert [each.terms for each in blocks if each.terms] == [("Weide",), ("Vieh",), ("Alm",)]
