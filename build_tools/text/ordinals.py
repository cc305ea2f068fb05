"""A count → the word for which of several a thing is: "second", "21st"."""

_WORDS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def ordinal(count: int) -> str:
    """The ordinal of a count from 1 on, in a word up to the tenth."""
    if count <= len(_WORDS):
        return _WORDS[count - 1]
    is_in_teens = count % 100 in (11, 12, 13)
    return f"{count}{'th' if is_in_teens else _SUFFIXES.get(count % 10, 'th')}"
