"""What it takes to read a direction: the words in which it is written, and how the provisions of
the text that it amends are called in it.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from build_tools.model.amending_words import AmendingWords
from build_tools.text.label_runs import bearers, paragraphs_under, plural
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
        paragraphs = {name for name, each in wholes.items() if each.is_alone}
        self.bearers = bearers(citations, paragraphs)
        self.numbers = {each: at for at, each in enumerate(self.bearers)}
        places = {each: each for each in citations if each not in paragraphs}
        for each in paragraphs:
            places |= dict.fromkeys(paragraphs_under(each), each)
        self.places = self._printed(places)
        self.numbered = self._printed({**places, **self.bearers})
        self.names_of_wholes = self._printed({each: each for each in wholes})
        self.of_words = self._printed({**places, **{each: each for each in paragraphs}})
        self.plurals = self._printed({plural(each): each for each in self.numbers if plural(each)})

    def _printed(self, names: dict[str, str]) -> dict[str, str]:
        """How each is printed; empty where two are printed alike."""
        found: dict[str, str] = {}
        for name, citation in names.items():
            printed = self.words.place(name)
            found[printed] = "" if printed in found else citation
        return found
