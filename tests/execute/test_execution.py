"""Carrying out a direction: what was written of two texts gives the second, on real amendments, on
planted ones and on every version of the record; and whatever is altered in a direction is
reported."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations
from pathlib import Path
from typing import NoReturn

import pytest

from build_tools.cli import instructing
from build_tools.execute import Execution, differences, execute
from build_tools.execute.reading import read_direction
from build_tools.instruct import instructions
from build_tools.language import LANGUAGES, speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.witnesses import disagreements
from build_tools.model import Corpus, Redline, Step, Version
from build_tools.model.amending_words import AmendingWords
from build_tools.model.instructions import Instruction, SubstituteWhole
from build_tools.model.procedure import INSTRUMENT
from build_tools.record.default_words import default_words
from build_tools.record.files import load_file
from build_tools.render.instructions import direction_markdown
from build_tools.text.label_runs import paragraph_under
from build_tools.text.wholes import wholes
from tests.lineage.planted_chains import planted_chain
from tests.paths import SHARED
from tests.real_pairs import CORPORA, sides, some_pairs
from tests.reviewing import version_of
from tests.running import Run

pytestmark = pytest.mark.long

CHAINS = SHARED / "corpora" / "chains"
MOST_WHOLE = 0.05
"""The share of the changes of real amendments for which the whole provision may be substituted."""
EDITS = ("insert", "delete", "move", "split", "join", "row", "cell", *("reword",) * 4)


def direction_of(redline: Redline) -> str:
    return written(redline.old, instructions(redline))


def written(old: Version, said: Sequence[Instruction]) -> str:
    return direction_markdown(old.name, said, [block.citation for block in old.body])


def complaints(direction: str, redline: Redline, words: AmendingWords | None = None) -> list[str]:
    """All that is told of a direction that should make the one text of the other."""
    done = execute(direction, redline.old, words=words or AmendingWords())
    step = Step(document="", old="", new="")
    return [each.told(INSTRUMENT.the) for each in disagreements(done, redline, step)]


def told(done: Execution) -> list[str]:
    return [f"{each.line}: {each.why}: {each.words}" for each in (*done.unread, *done.refused)]


def holds(old: Version, new: Version) -> Redline:
    """The law: what is said of two texts makes the second, and is read as it was meant, in the
    words of each language.
    """
    redline = Comparisons().between(old, new)
    places = [block.citation for block in old.body]
    for language in LANGUAGES:
        words = default_words(language)
        said = instructions(redline, words)
        with speaking(language):
            text = direction_markdown(old.name, said, places, words, wholes(old.body))
        assert complaints(text, redline, words) == []
        read = read_direction(text, old.name, places, words, wholes(old.body)).instructions
        assert [each.instruction for each in read] == [*said]
    return redline


# --- Carried out, the instructions of two texts make the second -----------------------------------


@pytest.mark.parametrize("pair", list(some_pairs(41)))
def test_of_real_amendments(pair: str) -> None:
    old, new = map(load_file, sides(pair))
    holds(old, new)


def test_of_the_steps_of_the_record(record: Corpus) -> None:
    for old, new in _steps(record):
        holds(old, new)


@pytest.mark.sweep
def test_of_any_two_versions_of_the_record(record: Corpus) -> None:
    for document in record.documents:
        for old, new in permutations(document.versions, 2):
            holds(old, new)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(each, marks=pytest.mark.sweep) for each in range(1, 46))]
)
def test_of_planted_amendments(seed: int) -> None:
    """Of each seed two with eleven edits; of all in the long run more than a thousand edits."""
    texts = planted_chain(seed, 2, EDITS, clauses=40, rows=10).texts
    for old, new in pairwise(texts):
        holds(version_of(old), version_of(new))


_ALONE = (
    "# Ordnung\n\n## § 7 Zeit\n\nSie endet am {day}.{more}\n\n## § 8 Maß\n\nEin Maß hat {eimer}.\n"
)


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", "In § 7, for"), ("\n\nSie beginnt im März.", "In Paragraph 1 under § 7, for")],
    ids=["alone", "beside another"],
)
def test_a_provision_of_one_paragraph_is_amended_by_its_own_name(more: str, expected: str) -> None:
    old, new = (
        version_of(_ALONE.format(day=day, more=more, eimer=eimer))
        for day, eimer in (("1. Mai", "zwei Eimer"), ("3. Juni", "drei Eimer"))
    )
    redline = holds(old, new)
    places = [block.citation for block in old.body]
    text = direction_markdown(old.name, instructions(redline), places, wholes=wholes(old.body))
    assert expected in text
    assert "In § 8, for" in text
    # What was written before, by the full name, is read as well.
    assert complaints(text.replace("In § 8,", "In Paragraph under § 8,"), redline) == []
    with speaking("de"):
        name = paragraph_under("§ 8")
    assert complaints(text.replace("In § 8,", f"In {name},"), redline) == []


def test_what_goes_or_comes_under_a_heading_is_told_by_its_full_name() -> None:
    """ "§ 7 is omitted" would be its heading too."""
    old = version_of(_ALONE.format(day="1. Mai", more="", eimer="zwei"))
    new = version_of(_ALONE.format(day="", more="", eimer="zwei").replace("Sie endet am .\n\n", ""))
    holds(old, new)
    said = direction_markdown(
        old.name,
        instructions(Comparisons().between(old, new)),
        [block.citation for block in old.body],
        wholes=wholes(old.body),
    )
    assert "Omit Paragraph under § 7." in said


SMALL = {
    "an item is set in": ("- one\n- two\n", "- one\n  - two\n"),
    "an item has another number in the file": ("1. a\n1. b\n1. c\n", "1. a\n2. b\n3. d\n"),
    "lines are joined": ("4. one\\\n   two\n", "4. one two\n"),
    "a line of code": ("```\none\ntwo\n```\n", "```\none\nthree\n```\n"),
    "a note": ("1.1 a[^1]\n\n[^1]: one two\n", "1.1 a[^1]\n\n[^1]: one three\n"),
    "a quotation": ("> one two\n", "> one three\n"),
    "a heading becomes a paragraph": ("## 1 One\n\n1.1 a\n", "1 One\n\n1.1 a\n"),
    "items become paragraphs": ("1.1 a:\n- b c\n- d e\n", "1.1 a:\n\nb c\n\nd e\n"),
    "a heading becomes a line": ("## One two\nthree\n", "_One two_\n\nthree\n"),
    "an item of a quotation": (
        "> - one\n>   - two three\n>   - four\n",
        "> - one\n>   - two five\n>   - four\n",
    ),
    "rows without bars at their ends": ("1.1 a\n", "1.1 a\n\nb | c\n--|--\nd | e\n"),
    "rows of the same name": (
        "| a | b |\n|---|---|\n| c | 1 |\n| c | 2 |\n| “d | 3 |\n",
        "| a | b |\n|---|---|\n| c | 1 |\n| c | 4 |\n| “d | 5 |\n",
    ),
    "a table in two": (
        "| a | b |\n|---|---|\n| c | 1 |\n| d | 2 |\n| e | 3 |\n| f | 4 |\n",
        "| a | b |\n|---|---|\n| c | 1 |\n| d | 2 |\n\nAnd\n\n"
        "| a | b |\n|---|---|\n| e | 3 |\n| f | 4 |\n",
    ),
    "a row and a column come first": (
        "| a | b |\n|---|---|\n| c | 1 |\n| d | 2 |\n",
        "| x | a | b |\n|---|---|---|\n| y | z | 0 |\n| v | c | 1 |\n| w | d | 2 |\n",
    ),
    "what stands below a number that changes": (
        "## 8 Fees\n\n8.1 One.\n\n8.2 Two.\n\n8.2.1 More.\n\n8.3 Three.\n",
        "## 10 Fees\n\n8.1 One.\n\n8.2 Two words.\n\n10.2.1 More.\n\n10.3 Three or four.\n",
    ),
    "a table and its number": (
        "## 8 A\n\n8.1 B.\n\nTable 8.1: C\n\n| a | b |\n|---|---|\n| c | 1 |\n",
        "## 8 A\n\n8.2 B.\n\nTable 8.1: C\n\n| a | b |\n|---|---|\n| c | 2 |\n",
    ),
    "the first provision": ("1.1 a b c\n\n1.2 d e f\n", "1 New here\n\n1.1 a b c\n\n1.2 d e f\n"),
    "the last rows move first": (
        "| a | b |\n|---|---|\n| c | one |\n| d | two |\n| e | three |\n",
        "| a | b |\n|---|---|\n| e | three |\n| c | one |\n| d | two |\n",
    ),
}


@pytest.mark.parametrize("kind", SMALL)
def test_of_each_kind_of_amendment_both_ways(kind: str) -> None:
    old, new = map(version_of, SMALL[kind])
    holds(old, new)
    holds(new, old)


@pytest.mark.sweep
def test_of_the_steps_of_real_chains(missing: Callable[[str], NoReturn]) -> None:
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")
    for folder in sorted(each for each in CHAINS.iterdir() if each.is_dir()):
        for old, new in pairwise(sorted(folder.glob("*.md"))):
            holds(load_file(old), load_file(new))


@pytest.mark.sweep
def test_a_whole_provision_is_seldom_substituted(missing: Callable[[str], NoReturn]) -> None:
    if not CORPORA.is_dir():
        missing(f"there are no pairs at {CORPORA}")
    whole = changes = 0
    for folder in sorted(each for each in CORPORA.iterdir() if each.is_dir()):
        redline = Comparisons().between(*map(load_file, sides(folder.name)))
        whole += sum(isinstance(each, SubstituteWhole) for each in instructions(redline))
        changes += len(redline.changes)
    assert changes > 10_000
    assert whole / changes < MOST_WHOLE


# --- What is altered in a direction is reported ---------------------------------------------------

_DASHES = re.compile(r"^   > \|[-:| ]+\|$", re.MULTILINE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def altered(direction: str, chance: random.Random) -> str:
    """The direction with one word, figure or sign made another, taken out or put in twice; but for
    the dashes below the headings of a table, which say nothing.
    """
    dashes = [range(*line.span()) for line in _DASHES.finditer(direction)]
    found = _TOKEN.finditer(direction)
    tokens = [each for each in found if not any(each.start() in line for line in dashes)]
    token = chance.choice(tokens)
    word = token[0]
    if word.isdigit():
        other = str(int(word) + chance.randint(1, 9))
    elif word.isalpha():
        other = chance.choice(["", f"{word}x", word[::-1] if word[::-1] != word else "other"])
    else:
        other = chance.choice(["", word * 2, ";" if word != ";" else ","])
    return direction[: token.start()] + other + direction[token.end() :]


@pytest.mark.parametrize("times", [25, pytest.param(1000, marks=pytest.mark.sweep)])
def test_whatever_is_altered_in_a_direction_is_reported(
    record: Corpus, comparisons: Comparisons, times: int
) -> None:
    chance = random.Random(times)
    redlines = [comparisons.between(*step) for step in _steps(record)]
    made = [(direction_of(each), each) for each in redlines]
    for _ in range(times):
        direction, redline = chance.choice(made)
        other = altered(direction, chance)
        assert complaints(other, redline), _difference(direction, other)


def _steps(record: Corpus) -> Iterator[tuple[Version, Version]]:
    for document in record.documents:
        yield from pairwise(document.versions)


def _difference(one: str, other: str) -> list[tuple[str, str]]:
    lines = zip(one.split("\n"), other.split("\n"), strict=False)
    return [pair for pair in lines if pair[0] != pair[1]]


# --- What cannot be read, and what cannot be carried out ------------------------------------------

OLD = version_of(
    "1.1 The Keeper lends a boat to the Visitor, and the Keeper writes it down.\n\n"
    "1.2 Nobody swims alone.\n\n"
    "Table 1: Boats\n\n| Boat | Until |\n|---|---|\n| Heron | |\n| Otter | 1 May 2030 |\n"
)
HEAD = f"# Amendments to {OLD.name}\n\nThe text of {OLD.name} is amended as follows.\n\n"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("1. Delete Clause 1.2.", "it begins in no form that is known"),
        ("1. Omit Clause 1.9.", "no provision of the old text is called “Clause 1.9.”"),
        ("1. Omit Clause 1.2", "“.” is missing"),
        ("1. Omit Clause 1.2. And the rest.", "“ And the rest.” is too much"),
        ("1. In Clause 1.2, for “alone.” put “ever.”.", "“substitute” is missing"),
        ("1. In Clause 1.2, for “alone. substitute ever.", "a quotation has no end"),
        ("1. After Clause 1.2 insert—", "what is to be put there is not there"),
        ("2. Omit Clause 1.2.", "its number is 2"),
        ("Clause 1.2 goes.", "it is no instruction"),
        ("1. Omit Clause 1.2.\n\nAnd nothing else.", "it belongs to no instruction"),
        ("1. Renumber—\n\n   (a) Clause 1.1 as “2”;\n\n   (c) Clause 1.2 as “3”.", "out of order"),
        ("1. Renumber—\n\n   (a) Clause 1.1 as “2”.\n\n   (b) Clause 1.2 as “3”.", "does not end"),
        ("1. In Clause 1.2, for “Nobody” (the last time it occurs) omit.", "is no place"),
        ("1. Make Clause 1.2 a heading of level 7.", "a level from 1 to 6 is missing"),
        ("1. Omit Clause 1.2.\n\n   (a) Clause 1.1.", "something follows it"),
        ("1. In Clause 1.2—\n\n   (a) omit “swims”.\n\n   > and", "something else stands in it"),
        ("1. After Clause 1.2 insert—\n\n   > and\n\n   (a) Clause 1.1.", "is not there"),
        ("1. In Table 1, after row 1 insert the row—\n\n   > | a | b |\n   > | c | d |", "one row"),
        ("1. In Table 1, after column 1 insert the column—\n\n   > | a | b |", "one column"),
        ("1. In Table 1, after row 1 insert the row—\n\n   > a | b", "between two bars"),
        ("1. After Clause 1.2 insert—\n\n   > 1.3 a\n\n   > 1.4 b", "an empty line stands"),
        ("1. After Clause 1.2 insert—\n\n   > | a |\n   > | --- |\n   > b |", "between two bars"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_line(said: str, wanted: str) -> None:
    done = execute(HEAD + said, OLD)
    assert any(wanted in each.why for each in done.unread), told(done)
    assert all(each.line >= 5 for each in done.unread)
    assert not done.refused


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("In § 8, omit “fee”.", "one of these, as “Paragraph 1 under § 8”"),
        ("Move § 7 to after § 9(1).", "“§ 7” is a heading and what stands under it"),
        ("Move Paragraph under § 7 to after § 8.", "one of these, as “Paragraph 1 under § 8”"),
        ("For § 7 substitute—\n\n   > A fee.", "one of these, as “Paragraph under § 7”"),
        ("In § 9, omit “fee”.", "one of these, as “§ 9(1)”"),
        ("In § 8a, omit “fee”.", "no provision of the old text is called “§ 8a"),
        ("Move § 9(1) to after Clause 1.9.", "no provision of the old text is called “Clause 1.9."),
    ],
)
def test_where_one_block_is_to_be_named_a_provision_of_several_is_told_to_be_that(
    said: str, wanted: str
) -> None:
    under = {"§ 7": ["A fee."], "§ 8": ["A fee.", "Two."], "§ 9": ["(1) A fee."], "1": ["No."]}
    lines = [line for name, each in under.items() for line in (f"## {name} A", *each)]
    old = version_of("\n\n".join(lines), OLD.name)
    (line,) = execute(f"{HEAD}1. {said}", old).unread
    assert wanted in line.why


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("In Clause 1.2, omit “swim”.", "“swim” does not stand there"),
        ("In Clause 1.1, omit “Keeper”.", "“Keeper” stands there 2 times"),
        ("In Clause 1.1, omit “Keeper” (the third time it occurs).", "not stand there 3 times"),
        ("In Clause 1.2, omit “swims” (the first time it occurs).", "stands there once only"),
        ("In Table 1, in the row for “Otter”, in the column “Until”, insert “never”.", "already"),
        ("In Table 1, in row 7, in column 1, insert “never”.", "the table has no row 7"),
        ("In Table 1, omit the row for “Swan”.", "the table has no row for “Swan”"),
        ("In Clause 1.2, omit row 1.", "it is no table"),
        (
            "In Table 1, omit the row for “Otter”.\n\n2. In Table 1, omit the row for “Otter”.",
            "the row for “Otter” is gone already",
        ),
        (
            "In Table 1, after the row for “Otter” insert the row—\n\n   > | Swan |",
            "a row has 1 cells, the table 2 columns",
        ),
        (
            "In Table 1, after the column “Boat” insert the column—\n\n   > | Oars |\n   > | 2 |",
            "a column has not 3 cells",
        ),
        ("Make Clause 1.2 a heading of level 2.", "Clause 1.2 is no heading"),
        ("Renumber Table 1 as “Table 2”.", ""),
        ("Move Clause 1.1 to after Clause 1.1.", "after what does not stay where it is"),
        ("Omit Clause 1.2 and what follows it, as far as Clause 1.1.", "the last stands before"),
        ("Omit Clause 1.2.\n\n2. Omit Clause 1.2.", "is gone already"),
        ("In Table 1, omit row 1.", "the table has no row 1"),
        ("In Table 1, omit the column “Boat”.\n\n2. In Table 1, omit the column “Boat”.", "gone"),
        ("In Table 1, move the column “Boat” to after the column “Boat”.", "does not stay where"),
        (
            "In Table 1, after the column “Boat” insert the column—\n\n   > | Oars |",
            "column has not 3",
        ),
        (
            "In Table 1, omit the heading row.\n\n2. In Table 1, omit the row for “Heron”.\n\n"
            "3. In Table 1, omit the row for “Otter”.",
            "no row is left",
        ),
        ("In Table 1, insert the first row—\n\n   > | Swan |", "a row has 1 cells"),
        ("In Clause 1.2, omit “Nobody”.\n\n2. In Clause 1.2, omit “swims”.", "does that already"),
        ("Omit Clause 1.2.\n\n2. In Clause 1.2, omit “swims”.", "Clause 1.2 is amended, and"),
        ("Omit Table 1.\n\n2. In Table 1, omit the row for “Otter”.", "Table 1 is amended, and"),
        (
            "For Table 1 substitute—\n\n   > 1.3 And.\n\n2. In Table 1, omit the row for “Otter”.",
            "whole",
        ),
        ("For Clause 1.2 substitute—\n\n   > 1.2 X\n\n2. Renumber Clause 1.2 as “1.3”.", "whole"),
        ("Renumber Clause 1.2 as “1.3”.\n\n2. Renumber Clause 1.2 as “1.4”.", "does that already"),
    ],
)
def test_what_cannot_be_carried_out_is_listed(said: str, wanted: str) -> None:
    done = execute(f"{HEAD}1. {said}\n", OLD)
    assert not done.unread
    assert [wanted in each.why for each in done.refused] == ([True] if wanted else [])


@pytest.mark.parametrize(
    "said",
    [
        f"{'1' * 5000}. Omit Clause 1.2.",
        f"1. Make Clause 1.2 a heading of level {'1' * 5000}.",
        f"1. In Clause 1.2, omit “swims” (the {'1' * 5000}th time it occurs).",
    ],
)
def test_a_number_of_any_length_is_read_or_told_of(said: str) -> None:
    assert execute(HEAD + said, OLD).unread


def test_the_lines_of_the_head_stand_in_their_order() -> None:
    first, _, second = HEAD.strip().partition("\n\n")
    assert [each.words for each in execute(f"{second}\n\n{first}\n", OLD).unread] == [second]


def test_what_cannot_be_carried_out_is_told_with_its_line() -> None:
    old = version_of("Words alone.\n\n1.1 More.\n")
    said = (
        f"1. Renumber {old.body[0].citation} as “2”.\n\n2. In Clause 1.1, omit “less”.\n\n"
        "3. In Clause 1.1, omit “More.”.\n"
    )
    done = execute(HEAD + said, old)
    assert [(each.line, each.why) for each in done.refused] == [
        (5, "it has no number that can be changed"),
        (7, "“less” does not stand there"),
    ]


_FEES = """## 8 Fees

