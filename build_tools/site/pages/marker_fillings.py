"""What stands in a hand-written page in the place of a marker, such as
`[[built without the corpus plugin: kind example split]]`.

The name and the words of a marker in, a template with its values out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from build_tools.check import RECORD_RULES, RULES, FileRule
from build_tools.lineage.provenance import TableLife
from build_tools.lineage.together import Together
from build_tools.model import Amendment, Change, Document, Redline, RedlineInPart, Version
from build_tools.record.planned_events import upcoming_events
from build_tools.render.html.excerpts import excerpt_html
from build_tools.render.not_begun_in_words import not_begun_by_change
from build_tools.render.page.change_list import ChangeEntry, change_entries
from build_tools.site.context import SiteContext
from build_tools.site.pages.front_page import came_last, changed_most

MARKER = re.compile(
    r"^\[\[built without the corpus plugin: ([a-z-]+)((?: [^\s\]]+)*)\]\]$", re.MULTILINE
)
"""What stands for something to be filled in, and tells a reader plainly where nobody did."""


class MarkerFilling(NamedTuple):
    """A template and what it is given beside `SiteContext.template_values`."""

    template: str
    values: dict[str, Any]


def marker_filling(site: SiteContext, name: str, words: list[str]) -> MarkerFilling:
    """What a marker stands for; LookupError for one that cannot be filled."""
    match name, words:
        case "status", []:
            values = _status(site)
        case "links", []:
            values = _links(site)
        case "kind", [document, kind]:
            values = _example_of_kind(site, document, kind)
        case "rules", []:
            values = {"rules": RULES, "record_rules": RECORD_RULES}
        case "rule", [id_]:
            values = _rule(id_)
        case _:
            raise LookupError(f"there is no marker `{' '.join([name, *words])}`")
    return MarkerFilling(f"marker_{name}", values)


# --- What is in force, proposed, changed and due --------------------------------------------------


def _status(site: SiteContext) -> dict[str, Any]:
    """What is in force, decided, proposed, last changed and due, of the real documents."""
    real = [document for document in site.corpus.documents if not document.fictional]
    ids = {document.id for document in real}
    return {
        "current": list(_in_force(site, real)),
        "decided": list(_decided(site, real)),
        "proposed": list(_proposed(site, real)),
        "together": list(_together(site, real)),
        "changed": list(_last_changes(site, real)),
        "due": [
            event
            for event in upcoming_events(site.corpus, site.as_of)
            if _concerns(event.amendment, ids)
        ],
        "unanswered": [
            event for event in site.unanswered_events if _concerns(event.amendment, ids)
        ],
        "came_last": came_last(site, real),
        "changed_most": changed_most(site, real),
        "waits_between": partial(_waits_between, site),
        "entries_between": lambda old, new: _substantive(site.redline_between(old, new)),
    }


def _waits_between(
    site: SiteContext, document: Document, old: Version, new: Version
) -> Mapping[str, str]:
    redline = site.redline_between(old, new)
    waits = site.law_in_part.of_redline(document, redline)
    return not_begun_by_change(RedlineInPart(redline=redline, not_begun=waits))


def _links(site: SiteContext) -> dict[str, Any]:
    """The redlines of what is decided or proposed, or was changed last where nothing is, in real
    documents; and the tables that they change.
    """
    real = [document for document in site.corpus.documents if not document.fictional]
    redlines = []
    for document, version in chain(_decided(site, real), _proposed(site, real)):
        base = site.overtaken_by(document, version) or site.predecessor(document, version)
        if base is not None:
            redlines.append((document, base, version))
    redlines = redlines or list(_last_changes(site, real))
    return {"redlines": redlines, "tables": list(_tables_changed(site, redlines))}


def _tables_changed(
    site: SiteContext, redlines: Iterable[tuple[Document, Version, Version]]
) -> Iterator[tuple[Document, TableLife]]:
    """The tables with a page of their own in which something of substance changes, each once."""
    told: set[tuple[str, str]] = set()
    for document, old, new in redlines:
        changes = site.redline_between(old, new).changes
        changed = {each.anchor for each in changes if _in_table(each) and not each.consequential}
        for life in site.table_lives(document):
            if life.anchor in changed and (document.id, life.anchor) not in told:
                told.add((document.id, life.anchor))
                yield document, life


def _in_force(
    site: SiteContext, documents: Iterable[Document]
) -> Iterator[tuple[Document, Version]]:
    for document in documents:
        if version := site.in_force(document):
            yield document, version


def _decided(
    site: SiteContext, documents: Iterable[Document]
) -> Iterator[tuple[Document, Version]]:
    for document in documents:
        for version in site.pending(document):
            if site.decided_in_words(document, version):
                yield document, version


def _proposed(
    site: SiteContext, documents: Iterable[Document]
) -> Iterator[tuple[Document, Version]]:
    for document in documents:
        for version in site.proposals(document):
            yield document, version


def _together(
    site: SiteContext, documents: Iterable[Document]
) -> Iterator[tuple[Document, Together]]:
    for document in documents:
        yield from ((document, both) for both in site.together(document))


def _last_changes(
    site: SiteContext, documents: Iterable[Document]
) -> Iterator[tuple[Document, Version, Version]]:
    """Each document with what its version in force was made from, and that version."""
    for document, version in _in_force(site, documents):
        if base := site.predecessor(document, version):
            yield document, base, version


def _concerns(amendment: Amendment, documents: set[str]) -> bool:
    return any(step.document in documents for step in amendment.steps)


def _substantive(redline: Redline) -> list[ChangeEntry]:
    """The entries of the changes of substance, those in tables first."""
    entries = [entry for entry in change_entries(redline) if not entry.change.consequential]
    return sorted(entries, key=lambda entry: not _in_table(entry.change))


def _in_table(change: Change) -> bool:
    return change.row is not None or change.column is not None


# --- One kind of change ---------------------------------------------------------------------------


def _example_of_kind(site: SiteContext, document_id: str, kind: str) -> dict[str, Any]:
    """The first change of a kind in a document, as its redline shows it."""
    try:
        document = site.corpus.document(document_id)
    except KeyError:
        raise LookupError(f"there is no document `{document_id}`") from None
    for redline in site.redlines(document):
        if (change := _first_of_kind(redline, kind)) is not None:
            passages = [each for each in redline.passages if change.id in each.change_ids()]
            return {
                "redline": redline,
                "change": change,
                "lines": excerpt_html(passages),
                "document": document,
            }
    raise LookupError(f"`{document_id}` has no change of the kind `{kind}`")


def _first_of_kind(redline: Redline, kind: str) -> Change | None:
    """The first change of a kind, one of that kind alone before others."""
    found = [change for change in redline.changes if kind in change.kinds]
    return min(found, key=lambda change: len(change.kinds), default=None)


# --- The rules of `corpus check` ------------------------------------------------------------------


def _rule(id_: str) -> dict[str, Any]:
    """What the page of a rule says of it; LookupError when there is none of that id."""
    for rule in RULES:
        if rule.id == id_:
            said = {
                "severity": rule.severity,
                "fixable": rule.fixable,
                "reads_amendments": isinstance(rule, FileRule),
            }
            return {"id": id_, "sentence": rule.sentence, **said}
    if id_ not in RECORD_RULES:
        raise LookupError(f"there is no rule `{id_}`")
    return {
        "id": id_,
        "sentence": RECORD_RULES[id_],
        "severity": "error",
        "fixable": False,
        "reads_amendments": False,
    }
