"""The markdown of a generated page in, the HTML out that a builder's markdown makes of it, where
the page is nothing but headings of ours and islands: neither needs a reader of markdown.

Whatever else a page has is the builder's to read. `tests/site/test_archive.py` holds what is made
here to what Python-Markdown makes of the same page.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from build_tools.site.slugs import heading_slug

_INNER_TAG = r"</?[a-z][a-z0-9]*(?: [^<>\n\\`*{}\[\]!|~^]*)?>"
_INNER_TEXT = r"&#?\w+;|[^<>&\n+\\`*_{}\[\]#!|~^=@]"
"""What no reader of markdown takes for its own, as `version_text.markdown_safe_html` writes it."""
_HEADING = re.compile(
    rf"(?P<level>#{{1,6}}) (?P<inner>(?! )(?:{_INNER_TAG}|{_INNER_TEXT})+?)"
    r"(?: \{#(?P<id>[^\s{}\"]+)(?P<classes>(?: \.[\w-]+)*)(?: data-toc-label=\"[^\"]*\")?\})?"
)
_HEADING_START = re.compile(r"(?P<level>#{1,6}) ")
_BLOCK = (
    "address|article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|hr|main"
    "|nav|ol|p|pre|script|section|table|ul"
)
_ELEMENT = re.compile(rf"<(?P<tag>{_BLOCK})\b[^\n]*</(?P=tag)>")
_ISLAND = 201
"""Characters of what is long enough to be set aside (`islands`), whatever elements it has."""
_ISLAND_BEGINS = re.compile(rf"<(?:{_BLOCK})\b")
_ISLAND_ENDS = re.compile(rf"</(?:{_BLOCK})>\Z")
_LONGEST_END = len("</blockquote>")
_TAG = re.compile(r"<[^<>]*>")


def finished_html(markdown: str) -> str | None:
    """The HTML of a page whose front matter is taken off; None where only a builder can read it."""
    made = []
    ids = [found["id"] for found in map(_HEADING.fullmatch, heading_lines(markdown)) if found]
    for block in _blocks(markdown):
        if _is_island(block) or _is_one_element(block):
            made.append(f"{block}\n")
        elif (heading := _HEADING.fullmatch(block)) is not None:
            id_ = heading["id"] or _slug(heading["inner"])
            if heading["id"] is None:
                ids.append(id_)
            if not id_ or ids.count(id_) > 1:
                return None  # a builder would give it another
            made.append(_heading(heading, id_))
        else:
            return None
    return "\n".join(made).rstrip("\n")


def _blocks(markdown: str) -> list[str]:
    """What stands between empty lines."""
    # No pattern: looking for one in finished HTML takes five times as long as dividing it.
    stripped = (block.lstrip("\n") for block in markdown.strip("\n").split("\n\n"))
    return list(filter(None, stripped))


def heading_lines(markdown: str) -> Iterator[str]:
    """The lines that begin a heading, or could."""
    return (line for line in markdown.split("\n") if line.startswith("#"))


def _is_island(block: str) -> bool:
    # One pattern for all of it would go through every sign of the text.
    if len(block) < _ISLAND or "\n" in block or not _ISLAND_BEGINS.match(block):
        return False
    return _ISLAND_ENDS.search(block, len(block) - _LONGEST_END) is not None


def _is_one_element(block: str) -> bool:
    """Whether a short block of HTML, which a builder reads, is one element and no more."""
    found = _ELEMENT.fullmatch(block)
    if found is None:
        return False
    depth = 0
    for tag in re.finditer(rf"<(/?){found['tag']}\b", block[:-1]):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end() + 1 == len(block)
    return False


def heading_levels(markdown: str) -> tuple[int, ...]:
    """The levels of the first heading of a page and of that which follows it, where it stands under
    the first: what does is what a theme lists.
    """
    found = filter(None, map(_HEADING_START.match, heading_lines(markdown)))
    levels = [len(heading["level"]) for heading in islice(found, 2)]
    return tuple(levels if len(levels) < 2 or levels[1] > levels[0] else levels[:1])


def _slug(inner: str) -> str:
    return heading_slug(unescape(_TAG.sub("", inner)))


def _heading(found: re.Match[str], id_: str) -> str:
    level = len(found["level"])
    classes = (found["classes"] or "").replace(".", "").strip()
    class_ = f' class="{classes}"' if classes else ""
    return f'<h{level}{class_} id="{id_}">{found["inner"]}</h{level}>'
