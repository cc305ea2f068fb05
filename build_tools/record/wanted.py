"""Which files of a record are to be read: all of them, or those of what somebody named.

What is not wanted is there, and nothing more is known of it: no mistake in it stands in the way of
what does not need it.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Documents with all their versions, or with some; by default the whole record."""

    documents: frozenset[str] | None = None
    """The ids of those that are read; None for all."""
    versions: frozenset[str] | None = None
    """The names of those that are read, `mtad@3.0`; None for all of these documents."""
    texts: frozenset[str] | None = None
    """The names of those whose text is read; of the others only the front matter is, and they have
    no other block. None for all that are read."""

    @property
    def everything(self) -> bool:
        """Whether it is the whole record."""
        return self.documents is None and self.versions is None and self.texts is None

    def has_document(self, id_: str) -> bool:
        """Whether anything of a document is read."""
        return self.documents is None or id_ in self.documents

    def has_version(self, document: str, label: str) -> bool:
        """Whether the front matter of a version is read."""
        return self.versions is None or f"{document}@{label}" in self.versions

    def has_text(self, document: str, label: str) -> bool:
        """Whether the text of a version that is read is read too."""
        return self.texts is None or f"{document}@{label}" in self.texts

    def reads_text(self, document: str, label: str) -> bool:
        """Whether the text of any version of the record is read."""
        named = self.has_document(document) and self.has_version(document, label)
        return named and self.has_text(document, label)


EVERYTHING = Wanted()


def only_version(name: str) -> Wanted:
    """A version, `mtad@3.0`, and nothing of the others."""
    document = name.partition("@")[0]
    return Wanted(documents=frozenset({document}), versions=frozenset({name}))


def only_document(id_: str, texts: Iterable[str] | None = None) -> Wanted:
    """All versions of a document, with their texts or with these only."""
    read = None if texts is None else frozenset(texts)
    return Wanted(documents=frozenset({id_}), texts=read)
