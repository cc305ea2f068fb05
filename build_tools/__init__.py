"""Redlines and versions of a legal corpus: from markdown in `versions/` to a static site.

The rooms stand in one order, each importing only from those above it; `docs/architecture.md` is the
map.
"""

__version__ = "0.1.0"
