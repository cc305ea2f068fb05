"""`python tests/bench word [--short]`: how long a Word file of 150 pages takes to write, its
memory, how much a redline marks.

Writing is set beside python-docx merely opening and saving the same file, in the same run, the best
of several, in time of the processor. What a redline marks is counted in its file and set beside
what the redline itself says changed. `--short` takes a short text, and nothing of real pairs.
"""

import io
import statistics
import sys
from collections.abc import Iterator

import docx

from build_tools.compare.redline import redline
from build_tools.model import Redline
from build_tools.record.files import load_file
from build_tools.word import redline_docx, version_docx
from tests.bench.options import read_options
from tests.bench.speed import EDITS, Texts, best, edited, peak, text
from tests.paths import ROOT
from tests.real_pairs import CORPORA, pair_names, sides
from tests.word.revisions import marked

WORDS = 54_000
"""About 150 pages as the house's template lays them out."""
LONGEST = 200_000
"""Characters of a text; longer ones are left out."""


def main(arguments: list[str]) -> None:
    """Print every figure."""
    if not CORPORA.is_dir():
        sys.exit("no real texts to measure: ../shared/corpora is absent")
    short = read_options(__doc__, arguments).short
    for line in (*_speed(WORDS // 20 if short else WORDS), *(() if short else _sizes())):
        sys.stdout.write(f"{line}\n")


def _speed(words: int) -> Iterator[str]:
    long = text(words)
    edits = max(1, EDITS * words // WORDS)
    texts = Texts(long, edited(long, edits))
    old, new = texts.versions
    compared = redline(old, new)
    file = version_docx(new)
    peer = best(lambda: docx.Document(io.BytesIO(file)).save(io.BytesIO()))
    yield f"{peer:6.2f} s  python-docx opens and saves {words:,} words, {len(file) // 1000} kB"
    yield f"{best(lambda: version_docx(new)) / peer:6.2f}    times that: export"
    yield (
        f"{best(lambda: redline_docx(compared)) / peer:6.2f}    times that: a redline with {edits}"
        " edits, once compared"
    )
    path = ROOT / ".cache/bench/long.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(long, "utf-8")
    saved = path.with_suffix(".docx")
    saved.write_bytes(file)
    ours = peak(
        "from pathlib import Path; from build_tools.record.files import load_file; "
        f"from build_tools.word import version_docx; version_docx(load_file(Path({str(path)!r})))"
    )
    theirs = peak(f"import docx, io; docx.Document({str(saved)!r}).save(io.BytesIO())")
    yield f"{ours // 1000:6} MB at most for export; python-docx {theirs // 1000} MB"


def _sizes() -> Iterator[str]:
    ratios = []
    for name in pair_names(german=False):
        old, new = map(load_file, sides(name))
        if max(len(old.text), len(new.text)) <= LONGEST:
            compared = redline(old, new)
            ratios.append((marked(redline_docx(compared)) / max(said(compared), 1), name))
    ratios.sort()
    few = sum(ratio <= 1.2 for ratio, _ in ratios)
    yield (
        f"{statistics.median(ratio for ratio, _ in ratios):6.2f}    characters marked to characters"
        " changed, median"
    )
    yield f"{few:6}    of {len(ratios)} real pairs at most 1.2; above: " + ", ".join(
        f"{name} {ratio:.1f}" for ratio, name in ratios[few:]
    )


def said(compared: Redline) -> int:
    """How many characters a redline says were deleted and inserted, the numbers of provisions too;
    moved ones twice."""
    count = 0
    for change in compared.changes:
        moved = any(kind.endswith("move") for kind in change.kinds)
        labels = change.old_label or "", change.new_label or ""
        if moved or labels[0] != labels[1]:
            count += sum(map(len, labels))
        if change.edits and not moved:
            count += sum(len(edit.text) for edit in change.edits if edit.op in "+-")
        elif moved or change.old != change.new:
            count += sum(
                len(side.replace(" | ", "").replace("\n", "")) for side in (change.old, change.new)
            )
    return count
