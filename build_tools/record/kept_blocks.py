"""A text in, its blocks out: kept for the next run, since hardly any text of a record changes.

What is kept is held to the text, so that blocks that are not of it are made anew. What a text has
in common with the one read before it, which is mostly the version before, is held once.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace

from build_tools.model import Block, CitationWords
from build_tools.record.kept_values import KeptValueError, kept_value, value_kept
from build_tools.record.store import Store, code_of, digest
from build_tools.text.collector import collector_paused
from build_tools.text.markdown import parse

_KIND = "blocks"
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
    name = digest(str(store.folder), text, repr(words))
    blocks = _held.pop(name, None) or _kept_or_made(store, text, words)
    _held[name] = blocks
    _last_read[:] = blocks
    if len(_held) > _HELD:
        del _held[next(iter(_held))]
    return blocks


def _kept_or_made(store: Store, text: str, words: CitationWords) -> tuple[Block, ...]:
    if store.folder is None:
        return _with_shared(parse(text, words))
    key = (text, repr(words), sys.version, code_of(*_ROOMS, packages=_PACKAGES))
    kept = store.get(_KIND, key)
    found = None if kept is None else _read(kept, text)
    if found is None:
        found = parse(text, words)
        store.keep(_KIND, key, kept_value(found))
    return _with_shared(found)


@collector_paused()
def _read(kept: bytes, text: str) -> tuple[Block, ...] | None:
    try:
        found = value_kept(kept)
    except KeptValueError:
        return None
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
