"""A name that a person gave, and what is said where there is nothing of that name."""

import pytest

from build_tools.model import Corpus, CorpusError, Step
from build_tools.record.lookup import find_amendment, find_document, find_version
from tests.recording import amendment, corpus

RECORD: Corpus = corpus(
    amendment({}, "first", Step(document="mtad", old=None, new="1.0")),
    amendment({}, "second", Step(document="mtad", old="1.0", new="2.0")),
    amendment({}, "other", Step(document="svtad", old=None, new="1.0")),
)


def test_what_there_is_is_found() -> None:
    assert find_document(RECORD, "svtad").id == "svtad"
    assert find_version(RECORD, "mtad@2.0").name == "mtad@2.0"
    assert find_amendment(RECORD, "second").id == "second"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mtad", "mtad: is no version of the record\n    expected: rules@3.0"),
        ("mtda@1.0", "mtda@1.0: there is no document `mtda`; did you mean `mtad`?"),
        ("x@1.0", "x@1.0: there is no document `x`; the documents are `mtad`, `svtad`"),
        ("mtad@3.0", "mtad@3.0: `mtad` has no version `3.0`; its versions are `1.0`, `2.0`"),
        ("mtad@", "mtad@: `mtad` has no version ``; its versions are `1.0`, `2.0`"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(name: str, told: str) -> None:
    with pytest.raises(CorpusError) as error:
        find_version(RECORD, name)
    assert str(error.value) == told


def test_a_document_and_an_amendment_are_told_in_the_same_words() -> None:
    with pytest.raises(CorpusError, match=r"^mtda: there is no document `mtda`; did you mean"):
        find_document(RECORD, "mtda")
    with pytest.raises(CorpusError, match=r"^secnd: there is no amendment `secnd`; did you mean"):
        find_amendment(RECORD, "secnd")
