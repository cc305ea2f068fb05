"""What the manifest tells of amendments, of how a code makes them, and of the days on which each
version was in force: values of the record in, plain data out. Pure.

A date is written as the record has it: a day, a month (`2022-09`), a minute (`2023-01-13T16:00`),
or `date not recorded` for what came and nobody wrote down when. What the record is silent on is
`null`, or absent.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from build_tools.model import (
    Amendment,
    Corpus,
    Document,
    Moment,
    Procedure,
    Step,
    TakingEffect,
)
from build_tools.record.point_in_time import taken_effect
from build_tools.record.status_words import amendment_stage_word
from build_tools.site import urls


def procedure_data(procedure: Procedure) -> dict[str, Any]:
    """The steps in their order, the routes, and in which time zone a minute of a date is."""
    return {
        "steps": [
            {"id": step.id, "kind": step.kind, "name": step.name, "stage": step.stage}
            for step in procedure.steps
        ],
        "routes": [{"id": id_, "name": name} for id_, name in procedure.routes],
        "time_zone": procedure.clock.id,
    }


def amendment_data(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> dict[str, Any]:
    """One amendment whole, as it stands on a day."""
    return {
        "id": amendment.id,
        "title": amendment.title,
        "summary": amendment.summary,
        "route": amendment.route,
        "stage": amendment_stage_word(corpus, amendment, as_of),
        "correction": amendment.correction,
        "steps": [_step_data(step) for step in amendment.steps],
        "dates": dict(_dates(amendment)),
        "withdrawn": moment_text(amendment.withdrawn),
        "questions": list(amendment.questions),
        "sources": [{"title": each.title, "url": each.url} for each in amendment.sources],
        "url": urls.amendment(amendment.id).removesuffix("index.md"),
    }


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "document": step.document,
        "from": step.old,
        "to": step.new,
        "scope": list(step.scope),
    }


def _dates(amendment: Amendment) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each step of the procedure that the record tells of, by its id."""
    for id_ in amendment.procedure.ids:
        if event := amendment.events.get(id_):
            yield (
                id_,
                {
                    "planned": moment_text(event.planned),
                    "actual": moment_text(event.actual),
                    "note": event.note,
                    **({"provisions": list(event.provisions)} if event.provisions else {}),
                },
            )


def moment_text(moment: Moment | None) -> str | None:
    """A date as the record writes it; None for none."""
    return moment.written if moment else None


def intervals(document: Document, today: dt.date) -> Mapping[str, dict[str, Any]]:
    """Of each version that took effect, by its label: between which days it did (`from`), and
    between which the next one did (`to`).
    """
    effects = taken_effect(document, today)
    return {
        effect.version.label: {"from": _interval(effect), "to": after and _interval(after)}
        for effect, after in zip_longest(effects, effects[1:])
    }


def _interval(effect: TakingEffect) -> dict[str, str | None]:
    """Both days counted in; the earliest is None where the record holds nothing before."""
    return {
        "earliest": effect.earliest.isoformat() if effect.earliest else None,
        "latest": effect.latest.isoformat(),
    }
