"""Shapes of texts that a comparison finds hard when they are long: each a function from a size to
an old and a new text.

What they say is made up; how long they are, and how much in them is alike, is all that counts.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, product
from typing import TypeAlias

Sides: TypeAlias = tuple[str, str]
"""An old and a new text."""

_WORDS = ["".join(parts) for parts in product(("ba", "ke", "li", "mo", "su"), repeat=5)]
"""3,125 words, every one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A kind of text, and the largest size at which it is measured."""

    name: str
    largest: int
    sides: Callable[[int], Sides]


def _sentence(rng: random.Random, words: int = 16) -> str:
    return " ".join(rng.choices(_WORDS, k=words)).capitalize() + "."


def _sentences(count: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return [_sentence(rng) for _ in range(count)]


def _text(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _reworded(sentence: str) -> str:
    """A sentence with its fourth word replaced by one that no other sentence has."""
    words = sentence.split(" ")
    words[3] = "amended"
    return " ".join(words)


# --- Paragraphs -----------------------------------------------------------------------------------


def _equal(size: int) -> Sides:
    """Equal paragraphs, of which one in the middle is another and two have come."""
    old = ["The same words stand here."] * size
    new = [*old, *old[:2]]
    new[size // 2] = "Other words were written."
    return _text(old), _text(new)


def _two_kinds(size: int) -> Sides:
    """Paragraphs of two kinds, in another order in either text."""
    kinds = ("The same words stand here.", "Reserved.")
    old, new = (random.Random(seed).choices(kinds, k=size) for seed in (1, 2))
    return _text(old), _text(new)


def _dots(size: int) -> Sides:
    """A paragraph of nothing but dots, one of which became a word."""
    middle = size // 2
    return _text(["." * size]), _text(["." * middle + " amended " + "." * (middle + 3)])


def _rewritten(size: int) -> Sides:
    """Paragraphs without anything in common."""
    return _text(_sentences(size, 1)), _text(_sentences(size, 2))


def _reworded_all(size: int) -> Sides:
    """Paragraphs that are each reworded in one word."""
    old = _sentences(size)
    return _text(old), _text(map(_reworded, old))


def _alike(size: int) -> Sides:
    """Paragraphs that differ in one word from one another, each reworded in another."""
    old = [f"The supplier {word} shall give notice of it." for word in _numbered_words(size)]
    return _text(old), _text(each.replace("notice", "warning") for each in old)


def _numbered_words(count: int) -> list[str]:
    return [f"{_WORDS[at % len(_WORDS)]}{at}" for at in range(count)]


def _shuffled(size: int) -> Sides:
    """Paragraphs in another order."""
    old = _sentences(size)
    return _text(old), _text(random.Random(3).sample(old, size))


def _one_paragraph(size: int) -> Sides:
    """One paragraph of so many words, nearly all of them others."""
    rng = random.Random(4)
    return _sentence(rng, size) + "\n", _sentence(rng, size) + "\n"


def _bold(size: int) -> Sides:
    """One paragraph of so many words, of which every tenth is bold; the next one in the new."""
    words = random.Random(5).choices(_WORDS, k=size)
    return _text([_with_bold(words, 0)]), _text([_with_bold(words, 1)])


def _with_bold(words: list[str], at: int) -> str:
    return " ".join(f"**{word}**" if place % 10 == at else word for place, word in enumerate(words))


# --- Labels ---------------------------------------------------------------------------------------


def _bare_headings(size: int) -> Sides:
    """Headings of a number alone, all of which moved on by one."""
    old, new = (range(first, first + size) for first in (1, 2))
    return _text(f"## Art. {at}" for at in old), _text(f"## Art. {at}" for at in new)


def _headings_over_text(size: int) -> Sides:
    """Headings of a number alone over a text of their own, all of which moved on by one."""
    pairs = list(enumerate(_sentences(size), start=1))
    return (
        _text(chain.from_iterable((f"## Art. {at}", text) for at, text in pairs)),
        _text(["## Art. 1", "New.", *chain.from_iterable(_headed(at, text) for at, text in pairs)]),
    )


def _headed(at: int, text: str) -> Sides:
    return f"## Art. {at + 1}", text


def _limbs(size: int) -> Sides:
    """The limbs (a) and (b) of equal words again and again, with one more pair of them."""
    old = ["(a) the first of them;", "(b) the second."] * (size // 2)
    return _text(old), _text([*old, *old[:2]])


def _nested(size: int) -> Sides:
    """Clauses with limbs five deep, of which each first limb is reworded."""
    old, new = [], []
    texts = iter(_sentences(size))
    for clause in range(1, size // 5 + 1):
        for label in (_number(clause), "(a)", "(i)", "(A)", "(I)"):
            text = next(texts)
            old.append(f"{label} {text}")
            new.append(f"{label} {_reworded(text) if label == '(a)' else text}")
    return _text(old), _text(new)


def _deep(size: int) -> Sides:
    """A label of so many parts, and quotations and lists as deep as they may be."""
    label = ".".join(["1"] * size)
    return f"{label} one\n", f"{label} another\n"


def _references(size: int) -> Sides:
    """Clauses that each refer to the next one, all renumbered."""
    clauses = list(enumerate(_sentences(size)))
    old = [_clause(at, text) for at, text in clauses]
    new = ["1.1 A clause that was not there before.", *(_clause(at + 1, t) for at, t in clauses)]
    return _text(old), _text(new)


def _clause(at: int, text: str) -> str:
    return f"{_number(at)} {text} Clause {_number(at + 1)} applies to it."


def _number(at: int) -> str:
    """The number of a clause: fifty of them to a section."""
    return f"{at // 50 + 1}.{at % 50 + 1}"


def _many_references(size: int) -> Sides:
    """One paragraph that refers to so many clauses, all renumbered, among the clauses."""
    texts = _sentences(size, 6)
    old = [f"{_number(at)} {text}" for at, text in enumerate(texts)]
    new = [f"{_number(at)} {text}" for at, text in enumerate(["Another clause.", *texts])]
    return _text([_list_of_clauses(range(size)), *old]), _text(
        [_list_of_clauses(range(1, size + 1)), *new]
    )


def _list_of_clauses(places: Iterable[int]) -> str:
    return "This applies to " + " and to ".join(f"Clause {_number(at)}" for at in places) + "."


def _footnotes(size: int) -> Sides:
    """Paragraphs with a note each, all of which are numbered anew."""
    return _with_notes(size, 1), "A first note.[^1]\n\n[^1]: It is new.\n\n" + _with_notes(size, 2)


def _with_notes(size: int, first: int) -> str:
    notes = enumerate(_sentences(size, 7), start=first)
    return _text(f"{text}[^{at}]\n\n[^{at}]: Note on {text.split()[0]}." for at, text in notes)


def _definitions(size: int) -> Sides:
    """Definitions, of which each is used in the next and reworded."""
    terms = _numbered_words(size)
    texts = _sentences(size, 8)
    old = [f"**{term}** means {text}" for term, text in zip(terms, texts, strict=True)]
    new = [f"**{term}** means {_reworded(text)}" for term, text in zip(terms, texts, strict=True)]
    return _text(old), _text(new)


# --- Tables ---------------------------------------------------------------------------------------


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _equal_rows(size: int) -> Sides:
    """A table of equal rows, of which one in the middle is another and two have come."""
    old = [("Any", "the same", "10")] * size
    new = [*old, *old[:2]]
    new[size // 2] = ("One", "another", "20")
    header = ("Name", "Text", "Amount")
    return _table(header, old), _table(header, new)


def _reworded_rows(size: int) -> Sides:
    """A table whose rows are all reworded, none of them with a key that it kept."""
    rng = random.Random(9)
    old = [[_sentence(rng, 5) for _ in range(3)] for _ in range(size)]
    new = [list(map(_reworded, row)) for row in old]
    header = ("Name", "Text", "Remark")
    return _table(header, old), _table(header, new)


def _rewritten_rows(size: int) -> Sides:
    """Two tables whose rows have nothing in common."""
    header = ("Name", "Text")
    sides = []
    for seed in (10, 11):
        rng = random.Random(seed)
        sides.append(_table(header, [[_sentence(rng, 5), _sentence(rng, 5)] for _ in range(size)]))
    return sides[0], sides[1]


def _columns(size: int) -> Sides:
    """A table of so many columns and twelve rows, with one column more and a word in each row."""
    rng = random.Random(12)
    header = [f"Column {at}" for at in range(size)]
    old = [rng.choices(_WORDS, k=size) for _ in range(12)]
    new = [[*row[: size // 2], "new", "amended", *row[size // 2 + 1 :]] for row in old]
    return _table(header, old), _table([*header[: size // 2], "New", *header[size // 2 :]], new)


def _merged_rows(size: int) -> Sides:
    """A table whose rows are merged in threes down the first column, each third one reworded."""
    old, new = [], []
    for at, text in enumerate(_sentences(size, 13)):
        name = "^^" if at % 3 else f"Group {at}"
        old.append((name, text))
        new.append((name, text if at % 3 else _reworded(text)))
    header = ("Name", "Text")
    return _table(header, old), _table(header, new)


def _one_merged_cell(size: int) -> Sides:
    """A table whose first column is one cell, with one row more."""
    rows = [("^^", text) for text in _sentences(size, 14)]
    header = ("Name", "Text")
    old = [("All", "the first"), *rows]
    return _table(header, old), _table(
        header, [*old[: size // 2], ("^^", "New."), *old[size // 2 :]]
    )


def _long_cell(size: int) -> Sides:
    """A table with a cell of so many words, of which every twentieth is another."""
    words = random.Random(15).choices(_WORDS, k=size)
    amended = ["amended" if at % 20 == 10 else word for at, word in enumerate(words)]
    header = ("Name", "Text")
    old, new = (" ".join(each) for each in (words, amended))
    return _table(header, [("One", old)]), _table(header, [("One", new)])


SHAPES = (
    Shape(name="equal paragraphs", largest=8_000, sides=_equal),
    Shape(name="paragraphs of two kinds, shuffled", largest=4_000, sides=_two_kinds),
    Shape(name="a paragraph of dots", largest=20_000, sides=_dots),
    Shape(name="paragraphs all rewritten", largest=4_000, sides=_rewritten),
    Shape(name="paragraphs each reworded in one word", largest=5_000, sides=_reworded_all),
    Shape(name="paragraphs alike, each reworded", largest=4_000, sides=_alike),
    Shape(name="paragraphs in another order", largest=2_000, sides=_shuffled),
    Shape(name="words of one paragraph, all others", largest=64_000, sides=_one_paragraph),
    Shape(name="words, every tenth bold", largest=50_000, sides=_bold),
    Shape(name="bare headings all renumbered", largest=5_000, sides=_bare_headings),
    Shape(name="headings over text all renumbered", largest=3_000, sides=_headings_over_text),
    Shape(name="limbs (a) and (b) repeated", largest=4_000, sides=_limbs),
    Shape(name="limbs five deep", largest=4_000, sides=_nested),
    Shape(name="parts of one label", largest=1_000, sides=_deep),
    Shape(name="cross-references all renumbered", largest=5_000, sides=_references),
    Shape(name="cross-references of one paragraph", largest=2_000, sides=_many_references),
    Shape(name="footnotes all renumbered", largest=5_000, sides=_footnotes),
    Shape(name="definitions all reworded", largest=3_000, sides=_definitions),
    Shape(name="equal rows", largest=5_000, sides=_equal_rows),
    Shape(name="rows all reworded", largest=2_000, sides=_reworded_rows),
    Shape(name="rows all rewritten", largest=2_000, sides=_rewritten_rows),
    Shape(name="columns", largest=500, sides=_columns),
    Shape(name="rows merged in threes", largest=2_000, sides=_merged_rows),
    Shape(name="rows of one merged cell", largest=2_000, sides=_one_merged_cell),
    Shape(name="words of one cell", largest=20_000, sides=_long_cell),
)
