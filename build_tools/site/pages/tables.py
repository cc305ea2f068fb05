"""The page that tells the life of a table: its last state cell by cell, what proposals would make
of it, and every state as a redline of the one before.
"""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from build_tools.compare.tables import cell_spans
from build_tools.lineage.provenance import ProvisionLife, TableLife, TableState
from build_tools.model import Document, Passage, Version, wording
from build_tools.record.status import displayed_version
from build_tools.render.html.excerpts import excerpt_html, without_own_links
from build_tools.render.html.inline import content_html
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.days import days_of_provision
from build_tools.site.pages.page import NOT_INDEXED, Page


def table_pages(site: SiteContext, document: Document) -> Iterator[Page]:
    """A page for each of these lives."""
    for life in site.table_lives(document):
        provision = _provision(site, document, life)
        yield Page(
            address=urls.table(document.id, life.anchor),
            template="table",
            title=f"{document.short_title} {life.label}",
            values={
                "document": document,
                "life": _life_values(life),
                "provision": provision,
                "days": days_of_provision(site, document, provision) if provision else [],
                "proposed": list(_proposed(site, document, life)),
            },
            front_matter={**NOT_INDEXED, **({"script": "day"} if provision else {})},
        )


def _provision(site: SiteContext, document: Document, life: TableLife) -> ProvisionLife | None:
    """The table as a provision, where it ever changed."""
    last = site.history(document).number(life.states[-1].version)
    return site.provision_pages(document).life_at(last, life.anchor)


def _proposed(
    site: SiteContext, document: Document, life: TableLife
) -> Iterator[tuple[Version, Markup]]:
    """Each proposal that has the table, and the table as it would change it, laid over the version
    in force.
    """
    current = life.states[-1].version
    # What stands in one proposal alone, another proposal has not taken out.
    if current is not displayed_version(document, site.as_of):
        return
    for proposal in site.pending(document):
        for redline in site.redlines(document):
            if redline.new is proposal and redline.old is current:
                for passage in redline.passages:
                    if passage.old is not None and passage.old.anchor == life.anchor:
                        yield proposal, excerpt_html([passage])


def _life_values(life: TableLife) -> dict[str, Any]:
    last = life.states[-1]
    return {
        "label": life.label,
        "caption": wording(last.table.caption),
        "rows": list(_rows(last)),
        "header_rows": last.table.header_rows,
        "last": last.version,
        "states": [(state, _state_html(state)) for state in reversed(life.states)],
    }


def _state_html(state: TableState) -> Markup:
    passage = state.passage or Passage(old=state.block, new=state.block)
    return excerpt_html([passage])


def _rows(state: TableState) -> Iterator[list[dict[str, Any]]]:
    """The cells of each row with their spans, their content and the version that last changed
    them.
    """
    spans = cell_spans(state.table)
    for r, row in enumerate(state.table.rows):
        cells = []
        for c, cell in enumerate(row):
            if (r, c) in spans:
                height, width = spans[r, c]
                cells.append(
                    {
                        "html": without_own_links(content_html(cell.content)),
                        "rowspan": height,
                        "colspan": width,
                        "version": state.last_changed_by[r][c],
                    }
                )
        yield cells
