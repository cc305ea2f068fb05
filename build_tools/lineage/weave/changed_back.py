"""A weave and the way between two of its versions in, what was changed and changed back on it out.

That is what stands in neither of the two and stood in a version between them, or stands in both and
did not: stretches of text, blocks, rows and columns, known by their sets of versions. What moved,
was divided or joined on the way stands at several places; there the words decide. Nothing that is a
change between the two versions is among it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from build_tools.lineage.weave.passing_words import PassingWords, passing_words
from build_tools.lineage.weave.table_reading import Axis, Name, TableReading
from build_tools.lineage.weave.way import Leg, Way, tied_together
from build_tools.model import (
    ChangedBack,
    Content,
    Noise,
    PassingKind,
    Run,
    joined,
    joint_content,
    with_note_signs,
)
from build_tools.model.weave import (
    Members,
    Weave,
    WovenBlock,
    WovenLine,
    WovenStretch,
    WovenTable,
    WovenText,
    content_at,
    member,
    state_at,
)

_AXES: tuple[Axis, ...] = ("row", "column")


def changed_back(weave: Weave, way: Way) -> tuple[ChangedBack, ...]:
    """In the order of the weave; nothing where no version lies between the two. What changed its
    marks or its white space alone is left out.
    """
    if len(way.legs) < 2:
        return ()
    return tuple([each for each in _Finder(weave, way).found() if each.text])


class _Finder:
    """What it takes to find what came and went on a way."""

    def __init__(self, weave: Weave, way: Way) -> None:
        self._blocks = weave.blocks
        self._way = way
        self._on_way: Members = sum(map(member, way.stops))
        self._labels = tuple(version.label for version in weave.versions)
        self._groups = tied_together(weave, way)
        self._latest_first = (way.new, way.old, *reversed(way.stops))

    def found(self) -> Iterator[ChangedBack]:
        for place, woven in enumerate(self._blocks):
            group = self._groups.get(place)
            if group is None:
                yield from self._of_block(woven)
            elif group[0] == place:
                yield from self._of_group([self._blocks[each] for each in group])

    # --- Blocks -----------------------------------------------------------------------------------

    def _of_block(self, woven: WovenBlock) -> Iterator[ChangedBack]:
        """Of a block that stood at one place."""
        pattern = woven.members & self._on_way
        if not pattern:
            return
        name = self._name_of(woven)
        kind: PassingKind = "table" if woven.table else "provision"
        seen: Members = 0
        for legs in self._way.excursions(pattern):
            version = self._seen_at(pattern, legs)
            seen |= member(version)
            block = woven.at(version)
            text = with_note_signs(joint_content([block])) if block else ""
            yield self._told(kind, name, text, pattern, legs)
        if self._way.side(pattern) is None:
            yield from self._of_unseen(woven.texts, seen, name)
            return
        yield from self._of_text(woven.stretches, woven.members, name)
        if woven.table:
            yield from self._of_table(woven.table, woven.members, name)

    def _of_unseen(
        self, texts: Iterable[WovenText], seen: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of what only stood between the two and is told as it was in some versions: what else it
        said in others.
        """
        for text in texts:
            for pattern, group in groupby(text, lambda each: each.members & self._on_way):
                if pattern and not pattern & seen:
                    yield from self._of_alike(list(group), pattern, name)

    def _of_group(self, blocks: Sequence[WovenBlock]) -> Iterator[ChangedBack]:
        """Of blocks of which one moved, was divided or was joined to another on the way."""
        at_an_end = [each for each in blocks if self._way.side(each.members)]
        name = self._name_of((at_an_end or blocks)[-1])
        contents = []
        for stop in self._way.stops:
            standing = [block.at(stop) for block in blocks]
            contents.append(joint_content(filter(None, standing)))
        yield from self._of_words(contents, name)
        for block in at_an_end:
            pattern = block.members & self._on_way
            for legs in self._way.excursions(pattern):
                text = with_note_signs(contents[-1])
                yield self._told("move", self._name_of(block), text, pattern, legs)

    def _name_of(self, woven: WovenBlock) -> Name:
        def name() -> tuple[str, str]:
            for version in self._latest_first:
                if shape := state_at(woven.states, version):
                    return shape.citation, shape.anchor if version == self._way.new else ""
            raise AssertionError(f"{woven.id} stood in no version of the way")

        return name

    # --- Text -------------------------------------------------------------------------------------

    def _of_text(
        self, stretches: Iterable[WovenStretch], container: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of the stretches of one place, which can only stand where their container does."""
        standing = [each for each in stretches if each.members & self._on_way]
        at_an_end = [each for each in standing if self._way.side(each.members)]
        changed = [each.text for each in at_an_end if not self._is_constant(each, container)]
        for each in self._of_standing(standing, container, name):
            # What is at an end too was only written anew.
            if each.stands or not any(_has_words(text, each.text) for text in changed):
                yield each

    def _of_standing(
        self, standing: Sequence[WovenStretch], container: Members, name: Name
    ) -> Iterator[ChangedBack]:
        if not self._is_told_apart(standing):
            yield from self._of_point(standing, container, name)
            return
        by_constancy = groupby(standing, lambda each: self._is_constant(each, container))
        for is_constant, group in by_constancy:
            if not is_constant:
                yield from self._of_point(list(group), container, name)

    def _is_told_apart(self, standing: Sequence[WovenStretch]) -> bool:
        """Whether what stands at a place in the two versions is not the same; it may be that, and
        have been written anew.
        """
        old, new = (content_at(standing, each) for each in (self._way.old, self._way.new))
        return old != new or all(self._is_same_at_both(each) for each in standing)

    def _of_point(
        self, stretches: Sequence[WovenStretch], container: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of what stands between two stretches that always did."""
        if not all(map(self._is_same_at_both, stretches)):
            yield from self._of_changed_point(stretches, container, name)
            return
        for pattern, group in groupby(stretches, lambda each: self._pattern(each, container)):
            yield from self._of_alike(list(group), pattern, name)

    def _of_alike(
        self, stretches: Sequence[WovenStretch], pattern: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of stretches that follow one another and stand in the same versions of the way."""
        for legs in self._way.excursions(pattern):
            yield from self._of_stretches(stretches, _said(stretches), name, pattern, legs)

    def _of_changed_point(
        self, stretches: Sequence[WovenStretch], container: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of a point at which something changed too: there the words decide, since a word that was
        taken out may have been written anew with others.
        """
        contents: list[Content] = []
        for stop in self._way.stops:
            stands = container >> stop & 1 or stop in (self._way.old, self._way.new)
            contents.append(content_at(stretches, stop) if stands else contents[-1])
        both = [each for each in stretches if self._way.side(each.members) == "both"]
        kept = _said(both)
        for words in passing_words(contents):
            text = words.text
            if words.stands and contents[0] != contents[-1]:
                # What both ends have, and the redline marks as taken out and put in, is a change.
                text = " ".join([word for word in text.split() if word in kept])
            pattern, legs = self._way_of(words)
            parts = [each for each in stretches if text in each.text]
            yield from self._of_stretches(parts, text, name, pattern, legs)

    def _of_stretches(
        self,
        parts: Iterable[WovenStretch],
        text: str,
        name: Name,
        pattern: Members,
        legs: tuple[Leg, Leg],
    ) -> Iterator[ChangedBack]:
        noises = set(_noises(parts, legs))
        # What only got other marks, or other white space, is there all along.
        if "formatting" not in noises:
            yield self._told("text", name, text, pattern, legs, follows=bool(noises))

    def _of_words(self, contents: Sequence[Content], name: Name) -> Iterator[ChangedBack]:
        """Of one content as it stood at each stop of the way."""
        for words in passing_words(contents):
            pattern, legs = self._way_of(words)
            yield self._told("text", name, words.text, pattern, legs)

    def _way_of(self, words: PassingWords) -> tuple[Members, tuple[Leg, Leg]]:
        """The versions of the way that have words, and the legs that made them come and go."""
        legs = self._way.legs[words.first - 1], self._way.legs[words.last]
        between = sum(map(member, self._way.stops[words.first : words.last + 1]))
        return self._on_way & ~between if words.stands else between, legs

    # --- Tables -----------------------------------------------------------------------------------

    def _of_table(self, woven: WovenTable, container: Members, name: Name) -> Iterator[ChangedBack]:
        yield from self._of_text(woven.caption, container, name)
        table = TableReading(woven, name)
        for axis in _AXES:
            yield from self._of_lines(table, axis, container)
        stayed = {axis: self._stayed(table, axis) for axis in _AXES}
        for (row, column), cell in woven.cells.items():
            if row in stayed["row"] and column in stayed["column"]:
                crossing = woven.rows[row].members & woven.columns[column].members
                named = self._name_of_cell(table, row, column, crossing)
                found = self._of_text(cell.stretches, crossing, named)
                if table.only_counts(column):
                    found = (replace(each, consequential=True) for each in found)
                yield from found

    def _stayed(self, table: TableReading, axis: Axis) -> set[int]:
        """The rows or columns that stand in one of the two tables, or in both, and did not move."""
        places = table.places_by_id(axis, self._on_way)
        lone = [each[0] for each in places.values() if len(each) == 1]
        return {place for place in lone if self._way.side(table.lines[axis][place].members)}

    def _of_lines(
        self, table: TableReading, axis: Axis, container: Members
    ) -> Iterator[ChangedBack]:
        """Of rows or columns: those that came and went whole, and the words of those that moved."""
        lines = table.lines[axis]
        for first, *others in table.places_by_id(axis, self._on_way).values():
            if others:
                yield from self._of_moved_line(table, axis, [first, *others])
                continue
            pattern = self._pattern(lines[first], container)
            seen: Members = 0
            for legs in self._way.excursions(pattern):
                version = self._seen_at(pattern, legs)
                seen |= member(version)
                text = table.text(axis, first, version)
                name = table.namer(axis, first, version)
                yield self._told(axis, name, text, pattern, legs)
            if seen and self._way.side(pattern) is None:
                yield from self._of_unseen(table.texts(axis, first), seen, name)

    def _of_moved_line(
        self, table: TableReading, axis: Axis, places: Sequence[int]
    ) -> Iterator[ChangedBack]:
        contents: list[Content] = []
        where = places[0], self._way.old
        for stop in self._way.stops:
            words = ""
            for place in places:
                if table.lines[axis][place].members >> stop & 1:
                    where, words = (place, stop), table.words(axis, place, stop)
            contents.append((Run(words),) if words else ())
        yield from self._of_words(contents, table.namer(axis, *where))

    def _name_of_cell(self, table: TableReading, row: int, column: int, crossing: Members) -> Name:
        def name() -> tuple[str, str]:
            version = next(each for each in self._latest_first if crossing >> each & 1)
            return table.name_of_cell(row, column, version)

        return name

    # --- What is told -----------------------------------------------------------------------------

    def _pattern(self, of: WovenStretch | WovenLine, container: Members) -> Members:
        """The versions of the way that have something; where it stands in both of the two, the loss
        of what it stands in is no loss of its own: there it counts as it last was.
        """
        own = of.members & self._on_way
        if self._way.side(own) != "both" or not self._on_way & ~container:
            return own
        found, stands = own, True
        for stop in self._way.stops:
            if container >> stop & 1:
                stands = bool(own >> stop & 1)
            elif stands:
                found |= member(stop)
        return found

    def _is_same_at_both(self, of: WovenStretch) -> bool:
        """Whether something stands in both of the two versions, or in neither."""
        return self._way.side(of.members) in ("both", None)

    def _is_constant(self, of: WovenStretch, container: Members) -> bool:
        """Whether something stands wherever its container does."""
        return self._pattern(of, container) == self._on_way

    def _seen_at(self, pattern: Members, legs: tuple[Leg, Leg]) -> int:
        """A version in which what came and went is to be seen."""
        return self._way.new if pattern >> self._way.new & 1 else legs[0].reached

    def _told(
        self,
        kind: PassingKind,
        name: Name,
        text: str,
        pattern: Members,
        legs: tuple[Leg, Leg],
        *,
        follows: bool = False,
    ) -> ChangedBack:
        where, anchor = name()
        makers = dict.fromkeys(leg.made for leg in legs)
        return ChangedBack(
            kind=kind,
            where=where,
            anchor=anchor,
            text=text.strip(),
            stands=bool(pattern >> self._way.new & 1),
            came=tuple(self._labels[each] for each in makers if pattern >> each & 1),
            went=tuple(self._labels[each] for each in makers if not pattern >> each & 1),
            consequential=follows,
        )


def _noises(stretches: Iterable[WovenStretch], legs: tuple[Leg, Leg]) -> Iterator[Noise]:
    """The classes of what came or went with nothing of substance in it."""
    for stretch in stretches:
        yield from (stretch.noise[leg.made] for leg in legs if leg.made in stretch.noise)


def _has_words(text: str, words: str) -> bool:
    """Whether a text has words that follow one another."""
    return f" {' '.join(words.split())} " in f" {' '.join(text.split())} "


def _said(stretches: Iterable[WovenStretch]) -> str:
    return with_note_signs(joined(tuple([each.run for each in stretches])))
