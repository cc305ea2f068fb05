"""Values of the model → bytes that a store keeps, and back, with nothing but those values in reach:
what others put there can make a wrong value and not run.
"""

import datetime as dt
import io
import pickle
import zlib
from typing import Any

_VALUES = "build_tools.model."
_OF_PYTHON = {("datetime", each.__name__): each for each in (dt.date, dt.datetime, dt.time)}
_FAST = 1
"""The level of zlib that costs least."""


class KeptValueError(ValueError):
    """What was kept is no such value."""


def kept_value(value: object) -> bytes:
    """A value of the model, or tuples, lists and dictionaries of such."""
    return zlib.compress(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL), _FAST)


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


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return value_class(module, name)
