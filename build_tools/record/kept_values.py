"""Values of the model → bytes that a store keeps, and back, with nothing but those values in reach:
what others put there can make a wrong value and not run.
"""

import datetime as dt
import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType, MemberDescriptorType
from typing import Any

_VALUES = "build_tools.model."
_OF_PYTHON = {("datetime", each.__name__): each for each in (dt.date, dt.datetime, dt.time)}
_FAST = 1
"""The level of zlib that costs least."""
_PIECE = 65_536
"""Bytes."""


class KeptValueError(ValueError):
    """What was kept is no such value."""


def kept_value(value: object) -> bytes:
    """A value of the model, or tuples, lists and dictionaries of such."""
    return kept_values([value])


def kept_values(values: Iterable[object]) -> bytes:
    """Several, of which none is held longer than it takes to write it."""
    written = _Compressed()
    for value in values:
        ValueWriter(written).dump(value)
    return written.whole()


def value_kept(kept: bytes) -> Any:
    """What was kept; KeptValueError when it is nothing of the kind."""
    try:
        return ValueReader(io.BytesIO(zlib.decompress(kept))).load()
    except Exception as error:  # whatever bytes can do to a reader
        raise KeptValueError(str(error)) from error


def values_kept(kept: bytes) -> Iterator[Any]:
    """The several that were kept, each read when it is asked for; KeptValueError likewise."""
    try:
        source = io.BufferedReader(_Decompressed(kept), _PIECE)
        while source.peek(1):
            yield ValueReader(source).load()
    except Exception as error:
        raise KeptValueError(str(error)) from error


def _value_class(module: str, name: str) -> Any:
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


def with_values(kind: type, *values: Any) -> Any:
    """A value with these in its fields: what `dataclasses` has for it takes twice as long."""
    made: Any = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@cache
def _setters(kind: type) -> tuple[Callable[[Any, Any], None], ...]:
    """What gives each field of a value of a class what it holds, though nobody else can."""
    return tuple([_setter(kind, name) for name in _names(kind)])


def _setter(kind: type, name: str) -> Callable[[Any, Any], None]:
    slot = getattr(kind, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__  # asks the class for nothing, and takes two thirds of the time
    return lambda made, value: object.__setattr__(made, name, value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a class of values."""
    return tuple([field.name for field in fields(kind)])


_MAKERS = {(__name__, each.__name__): each for each in (read_only, with_values)}


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
        self._pieces = _pieces(kept)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        while not data and not self._decompress.eof:
            given = self._rest or next(self._pieces, b"")
            data = self._decompress.decompress(given, len(buffer))
            if not (given or data or self._decompress.eof):
                raise EOFError("what was kept is cut short")
            self._rest = self._decompress.unconsumed_tail
        buffer[: len(data)] = data
        return len(data)


def _pieces(kept: bytes) -> Iterator[bytes]:
    """Short ones: what is left of one is copied each time that some of it is read."""
    return (kept[at : at + _PIECE] for at in range(0, len(kept), _PIECE))


class ValueWriter(pickle.Pickler):
    """Writes values of the model to a file."""

    def __init__(self, written: io.BytesIO | _Compressed) -> None:
        super().__init__(written, protocol=pickle.HIGHEST_PROTOCOL)

    def reducer_override(self, value: Any) -> Any:
        """How each is made again, as `pickle` asks for it."""
        if isinstance(value, MappingProxyType):
            return read_only, (dict(value),)
        if is_dataclass(value) and not isinstance(value, type):
            kind = type(value)
            return with_values, (kind, *[getattr(value, name) for name in _names(kind)])
        return NotImplemented


class ValueReader(pickle.Unpickler):
    """Reads them, with nothing else in reach."""

    def find_class(self, module: str, name: str) -> Any:
        """What stands under a name; UnpicklingError for what is none of them."""
        return _MAKERS.get((module, name)) or _value_class(module, name)
