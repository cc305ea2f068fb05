"""Changes in, one after the other; each gets an id made from what it is, not from where it
stands.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from build_tools.model import Change

_NOTE_SIGN = re.compile(r"\[\^([^\]\s]+)\]")


class ChangeList:
    """The changes found so far, in the order in which they were added."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._given: Counter[str] = Counter()

    def add(
        self,
        change: Change,
        identity: Iterable[str],
        *,
        where: str | None = None,
        anchor: str | None = None,
    ) -> str:
        """List a change under an id made from the given texts, and give the id; where the caller
        knows better, under another citation and anchor. References to notes count in the texts as
        their bare numbers, as they did in the ids that were published first.

        The second change of one identity has "-2" after it, and so on.
        """
        words = _NOTE_SIGN.sub(r"\1", "\x1f".join(identity))
        digest = hashlib.sha256(words.encode()).hexdigest()[:8]
        self._given[digest] += 1
        count = self._given[digest]
        id_ = f"c-{digest}" if count == 1 else f"c-{digest}-{count}"
        where = change.where if where is None else where
        anchor = change.anchor if anchor is None else anchor
        self.changes.append(replace(change, id=id_, where=where, anchor=anchor))
        return id_
