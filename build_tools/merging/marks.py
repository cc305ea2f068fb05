"""A corpus → the marks in its texts that say that two amendments touch the same, each of which somebody must decide."""

from collections.abc import Iterator

from build_tools.errors import Problem
from build_tools.merging.grid import MARK
from build_tools.model import Corpus


def marks_left(corpus: Corpus) -> Iterator[Problem]:
    """Each mark that was left in a text, of whatever stage."""
    for document in corpus.documents:
        for version in document.versions:
            for number, line in enumerate(version.text.split("\n"), 1):
                if (at := line.find(MARK)) >= 0:
                    yield Problem(
                        path=version.path,
                        line=number,
                        column=at + 1,
                        message="two amendments touch this, and which text stands is not decided",
                        source=line,
                        form="the text that stands, without the lines that begin with the mark",
                    )
