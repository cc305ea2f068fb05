"""Citations that follow one another in number: the citations of a text in, in its order; which
provisions "Clauses 17.8 to 17.10" are out.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import product
from string import ascii_letters
from types import MappingProxyType

from build_tools.language import LANGUAGES, speaking
from build_tools.language import gettext as _

_NAMED = re.compile(r"([A-Z][a-z]+|§) (\S+)")
_PLURALS: Mapping[str, str] = MappingProxyType(
    {
        "Ziffer": "Ziffern",
        "Nummer": "Nummern",
        "Artikel": "Artikel",
        "Tabelle": "Tabellen",
        "Anlage": "Anlagen",
        "§": "§§",
    }
)
"""German words for provisions; all others are taken for English ones."""
_LAST = re.compile(r"(.*?)(\d+|\(\d+\)|\([a-z]\))")


@cache
def _of_headings() -> tuple[str, ...]:
    """What a citation of a heading by itself ends with, in each language."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            found.append(_("%(citation)s, heading", citation=""))
    return tuple(found)


def bearers(citations: Sequence[str], alone: Collection[str] = ()) -> dict[str, str]:
    """What bears a number, by how it is called where it gets another: "§ 9" for "§ 9, heading",
    where nothing else is cited so but a paragraph that stands `alone` under it, and has none.
    """
    known = set(citations).difference(alone)
    found = {}
    for citation in citations:
        ending = next(filter(citation.endswith, _of_headings()), "")
        short = citation.removesuffix(ending)
        if citation not in alone:
            found[short if short not in known else citation] = citation
    return found


def paragraph_under(name: str) -> str:
    """How the only paragraph of a provision is called where it is told from the whole."""
    return _("%(what)s under %(place)s", what=_("paragraph").capitalize(), place=name)


def paragraphs_under(name: str) -> list[str]:
    """The same in each language."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            found.append(paragraph_under(name))
    return found


def plural(citation: str) -> str:
    """ "Clauses 17.8" of "Clause 17.8"; empty for what is not a word and a number."""
    found = _NAMED.fullmatch(citation)
    if not found:
        return ""
    return f"{_PLURALS.get(found[1], f'{found[1]}s')} {found[2]}"


def label(citation: str) -> str:
    """ "17.8" of "Clause 17.8"; empty as above."""
    found = _NAMED.fullmatch(citation)
    return found[2] if found else ""


def following(number: str) -> str:
    """The number that follows: "17.9" after "17.8", "(d)" after "(c)"; empty where nobody can
    tell.
    """
    found = _LAST.fullmatch(number)
    if found is None:
        return ""
    before, last = found[1], found[2]
    inner = last.strip("()")
    if inner.isdigit():
        return before + last.replace(inner, str(int(inner) + 1))
    return "" if inner == "z" else before + f"({chr(ord(inner) + 1)})"


def run_of(first: str, last: str, places: Mapping[str, int]) -> list[str]:
    """The citations from one to another, each the number after the one before it, and none of that
    series, such as a Clause 17.8A, between them; empty where they are not. `places` says which
    stands where in the text.
    """
    found = [first]
    while found[-1] != last:
        word = found[-1].partition(" ")[0]
        next_one = f"{word} {following(label(found[-1]))}"
        if next_one not in places or places[next_one] < places[found[-1]]:
            return []
        found.append(next_one)
    return found if _none_between(found, places) else []


def _none_between(run: Sequence[str], places: Mapping[str, int]) -> bool:
    """Whether nothing called like one of a run, but for a letter behind it, stands among them."""
    beside = map("".join, product(run[:-1], ascii_letters))
    return not any(place in places for place in beside)


def following_runs(
    numbers: Sequence[tuple[str, str]], places: Mapping[str, int]
) -> list[list[tuple[str, str]]]:
    """Provisions with their new numbers, those together that follow one another before and
    after.
    """
    runs: list[list[tuple[str, str]]] = []
    for citation, number in numbers:
        last = runs[-1][-1] if runs else None
        if last and _follows(last, (citation, number), places):
            runs[-1].append((citation, number))
        else:
            runs.append([(citation, number)])
    return runs


def _follows(one: tuple[str, str], two: tuple[str, str], places: Mapping[str, int]) -> bool:
    return (
        bool(plural(one[0]))
        and following(one[1]) == two[1]
        and run_of(one[0], two[0], places) == [one[0], two[0]]
    )
