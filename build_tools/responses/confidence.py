"""Completed responses and texts that are to be published → where these repeat what was said in
confidence, or name who did not let a name be printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from build_tools.model import Problem
from build_tools.responses.completed import CompletedResponse
from build_tools.responses.form import plain, words_of

_RUN = 5
"""So many words in a row that nobody else wrote are no accident: in the record here fewer are
repeated all the time ("the end date of the")."""
_SHORTEST_NAME = 4


def breaches(
    responses: Sequence[CompletedResponse], path: str, text: str, known: Iterable[str]
) -> Iterator[Problem]:
    """Each line of a text that repeats what is confidential. `known` are texts that everybody may
    read: what stands there too is no secret. No word is told, but where it stands.
    """
    open_words = plain(" ".join([*known, *_open(responses)]))
    runs = _unknown(chain.from_iterable(map(_runs, _closed(responses))), open_words)
    names = _unknown(_names(responses), open_words)
    lines = [words_of(line.casefold()) for line in text.split("\n")]
    starts: list[int] = []
    for number, words in enumerate(lines, start=1):
        starts += [number] * len(words)
    everything = list(chain.from_iterable(lines))
    for at, number in enumerate(starts):
        if " ".join(everything[at : at + _RUN]) in runs:
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
        if response.may_be_named:
            yield from (response.name, response.organisation)


def _names(responses: Iterable[CompletedResponse]) -> Iterator[str]:
    for response in responses:
        if not response.may_be_named:
            yield from map(plain, (response.name, response.organisation))
        yield plain(response.contact)


def _runs(text: str) -> Iterator[str]:
    words = words_of(text.casefold())
    for at in range(len(words) - _RUN + 1):
        yield " ".join(words[at : at + _RUN])


def _unknown(found: Iterable[str], open_words: str) -> set[str]:
    """Those that nobody could read elsewhere."""
    padded = f" {open_words} "
    return {each for each in found if len(each) >= _SHORTEST_NAME and f" {each} " not in padded}
