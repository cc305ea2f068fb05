"""A language → the words in which directions of a record in it are written, where the record has
none of its own.
"""

from functools import cache
from importlib import resources

from build_tools.model.amending_words import AmendingWords
from build_tools.record.schema import read_amending_words


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
