"""Chains of texts with a known past: clauses and the rows of a table are put in, taken out, moved,
divided, joined and reworded, and the planter remembers who wrote each word and who last changed
each clause. It knows nothing of how texts are compared."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

STEMS = ("notice", "boat", "keeper", "water", "harbour", "licence", "visitor", "lantern")
_SHORTEST = 14
_WORD = re.compile(r"[a-z]+\d+")


@dataclass(eq=False)
class Clause:
    """A clause, whatever its number; a word that ends in `→` refers to another clause."""

    words: list[str]
    changed: int
    """The text that last brought it, moved it, or changed a word of it."""
    targets: dict[str, "Clause"] = field(default_factory=dict)
    """The clauses that its references name, by the words before them."""


@dataclass(frozen=True)
class Planted:
    """Texts, each made of the one before it, and what is true of them."""

    texts: list[str]
    written: dict[str, int]
    """By each word, which stands once in a text, the text that wrote it."""
    changed: list[dict[str, int]]
    """For each text, by the first word of each clause the text that last changed it."""
    references: list[dict[str, str]]
    """For each text, by the word before it, each number that a reference prints."""


class _Planter:
    def __init__(self, seed: int, clauses: int, rows: int) -> None:
        self.chance = random.Random(seed)
        self._counter = count(1)
        self.at = 0
        self.written: dict[str, int] = {}
        self.clauses = [self.clause() for _ in range(clauses)]
        self.rows = [[self.word() for _ in range(3)] for _ in range(rows)]
        for clause in self.chance.sample(self.clauses, clauses // 4):
            self.refer(clause)

    def word(self) -> str:
        made = f"{self.chance.choice(STEMS)}{next(self._counter)}"
        self.written[made] = self.at
        return made

    def clause(self) -> Clause:
        return Clause([self.word() for _ in range(self.chance.randint(14, 40))], self.at)

    def refer(self, clause: Clause) -> None:
        """Let a clause name another."""
        word = self.word()
        clause.words.insert(self.chance.randrange(2, len(clause.words) - 2), word)
        clause.targets[word] = self.chance.choice([c for c in self.clauses if c is not clause])
        clause.changed = self.at

    def amend(self, kinds: tuple[str, ...]) -> None:
        """Make one text more, with an edit of each of these kinds at a clause of its own."""
        self.at += 1
        self._touched: set[int] = set()
        for kind in kinds:
            getattr(self, f"_{kind}")()

    def _free(self) -> Clause:
        """A clause that this amendment has not touched, and that no reference names; long enough to
        be known again when it is divided."""
        named = {id(target) for clause in self.clauses for target in clause.targets.values()}
        free = [each for each in self.clauses if id(each) not in self._touched | named]
        clause = self.chance.choice([each for each in free if len(each.words) > _SHORTEST])
        self._touched.add(id(clause))
        return clause

    def _reword(self) -> None:
        clause = self._free()
        begin = self.chance.randrange(2, len(clause.words) - 5)
        end = begin + self.chance.choice((0, 1, 2))
        if clause.targets.keys() & set(clause.words[begin:end]):
            end = begin
        came = self.chance.randint(0 if end > begin else 1, 2)
        clause.words[begin:end] = [self.word() for _ in range(came)]
        clause.changed = self.at

    def _insert(self) -> None:
        made = self.clause()
        self._touched.add(id(made))
        self.clauses.insert(self.chance.randrange(len(self.clauses) + 1), made)

    def _delete(self) -> None:
        self.clauses.remove(self._free())

    def _move(self) -> None:
        clause = self._free()
        at = self.clauses.index(clause)
        self.clauses.remove(clause)
        far = [to for to in range(len(self.clauses) + 1) if abs(to - at) > 4]
        self.clauses.insert(self.chance.choice(far), clause)
        clause.changed = self.at

    def _split(self) -> None:
        clause = self._free()
        cut = len(clause.words) // 2
        rest = Clause(clause.words[cut:], self.at)
        clause.words = clause.words[:cut]
        clause.changed = self.at
        for word in [each for each in clause.targets if each in rest.words]:
            rest.targets[word] = clause.targets.pop(word)
        self._touched.add(id(rest))
        self.clauses.insert(self.clauses.index(clause) + 1, rest)

    def _join(self) -> None:
        clause = self._free()
        at = self.clauses.index(clause)
        after = self.clauses[at + 1] if at + 1 < len(self.clauses) else None
        named = {id(target) for each in self.clauses for target in each.targets.values()}
        if after is None or id(after) in self._touched | named:
            return
        clause.words += after.words
        clause.targets |= after.targets
        clause.changed = self.at
        self.clauses.remove(after)

    def _cell(self) -> None:
        row = self.chance.randrange(1, len(self.rows))
        self.rows[row][2] = self.word()

    def _row(self) -> None:
        self.rows.insert(self.chance.randrange(1, len(self.rows)), [self.word() for _ in range(3)])

    def numbers(self) -> dict[int, str]:
        return {id(clause): f"1.{at}" for at, clause in enumerate(self.clauses, 1)}

    def text(self) -> str:
        numbers = self.numbers()
        paragraphs = []
        for clause in self.clauses:
            words = [self._printed(word, clause, numbers) for word in clause.words]
            paragraphs.append(f"{numbers[id(clause)]} The {' '.join(words)}.")
        lines = [f"| {' | '.join(row)} |" for row in self.rows]
        table = "\n".join([lines[0], "|---|---|---|", *lines[1:]])
        return "\n\n".join(["# Rules", "## 1 Water", *paragraphs, "Table 1: Water", table]) + "\n"

    def _printed(self, word: str, clause: Clause, numbers: dict[int, str]) -> str:
        target = clause.targets.get(word)
        return word if target is None else f"{word} under Clause {numbers[id(target)]}"

    def references(self) -> Iterator[tuple[str, str]]:
        numbers = self.numbers()
        for clause in self.clauses:
            for word, target in clause.targets.items():
                yield word, numbers[id(target)]


def planted_chain(
    seed: int, amendments: int, kinds: tuple[str, ...], *, clauses: int = 90, rows: int = 20
) -> Planted:
    """A text and what so many amendments made of it, each with an edit of each of the kinds."""
    planter = _Planter(seed, clauses, rows)
    planted = Planted([planter.text()], planter.written, [_changed(planter)], [])
    planted.references.append(dict(planter.references()))
    for _ in range(amendments):
        planter.amend(kinds)
        planted.texts.append(planter.text())
        planted.changed.append(_changed(planter))
        planted.references.append(dict(planter.references()))
    return planted


def _changed(planter: _Planter) -> dict[str, int]:
    return {clause.words[0]: clause.changed for clause in planter.clauses}


def words_in(text: str) -> list[str]:
    """The planted words of a text."""
    return _WORD.findall(text)
