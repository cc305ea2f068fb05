"""The words in which instructions are written and read: a form for each, data of the record.

`render.instructions` fills the slots of a form, `execute.reading` reads a line by it; neither has
a word of its own. A publisher's own forms stand in `versions/instructions.yml`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Amendments to {text}",
        "opening": "The text of {text} is amended as follows.",
        "words": "In {place}, {edit}.",
        "words-list": "In {place}—",
        "words-entry": "in {place}, {edit}",
        "caption": "In the caption of {place}, {edit}.",
        "caption-list": "In the caption of {place}—",
        "caption-entry": "in the caption of {place}, {edit}",
        "cell": "In {place}, in {row}, in {column}, {edit}.",
        "cell-list": "In {place}, in {row}, in {column}—",
        "cell-entry": "in {place}, in {row}, in {column}, {edit}",
        "entry": "({letter}) {said};",
        "last-entry": "({letter}) {said}.",
        "substitute-words": "for {quoted} substitute {words}",
        "omit-words": "omit {quoted}",
        "insert-words": "after {quoted} insert {words}",
        "begin-words": "at the beginning insert {words}",
        "end-words": "at the end insert {words}",
        "fill-words": "insert {words}",
        "which-place": "the {ordinal} time it occurs",
        "both-places": "in both places",
        "every-place": "in each place where it occurs",
        "insert": "After {place} insert—",
        "insert-first": "At the beginning insert—",
        "substitute": "For {place} substitute—",
        "omit": "Omit {place}.",
        "omit-several": "Omit {place} and what follows it, as far as {last}.",
        "move": "Move {place} to after {after}.",
        "move-first": "Move {place} to the beginning.",
        "level": "Make {place} a heading of level {level}.",
        "renumber": "Renumber {numbers}.",
        "renumber-list": "Renumber—",
        "renumber-consequences": "Renumber {numbers}, and in consequence—",
        "number": "{place} as {number}",
        "numbers": "{several} as {number} to {last_number}",
        "several": "{plural} to {label}",
        "consequence": "in consequence, {said}",
        "insert-row": "In {place}, after {row} insert the row—",
        "insert-row-first": "In {place}, insert the first row—",
        "omit-row": "In {place}, omit {row}.",
        "move-row": "In {place}, move {row} to after {after_row}.",
        "move-row-first": "In {place}, move {row} to the first place.",
        "insert-column": "In {place}, after {column} insert the column—",
        "insert-column-first": "In {place}, insert the first column—",
        "omit-column": "In {place}, omit {column}.",
        "move-column": "In {place}, move {column} to after {after_column}.",
        "move-column-first": "In {place}, move {column} to the first place.",
        "row": "the row for {name}",
        "row-number": "row {count}",
        "heading-row": "the heading row",
        "heading-row-number": "the heading row {count}",
        "column": "the column {name}",
        "column-number": "column {count}",
    }
)
"""Each form, and the words for it where a publisher says nothing else. What stands in braces is a
slot."""
IN_LISTS: Mapping[str, str] = MappingProxyType(
    {
        f"{operation}-words-entry": f"{operation}-words"
        for operation in ("substitute", "omit", "insert", "begin", "end", "fill")
    }
)
"""Forms for what is done to words in an entry of a list, each with the one whose words it has where
nobody says otherwise: German has "wird die Angabe „a“ gestrichen" in a sentence, and "die Angabe
„a“ wird gestrichen" in a list."""
_PLACES = frozenset({"place", "last", "after"})
"""The slots in which citations stand."""
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendingWords:
    """The words of a publisher."""

    forms: Mapping[str, str] = field(default_factory=lambda: FORMS)
    """For each name in `FORMS` its words, with the same slots."""
    quotes: tuple[str, str] = ("“", "”")
    """The marks round quoted words. Words in which they are no pairs stand between « and »."""
    called: Mapping[str, str] = field(default_factory=dict)
    """Words with which citations begin, and what is printed for them: Clause, Section."""
    closing_comma: bool = False
    """Whether a place that has a comma is closed by another where the sentence goes on: "In § 1,
    Überschrift, wird"."""

    def filled(self, form: str, **slots: str) -> str:
        """A form with its slots filled."""
        parts = list(parts_of(self.forms[form]))
        said = parts[0][0]
        for (_words, slot), (follows, _next) in pairwise(parts):
            said += slots[slot]
            said += "," if self.needs_comma(slot, slots[slot], follows) else ""
            said += follows
        return said

    def needs_comma(self, slot: str, said: str, follows: str) -> bool:
        """Whether a comma closes what is said in a slot, before the words that follow."""
        return self.closing_comma and slot in _PLACES and ", " in said and follows.startswith(" ")

    def edit_form(self, form: str, *, in_list: bool) -> str:
        """The name of the form for what is done to words, in a sentence or in an entry of a
        list.
        """
        entry = f"{form}-entry"
        return entry if in_list and entry in self.forms else form

    def quoted(self, words: str) -> str:
        """Words between quotation marks."""
        opening, closing = self.quotes if has_paired_marks(words, self.quotes) else ("«", "»")
        return f"{opening}{words}{closing}"

    def can_quote(self, words: str) -> bool:
        """Whether there are marks between which words can stand."""
        return has_paired_marks(words, self.quotes) or not set("«»") & set(words)

    def place(self, citation: str) -> str:
        """A citation as it is printed."""
        first, space, rest = citation.partition(" ")
        return f"{self.called.get(first, first)}{space}{rest}"


def has_paired_marks(words: str, marks: tuple[str, str]) -> bool:
    """Whether quotation marks in some words are pairs, so that the words may stand between two
    more.
    """
    opening, closing = marks
    depth = 0
    for char in words:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def parts_of(form: str) -> Iterator[tuple[str, str]]:
    """What a form is made of, from the left: words, and the slot behind them; "" at the end."""
    pieces = _SLOT.split(form)
    for at in range(0, len(pieces), 2):
        yield pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""


def slots_of(form: str) -> list[str]:
    """The slots of a form, from the left."""
    return _SLOT.findall(form)
