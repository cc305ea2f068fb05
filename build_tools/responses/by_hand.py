"""The rows of a file that a program cannot place, such as a PDF, and the form that went out → a
`Response` that lists them for a person.
"""

from collections.abc import Sequence

from build_tools.model.text_rows import TextRow
from build_tools.responses.form import Form, words_of
from build_tools.responses.values import Response, Said


def by_hand(file: str, rows: Sequence[TextRow], form: Form) -> Response:
    """A response whose every word a person has to place, but for the lines of the form."""
    printed: list[str] = []
    said: list[Said] = []
    for row in rows:
        lines = row.text.split("\n")
        own = [line for line in lines if form.is_printed_line(line)]
        printed += own
        if left := [line for line in lines if line not in own]:
            said.append(Said(row.where, "\n".join(left)))
    return Response(
        file=file,
        respondent={},
        pair=None,
        on_this_draft=None,
        answers=(),
        remarks=(),
        unplaced=tuple(said),
        printed=tuple(printed),
        words_in=sum(len(words_of(row.text)) for row in rows),
    )
