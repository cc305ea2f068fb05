"""What a three-way merge gives: the merged text, its conflicts, and what may have to follow."""

from dataclasses import dataclass

from build_tools.model import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A provision, row or cell that both branches changed."""

    where: str
    """For people, as the text of theirs numbers it: "Table 17.6, row MOC (Secure), End date"."""
    ours: Block | None
    theirs: Block | None
    """The block that it is, or stands in, in each branch; None where it is gone."""
    agreed: bool = False
    """Whether both made the same of it, so that nothing is to be decided: what the literature on
    diff3 calls a false conflict."""
    consequential: bool = False
    """Whether what one of them did there only follows from something else, as a renumbering."""
    rows: tuple[int | None, int | None] = (None, None)
    """In a table, the row in ours and in theirs; None where it is gone, or no one row is meant."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A number, or a reference to one, that may have to follow what the other branch renumbered."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merged text."""

    text: str
    """With the front matter of ours; where a conflict is to be decided, both texts under conflict
    markers."""
    conflicts: tuple[Conflict, ...]
    """Those to be decided and those agreed, in reading order."""
    follow_ups: tuple[FollowUp, ...]

    @property
    def unresolved(self) -> tuple[Conflict, ...]:
        """The conflicts that somebody must decide."""
        return tuple(conflict for conflict in self.conflicts if not conflict.agreed)
