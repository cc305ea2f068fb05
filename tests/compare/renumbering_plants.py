"""Pure renumberings: a provision put into a text or taken out, everything after it renumbered, and
every reference to what was renumbered following.

The planter works on lines of markdown and shares no code with `build_tools`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

MOST = 12
"""So many provisions are renumbered at most."""


@dataclass(frozen=True)
class Planted:
    """An old text and a new one, and the words of the one provision that is in one of them
    alone."""

    old: str
    new: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Style:
    """One way of numbering provisions and of referring to them."""

    label: re.Pattern[str]
    """At the head of a line: `parent`, if the numbers begin anew in each, and `number`."""
    list_: re.Pattern[str]
    """References to them, as far as the planter knows them."""
    number: str
    """One number in such a list, of the `parent` put in."""
    abroad: re.Pattern[str]
    """What after a list says that it is one of another document."""
    sentences: tuple[str, ...]
    """References in every form, to the provisions put in."""
    letters: bool = False


_LIST = r"(?:(?:, | and | or | to |, and |, or |–|,? and/or ){0})*"
_WORD = r"\b(?:[Cc]lauses?|[Ss]ections?|[Pp]aragraphs?) "
_DOTTED = r"\d+(?:\.\d+)+(?![\w/])[()a-z]*"
CLAUSES = Style(
    label=re.compile(
        r"(?:#+ +(?:\*\*)?|\*\*)?(?P<parent>\d+(?:\.\d+)*)\.(?P<number>\d+)(?=\.?\*?\*? +\w)"
    ),
    list_=re.compile(_WORD + _DOTTED + _LIST.format(_DOTTED)),
    number=r"(?<![\w.]){parent}\.(?P<number>\d+)(?![\w])",
    abroad=re.compile(r"\s*(?:\([^()]*\))?,? (?:of|to|in|under) (?!this )"),
    sentences=(
        "A guest who is fined under Clause {one} may appeal within {days} days.",
        "Clauses {low} to {high} bind the heirs of a guest, and so does Clause {two}(a) or (b).",
        "Either Clause {one} or {two} is read out, and Clauses {low}–{high} are shown.",
        "Clauses {one}, {two} and {high}(c) stand on paragraph (b) or (c) of Clause {one}.",
        "Nothing in Clause {two} and Clause {one} of this document ends Clause 4.1 of an Act.",
        "> Clause {one} (Herons), Clause {two} and Clause {high}(a)(i) are kept apart.",
    ),
)
_LIMB = r"\((?:[a-h])\)"
LIMBS = Style(
    label=re.compile(r"\((?P<number>[a-h])\)(?= +\w)"),
    list_=re.compile(rf"(?<![\w.]){{parent}}{_LIMB}{_LIST.format(_LIMB)}"),
    number=r"\((?P<number>[a-h])\)",
    abroad=re.compile(r"\s*(?:\([^()]*\))?,? (?:of|to|in|under) (?!this )"),
    sentences=(
        "A guest whom Clause {parent}({one}) covers may appeal within {days} days.",
        "Clause {parent}({one}) or ({two}) binds the heirs of a guest.",
        "A guest under Clause {parent}({low}), ({two}) and/or ({high}) is fined.",
        "The fines of Clause {parent}({low}) to ({high}) are shown on the pier.",
    ),
    letters=True,
)
ARTICLES = Style(
    label=re.compile(r"#+ +(?:\*\*)?Art\. (?P<number>\d+)(?=\*\*$|$)"),
    list_=re.compile(r"\bArt\. \d+(?:(?: und | oder | bis )\d+(?= ))*(?![\w.])"),
    number=r"\b(?P<number>\d+)\b",
    abroad=re.compile(
        r".*(?:[Gg]esetz|[Vv]er(?:ordn|fass)ung|kommen|[Pp]rotokoll|[Vv]ertrag|[A-Z]{2}|§)"
    ),
    sentences=(
        "Wer nach Art. {one} gebüsst wird, hat {days} Tage Zeit.",
        "Die Art. {low} bis {high} gelten auch für Gäste nach Art. {two} oder {one} Abs. 2.",
        "Was Art. {one} und {two} regeln, gilt sinngemäss, ebenso Art. {high} Abs. 2 Bst. a.",
    ),
)
_NAMED_BEFORE = re.compile(r"(?:[A-Z]{2}\w*\]?|Act),? $")
"""The name of another document before a list."""
_TABLE = ("| Matter | Said in |", "|---|---|", "| Boats | {0} |", "| Nets and lines | {1} |", "")
_NOTE = ("A lamp is lit at dusk.[^heron]", "", "[^heron]: {2}", "")
"""Where the last sentences stand: in cells and in a note."""


def plants(text: str, count: int, rng: Random) -> Iterator[Planted]:
    """So many renumberings of a text, as far as it has numbered provisions."""
    lines = text.split("\n")
    series = [(style, run) for style in (CLAUSES, LIMBS, ARTICLES) for run in runs(lines, style)]
    for _ in range(count if series else 0):
        style = rng.choice(sorted({style for style, _ in series}, key=str))
        parent, places = rng.choice([run for each, run in series if each is style])
        yield planted(lines, style, parent, places, rng)


def runs(lines: Sequence[str], style: Style) -> Iterator[tuple[str, list[int]]]:
    """The lines of provisions whose numbers follow one another, and what they are parts of."""
    found: dict[str, list[tuple[int, int]]] = {}
    parent = ""
    for at, line in enumerate(lines):
        if clause := CLAUSES.label.match(line):
            parent = f"{clause['parent']}.{clause['number']}"
        if label := style.label.match(line):
            name = parent if style.letters else label.groupdict().get("parent") or ""
            if name or style is ARTICLES:
                found.setdefault(name, []).append((at, value(label["number"])))
    for name, numbered in found.items():
        values = [number for _, number in numbered]
        if len(values) > 2 and values[0] == 1 and all(b == a + 1 for a, b in pairwise(values)):
            yield name, [at for at, _ in numbered]


def value(number: str) -> int:
    """The place of a number in its series."""
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1


def printed(number: int, style: Style) -> str:
    """A place in the series as its number."""
    return chr(ord("a") + number - 1) if style.letters else str(number)


def planted(lines: list[str], style: Style, parent: str, places: list[int], rng: Random) -> Planted:
    """A provision put in before one of a series, or taken out again."""
    first = rng.randrange(max(1, len(places) - MOST), len(places))
    words = f"Nobody {rng.choice(('feeds', 'paints', 'weighs'))} heron {rng.randrange(1000)} here."
    numbers = [printed(at + 1, style) for at in range(len(places))]
    text = "\n".join(lines)
    called = "Section" if text.count("Section ") > text.count("Clause ") else "Clause"
    sentences = _with_references(style, parent, numbers, rng)
    short = [*lines, "", *(line.replace("Clause", called) for line in sentences)]
    at = places[first]
    label = style.label.match(short[at])
    assert label
    moved = _Moved(style, parent, first + 1, frozenset(places))
    long = [moved.line(number, line) for number, line in enumerate(short)]
    head = short[at][: label.end("number")] + short[at][label.end("number") : label.end()]
    tail = ")" if style.letters and not head.endswith(")") else ""
    new = [head + tail, "", words] if style is ARTICLES else [f"{head}{tail} {words}"]
    long[at:at] = [*new, ""]
    texts = ["\n".join(short), "\n".join(long)]
    if rng.random() < 0.5:
        texts.reverse()
    return Planted(texts[0], texts[1], words)


def _with_references(
    style: Style, parent: str, numbers: Sequence[str], rng: Random
) -> Iterator[str]:
    """Lines that refer to provisions of a series in the forms of its style: in paragraphs, in the
    cells of a table and in a note."""
    one, two = rng.choice(numbers), rng.choice(numbers)
    low, high = sorted(rng.sample(range(len(numbers)), 2))
    names = {"one": one, "two": two, "low": numbers[low], "high": numbers[high]}
    if style is CLAUSES:
        names = {name: f"{parent}.{number}" for name, number in names.items()}
    forms = [
        sentence.format(**names, parent=parent, days=rng.randrange(3, 30))
        for sentence in rng.sample(style.sentences, len(style.sentences))
    ]
    for sentence in forms:
        yield from (sentence, "")
    elsewhere = [sentence.lstrip("> ") for sentence in forms[:3]]
    for line in (*_TABLE, *_NOTE):
        yield line.format(*elsewhere)


@dataclass(frozen=True)
class _Moved:
    """What becomes of the lines of a text when a series moves on by one from some number."""

    style: Style
    parent: str
    first: int
    places: frozenset[int]

    def line(self, at: int, line: str) -> str:
        """A line with its label, and the references in it, as they are then."""
        style = self.style
        label = style.label.match(line) if at in self.places else None
        start = label.end("number") if label else self._end_of_deeper_label(line)
        head = self._head(line, label, start)
        pattern = style.list_.pattern.replace("{parent}", re.escape(self.parent))
        return head + re.sub(pattern, lambda found: self._list(found, line[start:]), line[start:])

    def _end_of_deeper_label(self, line: str) -> int:
        label = CLAUSES.label.match(line) if self.style is CLAUSES else None
        return label.end() if label else 0

    def _head(self, line: str, label: re.Match[str] | None, end: int) -> str:
        if label:
            return line[: label.start("number")] + self._number(label["number"])
        number = self.style.number.format(parent=re.escape(self.parent))
        return re.sub(number, self._replaced, line[:end])

    def _list(self, found: re.Match[str], text: str) -> str:
        before = text[: found.start()]
        if self.style.abroad.match(text, found.end()) or _NAMED_BEFORE.search(before):
            return found[0]
        number = self.style.number.format(parent=re.escape(self.parent))
        return re.sub(number, self._replaced, found[0])

    def _replaced(self, found: re.Match[str]) -> str:
        start, end = found.start("number") - found.start(), found.end("number") - found.start()
        return found[0][:start] + self._number(found["number"]) + found[0][end:]

    def _number(self, number: str) -> str:
        place = value(number)
        follows = self.first <= place <= len(self.places)
        return printed(place + 1, self.style) if follows else number
