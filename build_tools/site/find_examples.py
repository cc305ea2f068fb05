"""A corpus in, what one may type into the jump box out: examples that its own texts answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import Document, Version
from build_tools.site.context import SiteContext
from build_tools.text.examples import numbered_examples


@dataclass(frozen=True, slots=True)
class FindExamples:
    """What the first document answers, as it is shown; each is empty where it has none."""

    numbers: tuple[str, ...]
    """A provision, and one that stands in a provision."""
    tables: tuple[str, ...]
    """A table, and a row of it."""
    documents: tuple[str, ...]
    """The document, a version of it, a provision of that, and two of its versions."""

    @property
    def short(self) -> tuple[str, ...]:
        """One of each."""
        return (*self.numbers[-1:], *self.tables[-1:], *self.documents[-1:])


def find_examples(site: SiteContext) -> FindExamples:
    """Those of a corpus."""
    document = site.documents[0]
    version = site.displayed_version(document)
    numbers = numbered_examples(version)
    return FindExamples(
        numbers=numbers,
        tables=tuple(_tables(version)),
        documents=tuple(_documents(document, version, numbers)),
    )


def _tables(version: Version) -> Iterator[str]:
    table = next((block for block in version.body if block.table and block.label), None)
    if table is None or table.table is None:
        return
    yield table.label
    row = table.table.header_rows
    if row < len(table.table.rows) and (name := TableCitations(table.table).name(row)):
        yield f"{table.label} {name}".lower()


def _documents(document: Document, version: Version, numbers: tuple[str, ...]) -> Iterator[str]:
    yield document.short_title
    yield " ".join((document.short_title, version.label, *numbers[:1]))
    if len(document.versions) > 1:
        old, new = (each.label for each in document.versions[-2:])
        yield f"{document.short_title} {old} {new}"
