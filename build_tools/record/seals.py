"""`sealed.sha256` → what each directed version must keep, and what is wrong where a text does not.

A seal is a line in the form of sha256sum (GNU coreutils), so that `cd versions && sha256sum -c
sealed.sha256` checks the same texts without this program. Above it stands, in lines that sha256sum
takes for comments, what made the version law. Seals are only ever added: a later one of the same
version tells what came since, or what was corrected. Never writes.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from build_tools.model import CorpusError, Problem, Version
from build_tools.record.files import own_text
from build_tools.record.wanted import EVERYTHING, Wanted

SEALS = "sealed.sha256"
FACTS = [
    *("amendment", "title", "route", "from", "direction", "effect", "withdrawn", "correction"),
    *("decisions", "direction-text"),
]
"""What makes a version law, as a seal names it, in the order in which it stands there; the last
two are files, known by their hashes."""

MAX_PROBLEMS = 50
"""After so many lines that are no seals no more are read: it is some other file."""

_HEAD = re.compile(r"# ([a-z0-9][a-z0-9.-]*)@(\d+(?:\.\d+)*[A-Z]?)", re.ASCII)
_FACT = re.compile(rf"#   ({'|'.join(FACTS)}): (\S.*)")
_AGAIN = re.compile(r"#   again: ([1-9]\d{0,3})", re.ASCII)
_HASH = re.compile(r"([0-9a-f]{64})  ([a-z0-9][a-z0-9.-]*/\d+(?:\.\d+)*[A-Z]?\.md)", re.ASCII)
_FORM = f"{'0' * 8}…{'0' * 8}  rules/3.0.md, as `corpus seal rules@3.0` writes it"


@dataclass(frozen=True, slots=True)
class Seal:
    """What one seal pins: the text of a version, and what made it law."""

    name: str
    """The version: `mtad@3.0`."""
    path: Path
    """The version's file."""
    sha256: str
    facts: Mapping[str, str]
    """By the names in `FACTS`; empty in a seal of the text alone, as they once were."""
    line: int
    """Of the hash."""
    again: int = 1
    """How often the seals of the version have come to say this; so no two of them are the same
    lines, and no signature of one serves for another.
    """

    def pins(self) -> tuple[str, dict[str, str]]:
        """What it says, wherever it stands and however often."""
        return self.sha256, dict(self.facts)

    def lines(self) -> Iterator[str]:
        """What stands in the file."""
        if self.facts:
            yield f"# {self.name}"
        if self.again > 1:
            yield f"#   again: {self.again}"
        for name in FACTS:
            if name in self.facts:
                yield f"#   {name}: {self.facts[name]}"
        yield f"{self.sha256}  {_below(self.name)}"


@dataclass(slots=True)
class _Reading:
    """The lines read so far."""

    root: Path
    path: Path
    seals: list[Seal] = field(default_factory=list)
    of_version: dict[str, list[Seal]] = field(default_factory=dict)
    """The same by the names of the versions."""
    problems: list[Problem] = field(default_factory=list)
    head: str = ""
    """The version that the comments above are of."""
    again: int = 1
    facts: dict[str, str] = field(default_factory=dict)

    def read(self, number: int, line: str) -> None:
        """One line more."""
        if not self.facts and (found := _HEAD.fullmatch(line)) and not self.head:
            self.head = f"{found[1]}@{found[2]}"
        elif (found := _AGAIN.fullmatch(line)) and self.head and self.again == 1 and not self.facts:
            self.again = int(found[1])
        elif (found := _FACT.fullmatch(line)) and self.head and found[1] not in self.facts:
            self.facts[found[1]] = found[2]
        else:
            self._close(number, line)

    def _close(self, number: int, line: str) -> None:
        """The line that ends a seal, or one that belongs to none."""
        found = _HASH.fullmatch(line)
        name = found[2].removesuffix(".md").replace("/", "@") if found else ""
        if found is None or self.head not in ("", name) or (self.head and not self.facts):
            self._refuse(number, "is no seal", line)
        elif self.facts and "direction" not in self.facts:
            self._refuse(number, f"seals {name}, and names no `direction` that made it law", line)
        else:
            path = self.root / found[2]
            self._add(Seal(name, path, found[1], self.facts, number, self.again), line)
        self.head, self.again, self.facts = "", 1, {}

    def _refuse(self, number: int, message: str, line: str) -> None:
        self.problems.append(_problem(self.path, number, message, line, _FORM))

    def _add(self, seal: Seal, line: str) -> None:
        earlier = self.of_version.setdefault(seal.name, [])
        if earlier and earlier[-1].pins() == seal.pins():
            first = earlier[-1].line
            message = f"`{_below(seal.name)}` is sealed a second time; the first is on line {first}"
            self.problems.append(_problem(self.path, seal.line, message, line))
        elif earlier and earlier[-1].sha256 != seal.sha256:
            message = f"`{_below(seal.name)}` has another hash than on line {earlier[-1].line}"
            form = "no seal of another text; a correction is a new version"
            self.problems.append(_problem(self.path, seal.line, message, line, form))
        elif seal.again != (times := _times(seal, earlier)):
            message = f"{seal.name} is sealed so for time {times}, and its seal says otherwise"
            form = f"#   again: {times}, below its name" if times > 1 else "a seal without `again`"
            self.problems.append(_problem(self.path, seal.line, message, line, form))
        else:
            self.seals.append(seal)
            earlier.append(seal)


