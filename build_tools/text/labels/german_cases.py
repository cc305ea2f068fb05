"""A German word in the nominative in, the forms out in which it may stand: its cases, in the
singular and the plural. No dictionary is asked, so there are forms among them that no word has.
"""

import re

_CASES = ("e", "er", "en", "em", "es")
_ADJECTIVE = re.compile(r"([a-zäöüß]\w+?)e[rnms]?")
"""What stands before a noun and is declined with it: "zuständige Stelle"."""
_OF_ADJECTIVE = re.compile(
    r"(\w{2,}(?:ig|igt|iert|ellt|agt|ert|elt|tet|tzt|amt|andt|annt|eut|ilt|lgt|obt|ochen|utsch|isch"
    r"|lich|los|(?:d|ch)net|(?:b|ff|g|ll|mm|s)en)"
    r"|\w{3,}end)er?"
)
"""A noun that is declined as an adjective, "der Berechtigte", "ein Berechtigter", or may be: "der
Gläubiger" ends as they do, and is none."""
_ENDINGS = (
    (re.compile(r"\w*e"), ("n", "ns", "s")),
    (re.compile(r"\w*(?:e[lrn]|chen|lein)"), ("s", "n")),
    (re.compile(r"\w*nis"), ("ses", "se", "sen")),
    (re.compile(r"\w*in"), ("s", "nen", "e", "en", "es")),
    (re.compile(r"\w*"), ("s", "es", "e", "en")),
)
"""What is put to a noun, by how it ends."""
_RAT = re.compile(r"(?i)(?:\w*(?:s|bei|vor|stadt|gemeinde|kreis|personal|eltern))?rat")
"""The nouns of which the plural is always broken, "Räte": "Raten" are of the "Rate"."""
_IN_ER = re.compile(
    r"(?i)\w*(?:amt|bad|bild|blatt|brett|buch|dach|dorf|ei|fach|fass|feld|geist|geld|gehalt|geschlecht"
    r"|gesicht|gewand|glas|glied|gott|grab|gras|gut|haus|holz|horn|huhn|kalb|kind|kleid|korn|kraut|lamm"
    r"|land|leib|licht|lied|loch|mahl|mal|mann|mund|nest|ort|pfand|rad|rand|rind|schild|schloss|schwert"
    r"|strauch|tal|tuch|(?<!eigen)tum|volk|wald|wort|wurm)"
)
"""The nouns with a plural in "er". With most others that ending makes a noun that means something
else: "Besitzer", "Eigentümer", "Pächter"."""
_BROKEN = re.compile(r"(\w*?)(au|[aou])([^aeiouäöü]*(?:e[lrn])?)", re.IGNORECASE)
"""A noun up to the vowel that may be broken in the plural: "Vertrag", "Verträge", "Haus", "Häuser",
"Schaden", "Schäden"."""
_BROKEN_VOWELS = str.maketrans("aouAOU", "äöüÄÖÜ")


def declined_adjective(word: str) -> tuple[str, ...]:
    """A word before a noun in each case; as it is, where it is none that is declined."""
    found = _ADJECTIVE.fullmatch(word)
    return tuple([found[1] + each for each in _CASES]) if found else (word,)


def declined_noun(word: str) -> tuple[str, ...]:
    """A noun in each case, in the singular and the plural; itself first."""
    if found := _OF_ADJECTIVE.fullmatch(word):
        as_noun = [word + each for each in ("s", "n")] if word.endswith("er") else []
        return tuple(dict.fromkeys([word, *[found[1] + each for each in _CASES], *as_noun]))
    endings = next(more for pattern, more in _ENDINGS if pattern.fullmatch(word))
    endings = ("s", "es") if _RAT.fullmatch(word) else endings
    in_er = ("er", "ern") if _IN_ER.fullmatch(word) else ()
    forms = [word, *[word + each for each in (*endings, *in_er)]]
    if word.endswith("um"):
        forms.append(f"{word[:-2]}en")
    if word.endswith(("a", "o")):
        forms.append(f"{word[:-1]}en")
    if found := _BROKEN.fullmatch(word):
        vowel = found[2][0].translate(_BROKEN_VOWELS) + found[2][1:]
        broken = found[1] + vowel + found[3]
        ends = ("", "n") if found[3].endswith(("el", "er", "en")) else ("e", "en", *in_er)
        forms += [broken + each for each in ends]
    return tuple(forms)
