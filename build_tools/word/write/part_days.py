"""A redline and when what each of its versions made of a passage began in; out, its passages whose
changes name whom they are by together with that day, and who these are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from build_tools.model import CellRedline, Edits, Moment, Passage, Redline, TableLine, TableRedline
from build_tools.word.write.context import Author, day_of


@dataclass(slots=True)
class Dated:
    """The passages of a redline as they are to be written."""

    redline: Redline
    days: Mapping[int, Mapping[str, Moment]]
    """By the places of passages, and by the labels of versions."""
    makers: dict[str, Author] = field(default_factory=dict)
    """Whom the passages name."""

    def passages(self) -> tuple[Passage, ...]:
        """Each with the days of what changed in it, where any is known."""
        placed = enumerate(self.redline.passages)
        return tuple([self._dated(each, self.days.get(at, {})) for at, each in placed])

    def _dated(self, passage: Passage, days: Mapping[str, Moment]) -> Passage:
        if not days:
            return passage
        names = _Names(self, days, passage.by)
        return replace(
            passage,
            by=names.of(passage.by),
            edits=names.in_edits(passage.edits),
            table=names.in_table(passage.table) if passage.table else None,
        )

    def named(self, label: str, moment: Moment) -> str:
        """The name of who made a version, with a day."""
        name = f"{label} {day_of(moment):%Y-%m-%dT%H:%M}"
        if name not in self.makers:
            known = dict(self.redline.makers)
            version = self.redline.new if label == self.redline.new.label else known.get(label)
            author = Author.named(version) if version else Author(label)
            self.makers[name] = replace(author, moment=day_of(moment))
        return name


@dataclass(frozen=True, slots=True)
class _Names:
    """The names within one passage."""

    dated: Dated
    days: Mapping[str, Moment]
    by: str
    """Who made the passage, where versions lie between."""

    def of(self, name: str) -> str:
        """The name to be written for one; what names nobody was made by whoever made the passage,
        or else by the new version.
        """
        label = name or self.by or self.dated.redline.new.label
        moment = self.days.get(label)
        return self.dated.named(label, moment) if moment else name

    def in_edits(self, edits: Edits) -> Edits:
        """The same of all that changed."""
        return tuple(
            [each if each.op == "=" else replace(each, by=self.of(each.by)) for each in edits]
        )

    def in_table(self, table: TableRedline) -> TableRedline:
        """The same of its rows, columns and cells."""
        return replace(
            table,
            rows=self._in_lines(table.rows),
            columns=self._in_lines(table.columns),
            caption=self.in_edits(table.caption),
            cells=tuple(map(self._in_cells, table.cells)),
        )

    def _in_cells(self, cells: tuple[CellRedline, ...]) -> tuple[CellRedline, ...]:
        return tuple([replace(each, edits=self.in_edits(each.edits)) for each in cells])

    def _in_lines(self, lines: tuple[TableLine, ...]) -> tuple[TableLine, ...]:
        return tuple(
            [each if each.side == "both" else replace(each, by=self.of(each.by)) for each in lines]
        )
