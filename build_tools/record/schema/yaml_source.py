"""YAML text → plain values and the offset of each, so that a mistake can be shown at its line and
column.

Takes only what a person needs to write a record: mappings, lists and text. Every scalar stays a
string, or version 4.10 would become 4.1. Aliases are refused, so no small file unfolds into a large
one; nothing here recurses.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

import yaml

from build_tools.model import CorpusError, Problem
from build_tools.model.characters import LOST, odd_characters, visible, without_odd_characters

Loc: TypeAlias = tuple[str | int, ...]
"""The way to a value: the keys and the positions in lists that lead to it from the root."""
Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]

MAX_LENGTH = 1_000_000
MAX_DEPTH = 50
MAX_PROBLEMS = 100
NOUNS: dict[type, str] = {str: "text", list: "a list", dict: "keys with values"}


class YamlText:
    """A text that knows its path and its lines, and makes problems of offsets in it."""

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        """The line of the file on which the text begins."""
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def problem(self, offset: int, message: str, form: str = "") -> Problem:
        """A problem at that character of the text."""
        row = bisect_right(self._starts, offset) - 1
        start = self._starts[row]
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)
        return Problem(
            path=self.path,
            line=self.first_line + row,
            column=offset - start + 1,
            message=message,
            source=self.text[start:end].rstrip("\r\n"),
            form=form,
            rule="schema",
        )

    def odd_characters(self) -> Iterator[Problem]:
        """The characters that cannot be seen or are no plain space, in values, keys and comments
        alike; each of them once a line.
        """
        for start, line in zip(self._starts, self.text.split("\n"), strict=True):
            mended = None if LOST in line else without_odd_characters(line)
            for at, said in odd_characters(line):
                yield replace(self.problem(start + at, said), mended=mended)


@dataclass(frozen=True, slots=True)
class ParsedYaml:
    """What a YAML text says, and where it says it, key by key."""

    source: YamlText
    value: dict[str, Plain]
    values: dict[Loc, int]
    """Where each value begins, as an offset into the text."""
    ends: dict[Loc, int]
    """Where each list and mapping ends; what stands between the last of its values and that is no
    part of it."""
    keys: dict[Loc, int]
    """Where the key of each value in a mapping begins."""
    problems: tuple[Problem, ...]
    """What is wrong with the YAML itself, though its values could be read."""
    unreadable: frozenset[Loc]
    """The values that could not be read; whatever else is wrong with them follows from
    `problems`."""

    def at(self, loc: Loc) -> Plain:
        """The value at `loc`; KeyError or IndexError when there is none."""
        value: Plain = self.value
        for step in loc:
            match value, step:
                case dict(), str():
                    value = value[step]
                case list(), int():
                    value = value[step]
                case _:
                    raise KeyError(step)
        return value

    def problem(self, loc: Loc, message: str, form: str = "", *, key: bool = False) -> Problem:
        """A problem with the value at `loc`, or with its key; where it is absent, with the nearest
        one round it.
        """
        offsets = self.keys if key else self.values
        while loc and loc not in offsets:
            loc = loc[:-1]
        offset = offsets[loc] if loc in offsets else self.values[()]
        return self.source.problem(offset, message, form)


@lru_cache(maxsize=1024)
def parse_yaml(path: str, text: str, first_line: int = 1) -> ParsedYaml:
    """The mapping that `text` holds; CorpusError when there is none to be had.

    `first_line` is the line of the file on which `text` begins: 2 for front matter. What is given
    back is kept, for hardly any file changes from one reading of a record to the next, and nobody
    may change it.
    """
    if len(text) > MAX_LENGTH:
        message = f"is {len(text):,} characters long; at most {MAX_LENGTH:,} are read"
        raise CorpusError([Problem(path=path, line=0, message=message, rule="schema")])
    source = YamlText(path, text, first_line)
    return _read_at_once(source) or _read_with_care(source)


def _read_at_once(source: YamlText) -> ParsedYaml | None:
    """What a text says in which nothing is wrong, read by libyaml in a tenth of the time; None
    where something is wrong, or PyYAML's own parser may read it otherwise.
    """
    if not yaml.__with_libyaml__ or _READ_OTHERWISE.search(source.text):
        return None
    if any(source.odd_characters()):
        return None
    reader, flow = _EventReader(source), 0
    try:
        for event in yaml.parse(source.text, Loader=yaml.CBaseLoader):
            match event:
                case yaml.CollectionStartEvent(flow_style=True):
                    flow += 1
                case yaml.CollectionEndEvent():
                    flow = max(flow - 1, 0)
                case yaml.ScalarEvent() if flow and _is_read_otherwise(event):
                    return None
            reader.take(event)
        parsed = reader.parsed()
    except (CorpusError, yaml.YAMLError, UnicodeEncodeError):
        return None
    return None if parsed.problems else parsed


_READ_OTHERWISE = re.compile(r"[\t\ufeff%]|[|>][-+\d]*#")
"""Where libyaml takes what PyYAML's own parser refuses, or counts otherwise: tabs, byte-order
marks, directives, and comments that touch the head of a block of text."""


def _is_read_otherwise(event: yaml.ScalarEvent) -> bool:
    """Whether that may be so of a value between brackets or braces: where none is written, or one
    without quotes has a question mark in it.
    """
    return not event.style and (not event.value or "?" in event.value)


def _read_with_care(source: YamlText) -> ParsedYaml:
    """What a text says, by PyYAML's own parser, or all that is wrong with it."""
    reader = _EventReader(source)
    for problem in source.odd_characters():
        reader.keep(problem)
    try:
        for event in yaml.parse(source.text, Loader=yaml.BaseLoader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or ""
        form = _COLUMNS if said.startswith("expected <block end>") else ""
        message = f"cannot be read as YAML: {said}"
        raise reader.stop(mark.index if mark else 0, message, form) from None
    except yaml.reader.ReaderError:
        # It reads the whole text for such characters first, and those here are among them.
        raise CorpusError(reader.problems) from None
    return reader.parsed()


_COLUMNS = "keys that belong together in one column, below the key that they belong to"
"""Where a line is further in than the one above it and nothing stands over it: a comment, say."""


@dataclass(slots=True)
class _OpenCollection:
    """A list or mapping whose end has not come yet."""

    loc: Loc
    value: list[Plain] | dict[str, Plain]
    key: str | None = None
    """The key whose value comes next."""


@dataclass(slots=True)
class _EventReader:
    """Builds the values from the parser's events."""

    source: YamlText
    root: Plain | None = None
    documents: int = 0
    open: list[_OpenCollection] = field(default_factory=list)
    values: dict[Loc, int] = field(default_factory=dict)
    ends: dict[Loc, int] = field(default_factory=dict)
    keys: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[Loc] = field(default_factory=set)

    def take(self, event: yaml.Event) -> None:
        """Add what `event` brings."""
        at = event.start_mark.index if event.start_mark else 0
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.stop(at, "a second YAML document begins here; a file holds one")
            case yaml.AliasEvent():
                self.note(at, f"`*{event.anchor}` is an alias: write the value out")
                self.unreadable.add(self.add(at, ""))
            case yaml.ScalarEvent():
                self.refuse_extras(event, at)
                if self.holds_escaped(event, at):  # a surrogate would be too much for pydantic
                    self.unreadable.add(self.add(at, visible(event.value)))
                else:
                    self.add(at, event.value)
            case yaml.SequenceStartEvent():
                self.refuse_extras(event, at)
                self.begin(at, [])
            case yaml.MappingStartEvent():
                self.refuse_extras(event, at)
                self.begin(at, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.ends[self.open.pop().loc] = event.end_mark.index if event.end_mark else at

    def parsed(self) -> ParsedYaml:
        """What was read; CorpusError when it is no mapping."""
        if self.root is None:
            raise self.stop(0, "is empty", "key: value")
        if not isinstance(self.root, dict):
            message = f"must be keys with values, not {NOUNS[type(self.root)]}"
            raise self.stop(self.values[()], message, "key: value")
        problems, unreadable = tuple(self.problems), frozenset(self.unreadable)
        return ParsedYaml(
            self.source, self.root, self.values, self.ends, self.keys, problems, unreadable
        )

    def refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: int) -> None:
        """Note an anchor or a tag."""
        if event.anchor is not None:
            self.note(
                at, f"`&{event.anchor}` is an anchor: write the value out wherever it is meant"
            )
        if event.tag is not None:
            self.note(at, f"`{event.tag}` is a tag: leave it out")

    def holds_escaped(self, event: yaml.ScalarEvent, at: int) -> bool:
        """Whether an escape in a quoted scalar writes a character that may not stand in the record,
        which is noted; those that stand there themselves have been told of.
        """
        written = self.source.text[at : event.end_mark.index if event.end_mark else None]
        odd = [each for each in odd_characters(event.value) if event.value[each.at] not in written]
        for each in odd:
            self.note(at, each.said)
        return bool(odd)

    def begin(self, at: int, value: list[Plain] | dict[str, Plain]) -> None:
        """Add a list or mapping and open it."""
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise self.stop(at, f"a key must be text, not {NOUNS[type(value)]}")
        if len(self.open) == MAX_DEPTH:
            raise self.stop(at, f"is nested more than {MAX_DEPTH} deep")
        self.open.append(_OpenCollection(self.add(at, value), value))

    def add(self, at: int, value: Plain) -> Loc:
        """Put a value, or a key, where it belongs; give back the way to it."""
        loc: Loc = ()
        parent = self.open[-1] if self.open else None
        match parent:
            case None:
                self.root = value
            case _OpenCollection(value=list(items)):
                loc = (*parent.loc, len(items))
                items.append(value)
            case _OpenCollection(value=dict(), key=None):
                return self.add_key(at, parent, str(value))
            case _OpenCollection(value=dict(entries), key=str(key)):
                loc = (*parent.loc, key)
                entries[key] = value
                parent.key = None
        self.values[loc] = at
        return loc

    def add_key(self, at: int, parent: _OpenCollection, key: str) -> Loc:
        """Remember the key for the value that comes next."""
        loc = (*parent.loc, key)
        if loc in self.keys:
            self.note(at, f"key `{key}` stands here a second time")
        parent.key = key
        self.keys[loc] = at
        return loc

    def note(self, at: int, message: str) -> None:
        """Remember that something is wrong at an offset."""
        self.keep(self.source.problem(at, message))

    def keep(self, problem: Problem) -> None:
        """Remember a problem and read on, unless there are so many that the file must be something
        else.
        """
        if len(self.problems) == MAX_PROBLEMS:
            many = replace(problem, message="has too many mistakes to read on", mended=None)
            raise CorpusError([*self.problems, many])
        self.problems.append(problem)

    def stop(self, at: int, message: str, form: str = "") -> CorpusError:
        """The error for a text that cannot be read beyond this place, with all that was noted
        before it.
        """
        return CorpusError([*self.problems, self.source.problem(at, message, form)])
