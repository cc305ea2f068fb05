"""Drafts that several authors marked up one after the other, as a strategy: each inserts and
deletes words, paragraphs and rows of what stands when its turn comes, divides and joins paragraphs,
and tracks that.

No word comes twice, so that each that came or went between the two ends is known with its author.
"""

import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from tests.word.files import docx

Planted = set[tuple[str, str, str]]
"""Whether a word came or went, the word, and who did it: ("+", "reed7", "A. Reader")."""
AUTHORS = ("C. Keeper", "A. Reader", "D. Clerk", "B. Writer")
"""In the order in which they worked, which is not that of their names."""
_STEMS = ("alder", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "reed")


@dataclass(slots=True)
class Tracked:
    """A word, a paragraph or a row, with who put it in and who took it out."""

    words: str = ""
    parts: "list[Tracked]" = field(default_factory=list)
    came: int | None = None
    went: int | None = None

    @property
    def stands(self) -> bool:
        return self.went is None


@dataclass(slots=True)
class Draft:
    """Paragraphs, and below them a table, that authors have marked up."""

    paragraphs: list[Tracked]
    rows: list[Tracked]

    def text(self, stands: Callable[[Tracked], bool]) -> str:
        """The markdown of what stands."""
        blocks = [" ".join(words) for words in self._paragraphs(stands)]
        rows = [f"| {_joined(each, stands, ' | ')} |" for each in self.rows if stands(each)]
        return "\n\n".join([*blocks, "\n".join([rows[0], "|---|---|", *rows[1:]])]) + "\n"

    def _paragraphs(self, stands: Callable[[Tracked], bool]) -> Iterator[list[str]]:
        """The words of each; one whose end does not stand goes on with the next."""
        words: list[str] = []
        for paragraph in self.paragraphs:
            words += [each.words for each in paragraph.parts if stands(each)]
            if stands(paragraph) and words:
                yield words
                words = []
        if words:
            yield words

    @property
    def old(self) -> str:
        return self.text(lambda each: each.came is None)

    @property
    def new(self) -> str:
        return self.text(lambda each: each.stands)

    @property
    def planted(self) -> Planted:
        """Each word that one of the two ends alone has, with the author who saw to that."""
        found = set()
        for word in itertools.chain.from_iterable(
            each.parts for each in (*self.paragraphs, *self.rows)
        ):
            if word.came is not None and word.went is None:
                found.add(("+", word.words, AUTHORS[word.came]))
            if word.came is None and word.went is not None:
                found.add(("-", word.words, AUTHORS[word.went]))
        return found

    def written(self, path: Path) -> Path:
        """The same as a Word file."""
        body = "".join(map(_paragraph, self.paragraphs))
        rows = "".join(map(_row, self.rows))
        return docx(path, f"{body}<w:tbl>{rows}</w:tbl>")


def _joined(whole: Tracked, stands: Callable[[Tracked], bool], between: str) -> str:
    return between.join([each.words for each in whole.parts if stands(each)])


# --- As a file ------------------------------------------------------------------------------------

_NUMBERS = itertools.count(1)


def day_of(author: int) -> str:
    return f"2024-03-{author + 11:02}"


def stamp(author: int) -> str:
    name, day = AUTHORS[author], day_of(author)
    return f'w:id="{next(_NUMBERS)}" w:author="{name}" w:date="{day}T09:00:00Z"'


def _marks(each: Tracked) -> str:
    came = f"<w:ins {stamp(each.came)}/>" if each.came is not None else ""
    return came + (f"<w:del {stamp(each.went)}/>" if each.went is not None else "")


def _word(each: Tracked, space: str = " ") -> str:
    """What one author put in and another took out stands in both revisions, in either order."""
    name = "t" if each.went is None else "delText"
    inner = f'<w:r><w:{name} xml:space="preserve">{each.words}{space}</w:{name}></w:r>'
    made = [("ins", each.came), ("del", each.went)]
    for kind, author in made if len(each.words) % 2 else reversed(made):
        if author is not None:
            inner = f"<w:{kind} {stamp(author)}>{inner}</w:{kind}>"
    return inner


