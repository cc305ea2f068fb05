"""Rules on margins: what is set in, or follows so closely, that markdown takes it for something
else.
"""

import re
from collections.abc import Iterator

from build_tools.check.context import Line, TextContext, block_lines
from build_tools.check.series import is_next
from build_tools.model import Block
from build_tools.model.problems import Problem
from build_tools.text.labels import BULLET, FIRST, readings, split_label

_SET_IN = re.compile(r" {4}| {0,3}\t")
_FENCE = re.compile(r"```|~~~")
_LEADS_ON = re.compile(r"(?:[;:,.]|\b(?:and|or|und|oder))\s*$")
"""How a line ends after which a provision may begin."""
_GOES_ON = re.compile(r"(?:and|or|to|und|oder|bis)\b|[,;.)]|$")
"""How words go on that a wrapped line has behind the number of a reference."""
_SET_LIKE_TEXT = re.compile(r" {0,3}(?=\S)")


def indented(context: TextContext) -> Iterator[Problem]:
    """No provision is set in by four spaces, and no item of a list below the one before it:
    markdown takes it for code, or for a part of what stands above.
    """
    begun: set[tuple[str, str]] = set()
    """The provisions in which a list begins with its first, each with how that list counts."""
    for block in context.version.body:
        if block.kind == "code":
            yield from _taken_for_code(context, block)
        elif block.kind == "paragraph":
            yield from _taken_for_the_same(context, block)
            ways = readings(block.label)
            begun |= {(block.within, style) for style, value in ways if value == FIRST}
            if begun.isdisjoint((block.within, style) for style, _ in ways):
                yield from _taken_for_a_part(context, block)


def _taken_for_code(context: TextContext, block: Block) -> Iterator[Problem]:
    """Of code that stands between no fences: each provision in it, or else its first line."""
    first, *others = block_lines(block)
    if _FENCE.search(first[1]):
        return
    labelled = [each for each in (first, *others) if _label(each)]
    for each in labelled:
        message = f"`{_label(each)}` is set in by four spaces, so this is code and no text"
        yield _problem(context, each, message, f"at the margin: {each[1].strip()}")
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
            form = f"at the margin, after an empty line: {line.strip()}"
            yield _problem(context, each, message, form)
        before = line


def _taken_for_a_part(context: TextContext, block: Block) -> Iterator[Problem]:
    """The next of a list that is set in, so that markdown begins a list with it in the item before
    it.
    """
    above = context.by_anchor.get(block.within)
    if above and _is_set_in_below(block, above) and is_next(above.label, block.label):
        margin = _set_in_by(above)
        where = f"set in by {margin} as `{above.label}` is" if margin else "at the margin"
        line = next(block_lines(block))
        message = f"`{block.label}` is set in, so it is a part of `{above.label}` and not beside it"
        yield _problem(context, line, message, f"{where}: {line[1].strip()}")


def _is_set_in_below(block: Block, above: Block) -> bool:
    return block.source.lstrip().startswith(block.label) and _set_in_by(block) > _set_in_by(above)


def _set_in_by(block: Block) -> int:
    return len(block.source) - len(block.source.lstrip(" "))


def _label(line: Line) -> str:
    return split_label(line[1].strip())[0]


def _problem(context: TextContext, line: Line, message: str, form: str) -> Problem:
    number, text = line
    return context.problem(number, message, len(text) - len(text.lstrip()) + 1, form)


# --- Without an empty line ------------------------------------------------------------------------


def run_on(context: TextContext) -> Iterator[Problem]:
    """Each provision has an empty line before it: without one it is words of the provision
    above.
    """
    for block in context.version.body:
        if block.kind == "paragraph" and "\n" in block.source.strip():
            yield from _without_an_empty_line(context, block)


def _without_an_empty_line(context: TextContext, block: Block) -> Iterator[Problem]:
    reached = _labels_round(context, block)
    (_, before), *others = block_lines(block)
    for line in others:
        label = _label_after(line, reached[-1] if reached else "")
        if label and _LEADS_ON.search(before) and _goes_on_from(label, before, reached):
            message = f"`{label}` has no empty line before it, so it goes on with what is above"
            form = f"an empty line, then: {line[1].strip()}"
            yield _problem(context, line, message, form)
            reached.append(label)
        before = line[1]


def _labels_round(context: TextContext, block: Block) -> list[str]:
    """The labels of what a block stands in, and its own."""
    labels = [block.label] if block.label else []
    while above := context.by_anchor.get(block.within):
        labels.insert(0, above.label)
        block = above
    return labels


def _label_after(line: Line, previous: str) -> str:
    """The label that a line begins with, "" for none: "(b) and (c)" may go on with a sentence."""
    if not _SET_LIKE_TEXT.match(line[1]):
        return ""
    label, words = split_label(line[1].strip(), previous=previous)
    return "" if label == BULLET or _GOES_ON.match(words) else label


def _goes_on_from(label: str, before: str, reached: list[str]) -> bool:
    """Whether a label is the next of one that was reached, or the first of a list that a colon
    announces.
    """
    if any(is_next(each, label) for each in reached):
        return True
    begins = FIRST in [value for _, value in readings(label)]
    return begins and before.rstrip().endswith(":")


# --- Headings -------------------------------------------------------------------------------------

_NO_HEADING = re.compile(r" {0,3}(#{1,6})(?=[^\s#])(.*)")


def lost_headings(context: TextContext) -> Iterator[Problem]:
    """A heading has a space between its signs and its words: without one it is a paragraph."""
    for block in context.version.body:
        if block.kind != "paragraph":
            continue
        for at, line in block_lines(block):
            if (found := _NO_HEADING.match(line)) and _is_of_heading(found[1], found[2]):
                message = f"has no space after `{found[1]}`, so this is a paragraph and no heading"
                yield context.problem(at, message, found.end(1) + 1, f"{found[1]} {found[2]}")


def _is_of_heading(signs: str, words: str) -> bool:
    """Whether the words were to be a heading: with a single sign they may be a tag, "#boats"."""
    return len(signs) > 1 or words[:1].isupper() or bool(split_label(words, heading=True)[0])
