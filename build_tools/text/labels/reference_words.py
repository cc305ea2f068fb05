"""The words and numbers that cross-references are made of, as patterns."""

import re

PARTS = tuple(
    "paragraph sub-paragraph subparagraph sub-section subsection sub-clause subclause limb sub-limb"
    " item sub-item point absatz unterabsatz nummer buchstabe doppelbuchstabe ziffer".split()
)
"""The kinds that are parts of a provision: what they point at hangs on where they stand."""
LETTERED = frozenset(("buchstabe", "doppelbuchstabe"))
"""The parts that go by a letter without brackets."""
CONTAINERS = tuple(
    "table tabelle chapter kapitel part annex appendix schedule anhang anlage".split()
)
"""The kinds that the anchor of a provision names."""
NAMEABLE = frozenset((*CONTAINERS, "section"))
"""The kinds that may go by letters: "Annex B", "Section G"."""
ANNEXES = frozenset("annex appendix schedule anhang anlage".split())
NO_CLAUSES = frozenset(("section", "article", "regulation", "rule", "condition", "§"))
"""What is never one of the provisions of a text that calls them clauses."""
GERMAN = frozenset(("§", "article", *PARTS[PARTS.index("absatz") :]))
"""The kinds of German laws, in which every noun has a capital; an article is one of theirs too."""
KINDS = {
    **{word: word for word in (*PARTS, *CONTAINERS)},
    **{word: word for word in ("clause", "section", "regulation", "rule", "condition")},
    **dict.fromkeys(("article", "artikel", "art."), "article"),
    **dict.fromkeys(("§", "§§"), "§"),
    "appendice": "appendix",  # "appendices"
    **dict.fromkeys(("abs.", "absätze", "absätzen"), "absatz"),
    **dict.fromkeys(("uabs.", "unterabsätze", "unterabsätzen"), "unterabsatz"),
    **dict.fromkeys(("nr.", "nrn.", "nummern"), "nummer"),
    **dict.fromkeys(("bst.", "buchst.", "lit.", "buchstaben"), "buchstabe"),
    **dict.fromkeys(("doppelbuchst.", "doppelbuchstaben"), "doppelbuchstabe"),
    **dict.fromkeys(("ziff.", "ziffern"), "ziffer"),
    "artikeln": "article",
    "anlagen": "anlage",
    "tabellen": "tabelle",
}
"""The words that a reference begins with, without the "s" of the plural → the kinds."""
PLURALS = frozenset(
    "absätze absätzen unterabsätze unterabsätzen nrn. nummern buchstaben doppelbuchstaben ziffern"
    " artikeln anlagen tabellen §§".split()
)
"""The words that are plurals without an "s"."""
PREFIXES = {"article": "art", "§": "section", **{word: word for word in CONTAINERS}}
"""What a kind adds to the anchor of the number."""


def kind_of(word: str) -> str:
    """The kind of reference that begins with a word: "section" of "Section", "article" of
    "Artikel"; of a word that begins none, that in small letters.
    """
    small = word.lower()
    return KINDS.get(small, small)


_WORDS = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
NOTES = "\ufffc*"
"""References to notes, as they stand in `model.prose`."""
LIMB = r"\((?:\d{1,3}[A-Z]{0,2}|[A-Za-z]{1,5})\)"
_LIMB_APART = r"[ \u00a0](?:\((?:[a-z]{1,2}|[ivxl]{1,5}|[A-Z]|\d{1,2}[A-Z]?)\))"
_LATIN = (
    "bis|ter|quater|quinquies|sexies|septies|octies|nonies|novies"
    "|(?:un|duo|ter|quater|quin|sex|sept|octo?|novo?)?decies"
)
_DIGITS = (
    rf"(?:[A-Z]{{0,2}}|[A-Z]\.)\d{{1,4}}(?:[A-Z]{{1,2}}|[a-z]|{_LATIN})?"
    r"(?:\.\d{1,3}[A-Z]{0,2})*(?![\w/])"
)
PROVISION = re.compile(rf"{_DIGITS}(?:(?:{LIMB}|{_LIMB_APART})(?:{LIMB})*)?")
"""4.2, 17.6A(a)(i), H14, 7bis, "2.1 (z)"."""
LIMBS = re.compile(rf"(?:{LIMB})+")
NAMED = re.compile(r"(?:[A-Z]{1,2}|[IVXL]+)\b")
"""What an annex or a part goes by."""
LETTER = re.compile(r"([a-z])(?:\1{1,2}|bis|ter)?\b")
COMPONENTS = re.compile(r"\(\w+\)|[\w.]+")
"""The parts of a number: of "17.6(a)(i)" three."""

