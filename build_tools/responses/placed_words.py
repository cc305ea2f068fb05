"""The words of a file that came back, each with what it belongs to, one after the other → the
`Response` that they come to. What stood in the blanks of the form is parted from what was written.
"""

from collections import defaultdict
from typing import TypeAlias

from build_tools.model import Change, asks_agreement
from build_tools.responses.form import Form, Pair
from build_tools.responses.respondent import agreement
from build_tools.responses.values import Answer, Remark, Response, Said

Target: TypeAlias = int | str
"""A question by its number, or a change by its id."""


class PlacedWords:
    """What was placed so far."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.pair: Pair | None = None
        """The hashes of the texts on which the file says that it was written."""
        self._fields: dict[str, str] = {}
        self._agrees: dict[int, str] = {}
        self._said: defaultdict[Target, list[Said]] = defaultdict(list)
        self._context: defaultdict[str, list[str]] = defaultdict(list)
        self._unplaced: list[Said] = []
        self._printed: list[str] = []

    def change(self, id_: str) -> Change | None:
        """The change of that id, of the texts on which the file was written where it says so."""
        return self._form.change(id_, self.pair)

    def keep(self, target: Target | None, where: str, text: str) -> None:
        """Words of a question or a change; None for those that a person has to place."""
        if words := self._without_blanks(text):
            kept = self._unplaced if target is None else self._said[target]
            kept.append(Said(where, words))

    def keep_printed(self, *texts: str) -> None:
        """The form's own words."""
        self._printed += texts

    def keep_context(self, id_: str, text: str) -> None:
        """What the file says of a change besides."""
        self._context[id_] += filter(None, [text])

    def keep_agreement(self, number: int, text: str) -> None:
        """Whether the respondent agrees with what a question asks, as it was written."""
        if told := self._without_blanks(text):
            self._agrees[number] = told
            self._said[number].append(Said("agree or not", told))

    def keep_field(self, key: str, value: str) -> None:
        """What the respondent says of themselves, by the keys of `respondent.FIELDS`."""
        if left := self._without_blanks(value):
            self._fields[key] = "; ".join(filter(None, (self._fields.get(key), left)))

    def response(self, file: str, words_in: int) -> Response:
        """What all of them come to."""
        questions = sorted(each for each in {*self._said, *self._agrees} if isinstance(each, int))
        changes = dict.fromkeys(
            each for each in (*self._context, *self._said) if isinstance(each, str)
        )
        remarks = (self._remark(each) for each in changes)
        return Response(
            file=file,
            respondent=self._fields,
            pair=self.pair,
            on_this_draft=None if self.pair is None else self.pair in self._form.redlines,
            answers=tuple(map(self._answer, questions)),
            remarks=tuple(each for each in remarks if each.said),
            unplaced=tuple(self._unplaced),
            printed=tuple(self._printed),
            words_in=words_in,
        )

    def _answer(self, number: int) -> Answer:
        said = tuple(self._said[number])
        asked = asks_agreement(self._form.questions[number - 1])
        told = self._agrees.get(number) or (said[0].words if said else "")
        return Answer(question=number, agrees=agreement(told) if asked else "", said=said)

    def _remark(self, id_: str) -> Remark:
        change = self.change(id_)
        said = tuple(self._said[id_])
        if not said:
            self._printed += self._context[id_]
        return Remark(
            change=id_,
            place=change.where if change else "",
            context=tuple(self._context[id_]),
            said=said,
        )

    def _without_blanks(self, text: str) -> str:
        """A text without what stood in the blanks of the form, of which note is taken."""
        self._printed += self._form.blanks.findall(text)
        return self._form.blanks.sub(" ", text).strip()
