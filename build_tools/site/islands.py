"""The islands of a page, which are finished HTML, set aside while a builder reads its markdown, and
put back: it would read each of them whole, only to give it back as it was.
"""

import re
from collections.abc import Iterable

_ISLAND = re.compile(r"(?:\A|(?<=\A\n)|(?<=\n\n))<[^\n]{200,}(?=\n\n|\n?\Z)")
"""A block that is one long line of HTML; a short one costs no more than its place would."""
_ID = re.compile(r'<[^<>\n]* id="([^"]+)"')
_PLACE = re.compile(r'<div data-island="(\d+)"></div>')


def without_islands(markdown: str) -> tuple[str, list[str]]:
    """The markdown with a place for each island, and the islands in their order."""
    found: list[str] = []

    def place(island: re.Match[str]) -> str:
        found.append(island[0])
        return f'<div data-island="{len(found) - 1}"></div>'

    return _ISLAND.sub(place, markdown), found


def with_islands(html: str, islands: list[str]) -> str:
    """What was made of that markdown, with each island in its place."""
    return _PLACE.sub(lambda place: islands[int(place[1])], html)


def ids_in(islands: Iterable[str]) -> set[str]:
    """What a link can lead to in them, which the builder has not seen."""
    return set(_ID.findall("\n".join(islands)))
