"""What came back → tables in markdown for whoever works through it: one for each question and each
change, what could not be placed, and what could not be read.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.render.markdown import escape_markdown
from build_tools.responses.collection import Collection
from build_tools.responses.values import Answer, Response

_AGREES = {"yes": N_("yes"), "no": N_("no"), "in part": N_("in part"), "": N_("not told")}
_CONFIDENTIAL = {
    "no": N_("no"),
    "not said": N_("not said"),
    "yes or in part": N_("yes or in part"),
}


def tables(collection: Collection) -> str:
    """The tables, under a heading each."""
    parts = (_respondents, _questions, _changes, _dropped, _unplaced, _unread)
    title = escape_markdown(collection.amendment.title)
    warning = _("Holds what is confidential: keep it where neither git nor a site publishes it.")
    lines = [f"# {_('Responses')}: {title}", "", f"**{warning}**", ""]
    for part in parts:
        lines += part(collection)
    return "\n".join(lines)


def _respondents(collection: Collection) -> Iterator[str]:
    yield from (f"## {_('Who responded')}", "")
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
    heads = (
        N_("File"),
        N_("Who"),
        N_("Confidential"),
        N_("Written on"),
        N_("Words"),
        N_("Placed"),
        N_("To place"),
        N_("Form's"),
    )
    yield from _table(heads, rows)


def _draft(response: Response) -> str:
    if response.on_this_draft is None:
        return _("not said")
    return _("this draft") if response.on_this_draft else _("another draft")


def _questions(collection: Collection) -> Iterator[str]:
    for number, question in enumerate(collection.amendment.questions, start=1):
        yield from (f"## {_('Question')} {number}: {escape_markdown(question)}", "")
        rows = [
            (_who(response), _(_AGREES[answer.agrees]), answer.words)
            for response, answer in _answers(collection, number)
        ]
        yield from _table((N_("Who"), N_("Agrees"), N_("Words")), rows)


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
                yield from (f"## {_('Change')} {change.id}: {escape_markdown(change.where)}", "")
                yield from _table(
                    (N_("Who"), N_("Words")), [(who, said) for who, _told, said in remarks]
                )


def _dropped(collection: Collection) -> Iterator[str]:
    made = chain.from_iterable(redline.changes for redline in collection.redlines)
    known = {change.id for change in made}
    remarks = chain.from_iterable(response.remarks for response in collection.responses)
    gone = dict.fromkeys(each.change for each in remarks if each.change not in known)
    if gone:
        yield from (f"## {_('On changes that the draft as it stands has no longer')}", "")
    for id_ in gone:
        yield from (f"### {_('Change')} {id_}", "")
        heads = (N_("Who"), N_("What the file says of the change"), N_("Words"))
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
    yield from (f"## {_('To be placed by a person')}", "")
    yield from _table((N_("File"), N_("Where in it"), N_("Words")), rows)


def _unread(collection: Collection) -> Iterator[str]:
    if collection.unread:
        yield from (f"## {_('Files that could not be read')}", "")
        yield from _table(
            (N_("File"), N_("Why")), [(each.file, each.why) for each in collection.unread]
        )


def _who(response: Response) -> str:
    """The organisation or the person, and the mark of what is confidential."""
    told = response.respondent
    who = told.get("organisation") or told.get("name") or response.file
    said = response.confidential
    return (
        who
        if said == "no"
        else _("%(who)s (confidential: %(said)s)", who=who, said=_(_CONFIDENTIAL[said]))
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [f"| {' | '.join(map(escape_markdown, row))} |" for row in rows]
    if lines:
        yield f"| {' | '.join(map(_, heads))} |"
        yield "|---" * len(heads) + "|"
        yield from lines
    else:
        yield _("None.")
    yield ""
