"""Completed responses and texts that are to be published → where these repeat what was said in
confidence, or name who did not let a name be printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from build_tools.model import Problem
from build_tools.responses import german
from build_tools.responses.completed import CompletedResponse, hidden_names, printed_names
from build_tools.responses.form import plain, words_of

_RUN = 5
"""So many words in a row that nobody else wrote are no accident: in the record here fewer are
repeated all the time ("the end date of the")."""
_SHORTEST = 4
_ORDINARY = frozenset(
    "a above agree agreed all and answer as both comment comments disagree do fully i in is it no"
    " none not nothing of oppose our part partly question same see strongly support supported the"
    f" to view views we with yes {german.ORDINARY}".split()
)
"""Words of which so short an answer may be made that whoever says the same repeats nobody."""


def breaches(
    responses: Sequence[CompletedResponse], path: str, text: str, known: Iterable[str]
) -> Iterator[Problem]:
    """Each line of a text that repeats what is confidential. `known` are texts that everybody may
    read: what stands there too is no secret. No word is told, but where it stands.
    """
    public = plain(" ".join(known))
    open_words = f"{public} {plain(' '.join(_open(responses)))}"
    runs = _unknown(chain.from_iterable(map(_runs, _closed(responses))), open_words)
    names = _unknown(
        chain.from_iterable(map(hidden_names, responses)),
        f"{public} {plain(' '.join(printed_names(responses)))}",
    )
    lines = [words_of(line.casefold()) for line in text.split("\n")]
    starts: list[int] = []
    for number, words in enumerate(lines, start=1):
        starts += [number] * len(words)
    everything = list(chain.from_iterable(lines))
    for at, number in enumerate(starts):
        if any(" ".join(everything[at : at + length]) in runs for length in range(1, _RUN + 1)):
            message = "repeats what a respondent said in confidence"
            yield Problem(path=path, line=number, message=message, rule="confidence")
        if any(" ".join(everything[at : at + name.count(" ") + 1]) == name for name in names):
            message = "names a respondent who did not say that the name may be printed"
            yield Problem(path=path, line=number, message=message, rule="confidence")


def _closed(responses: Iterable[CompletedResponse]) -> Iterator[str]:
    """All that may not be quoted."""
    for response in responses:
        yield from [each.words for each in response.statements if not each.is_open]
        if response.confidential != "no":
            yield from response.beside


def _open(responses: Iterable[CompletedResponse]) -> Iterator[str]:
    for response in responses:
        yield from [each.words for each in response.statements if each.is_open]
    yield from printed_names(responses)


def _runs(text: str) -> Iterator[str]:
    """Of a statement each run of words; one that is shorter than a run as a whole, unless it is an
    ordinary answer.
    """
    words = words_of(text.casefold())
    if len(words) < _RUN and not _ORDINARY.issuperset(words):
        yield " ".join(words)
    for at in range(len(words) - _RUN + 1):
        yield " ".join(words[at : at + _RUN])


def _unknown(found: Iterable[str], open_words: str) -> set[str]:
    """Those that nobody could read elsewhere."""
    padded = f" {open_words} "
    return {each for each in found if len(each) >= _SHORTEST and f" {each} " not in padded}
