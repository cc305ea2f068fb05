"""The life of a provision, as lines for a terminal and as JSON."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.language import gettext as _
from build_tools.lineage.provenance import ProvisionLife, ProvisionState
from build_tools.model import Document, Version, visible_controls
from build_tools.model.weave import members_of
from build_tools.render.change_names import befallen_name
from build_tools.render.citation import provision_date
from build_tools.render.json import change_data
from build_tools.render.origins import FIRST
from build_tools.render.text import change_text
from build_tools.render.written_json import written_json

FORMAT = 2
"""Of the data of a life: counts what is added, and no key changes its meaning. 2: what changed
under a heading."""


def numbers_in_words(life: ProvisionLife, versions: Sequence[Version]) -> list[tuple[str, str]]:
    """The anchors that it had, each with the versions in which it did: "1.0, 2.0"."""
    found = []
    for anchor, members in life.anchors.items():
        found.append((anchor, ", ".join([versions[at].label for at in members_of(members)])))
    return found


def life_text(
    life: ProvisionLife,
    states: Sequence[ProvisionState],
    document: Document,
    versions: Sequence[Version],
    as_of: dt.date,
) -> str:
    """Its numbers, then each of its states, the newest first, with what changed, and since when it
    is law, as that stands on a day.
    """
    newest = states[0]
    lines = [f"{versions[0].document}: {newest.cited or newest.shown.anchor}"]
    names = {each.shown.anchor: _number(each) for each in states}
    for anchor, labels in numbers_in_words(life, versions):
        number = names.get(anchor, anchor)
        lines.append("  " + _("%(number)s in %(versions)s", number=number, versions=labels))
    for state in states:
        lines += ["", *_state_lines(state, document, versions[state.version], as_of)]
    return visible_controls("\n".join(lines)) + "\n"


def _number(state: ProvisionState) -> str:
    """By which a person knows a provision: "6.1" of "Section 6.1", else how it is cited."""
    anchor = state.shown.anchor
    cited = state.cited or anchor
    return anchor if cited.endswith(anchor) else cited


def _state_lines(
    state: ProvisionState, document: Document, version: Version, as_of: dt.date
) -> Iterator[str]:
    befell = _(FIRST) if _is_of_first(state) else ", ".join(map(befallen_name, state.befallen))
    yield f"{version.name}  {state.cited or state.shown.anchor}  {befell}"
    if version.amendment:
        yield f"  {version.amendment.title}, {_date(state, document, version, as_of)}"
    if state.others:
        yield "  " + _("with %(others)s", others=", ".join(state.others))
    for change in state.changes:
        yield from [f"    {line}" for line in change_text(change).splitlines()]


def _date(state: ProvisionState, document: Document, version: Version, as_of: dt.date) -> str:
    anchor, is_gone = state.shown.anchor, state.block is None
    return provision_date(document, version, anchor, as_of, is_gone=is_gone)


def _is_of_first(state: ProvisionState) -> bool:
    return state.version == 0


def life_json(
    life: ProvisionLife,
    states: Sequence[ProvisionState],
    document: Document,
    versions: Sequence[Version],
    as_of: dt.date,
    under: Sequence[str] = (),
) -> str:
    """The same as JSON; changes as in the JSON of a redline. `under` are the ids of what changed
    under a heading.
    """
    data = {
        "format": FORMAT,
        "document": versions[0].document,
        "id": life.id,
        "numbers": [
            {"anchor": anchor, "versions": labels.split(", ")}
            for anchor, labels in numbers_in_words(life, versions)
        ],
        "under": list(under),
        "states": [
            _state_data(state, document, versions[state.version], as_of) for state in states
        ],
    }
    return written_json(data)


def _state_data(
    state: ProvisionState, document: Document, version: Version, as_of: dt.date
) -> dict[str, Any]:
    return {
        "id": state.id,
        "version": version.label,
        "amendment": version.amendment.id if version.amendment else None,
        "date": _date(state, document, version, as_of),
        "where": state.cited,
        "anchor": state.shown.anchor,
        "label": state.shown.label,
        "befallen": list(state.befallen),
        "consequential": state.consequential,
        "others": list(state.others),
        "text": state.block.text if state.block else None,
        "changes": [change_data(change) for change in state.changes],
    }
