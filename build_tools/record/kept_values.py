"""Values of the model → bytes that a store keeps, and back, with nothing but those values in reach:
what others put there can make a wrong value and not run.
"""

import datetime as dt
import io
import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
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
    return kept_values([value])


def kept_values(values: Iterable[object]) -> bytes:
    """Several, of which none is held longer than it takes to write it."""
    written = _Compressed()
    for value in values:
        _Writer(written, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return written.whole()


def value_kept(kept: bytes) -> Any:
    """What was kept; KeptValueError when it is nothing of the kind."""
    try:
        return _Reader(io.BytesIO(zlib.decompress(kept))).load()
    except Exception as error:  # whatever bytes can do to a reader
        raise KeptValueError(str(error)) from error


def values_kept(kept: bytes) -> Iterator[Any]:
    """The several that were kept, each read when it is asked for; KeptValueError likewise."""
    try:
        source = io.BufferedReader(_Decompressed(kept))
        while source.peek(1):
            yield _Reader(source).load()
    except Exception as error:
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


class _Compressed:
    """A file for bytes that holds them compressed."""

    def __init__(self) -> None:
        self._compress = zlib.compressobj(_FAST)
        self._written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._written.append(self._compress.compress(data))

    def whole(self) -> bytes:
        return b"".join([*self._written, self._compress.flush()])


class _Decompressed(io.RawIOBase):
    """The bytes that were compressed, as they are read."""

    def __init__(self, kept: bytes) -> None:
        self._decompress = zlib.decompressobj()
        self._rest = kept

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        while not data and not self._decompress.eof:
            data = self._decompress.decompress(self._rest, len(buffer))
            if not data and not self._decompress.unconsumed_tail and not self._decompress.eof:
                raise EOFError("what was kept is cut short")
            self._rest = self._decompress.unconsumed_tail
        buffer[: len(data)] = data
        return len(data)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        return (
            (read_only, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented
        )


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return read_only if (module, name) == _READ_ONLY else value_class(module, name)
