"""The rule on margins: what is set in so far that markdown takes it for something else."""

import re
from collections.abc import Iterator

from build_tools.check.context import Line, TextContext, block_lines
from build_tools.model import Block
from build_tools.model.problems import Problem
from build_tools.text.labels import split_label

_SET_IN = re.compile(r" {4}| {0,3}\t")
_FENCE = re.compile(r"```|~~~")
_LEADS_ON = re.compile(r"(?:[;:,.]|\b(?:and|or|und|oder))\s*$")
"""How a line ends after which a provision may begin."""


def indented(context: TextContext) -> Iterator[Problem]:
    """No provision is set in by four spaces: markdown takes it for code, or for a part of the
    paragraph above.
    """
    for block in context.version.body:
        if block.kind == "code":
            yield from _taken_for_code(context, block)
        elif block.kind == "paragraph":
            yield from _taken_for_the_same(context, block)


def _taken_for_code(context: TextContext, block: Block) -> Iterator[Problem]:
    """Of code that stands between no fences: each provision in it, or else its first line."""
    first, *others = block_lines(block)
    if _FENCE.search(first[1]):
        return
    labelled = [each for each in (first, *others) if _label(each)]
    for each in labelled:
        message = f"`{_label(each)}` is set in by four spaces, so this is code and no text"
        yield _problem(context, each, message, f"{each[1].strip()}, at the margin")
    if not labelled:
        form = "the words at the margin; or, where they are code, a line of ``` above and below"
        message = "is set in by four spaces, so this is code and no text"
        yield _problem(context, first, message, form)


def _taken_for_the_same(context: TextContext, block: Block) -> Iterator[Problem]:
    """Each provision that goes on with another, where it was to begin a paragraph of its own."""
    before = ""
    for each in block_lines(block):
        label, line = _label(each), each[1]
        if label and _SET_IN.match(line) and _LEADS_ON.search(before):
            message = f"`{label}` is set in by four spaces, so it goes on with the paragraph above"
            form = f"{line.strip()}, at the margin, after an empty line"
            yield _problem(context, each, message, form)
        before = line


def _label(line: Line) -> str:
    return split_label(line[1].strip())[0]


def _problem(context: TextContext, line: Line, message: str, form: str) -> Problem:
    number, text = line
    return context.problem(number, message, len(text) - len(text.lstrip()) + 1, form)
