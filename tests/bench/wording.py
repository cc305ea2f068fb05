"""Changes of words and of marks inside one paragraph: its source in, the source and the text
amended out.

A place is only used where it can be found without doubt in both the source and the text, so that
what is meant is known before anything is parsed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from random import Random

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONATE = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
_WORD = r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*"
_PHRASE = re.compile(rf"(?<!\S){_WORD}(?: {_WORD}){{0,7}}(?=[,.;:)]?(?:\s|$))")
_MONTH = "|".join(dict.fromkeys(_MONTHS + _MONATE))
_DATE = re.compile(
    rf"(?<![\w.])(?:\d{{1,2}}\.? (?:{_MONTH}) \d{{4}}|(?:{_MONTH}) \d{{1,2}}, \d{{4}})(?!\w)"
)
_WHOLE = re.compile(rf"{_DATE.pattern}|\b(?:MUST|SHALL|SHOULD|MAY) NOT\b|\bNOT RECOMMENDED\b")
"""What is changed as a whole or not at all: "MUST NOT" is one word to whoever must not."""
_AMOUNT = re.compile(r"(?<![\w.,-])[£$€]\d+(?:,\d{3})*(?![\w.,]\d)")
_NUMBER = re.compile(r"(?<=[a-z] )\d{1,4}(?= [a-zä-ü]{3})")
_TERM = re.compile(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+(?= [a-z])")


MASK = "\u25a0"
"""Stands for what is changed as a whole or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A paragraph amended, and the smallest edit that does it."""

    source: str
    text: str
    deleted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()


def reworded(
    rng: Random,
    source: str,
    text: str,
    words: list[str],
    most: int = 8,
    before: Rewording | None = None,
) -> Rewording | None:
    """One to four changes, none touching another, after those that were made `before`."""
    made = before or Rewording(source=source, text=text)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 4)) if most > 3 else 1):
        change = rng.choice((_replaced, _replaced, _put_in, _taken_out, _refigured, _refigured))
        made = change(rng, made, words, rng.randint(1, most)) or made
    return made if made.text != text else None


def _replaced(rng: Random, made: Rewording, words: list[str], most: int) -> Rewording | None:
    found = _phrase(rng, made, most)
    if found is None:
        return None
    known = {word.casefold() for word in (*found.split(), *_beside(made.text, found))}
    fresh = [
        word for word in _taken(rng, words, rng.randint(1, most)) if word.casefold() not in known
    ]
    return _amended(made, found, " ".join(fresh)) if fresh else None


def _put_in(rng: Random, made: Rewording, words: list[str], most: int) -> Rewording | None:
    """Words after a word."""
    found = _phrase(rng, made, 2, fewest=2)
    if found is None:
        return None
    before, after = found.split()
    fresh = [
        word
        for word in _taken(rng, words, most)
        if word.casefold() not in (before.casefold(), after.casefold())
    ]
    if not fresh:
        return None
    return _amended(
        made, found, f"{before} {' '.join(fresh)} {after}", deleted="", inserted=" ".join(fresh)
    )


def _taken_out(rng: Random, made: Rewording, words: list[str], most: int) -> Rewording | None:
    """Words between two words."""
    found = _phrase(rng, made, most + 2, fewest=3)
    if found is None:
        return None
    first, *middle, last = found.split()
    return _amended(made, found, f"{first} {last}", deleted=" ".join(middle), inserted="")


def _refigured(rng: Random, made: Rewording, _words: list[str], _most: int) -> Rewording | None:
    """Another date, amount, number or defined term."""
    undated = _DATE.sub(MASK, made.text)
    found = [
        (kind, text)
        for kind in _FIGURES
        for text in kind.findall(made.text if kind is _DATE else undated)
    ]
    certain = [(kind, text) for kind, text in found if _is_certain(made, text)]
    if not certain:
        return None
    kind, text = rng.choice(certain)
    now = _FIGURES[kind](rng, text)
    return _amended(made, text, now) if now != text and now not in made.text else None


def _other_date(rng: Random, found: str) -> str:
    day, year = rng.randint(1, 28), rng.randint(2001, 2039)
    if "," in found:
        return f"{rng.choice(_MONTHS)} {day}, {year}"
    german = "." in found or any(
        month in found.split() for month in ("Januar", "Februar", "März", "Dezember")
    )
    return f"{day}{'.' * ('.' in found)} {rng.choice(_MONATE if german else _MONTHS)} {year}"


_FIGURES: dict[re.Pattern[str], Callable[[Random, str], str]] = {
    _AMOUNT: lambda rng, found: f"{found[0]}{rng.randint(1, 99)},{rng.randint(0, 999):03}",
    _NUMBER: lambda rng, _: str(rng.randint(2, 999)),
    _TERM: lambda rng, _: rng.choice(("Relevant Party", "Designated Body", "Competent Authority")),
    _DATE: _other_date,
}


def marked_up(rng: Random, source: str, text: str) -> str | None:
    """Some words in bold or emphasised that were not, or no longer so."""
    unmarked = Rewording(source=source, text=text)
    bold = [
        found
        for found in re.findall(r"(?<![*\w\\])\*\*([^*\n_`\[\]]+)\*\*(?![*\w])", source)
        if source.count(found) == 1
    ]
    if bold and rng.random() < 0.4:
        found = rng.choice(bold)
        return source.replace(f"**{found}**", found)
    phrase = _phrase(rng, unmarked, 5)
    mark = rng.choice(("**", "*", "_"))
    return source.replace(phrase, f"{mark}{phrase}{mark}") if phrase else None


def plain_words(text: str) -> list[str]:
    """The words of a text that are no more than letters."""
    return re.findall(rf"(?<!\S){_WORD}(?=[,.;:)]?(?:\s|$))", text)


def share_kept(old: str, new: str) -> float:
    """How much of the longer of two texts is kept, in words."""
    before, after = old.split(), new.split()
    kept = sum(
        block.size
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    )
    return kept / max(len(before), len(after), 1)


def _phrase(rng: Random, made: Rewording, most: int, fewest: int = 1) -> str | None:
    """Some consecutive words that stand once in the source and in the text, and in no place that
    was changed."""
    runs = [found.split() for found in _PHRASE.findall(_WHOLE.sub(MASK, made.text))]
    runs = [run for run in runs if len(run) >= fewest]
    for _ in range(8):
        if not runs:
            return None
        run = rng.choice(runs)
        size = rng.randint(fewest, max(fewest, min(most, len(run))))
        start = rng.randint(0, len(run) - size)
        phrase = " ".join(run[start : start + size])
        if _is_certain(made, phrase) and not (
            set(phrase.split()) & {word for text in made.inserted for word in text.split()}
        ):
            return phrase
    return None


def _is_certain(made: Rewording, phrase: str) -> bool:
    return (
        made.source.count(phrase) == 1
        and made.text.count(phrase) == 1
        and phrase not in " ".join(made.inserted)
    )


def _beside(text: str, phrase: str) -> list[str]:
    before, _, after = text.partition(phrase)
    return [*re.findall(_WORD, before)[-1:], *re.findall(_WORD, after)[:1]]


def _taken(rng: Random, words: list[str], count: int) -> list[str]:
    if len(words) <= count:
        return words
    start = rng.randrange(len(words) - count)
    return words[start : start + count]


def _amended(
    made: Rewording, found: str, now: str, deleted: str | None = None, inserted: str | None = None
) -> Rewording:
    gone, come = (found if deleted is None else deleted), (now if inserted is None else inserted)
    return Rewording(
        source=made.source.replace(found, now),
        text=made.text.replace(found, now),
        deleted=(*made.deleted, *filter(None, (gone,))),
        inserted=(*made.inserted, *filter(None, (come,))),
    )
