"""Real texts to plant in: files in, slices of them at block boundaries out, and paragraphs and
tables to borrow.

The corpora lie in ../shared; where that is absent, the versions of the record are all there is.
"""

from functools import cache
from pathlib import Path
from random import Random

from build_tools.model import Block, plain
from build_tools.text.markdown import parse
from tests.paths import ROOT, SHARED

CORPORA = SHARED / "corpora"
SHORTEST, LONGEST = 40, 200
"""How many blocks a slice has, where the text has as many."""
TRIES = 30
LENT = 60_000
"""Characters of a text that paragraphs are borrowed from."""


@cache
def paths() -> tuple[Path, ...]:
    """Every text there is, in an order that depends on names alone."""
    folders = (
        (CORPORA, "pairs/P*/old.md"),
        (CORPORA, "chains/*/v*.md"),
        (ROOT / "versions", "**/*.md"),
    )
    return tuple(path for folder, pattern in folders for path in sorted(folder.glob(pattern)))


@cache
def blocks(path: Path) -> tuple[Block, ...]:
    """The blocks of a text but for its front matter."""
    return tuple(block for block in parse(path.read_text()) if block.kind != "front-matter")


@cache
def lenders() -> tuple[Path, ...]:
    """The texts that paragraphs are borrowed from: the long ones take too long to read for that."""
    return tuple(path for path in paths() if path.stat().st_size <= LENT)


@cache
def tabled() -> tuple[Path, ...]:
    """The texts that hold a table."""
    return tuple(path for path in paths() if "\n|" in path.read_text())


def slice_of(rng: Random, *, with_table: bool = False) -> tuple[Path, str]:
    """A text and a slice of it: consecutive blocks, the first at the margin; one of them a table if
    so asked."""
    path = rng.choice(tabled() if with_table else paths())
    found = blocks(path)
    size = min(len(found), rng.randint(SHORTEST, LONGEST))
    starts = [
        at
        for at, block in enumerate(found)
        if block.source[:1] not in " \t>" and at + size <= len(found)
    ] or [0]
    if with_table and (tables := [at for at, block in enumerate(found) if block.table]):
        table = rng.choice(tables)
        starts = [at for at in starts if at <= table < at + size] or starts
    start = rng.choice(starts)
    return path, "".join(block.source for block in found[start : start + size]).lstrip("\n")


def borrowed_paragraph(rng: Random, but: Path, unlike: str = "") -> str:
    """The source of a plain paragraph of another text, which has no five words in a row in common
    with this one."""
    for _ in range(TRIES):
        path = rng.choice(
            [each for each in lenders() if each.parent != but.parent] or list(lenders())
        )
        plain = _plain_paragraphs(path)
        if plain and not _shares_a_phrase(text := rng.choice(plain), unlike):
            return text
    return "Nothing in this Clause affects any right that has accrued before it takes effect."


def borrowed_run(rng: Random, but: Path, count: int, unlike: str) -> list[str]:
    """The sources of some plain paragraphs of another text, neighbours but for what stands between
    them."""
    for _ in range(TRIES):
        path = rng.choice(
            [each for each in lenders() if each.parent != but.parent] or list(lenders())
        )
        plain = _plain_paragraphs(path)
        start = rng.randint(0, max(0, len(plain) - count))
        run = plain[start : start + count]
        if len(set(run)) == count and not any(_shares_a_phrase(text, unlike) for text in run):
            return list(run)
    return []


def _shares_a_phrase(text: str, other: str) -> bool:
    words = text.split()
    phrases = (" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4)))
    return any(phrase in other for phrase in phrases)


@cache
def _plain_paragraphs(path: Path) -> tuple[str, ...]:
    return tuple(block.source.strip() for block in blocks(path) if _is_plain(block))


def _is_plain(block: Block) -> bool:
    source = block.source.strip()
    return (
        block.kind == "paragraph"
        and not block.label
        and not block.term
        and not block.quoted
        and len(block.content) == 1
        and block.text == source
        and 5 <= len(source.split()) <= 120
    )


def borrowed_table(rng: Random, but: Path, unlike: str) -> str | None:
    """The source of a small table of another text, no longer cell of which stands in this one."""
    for _ in range(TRIES):
        path = rng.choice(
            [each for each in tabled() if each.parent != but.parent] or list(tabled())
        )
        tables = [
            block
            for block in blocks(path)
            if block.table and not block.quoted and block.source[:1] not in " \t"
        ]
        small = [block for block in tables if block.table and 2 <= len(block.table.rows) <= 12]
        if small and not _shares_a_cell(block := rng.choice(small), unlike):
            return block.source.strip()
    return None


def _shares_a_cell(block: Block, other: str) -> bool:
    cells = [plain(cell.content) for row in block.table.rows for cell in row] if block.table else []
    return any(cell in other for cell in cells if len(cell.split()) > 2) or not any(cells)
