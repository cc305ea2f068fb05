"""Rules on single characters: what cannot be seen, what looks like another, HTML, quotation
marks.
"""

import re
from collections.abc import Iterator
from html import unescape

from build_tools.check.context import FileContext, TextContext
from build_tools.model.characters import LOST, odd_characters, without_odd_characters
from build_tools.model.look_alikes import (
    TWINS,
    disguised_words,
    latin_twins,
    marked_letters,
    words_with_dots,
)
from build_tools.model.problems import Problem

_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<\?|<!\[?[A-Z]")
_BARE_WORDS = re.compile(r"<[A-Za-z]\w*(\s+[^\s=<>\"']+){2,}\s*>")
"""What stands between two signs of comparison: "if a <b and c> d"."""
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def unseen_characters(context: TextContext) -> Iterator[Problem]:
    """No tab, and no character that cannot be seen, that only looks like a space, or that turns the
    order in which the others are read.
    """
    # Those in front matter and in the other YAML are refused while that is read.
    for number, line in context.body_lines():
        # What stood where U+FFFD stands is lost: no program can put it back.
        mended = None if LOST in line else without_odd_characters(line)
        if (at := line.find("\t")) >= 0:
            yield context.problem(number, "holds a tab", at + 1, "spaces", mended=mended)
        for offset, said in odd_characters(line.replace("\t", " ")):
            yield context.problem(number, said, offset + 1, mended=mended)
    for number, line in context.prose:
        for found in _REFERENCE.finditer(line):
            for _, said in odd_characters(unescape(found[0])):
                message = f"{said}, written as `{found[0]}`"
                yield context.problem(number, message, found.start() + 1)


def look_alikes(context: FileContext) -> Iterator[Problem]:
    """No letter of another alphabet in place of the Latin letter that it looks like, and no mark
    apart from its letter, or through it.
    """
    known = words_with_dots(context.text)
    for number, prose in context.prose:
        line = context.lines[number - 1]
        for found, letter in disguised_words(prose, known):
            word = found[0]
            latin = "".join(TWINS.get(char, char) for char in word)
            message = f"`{word}` holds U+{ord(letter):04X}, which only looks like `{TWINS[letter]}`"
            mended = f"{line[: found.start()]}{latin}{line[found.end() :]}"
            column = found.start() + word.index(letter) + 1
            yield context.problem(number, message, column, latin, mended=mended)
        for marked in marked_letters(prose):
            end = marked.at + len(marked.written)
            mended = f"{line[: marked.at]}{marked.mended}{line[end:]}"
            message = f"`{marked.written}` {marked.said}"
            yield context.problem(number, message, marked.at + 1, marked.mended, mended=mended)
        yield from _written_by_number(context, number, prose)


_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
"""A character that is written by its number or its name, which markdown reads as that."""


def _written_by_number(context: FileContext, number: int, prose: str) -> Iterator[Problem]:
    """Words that only look Latin once a character in them is read that is written otherwise."""
    first = _REFERENCE.search(prose) if isinstance(context, TextContext) else None
    read = _REFERENCE.sub(lambda found: unescape(found[0]), prose) if first else prose
    if first is None or read == prose:
        return
    for found, letter in disguised_words(read):
        if found[0] not in prose:
            message = f"`{found[0]}` holds U+{ord(letter):04X}, which only looks like"
            message += f" `{TWINS[letter]}`, written as `{first[0]}` or the like"
            yield context.problem(number, message, first.start() + 1)
    for marked in marked_letters(read):
        if marked.written not in prose:
            message = f"`{marked.written}` {marked.said}"
            yield context.problem(number, message, first.start() + 1, marked.mended)


def raw_html(context: TextContext) -> Iterator[Problem]:
    """No HTML but `<br>`."""
    for number, line in context.prose:
        for found in _HTML.finditer(line):
            if not (_LINE_BREAK.fullmatch(found[0]) or _BARE_WORDS.fullmatch(found[0])):
                message = f"`{found[0]}` is HTML; only <br> may stand in a text"
                yield context.problem(number, message, found.start() + 1)


_STRAIGHT, _CURLY = re.compile(r"""["']"""), re.compile("[“”‘’]")
_TO_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_BEFORE_OPENING = frozenset(" \t(\u00a0[{—–-/*|") | {""}


def mixed_quotes(context: TextContext) -> Iterator[Problem]:
    """Quotation marks and apostrophes are straight throughout a text or curly throughout it."""
    lines = context.prose
    straight = sum(len(_STRAIGHT.findall(line)) for _, line in lines)
    curly = sum(len(_CURLY.findall(line)) for _, line in lines)
    if not (straight and curly):
        return
    rarer, kind, others = (_CURLY, "curly", "straight")
    if straight < curly:
        rarer, kind, others = (_STRAIGHT, "straight", "curly")
    message = f"holds a {kind} quotation mark or apostrophe, and most in this text are {others}"
    for number, prose in lines:
        if found := rarer.search(prose):
            mended = _all_turned(context.lines[number - 1], prose, rarer)
            shown = mended.strip()[:100]
            yield context.problem(number, message, found.start() + 1, shown, mended=mended)


def _all_turned(line: str, prose: str, marks: re.Pattern[str]) -> str:
    """The line with these marks turned into the other kind, but not where `prose` has them blanked
    out.
    """
    chars = list(line)
    for found in marks.finditer(line):
        at = found.start()
        if prose[at] == line[at]:
            chars[at] = _turned(line, at)
    return "".join(chars)


def _turned(line: str, at: int) -> str:
    """The quotation mark at an index of a line in the other kind; a straight one opens after a
    space or a bracket.
    """
    if _CURLY.fullmatch(line[at]):
        return line[at].translate(_TO_STRAIGHT)
    opens = line[at - 1 : at] in _BEFORE_OPENING
    return {'"': "”“", "'": "’‘"}[line[at]][opens]


# --- What a person sees of a line -----------------------------------------------------------------


def as_read(line: str) -> str:
    """A line as a person reads it: without what cannot be seen, and with one character for all that
    look like it.
    """
    return " ".join(latin_twins(line).translate(_TO_STRAIGHT).split())
