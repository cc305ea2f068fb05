"""What is mutated: the texts, records and Word files of this repository, and, where they are at
hand, the real ones of ../shared."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.compare.redline import redline
from build_tools.record import load
from build_tools.word import redline_docx, version_docx
from tests.paths import RECORD, ROOT, SHARED

LARGEST = 24_000
"""Bytes of a text; larger ones leave too little time for others."""
LARGEST_WORD = 60_000

HOSTILE = """\
---
document: pond
version: "1.0"
---

# Pond Rules

## 1 Boats

**Boat** means a thing that floats[^1], and **Oar** has the meaning given in Clause 2.1(a)(i).

1.1 A member may, subject to Clauses 1.2 to 1.4 and Table 1.1, take `one` boat by 31 January 2023.

(a) before noon;

(i) with *two* oars, ~~or~~

(A) £1,250.50, 12.5 % or 10 Working Days;

1.2 See [the pond](https://pond.example.org "Pond").

Table 1.1: Boats

| No. | Boat | <br> | End date |
|:---:|---|--:|---|
| 1 | Teal | 3 | 5 May 2024 |
| 2 | << | ^^ | not recorded |
| 3 | Coot \\| Rail | a<br>b | |

> A quoted line.

- one
    - two

```text
if open:
	close()
```

## Schedule 2 Weirs

### Part A

1 The weir is closed from 16:00 on 3 May 2024.

[^1]: Not the *Teal*.

    Nor the Coot.
"""


@dataclass(frozen=True, slots=True)
class Seeds:
    """What there is to mutate."""

    pairs: tuple[tuple[str, str], ...]
    """Old and new texts."""
    records: tuple[dict[str, str], ...]
    """The files of small records, by their paths."""
    word_files: tuple[bytes, ...]


@cache
def seeds(*, own: bool) -> Seeds:
    """All that there is; without ../shared when `own`."""
    return Seeds(
        pairs=tuple(_pairs(own=own)),
        records=(_record(RECORD), _record(ROOT / "versions")),
        word_files=tuple(_word_files(own=own)),
    )


def _pairs(*, own: bool) -> Iterator[tuple[str, str]]:
    yield HOSTILE, HOSTILE.replace("may, subject", "must, subject").replace("| 2 |", "| 4 |")
    folders = sorted((ROOT / "tests/compare/golden").iterdir())
    if not own and SHARED.exists():
        folders += sorted((SHARED / "corpora/pairs").iterdir())
    for folder in folders:
        paths = folder / "old.md", folder / "new.md"
        if all(path.is_file() and path.stat().st_size < LARGEST for path in paths):
            yield paths[0].read_text(), paths[1].read_text()


def _record(root: Path) -> dict[str, str]:
    paths = [path for path in sorted(root.rglob("*")) if path.suffix in (".md", ".yml")]
    return {path.relative_to(root).as_posix(): path.read_text() for path in paths}


def _word_files(*, own: bool) -> Iterator[bytes]:
    rules = load(RECORD).document("rules")
    example = load(ROOT / "versions").document("example")
    for document in (rules, example):
        old, new = document.versions[:2]
        yield version_docx(old)
        yield redline_docx(redline(old, new))
    if not own and SHARED.exists():
        for path in sorted((SHARED / "corpora/docx").rglob("*.docx")):
            if path.stat().st_size < LARGEST_WORD:
                yield path.read_bytes()
        for path in sorted((SHARED / "cases").rglob("*.docx")):
            yield path.read_bytes()
