"""A text in, its blocks out: kept for the next run, since hardly any text of a record changes.

What is kept is held to the text, so that blocks that are not of it are made anew.
"""

import sys
from functools import lru_cache

from build_tools.model import Block
from build_tools.record.files import blocks_of
from build_tools.record.kept_values import KeptValueError, kept_value, value_kept
from build_tools.record.store import Store, code_of
from build_tools.text.collector import collector_paused

_KIND = "blocks"
_ROOMS = ("language", "model", "text", "record/kept_values.py")
_PACKAGES = ("markdown-it-py", "mdit-py-plugins", "regex")
_REMEMBERED = 1024
"""Texts whose blocks are held from one rebuild of a served site to the next."""


def blocks_once(store: Store, text: str, provision: str, language: str) -> tuple[Block, ...]:
    """The blocks of a text, cited in those words."""
    if store.folder is None:
        return blocks_of(text, provision, language)
    return _kept_or_made(store, text, provision, language)


@lru_cache(maxsize=_REMEMBERED)
def _kept_or_made(store: Store, text: str, provision: str, language: str) -> tuple[Block, ...]:
    key = (text, provision, language, sys.version, code_of(*_ROOMS, packages=_PACKAGES))
    kept = store.get(_KIND, key)
    found = None if kept is None else _read(kept, text)
    if found is None:
        found = blocks_of(text, provision, language)
        store.keep(_KIND, key, kept_value(found))
    return found


@collector_paused()
def _read(kept: bytes, text: str) -> tuple[Block, ...] | None:
    try:
        found = value_kept(kept)
    except KeptValueError:
        return None
    if not isinstance(found, tuple) or not all(isinstance(each, Block) for each in found):
        return None
    return found if "".join([each.source for each in found]) == text else None
