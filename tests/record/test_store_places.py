"""A store in a bucket: it keeps, forgets and mends as one in a folder does. The bucket here lies in
memory, which fsspec reads as it reads the others."""

import builtins
import datetime as dt
import tempfile
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.exceptions import PluginError

from build_tools.model import CorpusError
from build_tools.record.store import Store, user_store
from build_tools.record.store_places import Bucket, place_at
from build_tools.site.record_pages import RecordPages

pytest.importorskip("fsspec", reason="there is no fsspec: pip install 'sec-corpus[cluster]'")


@pytest.fixture
def bucket() -> Bucket:
    return a_bucket()


def a_bucket() -> Bucket:
    return Bucket(f"memory://{uuid.uuid4()}/kept")


KEYS = st.sampled_from(["a", "b", "c"])
STEPS = st.one_of(
    st.tuples(st.just("keep"), KEYS, st.binary(max_size=3)),
    st.tuples(st.just("get"), KEYS, st.just(b"")),
    st.tuples(st.just("damage"), KEYS, st.binary(max_size=40)),
    st.tuples(st.just("forget"), KEYS, st.just(b"")),
)


@given(st.lists(STEPS))
def test_it_answers_as_a_folder_does(steps: list[tuple[str, str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stores = [Store(Path(folder)), Store(a_bucket())]
        for step in steps:
            in_folder, in_bucket = [_done(store, *step) for store in stores]
            assert in_folder == in_bucket
        names = [sorted((each.name, each.size) for each in store.entries()) for store in stores]
        assert names[0] == names[1]


def _done(store: Store, what: str, key: str, content: bytes) -> object:
    place = store.place
    assert place is not None
    names = [each.name for each in store.entries() if each.kind == key]
    if what == "keep":
        store.keep(key, [key], content)
    elif what == "damage":
        for name in names:
            place.write(name, content)
    elif what == "forget":
        for name in names:
            place.forget(name)
            place.forget(name)  # another may have been first
    return store.get(key, [key]), store.has(key, [key])


def test_it_holds_no_more_than_its_limit(bucket: Bucket) -> None:
    for at in range(10):
        Store(bucket, limit=5 * 36).keep("docx", [str(at)], b"made")
    assert len(Store(bucket).entries()) == 5


def test_an_entry_is_as_old_as_its_file(bucket: Bucket) -> None:
    before = dt.datetime.now(dt.UTC).timestamp()
    Store(bucket).keep("docx", ["a"], b"made")
    (entry,) = Store(bucket).entries()
    assert before <= entry.used <= dt.datetime.now(dt.UTC).timestamp()
    assert not Store(bucket).prune(10**6)
    assert Store(bucket).prune(10**6, unused=-1) == [entry]


def test_a_bucket_that_does_not_answer_costs_time_alone(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(bucket)
    store.keep("docx", ["a"], b"made")

    class DriverError(Exception):
        """As each driver has its own."""

    def failing(*_given: Any, **_named: Any) -> NoReturn:
        raise DriverError("no answer")

    for asked in ("cat_file", "pipe_file", "isfile", "find", "rm_file"):
        monkeypatch.setattr(type(bucket._files), asked, failing)
    assert store.once("docx", ["a"], lambda: b"made otherwise") == b"made otherwise"
    assert not store.has("docx", ["a"])
    with pytest.raises(OSError, match="no answer"):
        store.entries()


@pytest.mark.parametrize(
    ("address", "why", "form"),
    [
        ("nope://bucket", "Protocol not known: nope", "s3://bucket/folder"),
        ("file:///srv/store", "is a folder of this machine", "/srv/store"),
    ],
)
def test_an_address_that_is_no_bucket_is_refused(address: str, why: str, form: str) -> None:
    with pytest.raises(CorpusError) as refused:
        place_at(address)
    assert why in str(refused.value)
    assert form in str(refused.value)


def test_without_the_extra_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *given: Any) -> ModuleType:
        if name.startswith("fsspec"):
            raise ModuleNotFoundError(name)
        return real(name, *given)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CorpusError, match="the extra `cluster`"):
        place_at("s3://bucket/folder")


def test_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"memory://{uuid.uuid4()}"
    monkeypatch.setenv("CORPUS_STORE", address)
    user_store().keep("docx", ["a"], b"made")
    assert user_store().address == address
    assert user_store().get("docx", ["a"]) == b"made"


def test_a_build_says_what_it_cannot_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORPUS_STORE", "nope://bucket")
    with pytest.raises(PluginError, match="nope://bucket: cannot be a store: Protocol not known"):
        RecordPages()
