"""The stretches of one place of a weave in, what of them was changed and changed back on a way out:
by their sets of versions, and where something else changed at the same point, by their words.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from build_tools.lineage.weave.passing_words import PassingWords, passing_words
from build_tools.lineage.weave.table_reading import Name
from build_tools.lineage.weave.telling import Telling
from build_tools.lineage.weave.way import Leg
from build_tools.model import ChangedBack, Content, Noise, joined, with_note_signs
from build_tools.model.weave import Members, WovenStretch, WovenText, content_at, member


class PassingText:
    """What came and went on a way, of texts."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._way = telling.way

    def of_unseen(
        self, texts: Iterable[WovenText], seen: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of what only stood between the two and is told as it was in some versions: what else it
        said in others.
        """
        for text in texts:
            for pattern, group in groupby(text, lambda each: each.members & self._telling.on_way):
                if pattern and not pattern & seen:
                    yield from self._of_alike(list(group), pattern, name)

    def of_text(
        self, stretches: Iterable[WovenStretch], container: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of the stretches of one place, which can only stand where their container does."""
        standing = [each for each in stretches if each.members & self._telling.on_way]
        at_an_end = [each for each in standing if self._way.side(each.members)]
        changed = [
            each.text for each in at_an_end if not self._telling.is_constant(each, container)
        ]
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
        by_constancy = groupby(standing, lambda each: self._telling.is_constant(each, container))
        for is_constant, group in by_constancy:
            if not is_constant:
                yield from self._of_point(list(group), container, name)

    def _is_told_apart(self, standing: Sequence[WovenStretch]) -> bool:
        """Whether what stands at a place in the two versions is not the same; it may be that, and
        have been written anew.
        """
        old, new = (content_at(standing, each) for each in (self._way.old, self._way.new))
        return old != new or all(self._telling.is_same_at_both(each) for each in standing)

    def _of_point(
        self, stretches: Sequence[WovenStretch], container: Members, name: Name
    ) -> Iterator[ChangedBack]:
        """Of what stands between two stretches that always did."""
        if not all(map(self._telling.is_same_at_both, stretches)):
            yield from self._of_changed_point(stretches, container, name)
            return
        for pattern, group in groupby(
            stretches, lambda each: self._telling.pattern(each, container)
        ):
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
        contents = list(self._contents(stretches))
        both = [each for each in stretches if self._way.side(each.members) == "both"]
        kept = _said(both)
        for words in self._passing(contents, container):
            text = words.text
            if words.stands and contents[0] != contents[-1]:
                # What both ends have, and the redline marks as taken out and put in, is a change.
                text = " ".join([word for word in text.split() if word in kept])
            pattern, legs = self._way_of(words)
            parts = [each for each in stretches if text in each.text]
            yield from self._of_stretches(parts, text, name, pattern, legs)

    def _contents(self, stretches: Sequence[WovenStretch]) -> Iterator[Content]:
        """What stands at a point at each stop of the way, put together where a step changed it."""
        sets = {each.members for each in stretches}
        said = content_at(stretches, self._way.old)
        yield said
        for leg in self._way.legs:
            if any(leg.brings(each) or leg.takes(each) for each in sets):
                said = content_at(stretches, leg.reached)
            yield said

    def _passing(self, contents: Sequence[Content], container: Members) -> list[PassingWords]:
        """The words that came and went. Those that both ends have are not lost by themselves where
        what they stand in is lost: there that reads as it last did.
        """
        if not self._telling.on_way & ~container:
            return list(passing_words(contents))
        carried: list[Content] = []
        for stop, content in zip(self._way.stops, contents, strict=True):
            stands = container >> stop & 1 or stop in (self._way.old, self._way.new)
            carried.append(content if stands else carried[-1])
        in_neither = [words for words in passing_words(contents) if not words.stands]
        in_both = [words for words in passing_words(carried) if words.stands]
        return sorted([*in_neither, *in_both], key=attrgetter("first"))

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
            yield self._telling.told("text", name, text, pattern, legs, follows=bool(noises))

    def of_words(self, contents: Sequence[Content], name: Name) -> Iterator[ChangedBack]:
        """Of one content as it stood at each stop of the way."""
        for words in passing_words(contents):
            pattern, legs = self._way_of(words)
            yield self._telling.told("text", name, words.text, pattern, legs)

    def _way_of(self, words: PassingWords) -> tuple[Members, tuple[Leg, Leg]]:
        """The versions of the way that have words, and the legs that made them come and go."""
        legs = self._way.legs[words.first - 1], self._way.legs[words.last]
        between = sum(map(member, self._way.stops[words.first : words.last + 1]))
        return self._telling.on_way & ~between if words.stands else between, legs


def _noises(stretches: Iterable[WovenStretch], legs: tuple[Leg, Leg]) -> Iterator[Noise]:
    """The classes of what came or went with nothing of substance in it."""
    for stretch in stretches:
        yield from (stretch.noise[leg.made] for leg in legs if leg.made in stretch.noise)


def _has_words(text: str, words: str) -> bool:
    """Whether a text has words that follow one another."""
    return f" {' '.join(words.split())} " in f" {' '.join(text.split())} "


def _said(stretches: Iterable[WovenStretch]) -> str:
    return with_note_signs(joined(tuple([each.run for each in stretches])))
