"""A text and chance → a text that differs from it as no drafter would have it; the same of the
parts of a Word file."""

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import TypeAlias

Mutation: TypeAlias = Callable[[Random, str], str]

PIECES = (
    *("\0", "\a", "\b", "\f", "\v", "\r", "\x1b[31m", "\x1b]0;t\a", "\x7f", "\x85", "\x9b31m"),
    *("\u00a0", "\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u180e", "\u200b", "\u200d"),
    *("\u200e", "\u202e", "\u2028", "\u2029", "\u2066", "\u2069", "\u3164", "\ufe0f", "\ufeff"),
    *("\ufff9", "\ufffe", "\U000e0041", "\U000e0100", "\U0010ffff", "a\u0301\u0301\u0301", "ﬁ"),
    *("İ", "ß", "|", "||", "| << |", "| ^^ |", "|---|", "|:-:|", "\\", "\\|", "<br>", "<!--"),
    *("-->", "<a b='", "*", "**", "***", "_", "~~", "`", "```", "````\n", "[", "]", "](", "!["),
    *("[^1]", "[^1]: ", "<", ">", "&", "&#0;", "&#x202e;", "&amp;", "&lt;script>", "{", "}"),
    *("{{ x }}", "{% x %}", "$", "%", "$1", "# ", "## ", "####### ", "\n===\n", "\n---\n"),
    *("---\n", "- ", "1. ", "999999999. ", "    ", "\t", "(a)", "(i)", "(za)", "(A)", "(iv)"),
    *("17.6", "17.6A", "1ZA", "0.", "9" * 40, "1" + ".1" * 60, "Clause 1.1"),
    *("Clauses 1.1 to 1.9", "paragraph (b)", "Table 1.1", "Schedule 2, Part A, paragraph 1"),
    *("**X** means ", "has the meaning given in ", "31 January 2023", "31 Januray 2023"),
    *("2023-02-30", "£1,250.50", "12.5 MWh", "10 Working Days", "0001-01-01", "9999-12-31"),
    *("[date]", "[insert]", "null", "~", "true", "yes", "1e9", "0x1F", "-1", ".inf", ".nan"),
    *("12:30:45", "!!python/name:x", "&a ", "*a", "<<: *a", "? ", ": ", "- - ", "{a: b}"),
    *("[a, b]", "'", '"', "|\n  x", ">-\n  x", "#", "%TAG", '"\\f"', '"\\ud800"', '"\\x00"'),
    *('"\\U0001F600"', '"\\u202e"'),
)
"""What is put in: what somebody obeys who should not, and what the dialect gives a meaning."""


def _at(random: Random, text: str) -> int:
    return random.randint(0, len(text))


def put_in(random: Random, text: str) -> str:
    """A piece somewhere."""
    at = _at(random, text)
    return text[:at] + random.choice(PIECES) + text[at:]


def put_in_often(random: Random, text: str) -> str:
    """A piece many times over."""
    at = _at(random, text)
    return text[:at] + random.choice(PIECES) * random.choice((2, 7, 40, 300)) + text[at:]


def take_out(random: Random, text: str) -> str:
    """A stretch gone."""
    at = _at(random, text)
    return text[:at] + text[at + random.choice((1, 1, 3, 20, 200)) :]


def double(random: Random, text: str) -> str:
    """A stretch twice, or thirty times."""
    at = _at(random, text)
    stretch = text[at : at + random.choice((1, 5, 40, 400))]
    return text[:at] + stretch * random.choice((2, 2, 3, 30)) + text[at + len(stretch) :]


def change_letter(random: Random, text: str) -> str:
    """One character another."""
    at = _at(random, text)
    highest = random.choice((0x7F, 0x3000, 0xD800))
    other = chr(random.randrange(highest))
    return text[:at] + other + text[at + 1 :]


def _of_lines(change: Callable[[Random, list[str]], None]) -> Mutation:
    def mutate(random: Random, text: str) -> str:
        lines = text.splitlines(keepends=True)
        if lines:
            change(random, lines)
        return "".join(lines)

    mutate.__doc__ = change.__doc__
    return mutate


@_of_lines
def drop_lines(random: Random, lines: list[str]) -> None:
    """Some lines gone."""
    at = random.randrange(len(lines))
    del lines[at : at + random.choice((1, 1, 2, 9))]


@_of_lines
def move_lines(random: Random, lines: list[str]) -> None:
    """Some lines elsewhere."""
    at = random.randrange(len(lines))
    moved = lines[at : at + random.choice((1, 1, 2, 9))]
    del lines[at : at + len(moved)]
    to = random.randint(0, len(lines))
    lines[to:to] = moved


@_of_lines
def repeat_line(random: Random, lines: list[str]) -> None:
    """A line again and again."""
    at = random.randrange(len(lines))
    lines[at:at] = [lines[at]] * random.choice((1, 2, 20))


@_of_lines
def indent_line(random: Random, lines: list[str]) -> None:
    """A line further in."""
    at = random.randrange(len(lines))
    lines[at] = random.choice((" ", "  ", "    ", "\t", "> ", "- ", "| ")) + lines[at]


