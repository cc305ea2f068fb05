"""What an import does not do, so that its work and its output stay in proportion to the file: each
limit says its number.

A few kilobytes can ask for gigabytes: a cell that spans 256 columns, a number of thousands of
letters before each paragraph. No document at hand comes near any of these.
"""

from dataclasses import dataclass, field

FILLED_CELLS = 250_000
"""Cells of tables that no element of the file is, but its spans and gaps ask for; a table of 63
columns, as many as Word allows, has so many in 4,000 rows."""
LABELS = 4 * 2**20
"""Characters in all numbers of paragraphs together; 40,000 paragraphs numbered 1.2.3(a)(iv) have a
tenth of it."""
LABEL_TEXT = 255
"""Characters in the text of a level of a list, and in the pattern of its numbers."""
BASED_ON = 100
"""Styles that are each based on the next; Word itself makes 10."""
NESTED_FIELDS = 100
"""Fields that stand in one another; Word itself computes 20."""


class LimitError(ValueError):
    """What a file asks for goes beyond one of the limits."""


@dataclass(slots=True)
class Allowance:
    """What may still be made for one document."""

    _used: dict[str, int] = field(default_factory=dict)

    def use(self, number: int, limit: int, what: str) -> None:
        """Make so many of what `what` names; LimitError when all together are more than `limit`."""
        used = self._used[what] = self._used.get(what, 0) + number
        if used > limit:
            raise LimitError(f"asks for {what} beyond the limit of {limit:,}")


def within(number: int, limit: int, what: str) -> None:
    """LimitError when a file has more of what `what` names in one place than the limit."""
    if number > limit:
        raise LimitError(f"has {what}: {number:,}, where the limit is {limit:,}")
