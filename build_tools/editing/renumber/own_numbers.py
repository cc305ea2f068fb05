"""A label → the number of its own in it, and the same label with another number.

Of "17.6A" that is "6A", of "(iv)" it is "iv", of "Table 3.2" it is "2".
"""

import re
from dataclasses import dataclass

from build_tools.check.series import NUMBER, Value
from build_tools.model import Block
from build_tools.text.labels import bare_label, is_designated, readings

_DESIGNATED = re.compile(r"(.*[\s.§])(\d+[A-Za-z]*|[A-Z])([.:]?)")
_CAPTION = re.compile(r"(\S+\s+)(\S+)")
_WORD = re.compile(r"\S+\s+")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A label in three."""

    head: str
    """What stands before the number of its own: "17.", "(", "Table 3."."""
    core: str
    """That number."""
    tail: str
    kind: str
    """"number", "limb", "table", "note" or "designated"."""

    @property
    def counted(self) -> str:
        """The label as a series reads it."""
        if self.kind == "designated":
            return f"({self.core})"
        head = _WORD.sub("", self.head) if self.kind == "table" else self.head
        return f"{head}{self.core}{self.tail}"

    @property
    def bare(self) -> str:
        """What the numbers under it begin with: "17.6"."""
        if self.kind == "designated":
            return self.core
        head = _WORD.sub("", self.head) if self.kind == "table" else self.head
        return bare_label(f"{head}{self.core}")


def own_number(block: Block) -> OwnNumber | None:
    """The number in the label of a block; None for a label that counts nothing."""
    label = block.label
    if block.kind == "table":
        found = _CAPTION.fullmatch(label)
        number = NUMBER.fullmatch(found[2]) if found else None
        return _of(number, "table", found[1]) if found and number else None
    if block.kind == "footnote":
        return OwnNumber("", label, "", "note") if label.isdecimal() else None
    if block.kind not in ("heading", "paragraph"):
        return None
    if readings(label):
        return _limb(label)
    if number := NUMBER.fullmatch(label):
        return _of(number, "number")
    found = _DESIGNATED.fullmatch(label) if is_designated(label) else None
    return OwnNumber(found[1], found[2], found[3], "designated") if found else None


def _limb(label: str) -> OwnNumber | None:
    core = bare_label(label)
    head, _, tail = label.partition(core)
    return OwnNumber(head, core, tail, "limb") if core.isalnum() else None


def _of(number: re.Match[str], kind: str, word: str = "") -> OwnNumber:
    core = number[2] + number[3]
    return OwnNumber(word + number[1], core, number.string[number.end(3) :], kind)


# --- Another number -------------------------------------------------------------------------------


def rewritten(core: str, old: Value, new: Value, *, as_columns: bool = False) -> str | None:
    """The number that stands at another place of its series, written as this one is; None where it
    is written as no program here writes. `as_columns`: (ab) follows (z) and (aa), and not (bb).
    """
    letters = _in_columns if as_columns else _in_letters
    for write in (_in_figures, letters, _in_roman, _in_numerals_after):
        if write(old) == core.lower() and (written := write(new)):
            return written.upper() if any(map(str.isupper, core)) else written
    if core.isdecimal() and len(new) > 1:
        return _in_figures(new).upper()
    return None


def _letter(value: int) -> str:
    """Before (a) and A stand z and Z."""
    return "z" if value == 0 else chr(ord("a") + value - 1)


def _in_figures(value: Value) -> str:
    first, *after = value
    return f"{first}{''.join(map(_letter, after))}" if max(after, default=0) <= 26 else ""


def _in_letters(value: Value) -> str:
    first, *after = value
    if first > 52 or max(after, default=0) > 26:
        return ""
    return (_letter(first) if first <= 26 else 2 * _letter(first - 26)) + "".join(
        map(_letter, after)
    )


def is_as_columns(core: str, value: Value) -> bool:
    """Whether a number after (z) is written as the columns of a sheet are, (ab) and not (bb)."""
    if len(value) != 1 or value[0] <= 26:
        return False
    return _in_columns(value) == core.lower() != _in_letters(value)


def _in_columns(value: Value) -> str:
    first, *after = value
    if not 26 < first <= 52:
        return _in_letters(value)
    return "a" + _letter(first - 26) if not after else ""


def _in_numerals_after(value: Value) -> str:
    """What was put in after (a) as (ai), (aii)."""
    if len(value) != 2 or value[0] > 26 or not 0 < value[1] <= len(_NUMERALS_AFTER):
        return ""
    return _letter(value[0]) + _NUMERALS_AFTER[value[1] - 1]


_NUMERALS_AFTER = ("i", "ii", "iii", "iv", "v")
_TENS = ("", "x", "xx", "xxx", "xl")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def _in_roman(value: Value) -> str:
    first, *after = value
    if not 0 < first < 50 or max(after, default=0) > 26:
        return ""
    return _TENS[first // 10] + _ONES[first % 10] + "".join(map(_letter, after))
