"""What came back → tables in markdown for whoever works through it: one for each question and each
change, what could not be placed, and what could not be read.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from build_tools.render.markdown import escape_markdown
from build_tools.responses.collection import Collection
from build_tools.responses.values import Answer, Response


def tables(collection: Collection) -> str:
    """The tables, under a heading each."""
    parts = (_respondents, _questions, _changes, _dropped, _unplaced, _unread)
    title = escape_markdown(collection.amendment.title)
    warning = "Holds what is confidential: keep it where neither git nor a site publishes it."
    lines = [f"# Responses: {title}", "", f"**{warning}**", ""]
    for part in parts:
        lines += part(collection)
    return "\n".join(lines)


def _respondents(collection: Collection) -> Iterator[str]:
    yield from ("## Who responded", "")
    rows = [
        (
            each.file,
            _who(each),
            each.confidential,
            _draft(each),
            str(each.words_in),
            str(each.words_placed),
            str(each.words_listed),
            str(each.words_printed),
        )
        for each in collection.responses
    ]
    heads = ("File", "Who", "Confidential", "Written on", "Words", "Placed", "To place", "Form's")
    yield from _table(heads, rows)


def _draft(response: Response) -> str:
    if response.on_this_draft is None:
        return "not said"
    return "this draft" if response.on_this_draft else "another draft"


def _questions(collection: Collection) -> Iterator[str]:
    for number, question in enumerate(collection.amendment.questions, start=1):
        yield from (f"## Question {number}: {escape_markdown(question)}", "")
        rows = [
            (_who(response), answer.agrees or "not told", answer.words)
            for response, answer in _answers(collection, number)
        ]
        yield from _table(("Who", "Agrees", "Words"), rows)


def _answers(collection: Collection, number: int) -> Iterator[tuple[Response, Answer]]:
    for response in collection.responses:
        for answer in response.answers:
            if answer.question == number:
                yield response, answer


def _changes(collection: Collection) -> Iterator[str]:
    for redline in collection.redlines:
        for change in redline.changes:
            remarks = list(_remarks(collection, change.id))
            if remarks:
                yield from (f"## Change {change.id}: {escape_markdown(change.where)}", "")
                yield from _table(("Who", "Words"), [(who, said) for who, _, said in remarks])


def _dropped(collection: Collection) -> Iterator[str]:
    made = chain.from_iterable(redline.changes for redline in collection.redlines)
    known = {change.id for change in made}
    remarks = chain.from_iterable(response.remarks for response in collection.responses)
    gone = dict.fromkeys(each.change for each in remarks if each.change not in known)
    if gone:
        yield from ("## On changes that the draft as it stands has no longer", "")
    for id_ in gone:
        yield from (f"### Change {id_}", "")
        heads = ("Who", "What the file says of the change", "Words")
        yield from _table(heads, _remarks(collection, id_))


def _remarks(collection: Collection, id_: str) -> Iterator[tuple[str, str, str]]:
    for response in collection.responses:
        for remark in response.remarks:
            if remark.change == id_:
                yield _who(response), "\n".join(remark.context), remark.words


def _unplaced(collection: Collection) -> Iterator[str]:
    rows: list[tuple[str, ...]] = []
    for response in collection.responses:
        rows += [(response.file, each.where, each.words) for each in response.unplaced]
    yield from ("## To be placed by a person", "")
    yield from _table(("File", "Where in it", "Words"), rows)


def _unread(collection: Collection) -> Iterator[str]:
    if collection.unread:
        yield from ("## Files that could not be read", "")
        yield from _table(("File", "Why"), [(each.file, each.why) for each in collection.unread])


def _who(response: Response) -> str:
    """The organisation or the person, and the mark of what is confidential."""
    told = response.respondent
    who = told.get("organisation") or told.get("name") or response.file
    said = response.confidential
    return who if said == "no" else f"{who} (confidential: {said})"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [f"| {' | '.join(map(escape_markdown, row))} |" for row in rows]
    if lines:
        yield f"| {' | '.join(heads)} |"
        yield "|---" * len(heads) + "|"
        yield from lines
    else:
        yield "None."
    yield ""
