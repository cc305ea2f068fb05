"""Names of thresholds in, out how many golden cases and real amendments are redlined otherwise with
values up to half as large or half as large again.

`python tests/bench thresholds MIN_SIMILARITY` takes a minute; without a name, all of them. With
`--short` the golden cases alone.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from build_tools.compare import thresholds
from build_tools.compare.redline import redline
from build_tools.model import Redline, Version
from tests.bench.options import read_options
from tests.paths import SHARED
from tests.reviewing import version_of

GOLDEN = Path(__file__).parents[1] / "compare" / "golden"
REAL = SHARED / "corpora" / "pairs"
LARGE = 250_000
"""Characters of both texts together."""
SHOWN = 4
"""So many of the texts that come out otherwise are named."""


def main(arguments: list[str]) -> None:
    """Print a line for each other value of each threshold."""
    options = read_options(__doc__, arguments, words="THRESHOLD")
    texts = {"golden": list(_texts(GOLDEN))}
    if not options.short:
        texts["real"] = list(_texts(REAL))
    found = {kind: _redlines(versions) for kind, versions in texts.items()}
    for name in options.words or [name for name in vars(thresholds) if name.isupper()]:
        value = getattr(thresholds, name)
        for other in _others(value):
            setattr(thresholds, name, other)
            for kind, versions in texts.items():
                changed = _changed(found[kind], _redlines(versions))
                some = ", ".join(islice(changed, SHOWN))
                print(f"{name} {value} → {other}: {len(changed)} {kind} {some}".rstrip())
        setattr(thresholds, name, value)


def _others(value: Any) -> list[Any]:
    if isinstance(value, float):
        return [round(value * factor, 4) for factor in (0.5, 0.8, 1.2, 1.5)]
    small, large = max(1, value // 5), max(1, value // 2)
    return sorted({value - large, value - small, value + small, value + large})


def _texts(folder: Path) -> Iterator[tuple[str, Version, Version]]:
    for case in sorted(path for path in folder.glob("*") if path.is_dir()):
        old, new = ((case / f"{side}.md").read_text() for side in ("old", "new"))
        if len(old) + len(new) <= LARGE:
            yield case.name, version_of(old), version_of(new)


def _redlines(versions: list[tuple[str, Version, Version]]) -> dict[str, Redline]:
    return {name: redline(old, new) for name, old, new in versions}


def _changed(one: dict[str, Redline], other: dict[str, Redline]) -> list[str]:
    """The names of the texts whose redlines do not mark or list the same; how a pair was found does
    not matter."""
    return [name for name in one if _marks(one[name]) != _marks(other[name])]


def _marks(found: Redline) -> Any:
    passages = [(each.old, each.new, each.edits, each.table, each.tie) for each in found.passages]
    return passages, found.changes
