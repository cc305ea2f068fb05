"""The catalogues of the languages, held to the source: each message is said, none is left over, and
what a message holds stands in its translation too.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from build_tools.language import ENGLISH, gettext, speaking
from tests.messages import CATALOGUES, catalogue, forms, in_python, in_template, template, written

HELD = re.compile(r"%\(\w+\)s|%%|\$\{[^}]*\}|</?[a-z][^<>]*>|`[^`]*`|\A\s|\s\Z")
"""What a translation has as its message has it: values, tags, code, and the space at its ends."""

of_each_language = pytest.mark.parametrize("path", CATALOGUES.values(), ids=CATALOGUES)


@of_each_language
def test_every_message_is_said_and_no_other(path: Path) -> None:
    wanted = {(each.context, each.id) for each in template() if each.id}
    kept = {
        (each.context, each.id) for each in catalogue(path) if each.id and all(forms(each.string))
    }
    assert not wanted - kept, "messages without words: `make words`, then translate"
    assert not kept - wanted, "words of messages that nobody says: `make words`"


@of_each_language
def test_what_a_message_holds_stands_in_its_translation(path: Path) -> None:
    for each in catalogue(path):
        if each.id:
            held = Counter(HELD.findall(forms(each.id)[-1]))
            assert all(Counter(HELD.findall(words)) == held for words in forms(each.string)), (
                each.id
            )


@of_each_language
def test_no_check_of_babel_finds_anything(path: Path) -> None:
    found = [(message.id, errors) for message, errors in catalogue(path).check()]
    assert not found


@of_each_language
def test_it_is_written_as_make_words_writes_it(path: Path) -> None:
    assert path.read_text("utf-8") == written(catalogue(path))


@of_each_language
def test_what_is_said_within_a_block_is_said_in_its_language(path: Path) -> None:
    with speaking(path.stem):
        assert gettext("in force") != "in force"
    assert gettext("in force") == "in force"
    assert ENGLISH not in CATALOGUES


def test_german_has_one_word_for_one_thing() -> None:
    """What a page and a paper say of the same, in whatever message."""
    german = CATALOGUES["de"].read_text("utf-8")
    with speaking("de"):
        log, route = gettext("Publication log"), gettext("Route")
        followed = gettext("Follow %(what)s:", what=gettext("this amendment"))
        assert gettext("Route: %(route)s.", route="x") == f"{route}: x."
    assert followed == "Abonnieren: dieses Vorhaben:"
    assert set(re.findall(r"\w+protokoll", german)) == {log}
    assert not re.findall(r"[Mm]it(?:zu)?nehmen", german)


def test_a_message_within_another_is_found() -> None:
    source = '_("a %(b)s", b=f(_("c"))); ngettext("one", "many", n); pgettext("x", "y"); _(name)'
    found = {("", "a %(b)s"), ("", "c"), ("", ("one", "many")), ("x", "y")}
    assert set(in_python(source)) == found
    filled = '{{ _("a", b=_("c")) }}{{ pgettext("x", "y") }}{* {{ _("no") }} *}'
    assert sorted(in_template(filled)) == [("", "a"), ("", "c"), ("x", "y")]
