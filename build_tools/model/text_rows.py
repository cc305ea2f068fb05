"""What a file says, apart from how it looks: its paragraphs and the rows of its tables, in reading
order. So every kind of file that a respondent may send is one thing to whoever places its words.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRow:
    """A paragraph, which is a row of one cell, or a row of a table."""

    where: str
    """For people: "paragraph 12", "table 2, row 3", "comment 1"."""
    cells: tuple[str, ...]
    """Plain text; the lines of a cell are parted by newlines."""
    in_table: bool = False
    """Whether it is a row of a table, though it may have one cell alone."""

    is_running_head: bool = False
    """Whether it stands above or below the text of every page."""

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(self.cells)
