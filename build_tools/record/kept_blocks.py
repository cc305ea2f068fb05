"""A text in, its blocks out: kept for the next run, since hardly any text of a record changes; and
those of all versions of a document together, since they have most of their blocks in common.

What is kept is held to the text, so that blocks that are not of it are made anew. What a text has
in common with the one read before it, which is mostly the version before, is held once.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from build_tools.model import Block, CitationWords
from build_tools.record.kept_values import KeptValueError, kept_value, value_kept
from build_tools.record.store import Store, code_of, digest
from build_tools.text.collector import collector_paused
from build_tools.text.markdown import parse

BlocksOf: TypeAlias = Callable[[str], tuple[Block, ...]]
"""What gives the blocks of a text."""

_KIND, _TOGETHER = "blocks", "versions"
_ROOMS = ("language", "model", "text", "record/kept_values.py")
_PACKAGES = ("markdown-it-py", "mdit-py-plugins", "regex")
_HELD = 1024
"""Of so many texts the blocks are held from one rebuild of a served site to the next."""
_held: dict[str, tuple[Block, ...]] = {}
"""Those, by hashes of the texts, which would take more memory than their blocks."""
_SHARED = ("label", "anchor", "content", "table", "terms", "citation", "within", "source")
"""What of a block takes memory, and is mostly equal where it stands in another line."""
_LINES: dict[int, int] = {}
"""The number of each line, once for all texts: Python holds large numbers as often as they are
read."""
_last_read: list[Block] = []
"""The blocks of the text that was asked for last."""


def blocks_once(store: Store, text: str, words: CitationWords) -> tuple[Block, ...]:
    """The blocks of a text, cited in those words."""
    return _named_blocks(store, text, words, _name(store, text, words))


def _named_blocks(store: Store, text: str, words: CitationWords, name: str) -> tuple[Block, ...]:
    blocks = _held.pop(name, None) or _kept_or_made(store, text, words)
    _hold(name, blocks)
    _last_read[:] = blocks
    return blocks


def _name(store: Store, text: str, words: CitationWords) -> str:
    return digest(store.address, text, repr(words))


def _hold(name: str, blocks: tuple[Block, ...]) -> None:
    _held[name] = blocks
    if len(_held) > _HELD:
        del _held[next(iter(_held))]


def let_go_of_all() -> None:
    """Hold the blocks of no text any more, as a process that has parsed what others read."""
    _held.clear()
    _last_read.clear()


@contextmanager
def blocks_together(store: Store, texts: Sequence[str], words: CitationWords) -> Iterator[BlocksOf]:
    """Read the blocks of these texts at once, where they are kept so, before each is asked for of
    what is given; else keep them so. Where a served site holds some of them, only the others are
    read.
    """
    names = [_name(store, text, words) for text in texts]
    known = dict(zip(texts, names, strict=True))

    def blocks_of(text: str) -> tuple[Block, ...]:
        name = known.get(text)
        return _named_blocks(store, text, words, name) if name else blocks_once(store, text, words)

    if store.place is None or not 1 < len(texts) <= _HELD or not _held.keys().isdisjoint(names):
        yield blocks_of
        return
    key = _key(*texts, words=words)
    kept = store.get(_TOGETHER, key)
    found = None if kept is None else _read_together(kept, texts)
    for name, blocks in zip(names, found or (), strict=False):
        _hold(name, blocks)
    yield blocks_of
    if found is None and _held.keys() >= set(names):
        store.keep(_TOGETHER, key, kept_value(tuple([_held[name] for name in names])))


def unread_of(store: Store, texts: Sequence[str], words: CitationWords) -> list[str]:
    """Those of the texts of a document of which no blocks are held or kept."""
    if len(texts) > 1 and store.has(_TOGETHER, _key(*texts, words=words)):
        return []
    new = [text for text in texts if _name(store, text, words) not in _held]
    return [text for text in new if not store.has(_KIND, _key(text, words=words))]


def _key(*texts: str, words: CitationWords) -> tuple[str, ...]:
    return (*texts, repr(words), sys.version, code_of(*_ROOMS, packages=_PACKAGES))


def _kept_or_made(store: Store, text: str, words: CitationWords) -> tuple[Block, ...]:
    if store.place is None:
        return _with_shared(parse(text, words))
    key = _key(text, words=words)
    kept = store.get(_KIND, key)
    found = None if kept is None else _read(kept, text)
    if found is None:
        found = parse(text, words)
        store.keep(_KIND, key, kept_value(found))
    return _with_shared(found)


@collector_paused()
def _read_together(kept: bytes, texts: Sequence[str]) -> list[tuple[Block, ...]] | None:
    try:
        found = value_kept(kept)
    except KeptValueError:
        return None
    if not isinstance(found, tuple) or len(found) != len(texts):
        return None
    blocks = [_of_text(each, text) for each, text in zip(found, texts, strict=True)]
    return [each for each in blocks if each is not None] if all(blocks) else None


@collector_paused()
def _read(kept: bytes, text: str) -> tuple[Block, ...] | None:
    try:
        return _of_text(value_kept(kept), text)
    except KeptValueError:
        return None


def _of_text(found: object, text: str) -> tuple[Block, ...] | None:
    """What was kept as the blocks of a text, where it is."""
    if not isinstance(found, tuple) or not all(isinstance(each, Block) for each in found):
        return None
    return found if "".join([each.source for each in found]) == text else None


def _with_shared(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Equal blocks; what the text that was asked for last has too is the same object in both."""
    before = {each.source: each for each in _last_read}
    return tuple([_shared(each, before.get(each.source)) for each in blocks])


def _shared(block: Block, before: Block | None) -> Block:
    if before is None or before == block:
        return before or block
    equal = [name for name in _SHARED if getattr(before, name) == getattr(block, name)]
    shared = {name: getattr(before, name) for name in equal}
    return replace(block, line=_LINES.setdefault(block.line, block.line), **shared)
