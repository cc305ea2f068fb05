"""What came back → a record in YAML that a person completes: what only a person can tell stands in
it as null.
"""

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap
from typing import Any

import yaml

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.responses.collection import Collection
from build_tools.responses.values import Answer, Remark, Response

_HEAD = (
    N_(
        "What came back to the consultation on %(amendment)s. Confidential words and personal data"
        " stand in it: keep it where neither git nor a site publishes it."
    ),
    N_(
        "A person completes what is null: when a response came, whether that was too late, whether"
        " the name may be printed, where words belong that could not be placed, and whether"
        " somebody agrees where a program cannot tell. `confidential` is “no” only where the"
        " respondent wrote that and no more: for anything else a person writes yes, in part or no;"
        " and of a response that is confidential in part, `confidential: no` beside each of its"
        " words that may be quoted. `belongs_to` is `question 1`, the id of a change, or `nothing`,"
        " of a greeting. Then:"
    ),
)
"""What a person is told at the top, in the language that is spoken; the keys are those that a
program reads."""


class _Dumper(yaml.SafeDumper):
    """Writes words of several lines as such."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def record_to_complete(collection: Collection) -> str:
    """The record, as YAML."""
    values = {
        "amendment": collection.amendment.id,
        "redlines": [
            {
                "old": each.old.name,
                "old_sha256": each.old.sha256,
                "new": each.new.name,
                "new_sha256": each.new.sha256,
            }
            for each in collection.redlines
        ],
        "responses": list(map(_response, collection.responses)),
        "unread": [{"file": each.file, "why": each.why} for each in collection.unread],
    }
    return _head(collection.amendment.id) + yaml.dump(
        values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


def _head(amendment: str) -> str:
    told = [_(message, amendment=amendment) for message in _HEAD]
    lines = chain.from_iterable(map(_wrapped, told))
    command = f"corpus pack {amendment} --conclusion --responses FILE -o FOLDER"
    return "".join(f"# {line}\n" for line in (*lines, command))


def _wrapped(text: str) -> list[str]:
    return wrap(text, width=98, break_long_words=False, break_on_hyphens=False)


def _response(response: Response) -> dict[str, Any]:
    told = response.respondent
    return {
        "file": response.file,
        "name": told.get("name"),
        "organisation": told.get("organisation"),
        "contact": told.get("contact"),
        "dated": told.get("dated"),
        "received": None,
        "late": None,
        "confidential": response.confidential,
        "confidential_as_said": told.get("confidential"),
        "print_name": told.get("print_name"),
        "written_on": list(response.pair) if response.pair else None,
        "on_this_draft": response.on_this_draft,
        "answers": list(map(_answer, response.answers)),
        "remarks": list(map(_remark, response.remarks)),
        "to_place": [
            {"where": each.where, "words": each.words, "belongs_to": None}
            for each in response.unplaced
        ],
        "words": {
            "in": response.words_in,
            "placed": response.words_placed,
            "to_place": response.words_listed,
            "of_the_form": response.words_printed,
        },
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "agrees": answer.agrees or None,
        "words": answer.words,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return dict(_remark_items(remark))


def _remark_items(remark: Remark) -> Iterator[tuple[str, Any]]:
    yield "change", remark.change
    if remark.place:
        yield "where", remark.place
    else:
        yield "dropped", "the draft as it stands has no such change"
    if remark.context:
        yield "as_sent", list(remark.context)
    yield "words", remark.words
