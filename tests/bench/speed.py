"""`python tests/bench speed [--short]`: how long the work takes, as multiples of what
markdown-it-py takes on the same texts.

All of it is measured in one run, the best of several, in time of the processor: the speed of the
machine falls out of the ratios, and mostly its load. The long texts come from ../shared/corpora;
without it there is nothing to measure. `--short` takes a tenth of the text, and ends with 1 where a
bound is not kept; its bounds are wide, for so little work is told from other work with difficulty.
"""

import io
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import docx
from markdown_it import MarkdownIt

from build_tools.compare.redline import redline
from build_tools.model import Version
from build_tools.record.files import load_file
from build_tools.render import redline_fragment
from build_tools.text.markdown import parse
from build_tools.word import read_docx
from tests.bench.contest import blocks_kept, limited, texts_kept
from tests.bench.options import read_options
from tests.bench.peers import ENGINES, installed, make_ready, takes, text_of
from tests.paths import ROOT, SHARED

CORPORA = SHARED / "corpora"
WORDS = 63_000
EDITS = 30
MANY_WORDS = 48_800
MANY_EDITS = 604
RUNS = 5
PATIENCE = 90
"""Seconds that another engine may take over the long text."""
_KEEPS_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"
_MEASURE = (
    "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
)
"""What a process prints last of all: the most memory that it has held, in kilobytes. (`resource`
tells that of its parent where that held more.)"""


