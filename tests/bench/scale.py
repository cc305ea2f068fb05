"""`python tests/bench scale [--short]`: what a site costs as its versions and its documents grow.

A planted record of one document with more and more versions, and of more and more documents, is
built with mkdocs, each from nothing: processor time, the most memory, files and bytes, and by which
power each grows. Then the largest is built again as it is, with one version more, and with two
jobs; and as many pages of the same text by plain Material for MkDocs. `--short` does all of that
with short texts and few versions; it ends with 1 where a bound is not kept, and those are wide.

`python tests/bench scale plant FOLDER DOCUMENTS VERSIONS [SIZE]` writes such a record, and stops.
"""

import json
import math
import statistics
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from pathlib import Path
from shutil import rmtree

from build_tools.compare.redline import redline
from build_tools.text.markdown import parse_version
from tests.bench.building import Cost, build, processors
from tests.bench.one_version import drawn_alone
from tests.bench.options import read_options
from tests.bench.planted_record import SIZE, PlantedRecord, document_id
from tests.bench.speed import Ratio, best

_SAMPLED = 4
"""Of so many steps it is measured what parsing and comparing cost."""
_PLAIN = (10, 40)
"""How many pages are built by plain Material."""
_PLAIN_CONFIG = {
    "site_name": "Plain",
    "theme": {"name": "material", "font": False},
    "plugins": [],
    "nav": ["index.md"],
    "markdown_extensions": ["attr_list", "footnotes", "tables", "toc"],
}
"""As little as shows such a text; the pages stand in no navigation, which costs by their square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is built, and what it may cost."""

    versions: Sequence[int]
    """Of one document."""
    documents: Sequence[int]
    """Of `each` versions."""
    each: int = 10
    size: int = SIZE
    exponent: float = 1.1
    """By which power of either time and bytes may grow."""
    memory: float = 1000
    """Megabytes."""
    again: float = 0.1
    """A second build, of the time of the first."""
    one_more: float = 0.03
    """A build with one version more, likewise."""
    two_jobs: float = 0.6
    """Two jobs, of the time on the clock of one."""
    peer: float = 0.25
    """Of the processor time of plain Material for as many pages."""
    version: float = 3
    """A version with its pages and files, of the time that it takes to parse and compare it."""


WHOLE = Series(versions=(10, 20, 40, 80), documents=(5, 10, 20, 40))
SHORT = Series(
    versions=(4, 8, 16),
    documents=(2, 4, 8),
    each=3,
    size=6_000,
    exponent=1.2,
    again=math.inf,
    one_more=math.inf,
    two_jobs=math.inf,
    peer=math.inf,
    version=math.inf,
)
"""What a build costs whatever it builds is most of it here, so these are only told."""


def main(arguments: list[str]) -> None:
    """Print the tables, and what is more than it may be."""
    if arguments[:1] == ["plant"]:
        _plant(Path(arguments[1]), *map(int, arguments[2:]))
        return
    short = read_options(__doc__, arguments).short
    series = SHORT if short else WHOLE
    missed = False
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        for line in _measured(series, Path(folder)):
            missed = missed or (isinstance(line, Ratio) and line.verdict == "MISSED")
            sys.stdout.write(f"{_shown(line)}\n")
            sys.stdout.flush()
    if short and missed:
        sys.exit(1)


def _shown(line: str | Ratio) -> str:
    if isinstance(line, str):
        return line
    bound = "" if line.bound == math.inf else f"at most {line.bound:g}"
    verdict = line.verdict if bound else ""
    return f"{verdict:6}  {line.found:7.2f}  {bound:12}  {line.name}"


def _plant(folder: Path, documents: int, versions: int, size: int = SIZE) -> None:
    PlantedRecord(folder=folder, documents=documents, versions=versions, size=size).write()


def _measured(series: Series, folder: Path) -> Iterator[str | Ratio]:
    yield "versions documents    CPU s  elapsed      MB   files        bytes   pages"
    chain = [_record(folder, series, 1, versions) for versions in series.versions]
    costs = yield from _each_built(chain)
    yield from _growth("versions", series, series.versions, costs)
    yield from _one_version(series, chain[-1], costs)
    _removed(chain)
    many = [_record(folder, series, documents, series.each) for documents in series.documents]
    costs = yield from _each_built(many)
    yield from _growth("documents", series, series.documents, costs)
    _removed(many[:-1])
    yield _beside_peer(series, many[-1], costs[-1], folder / "peer")
    yield from _rebuilt(series, many[-1], costs[-1])


def _record(folder: Path, series: Series, documents: int, versions: int) -> PlantedRecord:
    project = folder / f"{documents}-{versions}"
    return PlantedRecord(folder=project, documents=documents, versions=versions, size=series.size)


def _removed(records: Iterable[PlantedRecord]) -> None:
    for record in records:
        rmtree(record.folder)
        rmtree(_cache(record), ignore_errors=True)


