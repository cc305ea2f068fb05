"""Changes in, one after the other; each gets an id made from what it is, not from where it
stands.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from build_tools.model import Change


class ChangeList:
    """The changes found so far, in the order in which they were added."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._given: Counter[str] = Counter()

    def add(self, change: Change, identity: Iterable[str]) -> str:
        """List a change under an id made from the given texts, and give the id.

        The second change of one identity has "-2" after it, and so on.
        """
        digest = hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:8]
        self._given[digest] += 1
        count = self._given[digest]
        id_ = f"c-{digest}" if count == 1 else f"c-{digest}-{count}"
        self.changes.append(replace(change, id=id_))
        return id_
