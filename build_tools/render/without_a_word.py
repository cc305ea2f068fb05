"""A redline in, what changed without a word out, in words: provisions whose words stay, and which
rest on a change.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from build_tools.language import gettext as _
from build_tools.lineage.graph import graph_of, resting_on
from build_tools.model import Change, Redline, Resting, RestingStep
from build_tools.model.graph import Node, NodeKey

_ID = attrgetter("id")
_MOST = 3
"""So many of the changes on which a provision rests are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingEntry:
    """A provision that changed without a word, as templates show it."""

    where: str
    """Its citation, with its document where that is another."""
    href: str
    """Its address; empty where the page can lead to none."""
    why: str
    named: Sequence[Change]
    """The changes to name as what it rests on."""
    more: int
    """How many more there are."""


def without_a_word(redline: Redline) -> tuple[Resting, ...]:
    """What changed without a word: as it was told by who knows the record, or else within the
    document; nothing where nothing of substance changed.
    """
    if redline.resting is not None:
        return redline.resting
    if all(change.consequential for change in redline.changes):
        return ()
    return resting_on(redline, graph_of(redline.new))


def _is_elsewhere(resting: Resting, redline: Redline) -> bool:
    """Whether a provision stands in another document than that of the redline."""
    return resting.node.key.document != redline.new.document


def cited(resting: Resting, redline: Redline) -> str:
    """The provision, with its document where that is another: `svtad@1.0 Clause 4.1(c)`."""
    citation = resting.node.citation
    return f"{_name(resting.node.key)} {citation}" if _is_elsewhere(resting, redline) else citation


def _name(key: NodeKey) -> str:
    return f"{key.document}@{key.version}"


def _in_words(resting: Resting) -> str:
    """Why a provision rests on a change: `uses “Open Cohort”, whose definition refers to Table
    17.6`.
    """
    return _(", whose definition ").join(map(_step_in_words, resting.steps))


def _step_in_words(step: RestingStep) -> str:
    words = " ".join(step.words.split())
    if step.kind == "uses-term":
        return _("uses “%(words)s”", words=words)
    return _("refers to %(words)s", words=words)


def _named_changes(resting: Resting) -> tuple[Sequence[Change], int]:
    """The changes to name as what it rests on, and how many more there are."""
    return resting.changes[:_MOST], len(resting.changes[_MOST:])


def resting_lines(redline: Redline) -> Iterator[str]:
    """A line for each provision: its citation, why, and what changed there."""
    for each in without_a_word(redline):
        yield f"{cited(each, redline)} {reason(each)}"


def reason(resting: Resting) -> str:
    """Why a provision rests on a change, and what changed there."""
    named, more = _named_changes(resting)
    places = "; ".join(change.where for change in named)
    others = "; " + _("and %(number)s more", number=more) if more else ""
    return f"{_in_words(resting)}: {places}{others}"


def resting_entries(
    redline: Redline, address_of: Callable[[NodeKey], str] = lambda _: ""
) -> list[RestingEntry]:
    """What a page or a document shows of each; `address_of` gives the address of a provision of
    another document, empty where the page can lead to none.
    """
    return [_entry(each, redline, address_of) for each in without_a_word(redline)]


def _entry(
    resting: Resting, redline: Redline, address_of: Callable[[NodeKey], str]
) -> RestingEntry:
    key = resting.node.key
    named, more = _named_changes(resting)
    return RestingEntry(
        where=cited(resting, redline),
        href=address_of(key) if _is_elsewhere(resting, redline) else f"#{key.anchor}",
        why=_in_words(resting),
        named=named,
        more=more,
    )


def resting_comments(redline: Redline) -> dict[str, list[str]]:
    """What a Word file says of each in its margin, by addresses in the new text; what stands in
    another document is told of where the change stands.
    """
    found: dict[str, list[str]] = {}
    for each in without_a_word(redline):
        why = reason(each)
        if _is_elsewhere(each, redline):
            found.setdefault(each.changes[0].anchor, []).append(f"{cited(each, redline)} {why}")
        else:
            found.setdefault(each.node.key.anchor, []).append(f"{why[:1].upper()}{why[1:]}")
    return found


def resting_data(redline: Redline) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            **_node_data(each.node),
            "steps": list(map(_step_data, each.steps)),
            "changes": list(map(_ID, each.changes)),
        }
        for each in without_a_word(redline)
    ]


def _step_data(step: RestingStep) -> dict[str, str]:
    return {"kind": step.kind, "words": step.words, **_node_data(step.target)}


def _node_data(node: Node) -> dict[str, str]:
    return {
        "document": node.key.document,
        "version": node.key.version,
        "anchor": node.key.anchor,
        "where": node.citation,
    }