def main(arguments: list[str]) -> None:
    """Print every ratio with its bound, and how other engines do on the long text."""
    if not CORPORA.is_dir():
        sys.exit("no long texts to measure: ../shared/corpora is absent")
    short = read_options(__doc__, arguments).short
    missed = False
    for ratio in _short_ratios() if short else _ratios():
        missed = missed or ratio.verdict == "MISSED"
        sys.stdout.write(
            f"{ratio.verdict:6}  {ratio.found:6.2f}  at most {ratio.bound:g}  {ratio.name}\n"
        )
    for line in _race(WORDS // 10 if short else WORDS):
        sys.stdout.write(f"{line}\n")
    if short and missed:
        sys.exit(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A measured ratio and the most that it may be."""

    name: str
    found: float
    bound: float

    @property
    def verdict(self) -> str:
        """Whether the bound is kept."""
        return "met" if self.found <= self.bound else "MISSED"


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """The shortest of several runs, in seconds of the processor."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _short_ratios() -> Iterator[Ratio]:
    short = text(WORDS // 10)
    few = Texts(short, edited(short, EDITS // 10))
    name = "compare 6,300 words with 3 edits / parse both"
    yield Ratio(name=name, found=few.compare / few.peer_parse, bound=1)
    name = "the same, files to HTML / parse and render both"
    yield Ratio(name=name, found=few.whole / few.peer_render, bound=5)


def _ratios() -> Iterator[Ratio]:
    long = text(WORDS)
    few = Texts(long, edited(long))
    yield Ratio(
        name="compare 63,000 words with 30 edits / parse both",
        found=few.compare / few.peer_parse,
        bound=0.25,
    )
    yield Ratio(
        name="the same, files to HTML / parse and render both",
        found=few.whole / few.peer_render,
        bound=1.3,
    )
    yield Ratio(name="the same, memory / that of parse and render", found=_memory(few), bound=3)
    new = Texts(long, rewritten(long, 0.9))
    yield Ratio(
        name="nearly all words rewritten, files to HTML / 30 edits",
        found=new.whole / few.whole,
        bound=3,
    )
    short = text(WORDS // 10)
    tenth = Texts(short, edited(short, EDITS // 10))
    yield Ratio(
        name="ten times the length, files to HTML / once", found=few.whole / tenth.whole, bound=11
    )
    many = Texts(*many_edits())
    yield Ratio(
        name="compare 48,800 words with 604 edits / parse both",
        found=many.compare / many.peer_parse,
        bound=1.5,
    )
    grid = table(2000)
    rows = Texts(grid, table(2000, changed=True))
    yield Ratio(
        name="compare a table of 2,000 rows and 8 columns / parse",
        found=rows.compare / rows.peer_parse,
        bound=5,
    )
    yield from _starts()
    yield from _word()
    worst, name = max(_pairs())
    yield Ratio(name=f"compare / parse, the worst of all pairs, {name}", found=worst, bound=10)


def _race(words: int) -> Iterator[str]:
    """Every engine that is installed, from the clean HTML or text of both sides to its own HTML, on
    a text of so many words."""
    long = text(words)
    old, new = text_of(long), text_of(edited(long, words * EDITS // WORDS))
    ours = 0.0
    for name in filter(installed, ENGINES):
        if not takes(name, old, new):
            continue
        make_ready(name)
        start = time.process_time()
        try:
            with limited(PATIENCE):
                result = ENGINES[name](old, new)
        except Exception as failure:  # whatever an engine may raise, it has failed
            yield (
                f"{name:14} {(time.process_time() - start) / ours:6.1f} times ours, then"
                f" {type(failure).__name__}"
            )
            continue
        seconds = time.process_time() - start
        ours = ours or seconds
        kept = "keeps" if texts_kept(result) and blocks_kept(result) else "does not keep"
        yield f"{name:14} {seconds / ours:6.1f} times ours; {kept} text and structure"


class Texts:
    """Two texts, and how long each way through them takes."""

    def __init__(self, old: str, new: str) -> None:
        self.versions = [version(each) for each in (old, new)]
        peer = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.peer_parse = best(lambda: [peer.parse(each.text) for each in self.versions])
        self.peer_render = best(lambda: [peer.render(each.text) for each in self.versions])
        self.compare = best(lambda: redline(*self.versions))
        self.whole = best(
            lambda: redline_fragment(redline(*[version(each.text) for each in self.versions]))
        )


def version(text: str) -> Version:
    return Version(document="text.md", blocks=parse(text))


def text(words: int) -> str:
    """So many words of real texts, cut between blocks; of each long text its last version."""
    blocks: list[str] = []
    for chain in sorted(
        (each for each in CORPORA.glob("chains/*") if each.is_dir()), key=lambda each: each.name
    ):
        for block in sorted(chain.glob("v*.md"))[-1].read_text("utf-8").split("\n\n"):
            if words <= 0:
                return "\n\n".join(blocks) + "\n"
            blocks.append(block)
            words -= len(block.split())
    raise LookupError("the chains hold fewer words than that")


def edited(old: str, edits: int = EDITS, seed: int = 1) -> str:
    """A text with two words replaced in so many of its paragraphs."""
    rng = random.Random(seed)
    blocks = old.split("\n\n")
    prose = [
        at for at, block in enumerate(blocks) if block[:1].isalpha() and len(block.split()) > 20
    ]
    for at in rng.sample(prose, edits):
        words = blocks[at].split(" ")
        start = rng.randrange(1, len(words) - 2)
        words[start : start + 2] = ["amended", "wording"]
        blocks[at] = " ".join(words)
    return "\n\n".join(blocks)


def many_edits() -> tuple[str, str]:
    """A text with very many small edits, about two in each of its paragraphs."""
    old = text(MANY_WORDS)
    half = MANY_EDITS // 2
    return old, edited(edited(old, half), half, seed=2)


def rewritten(old: str, share: float) -> str:
    """A text of which a share of the words are others of the same text, its tables and headings in
    shape."""
    rng = random.Random(2)
    vocabulary = sorted({word for word in old.split() if word.isalpha()})
    return "\n".join(
        " ".join(
            rng.choice(vocabulary) if word.isalpha() and rng.random() < share else word
            for word in line.split(" ")
        )
        for line in old.split("\n")
    )


def table(rows: int, *, changed: bool = False) -> str:
    """A numbered table of eight columns; changed, with twenty cells reworded and a row inserted
    before most others."""
    rng = random.Random(3)
    words = sorted({word for word in text(5000).split() if word.isalpha()})
    cells = [
        [" ".join(rng.choices(words, k=rng.randint(1, 6))) for _ in range(7)] for _ in range(rows)
    ]
    if changed:
        for row in rng.sample(cells, 20):
            row[rng.randrange(7)] = "another text"
        cells.insert(rows // 3, ["a row that was not there before", *cells[0][1:]])
    lines = [f"| {at} | {' | '.join(row)} |" for at, row in enumerate(cells, start=1)]
    head = "| No. | A | B | C | D | E | F | G |\n|---|---|---|---|---|---|---|---|"
    return "\n".join(["Table 1: Long", "", head, *lines]) + "\n"


def _pairs() -> Iterator[tuple[float, str]]:
    """For each real pair, how much longer comparing takes than markdown-it-py's parse."""
    peer = MarkdownIt("commonmark", {"html": False}).enable("table")
    for line in (CORPORA / "pairs/manifest.jsonl").read_text("utf-8").splitlines():
        name = json.loads(line)["id"]
        old, new = (load_file(CORPORA / "pairs" / name / f"{side}.md") for side in ("old", "new"))
        parse_both = best(partial(peer.parse, old.text), 3) + best(partial(peer.parse, new.text), 3)
        yield best(partial(redline, old, new), 3) / parse_both, name


def _word() -> Iterator[Ratio]:
    """A Word file of about 150 pages with tracked changes, imported, over python-docx merely
    opening and saving it."""
    (path,) = (CORPORA / "docx/oasis-sarif").glob("cd_sarif-v2.0-issue-84-*.docx")
    peer = best(lambda: docx.Document(str(path)).save(io.BytesIO()))
    yield Ratio(
        name="import a Word file of 150 pages / python-docx opens and saves it",
        found=best(lambda: read_docx(path, "accept")) / peer,
        bound=20,
    )
    ours = (
        "from pathlib import Path; from build_tools.word import read_docx;"
        f" read_docx(Path({str(path)!r}), 'accept')"
    )
    theirs = f"import docx, io; docx.Document({str(path)!r}).save(io.BytesIO())"
    yield Ratio(name="the same, memory", found=peak(ours) / peak(theirs), bound=1.5)


def _starts() -> Iterator[Ratio]:
    """How long a process takes that imports, or compares two short files, over one that imports
    markdown-it-py: some 50 ms on a machine where `redline` of two such files takes 40."""
    folder = ROOT / ".cache/bench"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, days in (("short-old.md", 5), ("short-new.md", 10)):
        (folder / name).write_text(f"1.1 Notice is given {days} Working Days before.\n\n" * 42)
        files.append(str(folder / name))
    peer = process_time("import markdown_it")
    command = f"import sys; sys.argv[1:] = {['redline', *files]}; from build_tools.cli import main"
    for name, code, bound in (
        ("import build_tools", "import build_tools", 0.5),
        ("import the engine", "from build_tools import parse_version, redline; redline", 4),
        ("corpus redline of two files of 2 kB", f"{command}; main()", 7),
    ):
        found = process_time(code) / peer
        yield Ratio(name=f"{name} / import markdown-it-py", found=found, bound=bound)


def process_time(code: str) -> float:
    """The shortest of several runs of a process, in seconds of the processor. The first keeps the
    byte code of what it imports, as pip has kept that of every package that it installed."""
    keeping = {name: value for name, value in os.environ.items() if name != _KEEPS_NO_BYTE_CODE}
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=keeping)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def _memory(texts: Texts) -> float:
    """The most memory that files to HTML takes, over that of markdown-it-py's parse and render,
    each in a process."""
    folder = ROOT / ".cache/bench"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in ("old.md", "new.md")]
    for path, version in zip(paths, texts.versions, strict=True):
        path.write_text(version.text, "utf-8")
    read = (
        f"texts = [open(path, encoding='utf-8').read() for path in {[str(path) for path in paths]}]"
    )
    peer = (
        f"from markdown_it import MarkdownIt; {read}; md = MarkdownIt('commonmark', {{'html':"
        " False}).enable('table')"
    )
    ours = (
        "from pathlib import Path; from build_tools.record.files import load_file; from"
        " build_tools.compare.redline import redline; from build_tools.render import"
        f" redline_fragment; paths = [Path(p) for p in {[str(path) for path in paths]}]"
    )
    return peak(f"{ours}; redline_fragment(redline(*map(load_file, paths)))") / peak(
        f"{peer}; [md.render(text) for text in texts]"
    )


def peak(code: str) -> int:
    """The most memory that a process running `code` holds, in kilobytes."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_MEASURE}"], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1])
