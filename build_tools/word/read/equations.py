"""An equation of Office Math (ECMA-376 Part 1, 22.1) → one line of text, as the linear format of
Unicode Technical Note 28 has it: a/b, x^(n+1), √(a+b), ∑_(k=1)^n.

Brackets are put where the line would read otherwise than the equation. What is not known here is
not guessed at: then there is no line.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_tools.word.read.ooxml import Element, M, local, printed, w
from build_tools.word.read.report import Report, shortened
from build_tools.word.read.symbols import script_signs

_ATOM = re.compile(r"[^\W_]+(?:[.,]\d+)*|.")
_BASE = re.compile(r"\d+(?:[.,]\d+)*|.")
_SUM = re.compile(r"[+\-−–±∓=<>≤≥]")
_OPEN, _CLOSE = "([{√∑∏∫", ")]}"
_ROOTS = {"3": "∛", "4": "∜"}
_VAL = f"{{{M}}}val"
_OTHER = tuple(map(w, ("t", "drawing", "pict", "object", "sym", "footnoteReference")))
"""What prints and is no part of an equation."""
_ALIGNMENT = str.maketrans("", "", "&")
"""What aligns the lines of an array of equations, and does not print."""


class _NotKnownError(Exception):
    """A part of an equation that has no place on a line."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line."""

    text: str
    kind: Literal["letters", "fraction", "open", "closed"] = "closed"
    """A fraction would go on in what stands on either side; what is open, in what follows."""


def equation_text(element: Element, report: Report) -> str:
    """The text of a `m:oMath`, or a line for each of a `m:oMathPara`, with a remark where it is
    more than a row of letters; "" for one that has no line, of which the remark has the characters.
    """
    line = _linear(element)
    letters = "".join(each.text or "" for each in element.iter(f"{{{M}}}t", w("t")))
    if line is None:
        report.warn(f"an equation is left out; its characters are “{shortened(letters)}”")
        return ""
    if "".join(line.split()) != "".join(letters.split()):
        report.warn(f"an equation is written on a line; compare it: “{shortened(line)}”")
    return line


def _linear(element: Element) -> str | None:
    """The same without remarks; None where a part is not known."""
    equations = [element] if local(element) == "oMath" else element.findall(f"{{{M}}}oMath")
    try:
        return "\n".join(map(_line, equations))
    except _NotKnownError:
        return None


def _line(container: Element | None) -> str:
    """What stands in an element of an equation; empty where there is no such element."""
    return "" if container is None else _joined(map(_piece, _parts(container)))


def _parts(container: Element) -> Iterable[Element]:
    """The children that print: neither properties nor what Word marks places with."""
    for each in printed(container):
        if str(each.tag).startswith(f"{{{M}}}"):
            if not local(each).endswith("Pr"):
                yield each
        elif next(each.iter(*_OTHER), None) is not None:
            raise _NotKnownError


def _joined(pieces: Iterable[_Piece]) -> str:
    """Parts side by side, each kept from going on in its neighbour."""
    there = [piece for piece in pieces if piece.text]
    line = ""
    for at, piece in enumerate(there):
        after = there[at + 1].text.lstrip()[:1] if at + 1 < len(there) else ""
        goes_on = after.isalnum() or bool(after and after in _OPEN)
        text = piece.text
        if piece.kind == "fraction":
            before = line.rstrip()[-1:]
            if goes_on or before.isalnum() or bool(before and before in _CLOSE):
                text = f"({text})"
        elif piece.kind == "open" and goes_on:
            text += " "
        line += text
    return line


def _piece(element: Element) -> _Piece:
    read = _READERS.get(local(element))
    if read is None:
        raise _NotKnownError
    return read(element)


# --- Brackets -------------------------------------------------------------------------------------


def _in_brackets(text: str) -> bool:
    """Whether the bracket that a text begins with is closed by the one that it ends with."""
    if text[:1] not in ("(", "[", "{") or text[-1:] not in (")", "]", "}"):
        return False
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if not depth:
            return at == len(text) - 1
    return False


def _grouped(text: str, whole: re.Pattern[str] = _ATOM) -> str:
    """A text as one thing: in brackets, unless it is one already."""
    return text if whole.fullmatch(text) or _in_brackets(text) else f"({text})"


# --- Parts ----------------------------------------------------------------------------------------


def _of(element: Element, name: str) -> str:
    return _line(element.find(f"{{{M}}}{name}"))


def _property(element: Element, name: str, otherwise: str) -> str:
    """A property of a part; what it is where nothing is said."""
    kind = local(element)
    found = element.find(f"{{{M}}}{kind}Pr/{{{M}}}{name}")
    return otherwise if found is None else found.get(_VAL, "")