def _paragraph(each: Tracked) -> str:
    inner = "".join(map(_word, each.parts))
    return f"<w:p><w:pPr><w:rPr>{_marks(each)}</w:rPr></w:pPr>{inner}</w:p>"


def _row(each: Tracked) -> str:
    cells = [f"<w:tc><w:p>{_word(part, '')}</w:p></w:tc>" for part in each.parts]
    return f"<w:tr><w:trPr>{_marks(each)}</w:trPr>{''.join(cells)}</w:tr>"


# --- Marked up ------------------------------------------------------------------------------------


_LONG = 8
"""How many words a paragraph has that is reworded, so that it stays the same one."""


class _Authors:
    def __init__(self, chance: random.Random, *, divide: bool) -> None:
        self._chance = chance
        self._divide = divide
        self._words = (f"{stem}{at}" for at, stem in enumerate(itertools.cycle(_STEMS), 1))
        paragraphs = [self._made(chance.randint(14, 24)) for _ in range(6)]
        self.draft = Draft(paragraphs, [self._made(2) for _ in range(5)])

    def _made(self, count: int, author: int | None = None) -> Tracked:
        parts = [Tracked(next(self._words), came=author) for _ in range(count)]
        return Tracked(parts=parts, came=author)

    def mark_up(self, author: int) -> None:
        standing = self._standing(self.draft.paragraphs)
        long = [each for each in standing if len(self._standing(each.parts)) >= _LONG]
        for whole in self._chance.sample(long, min(3, len(long))):
            self._reword(whole, author)
        self._put_and_take(self.draft.paragraphs, author, 16)
        if self._divide:
            self._divide_or_join(author)
        self._put_and_take(self.draft.rows, author, 2)

    def _divide_or_join(self, author: int) -> None:
        paragraphs = self.draft.paragraphs
        chosen = self._chance.choice(self._standing(paragraphs[:-1]))
        if self._chance.random() < 0.5:
            chosen.went = author
        else:
            middle = len(chosen.parts) // 2
            first = Tracked(parts=chosen.parts[:middle], came=author)
            chosen.parts = chosen.parts[middle:]
            paragraphs.insert(paragraphs.index(chosen), first)

    def _standing(self, wholes: list[Tracked]) -> list[Tracked]:
        return [each for each in wholes if each.stands]

    def _reword(self, whole: Tracked, author: int) -> None:
        standing = self._standing(whole.parts)
        at = self._chance.randrange(2, len(standing) - 3)
        place = whole.parts.index(standing[at])
        came = self._chance.randint(0, 2)
        whole.parts[place:place] = [Tracked(next(self._words), came=author) for _ in range(came)]
        for each in standing[at : at + self._chance.randint(0 if came else 1, 2)]:
            each.went = author

    def _put_and_take(self, wholes: list[Tracked], author: int, words: int) -> None:
        if self._chance.random() < 0.6:
            place = self._chance.randrange(1, len(wholes))
            wholes.insert(place, self._made(words, author))
        standing = self._standing(wholes[1:])
        if len(standing) > 3 and self._chance.random() < 0.5:
            taken = self._chance.choice(standing)
            taken.went = author
            for each in self._standing(taken.parts):
                each.went = author


def drafts(*, divide: bool = False) -> st.SearchStrategy[Draft]:
    """Drafts that two to four authors marked up; with `divide` each divides or joins paragraphs as
    well.
    """
    chances, authors = st.randoms(use_true_random=False), st.integers(2, len(AUTHORS))
    return st.builds(_marked_up, chances, authors, st.just(divide))


def _marked_up(chance: random.Random, authors: int, divide: bool) -> Draft:
    made = _Authors(chance, divide=divide)
    for author in range(authors):
        made.mark_up(author)
    return made.draft


def words_of(text: str) -> list[str]:
    """The planted words in a text."""
    return re.findall(rf"(?:{'|'.join(_STEMS)})\d+", text)
