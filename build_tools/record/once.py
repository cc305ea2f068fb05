"""What is worked out of a document once, and forgotten with it: how it stands on a day is asked of
each of its versions, and each time it would be told from all of them.
"""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from build_tools.language import spoken
from build_tools.model import Document, Version

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_KEPT: dict[int, dict[Any, Any]] = {}
"""The answers of each document that lives, by its identity: to compare two would be to compare all
their texts."""


def once_of_document(
    work_out: Callable[Concatenate[Document, _Asked], _Answer],
) -> Callable[Concatenate[Document, _Asked], _Answer]:
    """Let a function remember its answers on each document, in each language that is spoken; what
    is asked beside the document has to be hashable.
    """

    @wraps(work_out)
    def answered(document: Document, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        answers = _answers_of(document)
        key = work_out, spoken(), asked, tuple(named.items())
        if key not in answers:
            answers[key] = work_out(document, *asked, **named)
        answer: _Answer = answers[key]
        return answer

    return answered


def _answers_of(document: Document) -> dict[Any, Any]:
    key = id(document)
    if key not in _KEPT:
        _KEPT[key] = {}
        weakref.finalize(document, _KEPT.pop, key, None)
    return _KEPT[key]


@once_of_document
def _places(document: Document) -> dict[str, int]:
    return {version.label: at for at, version in enumerate(document.versions)}


def version_called(document: Document, label: str) -> Version | None:
    """The version of that label; None where there is none."""
    at = _places(document).get(label)
    return None if at is None else document.versions[at]


def place_of(document: Document, version: Version) -> int:
    """The place of a version among those of its document; ValueError where it is none of them."""
    at = _places(document).get(version.label)
    if at is None or document.versions[at] != version:
        raise ValueError(f"{version.name} is no version of {document.id}")
    return at


def holds(document: Document, version: Version) -> bool:
    """Whether a document has this version, as its text is now."""
    return version_called(document, version.label) == version
