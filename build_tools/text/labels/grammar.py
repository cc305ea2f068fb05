"""A text → the label at its head, the caption or the term that it begins with; a label → what it
may mean.

One text at a time: what only the labels round it can settle, as whether "(i)" is a letter or a
number, stays open.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

BULLET = "•"
"""The label of a list item that has no number of its own."""

# --- Splitting a label off the front of a text ----------------------------------------------------

_WORD = (
    r"(?i:art(?:icle|ikel|\.)|section|clause|annex|anlage|anhang|appendix|schedule|part"
    r"|chapter|kapitel|§§?)"
)
_NUMBERED = r"(?<=[\s.§])\d{1,4}[A-Za-z]{0,12}(?:\.\d{1,3}[A-Z]{0,2})*"
_LETTERED = r"(?<=\s)(?:(?!(?:AS|AT|BY|IN|OF|ON|OR|TO)\b)[A-Z]{1,2}\d*(?:\.\d+)*|[IVXL]+)"
_ANNEX = ("anhang", "anlage", "annex", "appendix", "schedule")
_DIVISION = (*_ANNEX, "part", "chapter", "kapitel")
DESIGNATED = re.compile(rf"{_WORD}\s*(?:{_NUMBERED}|{_LETTERED})[.:]?(?=\s|$)")
"""A label that says what it is a label of: "Art. 5a", "§ 12", "Annex B"."""
CAPTION = re.compile(
    r"(?i:table|tabelle)\s+(?:[A-Z]{0,2}|[A-Z]\.)\d[\w.-]*(?<![.-])"
    r"(?:\.(?=\s|$)|(?=\s*(?::|[–—-]\s|$)))"
)
"""The label of a table, before the colon, dash or end of its caption."""
_PART = r"\d{1,3}(?:ZZ[A-Z]|[A-Z]{0,2})"
"""A number, perhaps of what was put in after another: 17A, 17AB; or before the first of those: 1ZA
before 1A, 1ZZA before 1ZA."""
_DOTTED = re.compile(rf"(?:[A-Z]{{0,2}}{_PART}|[A-Z])(?:\.{_PART})+\.{{0,2}}(?=\s|$)")
_BARE = re.compile(r"[A-Z]{0,2}\d{1,3}(?:Z{0,2}[A-Z])?(?=\s+[^\sa-z]|\s*$)")
_SYMBOL_OF_UNIT = (
    r"[kKMGTmµμ]?(?:Wh|VAh|varh|VArh|Hz|eV|bit|byte|bps|Pa)|[kM]VA|[kMGmµμ][WVJΩ]|[kmµμ]A"
    r"|[kcmµμn][mgls]"
    r"|dBm?|°[CFK]?|%|‰|°|′|″|[£€$¥]|mol|ppm|rpm"
)
_WORD_FOR_UNIT = (
    r"(?:Working|Business|Trading|Banking|Calendar|Clear|Full|Consecutive)"
    r"[ -](?:Day|Hour|Week|Month)s?|[MGTk]B"
    r"|(?:Second|Minute|Hour|Day|Week|Fortnight|Month|Quarter|Year)s?|Per[ -]?cent|Percent"
    r"|(?:Hundred|Thousand|Million|Billion|Pound|Euro|Dollar|Franc|Pence|Penny)s?"
    r"|(?:Kilo|Mega|Giga|Milli|Centi)?(?:Metre|Meter|Gram|Litre|Watt|Volt|Amp|Byte|Bit|Hertz)s?"
    r"|(?:Mile|Tonne|Degree)s?|[Tt]imes"
    r"|(?:(?:(?:Bank)?[Aa]rbeits|Werk|Kalender|Geschäfts|Börsen)t|T)ag(?:en?)?"
    r"|Wochen?|Monaten?|Monat|Jahren?|Jahr|Stunden?|Minuten?|Sekunden?|Prozent|Promille|Franken|Cent|Kilowattstunden?|Liter"
    r"|(?:Milli|Zenti|Kilo)?(?:Meter|Gramm)|Tonnen?|EUR|GBP|USD|CHF"
    r"|Jours?|Semaines?|Mois|Ans|Heures?"
)
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CERTAIN_QUANTITY = re.compile(rf"\s*(?:{_SYMBOL_OF_UNIT})(?:/\w+|[²³23])?(?![\w])")
_QUANTITY = re.compile(rf"\s*(?:{_WORD_FOR_UNIT})(?!\w)")
"""What comes after a number that is of a quantity; "12.5 GB" and "10 Days" may still be labels
where their number is the next."""
_LATIN = ("bis", "ter", "quater", "quinquies", "sexies")
"""What was inserted after 8: 8bis, 8ter."""
_INSERTED = rf"\d{{1,3}}(?:[a-z]|{'|'.join(_LATIN)})"
_ITEM = rf"(?:{_PART}|{_INSERTED}|[A-Za-z]{{1,7}})"
_LIMB = re.compile(
    rf"(?:\({_ITEM}\)|{_ITEM}\)|{_ITEM}\.{{1,2}}[—–]?)(?=\s|$)|{_PART}\.[—–](?=\({_ITEM}\)(?:\s|$))"
)
_OPENING_LIMB = re.compile(r"\s*\([1aiAI]\)(?=\s|$)")
_CAPITAL = re.compile(r"\s*(?:[^\W\d_a-zß-öø-ÿ]|[\"'“„‘«(\[]|$)")
_ABBREVIATION = re.compile(r"\s*\w{1,3}\.")


@lru_cache(maxsize=4096)
def split_label(
    text: str, *, heading: bool = False, marked: int = 0, previous: str = ""
) -> tuple[str, str]:
    """`text` as its label ("" when it has none) and what follows the label.

    In a heading a bare number ("17 Migration DUST"), a capital with a dot and a designator ("Art.
    5a") are labels. In a paragraph a designator must stand alone or be in bold by itself (`marked`
    is how many leading characters are bold), or every "Section 4 applies" would be one; and a
    number of two parts before a small letter ("12.5 metres") is a label only when it is in bold, or
    when it follows the `previous` number in sequence. A number with a unit is none.
    """
    if not text[:1].isalnum() and text[:1] not in ("(", "§"):
        return "", text
    label = _heading_label(text) if heading else _paragraph_label(text, marked, previous)
    if not label or _is_of_quantity(label, text, previous):
        return "", text
    if (opening := _OPENING_LIMB.match(text, len(label))) and not DESIGNATED.fullmatch(label):
        label += opening[0]
    return label, text[len(label) :].lstrip()


def _heading_label(text: str) -> str:
    found = DESIGNATED.match(text) or _DOTTED.match(text) or _BARE.match(text)
    return found[0] if found else _limb(text)


def _paragraph_label(text: str, marked: int, previous: str) -> str:
    bold = bare_label(text[:marked])
    if found := DESIGNATED.match(text):
        stands_alone = not text[found.end() :].strip()
        return found[0] if stands_alone or bold == bare_label(found[0]) else ""
    if found := _DOTTED.match(text):
        certain = (
            found[0].rstrip(".").count(".") > 1
            or _CAPITAL.match(text, found.end())
            or bold == bare_label(found[0])
            or _succeeds(found[0], previous)
        )
        return found[0] if certain else ""
    limb = _limb(text)
    if limb[:1].isalpha() and limb.endswith(".") and bold != bare_label(limb):
        # "a." may be a label, and "e.g. a boat" or "A. Smith" has none.
        return limb if limb.islower() and not _ABBREVIATION.match(text, len(limb)) else ""
    return limb


def _is_of_quantity(label: str, text: str, previous: str) -> bool:
    """Whether the number at the head of a text is of a quantity: "12.5 MWh", "10 Working Days"."""
    if not _PLAIN_NUMBER.fullmatch(label):
        return False
    if _CERTAIN_QUANTITY.match(text, len(label)):
        return True
    is_next = _succeeds(label, previous) or set(_numbers(label)) == {1}
    return not is_next and _QUANTITY.match(text, len(label)) is not None


def _limb(text: str) -> str:
    found = _LIMB.match(text)
    if not found or not readings(found[0]) or _is_word(found[0]):
        return ""
    return found[0]


def _is_word(limb: str) -> bool:
    """Whether what looks like a limb is an abbreviation or a word: "cf." is, "iv." and "(ab)" are
    not.
    """
    letters = bare_label(limb)
    several = letters.isalpha() and len(letters) > 1
    return several and ")" not in limb and letters.lower() not in _ROMANS


def _succeeds(label: str, previous: str) -> bool:
    """Whether `label` can stand next after `previous`: its first child, its sibling, or a sibling
    of one above it.
    """
    old, new = _numbers(previous), _numbers(label)
    if not old:
        return False
    siblings = {(*old[:level], number + 1) for level, number in enumerate(old)}
    inserted = new == old and bare_label(label)[-1].isalpha()
    return new == (*old, 1) or new in siblings or inserted


def _numbers(label: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", label)))


def bare_label(label: str) -> str:
    """A label without its brackets, stops and dashes."""
    return label.strip("().:—– \t")


def is_designated(label: str) -> bool:
    """Whether a label says what it is a label of: "Art. 5a"."""
    return DESIGNATED.fullmatch(label) is not None


def is_annex(label: str) -> bool:
    """Whether a label begins a numbering of its own: "Annex B", "Schedule 2"."""
    return label.lower().startswith(_ANNEX)


def is_schedule(label: str) -> bool:
    """Whether a label is that of a schedule, which stands at the end of another text."""
    return label.lower().startswith("schedule") and is_designated(label)


@lru_cache(maxsize=4096)
def is_division(label: str) -> bool:
    """Whether a label is that of a division with provisions of their own in it: "Part A"."""
    return label.lower().startswith(_DIVISION) and is_designated(label)


MAX_NAME_LENGTH = 60
"""A heading or a row of more characters is cited by its first words: a citation fits a line."""


def shortened(text: str) -> str:
    """A text on one line; the first words of a long one, and "…"."""
    flat = " ".join(text.split())
    if len(flat) <= MAX_NAME_LENGTH:
        return flat
    return f"{flat[:MAX_NAME_LENGTH].rsplit(' ', 1)[0]} …"


# --- Captions -------------------------------------------------------------------------------------


def split_caption(text: str) -> tuple[str, str] | None:
    """The caption of a table as its label ("Table 17.6") and the rest; None when `text` is not one.

    The colon after the label belongs to neither. "Table: …" is a caption without a label and is
    kept whole.
    """
    if found := CAPTION.match(text):
        return found[0], text[found.end() :].lstrip().removeprefix(":").lstrip()
    return ("", text) if text.startswith("Table: ") else None


# --- Reading one label ----------------------------------------------------------------------------

Value: TypeAlias = tuple[int, ...]
"""Where a label stands in its series: (b) is (2,), 12A is (12, 1), the inserted limb (ba) is (2,
1)."""
Reading: TypeAlias = tuple[str, Value]
"""A style and a value in it. Labels of one style belong to one series; "(a)", "a)" and "(A)" are
three styles."""

FIRST: Value = (1,)
_TENS = ("", "x", "xx", "xxx", "xl")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {_TENS[value // 10] + _ONES[value % 10]: value for value in range(1, 50)}


_LETTERS_AFTER = "abcdefghij"
_NUMERALS_AFTER = ("i", "ii", "iii", "iv", "v")
"""What was inserted after (a): (aa), (ab); or (ai), (aii)."""
_WORDS = ("if", "of")


@lru_cache(maxsize=4096)
def readings(label: str) -> tuple[Reading, ...]:
    """What a limb may mean, likeliest first: "(i)" is the ninth of "(a)" or the first of "(i)".
    Empty for no limb.
    """
    if label == BULLET:
        return ((BULLET, FIRST),)
    within = bare_label(label)
    frame = label.replace(within, "{}", 1)
    if frame == "{}" or not within.isascii():
        return ()
    if number := re.fullmatch(r"(\d{1,9})([A-Z]{0,2}|[a-z])", within):
        return ((frame.format("1"), (int(number[1]), *map(_letter, number[2]))),)
    if number := re.fullmatch(rf"(\d{{1,9}})({'|'.join(_LATIN)})", within):
        return ((frame.format("1"), (int(number[1]), _LATIN.index(number[2]) + 2)),)
    if not within.isalpha() or within not in (within.lower(), within.upper()):
        return ()
    case = str.lower if within.islower() else str.upper
    return tuple(
        (frame.format(case(alphabet)), value)
        for alphabet, value in _letter_readings(within.lower())
    )


def _letter(letter: str) -> int:
    return ord(letter.lower()) - ord("a") + 1


def _letter_readings(letters: str) -> Iterator[Reading]:
    """(aa) may be inserted after (a), come after (z), or be the first limb under a); (ai) is the
    first or the ninth that was inserted after (a).
    """
    doubled = len(letters) == 2 and letters[0] == letters[1]
    if len(letters) == 1:
        yield "a", (_letter(letters),)
    if letters in _ROMANS:
        yield "i", (_ROMANS[letters],)
    if letters[:-1] in _ROMANS and letters[-1] in "abcde":
        yield "i", (_ROMANS[letters[:-1]], _letter(letters[-1]))
    if letters[1:] in _NUMERALS_AFTER and letters not in _ROMANS:
        yield "a", (_letter(letters[0]), _ROMANS[letters[1:]])
    is_inserted = len(letters) == 2 and letters[1] in _LETTERS_AFTER
    if doubled or (is_inserted and letters not in _WORDS and letters not in _ROMANS):
        yield "a", (_letter(letters[0]), _letter(letters[1]))
    if doubled:
        yield "a", (26 + _letter(letters[0]),)
        yield "aa", (_letter(letters[0]),)
