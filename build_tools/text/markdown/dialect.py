"""The dialect, as markdown-it is set up for it: CommonMark without raw HTML, with tables, footnotes
and front matter.

Inline text is not read here but leaf by leaf, in `inline`: most leaves hold no markup and need no
parser.
"""

import re
from bisect import bisect_left
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

NESTING = 60
"""How deep containers may nest; what stands deeper is kept word for word in the outermost that is
too deep."""
_LABEL_END = re.compile(r"[\] \n]")
"""Where a label of a note ends, and where one that does not end breaks off."""
_LINE_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)


@cache
def markdown() -> MarkdownIt:
    """The parser; `parse` gives the blocks alone, with the sources of their inline text unread."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable(
        ["table", "strikethrough"]
    )
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.inline.ruler.at("footnote_ref", _note_reference)
    md.block.ruler.before("table", "front_matter", _front_matter)
    md.inline.ruler.before("autolink", "line_break", _line_break)
    md.core.ruler.disable(["inline", "text_join"])
    return md


def _front_matter(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule for markdown-it: lines between `---` and `---` or `...` at the very top.

    The plugin of that name also finds front matter in a list that begins on the first line.
    """
    if start or state.level or silent or _line(state, 0) != "---":
        return False
    fences = (line for line in range(1, end) if _line(state, line) in ("---", "..."))
    close = next(fences, None)
    if close is None:
        return False
    token = state.push("front_matter", "", 0)
    token.map, token.hidden = [0, close + 1], True
    token.content = state.src[state.bMarks[1] : state.bMarks[close]].removesuffix("\n")
    state.line = close + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip(" \t")


def _note_reference(state: StateInline, silent: bool) -> bool:
    """A rule for markdown-it: the plugin's, asked only where a label of a known length ends, if the
    caller says which lengths are known.

    The plugin looks for the end from each "[^" anew, to the end of the leaf where there is none.
    """
    if not state.src.startswith("[^", state.pos):
        return False
    if "label_lengths" not in state.env:
        return footnote_ref(state, silent)
    label = state.pos + len("[^")
    ends = state.env.setdefault("label_ends", {})
    if state.src not in ends:  # the description of a picture is a text of its own
        ends[state.src] = [found.start() for found in _LABEL_END.finditer(state.src)]
    at = bisect_left(ends[state.src], label)
    lengths = state.env["label_lengths"]
    return any(end - label in lengths for end in ends[state.src][at : at + 1]) and footnote_ref(
        state, silent
    )


def _line_break(state: StateInline, silent: bool) -> bool:
    """A rule for markdown-it: `<br>` is a hard line break, the one tag that the dialect knows."""
    found = _LINE_BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True
