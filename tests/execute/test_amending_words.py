"""A publisher's own words: what is written in them is read back, and words that nobody could read
are refused."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools.compare.redline import redline
from build_tools.execute import differences, execute
from build_tools.execute.reading import read_direction
from build_tools.instruct import instructions
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import CitationWords, Corpus, CorpusError, Version
from build_tools.model.amending_words import FORMS, IN_LISTS, AmendingWords
from build_tools.record.default_words import citation_words, default_words
from build_tools.record.loading import words_of_record
from build_tools.record.schema import CorpusFile, read_amending_words
from build_tools.render.instructions import direction_markdown
from build_tools.text.markdown import with_text
from build_tools.text.ordinals import spoken_number
from build_tools.text.wholes import wholes
from tests.paths import ROOT
from tests.reviewing import version_of
from tests.statutes import PASTURE, PASTURE_AMENDED, PASTURE_DIRECTION, PASTURE_RENUMBERED

OTHERS = """\
quotes: ["‘", "’"]
called: {Clause: Section, Table: Schedule}
forms:
  title: "Changes of {text}"
  substitute-words: "replace {quoted} by {words}"
  insert: "Behind {place} add—"
  omit: "{place} is repealed."
  renumber: "Give new numbers to {numbers}."
  both-places: "wherever it stands, which is twice"
  row: "the line of {name}"
"""


IN_GERMAN = CitationWords(provision="Ziffer", language="de")
STATUTE = """\
# Wasserordnung

## § 2 Begriffe

(1) Wasser fließt.

(2) Trocken bleibt es

1. kein Wasser enthält:

a) an Land,

b) in der Luft,

