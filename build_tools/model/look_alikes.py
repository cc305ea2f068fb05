"""Letters that print as a letter of the Latin alphabet does and are others, and marks that stand on
a letter as a redline stands on a word: where they are in a text, and the text as a person reads it.
Pure.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import groupby
from string import ascii_letters, digits
from typing import NamedTuple

from build_tools.model.characters import without_odd_characters

_CYRILLIC = ("АВЕЅІЈКМНОРСТУХаеорсухѕіјԁһԛԝӀӏѴѵԌԚԜҮЗ", "ABESIJKMHOPCTYXaeopcyxsijdhqwIlVvGQWY3")
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
_ARMENIAN = ("ՏՕՍԼօսհոցյ", "SOULouhngj")
_CHEROKEE = ("ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏒᏚᏙᏞᏟᏢᏦᏴ", "DRTAJEWMHGZRSVLCPKB")
_LISU = ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU")
_LATIN = ("ɑɡᴀᴄᴏᴠᴡᴢꜱ", "agacovwzs")
"""Letters of phonetics, which the alphabet of no language has."""
_LIGATURES = {sign: unicodedata.normalize("NFKC", sign) for sign in map(chr, range(0xFB00, 0xFB07))}
"""Two or three letters in one sign, as a PDF file has them: "ﬁ", "ﬄ"."""
_DOTLESS = "ı"
"""A letter of Turkish, and of no word of any other language that has a record here."""
_TURKISH = re.compile("[ğĞşŞİəƏ]")
"""Letters of Turkish and of its sisters that neither English nor German has."""
_NOT_TURKISH = re.compile("[qwxQWX]")
_MATHEMATICAL = {
    sign: plain
    for sign in map(chr, range(0x1D400, 0x1D800))
    if (plain := unicodedata.normalize("NFKC", sign)).isascii()
}
"""Bold, italic and other letters and figures of mathematics."""
TWINS = {
    **dict(zip(*_CYRILLIC, strict=True)),
    **dict(zip(*_GREEK, strict=True)),
    **dict(zip(*_ARMENIAN, strict=True)),
    **dict(zip(*_CHEROKEE, strict=True)),
    **dict(zip(*_LISU, strict=True)),
    **dict(zip(*_LATIN, strict=True)),
    **_LIGATURES,
    **_MATHEMATICAL,
    _DOTLESS: "i",
    "ȷ": "j",
    **{chr(ord(char) + 0xFEE0): char for char in ascii_letters + digits},
}
"""Letters that print as a Latin letter does, and that letter: from confusables.txt of Unicode
Technical Standard 39, what is of another alphabet or of phonetics and looks like one Latin letter;
then ligatures, those of mathematics, letters without their dots, and what is of full width."""


def latin_twins(text: str) -> str:
    """The text without what cannot be seen, with the Latin letter for each that looks like it, and
    with a letter and its mark as one where there is one.
    """
    composed = unicodedata.normalize("NFC", without_odd_characters(text))
    return "".join(TWINS.get(char, char) for char in composed)


_WORD = re.compile(r"[^\W_]+")
_OF_A_FORMULA = re.compile(r"[\U0001d400-\U0001d7cb]")
"""A letter of mathematics; by itself it is what it looks like, a variable."""


def disguised_words(text: str, known: Container[str] = ()) -> Iterator[tuple[re.Match[str], str]]:
    """The words of a text that look Latin and are not, or not all, each with its first foreign
    letter. One that has a letter of its own alphabet and none of ours is really of that, and so are
    those beside it: "ο λόγος", "А. С. Пушкин". A dotless i is Turkish beside other letters of
    Turkish, and in a name ("Yıldız") that is not written with an i in a word that is `known`.
    """
    if text.isascii():
        return
    is_turkish = bool(_TURKISH.search(text))
    for is_whole, words in groupby(_WORD.finditer(text), _is_of_one_alphabet):
        beside = list(words)
        if not is_whole or not any(map(_has_a_letter_of_its_own, beside)):
            for found in beside:
                if disguise := _disguise(found):
                    yield disguise
                elif not is_turkish and _has_lost_a_dot(found[0], known):
                    yield found, _DOTLESS


def words_with_dots(text: str) -> frozenset[str]:
    """The words of a text in which a dotless i could hide that of ours; none where it has none."""
    if _DOTLESS not in text:
        return frozenset()
    return frozenset(word for word in _WORD.findall(text) if word.isascii())


def _has_lost_a_dot(word: str, known: Container[str]) -> bool:
    """Whether a dotless i stands in place of ours: in a word that is no name, in one that Turkish
    cannot have, or that is known with a dot.
    """
    if _DOTLESS not in word:
        return False
    is_name = word[0].isupper() and not _NOT_TURKISH.search(word)
    return not is_name or word.replace(_DOTLESS, "i") in known


def _is_of_one_alphabet(found: re.Match[str]) -> bool:
    """Whether a word has foreign letters and none of ours."""
    return any(map(_is_foreign, found[0])) and not any(char in ascii_letters for char in found[0])


def _has_a_letter_of_its_own(found: re.Match[str]) -> bool:
    return any(_is_foreign(char) and char not in TWINS for char in found[0])


def _disguise(found: re.Match[str]) -> tuple[re.Match[str], str] | None:
    """A word with the first of its letters that looks like ours; None where none does."""
    foreign = [char for char in found[0] if _is_foreign(char)]
    is_variable = len(foreign) == 1 and _OF_A_FORMULA.fullmatch(foreign[0])
    twins = [char for char in foreign if char in TWINS]
    return (found, twins[0]) if twins and not is_variable else None


def _is_foreign(char: str) -> bool:
    if char in TWINS:
        return char != _DOTLESS
    is_letter = not char.isascii() and char.isalpha()
    return is_letter and not unicodedata.name(char, "").startswith("LATIN")


_MARKED = re.compile(r"[^\s\u0300-\u036f\u20d0-\u20ff]?[\u0300-\u036f\u20d0-\u20ff]+")
_STRUCK = re.compile(r"[\u0332-\u0338\u20d2\u20d3\u20e5\u20e6\u20ea\u20eb]")
"""Combining lines under and through a letter."""


class MarkedLetter(NamedTuple):
    """A letter with marks behind it that is not what it looks like."""

    at: int
    """Its offset in the text."""
    written: str
    said: str
    """What is wrong with it, as the end of a sentence that begins with it."""
    mended: str


def marked_letters(text: str) -> Iterator[MarkedLetter]:
    """The letters of a text that are written with their marks apart, though there is one character
    for both; and those that a mark strikes out or underlines, as a redline does.
    """
    if text.isascii():
        return
    for found in _MARKED.finditer(text):
        composed = unicodedata.normalize("NFC", found[0])
        if struck := _STRUCK.search(composed):
            said = f"is struck out or underlined by {_code(struck[0])}, as a redline does"
            yield MarkedLetter(found.start(), found[0], said, _STRUCK.sub("", composed))
        elif composed != found[0]:
            mark = next(char for char in found[0] if unicodedata.combining(char))
            said = f"is written with {_code(mark)} apart, and prints as `{composed}` does"
            yield MarkedLetter(found.start(), found[0], said, composed)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
