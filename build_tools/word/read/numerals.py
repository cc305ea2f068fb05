"""A number → the numeral that Word prints for it in each format of numbers (ECMA-376 Part 1,
17.18.59).
"""

from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LONGEST_ROMAN, _LONGEST_LETTERS = 32767, 780
"""The greatest numbers that Word writes so; above them it has nothing to print, and we print
digits."""
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_CHICAGO = "*†‡§"


def roman(number: int) -> str:
    """1 → i; digits for what has no such numeral."""
    if not 0 < number <= _LONGEST_ROMAN:
        return str(number)
    numeral = ""
    for worth, sign in _ROMAN:
        numeral += sign * (number // worth)
        number %= worth
    return numeral


def _letters(alphabet: str) -> Callable[[int], str]:
    """After the last letter Word doubles them: z, aa, bb."""

    def numeral(number: int) -> str:
        if not 0 < number <= _LONGEST_LETTERS:
            return str(number)
        return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)

    return numeral


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _words(number: int) -> str:
    if not 0 <= number < 1_000_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]
    name, size = ("thousand", 1000) if number >= 1000 else ("hundred", 100)
    rest = f" {_words(number % size)}" if number % size else ""
    return f"{_words(number // size)} {name}{rest}"


def _ordinal_words(number: int) -> str:
    *before, last = _words(number).replace("-", " - ").split(" ")
    if not last.isalpha():
        return _ordinal(number)
    ordinal = _IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return " ".join((*before, ordinal)).replace(" - ", "-")


_lower = _letters("abcdefghijklmnopqrstuvwxyz")

NUMERALS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _lower,
    "upperLetter": lambda number: _lower(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
    "hex": lambda number: f"{number:X}",
    "chicago": _letters(_CHICAGO),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "arabicAlpha": _letters(_ARABIC_ALPHABET),
    "arabicAbjad": _letters(_ARABIC_ABJAD),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": lambda number: _letters(_RUSSIAN)(number).upper(),
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def numeral(number: int, form: str, pattern: str | None = None) -> str | None:
    """`number` in the format `form`; None for a format that is not in the table.

    `pattern` shows what a custom format looks like, "001, 002, 003, ...": as many digits as its
    first number has.
    """
    first = (pattern or "").split(",")[0].strip()
    if form == "custom" and first.isdigit():
        return str(number).zfill(len(first))
    found = NUMERALS.get(form)
    return None if found is None else found(number)