2. liegt.
"""


def own() -> AmendingWords:
    return read_amending_words("instructions.yml", OTHERS).value.words()


def test_what_is_written_in_other_words_is_read_back_and_carried_out(
    record: Corpus, comparisons: Comparisons
) -> None:
    words = own()
    for document in record.documents:
        for old, new in pairwise(document.versions):
            said = instructions(comparisons.between(old, new), words)
            cited = [block.citation for block in old.body]
            text = direction_markdown(old.name, said, cited, words)
            done = execute(text, old, old.name, words)
            assert (done.unread, done.refused) == ((), ())
            assert list(differences(done.text, new)) == []
            read = read_direction(text, old.name, cited, words).instructions
            assert [each.instruction for each in read] == [*said]


def test_german_words_are_read_back_and_carried_out(
    record: Corpus, comparisons: Comparisons
) -> None:
    """Those that a German record has, and that `corpus init --language de` begins with."""
    words = default_words("de")
    assert words.forms.keys() == {*FORMS, *IN_LISTS}
    example = record.document("example").versions
    versions = [with_text(replace(each, citation_words=IN_GERMAN), each.text) for each in example]
    with speaking("de"):
        for old, new in pairwise(versions):
            said = instructions(comparisons.between(old, new), words)
            cited = [block.citation for block in old.body]
            text = direction_markdown(old.name, said, cited, words)
            done = execute(text, old, old.name, words)
            assert (done.unread, done.refused) == ((), ())
            assert list(differences(done.text, new)) == []
            assert "Ziffers" not in text
        which = words.filled("which-place", ordinal=spoken_number(2))
    opening = words.filled("opening", text="TO")
    head = f"# {words.filled('title', text='TO')}\n\n{opening}\n\n"
    edit = f"die Angabe „b“ ({which}) durch die Angabe „c“ ersetzt"
    direction = f"{head}1. In Ziffer 1.1 wird {edit}.\n"
    done = execute(direction, with_text(versions[0], "1.1 A b und b da.\n"), "TO", words)
    assert (done.unread, done.refused) == ((), ())
    assert (which, done.text) == ("an der 2. Stelle", "1.1 A b und c da.\n")


def test_other_words_are_those_of_the_publisher() -> None:
    old = version_of("1.1 A must b and must c.\n\n1.2 D.\n\nTable 1: E\n\n| F |\n|---|\n| g |\n")
    new = version_of("1.1 A shall b and shall c.\n\nTable 1: E\n\n| F |\n|---|\n| h |\n")
    cited = [block.citation for block in old.body]
    words = own()
    said = instructions(Comparisons().between(old, new), words)
    text = direction_markdown("the Code", said, cited, words)
    assert "# Changes of the Code" in text
    twice = "replace ‘must’ (wherever it stands, which is twice) by ‘shall’."
    assert f"1. In Section 1.1, {twice}" in text
    assert "Section 1.2 is repealed." in text
    assert "In Schedule 1, " in text
    assert execute(text, old, "the Code").unread


def test_what_a_record_does_not_say_is_in_its_language(tmp_path: Path) -> None:
    assert words_of_record(tmp_path) == AmendingWords()
    (tmp_path / "corpus.yml").write_text("language: de\n")
    assert words_of_record(tmp_path) == default_words("de")
    (tmp_path / "instructions.yml").write_text("forms: {omit: 'Weg mit {place}.'}\n")
    own = words_of_record(tmp_path)
    assert own.forms == {**default_words("de").forms, "omit": "Weg mit {place}."}
    assert own.quotes == ("„", "“")
    (tmp_path / "instructions.yml").write_text("forms: {omit: '{place}'}\n")
    with pytest.raises(CorpusError) as refused:
        words_of_record(tmp_path)
    assert refused.value.problems[0].form == "omit: {place} wird gestrichen."


def test_words_for_both_places_that_are_those_for_one_of_them_are_not_guessed() -> None:
    file = "forms: {both-places: the second time it occurs}"
    words = read_amending_words("instructions.yml", file).value.words()
    old = version_of("1.1 A b and b.\n")
    said = "In Clause 1.1, for “b” (the second time it occurs) substitute “c”."
    opening = words.filled("opening", text="the Code")
    done = execute(f"# Amendments to the Code\n\n{opening}\n\n1. {said}\n", old, "the Code", words)
    assert ["it can be read in two ways" in each.why for each in done.unread] == [True]


@pytest.mark.parametrize(
    ("text", "line", "wanted"),
    [
        ("forms:\n  omission: x\n", 2, "there is no form `omission`"),
        ("forms:\n  omit: Omit it.\n", 2, "has not the slots of `omit`"),
        ("forms:\n  insert-words: '{quoted}{words} in'\n", 2, "two slots with no word between"),
        ("forms:\n  omit: Omit {place}\n", 2, "does not end with “.”"),
        ("forms:\n  insert: After {place} insert\n", 2, "does not end with “—” or “:”"),
        ("forms:\n  entry: '{letter}. {said}.'\n", 2, "does not begin with its letter"),
        ("forms:\n  words: In {place}\n", 2, "has not the slots of `words`"),
        ("forms:\n  omit-words-entry: omit\n", 2, "has not the slots of `omit-words`"),
        ("forms:\n  omit-words: 'insert {quoted}'\n", 2, "reads as `fill-words` does"),
        ("quotes: ['“', '“']\n", 1, "are not two different signs"),
        ("quotes: ['«', '»']\n", 1, "are those for words that hold the others"),
        ("form: {}\n", 1, "unknown key"),
    ],
)
def test_words_that_nobody_could_read_back_are_refused(text: str, line: int, wanted: str) -> None:
    with pytest.raises(CorpusError) as refused:
        read_amending_words("instructions.yml", text)
    problem = refused.value.problems[0]
    assert problem.line == line
    assert wanted in problem.message


def test_every_form_is_told_of_in_the_documentation() -> None:
    page = (ROOT / "docs/record.md").read_text()
    assert all(f"{name}: {form}\n" in page for name, form in FORMS.items())
    assert all(name in page for name in IN_LISTS)


def test_a_statute_is_amended_by_the_citations_of_its_code() -> None:
    cited = citation_words(CorpusFile(language="de", provision="§"), None)
    old, new = (
        with_text(Version(document="wasser", label=label, blocks=(), citation_words=cited), text)
        for label, text in (("1.0", STATUTE), ("2.0", STATUTE.replace("an Land", "am Ufer")))
    )
    words = default_words("de")
    with speaking("de"):
        said = instructions(redline(old, new), words)
        places = [block.citation for block in old.body]
        text = direction_markdown(old.name, said, places, words)
        assert "In § 2 Abs. 2 Nr. 1 Buchst. a wird die Angabe „an Land" in text
        assert execute(text, old, old.name, words).text == new.text


def in_german(old_text: str, new_text: str) -> tuple[str, list[str]]:
    """What is said of two texts of a statute, and where carrying it out does not give the new."""
    cited = citation_words(CorpusFile(language="de", provision="§"), None)
    old, new = (
        with_text(Version(document="weide", label=label, blocks=(), citation_words=cited), text)
        for label, text in (("1.0", old_text), ("2.0", new_text))
    )
    words = default_words("de")
    said = [replace(each, changes=()) for each in instructions(redline(old, new), words)]
    places = [block.citation for block in old.body]
    with speaking("de"):
        text = direction_markdown(old.name, said, places, words, wholes(old.body))
    done = execute(text, old, old.name, words)
    return text, [*map(str, done.unread), *map(str, differences(done.text, new))]


def test_german_amendments_are_worded_as_the_manual_of_federal_drafting_words_them() -> None:
    """Whole sentences: "wird die Angabe … durch die Angabe … ersetzt", "wird gestrichen", "wird wie
    folgt geändert:" (Handbuch der Rechtsförmlichkeit, 4th edition, D 2.2).
    """
    assert in_german(PASTURE, PASTURE_AMENDED) == (PASTURE_DIRECTION, [])


def test_a_heading_that_gets_another_number_is_its_provision_and_several_are_a_run() -> None:
    said, wrong = in_german(PASTURE, PASTURE_RENUMBERED)
    assert "Die §§ 1 bis 3 erhalten die Bezeichnungen „§ 2“ bis „§ 4“ mit folgenden" in said
    assert wrong == []
    said, wrong = in_german(PASTURE, PASTURE.replace("## § 3", "## § 4"))
    assert "1. § 3 erhält die Bezeichnung „§ 4“." in said
    assert wrong == []


def test_what_goes_whole_is_called_by_its_name_and_what_another_comes_behind() -> None:
    dogs = "## § 2a Hunde\n\n(1) Hunde sind erlaubt.\n\n"
    more = PASTURE.replace("## § 3", f"{dogs}## § 3")
    said, wrong = in_german(PASTURE, more)
    assert "1. Nach § 2 wird Folgendes eingefügt:" in said
    assert wrong == []
    said, wrong = in_german(more, PASTURE)
    assert "1. § 2a wird gestrichen." in said
    assert wrong == []
    said, wrong = in_german(more, more.replace("## § 2a Hunde\n\n", ""))
    assert "1. § 2a, Überschrift, wird gestrichen." in said
    assert wrong == []


def test_a_heading_that_is_quoted_ends_no_provision() -> None:
    """What amends another law quotes whole provisions of it."""
    quoted = (
        "## § 2a Folgen\n\n(1) Nach § 4 wird eingefügt:\n\n"
        "> ## § 5 Hunde\n>\n> (1) Hunde weiden.\n\n(2) Im Übrigen bleibt alles.\n\n"
    )
    more = PASTURE.replace("## § 3", f"{quoted}## § 3")
    said, wrong = in_german(more, PASTURE)
    assert "1. § 2a wird gestrichen." in said
    assert wrong == []
    said, wrong = in_german(
        more, more.replace("## § 3", "## § 2b Schafe\n\n(1) Sie auch.\n\n## § 3")
    )
    assert "1. Nach § 2a wird Folgendes eingefügt:" in said
    assert wrong == []
