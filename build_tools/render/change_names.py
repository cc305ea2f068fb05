"""What a machine calls the kinds of changes, the classes of what only follows, what befell a
provision and what was decided → the same as a reader is told.
"""

from collections.abc import Mapping
from types import MappingProxyType

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.model import Change

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "insert": N_("insert"),
        "delete": N_("delete"),
        "reword": N_("reword"),
        "move": N_("move"),
        "renumber": N_("renumber"),
        "level": N_("level"),
        "format": N_("format"),
        "split": N_("split"),
        "merge": N_("merge"),
        "table-insert": N_("table-insert"),
        "table-delete": N_("table-delete"),
        "row-insert": N_("row-insert"),
        "row-delete": N_("row-delete"),
        "row-move": N_("row-move"),
        "column-insert": N_("column-insert"),
        "column-delete": N_("column-delete"),
        "column-move": N_("column-move"),
        "cell": N_("cell"),
    }
)
_NOISE: Mapping[str, str] = MappingProxyType(
    {
        "renumbering": N_("renumbering"),
        "cross-reference": N_("cross-reference"),
        "formatting": N_("formatting"),
        "punctuation": N_("punctuation"),
    }
)
_BEFALLEN: Mapping[str, str] = MappingProxyType(
    {
        "came": N_("came"),
        "came back": N_("came back"),
        "divided": N_("divided"),
        "joined": N_("joined"),
        "moved": N_("moved"),
        "renumbered": N_("renumbered"),
        "changed": N_("changed"),
        "followed": N_("followed"),
        "taken out": N_("taken out"),
    }
)
_DECISIONS: Mapping[str, str] = MappingProxyType(
    {
        "accepted": N_("accepted"),
        "accepted with modification": N_("accepted with modification"),
        "not accepted": N_("not accepted"),
        "noted": N_("noted"),
    }
)


def kind_name(kind: str) -> str:
    """A kind of change: "row-insert"."""
    return _(_NAMES[kind])


def kinds_named(change: Change) -> str:
    """The kinds of a change as a paper lists them: "reword, row insert"."""
    return ", ".join(map(kind_name, change.kinds)).replace("-", " ")


def kinds_told(change: Change) -> str:
    """The same, with a word where the change only follows: "renumber, consequential"."""
    kinds = kinds_named(change)
    return only_follows(kinds) if change.consequential else kinds


def only_follows(kinds: str) -> str:
    """The kinds of a change that only follows."""
    return _("%(kinds)s, consequential", kinds=kinds)


def noise_name(noise: str) -> str:
    """A class of consequential change: "renumbering"."""
    return _(_NOISE[noise])


def befallen_name(befallen: str) -> str:
    """What befell a provision: "came back"."""
    return _(_BEFALLEN[befallen])


def decision_name(outcome: str) -> str:
    """What was decided on what somebody said: "not accepted"."""
    return _(_DECISIONS[outcome])
