"""A document in, an entry out for each of its provisions, terms, tables, rows and notes, once for
all versions that have it word for word.

An entry says which versions have it, so that a reader can be told whether it is in force, and which
provision it is, so that one who asks for a former number is led to the provision of today.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.compare.changes.row_addresses import row_addresses
from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import Block, Document, Table, Version, wording
from build_tools.site import urls
from build_tools.site.context import SiteContext


def provision_entries(site: SiteContext, document: Document) -> list[dict[str, Any]]:
    """The entries of a document, in the order in which their texts first stood.

    `versions` are places in the document's list of versions. `provision` is the lasting id of what
    the entry is, or stands in; a note has none. `title` is a heading, a term, a caption or the name
    of a row. `section` is the page, below that of the document, that has it in the version shown,
    where that is divided into pages.
    """
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for at, version in enumerate(document.versions):
        for entry in _entries(site, document, version):
            key = tuple(entry.values())
            known = found.setdefault(key, {**entry, "versions": []})
            known["versions"].append(at)
    if sections := site.sections(document):
        number = document.versions.index(site.displayed_version(document))
        for known in found.values():
            if number in known["versions"]:
                there = sections.page_of(known["anchor"])
                known["section"] = urls.link(sections.contents, there).removeprefix("./")
    return [_without_empty(entry) for entry in found.values()]


def _without_empty(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value != ""}


def _entries(site: SiteContext, document: Document, version: Version) -> Iterator[dict[str, str]]:
    provisions = site.provision_pages(document).provisions
    at = provisions.history.number(version)
    addresses = row_addresses(version)
    for place, block in enumerate(version.body):
        if not block.citation:
            continue
        entry = {
            "kind": _kind(block),
            "anchor": block.address,
            "citation": block.citation,
            "title": _title(block),
            "text": "" if block.table else " ".join(wording(block.content).split()),
            "provision": provisions.id_at(at, block.anchor) or "",
        }
        if entry["text"] == entry["title"]:
            entry["text"] = ""
        yield entry
        if block.table:
            yield from _rows(block, entry, addresses.get(place, ()))


def _kind(block: Block) -> str:
    if block.terms:
        return "term"
    kinds = {"heading": "heading", "table": "table", "footnote": "note"}
    return kinds.get(block.kind, "clause")


def _title(block: Block) -> str:
    if block.table:
        return " ".join(wording(block.table.caption).split())
    if block.kind == "heading":
        return " ".join(wording(block.content).split())
    return ", ".join(block.terms)


def _rows(
    block: Block, table: dict[str, str], addresses: Sequence[str]
) -> Iterator[dict[str, str]]:
    """The rows below the headers; what they stand in is the table, `row` their own address."""
    assert block.table is not None
    citations = TableCitations(block.table)
    for at in range(block.table.header_rows, len(block.table.rows)):
        yield {
            **table,
            "kind": "row",
            "row": addresses[at] if addresses else "",
            "citation": f"{block.citation}, {citations.row(at)}",
            "title": citations.name(at),
            "text": " | ".join(dict.fromkeys(filter(None, _seen(block.table, at)))),
        }


def _seen(table: Table, row: int) -> Iterator[str]:
    for column in range(table.width):
        yield " ".join(table.seen(row, column).split())
