"""Tables: two tables in, one grid out that holds every cell of both and is never ragged.

`columns` are paired by header and content, then `rows` by the content of the paired columns, then
`overlay` compares the words inside each cell. `identity` tells which column only numbers the rows;
`layout` draws the grid. A row or column that moved stands at both of its places; `row_ties` finds
the rows that went to another table.
"""

from build_tools.compare.tables.identity import (
    holds_values,
    is_heading_row,
    is_sequential,
    numbering_column,
    row_number,
    table_features,
)
from build_tools.compare.tables.overlay import (
    compare_tables,
    is_replaced,
    same_table,
    unchanged_table,
)
from build_tools.compare.tables.row_ties import DividedRows, divided_rows, tie_rows
from build_tools.compare.tables.spans import cell_origins, cell_spans, joined_rows

__all__ = [
    "DividedRows",
    "cell_origins",
    "cell_spans",
    "compare_tables",
    "divided_rows",
    "holds_values",
    "is_heading_row",
    "is_replaced",
    "is_sequential",
    "joined_rows",
    "numbering_column",
    "row_number",
    "same_table",
    "table_features",
    "tie_rows",
    "unchanged_table",
]