WORD = rf"(?P<word>(?i:{_WORDS}))(?P<plural>e?s)?(?:(?<=§)\s*|[\s\ufffc]+)"
_ALONE = rf"(?<![\w)(])(?={LIMB}(?:{LIMB}|\s*,\s*|\s+(?:and|or|to)\s+)*(?<=\))\s+(?:above|below)\b)"
"""Where limbs without a word begin: "(a) and (b) above"."""
_FIRST = "".join(sorted({word[0] for word in (*KINDS, *map(str.upper, KINDS))}))
BEGINNING = re.compile(rf"(?:\b(?=[{_FIRST}])(?<!-)|(?=§)){WORD}|{_ALONE}")
"""What a reference begins with, up to its first number."""
_SENTENCES = r"(?:Halbs(?:atz|ätze)|Hs\.|Sa(?:tz|tzes)|Sätzen?|S\.|Alternativen?|Alt\.)"
SENTENCES = (
    rf"(?:,?\s+{_SENTENCES}\s+\d{{1,2}}(?:(?:\s*,\s*|\s+(?:und|oder|bis)\s+)\d{{1,2}}(?!\d))*"
    r"(?![\w.]\w))*"
)
"""The sentences of a provision that a reference names between its parts, which have no address:
"§ 2 Abs. 3 Satz 1 Nr. 4"."""
UNNUMBERED = rf"(?i:{_WORDS})(?:e?s)?\b(?!\s+[\d(])"
"""One of the words without a number: "this Clause"."""
NUMBERED = rf"(?i:{_WORDS})(?:e?s)?\s+(?:[A-Z]{{0,2}}\d+(?![\d/]*/)|\((?:[a-z]{{1,5}}|\d{{1,3}})\))"
"""One of the words with a number: "Clause 4", and not "Regulation (EU) 2016/679"."""

TITLE = rf"{NOTES}(?:\s+\([A-Z][^()]{{2,}}\))?"
"""Notes and a title, as they may stand after a number."""
_CONJUNCTION = r"and/or|and|or|nor|to|through|but\s+not|other\s+than|except|&|bis|und|oder|sowie"
JOINER = re.compile(
    rf"{TITLE}(?:\s*,\s*(?:(?:{_CONJUNCTION})\s+)?|\s+(?:{_CONJUNCTION})\s+|\s*[–—-]\s*)"
    r"(?:both\s+|either\s+)?"
)
"""What stands between two members of a list."""
LISTED = re.compile(
    rf"{NOTES}(?:$|[.,;:)\]–—(]"
    r"|\s+(?:and|or|nor|to|of|in|above|below|und|oder|bis|des|der)\b"
    r"|\s+(?:appl|(?:do|does|shall|will|may|must|is|are|was|were|has|had|have)\b))"
)
"""What follows a plain number for it to be a member of a list after a noun in the singular."""
QUANTITY = re.compile(
    r"\s*(?:[%‰°€£$]|per\s?cent)"
    r"|\s+(?:(?:working|business|calendar|clear|full|further|consecutive)\s+)?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|times|percent|metres?"
    r"|pence|pounds?|euros?|dollars?|EUR|GBP|USD|CHF"
    r"|[kMGT]?Wh?|[kM]V|k?m|k?g|(?:arbeits|werk|kalender|bank)?tag(?:en?)?|Wochen?|Monate?n?"
    r"|Jahre?n?|Stunden?|Minuten?|Prozent|Franken)\b"
    r"|\.?\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember)\b",
    re.IGNORECASE,
)
"""What follows a number that counts or measures something."""
