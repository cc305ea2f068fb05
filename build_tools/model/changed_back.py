"""What came and went between two versions, so that neither of them shows it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from build_tools.language import gettext as _

PassingKind: TypeAlias = Literal["text", "provision", "table", "row", "column", "move"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedBack:
    """What is the same in two versions, and was not in one between them: it stood there and stands
    in neither, or stands in both and did not stand there.
    """

    kind: PassingKind
    """Part of a text, a block, a row or a column; or a block that stood elsewhere."""
    where: str
    """For people, as the new version numbers it, or else the last that has it: "Clause 17.6"."""
    anchor: str = ""
    """Of the provision in the new text; empty where it does not stand there."""
    text: str
    """As it stands in the new version, or else as it first came."""
    stands: bool
    """Whether it stands in both versions; else it stands in neither."""
    came: tuple[str, ...] = ()
    """The versions that put it in, or back in."""
    went: tuple[str, ...] = ()
    """The versions that took it out."""
    consequential: bool = False
    """Whether it only followed from something else."""

    @property
    def in_words(self) -> str:
        """What befell it: "put in by 2.0, taken out by 3.0"."""
        said = [self._coming() % {"versions": _listed(self.came)}] if self.came else []
        gone = [self._going() % {"versions": _listed(self.went)}] if self.went else []
        return ", ".join([*gone, *said] if self.stands else [*said, *gone])

    def _coming(self) -> str:
        if self.kind == "move":
            return _("moved back by %(versions)s")
        if self.stands and self.went:
            return _("put back by %(versions)s")
        return _("put in by %(versions)s")

    def _going(self) -> str:
        return _("moved by %(versions)s") if self.kind == "move" else _("taken out by %(versions)s")


def _listed(labels: tuple[str, ...]) -> str:
    return _(" and by ").join(labels)