def _each_built(records: Iterable[PlantedRecord]) -> Generator[str, None, list[Cost]]:
    """Written and built from nothing: a line for each; what each cost."""
    costs = []
    for record in records:
        record.write()
        cost = _from_nothing(record)
        costs.append(cost)
        yield (
            f"{record.versions:8} {record.documents:9} {cost.seconds:8.1f} {cost.elapsed:8.1f}"
            f" {cost.memory:7.0f} {cost.files:7,} {cost.bytes:12,} {cost.pages:7,}"
        )
    return costs


def _cache(record: PlantedRecord) -> Path:
    """Beside the project: within it nothing would be kept."""
    return record.folder.with_name(f"{record.folder.name}-cache")


def _from_nothing(record: PlantedRecord, jobs: int = 1) -> Cost:
    for each in (_cache(record), record.folder / "site"):
        rmtree(each, ignore_errors=True)
    return build(record.folder, _cache(record), jobs=jobs)


def _growth(
    name: str, series: Series, sizes: Sequence[int], costs: Sequence[Cost]
) -> Iterator[Ratio]:
    """By which power each cost grows, and the most memory."""
    for what in ("seconds", "files", "bytes"):
        found = slope(sizes, [getattr(cost, what) for cost in costs])
        yield _told(f"power of {what} by {name}", found, series.exponent)
    yield _told(f"MB, {name}", max(cost.memory for cost in costs), series.memory)


def _told(name: str, found: float, bound: float) -> Ratio:
    return Ratio(name=name, found=found, bound=bound)


def slope(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The power by which costs grow: that of a straight line through the logarithms."""
    return statistics.linear_regression(
        list(map(math.log, sizes)), list(map(math.log, costs))
    ).slope


def _one_version(series: Series, record: PlantedRecord, costs: Sequence[Cost]) -> Iterator[Ratio]:
    """One of the later versions over parsing and comparing it: with what is made of it and of its
    step alone; and all that it adds to a site, which tells of all versions together too."""
    more = (costs[-1].seconds - costs[-2].seconds) / (series.versions[-1] - series.versions[-2])
    folder = record.folder / "versions" / document_id(1)
    texts = [
        (folder / f"{record.versions - at}.0.md").read_text() for at in range(_SAMPLED, -1, -1)
    ]
    parsing = best(lambda: list(map(parse_version, texts)), 3) / len(texts)
    pairs = list(pairwise(map(parse_version, texts)))
    comparing = best(lambda: [redline(*pair) for pair in pairs], 3) / len(pairs)
    apart = parsing + comparing
    alone = drawn_alone(record.folder / "versions", document_id(1), _SAMPLED)
    name = "a version, its step, both pages and their files / parse and compare it"
    yield _told(name, (apart + alone) / apart, series.version)
    name = "all that a version more adds to the site / parse and compare it"
    yield _told(name, more / apart, math.inf)


def _beside_peer(series: Series, record: PlantedRecord, cost: Cost, folder: Path) -> Ratio:
    """Over plain Material for MkDocs with a page of text for each of our pages that holds one: the
    time of so many pages is told from that of a few and of more, for it grows as they do."""
    few, more = (_plain(record, folder / str(pages), pages) for pages in _PLAIN)
    each = (more.seconds - few.seconds) / (_PLAIN[1] - _PLAIN[0])
    pages = _pages_of_text(record)
    peer = few.seconds + each * (pages - _PLAIN[0])
    name = f"processor time / plain Material, {pages:,} pages of text at {each * 1000:.0f} ms"
    return _told(name, cost.seconds / peer, series.peer)


def _pages_of_text(record: PlantedRecord) -> int:
    """How many pages are at least as long as the text that a document began with."""
    pages = (record.folder / "site").rglob("*.html")
    return sum(path.stat().st_size > record.size for path in pages)


def _plain(record: PlantedRecord, project: Path, pages: int) -> Cost:
    """What a project costs whose pages are the texts of the record, and nothing else."""
    docs = project / "docs"
    docs.mkdir(parents=True)
    texts = sorted((record.folder / "versions").glob("*/*.md"))
    for at, path in enumerate(islice(cycle(texts), pages)):
        (docs / f"page-{at}.md").write_text(path.read_text())
    (docs / "index.md").write_text("# Home\n")
    (project / "mkdocs.yml").write_text(json.dumps(_PLAIN_CONFIG))
    cost = build(project, project / "cache", strict=False)
    rmtree(project)
    return cost


def _rebuilt(series: Series, record: PlantedRecord, first: Cost) -> Iterator[Ratio]:
    """The same again, with one version more, and by two jobs; of the time of the first build."""
    again = build(record.folder, _cache(record), jobs=1)
    versions = record.documents * record.versions
    name = f"processor time of a second build of {versions} versions / first"
    yield _told(name, again.seconds / first.seconds, series.again)
    record.add_version(1)
    more = build(record.folder, _cache(record), jobs=1)
    name = f"processor time with one version more than {versions} / first"
    yield _told(name, more.seconds / first.seconds, series.one_more)
    if processors() > 1:
        both = _from_nothing(record, jobs=2)
        yield _told("elapsed, two jobs / one", both.elapsed / first.elapsed, series.two_jobs)
