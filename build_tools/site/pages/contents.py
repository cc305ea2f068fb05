"""A version in, its contents out, two levels deep, as front matter for the frame round the page.

A builder of sites makes contents of headings alone; what stands under a heading of the law mostly
has a number and no heading.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import TypedDict

from build_tools.model import Block, Version, visible_controls, wording
from build_tools.site.sections import highest_headings

_WORDS = 60
"""How many letters of a provision its entry is named by, where the number alone is shown."""
_HEADINGS = re.compile(r"^#{2,6} .*", re.MULTILINE)
_PLAIN_HEADING = re.compile(r"## (?P<title>[^<>`*\[\]]+) \{#(?P<id>[^\s{}\"]+)\}")


class Entry(TypedDict):
    """A part of a text, or a provision of a part."""

    label: str
    """Its number as printed; empty where it has none."""
    title: str
    """Its heading; of a provision without one, how it begins."""
    anchor: str
    is_heading: bool


class Part(Entry):
    """A part with what stands right below it."""

    within: list[Entry]


def contents(version: Version) -> list[Part]:
    """The parts of a text by their highest headings below its title, each with its headings of the
    next level, or else with its numbered provisions; of a text without headings, its provisions.
    """
    starts = highest_headings(version)
    parts = [citable(version.body[start:end]) for start, end in pairwise([*starts, None])]
    if not parts:
        return [Part(**_entry(block), within=[]) for block in _provisions(citable(version.body))]
    return list(map(part_of, parts))


def citable(blocks: Iterable[Block]) -> list[Block]:
    """Those with an address, but for what stands in a note."""
    return [block for block in blocks if block.anchor and not block.note_level]


def part_of(blocks: Sequence[Block]) -> Part:
    """A part of the contents: its heading, and what can be cited right below it."""
    return Part(**_entry(blocks[0]), within=_within(blocks[1:]))


def contents_html(parts: Iterable[Part], href_of: Callable[[str], str] = "#{}".format) -> str:
    """The contents as the items of a list, on one line, as the frame round the page has them;
    `href_of` says where an anchor is, by default on the page itself.
    """
    return "".join([_part_html(part, href_of) for part in parts])


def headings_html(markdown: str) -> str:
    """The same of the headings of a generated page, as a builder would list them; empty where there
    are none, and where one has an element in it, no id or another level.
    """
    found = [_PLAIN_HEADING.fullmatch(line) for line in _HEADINGS.findall(markdown)]
    plain = [heading for heading in found if heading is not None]
    return "".join(map(_heading_html, plain)) if len(plain) == len(found) else ""


def _heading_html(heading: re.Match[str]) -> str:
    link = f'<a href="#{heading["id"]}" class="md-nav__link">'
    title = f'<span class="md-ellipsis">{heading["title"]}</span>'
    return f'<li class="md-nav__item">{link}{title}</a></li>'


def _part_html(part: Part, href_of: Callable[[str], str]) -> str:
    title = f'<span class="md-ellipsis">{_quoted(part["title"])}</span>'
    link = f"{_link(part, href_of)}>{_number(part, ' ')}{title}</a>"
    return f'<li class="md-nav__item">{link}{_within_html(part["within"], href_of)}</li>'


def _within_html(entries: Sequence[Entry], href_of: Callable[[str], str]) -> str:
    if not entries:
        return ""
    numbers = "" if entries[0]["is_heading"] else " numbers"
    items = "".join([_entry_html(entry, href_of) for entry in entries])
    return f'<ul class="md-nav__list{numbers}">{items}</ul>'


def _entry_html(entry: Entry, href_of: Callable[[str], str]) -> str:
    title = _quoted(entry["title"])
    if entry["is_heading"]:
        shown = f'>{_number(entry)} <span class="md-ellipsis">{title}</span>'
    else:
        shown = f' title="{title}">{_number(entry)}'
    return f'<li class="md-nav__item">{_link(entry, href_of)}{shown}</a></li>'


def _link(entry: Entry, href_of: Callable[[str], str]) -> str:
    return f'<a href="{_quoted(href_of(entry["anchor"]))}" class="md-nav__link"'


def _number(entry: Entry, after: str = "") -> str:
    label = _quoted(entry["label"])
    return f'<span class="number">{label}</span>{after}' if label else ""


def _quoted(text: str) -> str:
    return escape(visible_controls(text))


def _within(blocks: Sequence[Block]) -> list[Entry]:
    headings = [block for block in blocks if block.kind == "heading"]
    highest = min((block.depth for block in headings), default=0)
    below = [block for block in headings if block.depth == highest]
    return [_entry(block) for block in below or _provisions(blocks)]


def _provisions(blocks: Sequence[Block]) -> list[Block]:
    """The numbered paragraphs that step in least."""
    numbered = [block for block in blocks if block.kind == "paragraph" and block.label]
    least = min((block.depth for block in numbered), default=0)
    return [block for block in numbered if block.depth == least]


def _entry(block: Block) -> Entry:
    words = " ".join(wording(block.content).split())
    is_heading = block.kind == "heading"
    if not is_heading and len(words) > _WORDS:
        words = f"{words[:_WORDS].rsplit(' ', 1)[0]} …"
    return Entry(label=block.label, title=words, anchor=block.anchor, is_heading=is_heading)
