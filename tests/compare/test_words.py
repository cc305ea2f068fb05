"""Words: which tokens stay whole, where an edit begins and ends, and which edits are noise."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare.words import (
    NOTHING_RENUMBERED,
    FollowingReference,
    Renumbering,
    Vocabulary,
    compare_content,
    containment,
    longest_common_subsequence,
    similarity,
)
from build_tools.compare.words.cleanup import kept_share, most_kept_share
from build_tools.compare.words.renumbering import Following
from build_tools.compare.words.token_diff import diff as token_diff
from build_tools.compare.words.tokens import tokenize
from build_tools.model import (
    Content,
    Mark,
    Run,
    is_consequential,
    new_content,
    noise_of,
    old_content,
)
from tests.examples import repeatable
from tests.reviewing import wdiff

_COMMON_WORDS = st.sampled_from(
    [
        "the",
        "DCC",
        "shall",
        "pay",
        "£5",
        "(a)",
        "31 January 2023",
        "Clause 4.2",
        ",",
        "not",
        "charge",
    ]
)


def text(words: str) -> Content:
    return (Run(words),) if words else ()


def diff(old: str, new: str) -> str:
    return wdiff(compare_content(text(old), text(new)))


def noise(
    old: Content, new: Content, renumbering: Renumbering = NOTHING_RENUMBERED
) -> tuple[str, ...]:
    return noise_of(compare_content(old, new, renumbering))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("31 January 2023", "31 January 2024"),
        ("1. März 2024", "1. Mai 2024"),
        ("2023-01-31", "2023-02-31"),
        ("15-Jul-2023", "15-Aug-2023"),
        ("16:00", "17:00"),
        ("£1,250.50", "£1,275.50"),
        ("1.250,50", "1.275,50"),
        ("2.5%", "2.75%"),
        ("-5", "-6"),
        ("17.6", "17.7"),
        ("17.6.1(a)", "17.6.1(b)"),
        ("17.6A", "17.6B"),
        ("A1.2", "A1.3"),
        ("H14", "H15"),
        ("v4.1", "v4.2"),
        ("(b)(ii)", "(b)(iii)"),
        ("(A)", "(B)"),
        ("§12", "§13"),
        ("don’t", "didn’t"),
        ("co-operate", "co-ordinate"),
        ("https://example.org/a/1", "https://example.org/a/2"),
        ("Straßenverkehr", "Straßenverkehrs"),
        ("e\u0301", "e\u0300"),
        ("🇩🇪", "🇩🇰"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👦"),
        ("הבדיקה", "הבדיקות"),
    ],
)
def test_a_token_is_replaced_whole(old: str, new: str) -> None:
    head, tail = "It says of the matter: ", " in every case that is before us."
    sign = "§" if old.startswith("§") else ""
    expected = f"{head}{sign}[-{old.removeprefix('§')}-]{{+{new.removeprefix('§')}+}}{tail}"
    assert diff(head + old + tail, head + new + tail) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Scripts without spaces are compared sign by sign.
        ("試験の手順を定める。", "検証の手順を定める。", "[-試験-]{+検証+}の手順を定める。"),
        ("第十二条の規定による。", "第十三条の規定による。", "第[-十二-]{+十三+}条の規定による。"),
        # A compound is one word; a list of them is not.
        (
            "the pre-set and/or live value",
            "the preset and/or live value",
            "the [-pre-set-]{+preset+} and/or live value",
        ),
        # Case is a change: a defined term is not the common word.
        (
            "kept in the test log of DCC",
            "kept in the Test Log of DCC",
            "kept in the [-test log-]{+Test Log+} of DCC",
        ),
    ],
)
def test_what_a_word_is(old: str, new: str, expected: str) -> None:
    assert diff(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A word and the space after it.
        ("in a Cohort when", "in a closed Cohort when", "in a {+closed +}Cohort when"),
        ("Each Cohort", "Each Open Cohort", "Each {+Open +}Cohort"),
        # A sentence and the space after it, not the full stop before it.
        ("One is. Three is.", "One is. Two is. Three is.", "One is. {+Two is. +}Three is."),
        # An item of a list with the comma that parts it from the next.
        ("IOC, FOC and MOC", "IOC, DOC, FOC and MOC", "IOC, {+DOC, +}FOC and MOC"),
        # The end of a sentence is a better place than its middle.
        (
            "for an Open Cohort.",
            "for an Open Cohort or a Closing Cohort.",
            "for an Open Cohort{+ or a Closing Cohort+}.",
        ),
        (
            "not empty.",
            "not empty, other than at the end.",
            "not empty{+, other than at the end+}.",
        ),
        ("it remains open;", "it remains open; and", "it remains open;{+ and+}"),
        # Where all boundaries are alike, the one that the comparison found.
        ("a b b c", "a b b b c", "a b b {+b +}c"),
    ],
)
def test_an_edit_begins_and_ends_where_words_and_sentences_do(
    old: str, new: str, expected: str
) -> None:
    assert diff(old, new) == expected
    mirrored = expected.replace("{+", "[-").replace("+}", "-]")
    assert diff(new, old) == mirrored


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A small word between two rewrites is rewritten with them.
        (
            "The Keeper keeps a log of what is lent in the hut.",
            "The Keeper holds a book of what is lent in the hut.",
            "The Keeper [-keeps a log-]{+holds a book+} of what is lent in the hut.",
        ),
        # Figures are shown one by one, however little stands between them.
        (
            "The fee is £10 or 5% of it, whichever is less.",
            "The fee is £12 or 7% of it, whichever is less.",
            "The fee is [-£10-]{+£12+} or [-5%-]{+7%+} of it, whichever is less.",
        ),
        # What is of some length stays.
        (
            "DCC shall publish the notice of the closure.",
            "DCC may publish the notice of any closure.",
            "DCC [-shall-]{+may+} publish the notice of [-the-]{+any+} closure.",
        ),
        # What was put in on both sides of a word is not a rewrite of that word.
        (
            "the Cohort is open",
            "the named Cohort now is open",
            "the {+named +}Cohort {+now +}is open",
        ),
        # A bracket is not torn from the one that it closes.
        (
            "On that date the Open Cohorts are MOC (Secure) and FOC (BG).",
            "On that date the Open Cohort is FOC (BG) and the Closing Cohort is MOC (Secure).",
            (
                "On that date the Open [-Cohorts are-]{+Cohort is FOC (BG) and the Closing Cohort"
                " is+} MOC (Secure)[- and FOC (BG)-]."
            ),
        ),
    ],
)
def test_no_trivial_equality_stands_between_two_rewrites(old: str, new: str, expected: str) -> None:
    assert diff(old, new) == expected


def test_of_texts_that_keep_too_little_both_are_shown_whole() -> None:
    old, new = (
        "DCC shall keep a log of the tests.",
        "Nothing here binds any person, or the heirs of one.",
    )
    assert diff(old, new) == f"[-{old}-]{{+{new}+}}"


@pytest.mark.parametrize(("old", "new"), [("", ""), ("same", "same")])
def test_nothing_is_marked_where_nothing_changed(old: str, new: str) -> None:
    assert diff(old, new) == old


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("so, it is;", "so it is.", ("punctuation",)),
        ("a - b", "a – b", ("punctuation",)),
        ('the "Cohort"', "the “Cohort”", ("punctuation",)),
        ("the Participant's log", "the Participant’s log", ("punctuation",)),
        ("it ends", "it  ends", ("formatting",)),
        ("not open to us", "open to us", ()),
        ("and/or", "and or", ()),
        ("up to 5 percent", "up to 5% percent", ()),
    ],
)
def test_noise(old: str, new: str, expected: tuple[str, ...]) -> None:
    edits = compare_content(text(old), text(new))
    assert noise_of(edits) == expected
    assert is_consequential(edits) == bool(expected)


HARMLESS = (
    ("it is, as said, open", "it is as said, open"),
    ("it is open", "it is open."),
    ("it is ... open", "it is … open"),
    ("of 2020, the DCC", "of 2020 the DCC"),
    ("the fee is £5", "the fee is £5."),
    ("(e.g, a meter)", "(e.g., a meter)"),
    ("a meter: a hub", "a meter; a hub"),
    ('each "Hub" counts', "each Hub counts"),
    ("each 'Hub' counts", 'each "Hub" counts'),
    ("each “Hub” counts", "each „Hub“ counts"),
    ("the DCC — as agent", "the DCC – as agent"),
    ("the DCC ; the Panel", "the DCC; the Panel"),
    ("the Sup\u00adplier pays", "the Supplier pays"),
    ("the\u200b Supplier pays", "the Supplier pays"),
    ("the Sup\u200dplier pays", "the Supplier pays"),
    ("\ufeffthe Supplier pays", "the Supplier pays"),
    ("規則、及び", "規則，及び"),
)
"""Differences that say nothing, when a reader takes them for what they are."""

OF_SUBSTANCE = (
    *(("the limit is 5 units", f"the limit is 5{sign} units") for sign in "′″%‰°*'\"#&@/\\"),
    *(
        ("the limit is 5 units", f"the limit is {sign}5 units")
        for sign in "-−+±×÷~≈<>≤≥=§¶£$€¥#/.:"
    ),
    *(("the limit is 5 units", f"the limit is {sign} 5 units") for sign in "-−–+±×~<≤§¶£,:;"),
    ("the limit is 5′ now", "the limit is 5″ now"),
    ("the limit is 5' now", 'the limit is 5" now'),
    ("Clauses 5, 10 apply", "Clauses 5 10 apply"),
    ("Clause 5, 3 hubs", "Clause 5 3 hubs"),
    ("In part, 5 hubs", "In part 5 hubs"),
    ("the ratio 1:2 holds", "the ratio 1.2 holds"),
    ("the ratio 1 : 2 holds", "the ratio 1 2 holds"),
    ("from 5-10 now", "from 5–10 now"),
    ("from 5 – 10 now", "from 5 10 now"),
    ("from 5 – 10 now", "from 5 - 10 now"),
    ("London – Leeds", "London Leeds"),
    ("the limit is (5) now", "the limit is 5 now"),
    ("the limit is (£5) now", "the limit is £5 now"),
    ("the fee [is due] now", "the fee is due now"),
    ("the fee {is due} now", "the fee is due now"),
    ("the fee <is due> now", "the fee is due now"),
    ("the Suppliers meters", "the Suppliers' meters"),
    ("the Suppliers meters", "the Suppliers’ meters"),
    ("the fee is due", "the fee is due?"),
    ("the fee is due", "the fee is due!"),
    ("the fees", "the fees..."),
    ("the fees", "the fees…"),
    ("the fee is 1\u200b000 now", "the fee is 1000 now"),
    ("the \u202efee\u202c is due", "the fee is due"),
    ("می\u200cخواهم", "میخواهم"),
    ("it may be open", "it may\u00adbe open"),
    ("the limit is 5 kW now", "the limit is 5\u200bkW now"),
    ("the fee* is due", "the fee is due"),
    ("the fee/levy is due", "the fee levy is due"),
    ("5\n10", "5 10"),
)
"""Signs that carry a figure or a meaning."""


@pytest.mark.parametrize(("old", "new"), HARMLESS)
def test_punctuation_is_a_short_list_of_signs_in_harmless_surroundings(old: str, new: str) -> None:
    for before, after in ((old, new), (new, old)):
        edits = compare_content(text(before), text(after))
        assert noise_of(edits) == ("punctuation",)
        assert is_consequential(edits)


@pytest.mark.parametrize(("old", "new"), OF_SUBSTANCE)
def test_a_sign_that_carries_a_figure_or_a_meaning_is_of_substance(old: str, new: str) -> None:
    for before, after in ((old, new), (new, old)):
        assert not is_consequential(compare_content(text(before), text(after)))


LINK, OTHER_LINK, PICTURE = (
    Mark("link", "mailto:desk@dcc.example"),
    Mark("link", "mailto:help@dcc.example"),
    Mark("image", "meter.png"),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((Mark("strike"),), ()),
        ((LINK,), (OTHER_LINK,)),
        ((LINK,), ()),
        ((Mark("link", "https://dcc.example/form"),), (Mark("strong"),)),
        ((PICTURE,), (Mark("image", "hub.png"),)),
        ((LINK, PICTURE), (OTHER_LINK, PICTURE)),
    ],
)
def test_what_is_struck_and_where_a_text_leads_are_of_substance(
    old: tuple[Mark, ...], new: tuple[Mark, ...]
) -> None:
    for before, after in ((old, new), (new, old)):
        old_text, new_text = ((Run("See "), Run("this", marks)) for marks in (before, after))
        edits = compare_content(old_text, new_text)
        assert wdiff(edits) == "See {~this~}"
        assert not is_consequential(edits)


def test_a_change_of_marks_alone_is_formatting() -> None:
    strong = (Run("it is "), Run("not", (Mark("strong"),)), Run(" open"))
    edits = compare_content(text("it is not open"), strong)
    assert wdiff(edits) == "it is {~not~} open"
    assert noise_of(edits) == ("formatting",)


def test_a_changed_link_target_is_marked() -> None:
    old, new = ((Run("See "), Run("the SEC", (Mark("link", to),))) for to in ("/1", "/2"))
    assert wdiff(compare_content(old, new)) == "See {~the SEC~}"


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("desk@dcc.example", "mailto:desk@dcc.example"),
        ("https://dcc.example/form", "https://dcc.example/form"),
        ("dcc.example", "https://dcc.example/"),
        ("the form", "#form"),
    ],
)
def test_a_link_to_what_its_words_say_or_within_the_document_is_formatting(
    words: str, target: str
) -> None:
    linked = (Run(words, (Mark("link", target),)),)
    for before, after in ((text(words), linked), (linked, text(words))):
        assert noise_of(compare_content(before, after)) == ("formatting",)


def note(label: str) -> Content:
    return (Run("a thing."), Run(label, (Mark("footnote", label),)))


def test_a_footnote_that_only_changed_its_number_is_renumbered() -> None:
    assert noise(note("1"), note("2"), Renumbering({"1": "2"})) == ("renumbering",)


def test_another_footnote_is_a_change_of_substance() -> None:
    assert noise(note("1"), note("2")) == ()


def numbers(pattern: str) -> Callable[[str, str], Following]:
    """Each match of the pattern is a reference that follows; those of one place in the two texts
    name one provision."""

    def found(prose: str) -> list[FollowingReference]:
        return [
            FollowingReference(start=each.start(), end=each.end(), provision=str(at))
            for at, each in enumerate(re.finditer(pattern, prose))
        ]

    return lambda old, new: (found(old), found(new))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Clause 17.8 applies.", "Clause 17.9 applies.", "Clause [~17.8~][~17.9~] applies."),
        (
            "Clauses 4.2–4.3 apply.",
            "Clauses 4.3–4.4 apply.",
            "Clauses [~4.2~][~4.3~]–[~4.3~][~4.4~] apply.",
        ),
        (
            "Clause 4.2 applies.",
            "Clause 4.3 never applies.",
            "Clause [~4.2~][~4.3~] {+never +}applies.",
        ),
        ("Clause 4.2.", "Clause 4.3 unless agreed.", "Clause [~4.2~][~4.3~]{+ unless agreed+}."),
        ("Clause 4.2.", "Clause 4.3, -5 and %.", "Clause [~4.2~][~4.3~]{+, -5 and %+}."),
    ],
)
def test_a_reference_that_follows_its_provision_is_noise_and_nothing_beside_it(
    old: str, new: str, marked: str
) -> None:
    follows = Renumbering({}, numbers(r"\b\d+\.\d"))
    edits = compare_content(text(old), text(new), follows)
    shown = "".join(f"[~{edit.text}~]" if edit.noise else wdiff((edit,)) for edit in edits)
    assert shown == marked


def test_a_note_after_a_reference_is_not_part_of_its_number() -> None:
    seen: list[str] = []

    def following(old: str, new: str) -> Following:
        seen.extend((old, new))
        return numbers(r"4\.\d")(old, new)

    before, after = (
        (Run(f"Clause 4.{number}."), Run("1", (Mark("footnote", "1"),))) for number in (3, 4)
    )
    assert noise(before, after, Renumbering({}, following)) == ("cross-reference",)
    assert seen == ["Clause 4.3.\ufffc", "Clause 4.4.\ufffc"]


@pytest.mark.parametrize(
    ("links", "follows"),
    [(("#4.2", "#4.3"), True), (("#42-fees", "#43-fees"), True), (("#4.2", "#4.9"), False)],
)
def test_a_link_within_the_document_follows_with_its_reference(
    links: tuple[str, str], follows: bool
) -> None:
    before, after = (Mark("link", to) for to in links)
    old = (Run("See "), Run("Clause 4.2", (before,)))
    new = (Run("See "), Run("Clause 4.3", (after,)))
    assert (
        is_consequential(compare_content(old, new, Renumbering({}, numbers(r"4\.\d")))) == follows
    )
    elsewhere = (Run("See "), Run("this", (before,))), (Run("See "), Run("this", (after,)))
    assert not is_consequential(compare_content(*elsewhere, Renumbering({}, numbers(r"4\.\d"))))


def test_a_reference_that_follows_and_links_elsewhere_is_of_substance() -> None:
    before, after = (
        (Run("Clause "), Run(f"4.{number}", (Mark("link", f"https://{number}.example"),)))
        for number in (3, 4)
    )
    assert noise(before, after, Renumbering({}, numbers(r"4\.\d"))) == ()


MARKED = st.lists(
    st.builds(
        Run,
        st.text("ab ,.(1)é\u0301👩\u200d🇩🇪\n中ש", min_size=1, max_size=6),
        st.sampled_from(((), (Mark("strong"),), (Mark("footnote", "1"),))),
    ),
    max_size=6,
).map(tuple)


@repeatable(300)
@given(MARKED, MARKED)
def test_the_edits_replay_to_both_contents(old: Content, new: Content) -> None:
    edits = compare_content(old, new)
    assert letters(old_content(edits)) == letters(old)
    assert letters(new_content(edits)) == letters(new)
    assert all(edit.op == "=" for edit in edits) or letters(old) != letters(new)


def letters(content: Content) -> list[tuple[str, tuple[Mark, ...]]]:
    return [(letter, run.marks) for run in content for letter in run.text]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", 1.0),
        ("a b", "a b", 1.0),
        ("A, b!", "a b", 1.0),
        ("a b c d", "a x c y", 0.5),
        ("a", "b", 0.0),
    ],
)
def test_similarity(old: str, new: str, expected: float) -> None:
    words = Vocabulary()
    assert similarity(words.encode(old), words.encode(new)) == expected


@pytest.mark.parametrize("tenths", range(1, 11))
def test_a_similarity_that_is_just_the_threshold_is_kept(tenths: int) -> None:
    old = "abcdefghij"
    new = old[:tenths] + "ABCDEFGHIJ"[tenths:]
    assert similarity(old, new, tenths / 10) == tenths / 10


def test_a_similarity_below_the_threshold_is_none() -> None:
    words = Vocabulary()
    assert similarity(words.encode("a b c d"), words.encode("a x c y"), 0.6) == 0.0


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [("b c", "a b c d", 1.0), ("b x", "a b c", 0.5), ("", "a", 1.0)]
)
def test_containment(part: str, whole: str, expected: float) -> None:
    words = Vocabulary()
    assert containment(words.encode(part), words.encode(whole)) == expected


def test_longest_common_subsequence() -> None:
    assert longest_common_subsequence("abcd", "xbdy") == [(1, 1), (3, 2)]


@given(st.lists(_COMMON_WORDS, max_size=12), st.lists(_COMMON_WORDS, max_size=12))
def test_no_difference_keeps_more_than_two_texts_have_in_common(
    old: list[str], new: list[str]
) -> None:
    before, after = (tokenize(text(" ".join(words)), {}) for words in (old, new))
    kept = kept_share(token_diff(before, after), before, after)
    assert kept <= most_kept_share(before, after)
