"""What was kept is read as the same values; nothing else that is kept can run."""

import os
import pickle
import zlib
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import Corpus
from build_tools.record.kept_values import (
    KeptValueError,
    kept_value,
    kept_values,
    value_kept,
    values_kept,
)
from tests.examples import examples


def test_the_record_is_read_as_it_was_kept(record: Corpus) -> None:
    assert value_kept(kept_value(record)) == record


def test_what_nobody_can_change_is_still_so() -> None:
    read = value_kept(kept_value(MappingProxyType({"a": 1})))
    assert isinstance(read, MappingProxyType)
    assert dict(read) == {"a": 1}


class _Calls:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("made",)


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"no pickle",
        zlib.compress(b"no pickle"),
        zlib.compress(pickle.dumps(_Calls())),
        zlib.compress(b"cbuild_tools.model\nos.system\n."),
        zlib.compress(b"cbuild_tools.record.kept_values\npickle.loads\n."),
    ],
)
def test_what_is_none_is_refused(kept: bytes) -> None:
    with pytest.raises(KeptValueError):
        value_kept(kept)


@given(st.binary())
@settings(max_examples=examples(50))
def test_so_are_any_other_bytes(kept: bytes) -> None:
    with pytest.raises(KeptValueError):
        value_kept(kept)


@given(st.lists(st.lists(st.text(max_size=9)) | st.text(max_size=200_000)))
def test_several_values_come_back_one_after_another(values: list[object]) -> None:
    assert [*values_kept(kept_values(iter(values)))] == values


@given(st.integers(0, 2**16))
def test_several_values_that_are_cut_short_are_refused(at: int) -> None:
    kept = kept_values(["a" * 90_000, "b", ["c"] * 9])
    with pytest.raises(KeptValueError):
        list(values_kept(kept[: at % len(kept)]))
