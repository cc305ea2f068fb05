"""A redline → bytes that a store keeps, and back, with the two versions that it is of.

The bytes hold what was found and not the texts: where a block of a version stands in the redline,
they hold its place. They are written and read as all values of the model are that are kept.
"""

import io
from typing import Any

from build_tools.model import Redline, Version
from build_tools.record.kept_values import ValueReader, ValueWriter


class KeptRedlineError(ValueError):
    """What was kept is no redline."""


def kept_redline(redline: Redline) -> bytes:
    """What was found, without the texts."""
    written = io.BytesIO()
    _Writer(written, redline).dump(redline)
    return written.getvalue()


def replayed_redline(kept: bytes, old: Version, new: Version) -> Redline:
    """The redline that was kept, of these versions; KeptRedlineError when it is none."""
    try:
        found = _Reader(io.BytesIO(kept), old, new).load()
    except Exception as error:  # whatever bytes can do to a reader
        raise KeptRedlineError(str(error)) from error
    if not isinstance(found, Redline):
        raise KeptRedlineError(type(found).__name__)
    return found


class _Writer(ValueWriter):
    def __init__(self, written: io.BytesIO, redline: Redline) -> None:
        super().__init__(written)
        self._places: dict[int, tuple[str, int | None]] = {}
        for side, version in (("old", redline.old), ("new", redline.new)):
            self._places[id(version)] = (side, None)
            for place, block in enumerate(version.blocks):
                self._places[id(block)] = (side, place)

    def persistent_id(self, value: Any) -> tuple[str, int | None] | None:
        return self._places.get(id(value))


class _Reader(ValueReader):
    def __init__(self, kept: io.BytesIO, old: Version, new: Version) -> None:
        super().__init__(kept)
        self._versions = {"old": old, "new": new}

    def persistent_load(self, place: Any) -> Any:
        side, at = place
        version = self._versions[side]
        return version if at is None else version.blocks[at]
