"""Which characters cannot be seen, or only look like a space: held to the database of Unicode."""

import re
import sys

import regex

from build_tools.model.characters import (
    CONTROLS,
    MOST_TOLD,
    ODD_SPACE,
    UNSEEN,
    odd_characters,
    visible,
    without_odd_characters,
)

EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def of_class(pattern: str) -> set[str]:
    """The characters of a class, in the edition of Unicode that `regex` knows."""
    return set(regex.findall(pattern, EVERY))


CLASSES = (
    r"\p{Default_Ignorable_Code_Point}",
    r"\p{Variation_Selector}",
    r"\p{Bidi_Control}",
    r"\p{Join_Control}",
    r"\p{Noncharacter_Code_Point}",
    r"[\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]",
    r"[\p{Cc}--\n]",
    r"[\u115F\u1160\u3164\uFFA0\u2800\uFFFC\uFFFD]",
)


def test_what_cannot_be_seen_is_known() -> None:
    assert not of_class(f"(?V1){'|'.join(CLASSES)}") - set(UNSEEN.findall(EVERY))


def test_what_is_drawn_by_its_code_is_known_too() -> None:
    """What pages and files show by its code, `<U+061C>`, is nowhere taken for a plain character."""
    assert {*re.findall(f"[{CONTROLS}]", EVERY)} <= {*UNSEEN.findall(EVERY)}


def test_each_space_but_two_is_odd() -> None:
    assert set(ODD_SPACE.findall(EVERY)) == of_class(r"\p{Zs}") - {" ", "\u00a0"}


def test_what_prints_can_be_seen() -> None:
    printing = of_class(r"[\p{L}\p{N}\p{P}\p{S}\p{M}]") - of_class(
        r"\p{Default_Ignorable_Code_Point}"
    )
    taken = {f"{ord(char):04X}" for char in printing & set(UNSEEN.findall(EVERY))}
    hieroglyphic = {code for code in taken if code.startswith("134")}  # blanks among the controls
    assert taken - hieroglyphic == {"2800", "FFFC", "FFFD", "16FE4", "1D159"}


def test_each_kind_is_told_of_where_it_first_stands() -> None:
    found = [(each.at, each.said) for each in odd_characters("a\u3000b\ufe0fc\u3000\ufe0f")]
    assert found == [
        (3, "holds the character U+FE0F (VARIATION SELECTOR-16), which cannot be seen"),
        (1, "holds the character U+3000 (IDEOGRAPHIC SPACE), which only looks like a space"),
    ]
    assert not [*odd_characters("A plain line,\u00a0and\nanother – naïve, 5 kΩ, ½.")]


def test_a_text_without_them_reads_the_same() -> None:
    mended = without_odd_characters("2\u202f000\u2003MWh\u200b,\tin all\u2066.")
    assert mended == "2\u00a0000 MWh, in all."
    assert not [*odd_characters(mended)]


def test_nothing_in_a_text_is_obeyed() -> None:
    assert visible("a\nb\u202ec\x1b[2Jd\ud800\u061c") == "a\nb\ufffdc\ufffd[2Jd\ufffd\ufffd"


def test_each_odd_character_is_told_of_once_where_it_first_stands() -> None:
    told = odd_characters("a\u200bb\u061cc\u200bd\u3164\u2003e\u061c")
    assert [each.at for each in told] == [1, 3, 7, 8]
    line = "".join(map(chr, range(0xE000, 0xF000)))
    assert [each.at for each in odd_characters(line)] == list(range(MOST_TOLD))
