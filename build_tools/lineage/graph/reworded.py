"""Two versions of a document, and the redline of another one that both are read beside → what of
the first has other words in its new version.

A reference that only follows is the same words: it prints another number for the provision that it
named before, in the document of the redline or in its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.lineage.graph.reading import provisions_of, texts_of
from build_tools.lineage.graph.successors import successors_in
from build_tools.model import Block, Redline, Version
from build_tools.text.labels import Pointer, Reference, references


def reworded(old: Version, new: Version, redline: Redline) -> Iterator[str]:
    """The addresses of what has words in `new` that stand nowhere in `old`."""
    known = {block.text for block in old.body}
    others = [at for at, block in enumerate(new.body) if block.text not in known]
    if not others:
        return
    theirs = successors_in(redline)
    before = _Reading(old, redline.old, theirs)
    after = _Reading(new, redline.new, {anchor: anchor for anchor in theirs.values()})
    own = _own_successors(before, after)
    said = {before.words(at, own) for at in range(len(old.body))}
    same = {anchor: anchor for anchor in own.values()}
    for at in others:
        if after.words(at, same) not in said:
            yield new.body[at].address


class _Reading:
    """A version whose references are read as the provisions at which they point."""

    def __init__(self, version: Version, other: Version, theirs: Mapping[str, str]) -> None:
        """`theirs` has the new anchors of the provisions of the other document."""
        self.version = version
        self._other = other
        self._provisions, self._others = provisions_of(version), provisions_of(other)
        self._theirs = theirs

    def words(self, at: int, own: Mapping[str, str]) -> str:
        """The words of the block at a position; `own` has the new anchors of the provisions of this
        document. A number that names none of those in either is read as it is printed.
        """
        block = self.version.body[at]
        return "\n".join([block.kind, *(self._read(text, at, own) for text in texts_of(block))])

    def _read(self, text: str, at: int, own: Mapping[str, str]) -> str:
        targets: dict[tuple[int, int], str] = {}
        for reference in references(text, self.version.bodies):
            for pointer in reference.pointers:
                target = self._target(reference, pointer, at, own)
                if target:
                    targets[pointer.start, pointer.end] = target
        for (start, end), target in sorted(targets.items(), reverse=True):
            text = f"{text[:start]}\0{target}\0{text[end:]}"
        return text

    def _target(
        self, reference: Reference, pointer: Pointer, at: int, own: Mapping[str, str]
    ) -> str:
        named = reference.document
        if not named or self.version.is_called(named):
            return own.get(self._provisions.named(pointer, at), "")
        if not self._other.is_called(named):
            return ""
        anchor = self._theirs.get(self._others.named(pointer), "")
        return anchor and f"{self._other.document}#{anchor}"


def _own_successors(before: _Reading, after: _Reading) -> dict[str, str]:
    """The new anchor of each provision that has the same words in both, one time in each. Once it
    is known of some, the words of others that refer to these are the same.
    """
    found: dict[str, str] = {}
    while True:
        olds = _anchors_by_words(before, found)
        news = _anchors_by_words(after, {anchor: anchor for anchor in found.values()})
        more = {olds[words]: news[words] for words in olds if words in news}
        if more.keys() <= found.keys():
            return found
        found = more | found


def _anchors_by_words(reading: _Reading, own: Mapping[str, str]) -> dict[str, str]:
    """The anchors of the blocks that are alone in having their words."""
    blocks: list[tuple[str, Block]] = [
        (reading.words(at, own), block) for at, block in enumerate(reading.version.body)
    ]
    counts = Counter(words for words, _ in blocks)
    return {words: block.anchor for words, block in blocks if block.anchor and counts[words] == 1}