def _is_on(element: Element, name: str) -> bool:
    return _property(element, name, "0") not in ("0", "off", "false")


def _letters(element: Element) -> _Piece:
    found = []
    for each in printed(element):
        if local(each) == "t":
            found.append(each.text or "")
        elif each.tag == w("br"):
            found.append(" ")
        elif not local(each).endswith("Pr"):
            raise _NotKnownError
    return _Piece("".join(found), "letters")


def _fraction(element: Element) -> _Piece:
    above, below = _grouped(_of(element, "num")), _grouped(_of(element, "den"))
    if _property(element, "type", "bar") == "noBar":
        return _Piece(f"{above}¦{below}", "fraction")
    return _Piece(f"{above}/{below}", "fraction")


def _scripts(element: Element) -> str:
    """What stands below and above the line, each in signs of its own where there are such."""
    below = "" if _is_on(element, "subHide") else _of(element, "sub")
    above = "" if _is_on(element, "supHide") else _of(element, "sup")
    lowered, raised = script_signs(below, "subscript"), script_signs(above, "superscript")
    if below and not lowered:
        lowered, raised = f"_{_grouped(below)}", None  # x_i² would be the square of i
    return (lowered or "") + (raised or (f"^{_grouped(above)}" if above else ""))


def _scripted(element: Element) -> _Piece:
    scripts = _scripts(element)
    return _Piece(_grouped(_of(element, "e"), _BASE) + scripts, "open")


def _scripted_before(element: Element) -> _Piece:
    return _Piece(f"({_scripts(element)}){_grouped(_of(element, 'e'), _BASE)}", "open")


def _root(element: Element) -> _Piece:
    inner = _of(element, "e")
    degree = "" if _is_on(element, "degHide") else _of(element, "deg")
    if degree in ("", "2") or degree in _ROOTS:
        return _Piece(_ROOTS.get(degree, "√") + _grouped(inner), "open")
    return _Piece(f"√({degree}&{inner})")


def _bracketed(element: Element) -> _Piece:
    between = _property(element, "sepChr", "|")
    inner = between.join([_line(each) for each in element.findall(f"{{{M}}}e")])
    return _Piece(_property(element, "begChr", "(") + inner + _property(element, "endChr", ")"))


def _summed(element: Element) -> _Piece:
    inner = _of(element, "e")
    what = _grouped(inner) if _SUM.search(inner) else inner
    return _Piece(f"{_property(element, 'chr', '∫')}{_scripts(element)} {what}", "open")


def _function(element: Element) -> _Piece:
    name, inner = _of(element, "fName"), _grouped(_of(element, "e"))
    return _Piece(f"{name}{inner}" if _in_brackets(inner) else f"{name} {inner}", "open")


def _limit(sign: str) -> Callable[[Element], _Piece]:
    return lambda element: _Piece(
        f"{_grouped(_of(element, 'e'))}{sign}{_grouped(_of(element, 'lim'))}", "open"
    )


def _accented(element: Element) -> _Piece:
    inner = _of(element, "e")
    if len(inner) != 1:
        raise _NotKnownError
    return _Piece(inner + _property(element, "chr", "\u0302"), "letters")


def _barred(element: Element) -> _Piece:
    inner = _of(element, "e")
    if not inner.isalnum():
        raise _NotKnownError
    bar = "\u0305" if _property(element, "pos", "bot") == "top" else "\u0332"
    return _Piece("".join([letter + bar for letter in inner]), "letters")


def _content(element: Element) -> _Piece:
    return _Piece(_of(element, "e"), "letters")


def _matrix(element: Element) -> _Piece:
    rows = element.findall(f"{{{M}}}mr")
    return _Piece(f"■({'@'.join(map(_row, rows))})")


def _row(element: Element) -> str:
    return "&".join(map(_line, element.findall(f"{{{M}}}e")))


def _array(element: Element) -> _Piece:
    lines = [_line(each).translate(_ALIGNMENT) for each in element.findall(f"{{{M}}}e")]
    return _Piece(f"█({'@'.join(lines)})")


_Reader: TypeAlias = Callable[[Element], _Piece]
_READERS: Mapping[str, _Reader] = {
    "r": _letters,
    "f": _fraction,
    "sSub": _scripted,
    "sSup": _scripted,
    "sSubSup": _scripted,
    "sPre": _scripted_before,
    "rad": _root,
    "d": _bracketed,
    "nary": _summed,
    "func": _function,
    "limLow": _limit("_"),
    "limUpp": _limit("^"),
    "acc": _accented,
    "bar": _barred,
    "box": _content,
    "m": _matrix,
    "eqArr": _array,
}
"""How each part of an equation is written, by its name."""
