"""A document's versions and a day → the pairs to be read as redlines; two versions → their redline,
made once.

Never says what a redline means: who last changed what is a matter of `provenance`.
"""

import datetime as dt
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from build_tools.compare.redline import redline
from build_tools.lineage.kept_redlines import KeptRedlineError, kept_redline, replayed_redline
from build_tools.model import Amendment, Corpus, Document, Redline, Version
from build_tools.record.overtaken import overtaken_by
from build_tools.record.status import (
    carried_on_from,
    current_steps,
    in_force,
    pending,
    predecessor,
    superseded_by,
)
from build_tools.record.store import Store, code_of

_ROOMS = ("language", "model", "text", "compare")
"""The code that has a part in a redline."""
PACKAGES = (
    *("markdown-it-py", "mdit-py-plugins", "regex", "rapidfuzz"),
    *("diff-match-patch", "fast-diff-match-patch"),
)
"""From elsewhere, on whose versions a redline and the blocks of its texts depend."""


@dataclass(slots=True)
class Comparisons:
    """Redlines, each made once: the same two texts have the same redline. Where there is a store,
    they are kept in it for the next run.
    """

    on_fall_back: Callable[[Redline], None] = lambda _redline: None
    """Told of each redline that fell back to both texts whole, once, when it is made."""
    store: Store = field(default_factory=lambda: Store(None))
    fallen_back: set[str] = field(default_factory=set)
    """The documents of those of which that was told."""
    _made: dict[tuple[str, str], Redline] = field(default_factory=dict)

    def between(self, old: Version, new: Version) -> Redline:
        """The redline of two versions; RedlineError when it cannot be proved.

        It is of these very versions: since their texts were compared, the record may have come to
        say something else of them.
        """
        key = (_compared(old), _compared(new))
        made = self._made.get(key)
        if made is None:
            made = self._redline(old, new)
            if not made.aligned:
                self.fallen_back.add(new.document)
                self.on_fall_back(made)
        elif made.old != old or made.new != new:
            made = replace(made, old=old, new=new)
        self._made[key] = made
        return made

    def let_go_of(self, document: str) -> None:
        """Hold the redlines of a document no more, where a store has them; one that fell back
        stays, so that it is told of once.
        """
        if self.store.place is None:
            return
        for key, made in [*self._made.items()]:
            if made.new.document == document and made.aligned:
                del self._made[key]

    def has(self, old: Version, new: Version) -> bool:
        """Whether their redline is kept from an earlier run."""
        return self.store.has("redline", _made_from(old, new))

    def _redline(self, old: Version, new: Version) -> Redline:
        if self.store.place is None:
            return redline(old, new)
        made_from = _made_from(old, new)
        kept = self.store.get("redline", made_from)
        if kept is not None:
            with suppress(KeptRedlineError):
                return replayed_redline(kept, old, new)
        made = redline(old, new)
        self.store.keep("redline", made_from, kept_redline(made))
        return made


def _made_from(old: Version, new: Version) -> tuple[str, ...]:
    """All that a redline is made from."""
    code = code_of(*_ROOMS, packages=PACKAGES)
    return _compared(old), _compared(new), sys.version, code


def _compared(version: Version) -> str:
    """All of a version that a redline hangs on."""
    words = f"{version.citation_words} {version.bodies}"
    return f"{version.name} {version.title} {words} {version.sha256}"


def pairs_to_compare(document: Document, as_of: dt.date) -> list[tuple[Version, Version]]:
    """What is to be read as a redline: pairs of an old version and a new one.

    Each version against the one that it was made from. A text that carries another on against that,
    and what it was made from against that, as before it was carried on. Each proposal against what
    is in force, and what will be when it takes effect, where it was made from something else.
    """
    current = in_force(document, as_of)
    pairs = [(predecessor(document, version), version) for version in document.versions]
    for version in document.versions:
        if carried := carried_on_from(document, version):
            pairs += [(carried, version), (predecessor(document, version), carried)]
    for version in pending(document, as_of):
        pairs += [(current, version), (overtaken_by(document, version, as_of), version)]
    found: dict[tuple[str, str], tuple[Version, Version]] = {}
    for old, new in pairs:
        if old is not None:
            found[old.label, new.label] = (old, new)
    return list(found.values())


def superseded_pairs(document: Document, as_of: dt.date) -> list[tuple[Version, Version]]:
    """Each superseded version and what is in force, where the two are no pair to compare: they are
    read off the weave, so that their number costs no comparisons.
    """
    current = in_force(document, as_of)
    if current is None:
        return []
    compared = {(old.label, new.label) for old, new in pairs_to_compare(document, as_of)}
    return [
        (version, current)
        for version in document.versions
        if superseded_by(document, version, as_of)
        and (version.label, current.label) not in compared
    ]


def is_compared(document: Document, old: Version, new: Version, as_of: dt.date) -> bool:
    """Whether two versions, in whichever order, are a pair to compare: a step, or a proposal."""
    pairs = {(a.label, b.label) for a, b in pairs_to_compare(document, as_of)}
    return not pairs.isdisjoint({(old.label, new.label), (new.label, old.label)})


def consulted_redlines(
    corpus: Corpus, amendment: Amendment, comparisons: Comparisons
) -> list[Redline]:
    """What the draft of an amendment changed in each document as it was consulted on; nothing for a
    first version.
    """
    found = []
    for document in _documents_of(corpus, amendment):
        revision = amendment.revision_of(document.id)
        step = revision[0] if revision else amendment.steps_of(document.id)[-1]
        if step.old is not None:
            found.append(
                comparisons.between(document.version(step.old), document.version(step.new))
            )
    return found


def revised_redlines(
    corpus: Corpus, amendment: Amendment, comparisons: Comparisons
) -> list[Redline]:
    """From the draft as consulted to the draft as made, of each document in which that is
    another.
    """
    found = []
    for document in _documents_of(corpus, amendment):
        if revision := amendment.revision_of(document.id):
            consulted, made = revision
            found.append(
                comparisons.between(document.version(consulted.new), document.version(made.new))
            )
    return found


def _documents_of(corpus: Corpus, amendment: Amendment) -> list[Document]:
    """The documents that an amendment changes, each once."""
    return list(map(corpus.document, dict.fromkeys(step.document for step in amendment.steps)))


def step_redlines(
    corpus: Corpus, amendment: Amendment, as_of: dt.date, comparisons: Comparisons
) -> list[Redline]:
    """What an amendment changes in each document, as it stood on a day; nothing for a first
    version.
    """
    found = []
    for step in current_steps(corpus, amendment, as_of):
        document = corpus.document(step.document)
        if step.old is not None:
            found.append(
                comparisons.between(document.version(step.old), document.version(step.new))
            )
    return found
