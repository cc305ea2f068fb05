"""A line of a direction, read from the left by the forms of a publisher's words: what stands next
is taken off, or is unreadable.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from build_tools.execute.grammar import Grammar
from build_tools.language import gettext as _
from build_tools.model.amending_words import AmendingWords, parts_of
from build_tools.model.instructions import BOTH, EVERY, WordEdit, WordsOperation
from build_tools.text.label_runs import following, label, run_of
from build_tools.text.wholes import Whole

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_COUNTED = re.compile(r"(\d{1,9})(?:(?:st|nd|rd|th)(?!\w)|\.)|(\w+)")
_LEVEL = re.compile(r"[1-6](?!\d)")
_COUNT = re.compile(r"\d+")
_LABEL = re.compile(r"[^\s,;—]*[^\s,;.—]")
_OPERATIONS: dict[str, WordsOperation] = {
    "substitute-words": "substitute",
    "omit-words": "omit",
    "insert-words": "insert",
    "begin-words": "begin",
    "end-words": "end",
    "fill-words": "fill",
}
_LINES = {
    "row": {
        "row": "row for “{}”",
        "row-number": "row {}",
        "heading-row-number": "heading row {}",
        "heading-row": "heading row",
    },
    "column": {"column": "column “{}”", "column-number": "column {}"},
}
"""How `text.table_places` calls what is said in a form."""

Read = TypeVar("Read")


class UnreadableError(Exception):
    """Words that say nothing which can be carried out; the message says why."""

    def __init__(self, why: str, reached: int = 10**9) -> None:
        super().__init__(why)
        self.reached = reached
        """So much of the line could be read."""


class Phrase:
    """A line, and how much of it is read."""

    def __init__(self, words: str, grammar: Grammar, at: int = 0) -> None:
        self._words = words
        self._grammar = grammar
        self._at = at

    @property
    def rest(self) -> str:
        """What is left, as far as one shows it."""
        return self._words[self._at : self._at + 40]

    @property
    def publisher(self) -> AmendingWords:
        """The words in which it is written."""
        return self._grammar.words

    def whole(self, form: str) -> Whole:
        """The place in a form, which is taken off: a provision from its heading to its end, or one
        block.
        """
        return self.first_of([_reading_whole(form), _reading_block(form)])

    def whole_by(self, form: str) -> Whole:
        """A provision from its heading to its end in a form, which is taken off."""
        return self._grammar.wholes[self.form(form, self._grammar.names_of_wholes)["place"]]

    def places_in(self, form: str) -> Mapping[str, str]:
        """How places are called in a form: where words are amended, "§ 7" is its only paragraph."""
        return self._grammar.of_words if form == "words" else self._grammar.places

    def another(self, words: str) -> "Phrase":
        """Other words, to be read by the same grammar."""
        return Phrase(words, self._grammar)

    def first_of(self, readings: Sequence[Callable[["Phrase"], Read]]) -> Read:
        """What one of some readings makes of the line; UnreadableError where none can read it, with
        the reason of the one that came furthest, or where two read it otherwise.
        """
        found: list[tuple[Read, int]] = []
        errors = []
        for read in readings:
            trial = Phrase(self._words, self._grammar, self._at)
            try:
                found.append((read(trial), trial._at))
            except UnreadableError as reason:
                errors.append(reason)
        if not found:
            furthest = max(errors, key=lambda each: each.reached)
            raise (
                furthest
                if furthest.reached > self._at
                else self._unread(_("it begins in no form that is known"))
            )
        longest = max(at for _, at in found)
        values = [value for value, at in found if at == longest]
        if any(value != values[0] for value in values):
            raise self._unread(_("it can be read in two ways"))
        self._at = longest
        return values[0]

    def skip(self, words: str) -> bool:
        """Whether these words stand next, which are then taken off."""
        if not self._words.startswith(words, self._at):
            return False
        self._at += len(words)
        return True

    def need(self, words: str) -> None:
        """Take these words off; UnreadableError where others stand next."""
        if not self.skip(words):
            raise self._unread(
                _("“%(words)s” is missing before “%(rest)s”", words=words.strip(), rest=self.rest)
            )

    def end(self) -> None:
        """UnreadableError where anything is left."""
        if self._at < len(self._words):
            raise self._unread(_("“%(rest)s” is too much", rest=self.rest))

    def form(
        self, name: str, places: Mapping[str, str] | None = None, **own: Callable[[], object]
    ) -> dict[str, str]:
        """What stands in the slots of a form, which is taken off; `places` says how places are
        called in it, by default as they are cited, and `own` reads the slots of these names, of
        which nothing is returned.
        """
        places = self._grammar.places if places is None else places
        found = {}
        for (words, slot), (follows, _next) in pairwise([*self._parts(name), ("", "")]):
            self.need(words)
            if slot in own:
                own[slot]()
            elif slot:
                found[slot] = self._slot(slot, follows, places)
        return found

    def _parts(self, name: str) -> Iterator[tuple[str, str]]:
        return parts_of(self._grammar.words.forms[name])

    def edit(self, *, in_list: bool = False) -> WordEdit:
        """What is done to words, in a sentence or in an entry of a list."""
        return self.first_of([_reading_edit(form, in_list=in_list) for form in _OPERATIONS])

    def edit_by(self, form: str, *, in_list: bool) -> WordEdit:
        """The same in one form."""
        quoted, occurrence, words = "", 0, ""
        for said, slot in self._parts(self._grammar.words.edit_form(form, in_list=in_list)):
            self.need(said)
            if slot == "quoted":
                quoted, occurrence = self.quotation(), self._occurrence()
            elif slot == "words":
                words = self.quotation()
        return WordEdit(
            operation=_OPERATIONS[form], quoted=quoted, occurrence=occurrence, words=words
        )

    def numbers(self) -> list[tuple[str, str]]:
        """Provisions and the numbers that they get: one, or several that follow one another."""
        return self.first_of([Phrase._number, Phrase._numbers])

    def quotation(self) -> str:
        """What stands between quotation marks, which may be nested."""
        marks = dict([self._grammar.words.quotes, ("«", "»")])
        opening = self._words[self._at : self._at + 1]
        if opening not in marks:
            raise self._unread(_("a quotation is missing before “%(rest)s”", rest=self.rest))
        depth = 0
        for at in range(self._at, len(self._words)):
            char = self._words[at]
            depth += (char == opening) - (char == marks[opening])
            if not depth:
                words = self._words[self._at + 1 : at]
                self._at = at + 1
                return words
        raise self._unread(_("a quotation has no end"))

    def _slot(self, slot: str, follows: str, places: Mapping[str, str]) -> str:
        line = slot.removeprefix("after_")
        if line in _LINES:
            return self._line_name(line)
        read = {
            "level": self._level,
            "number": self.quotation,
            "last_number": self.quotation,
            "name": self.quotation,
            "count": self._count,
        }
        return read[slot]() if slot in read else self._place(slot, follows, places)

    def _place(self, slot: str, follows: str, places: Mapping[str, str]) -> str:
        """The longest name of a place that stands next, closed by a comma where it needs one."""
        begins = self._at
        citation = self._longest(places, _("no provision of the old text is called"), follows)
        if self._grammar.words.needs_comma(slot, self._words[begins : self._at], follows):
            self.need(",")
        return citation

    def _longest(self, names: Mapping[str, str], missing: str, follows: str = "") -> str:
        lengths = range(max(map(len, names), default=0), 0, -1)
        ends = (self._at + length for length in lengths)
        end = next((end for end in ends if self._words[self._at : end] in names), None)
        if end is None:
            why = self._grammar.why_not_one(self._words[self._at :], follows)
            raise self._unread(why or f"{missing} “{self.rest}”")
        printed = self._words[self._at : end]
        if not names[printed]:
            raise self._unread(
                _("two provisions of the old text are called “%(name)s”", name=printed)
            )
        self._at = end
        return names[printed]

    def _number(self) -> list[tuple[str, str]]:
        said = self.form("number", self._grammar.numbered)
        return [(said["place"], said["number"])]

    def _numbers(self) -> list[tuple[str, str]]:
        run: list[str] = []
        numbers = {}
        for words, slot in self._parts("numbers"):
            self.need(words)
            if slot == "several":
                run = self._several()
            elif slot:
                numbers[slot] = self.quotation()
        new = [numbers["number"]]
        while len(new) < len(run):
            new.append(following(new[-1]))
        if new[-1] != numbers["last_number"]:
            raise self._unread(
                _("they are %(count)s, and their numbers are not as many", count=len(run))
            )
        bearers = [self._grammar.bearers[each] for each in run]
        return list(zip(bearers, new, strict=True))

    def _several(self) -> list[str]:
        """Provisions from one to another."""
        first = last = ""
        for words, slot in self._parts("several"):
            self.need(words)
            if slot == "plural":
                first = self._longest(self._grammar.plurals, _("no provisions are called"))
            elif slot == "label":
                last = self._match(_LABEL, _("a number is missing before"))[0]
        word = first.partition(" ")[0]
        run = run_of(first, f"{word} {last}", self._grammar.numbers) if label(first) else []
        if len(run) < 2:
            raise self._unread(
                _("nothing leads from %(first)s to %(last)s without a gap", first=first, last=last)
            )
        return run

    def _line_name(self, line: str) -> str:
        """The name of a row or a column."""
        try:
            return self.first_of([_reading_line(form, name) for form, name in _LINES[line].items()])
        except UnreadableError as reason:
            raise self._unread(
                _("“%(rest)s” is no row", rest=self.rest)
                if line == "row"
                else _("“%(rest)s” is no column", rest=self.rest)
            ) from reason

    def _level(self) -> str:
        return self._match(_LEVEL, _("a level from 1 to 6 is missing before"))[0]

    def _count(self) -> str:
        return self._match(_COUNT, _("a number is missing before"))[0]

    def _match(self, pattern: re.Pattern[str], missing: str) -> re.Match[str]:
        found = pattern.match(self._words, self._at)
        if found is None:
            raise self._unread(f"{missing} “{self.rest}”")
        self._at = found.end()
        return found

    def _occurrence(self) -> int:
        if not self.skip(" ("):
            return 0
        whole = {"both-places": BOTH, "every-place": EVERY}
        ways = [_reading_places(form, which) for form, which in whole.items()]
        return self.first_of([*ways, Phrase._which_place])

    def _which_place(self) -> int:
        occurrence = 0
        for words, slot in self._parts("which-place"):
            self.need(words)
            if slot:
                occurrence = self._ordinal()
        self.need(")")
        return occurrence

    def places(self, form: str, which: int) -> int:
        """Each place where words stand, in one form, is meant."""
        self.form(form)
        self.need(")")
        return which

    def _ordinal(self) -> int:
        found = self._match(_COUNTED, _("a place is missing before"))
        if found[1]:
            return int(found[1])
        if found[2] not in _ORDINALS:
            raise self._unread(_("“%(word)s” is no place that can be counted", word=found[2]))
        return _ORDINALS.index(found[2]) + 1

    def _unread(self, why: str) -> UnreadableError:
        return UnreadableError(why, self._at)


def _reading_edit(form: str, *, in_list: bool) -> Callable[[Phrase], WordEdit]:
    return lambda phrase: phrase.edit_by(form, in_list=in_list)


def _reading_places(form: str, which: int) -> Callable[[Phrase], int]:
    return lambda phrase: phrase.places(form, which)


def _reading_whole(form: str) -> Callable[[Phrase], Whole]:
    return lambda phrase: phrase.whole_by(form)


def _reading_block(form: str) -> Callable[[Phrase], Whole]:
    def read(phrase: Phrase) -> Whole:
        place = phrase.form(form)["place"]
        return Whole(place, place, 0)

    return read


def _reading_line(form: str, name: str) -> Callable[[Phrase], str]:
    return lambda phrase: name.format(*phrase.form(form).values())
