"""The rows of a file that came back, and the form that went out → a `Response`: each cell goes to a
question, to a change, to the respondent, to the form's own words, or to what a person has to place.

Only what people see counts. A question is known by its words or its number, a change by its id;
what follows either belongs to it until something else begins. In a table it ends with its row.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

from build_tools.language import LANGUAGES, speaking
from build_tools.model import Change
from build_tools.model.text_rows import TextRow
from build_tools.render.change_names import kinds_named, only_follows
from build_tools.responses.form import BLANK, CHANGE_ID, Form, normal, pattern_of, words_of
from build_tools.responses.placed_words import PlacedWords, Target
from build_tools.responses.respondent import (
    FIELDS,
    NEVER_AN_ANSWER,
    agreement_line,
    field_of,
    is_value,
    label_of,
)
from build_tools.responses.values import Response
from build_tools.responses.wording import (
    CHANGE,
    CITATION,
    LEADS,
    NOTHING,
    QUESTION,
    REDLINE,
    REMARKS,
    RESPONDENT,
    WORDS,
    any_of,
    column_names,
    in_every_language,
    taken_pattern,
)

_END = r".{1,300}?, SHA-256 ([0-9a-f]{64})"
_HASHES = re.compile(rf"{any_of(REDLINE)}: {_END}; {_END}\.?")
_TAKEN = taken_pattern()
_NUMBERED = re.compile(rf"(?:{any_of(QUESTION)}|q)\s?(\d{{1,3}})\b[\s:.)-]*", re.IGNORECASE)
_OF_CHANGE = re.compile(
    rf"(?:\d+\.\s+)?(?:{any_of(CHANGE)} )?({CHANGE_ID.pattern})[\s:,.-]*", re.IGNORECASE
)
_CONTEXT = re.compile(rf"(?:(?P<words>{any_of(*WORDS)})|{any_of(CITATION)}): ", re.IGNORECASE)
_BEGINS = re.compile(rf"(?:your |Ihre )?{any_of(*LEADS)}:", re.IGNORECASE)
"""What stands before what was said."""
_RESPONDENT = frozenset(map(normal, in_every_language(RESPONDENT)))
_REMARKS = frozenset(map(normal, in_every_language(REMARKS)))
_NOTHING = frozenset(map(normal, in_every_language(NOTHING)))
_FORM_COLUMNS = frozenset(("no", "number", "part", "change", "where", "kind", "kinds"))
"""The columns in which a form says which change is meant."""
_TEXT_COLUMNS = frozenset(("was", "now", "citation"))
"""Those in which it says what the change does."""


def place(file: str, rows: Sequence[TextRow], form: Form) -> Response:
    """What the rows of a file say of the questions and changes of a form."""
    placer = _Placer(form)
    for row in rows:
        placer.take(row)
    return placer.placed.response(file, sum(len(words_of(row.text)) for row in rows))


class _Placer:
    """One way through the rows of a file."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.placed = PlacedWords(form)
        self._target: Target | None = None
        self._in_head = False
        """Whether what a file says of a change may still come, before what was said of it."""
        self._is_next_said = False
        self._label = ""
        """The key of a label that stood alone on the line before."""
        self._columns: tuple[str, ...] = ()
        self._asked: set[int] = set()

    def take(self, row: TextRow) -> None:
        """Place the words of the next row."""
        if row.in_table:
            self._take_cells(row)
        elif row.is_running_head and self._form.is_printed_head(row.text):
            self.placed.keep_printed(row.text)
        else:
            self._columns = ()
            if row.is_running_head:
                self._target = None
            label, self._label = self._label, ""
            self._take_line(row.where, row.cells[0].strip(), label)

    # --- Lines ------------------------------------------------------------------------------------

    def _take_line(self, where: str, text: str, label: str) -> None:
        """`label` is the key of one that stood alone on the line before, or empty."""
        if self._is_next_said:
            self._is_next_said = False
            self.placed.keep(self._target, where, text)
        elif not (
            self._is_hashes(text)
            or self._is_question(where, text)
            or self._is_change(where, text)
            or self._is_field(text, label)
            or self._is_of_target(where, text)
            or self._is_printed(text)
        ):
            self.placed.keep(self._target, where, text)

    def _is_hashes(self, text: str) -> bool:
        found = _HASHES.fullmatch(text)
        if found:
            self.placed.pair, self._target = (found[1], found[2]), None
            self.placed.keep_printed(text)
        return bool(found)

    def _is_question(self, where: str, text: str) -> bool:
        number, rest = self._question_of(text)
        if number:
            self._begin(number, where, text.removesuffix(rest), rest)
        return bool(number)

    def _question_of(self, text: str) -> tuple[int, str]:
        """The question with which a line begins, and what follows; 0 where it begins with none."""
        numbered = _NUMBERED.match(text)
        number = int(numbered[1]) if numbered else 0
        rest = text[numbered.end() :] if numbered else text
        for at, question in enumerate(self._form.questions, start=1):
            found = pattern_of(question).match(rest)
            if found and at not in self._asked and number in (0, at):
                self._asked.add(at)
                return at, rest[found.end() :]
        return (number, rest) if 0 < number <= len(self._form.questions) else (0, text)

    def _is_change(self, where: str, text: str) -> bool:
        found = _OF_CHANGE.match(text)
        if not found:
            return False
        id_, rest = found[1].lower(), text[found.end() :]
        change = self.placed.change(id_)
        cited = pattern_of(change.where).match(rest) if change else None
        if cited:
            self.placed.keep_printed(cited[0])
            rest = rest[cited.end() :]
        elif change is None and rest:
            self.placed.keep_context(id_, rest)
            rest = ""
        self._begin(id_, where, found[0], rest)
        self._in_head = True
        return True

    def _begin(self, target: Target, where: str, printed: str, rest: str) -> None:
        """What begins here belongs to the target; the rest of the line with which it begins too."""
        self._target, self._in_head = target, False
        self.placed.keep_printed(printed)
        self.placed.keep(target, where, rest)

    def _is_of_target(self, where: str, text: str) -> bool:
        """Whether a line says something of the question or the change that was begun, which is not
        what was said of it, or leads to that.
        """
        if self._target is None:
            return False
        begins = _BEGINS.match(text)
        if begins:
            self._in_head, self._is_next_said = False, begins.end() == len(text)
            self.placed.keep_printed(begins[0])
            self.placed.keep(self._target, where, text[begins.end() :])
            return True
        if isinstance(self._target, int):
            return self._is_agreement(self._target, text)
        return self._in_head and self._is_context(self._target, text)

    def _is_agreement(self, number: int, text: str) -> bool:
        told = agreement_line(text)
        if told is None:
            return False
        self.placed.keep_printed(text.partition(":")[0])
        self.placed.keep_agreement(number, told)
        return True

    def _is_context(self, id_: str, text: str) -> bool:
        found = _CONTEXT.match(text)
        if not found or (found["words"] and not self._are_words_of(id_, text[found.end() :])):
            return False
        self.placed.keep_context(id_, text)
        return True

    def _are_words_of(self, id_: str, words: str) -> bool:
        """Whether a change has these words: "Now: that is late" is a remark. Of a change that was
        dropped nobody knows.
        """
        change = self.placed.change(id_)
        if change is None:
            return True
        known = normal(f"{change.old} {change.new}")
        is_known = all(normal(part) in known for part in words.split("…"))
        return is_known or normal(words) in _NOTHING

    def _is_printed(self, text: str) -> bool:
        left = self._form.blanks.sub(" ", text).strip()
        is_own = self._form.is_printed_line(left) or bool(_TAKEN.fullmatch(left))
        if is_own:
            self.placed.keep_printed(text)
            if words_of(left):
                self._target = None
        return is_own

    def _is_field(self, text: str, label: str) -> bool:
        if is_value(label, text):
            self.placed.keep_field(label, text)
            return True
        found = field_of(text)
        if found and (self._target is None or found[0] in NEVER_AN_ANSWER):
            self.placed.keep_printed(text.removesuffix(found[1]))
            self.placed.keep_field(*found)
            self._label = "" if found[1] else found[0]
            return True
        return False

    # --- Rows of tables ---------------------------------------------------------------------------

    def _take_cells(self, row: TextRow) -> None:
        self._is_next_said, self._label = False, ""
        cells = tuple(cell.strip() for cell in row.cells)
        hashes = next((at for at, cell in enumerate(cells) if _HASHES.fullmatch(cell)), None)
        if self._form.is_printed_row(cells):
            if not any(CHANGE_ID.search(cell) or BLANK.search(cell) for cell in cells):
                self._columns = tuple(map(_column_name, cells))
            self.placed.keep_printed(*cells)
        elif hashes is not None:
            self._is_hashes(cells[hashes])
            self._spread(
                row.where, self._not_printed((*cells[:hashes], "", *cells[hashes + 1 :])), None
            )
        elif not self._is_field_row(cells):
            self._take_data(row.where, cells)
        if self._columns:
            self._target = None

    def _is_field_row(self, cells: tuple[str, ...]) -> bool:
        """Whether a row is a label such as "Name" and what was written beside it."""
        labelled = [cell for cell in cells if cell and normal(cell) not in _RESPONDENT]
        key = FIELDS.get(label_of(labelled[0])) if labelled else None
        if key is None:
            return False
        part = [each for each in cells if normal(each) in _RESPONDENT]
        self.placed.keep_printed(labelled[0], *part)
        for value in labelled[1:]:
            self.placed.keep_field(key, value)
        return True

    def _take_data(self, where: str, cells: tuple[str, ...]) -> None:
        named = dict(zip(self._columns, cells, strict=False))
        change = self._change_in(cells, named)
        if change:
            self._take_change(where, cells, change)
            return
        for at, cell in enumerate(cells):
            number, rest = self._question_of(cell)
            if number:
                self.placed.keep_printed(cell.removesuffix(rest))
                cells = (*cells[:at], rest, *cells[at + 1 :])
                self._spread(where, self._not_printed(cells), number)
                return
        self._spread(where, self._not_printed(cells), self._target)

    def _not_printed(self, cells: Sequence[str]) -> list[str]:
        """The cells that are not the form's own, of which note is taken."""
        parts = [
            self._column(at) == "part" and self._form.is_printed_line(cell)
            for at, cell in enumerate(cells)
        ]
        self.placed.keep_printed(*compress(cells, parts))
        return [cell for cell, is_part in zip(cells, parts, strict=True) if not is_part]

    def _column(self, at: int) -> str:
        return self._columns[at] if at < len(self._columns) else ""

    def _change_in(self, cells: Iterable[str], named: Mapping[str, str]) -> str:
        """The id of the change that a row is about; "" where it is about none."""
        if found := CHANGE_ID.search(named.get("change", "")):
            return found[0]
        alone = [cell for cell in cells if CHANGE_ID.fullmatch(cell)]
        if alone:
            return alone[0]
        cited = self._form.change_at(named.get("where", "")) if "where" in named else None
        return cited.id if cited else ""

    def _take_change(self, where: str, cells: tuple[str, ...], id_: str) -> None:
        change = self.placed.change(id_)
        said = []
        for at, cell in enumerate(cells):
            column = self._column(at)
            is_number = column in ("no", "number") and cell.isdecimal()
            if cell == id_ or is_number or (column in _FORM_COLUMNS and _is_known(cell, change)):
                self.placed.keep_printed(cell)
            elif column in _TEXT_COLUMNS or (change is None and column in _FORM_COLUMNS):
                self.placed.keep_context(id_, cell)
            else:
                said.append(cell)
        self._spread(where, said, id_)

    def _spread(self, where: str, cells: Iterable[str], target: Target | None) -> None:
        """Give each cell that says something to the target."""
        self._target = target
        for cell in cells:
            self.placed.keep(target, where, cell)


def _is_known(cell: str, change: Change | None) -> bool:
    """Whether a cell says what the form says of a change: its number, its place, its kinds."""
    if change is None:
        return not cell
    return normal(cell) in {*map(normal, _said_of(change)), *_REMARKS, ""}


def _said_of(change: Change) -> Iterator[str]:
    kinds = ", ".join(change.kinds)
    yield from (change.where, kinds, only_follows(kinds))
    for language in LANGUAGES:
        with speaking(language):
            yield from (kinds_named(change), only_follows(kinds_named(change)))


def _column_name(heading: str) -> str:
    name = normal(heading).rstrip(".")
    return column_names().get(name, name)
