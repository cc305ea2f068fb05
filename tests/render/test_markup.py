"""What no word tells is told in words: marks, links, and characters that nobody can see."""

import json

import pytest

from build_tools.render.html import redline_fragment
from build_tools.render.json import redline_json
from build_tools.render.markup import markup_changes
from build_tools.render.text import redline_text
from tests.reviewing import compared


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u00ad", "U+00AD soft hyphen"),
        ("\u200b", "U+200B zero width space"),
        ("\u200d", "U+200D zero width joiner"),
        ("\u200e", "U+200E left-to-right mark"),
        ("\u202e", "U+202E right-to-left override"),
        ("\u2060", "U+2060 word joiner"),
        ("\ufeff", "U+FEFF byte-order mark"),
    ],
)
@pytest.mark.parametrize("text", ["The Sup{}plier pays.", "The Supplier{} pays.", "Of {}10 kWh."])
def test_a_character_that_nobody_can_see_is_named(character: str, name: str, text: str) -> None:
    with_it, without = text.format(character), text.format("")
    came, went = compared(without, with_it), compared(with_it, without)
    for result, words in ((came, f"with {name}"), (went, f"no longer with {name}")):
        (change,) = result.changes
        assert [said for _, said in markup_changes(change.edits)] == [words]
        assert words in redline_text(result)
        assert [words] == [
            said for _, said in json.loads(redline_json(result))["changes"][0]["markup"]
        ]
        assert f'data-unseen="{name}"' in redline_fragment(result)


def test_a_no_break_space_is_named() -> None:
    (change,) = compared("It is 5 pence.", "It is 5\u00a0pence.").changes
    assert [*markup_changes(change.edits)] == [("\u00a0", "now U+00A0 no-break space")]


def test_where_a_reader_sees_the_difference_no_character_is_named() -> None:
    (change,) = compared("The Sup\u00adplier pays.", "The Shipper pays.").changes
    assert [*markup_changes(change.edits)] == []
