"""A language → the words in which directions of a record in it are written and its provisions are
cited, where the record has none of its own.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.model import CLAUSE, CitationWords
from build_tools.model.amending_words import AmendingWords
from build_tools.record.schema import CorpusFile, DocumentFile, read_amending_words

_LIMBS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"de": MappingProxyType({"(1)": "Abs.", "1.": "Nr.", "a)": "Buchst.", "aa)": "Doppelbuchst."})}
)
"""What stands in the provisions of laws."""
_OF_LAWS = ("§", "Artikel", "Art.")
"""What the provisions of laws are called that have such limbs."""


def amending_words_file(language: str) -> str:
    """Those of a language as `instructions.yml` would have them; empty for English, which the
    program itself has.
    """
    file = resources.files(__package__) / "amending_words" / f"{language}.yml"
    return file.read_text("utf-8") if file.is_file() else ""


@cache
def default_words(language: str) -> AmendingWords:
    """Those of a language; the English ones where nobody has any of it."""
    text = amending_words_file(language)
    return read_amending_words(f"{language}.yml", text).value.words() if text else AmendingWords()


def citation_words(code: CorpusFile, document: DocumentFile | None) -> CitationWords:
    """In which words a document is cited: its own, or those of its code, or else those of the
    language.
    """
    own = (document.provision, document.limbs) if document else (None, None)
    with speaking(code.language):
        provision = own[0] or code.provision or _(CLAUSE)
    limbs = code.limbs if own[1] is None else own[1]
    if limbs is None:
        limbs = dict(_LIMBS.get(code.language, {})) if provision in _OF_LAWS else {}
    return CitationWords(provision=provision, limbs=tuple(limbs.items()), language=code.language)