8.1 One.

(a) a limb.

8.1.1 More.

Table 8.1: Boats

| a | b |
|---|---|
| c | d |

8.2 Two.

> 8.3 Quoted.

## 9 Other

9.1 Nine.

# Schedule 1

## 8 Of the Schedule

8.1 Also.
"""


def test_what_stands_below_a_provision_follows_its_number() -> None:
    old = version_of(_FEES)
    head = f"# Amendments to {old.name}\n\nThe text of {old.name} is amended as follows.\n\n"
    done = execute(
        f"{head}1. Renumber Clause 8 as “10”.\n\n2. In Clause 8.2, for “Two.” substitute “2.”.\n",
        old,
    )
    ours, schedule = _FEES.split("# Schedule")
    made = re.sub(r"^(## |Table |)8(?=[. ])", r"\g<1>10", ours, flags=re.MULTILINE)
    assert (told(done), done.text) == ([], f"{made}# Schedule{schedule}".replace("Two.", "2."))


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Renumber Clause 8.2 as “8.7”.", "10.1.1"),
        ("Renumber Clause 8.1 as “10.9”.", "10.9.1"),
        ("Renumber Clause 8.1.1 as “8.1.1”.", "8.1.1"),
        ("For Clause 8.1.1 substitute—\n\n   > 8.1.1 Else.", "8.1.1"),
        ("Omit Clause 8.1.1.", ""),
    ],
)
def test_what_is_said_of_a_number_goes_before_what_it_follows(said: str, label: str) -> None:
    old = version_of(_FEES)
    head = f"# Amendments to {old.name}\n\nThe text of {old.name} is amended as follows.\n\n"
    done = execute(f"{head}1. Renumber Clause 8 as “10”.\n\n2. {said}\n", old)
    labels = [each.label for each in version_of(done.text).body if each.label.count(".") == 2]
    assert (told(done), labels) == ([], [label] if label else [])


def test_two_instructions_for_the_same_words_are_refused() -> None:
    said = "1. In Clause 1.2—\n\n   (a) omit “Nobody swims”;\n\n   (b) omit “swims alone.”.\n"
    (refused,) = execute(HEAD + said, OLD).refused
    assert "two edits change the same words" in refused.why


def test_a_place_that_differs_is_shown_as_it_was_made_and_as_it_should_be() -> None:
    new = version_of(OLD.body[0].source + "1.2 Nobody ever swims alone.\n\n" + OLD.body[2].source)
    done = execute(f"{HEAD}1. In Clause 1.2, after “Nobody” insert “never”.\n", OLD)
    (place,) = differences(done.text, new)
    assert (place.where, place.made, place.wanted) == (
        "Clause 1.2",
        "1.2 Nobody never swims alone.",
        "1.2 Nobody ever swims alone.",
    )


HERONS = "Table 1: Birds\n\n| Heron | Otter |\n|---|---|\n| one | two |\n"


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ("## 1 Boats\n", "### 1 Boats\n"),
        ("1.1 Nobody swims.\n", "> 1.1 Nobody swims.\n"),
        ("1.1 Nobody swims.\n", "1.2 Nobody swims.\n"),
        ("1.1 Nobody swims.\n", "1.1 *Nobody* swims.\n"),
        ("1.1 Nobody swims.\n", "1.1 Nobody swims.\n\n1.2 Or dives.\n"),
        (HERONS, HERONS.replace("Birds", "Boats")),
        (HERONS, HERONS.replace("two", "<<")),
        (HERONS, HERONS.replace("| two |", "| two | |").replace("r |\n|", "r | |\n|---|")),
    ],
    ids=["level", "quoted", "number", "marks", "more", "caption", "merged", "column"],
)
def test_all_that_a_reader_sees_is_held_against_the_new_text(made: str, wanted: str) -> None:
    for one, two in ((made, wanted), (wanted, made)):
        assert list(differences(one, version_of(two)))
        assert not list(differences(one, version_of(one)))


# --- The command ----------------------------------------------------------------------------------


def test_the_command_writes_a_direction_and_carries_it_out(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "direction.md"
    assert run("instruct", "mtad@3.0", "mtad@4.0", "-o", made).code == 0
    ran = run("instruct", "mtad@3.0", "mtad@4.0", "--execute", made)
    assert (ran.code, "give mtad@4.0" in ran.out) == (0, True)
    made.write_text(made.read_text().replace("“31 January 2023”", "“30 January 2023”"))
    ran = run("instruct", "mtad@3.0", "mtad@4.0", "--execute", made)
    assert ran.code == 1
    assert "differs at Table 17.6" in ran.err


def test_the_command_writes_nothing_that_does_not_make_the_new_text(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instructing, "instructions", lambda *given: instructions(*given)[1:])
    made = tmp_path / "direction.md"
    ran = run("instruct", "mtad@3.0", "mtad@4.0", "-o", made)
    assert (ran.code, ran.out, made.exists()) == (1, "", False)
    assert "differs at Definition of Closed Cohort" in ran.err
    assert "so none are written" in ran.err