def _times(seal: Seal, earlier: Sequence[Seal]) -> int:
    """How often a version is sealed as this seal has it, this one counted."""
    return 1 + sum(each.pins() == seal.pins() for each in earlier)


def read_seals(root: Path) -> tuple[list[Seal], list[Problem]]:
    """The seals of a record, in the order of the file, and each line that is none; both empty
    without such a file.
    """
    try:
        return parse_seals(root, own_text(root / SEALS, root) or "")
    except CorpusError as error:
        return [], list(error.problems)


def parse_seals(root: Path, text: str) -> tuple[list[Seal], list[Problem]]:
    """The seals that a text of the file holds, and each line that is none."""
    reading = _Reading(root, root / SEALS)
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        reading.read(number, line)
        if len(reading.problems) == MAX_PROBLEMS:
            message = "has too many mistakes to read on"
            reading.problems.append(_problem(root / SEALS, number, message))
            break
    if reading.head:
        end = text.count("\n")
        reading.problems.append(_problem(root / SEALS, end, "ends within a seal", form=_FORM))
    return reading.seals, reading.problems


def seals_by_version(seals: Sequence[Seal]) -> dict[str, list[Seal]]:
    """The seals of each version by its name, the first first."""
    ordered = sorted(seals, key=attrgetter("name"))
    return {name: list(each) for name, each in groupby(ordered, key=attrgetter("name"))}


def with_seal(root: Path, version: Version, facts: Mapping[str, str]) -> str:
    """The text of the file with a seal of this version of the record, in the order of paths and
    after those that the version has; as it is where the last of these says the same. A seal of the
    text alone becomes one that says more.
    """
    seals = [seal for seal in read_seals(root)[0] if seal.facts or seal.name != version.name]
    new = Seal(version.name, Path(version.path), version.sha256, dict(facts), 0)
    mine = [seal for seal in seals if seal.name == version.name]
    if not mine or mine[-1].pins() != new.pins():
        seals.append(replace(new, again=_times(new, mine)))
    ordered = sorted(seals, key=lambda seal: _below(seal.name))
    return "".join("\n".join(seal.lines()) + "\n" for seal in ordered)


def sealed(root: Path) -> frozenset[Path]:
    """The files of the record whose text may never change again, as paths below `root`; whoever
    writes asks this.
    """
    return frozenset(seal.path for seal in read_seals(root)[0])


def broken_seals(root: Path, wanted: Wanted = EVERYTHING) -> Iterator[Problem]:
    """Each line of `sealed.sha256` that is no seal, and each sealed version whose text is wanted
    and has changed or gone.
    """
    seals, problems = read_seals(root)
    yield from problems
    for name, each in seals_by_version(seals).items():
        document, _, label = name.partition("@")
        if not wanted.reads_text(document, label):
            continue
        if (problem := _broken(each[0], root)) is not None:
            yield problem


def _broken(seal: Seal, root: Path) -> Problem | None:
    """What is wrong with the file that a seal is of."""
    if seal.path.is_symlink():
        form = f"the file {seal.path.as_posix()} itself"
        return _problem(seal.path, 0, "is sealed and has become a symbolic link", form=form)
    if not seal.path.is_file():
        message = f"`{_below(seal.name)}` is sealed and has gone"
        form = f"the file {seal.path.as_posix()} as it was sealed"
        return _problem(root / SEALS, seal.line, message, form=form)
    try:
        data = seal.path.read_bytes()
    except OSError as error:
        return _problem(seal.path, 0, f"is sealed and cannot be read: {error.strerror}")
    found = hashlib.sha256(data).hexdigest()
    as_written = hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
    # What git did to its line endings alone is told when the file is read.
    if seal.sha256 in (found, as_written):
        return None
    hashes = f"its SHA-256 is {found[:16]}…, and was {seal.sha256[:16]}…"
    form = "the text as it was sealed; a correction is a new version"
    return _problem(seal.path, 0, f"is sealed and has changed: {hashes}", form=form)


def _below(name: str) -> str:
    """The path of a version below the record: `mtad/3.0.md`."""
    return f"{name.replace('@', '/')}.md"


def _problem(path: Path, line: int, message: str, source: str = "", form: str = "") -> Problem:
    return Problem(path=path.as_posix(), line=line, message=message, source=source, form=form)
