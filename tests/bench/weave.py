"""`python tests/bench weave [--short] [WORDS OF A CHAIN …]`: what it costs to keep a document as a
weave.

For each chain of real versions: the time of folding as a share of that of the redlines of its
steps, that of reading every version back and holding it to its text likewise, and the bytes of the
JSON beside those of the last version and of all. Times are of the processor, the least of
three. `--short` takes the shortest chain.
"""

import time
from argparse import Namespace
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave.laws import prove
from build_tools.lineage.weave.weaver import Weaver
from build_tools.model import Version, Weave
from build_tools.render.weave_json import weave_json
from build_tools.text.collector import collector_paused
from build_tools.text.markdown import parse_version
from tests.bench.options import read_options
from tests.paths import SHARED

CHAINS = SHARED / "corpora" / "chains"
MOST_FOLDING = 0.15
"""Of the time of the step redlines."""
MOST_OF_LAST, MOST_OF_ALL = 5, 0.3
"""The bytes of the JSON, as multiples of those of the last version and of all together."""
_TIMES = 3

T = TypeVar("T")


def main(arguments: list[str]) -> None:
    """Print a line for each chain, and what is more than it should be."""
    options = read_options(__doc__, arguments, words="CHAIN")
    print(f"{'chain':42} versions  folding  proving  of the last  of all")
    for folder in chains(options):
        print(_line(folder))


def chains(options: Namespace) -> list[Path]:
    """Those whose names have all `words`; with `short` the shortest alone."""
    folders = sorted(each for each in CHAINS.iterdir() if each.is_dir())
    if options.short:
        return [min(folders, key=_length)]
    return [each for each in folders if all(word in each.name for word in options.words)]


def _length(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _line(folder: Path) -> str:
    versions = [
        parse_version(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(folder.glob("v*.md"))
    ]
    comparisons = Comparisons()
    steps, _ = timed(lambda: _compared(versions, Comparisons()))
    _compared(versions, comparisons)
    folding, weave = timed(lambda: _folded(versions, comparisons))
    proving, _ = timed(lambda: prove(weave, versions))
    size = len(weave_json(weave).encode())
    texts = [len(version.text.encode()) for version in versions]
    of_last, of_all = size / texts[-1], size / sum(texts)
    line = (
        f"{folder.name[:42]:42} {len(versions):8}  {folding / steps:7.1%}  {proving / steps:7.1%}"
        f"  {of_last:11.2f}  {of_all:6.1%}"
    )
    found = (folding / steps, of_last, of_all)
    wanted = (MOST_FOLDING, MOST_OF_LAST, MOST_OF_ALL)
    over = any(each > most for each, most in zip(found, wanted, strict=True))
    return f"{line}  over its limit" if over else line


def _compared(versions: list[Version], comparisons: Comparisons) -> None:
    """The redlines of all steps made."""
    for old, new in pairwise(versions):
        comparisons.between(old, new)


@collector_paused()
def _folded(versions: list[Version], comparisons: Comparisons) -> Weave:
    """Folded as `lineage.weave.fold` does, from redlines that are made."""
    weaver = Weaver("chain")
    weaver.start(versions[0])
    for at, (old, new) in enumerate(pairwise(versions)):
        weaver.add(comparisons.between(old, new), at)
    return weaver.weave()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The least time that it takes, and what it gives."""
    times = []
    for _ in range(_TIMES):
        start = time.process_time()
        found = work()
        times.append(time.process_time() - start)
    return min(times), found
