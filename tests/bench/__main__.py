"""`make bench`: how long each stage takes, as a multiple of what markdown-it-py takes to parse and render the same.

Both are measured in one run, the best of several: the speed of the machine falls out of the ratio, and mostly its load.
The texts are two neighbouring versions from the record and, where ../shared is present, two long ones from elsewhere.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from build_tools.corpus import load_file
from build_tools.model import Version
from build_tools.parse import parse
from build_tools.redline import redline
from build_tools.render.html import redline_html, version_html

HERE = Path(__file__).parents[2]
CHAIN = HERE.parent / "shared/corpora/chains/servercert__docs_BR"
RUNS = 5


def best(work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: the others measure the machine."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def measure(old: Version, new: Version) -> None:
    """Print one line for each stage."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    peer = best(lambda: [markdown.render(version.text) for version in (old, new)])
    compared = redline(old, new)
    stages: dict[str, Callable[[], object]] = {
        "parse both": lambda: [parse(version.text) for version in (old, new)],
        "compare": lambda: redline(old, new),
        "render both": lambda: [list(version_html(version)) for version in (old, new)],
        "render the redline": lambda: list(redline_html(compared)),
    }
    words = sum(len(version.text.split()) for version in (old, new))
    sys.stdout.write(f"{old.name} to {new.name}: {words} words, {len(compared.changes)} changes\n")
    sys.stdout.write(f"  {1000 * peer:9.1f} ms  1.00  markdown-it-py, parse and render both\n")
    for name, work in stages.items():
        taken = best(work)
        sys.stdout.write(f"  {1000 * taken:9.1f} ms  {taken / peer:4.2f}  {name}\n")


def main() -> None:
    """Measure the record's pair, then the long one."""
    measure(load_file(HERE / "versions/mtad/3.0.md"), load_file(HERE / "versions/mtad/4.0.md"))
    if chain := sorted(CHAIN.glob("v*.md")):
        measure(load_file(chain[-2]), load_file(chain[-1]))
    else:
        sys.stdout.write("no long texts: ../shared is absent\n")


if __name__ == "__main__":
    main()
