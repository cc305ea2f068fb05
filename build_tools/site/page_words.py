"""What the pages of the record say, known while other plugins, hooks and templates may go on with
them: their words by hashes, their titles and what stands in their front matter.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from mkdocs.structure.pages import Page

_UNSAID = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
"""What of a page nobody reads: comments, scripts, styles and tags."""


@dataclass(slots=True)
class PageWords:
    """The words of the pages of one build."""

    _names: dict[str, object] = field(default_factory=dict)
    """By address what the navigation calls a page, None where it does not."""
    _bodies: dict[str, bytes] = field(default_factory=dict)
    """What it says before a frame is laid round it."""
    _heads: dict[str, tuple[object, Mapping[str, object]]] = field(default_factory=dict)
    """Its title and its front matter."""
    _whole: dict[str, bytes] = field(default_factory=dict)
    """What it says in its frame."""

    def named(self, page: Page) -> None:
        """Know what the navigation calls a page, which nothing has been read of yet."""
        self._names[page.file.src_uri] = _given_title(page)

    def watch(self, page: Page, html: str, front_matter: Mapping[str, object]) -> bool:
        """Know what a page says; whether it is called what it was."""
        address = page.file.src_uri
        self._bodies[address] = _hash(_said(html))
        self._heads[address] = page.title, front_matter
        return self._names.pop(address, None) == _given_title(page)

    def is_watched(self, page: Page) -> bool:
        """Whether it is known what a page says."""
        return page.file.src_uri in self._bodies

    def are_others(self, page: Page) -> bool:
        """Whether a page that is watched says something else now, or is called something else."""
        if not self.is_watched(page):
            return False
        title, front_matter = self._heads[page.file.src_uri]
        if page.title != title or is_changed(front_matter, page.meta):
            return True
        return _hash(_said(page.content or "")) != self._bodies[page.file.src_uri]

    def frame(self, page: Page, output: str) -> bool:
        """Know what a page says in the frame that was laid round it; whether that frame prints all
        of the page, as one.
        """
        body, whole = _said(page.content or ""), _said(output)
        is_whole = _hash(body) == self._bodies[page.file.src_uri] and body in whole
        self._whole[page.file.src_uri] = _hash(whole)
        return is_whole

    def are_others_in_frame(self, page: Page, output: str) -> bool:
        """Whether a page that is watched says something else now that it is written, which it is
        no more then.
        """
        address = page.file.src_uri
        for known in (self._bodies, self._heads):
            known.pop(address, None)
        whole = self._whole.pop(address, None)
        return whole is not None and _hash(_said(output)) != whole


def _given_title(page: Page) -> object:
    """The title that somebody gave the page, beside what its text has for one."""
    return vars(page).get("title")


def is_changed(front_matter: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether something of the front matter of a page is not what it was, or it has a title that it
    had not; other keys nobody reads on a page.
    """
    keys = {*front_matter, "title"}
    return any(front_matter.get(key) != now.get(key) for key in keys)


def _said(html: str) -> str:
    """What a page says, however it is drawn."""
    return "".join(unescape(_UNSAID.sub("", html)).split())


def _hash(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
