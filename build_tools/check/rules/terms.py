"""Rules on defined terms: used without a definition, defined without a use, lost."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from build_tools.check.context import Line, TextContext, locate
from build_tools.check.proper_names import blank, without_names
from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.model import Block, Version, wording
from build_tools.model.names import DAYS, MONTHS
from build_tools.model.problems import Problem
from build_tools.text.labels import forms_of


def unused_definitions(context: TextContext) -> Iterator[Problem]:
    """Each term that is defined is used."""
    texts = [(block.line, text) for block, _, text in context.texts()]
    for block in context.version.blocks:
        for term in block.terms:
            others = (text for line, text in texts if line != block.line)
            if not any(map(_uses(term, context.version.language).search, others)):
                line, column = context.locate(term, block)
                yield context.problem(line, f"`{term}` is defined and not used", column)


def lost_definitions(context: TextContext) -> Iterator[Problem]:
    """A term that the version before defined is still defined as long as it is used."""
    if context.redline is None:
        return
    before = context.redline.old
    for term in sorted(_defined(before) - _defined(context.version)):
        for _block, lines, text in context.texts():
            if use := _uses(term, before.language).search(text):
                number, column = locate(use[0], lines)
                message = (
                    f"`{term}` is used here; {before.label} defined it, and this version does not"
                )
                yield context.problem(number, message, column, _definition(term, context))


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
    document, unless it is the name of a law, a body, an office or a place.
    """
    for phrase, _block, lines in undefined_phrases(context):
        number, column = locate(phrase, lines)
        message = f"`{phrase}` is written as a defined term, and no definition is recorded"
        yield context.problem(number, message, column, _definition(phrase, context))


def _definition(term: str, context: TextContext) -> str:
    """How the text would define a term."""
    with speaking(context.version.language):
        return _("**%(term)s** means …", term=term)


def undefined_phrases(context: TextContext) -> Iterator[tuple[str, Block, list[Line]]]:
    """Each such phrase, with the block in which it is first used and its lines."""
    language = context.version.language
    known = _known(context)
    candidates = _abbreviations if language == "de" else _candidates
    reported: set[str] = set()
    for block, lines, text in context.texts():
        if block.kind != "paragraph" or not block.label:
            continue
        for phrase in candidates(text, known):
            if phrase not in reported:
                reported.add(phrase)
                yield phrase, block, lines


def _known(context: TextContext) -> frozenset[str]:
    """What need not be defined here: what any document of the record defines, and its names."""
    version = context.version
    known = _defined(version) | _introduced(version) | _listed(version)
    known |= frozenset(context.document.names)
    for document in context.corpus.documents:
        known |= _defined(document.versions[-1]) if document.versions else frozenset()
        known |= {document.title, document.short_title}
    return known


def _candidates(text: str, known: frozenset[str]) -> Iterator[str]:
    """The phrases of a text that look like terms once those that are known are taken out."""
    left = _CITED.sub(blank, text)
    for term in sorted(known, key=len, reverse=True):
        if term in left:
            left = _uses(term, "").sub(blank, left)
    left = without_names(_DAY_OR_MONTH.sub(blank, left))
    starts = {found.end() for found in _SENTENCE.finditer(left)}
    for found in _PHRASE.finditer(left):
        # The first word of a sentence has a capital in any case.
        first, _, rest = found[0].partition(" ")
        abbreviated = len(first) > 1 and first.isupper()
        phrase = rest if found.start() in starts and not abbreviated else found[0]
        if _PHRASE.fullmatch(phrase):
            yield phrase


_ABBREVIATION = re.compile(r"(?<![\w„])[A-ZÄÖÜ]{2}[A-ZÄÖÜ0-9]++(?!\w)")
_GERMAN_CITED = re.compile(
    r"(?:§§?|\bArt\.|\bArtikel|\bAbs\.|\bAbsatz|\bSatz|\bNr\.|\bNummer|\bBuchst\.|\bBuchstabe)"
    r"\s*[\w.()–-]+(?:(?:,|\s+und|\s+oder|\s+bis|\s+sowie)\s+(?:\d[\w.()–-]*|[a-z]\b\)?))*,?\s+"
    r"(?:des\s+|der\s+)?(?=([A-ZÄÖÜ][\w-]*))"
)
"""What a provision is cited of: "§ 903 Satz 1 BGB", "§§ 1 und 2 BGB"."""
_ROMAN = re.compile(r"[IVXLCDM]+")


def _abbreviations(text: str, known: frozenset[str]) -> Iterator[str]:
    """The abbreviations of a German text that are not known, and that name no law: every noun has a
    capital there, so that no other phrase looks like a term.
    """
    laws = {found[1] for found in _GERMAN_CITED.finditer(text)}
    for found in _ABBREVIATION.finditer(text):
        if found[0] not in known | laws and not _ROMAN.fullmatch(found[0]):
            yield found[0]


_NAMED = rf"{_CAPITAL}(?:\s+(?:(?:of|and|for|the|to)\s+)*{_CAPITAL}){{0,12}}+"
_ABBREVIATED = re.compile(rf"({_NAMED})\s+\((?:the\s+)?[\"“'‘]?([A-Z][A-Z0-9]++)\b[\"”'’]?\)")


def _introduced(version: Version) -> frozenset[str]:
    """The abbreviations that stand in brackets after what they are short for, and that itself."""
    pairs = (found.groups() for found in _ABBREVIATED.finditer(version.text))
    return frozenset(chain.from_iterable(pairs))


def _listed(version: Version) -> frozenset[str]:
    """What a table has a row for: the names of Cohorts."""
    return frozenset(_first_cells(version)) - {""}


def _first_cells(version: Version) -> Iterator[str]:
    """The first cell of each row under a table's headers, without quotation marks round it."""
    for block in version.blocks:
        if block.table is not None:
            for row in block.table.rows[block.table.header_rows :]:
                yield from (wording(cell.content).strip(" \"“”„'‘’«»:") for cell in row[:1])


def _defined(version: Version) -> frozenset[str]:
    return frozenset(chain.from_iterable(block.terms for block in version.blocks))


@lru_cache(maxsize=2048)
def _uses(term: str, language: str) -> re.Pattern[str]:
    """A term where it is used: whole words, in the singular or the plural, in German in any
    case.
    """
    if language == "de":
        forms = (r"\W+".join(map(re.escape, each)) for each in forms_of(term, language))
        pattern = f"(?:{'|'.join(forms)})"
    else:
        stem = term.removesuffix("y") if term.endswith("y") and term[-2:-1] not in "aeiou" else term
        pattern = f"{re.escape(stem)}{'(?:y|ies)' if stem != term else '(?:s|es)?'}"
    return re.compile(rf"(?<!\w){pattern}(?!\w)".replace(r"\ ", r"\s+"))
