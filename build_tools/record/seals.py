"""`sealed.sha256` → the hash that each directed version must keep, and what is wrong where one does
not.

The form is that of sha256sum (GNU coreutils), so that `cd versions && sha256sum -c sealed.sha256`
checks the same without this program. Never writes.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import CorpusError, Problem, Version
from build_tools.record.files import leads_outside, read_text

SEALS = "sealed.sha256"
_SEAL = re.compile(r"([0-9a-f]{64})  ([a-z0-9][a-z0-9.-]*/\d+(?:\.\d+)*[A-Z]?\.md)", re.ASCII)
_FORM = f"{'0' * 8}…{'0' * 8}  mtad/3.0.md, as `corpus seal mtad@3.0` writes it"


@dataclass(frozen=True, slots=True)
class Seal:
    """One line of the file."""

    path: Path
    """The version's file."""
    sha256: str
    line: int


def read_seals(root: Path) -> tuple[list[Seal], list[Problem]]:
    """The seals of a record, in the order of the file, and each line that is none; both empty
    without such a file.
    """
    path = root / SEALS
    if not path.exists():
        return [], []
    try:
        if leads_outside(path, root):
            return [], [_problem(path, 0, "is a link that leads out of the record, or nowhere")]
        text = read_text(path, strict=True)
    except CorpusError as error:
        return [], list(error.problems)
    seals: dict[str, Seal] = {}
    problems = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        if (found := _SEAL.fullmatch(line)) is None:
            problems.append(_problem(path, number, "is no seal", line, _FORM))
        elif found[2] in seals:
            first = seals[found[2]].line
            message = f"`{found[2]}` is sealed a second time; the first is on line {first}"
            problems.append(_problem(path, number, message, line))
        else:
            seals[found[2]] = Seal(root / found[2], found[1], number)
    return list(seals.values()), problems


def with_seal(root: Path, version: Version) -> str:
    """The text of the file with a seal of this version of the record, in the order of paths."""
    hashes = {seal.path: seal.sha256 for seal in read_seals(root)[0]}
    hashes[Path(version.path)] = version.sha256
    lines = sorted((path.relative_to(root).as_posix(), sha256) for path, sha256 in hashes.items())
    return "".join(f"{sha256}  {path}\n" for path, sha256 in lines)


def sealed(root: Path) -> frozenset[Path]:
    """The files of the record whose text may never change again, as paths below `root`; whoever
    writes asks this.
    """
    return frozenset(seal.path for seal in read_seals(root)[0])


def broken_seals(root: Path) -> Iterator[Problem]:
    """Each line of `sealed.sha256` that is no seal, and each sealed version that has changed or
    gone.
    """
    seals, problems = read_seals(root)
    yield from problems
    for seal in seals:
        if (problem := _broken(seal, root)) is not None:
            yield problem


def _broken(seal: Seal, root: Path) -> Problem | None:
    """What is wrong with the file that a seal is of."""
    if not seal.path.is_file():
        message = f"`{seal.path.relative_to(root).as_posix()}` is sealed and has gone"
        form = f"the file {seal.path.as_posix()} as it was sealed"
        return _problem(root / SEALS, seal.line, message, form=form)
    try:
        found = hashlib.sha256(seal.path.read_bytes()).hexdigest()
    except OSError as error:
        return _problem(seal.path, 0, f"is sealed and cannot be read: {error.strerror}")
    if found == seal.sha256:
        return None
    hashes = f"its SHA-256 is {found[:16]}…, and was {seal.sha256[:16]}…"
    form = "the text as it was sealed; a correction is a new version"
    return _problem(seal.path, 0, f"is sealed and has changed: {hashes}", form=form)


def _problem(path: Path, line: int, message: str, source: str = "", form: str = "") -> Problem:
    return Problem(path=path.as_posix(), line=line, message=message, source=source, form=form)