@_of_lines
def join_lines(random: Random, lines: list[str]) -> None:
    """A line without its end."""
    at = random.randrange(len(lines))
    lines[at] = lines[at].rstrip("\n") + random.choice(("", " "))


@_of_lines
def swap_words(random: Random, lines: list[str]) -> None:
    """The words of a line in another order."""
    at = random.randrange(len(lines))
    words = lines[at].split(" ")
    random.shuffle(words)
    lines[at] = " ".join(words)


def cut_short(random: Random, text: str) -> str:
    """The end gone."""
    return text[: _at(random, text)]


MUTATIONS: tuple[Mutation, ...] = (
    *(
        put_in,
        put_in,
        put_in,
        put_in_often,
        take_out,
        double,
        change_letter,
        drop_lines,
        move_lines,
    ),
    *(repeat_line, indent_line, join_lines, swap_words, swap_words, cut_short),
)
LONGEST = 200_000
"""Characters; what grows beyond is cut."""


def mutated(random: Random, text: str) -> str:
    """A text after one to a dozen mutations."""
    for _ in range(random.choice((1, 1, 2, 3, 5, 12))):
        text = random.choice(MUTATIONS)(random, text)[:LONGEST]
    return text


def spliced(random: Random, text: str, other: str) -> str:
    """The beginning of one text and the end of another."""
    return text[: _at(random, text)] + other[_at(random, other) :]


def mutated_word_file(random: Random, data: bytes) -> bytes:
    """A Word file with one of its parts, or its bytes, otherwise."""
    if random.random() < 0.1:
        return _mutated_bytes(random, data)
    try:
        return _with_mutated_parts(random, data)
    except Exception:  # a seed that is damaged as it is
        return _mutated_bytes(random, data)


def _mutated_bytes(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 30))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed[: random.choice((len(changed), len(changed), _half(random, changed)))])


def _half(random: Random, data: bytearray) -> int:
    return random.randrange(1, len(data))


def _with_mutated_parts(random: Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [name for name in xml if name.startswith("word/") and name.count("/") == 1]
    for name in random.choices(main or xml, k=random.choice((1, 1, 2))):
        parts[name] = _mutated_xml(random, parts[name].decode(errors="replace")).encode(
            errors="surrogatepass"
        )
    if random.random() < 0.1:
        del parts[random.choice(list(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _mutated_xml(random: Random, xml: str) -> str:
    """XML in which elements came, went or moved; one time in ten it is no XML any more."""
    if random.random() < 0.1:
        return mutated(random, xml)
    for _ in range(random.choice((1, 2, 4, 10))):
        change = random.choice((_drop_element, _double_element, _move_element, _change_value))
        xml = change(random, xml)
    return xml[: 40 * LONGEST]


def _element(random: Random, xml: str) -> tuple[int, int]:
    """Where an element begins and ends; (0, 0) where there is none after some place."""
    start = xml.find("<w:", random.randrange(len(xml) or 1))
    if start < 0:
        return 0, 0
    name = xml[start + 1 :].split(">", 1)[0].split("/", 1)[0].split(" ", 1)[0]
    head_end = xml.find(">", start) + 1
    if xml[head_end - 2 : head_end] == "/>":
        return start, head_end
    depth, at = 1, head_end
    while depth and at > 0:
        closing = xml.find(f"</{name}>", at)
        opening = xml.find(f"<{name}", at)
        if closing < 0:
            return 0, 0
        if 0 <= opening < closing:
            end = xml.find(">", opening)
            follows = xml[opening + len(name) + 1 : opening + len(name) + 2]
            depth += xml[end - 1] != "/" and follows in "> "
            at = end + 1
        else:
            depth, at = depth - 1, closing + len(name) + 3
    return start, at


def _drop_element(random: Random, xml: str) -> str:
    start, end = _element(random, xml)
    return xml[:start] + xml[end:]


def _double_element(random: Random, xml: str) -> str:
    start, end = _element(random, xml)
    return xml[:end] + xml[start:end] * random.choice((1, 2, 20)) + xml[end:]


def _move_element(random: Random, xml: str) -> str:
    start, end = _element(random, xml)
    rest = xml[:start] + xml[end:]
    to = rest.find("<w:", random.randrange(len(rest) or 1))
    return rest[:to] + xml[start:end] + rest[to:] if to > 0 else xml


_VALUES = ("", "0", "-1", "1", "9", "9" * 11, "x", "rId1", "Heading1", "\u202e", "a" * 999)


def _change_value(random: Random, xml: str) -> str:
    """The value of an attribute, or the words between two tags, otherwise."""
    mark = random.choice(('="', ">"))
    start = xml.find(mark, random.randrange(len(xml) or 1)) + len(mark)
    end = xml.find('"' if mark == '="' else "<", start)
    if start < len(mark) or end < 0:
        return xml
    value = random.choice(_VALUES)
    return xml[:start] + value + xml[end:]
