"""A document of the record, or files in order → their weave, folded step by step and proved.

Each step is compared once, by whoever made the `Comparisons`. The order of folding hangs on the
labels and on what was made from what alone, never on the order in which the versions were given.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from build_tools.lineage.comparisons import PACKAGES, Comparisons
from build_tools.lineage.weave.laws import prove
from build_tools.lineage.weave.weaver import Weaver, woven_version
from build_tools.model import Document, Version, Weave, WeaveError
from build_tools.record.kept_values import KeptValueError, kept_value, value_kept
from build_tools.record.loading import label_order
from build_tools.record.status import predecessor
from build_tools.record.store import code_of
from build_tools.text.collector import collector_paused


class Placed(NamedTuple):
    """A version and the place of that from which it was made; None for the first."""

    version: Version
    base: int | None


def weave_of_document(document: Document, comparisons: Comparisons | None = None) -> Weave:
    """The weave of all versions of a document, along the tree of what was made from what.

    A version whose amendment names none that it was made from is taken as made from the one before
    it. RedlineError where a step cannot be proved, WeaveError where the weave cannot.
    """
    bases = {version.label: predecessor(document, version) for version in document.versions}
    return fold(document.id, _tree(document.versions, bases), comparisons or Comparisons())


def weave_of_files(versions: Sequence[Version], comparisons: Comparisons | None = None) -> Weave:
    """The weave of texts of which each was made from the one before it; errors as for a document.
    ValueError where there is none.
    """
    if not versions:
        raise ValueError("a weave has one version at least")
    chain = [Placed(each, at - 1 if at else None) for at, each in enumerate(versions)]
    return fold(versions[0].document, chain, comparisons or Comparisons())


def _tree(versions: Iterable[Version], bases: Mapping[str, Version | None]) -> list[Placed]:
    """The versions by their labels, but each after the one from which it was made."""
    left = sorted(versions, key=lambda version: label_order(version.label))
    places: dict[str, int] = {}
    tree: list[Placed] = []
    while left:
        ready = (each for each in left if _is_ready(bases[each.label], places))
        version = next(ready, left[0])
        base = bases[version.label]
        before = len(tree) - 1 if tree else None
        tree.append(Placed(version, places.get(base.label, before) if base else before))
        places[version.label] = len(places)
        left.remove(version)
    return tree


def _is_ready(base: Version | None, places: Mapping[str, int]) -> bool:
    return base is None or base.label in places


def fold(name: str, tree: Sequence[Placed], comparisons: Comparisons) -> Weave:
    """The weave of versions of which each comes after the one from which it was made; errors as for
    a document. It is kept where the redlines are, and proved each time that it is read there.
    """
    made_from = name, sys.version, _code(), *map(_identity, tree)
    kept = comparisons.store.get("weave", made_from)
    if kept is not None:
        with suppress(KeptValueError, WeaveError):
            return _proved(value_kept(kept), tree)
    made = _folded(name, tree, comparisons)
    if name not in comparisons.fallen_back:
        comparisons.store.keep("weave", made_from, kept_value(made))
    return made


def _proved(kept: object, tree: Sequence[Placed]) -> Weave:
    """What was kept, where it is the weave of these versions; WeaveError, or KeptValueError where
    it is none.
    """
    woven = tuple([woven_version(each.version, at, each.base) for at, each in enumerate(tree)])
    if not isinstance(kept, Weave) or kept.versions != woven:
        raise KeptValueError("no weave of these versions")
    prove(kept, [version for version, _ in tree])
    return kept


def _identity(placed: Placed) -> str:
    version = placed.version
    told = f"{version.name} {version.label} {version.title}"
    told = f"{told} {version.citation_words} {version.bodies}"
    return f"{placed.base} {told} {version.sha256}"


def _code() -> str:
    rooms = ("language", "model", "text", "compare", "record", "lineage")
    return code_of(*rooms, packages=PACKAGES)


@collector_paused()
def _folded(name: str, tree: Sequence[Placed], comparisons: Comparisons) -> Weave:
    weaver = Weaver(name)
    for version, base in tree:
        if base is None:
            weaver.start(version)
        else:
            weaver.add(comparisons.between(tree[base].version, version), base)
    weave = weaver.weave()
    prove(weave, [version for version, _ in tree])
    return weave
