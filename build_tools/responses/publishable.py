"""Completed responses → what may be published of them: counts, and the words of those who did not
ask for confidence, under the names of those who let them be printed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from build_tools.language import gettext as _
from build_tools.model import Amendment, Redline
from build_tools.model.opinions import Opinion, Opinions, PublicResponses
from build_tools.responses.completed import CompletedResponse, Statement
from build_tools.responses.form import words_of
from build_tools.responses.respondent import agreement


def publishable(
    responses: Sequence[CompletedResponse], amendment: Amendment, redlines: Iterable[Redline]
) -> PublicResponses:
    """All that may be published."""
    said = [(number, each) for number, each in enumerate(responses, start=1)]
    questions = range(1, len(amendment.questions) + 1)
    openness = Counter(map(_openness, responses))
    return PublicResponses(
        received=len(responses),
        late=sum(each.late for each in responses),
        confidential=openness["none"],
        partly_confidential=openness["some"],
        questions=tuple([_opinions(said, number) for number in questions]),
        changes=tuple([_opinions(said, id_) for id_ in _spoken_to(responses, redlines)]),
    )


def _openness(response: CompletedResponse) -> str:
    """Whether all of a response may be quoted, some, or none."""
    if response.confidential == "yes":
        return "none"
    closed = [each for each in response.statements if not each.is_open]
    if response.confidential == "no" and not closed:
        return "all"
    return "none" if len(closed) == len(response.statements) else "some"


def _spoken_to(
    responses: Iterable[CompletedResponse], redlines: Iterable[Redline]
) -> Iterator[str]:
    """The changes that somebody spoke to: in the order of the draft, then those that it has no
    longer.
    """
    found: dict[str, None] = {}
    for response in responses:
        found |= {each.about: None for each in response.statements if isinstance(each.about, str)}
    for redline in redlines:
        yield from [change.id for change in redline.changes if found.pop(change.id, 1) is None]
    yield from found


def _opinions(said: Sequence[tuple[int, CompletedResponse]], about: int | str) -> Opinions:
    quoted: list[Opinion] = []
    agrees: Counter[str] = Counter()
    confidential, sent_as = 0, ""
    for number, response in said:
        mine = [each for each in response.statements if each.about == about]
        if not mine:
            continue
        told = next((each.agrees for each in mine if each.agrees), "")
        agrees[told] += 1
        public = [each for each in mine if each.is_open]
        sent_as = sent_as or next((each.sent_as for each in public if each.sent_as), "")
        if any(each.sent_as for each in mine):
            sent_as = sent_as or "not told"
        if public:
            words = "\n".join(filter(None, map(_words, public)))
            shown = next((each.agrees for each in public if each.agrees), "")
            quoted.append(Opinion(_who(response, number), shown, words, response.late))
        else:
            confidential += 1
    return Opinions(
        about=about, sent_as=sent_as, quoted=tuple(quoted), confidential=confidential, agrees=agrees
    )


def _words(statement: Statement) -> str:
    """What was said, but for a first line that only says whether somebody agrees."""
    first, _end, rest = statement.words.partition("\n")
    repeats = agreement(first) == statement.agrees and len(words_of(first)) <= 3
    return rest if statement.agrees and repeats else statement.words


def _who(response: CompletedResponse, number: int) -> str:
    named = response.organisation or response.name
    if response.may_be_named and named:
        return re.sub(r"\s+", " ", named)
    return _("Respondent %(number)s", number=number)
