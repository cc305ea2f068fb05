"""The order of what stood in the old text, provisions or rows or columns, and what goes, comes and
moves in; out the order that comes of it.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from build_tools.execute.words import RefusedError
from build_tools.language import gettext as _

New = TypeVar("New")
"""What comes: the words of a provision, or the cells of a row."""

BEGINNING = -1
"""The place before all that stood there."""


class Order(Generic[New]):
    """Things that stood one behind the other, known by their numbers, from 0."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._gone: set[int] = set()
        self._behind: dict[int, list[int | New]] = {}

    def put(self, after: int, what: int | New) -> None:
        """Put what is new, or what was omitted, behind another; what was put there first stands
        first.
        """
        self._behind.setdefault(after, []).append(what)

    def omit(self, numbers: Iterable[int]) -> None:
        """Take out what stood there."""
        self._gone.update(numbers)

    def is_gone(self, number: int) -> bool:
        """Whether it was taken out of its place."""
        return number in self._gone

    def result(self) -> list[int | New]:
        """What stands there now: what stood there before by its number; RefusedError where anything
        is to stand behind what was taken out.
        """
        if self._gone & set(self._behind):
            raise RefusedError(_("something is to stand after what does not stay where it is"))
        found = list(self._behind.get(BEGINNING, ()))
        for number in range(self._count):
            if number not in self._gone:
                found.append(number)
            found += self._behind.get(number, ())
        return found
