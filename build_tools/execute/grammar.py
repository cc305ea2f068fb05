"""What it takes to read a direction: the words in which it is written, and how the provisions of
the text that it amends are called in it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from build_tools.language import gettext as _
from build_tools.model.amending_words import AmendingWords
from build_tools.text.label_runs import bearers, paragraph_under, paragraphs_under, plural
from build_tools.text.wholes import Whole


class Grammar:
    """The words in which a direction is written, and the citations of the text that it amends, in
    its order.
    """

    def __init__(
        self,
        words: AmendingWords,
        citations: Sequence[str],
        wholes: Mapping[str, Whole] = MappingProxyType({}),
    ) -> None:
        self.words = words
        self.wholes = wholes
        self._citations = citations
        paragraphs = {name for name, each in wholes.items() if each.is_alone}
        self.bearers = bearers(citations, paragraphs)
        self.numbers = {each: at for at, each in enumerate(self.bearers)}
        places = {each: each for each in citations if each not in paragraphs}
        for each in paragraphs:
            places |= dict.fromkeys(paragraphs_under(each), each)
        self.places = self._printed(places)
        self.numbered = self._printed({**places, **self.bearers})
        self.names_of_wholes = self._printed({each: each for each in wholes})
        self._printed_wholes = tuple(self.names_of_wholes)
        self.of_words = self._printed({**places, **{each: each for each in paragraphs}})
        self.plurals = self._printed({plural(each): each for each in self.numbers if plural(each)})

    def why_not_one(self, words: str, follows: str) -> str:
        """Why it is no one block of the old text that stands next, before the words that follow in
        a form: it is a heading with all under it. Empty where it is something else.
        """
        if not follows or not words.startswith(self._printed_wholes):
            return ""
        printed = (each for each in self._printed_wholes if _ends_before(follows, words, each))
        name = next(printed, "")
        if not (whole := self.names_of_wholes.get(name, "")):
            return ""
        return _(
            "“%(name)s” is a heading and what stands under it: name one of these, as “%(place)s”",
            name=name,
            place=self.words.place(self._first_under(whole)),
        )

    def _first_under(self, name: str) -> str:
        """How the first block under a heading is called; where there is none, the heading."""
        whole = self.wholes[name]
        if whole.is_alone:
            return paragraph_under(name)
        under = self._citations.index(whole.heading) + (whole.heading != whole.last)
        return self._citations[under]

    def _printed(self, names: dict[str, str]) -> dict[str, str]:
        """How each is printed; empty where two are printed alike."""
        found: dict[str, str] = {}
        for name, citation in names.items():
            printed = self.words.place(name)
            found[printed] = "" if printed in found else citation
        return found


def _ends_before(follows: str, words: str, name: str) -> bool:
    """Whether words begin with a name and what follows it, and the name does not go on: a stop may
    be one in a number.
    """
    if not words.startswith((f"{name}{follows}", f"{name},{follows}")):
        return False
    return not (follows.startswith(".") and words[len(name) + 1 :][:1].isalnum())
