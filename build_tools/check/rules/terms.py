"""Rules on defined terms: used without a definition, defined without a use, lost."""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.check.context import TextContext, find, texts
from build_tools.model import Document, Version, wording
from build_tools.model.names import DAYS, MONTHS
from build_tools.model.problems import Problem


def unused_definitions(context: TextContext) -> Iterator[Problem]:
    """Each term that is defined is used."""
    passages = [(block.line, text) for block in context.version.blocks for _, text in texts(block)]
    for block in context.version.blocks:
        if block.term and not any(
            _uses(block.term).search(text) for line, text in passages if line != block.line
        ):
            line, column = context.found(block.term, block)
            yield context.problem(line, f"`{block.term}` is defined and not used", column)


def lost_definitions(context: TextContext) -> Iterator[Problem]:
    """A term that the version before defined is still defined as long as it is used."""
    if context.before is None:
        return
    here = _defined(context.version)
    for term in sorted(_defined(context.before.old) - here):
        for block in context.version.blocks:
            found = (
                (lines, use) for lines, text in texts(block) if (use := _uses(term).search(text))
            )
            for lines, use in found:
                number, column = find(use[0], lines)
                was = context.before.old.label
                message = f"`{term}` is used here; {was} defined it, and this version does not"
                yield context.problem(number, message, column, f"**{term}** means …")


# Two words with capitals or more, with small words between them; or three capitals or more. Nothing
# is given back once it is read, or a line without end would be read from each of its letters.
_CAPITAL = r"\b[A-Z][\w'’-]*+"
_PHRASE = re.compile(
    rf"\b(?:{_CAPITAL}(?:\s+(?:(?:of|and|for|the|to)\s+)*{_CAPITAL})+|[A-Z]{{2}}[A-Z0-9]++)\b"
)
_CITED = re.compile(
    r"(?:Clauses?|Tables?|Sections?|Annex|Appendix|Schedules?|Parts?|Chapters?|Articles?|Paragraphs?)\s+[A-Z]*\d(?:[\w.]*\w)?|"
    r"(?:Annex|Appendix|Schedule|Part|Section)\s+[A-Z]++\b"
)
_SENTENCE = re.compile(r"(?:^|[.:;!?]\s+|\n|[\"“‘(]\s*)(?=[A-Z])")
_DAY_OR_MONTH = re.compile(rf"\b(?:{'|'.join((*DAYS, *MONTHS))})\b")


def undefined_terms(context: TextContext) -> Iterator[Problem]:
    """A phrase or an abbreviation written as a defined term has a definition, here or in another
    document.
    """
    known = _known(context)
    told: set[str] = set()
    for block in context.version.blocks:
        if block.kind != "paragraph" or not block.label:
            continue
        for lines, text in texts(block):
            for phrase in _candidates(text, known):
                if phrase not in told:
                    told.add(phrase)
                    number, column = find(phrase, lines)
                    message = (
                        f"`{phrase}` is written as a defined term, and no definition is recorded"
                    )
                    yield context.problem(number, message, column, f"**{phrase}** means …")


def _known(context: TextContext) -> frozenset[str]:
    """What need not be defined here: what any document of the record defines, and its names."""
    documents: tuple[Document, ...] = context.corpus.documents
    terms = frozenset().union(
        *(_defined(version) for each in documents for version in each.versions[-1:])
    )
    names = {name for each in documents for name in (each.title, each.short_title)}
    return (
        terms
        | names
        | _defined(context.version)
        | _introduced(context.version)
        | _listed(context.version)
    )


def _candidates(text: str, known: frozenset[str]) -> Iterator[str]:
    """The phrases of a text that look like terms once those that are known are taken out."""
    left = _CITED.sub(_blank, text)
    for term in sorted(known, key=len, reverse=True):
        if term in left:
            left = _uses(term).sub(_blank, left)
    left = _DAY_OR_MONTH.sub(_blank, left)
    starts = {found.end() for found in _SENTENCE.finditer(left)}
    for found in _PHRASE.finditer(left):
        # The first word of a sentence has a capital in any case.
        first, _, rest = found[0].partition(" ")
        abbreviated = len(first) > 1 and first.isupper()
        phrase = rest if found.start() in starts and not abbreviated else found[0]
        if _PHRASE.fullmatch(phrase):
            yield phrase


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


_NAMED = rf"{_CAPITAL}(?:\s+(?:(?:of|and|for|the|to)\s+)*{_CAPITAL}){{0,12}}+"
_ABBREVIATED = re.compile(rf"({_NAMED})\s+\((?:the\s+)?[\"“'‘]?([A-Z][A-Z0-9]++)\b[\"”'’]?\)")


def _introduced(version: Version) -> frozenset[str]:
    """The abbreviations that stand in brackets after what they are short for, and that itself."""
    return frozenset(
        name for found in _ABBREVIATED.finditer(version.text) for name in found.groups()
    )


def _listed(version: Version) -> frozenset[str]:
    """What a table has a row for: the names of Cohorts."""
    rows = (
        row
        for block in version.blocks
        if block.table
        for row in block.table.rows[block.table.header_rows :]
    )
    return frozenset(wording(row[0].content) for row in rows if row) - {""}


def _defined(version: Version) -> frozenset[str]:
    return frozenset(block.term for block in version.blocks if block.term)


@lru_cache(maxsize=2048)
def _uses(term: str) -> re.Pattern[str]:
    """A term where it is used: whole words, in the singular or the plural."""
    stem = term.removesuffix("y") if term.endswith("y") and term[-2:-1] not in "aeiou" else term
    ending = "(?:y|ies)" if stem != term else "(?:s|es)?"
    return re.compile(rf"(?<!\w){re.escape(stem)}{ending}(?!\w)".replace(r"\ ", r"\s+"))
