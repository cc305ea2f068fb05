"""A German word in the nominative in, the forms out in which it may stand: its cases, in the
singular and the plural. No dictionary is asked, so there are forms among them that no word has.
"""

import re

_CASES = ("e", "er", "en", "em", "es")
_ADJECTIVE = re.compile(r"([a-zäöüß]\w+?)e[rnms]?")
"""What stands before a noun and is declined with it: "zuständige Stelle"."""
_OF_ADJECTIVE = re.compile(
    r"(\w{2,}(?:ig|igt|iert|ellt|agt|ert|elt|tet|tzt|ochen|(?:ff|g|mm|s)en)|\w{3,}end)er?"
)
"""A noun that is declined as an adjective: "der Berechtigte", "ein Berechtigter"."""
_ENDINGS = (
    (re.compile(r"\w*e"), ("n", "ns", "s")),
    (re.compile(r"\w*(?:e[lrn]|chen|lein)"), ("s", "n")),
    (re.compile(r"\w*nis"), ("ses", "se", "sen")),
    (re.compile(r"\w*in"), ("s", "nen", "e", "en", "es")),
    (re.compile(r"\w*"), ("s", "es", "e", "en", "er", "ern")),
)
"""What is put to a noun, by how it ends."""
_BROKEN = re.compile(r"(\w*)(au|[aou])([^aeiouäöü]*|e[lrn])", re.IGNORECASE)
"""A noun up to the vowel that may be broken in the plural: "Vertrag", "Verträge"."""
_BROKEN_VOWELS = str.maketrans("aouAOU", "äöüÄÖÜ")


def declined_adjective(word: str) -> tuple[str, ...]:
    """A word before a noun in each case; as it is, where it is none that is declined."""
    found = _ADJECTIVE.fullmatch(word)
    return tuple([found[1] + each for each in _CASES]) if found else (word,)


def declined_noun(word: str) -> tuple[str, ...]:
    """A noun in each case, in the singular and the plural; itself first."""
    if found := _OF_ADJECTIVE.fullmatch(word):
        return tuple(dict.fromkeys([word, *[found[1] + each for each in _CASES]]))
    endings = next(more for pattern, more in _ENDINGS if pattern.fullmatch(word))
    forms = [word, *[word + each for each in endings]]
    if word.endswith("um"):
        forms.append(f"{word[:-2]}en")
    if found := _BROKEN.fullmatch(word):
        broken = found[1] + found[2].translate(_BROKEN_VOWELS) + found[3]
        ends = ("", "n") if found[3].startswith("e") else ("e", "en", "er", "ern")
        forms += [broken + each for each in ends]
    return tuple(forms)
