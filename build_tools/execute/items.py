"""The lines of a direction in, its instructions as they are written out, each with what is set in
below it, and each line that belongs to none.

The instructions stand under the title of the text that they amend; another part of the paper has
another heading. A line that begins with a number and a full stop is an instruction; what belongs to
it is a list with letters, or a block quotation, set in by three columns or not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from build_tools.execute.phrases import UnreadableError
from build_tools.language import gettext as _
from build_tools.model.amending_words import AmendingWords, parts_of
from build_tools.text.markdown.table_source import row_cells, row_line

_HEADING = re.compile(r"(#{1,6}) (.*)")
_NUMBERED = re.compile(r"(\d{1,9})\. (.*)")
_LETTERED = re.compile(r" {0,3}(\(?([a-z]+)\) .*)")
_QUOTED = re.compile(r" {0,3}>(?: (.*))?")
_DASHES = re.compile(r"\|(?: :?-+:? \|)+")
"""The line below the headings of a table."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line of a direction that says nothing that can be carried out."""

    line: int
    words: str
    why: str


@dataclass(slots=True)
class Item:
    """An instruction as it is written."""

    line: int
    number: int
    words: str
    _listed: list[tuple[str, str]] = field(default_factory=list)
    """The letter and the line of each entry of its list."""
    _quoted: list[str] = field(default_factory=list)
    """The lines of its block quotation."""

    def holds(self, line: str) -> bool:
        """Whether a line is an entry of its list or a line of its block quotation, which it then
        has.
        """
        if found := _LETTERED.fullmatch(line):
            self._listed.append((found[2], found[1]))
        elif found := _QUOTED.fullmatch(line):
            self._quoted.append(found[1] or "")
        else:
            return False
        return True

    def is_broken_by(self, line: str) -> bool:
        """Whether a line is one of its block quotation, of which it has others already."""
        return bool(self._quoted) and _QUOTED.fullmatch(line) is not None

    def end(self) -> None:
        """UnreadableError where anything is set in below it."""
        if self._listed or self._quoted:
            raise UnreadableError(_("something follows it that does not belong to it"))

    def entries(self, words: AmendingWords) -> Iterator[str]:
        """The entries of its list, without their letters and the sign at the end of each;
        UnreadableError where it has no list, or one that is out of order.
        """
        if not self._listed or self._quoted:
            raise UnreadableError(_("its list is not there, or something else stands in it"))
        last = len(self._listed) - 1
        for at, (letters, line) in enumerate(self._listed):
            form = words.forms["last-entry" if at == last else "entry"]
            (opening, _letter), (closing, _said), (sign, _end) = parts_of(form)
            head = f"{opening}{_LETTERS[at % 26] * (at // 26 + 1)}{closing}"
            if not line.startswith(head):
                raise UnreadableError(_("its entry (%(letters)s) is out of order", letters=letters))
            if not line.endswith(sign):
                raise UnreadableError(
                    _(
                        "its entry (%(letters)s) does not end with “%(sign)s”",
                        letters=letters,
                        sign=sign,
                    )
                )
            yield line[len(head) : len(line) - len(sign)]

    def source(self) -> str:
        """What its block quotation holds; UnreadableError where it has none, or a row of a table in
        it is not whole.
        """
        if not self._quoted or self._listed:
            raise UnreadableError(_("what is to be put there is not there"))
        for line in _rows(self._quoted):
            if row_line(row_cells(line)) != line:
                raise UnreadableError(
                    _("its row “%(line)s” has not each cell between two bars", line=line)
                )
        return "\n".join(self._quoted)


def read_items(text: str, title: str, opening: str) -> tuple[list[Item], list[Unread]]:
    """The instructions of the schedule of that title as they are written, and its other lines; its
    opening stands before the first instruction. What stands under another heading belongs to
    another part of the paper.
    """
    items: list[Item] = []
    opened = False
    lines, unread = _schedule(text, title)
    for (_number, before), (number, line) in pairwise([(0, ""), *lines]):
        if not line.strip():
            continue
        if found := _NUMBERED.fullmatch(line):
            items.append(Item(number, int(found[1]), found[2]))
        elif not items and line == opening and not opened:
            opened = True
        elif not items:
            unread.append(Unread(line=number, words=line, why=_("it is no instruction")))
        elif not before.strip() and items[-1].is_broken_by(line):
            why = _("an empty line stands before it, within what is quoted")
            unread.append(Unread(line=number, words=line, why=why))
        elif not items[-1].holds(line):
            unread.append(Unread(line=number, words=line, why=_("it belongs to no instruction")))
    return items, unread


def schedule_of(text: str, title: str) -> str:
    """Of a direction the schedule of that title, alone and under it; empty where it has none."""
    lines = _schedule(text, title)[0]
    said = "\n".join(line for _, line in lines).strip("\n")
    return f"# {title}\n\n{said}\n" if said else ""


def _schedule(text: str, title: str) -> tuple[list[tuple[int, str]], list[Unread]]:
    """The numbered lines under the heading of that title, and what is wrong outside: lines that
    stand under no heading, and a title that is not there once.
    """
    found: list[tuple[int, str]] = []
    unread: list[Unread] = []
    level, within, times = 0, "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        heading = _HEADING.fullmatch(line)
        if heading and (within != title or len(heading[1]) <= level):
            if not level and len(heading[1]) > 1:
                unread.append(Unread(line=number, words=line, why=_("no heading stands above it")))
            level, within = len(heading[1]), heading[2]
            times += within == title
        elif within == title:
            found.append((number, line))
        elif line.strip() and not within:
            unread.append(Unread(line=number, words=line, why=_("it is no instruction")))
    if times != 1:
        why = _("the title “%(title)s” stands %(times)s times in it", title=title, times=times)
        unread.append(Unread(line=1, words=text.partition("\n")[0], why=why))
    return found, unread


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """The rows of the tables among some lines: the one above the line of dashes, and those below
    it up to an empty line. One that is commented out is none.
    """
    within = False
    for above, line in pairwise([*lines, ""]):
        if _DASHES.fullmatch(line) and not above.startswith("<!--"):
            within = True
            yield above
        elif not line.strip():
            within = False
        elif within:
            yield line
