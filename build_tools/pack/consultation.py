"""An amendment → the folder that goes out with its consultation, each document in each format."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.model import (
    Amendment,
    Corpus,
    Document,
    Step,
    asks_agreement,
    parts_of,
    provisions_named,
)
from build_tools.model.file_kinds import as_bytes
from build_tools.model.problems import refusal
from build_tools.pack.formats import (
    DOCUMENTS,
    DRAFT,
    PACK_FORMATS,
    RESPONSE_TEMPLATE,
    PackFormat,
    file_name,
)
from build_tools.pack.schedule import schedule
from build_tools.record import load
from build_tools.record.lookup import find_amendment
from build_tools.record.status import current_steps
from build_tools.record.status_words import amendment_stage_in_words, stage_on_day, status_on_day
from build_tools.record.writing import write_folder
from build_tools.render.change_names import kinds_named, kinds_told
from build_tools.render.citation import redline_line
from build_tools.render.page.change_list import change_entries
from build_tools.render.without_a_word import resting_entries
from build_tools.text.labels.anchors import slug

_LONGEST = 40
"""So many letters of what a code calls its papers are in the name of a file."""


def pack(
    root: Path,
    amendment: str,
    folder: Path,
    as_of: dt.date,
    comparisons: Comparisons,
    templates: Path | None = None,
) -> list[str]:
    """Write the pack of an amendment to a folder that is empty or not yet there; the names of its
    files.

    Templates are the publisher's where `templates` holds them. CorpusError, with nothing written,
    when it cannot be.
    """
    refuse_missing(templates)
    corpus = load(root)
    found = find_amendment(corpus, amendment)
    with speaking(corpus.language):
        made = dict(_files(corpus, found, as_of, comparisons, templates))
    files = {name: as_bytes(content) for name, content in made.items()}
    write_folder(folder, files)
    return list(files)


def blank_response_forms(
    corpus: Corpus,
    amendment: Amendment,
    as_of: dt.date,
    comparisons: Comparisons,
    templates: Path | None = None,
) -> dict[str, bytes]:
    """The blank forms for a response, as the pack has them, by the names of their files;
    CorpusError as above.
    """
    refuse_missing(templates)
    forms: dict[str, bytes] = {}
    graphs = Graphs(corpus, as_of)
    current = current_steps(corpus, amendment, as_of)
    with speaking(corpus.language):
        for ending in ("md", "docx"):
            values = template_values(corpus, amendment, current, comparisons, graphs, ending)
            content = PACK_FORMATS[ending].document(RESPONSE_TEMPLATE, values, templates)
            name = f"{RESPONSE_TEMPLATE}.{ending}"
            forms[name] = as_bytes(content)
    return forms


def refuse_missing(templates: Path | None) -> None:
    """CorpusError where the publisher's folder of templates is not there."""
    if templates is not None and not templates.is_dir():
        raise refusal(templates.as_posix(), "there is no such folder")


def _files(
    corpus: Corpus,
    amendment: Amendment,
    as_of: dt.date,
    comparisons: Comparisons,
    templates: Path | None,
) -> Iterator[tuple[str, str | bytes]]:
    graphs = Graphs(corpus, as_of)
    current = current_steps(corpus, amendment, as_of)
    for ending, pack_format in PACK_FORMATS.items():
        values = template_values(corpus, amendment, current, comparisons, graphs, ending)
        for name in DOCUMENTS:
            file = f"{file_name(name, values)}.{ending}"
            yield file, pack_format.document(name, values, templates)
        yield from texts_of_steps(values["steps"], pack_format, as_of, templates)


def texts_of_steps(
    steps: Iterable[dict[str, Any]],
    pack_format: PackFormat,
    as_of: dt.date,
    templates: Path | None,
) -> Iterator[tuple[str, str | bytes]]:
    """The clean text and the redline of each step, by the names of their files."""
    for step in steps:
        status = status_on_day(step["document"], step["new"], as_of)
        yield step["clean"], pack_format.clean(step["new"], status, templates)
        if step["redline"]:
            yield step["redlined"], pack_format.redlined(step["redline"], status, templates)


def template_values(
    corpus: Corpus,
    amendment: Amendment,
    current: Iterable[Step],
    comparisons: Comparisons,
    graphs: Graphs,
    ending: str,
) -> dict[str, Any]:
    """What every template is given, a publisher's too, of these steps of an amendment."""
    as_of = graphs.as_of
    current = list(current)
    steps = list(step_values(corpus, current, comparisons, graphs, ending))
    for step, values in zip(current, steps, strict=True):
        said = schedule(corpus, amendment, step, comparisons)
        values["schedule"] = PACK_FORMATS[ending].schedule(said)
    reached = amendment_stage_in_words(corpus, amendment, as_of)
    instrument = amendment.procedure.instrument
    return {
        "instrument": instrument,
        "draft_title": _("Draft %(instrument)s", instrument=instrument.name),
        "draft_name": _draft_name(instrument.name),
        "amendment": amendment,
        "as_of": as_of,
        "stage": reached,
        "status": stage_on_day(reached, as_of),
        "route": amendment.procedure.route(amendment.route),
        "events": {step.id: step.name for step in amendment.steps_it_has},
        "effect": next((amendment.events[id_] for id_ in amendment.recorded("effect")), None),
        "parts": list(_parts(amendment)),
        "closes": amendment.closes,
        "has_close": bool(amendment.procedure.of_kind("consultation-closes")),
        "asks_agreement": asks_agreement,
        "kinds_named": kinds_named,
        "kinds_told": kinds_told,
        "provenance": list(dict.fromkeys(step["new"].provenance for step in steps)),
        "steps": steps,
    }


def _parts(amendment: Amendment) -> Iterator[dict[str, str]]:
    """Of each part with which it takes effect its name, its day and what it brings into force, each
    as far as it is recorded; none where it does so at once.
    """
    for step in parts_of(amendment):
        event = amendment.events[step.id]
        yield {
            "name": step.name,
            "day": str(event.actual or event.planned or ""),
            "provisions": provisions_named(event.provisions),
        }


def _called(document: Document) -> str:
    """A document by its title, and its short title where that is another."""
    if document.title == document.short_title:
        return document.title
    return f"{document.title} ({document.short_title})"


def _draft_name(instrument: str) -> str:
    """How the file of a draft is called, less its ending, in as many letters as any disk takes."""
    words = slug(instrument)[:_LONGEST].strip("-")
    return f"draft-{words}" if words else DRAFT


def step_values(
    corpus: Corpus, steps: Iterable[Step], comparisons: Comparisons, graphs: Graphs, ending: str
) -> Iterator[dict[str, Any]]:
    """What templates are given of each step."""
    for step in steps:
        document = corpus.document(step.document)
        new = document.version(step.new)
        old = document.version(step.old) if step.old else None
        redline = graphs.told(comparisons.between(old, new)) if old else None
        entries = change_entries(redline) if redline else []
        yield {
            "document": document,
            "called": _called(document),
            "old": old,
            "new": new,
            "new_name": f"{document.short_title} {new.label}",
            "old_name": f"{document.short_title} {old.label}" if old else "",
            "scope": step.scope,
            "redline": redline,
            "resting": resting_entries(redline) if redline else [],
            "redline_line": redline_line(redline) if redline else "",
            "substance": [entry for entry in entries if not entry.change.consequential],
            "rest": [entry for entry in entries if entry.change.consequential],
            "clean": f"{document.id}-{new.label}-clean.{ending}",
            "redlined": f"{document.id}-{old.label}-to-{new.label}-redline.{ending}" if old else "",
        }
