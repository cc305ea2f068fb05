"""A version in, the addresses of the rows of its tables out: "table-17.6-moc-secure", by what the
table and the row are called. So a row keeps its address while it keeps its name.
"""

from build_tools.compare.changes.table_citations import TableCitations
from build_tools.model import Block, Version
from build_tools.text.labels import Anchors, joined_anchor, slug


def row_addresses(version: Version) -> dict[int, list[str]]:
    """Of each table that can be cited, by its place in the body, the address of each row; "" for
    header rows. No provision of the version and no other row has one of them.
    """
    anchors = Anchors()
    for block in version.body:
        anchors.give(block.anchor)
    return {
        at: _of_table(block, anchors)
        for at, block in enumerate(version.body)
        if block.table is not None and block.address
    }


def _of_table(block: Block, anchors: Anchors) -> list[str]:
    assert block.table is not None
    citations = TableCitations(block.table)
    headers = block.table.header_rows
    names = [citations.name(at) for at in range(headers, len(block.table.rows))]
    wanted = [
        joined_anchor(block.address, slug(name) or f"row-{number}")
        for number, name in enumerate(names, start=1)
    ]
    return [""] * headers + list(map(anchors.give, wanted))
