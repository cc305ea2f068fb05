"""What the tests of dates share: small records, made of a table of dates, and any record at all."""

import datetime as dt
from collections.abc import Mapping

from hypothesis import strategies as st

from build_tools.model import EVENTS, Amendment, Corpus, Document, Event, Moment, Step, Version
from build_tools.record.schema.dates import read_moment
from build_tools.text.markdown import parse


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def amendment(
    dates: Mapping[str, str], id_: str = "a", *steps: Step, correction: bool = False
) -> Amendment:
    """An amendment with an actual date for each event, and planned ones for those with `planned `
    before them."""
    moments = {name: read_moment(text) for name, text in dates.items()}
    events = {
        event: Event(actual=moments.get(event), planned=moments.get(f"planned {event}"))
        for event in EVENTS
        if {event, f"planned {event}"} & moments.keys()
    }
    return Amendment(
        id=id_,
        title=id_,
        route="mtad-direction",
        summary="",
        steps=steps,
        events=events,
        withdrawn=moments.get("withdrawn"),
        correction=correction,
    )


def corpus(*amendments: Amendment, fictional: frozenset[str] = frozenset()) -> Corpus:
    """A corpus with the versions that the steps of the amendments make."""
    names = sorted({step.document for each in amendments for step in each.steps})
    return Corpus(
        documents=tuple(
            Document(
                id=name,
                title=name,
                short_title=name,
                place="",
                provenance="",
                fictional=name in fictional,
                versions=tuple(
                    Version(document=name, label=step.new, blocks=(), amendment=each)
                    for each in amendments
                    for step in each.steps
                    if step.document == name
                ),
            )
            for name in names
        ),
        amendments=amendments,
    )


def made(
    id_: str, *versions: tuple[str, Mapping[str, str]], also: Mapping[str, str] | None = None
) -> Document:
    """A document of versions, each with its text and the dates of its amendment; `also` says which
    other document the last amendment makes a version of."""
    texts = []
    for number, (text, dates) in enumerate(versions, 1):
        old = f"{number - 1}.0" if number > 1 else None
        steps = [Step(document=id_, old=old, new=f"{number}.0")]
        if also and number == len(versions):
            steps += [Step(document=other, old="1.0", new=new) for other, new in also.items()]
        texts.append(
            Version(
                document=id_,
                label=f"{number}.0",
                blocks=parse(text),
                amendment=amendment(dates, f"{id_}-{number}", *steps),
                path=f"versions/{id_}/{number}.0.md",
            )
        )
    return Document(
        id=id_,
        title=f"Rules of the {id_}",
        short_title=id_.upper(),
        place="",
        provenance="",
        fictional=True,
        versions=tuple(texts),
    )


# --- Any record -----------------------------------------------------------------------------------

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2021, 12, 31))
_EXACT = st.builds(Moment, DAYS, st.just("day")) | st.builds(
    Moment, DAYS, st.just("minute"), st.just(dt.time(16))
)
_PLANNED = _EXACT | st.builds(lambda day: Moment(day.replace(day=1), "month"), DAYS)
_ACTUAL = _PLANNED | st.just(Moment(None, "none"))
_EVENT = st.builds(Event, planned=st.none() | _PLANNED, actual=st.none() | _ACTUAL)


@st.composite
def records(draw: st.DrawFn) -> Corpus:
    """Up to four amendments of two documents, one of them made up, whose dates may stand in any
    order."""
    made = []
    latest: dict[str, str] = {}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        documents = draw(st.sampled_from((["law"], ["tale"], ["law", "tale"])))
        steps = tuple(
            Step(document=name, old=latest.get(name), new=f"{number}.0") for name in documents
        )
        latest |= {step.document: step.new for step in steps}
        made.append(
            Amendment(
                id=f"a-{number}",
                title=f"Amendment {number}",
                route=None,
                summary="It amends.",
                steps=steps,
                events=draw(st.dictionaries(st.sampled_from(EVENTS), _EVENT)),
                withdrawn=draw(st.none() | _ACTUAL),
                correction=draw(st.booleans()),
            )
        )
    return corpus(*made, fictional=frozenset({"tale"}))
