"""What the pages of the record say, known by hashes while other plugins may go on with their
HTML.
"""

import hashlib
import re

_TAG = re.compile(r"<[^<>]*>")


class PageWords:
    """The words of the pages of one build."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def watch(self, address: str, html: str) -> None:
        """Know what a page says."""
        self._known[address] = _hash_of_words(html)

    def are_others(self, address: str, html: str) -> bool:
        """Whether a page that is watched says something else now; it is watched no more."""
        known = self._known.pop(address, None)
        return known is not None and _hash_of_words(html) != known


def _hash_of_words(html: str) -> bytes:
    """Of what a page says, however it is drawn."""
    words = "".join(_TAG.sub("", html).split())
    return hashlib.sha256(words.encode()).digest()
