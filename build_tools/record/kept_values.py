"""Values of the model → bytes that a store keeps, and back, with nothing but those values in reach:
what others put there can make a wrong value and not run.
"""

import datetime as dt
import io
import pickle
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_VALUES = "build_tools.model."
_OF_PYTHON = {("datetime", each.__name__): each for each in (dt.date, dt.datetime, dt.time)}
_READ_ONLY = (__name__, "read_only")
_FAST = 1
"""The level of zlib that costs least."""


class KeptValueError(ValueError):
    """What was kept is no such value."""


def kept_value(value: object) -> bytes:
    """A value of the model, or tuples, lists and dictionaries of such."""
    written = io.BytesIO()
    _Writer(written, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return zlib.compress(written.getvalue(), _FAST)


def value_kept(kept: bytes) -> Any:
    """What was kept; KeptValueError when it is nothing of the kind."""
    try:
        return _Reader(io.BytesIO(zlib.decompress(kept))).load()
    except Exception as error:  # whatever bytes can do to a reader
        raise KeptValueError(str(error)) from error


def value_class(module: str, name: str) -> Any:
    """A class of the model, or of a day or a time; UnpicklingError for any other name."""
    if (module, name) in _OF_PYTHON:
        return _OF_PYTHON[module, name]
    if module.startswith(_VALUES):
        found = pickle.Unpickler(io.BytesIO()).find_class(module, name)
        if isinstance(found, type) and found.__module__ == module:
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value of the model")


def read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that nobody can change, which `pickle` does not know."""
    return MappingProxyType(values)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        return (
            (read_only, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented
        )


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return read_only if (module, name) == _READ_ONLY else value_class(module, name)
