"""A record of so many documents and versions, with a project round it: a folder and two numbers in,
files out. Every version is the one before it with known amendments planted.

The documents begin as parts of real texts, of about equal length, each another; where ../shared is
absent, as parts of the record, which repeat soon. The same numbers and seed give the same bytes,
and a longer record begins with the versions of a shorter one, so that what one more version costs
can be measured.
"""

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, cycle, islice
from pathlib import Path
from random import Random

from tests.bench.library import blocks, paths
from tests.bench.manuscript import opened
from tests.bench.planting import PLANTERS, PREPARED, with_plants
from tests.planting import write_config
from tests.publishing import marker

SIZE = 60_000
"""Characters of a document at first: the median of the Smart Energy Code, in bytes."""
AMENDED = (1, 8)
"""How many amendments make a version, at least and at most."""
FIRST_DAY = dt.date(2004, 1, 1)
BETWEEN = dt.timedelta(days=90)
"""From one version of a document to the next; eighty of them end before the day that is shown."""
_PLANTS = tuple(name for name in PLANTERS if name not in PREPARED)
_TRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedRecord:
    """What is to be planted; the folder of the project gets the record in `versions`."""

    folder: Path
    documents: int
    versions: int
    size: int = SIZE
    seed: int = 1

    def write(self) -> None:
        """Write the project, which is not there yet, and all versions of all documents."""
        for at in range(1, self.documents + 1):
            self._write_document(at)
        (self.folder / "docs").mkdir()
        (self.folder / "docs/index.md").write_text(f"# Home\n\n{marker('status')}\n")
        write_config(self.folder, [{"Home": "index.md"}])

    def _write_document(self, at: int) -> None:
        name = document_id(at)
        (self.folder / "versions" / name).mkdir(parents=True)
        (self.folder / "versions/amendments").mkdir(exist_ok=True)
        described = {
            "title": f"Planted Document {at}",
            "short_title": name.upper(),
            "place": "Nowhere; planted to be measured",
            "provenance": "Amendments planted in a real text, not a legal text",
        }
        _write_yaml(self.folder / "versions" / name / "document.yml", described)
        text = first_text(at, self.size)
        for number in range(1, self.versions + 1):
            text = text if number == 1 else self._next(at, number, text)
            self._write_version(at, number, text)

    def add_version(self, at: int) -> None:
        """Write one version more of a document than the record was written with."""
        number = self.versions + 1
        path = self.folder / "versions" / document_id(at) / f"{self.versions}.0.md"
        text = path.read_text().split("---\n\n", 1)[1]
        self._write_version(at, number, self._next(at, number, text))

    def _next(self, at: int, number: int, text: str) -> str:
        return amended_text(text, Random(f"{self.seed}:{at}:{number}"))

    def _write_version(self, at: int, number: int, text: str) -> None:
        name = document_id(at)
        amendment = f"{name}-{number}"
        head = {
            "document": name,
            "version": f"{number}.0",
            "amendment": amendment,
            "provenance": "Planted",
        }
        lines = [f"{key}: {json.dumps(value)}" for key, value in head.items()]
        front_matter = "\n".join(["---", *lines, "---", "", ""])
        path = self.folder / "versions" / name / f"{number}.0.md"
        path.write_text(front_matter + text)
        made = self.folder / "versions/amendments" / f"{amendment}.yml"
        _write_yaml(made, _amendment(at, number))


def document_id(at: int) -> str:
    """The id of a document, which are counted from 1."""
    return f"law-{at:02}"


def _amendment(at: int, number: int) -> dict[str, object]:
    """What made a version: issued, and in force half the way to the next."""
    issued = FIRST_DAY + number * BETWEEN + dt.timedelta(days=at % 60)
    step = {"document": document_id(at), "to": f"{number}.0"}
    if number > 1:
        step["from"] = f"{number - 1}.0"
    return {
        "title": f"Planted amendment {number} of document {at}",
        "summary": "Amends what a seed chose.",
        "steps": [step],
        "dates": {
            "consultation-issued": {"actual": issued.isoformat()},
            "effect": {"actual": (issued + BETWEEN / 2).isoformat()},
        },
        "sources": [{"title": "Planted to be measured"}],
    }


def _write_yaml(path: Path, value: object) -> None:
    """JSON is YAML."""
    path.write_text(json.dumps(value, indent=1) + "\n")


# --- Texts ----------------------------------------------------------------------------------------


def amended_text(text: str, rng: Random) -> str:
    """A text with a few amendments planted in it; AssertionError where none finds a place."""
    path = paths()[0]
    for _ in range(_TRIES):
        wanted = rng.choices(_PLANTS, k=rng.randint(*AMENDED))
        manuscript = with_plants(opened(text), wanted, rng, path)
        if manuscript.plants:
            return manuscript.text
    raise AssertionError("the text has a place for no amendment")


def first_text(at: int, size: int) -> str:
    """The text with which a document begins: whole blocks, of so many characters or a few more,
    from about where the document before it ended."""
    taken: list[str] = []
    length = 0
    for source in _blocks_from((at - 1) * size):
        if length >= size:
            break
        taken.append(source.strip("\n") + "\n\n")
        length += len(taken[-1])
    return "".join(taken)


def _blocks_from(place: int) -> Iterator[str]:
    """The blocks of all real texts from a place on, which is counted in bytes; after the last text
    comes the first."""
    texts = _texts()
    ends = list(accumulate(path.stat().st_size for path in texts))
    place %= ends[-1]
    which = bisect_right(ends, place)
    passed = place - ends[which] + texts[which].stat().st_size
    for block in blocks(texts[which]):
        if passed <= 0:
            yield block.source
        passed -= len(block.source)
    for path in islice(cycle(texts), which + 1, None):
        yield from (block.source for block in blocks(path))


@cache
def _texts() -> tuple[Path, ...]:
    """One real text of each folder."""
    of_folders = {path.parent: path for path in reversed(paths())}
    return tuple(reversed(of_folders.values()))
