"""A draft in which provisions came or went, its numbers made to count on, and the references."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.check.cited import all_cited
from build_tools.compare.redline import redline
from build_tools.editing.renumber.meanings import provisions_of
from build_tools.editing.renumber.own_numbers import own_number
from build_tools.editing.renumber.plan import Beside, Renumbering, Wanted, renumbering
from build_tools.model import Block, CorpusError, Version
from build_tools.text.markdown import parse
from tests.paths import SHARED
from tests.reviewing import version_of
from tests.running import Run, replace_in

CHAINS = SHARED / "corpora/chains"


def titled(text: str, title: str) -> Version:
    return Version(document=title.lower(), title=title, blocks=parse(text))


def planned(before: str | None, draft: str, *, start: str = "", **numbers: str) -> Renumbering:
    """What becomes of a draft that was made of a text."""
    new = version_of(draft)
    step = None if before is None else redline(version_of(before), new)
    asked = tuple((old.replace("_", "."), label) for old, label in numbers.items())
    return renumbering(new, step, Wanted(start, asked))


def numbered(labels: str) -> str:
    """Provisions with these labels, under a heading."""
    return "## 1 One\n\n" + "".join(
        f"{label} Word {at}.\n\n" for at, label in enumerate(labels.split())
    )


def labels_of(text: str) -> str:
    return " ".join(block.label for block in parse(text) if block.kind == "paragraph")


ALPHABET = " ".join(f"({letter})" for letter in "abcdefghijklmnopqrstuvwxyz")
SERIES = {
    "one came": ("1.1 1.2 1.3", "1.1 1.2 1.2 1.3", "1.1 1.2 1.3 1.4"),
    "one came and is numbered": ("1.1 1.2 1.3", "1.1 1.2 1.3 1.3", "1.1 1.2 1.3 1.4"),
    "one went": ("1.1 1.2 1.3", "1.1 1.3", "1.1 1.2"),
    "the first went": ("1.1 1.2 1.3", "1.2 1.3", "1.1 1.2"),
    "one moved": ("1.1 1.2 1.3", "1.1 1.3 1.2", "1.1 1.2 1.3"),
    "a gap that was there": ("1.1 1.4 1.5", "1.1 1.4 1.4 1.5", "1.1 1.4 1.5 1.6"),
    "an insertion between": ("1.1 1.2", "1.1 1.1A 1.2", "1.1 1.1A 1.2"),
    "two insertions": ("1.1 1.2", "1.1 1.1A 1.1A 1.2", "1.1 1.1A 1.1B 1.2"),
    "insertions follow": ("1.1 1.2 1.2A", "1.1 1.1 1.2 1.2A", "1.1 1.2 1.3 1.3A"),
    "before the first": ("1.1 1.2", "1.1 1.1ZA 1.1A 1.1A 1.2", "1.1 1.1ZA 1.1A 1.1B 1.2"),
    "levels": ("1.1 1.1.1 1.1.2 1.2", "1.1 1.1 1.1.1 1.1.2 1.2", "1.1 1.2 1.2.1 1.2.2 1.3"),
    "letters": ("1.1 (a) (b) 1.2", "1.1 (a) (a) (b) 1.2", "1.1 (a) (b) (c) 1.2"),
    "letters put in": ("1.1 (za) (a) (b)", "1.1 (za) (za) (a) (b)", "1.1 (za) (zb) (a) (b)"),
    "letters of an insertion": ("1.1 (a) (b)", "1.1 (a) (aa) (aa) (b)", "1.1 (a) (aa) (ab) (b)"),
    "numerals after a letter": (
        "1.1 (a) (ai) (b)",
        "1.1 (a) (ai) (ai) (b)",
        "1.1 (a) (ai) (aii) (b)",
    ),
    "past (h)": (
        "1.1 (a) (b) (c) (d) (e) (f) (g) (h)",
        "1.1 (a) (a) (b) (c) (d) (e) (f) (g) (h)",
        "1.1 (a) (b) (c) (d) (e) (f) (g) (h) (i)",
    ),
    "numerals": ("1.1 (a) (i) (ii) (b)", "1.1 (a) (i) (i) (ii) (b)", "1.1 (a) (i) (ii) (iii) (b)"),
    "capitals": ("1.1 (A) (B)", "1.1 (A) (A) (B)", "1.1 (A) (B) (C)"),
    "figures": ("1.1 (1) (2)", "1.1 (1) (1) (2)", "1.1 (1) (2) (3)"),
    "past (z)": (
        f"1.1 {ALPHABET} (aa) (bb)",
        f"1.1 (a) {ALPHABET} (aa) (bb)",
        f"1.1 {ALPHABET} (aa) (bb) (cc)",
    ),
    "past (z) as columns": (
        f"1.1 {ALPHABET} (aa) (ab)",
        f"1.1 (a) {ALPHABET} (aa) (ab)",
        f"1.1 {ALPHABET} (aa) (ab) (ac)",
    ),
    "past (z) as columns, in the middle": (
        f"1.1 {ALPHABET} (aa) (ab) (ac)",
        f"1.1 {ALPHABET} (aa) (aa) (ab) (ac)",
        f"1.1 {ALPHABET} (aa) (ab) (ac) (ad)",
    ),
    "an insertion between went": ("1.1 1.1A 1.1B 1.2", "1.1 1.1B 1.2", "1.1 1.1A 1.2"),
    "a letter put in went": ("1.1 (a) (aa) (ab) (b)", "1.1 (a) (ab) (b)", "1.1 (a) (aa) (b)"),
    "a numeral after a letter went": (
        "1.1 (a) (ai) (aii) (b)",
        "1.1 (a) (aii) (b)",
        "1.1 (a) (ai) (b)",
    ),
    "what others were put in after went": (
        "1.1 1.2 1.2A 1.2B 1.3",
        "1.1 1.2A 1.2B 1.3",
        "1.1 1.2 1.3 1.4",
    ),
    "limbs of two clauses": (
        "1.1 (a) 1.2 (a)",
        "1.1 (a) 1.1 (a) 1.2 (a)",
        "1.1 (a) 1.2 (a) 1.3 (a)",
    ),
}
"""The labels before, of the draft, and as they are to be."""


@pytest.mark.parametrize("case", SERIES)
def test_a_series_counts_on(case: str) -> None:
    before, draft, wanted = SERIES[case]
    assert labels_of(planned(numbered(before), numbered(draft)).text.new) == wanted


def test_without_a_version_before_every_gap_is_closed() -> None:
    assert labels_of(planned(None, numbered("1.3 1.5")).text.new) == "1.3 1.4"


def test_a_text_that_does_not_begin_with_1_goes_on_so() -> None:
    """An extract, of which the first part is taken out."""
    kept = "## 18 Birds\n\n18.1 Each keeper rings them, under Clause 18.\n"
    before = f"## 17 Boats\n\n17.1 No boat floats here.\n\n{kept}"
    assert planned(before, kept).text.new == kept.replace("18", "17")


TABLE = "| A | B |\n| --- | --- |\n| Agreed under Clause 1.2 | Clause 1.3 |\n"
BEFORE = f"""## 1 One

1.1 Under Clause 1.2, and [below](#1.2).[^1]

[^1]: See Clause 1.3 and note 1.

1.2 What paragraph (b) of Clause 1.3 says, with Table 1.2 and Clause 1.2 of the Other Code.

Table 1.2: Things

{TABLE}
1.3 It shall:

(a) go, as Clause 1.3(b) says; and

(b) come, subject to paragraph (a).
"""


def test_what_points_at_a_provision_follows_it() -> None:
    draft = BEFORE.replace("1.2 What", "1.2 A new one.\n\n1.2 What").replace(
        "(a) go", "(a) wait;\n\n(a) go"
    )
    made = planned(BEFORE, draft)
    assert not made.undecided
    assert made.text.new == (
        draft.replace("[below](#1.2)", "[below](#1.3)")
        .replace("Under Clause 1.2", "Under Clause 1.3")
        .replace("See Clause 1.3", "See Clause 1.4")
        .replace("1.2 What paragraph (b) of Clause 1.3", "1.3 What paragraph (c) of Clause 1.4")
        .replace("Table 1.2", "Table 1.3")
        .replace("Agreed under Clause 1.2 | Clause 1.3", "Agreed under Clause 1.3 | Clause 1.4")
        .replace("1.3 It", "1.4 It")
        .replace("(b) come, subject to paragraph (a)", "(c) come, subject to paragraph (b)")
        .replace("(a) go, as Clause 1.3(b)", "(b) go, as Clause 1.4(c)")
    )
    assert ("Second Clause 1.2", "Clause 1.3") in [(each.old, each.new) for each in made.numbers]
    (line,) = [each for each in made.text.lines if each.number == 3]
    assert (line.before, line.after) == (
        "1.1 Under Clause 1.2, and [below](#1.2).[^1]",
        "1.1 Under Clause 1.3, and [below](#1.3).[^1]",
    )


BIRDS = """## 1 One

1.1 No boat floats.

1.2 Two birds sing, as Table 1.2 says.

Table 1.2: Birds

| A | B |
| --- | --- |
| x | y |

1.3 Each keeper rings them, under Table 1.2.
"""
FRESH = "1.2 What nobody has said before.\n\n"
BY_HAND = {
    "no number": BIRDS.replace("1.2 Two", f"{FRESH}1.2 Two"),
    "the clauses": BIRDS.replace("1.3 Each", "1.4 Each").replace("1.2 Two", f"{FRESH}1.3 Two"),
    "the table": BIRDS.replace("1.2 Two", f"{FRESH}1.2 Two").replace("Table 1.2: ", "Table 1.3: "),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_a_table_has_the_number_of_its_clause_whichever_was_numbered_by_hand(case: str) -> None:
    made = planned(BIRDS, BY_HAND[case])
    wanted = BIRDS.replace("1.3 Each", "1.4 Each").replace("Table 1.2", "Table 1.3")
    assert (made.undecided, made.text.new) == ([], wanted.replace("1.2 Two", f"{FRESH}1.3 Two"))


def test_a_table_of_a_schedule_has_the_number_of_a_paragraph_there() -> None:
    main = "## 1 One\n\n1.1 No boat floats.\n\n1.2 No bird sings.\n\n"
    before = main + BIRDS.replace("## 1 One", "## Schedule 1")
    in_main = before.replace("1.1 No boat", "1.1 What nobody has said before.\n\n1.1 No boat", 1)
    in_schedule = main + BY_HAND["no number"].replace("## 1 One", "## Schedule 1")
    assert "Table 1.2: Birds" in planned(before, in_main).text.new
    assert "Table 1.3: Birds" in planned(before, in_schedule).text.new


def test_notes_are_numbered_where_they_stand_and_where_they_are_called() -> None:
    draft = "1.1 One.[^1] Two.[^4]\n\n[^1]: First.\n\n[^4]: Second.\n\n`[^4]` is code.\n"
    made = planned(draft.replace("^4", "^2"), draft)
    wanted = draft.replace("[^4]", "[^2]").replace("`[^2]`", "`[^2]`")
    assert made.text.new.startswith(wanted.partition("`")[0])


NEW_ALREADY = "1.2 New.\n\n1.2 Two.\n\n1.3 Three.\n\n1.4 Four, under Clause 1.3"
UNDECIDED = {
    "a number that two have, in words of one's own": (
        ("1.2 Two.", "1.2 New.\n\n1.2 Two.\n\n1.3 As Clause 1.2 says."),
        "Clause 1.2: several provisions have that number, on lines 3 and 5",
    ),
    "a provision that is gone": (
        ("1.2 Two.\n\n", ""),
        "Clause 1.2: the provision that it means is gone",
    ),
    "a range": (
        ("1.2 Two.", "1.2 New.\n\n1.2 Two."),
        "Clause 1.3: provisions came into its range or left it",
    ),
    "a number that may be the new one": (
        ("1.2 Two.\n\n1.3 Three.\n\n1.4 Four, under Clause 1.2", NEW_ALREADY),
        "Clause 1.3: it was written anew, and may be the number that what it meant is to have now",
    ),
}


@pytest.mark.parametrize("case", UNDECIDED)
def test_what_a_program_cannot_decide_is_told(case: str) -> None:
    (old, new), said = UNDECIDED[case]
    provisions = "One. Two. Three. Four, under Clause 1.2. Clauses 1.1 to 1.3.".split(". ")
    before = "\n\n".join(f"1.{at} {text}." for at, text in enumerate(provisions, 1)) + "\n"
    made = planned(before, before.replace(old, new))
    assert said in [f"{each.reference}: {each.why}" for each in made.undecided]
    for each in made.undecided:
        lines = made.text.old.split("\n"), made.text.new.split("\n")
        assert each.reference.rpartition(" ")[2] in lines[0][each.line - 1]
        assert each.reference.rpartition(" ")[2] in lines[1][each.line - 1]


def test_a_number_that_is_not_counted_here_is_told() -> None:
    made = planned(numbered("1.1 (1) (1bis) (2)"), numbered("1.1 (1) (1bis) (1bis) (2)"))
    (told,) = made.undecided
    assert told.why == "its number is written in a way that is not counted here"
    assert made.text.new.split("\n")[told.line - 1].startswith("(1bis) ")


def test_a_range_whose_provisions_are_the_same_follows() -> None:
    before = "1.1 One.\n\n1.2 Two.\n\n1.3 Three.\n\n1.4 Clauses 1.2 to 1.3 apply.\n"
    made = planned(before, before.replace("1.1 One.", "1.1 New.\n\n1.1 One."))
    assert (made.undecided, made.text.new.split("\n")[-2]) == ([], "1.5 Clauses 1.3 to 1.4 apply.")


def test_only_from_a_provision_on() -> None:
    made = planned(numbered("1.1 1.2 1.3 1.4"), numbered("1.1 1.1 1.2 1.3 1.3 1.4"), start="1.3")
    assert labels_of(made.text.new) == "1.1 1.1 1.2 1.3 1.4 1.5"


def test_provisions_get_the_numbers_that_are_asked_for() -> None:
    text = "1.1 One.\n\n1.2 Two.\n\n1.2.1 Under it.\n\n1.3 Clauses 1.1 and 1.2.1.\n"
    made = planned(text, text, **{"1_1": "1.2", "1_2": "1.1"})
    assert made.text.new == (
        "1.2 One.\n\n1.1 Two.\n\n1.1.1 Under it.\n\n1.3 Clauses 1.2 and 1.1.1.\n"
    )


def test_of_two_with_one_number_each_is_asked_for_as_it_is_cited() -> None:
    text = "1.1 One.\n\n1.2 Two.\n\n1.2 Three.\n"
    for name, wanted in (("Clause 1_2", "1.1 1.3 1.2"), ("Second Clause 1_2", "1.1 1.2 1.3")):
        assert labels_of(planned(text, text, **{name: "1.3"}).text.new) == wanted


WRONG = {
    "no such provision": ({"9_9": "9.8"}, "--map 9.9: names no provision of the text"),
    "no number": ({"1_1": "(x)"}, "is no number in the series of `1.1`"),
    "a number that is taken": ({"1_1": "1.2"}, "`1.2` would stand in the text twice"),
    "a number that two have": ({"1_3": "1.4"}, 'expected: "Clause 1.3" or "Second Clause 1.3"'),
    "a table by itself": ({"Table 1_2": "Table 1.9"}, "--map for Clause 1.2, which it follows"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_asked_for_is_refused(case: str) -> None:
    numbers, said = WRONG[case]
    text = f"1.1 One.\n\n1.2 Two.\n\nTable 1.2: Things\n\n{TABLE}\n1.3 Three.\n\n1.3 Four.\n"
    with pytest.raises(CorpusError, match=re.escape(said)):
        planned(text, text, **numbers)


# --- Laws -----------------------------------------------------------------------------------------

WORDS = st.sampled_from(["The boat floats", "A spade digs", "Each keeper rings", "No bird sings"])


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """The provisions of a text whose numbers count on, with references among them."""
    counts = draw(st.lists(st.integers(0, 3), min_size=3, max_size=6))
    names = [f"1.{at}" for at in range(1, len(counts) + 1)]
    limbs = {
        f"{name}({'abc'[at]})": (name, at)
        for name, count in zip(names, counts, strict=True)
        for at in range(count)
    }
    targets = st.sampled_from([*names, *limbs])
    provisions = []
    for at, (name, count) in enumerate(zip(names, counts, strict=True)):
        lines = [f"{name} {draw(WORDS)} for reason {at} under Clause {draw(targets)}:"]
        lines += [f"({'abc'[limb]}) {draw(WORDS)} in case {at} {limb};" for limb in range(count)]
        provisions.append("\n\n".join(lines))
    return provisions


def whole(provisions: list[str]) -> str:
    return "\n\n".join(["## 1 One", *provisions]) + "\n"


@given(texts())
def test_a_text_whose_numbers_count_on_is_left(provisions: list[str]) -> None:
    text = whole(provisions)
    assert planned(text, text).text.new == planned(None, text).text.new == text


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what it becomes where a provision is put in under the number of another."""
    provisions = draw(texts())
    at = draw(st.integers(0, len(provisions) - 1))
    new = f"1.{at + 1} What nobody has said before, in eleven words of its own."
    return whole(provisions), whole([*provisions[:at], new, *provisions[at:]])


@given(drafts())
def test_what_is_renumbered_says_what_it_said(texts_: tuple[str, str]) -> None:
    """Against the draft only numbers are others, each reference means what it meant, and a second
    time changes nothing.
    """
    before, draft = texts_
    made = planned(before, draft)
    assert not made.undecided
    assert labels_of(made.text.new) == labels_of(whole_again(made.text.new))
    step = redline(version_of(before), version_of(made.text.new))
    inserted = [change for change in step.changes if not change.consequential]
    assert [change.kinds for change in inserted] == [("insert",)]
    digits = re.compile(r"\d|\([a-z]\)")
    assert digits.sub("", made.text.new) == digits.sub("", draft)
    assert planned(before, made.text.new).text.new == made.text.new


def whole_again(text: str) -> str:
    """The same text counted without what it was before."""
    return planned(None, text).text.new


@given(texts(), st.data())
def test_the_way_back_gives_the_text_back(provisions: list[str], data: st.DataObject) -> None:
    """Where each number stands once, by the map that was asked for turned round."""
    text = whole(provisions)
    names = [f"1.{at}" for at in range(1, len(provisions) + 1)]
    there = data.draw(st.permutations(names))
    moved = [(old, new) for old, new in zip(names, there, strict=True) if old != new]
    version = version_of(text)
    made = renumbering(version, redline(version, version), Wanted("", tuple(moved)))
    assert not made.undecided
    back = version_of(made.text.new)
    turned = tuple((new, old) for old, new in moved)
    assert renumbering(back, redline(back, back), Wanted("", turned)).text.new == text


# --- Beside other documents -----------------------------------------------------------------------


def test_a_text_of_another_document_follows_in_what_it_says_of_this_one() -> None:
    old = titled("1.1 One.\n\n1.2 Two.\n", "Pond")
    new = titled("1.1 One.\n\n1.2 New.\n\n1.2 Two.\n", "Pond")
    other = titled(
        "1.1 Under Clause 1.2 of the Pond, and Clause 1.2 of this.\n\n1.2 Yes.\n", "Lake"
    )
    made = renumbering(new, redline(old, new), Wanted(), [Beside(other, redline(other, other))])
    (beside,) = made.others
    assert beside.new == other.text.replace("Clause 1.2 of the Pond", "Clause 1.3 of the Pond")
    assert [each.number for each in beside.lines] == [1]


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture
def draft(at: Run, rules: Path) -> Path:
    """A draft in which a clause was put in."""
    assert at("amend", "rules").code == 0
    path = rules / "rules/3.0.md"
    replace_in(path, "\n1.1 ", "\n1.1 A clause that was put in before all others.\n\n1.1 ")
    return path


def test_a_plan_writes_nothing_and_write_does_it(at: Run, draft: Path) -> None:
    before = draft.read_text()
    plan = at("renumber", "rules@3.0")
    assert (plan.code, draft.read_text()) == (0, before), plan
    assert "Second Clause 1.1" in plan.out
    assert "Nothing is written. With --write this is done." in plan.out
    data = json.loads(at("renumber", "rules@3.0", "--format", "json").out)
    assert (data["written"], data["numbers"][0]["new"]) == (False, "Clause 1.2")
    done = at("renumber", "rules@3.0", "--write")
    assert (done.code, "corpus redline rules@1.0 rules@3.0" in done.out) == (0, True), done
    assert draft.read_text() != before
    again = at("renumber", "rules@3.0", "--write")
    assert (again.code, again.out) == (0, "nothing to do: the numbers of rules@3.0 count on\n")


def test_what_was_numbered_by_hand_is_told_what_mends_its_references(at: Run, rules: Path) -> None:
    first = rules / "rules/1.0.md"
    first.write_text(first.read_text() + "\n1.9 As Clause 1.1 says.\n")
    assert at("amend", "rules").code == 0
    path = rules / "rules/3.0.md"
    text = path.read_text().replace("\n1.2 ", "\n1.3 ").replace("\n1.1 ", "\n1.2 ")
    path.write_text(text.replace("\n1.2 ", "\n1.1 A clause put in by hand.\n\n1.2 ", 1))
    said = at("renumber", "rules@3.0")
    assert said.code == 0, said
    assert said.out.splitlines()[1:] == [
        "but 1 reference does not point at what was meant: corpus check --fix reference-moved"
    ], path.read_text()
    assert at("check", "--fix", "reference-moved").code is not None
    assert "As Clause 1.2 says." in path.read_text()
    assert at("renumber", "rules@3.0").out == "nothing to do: the numbers of rules@3.0 count on\n"


def with_scope(root: Path, scope: str) -> Path:
    """The file of the draft's amendment, once it names this as its scope."""
    (amendment,) = (
        each for each in (root / "amendments").iterdir() if 'to: "3.0"' in each.read_text()
    )
    begun = re.search(r'"\[each provision that it touches[^]]*\]"', amendment.read_text())
    assert begun is not None
    replace_in(amendment, begun[0], scope)
    return amendment


def test_a_scope_and_a_waiver_that_name_old_numbers_are_told(at: Run, draft: Path) -> None:
    root = draft.parents[1]
    amendment = with_scope(root, '"1.1", Schedule 9')
    *_, line = (each for each in draft.read_text().split("\n") if each.startswith("1.1 "))
    (root / "waivers.yml").write_text(
        "waivers:\n  - rule: undefined-term\n    file: rules/3.0.md\n"
        f"    line: {line[:12]!r}\n    reason: A test of it.\n"
    )
    plan = at("renumber", "rules@3.0")
    assert plan.code == 0, plan
    assert f"{amendment.name}: `scope` names 1.1; Second Clause 1.1 is Clause 1.2 then" in plan.out
    assert "Schedule 9" not in plan.out
    assert "waivers.yml:2: waives a line that no longer has these words" in plan.out


def test_what_stands_in_a_provision_of_another_number_is_told_too(at: Run, draft: Path) -> None:
    root = draft.parents[1]
    replace_in(draft, "\nTable 1.2: ", "\n(a) A limb of it.\n\nTable 1.2: ")
    with_scope(root, '"1", "1.1(a)"')
    (root / "waivers.yml").write_text(
        "waivers:\n  - rule: undefined-term\n    file: rules/3.0.md\n"
        "    line: '1.1 '\n    reason: These words stand in another line then.\n"
    )
    plan = at("renumber", "rules@3.0")
    assert plan.code == 0, plan
    told = [each.partition(": ")[2] for each in plan.out.splitlines() if "yml:" in each]
    assert told == [
        "`scope` names 1.1(a); Second Clause 1.1(a) is Clause 1.2(a) then",
        "waives a line that no longer has these words",
    ]


def test_a_text_that_is_written_anew_keeps_the_mode_of_its_file(at: Run, draft: Path) -> None:
    for mode in (0o600, 0o664):
        draft.chmod(mode)
        replace_in(draft, "\n1.1 ", "\n1.1 Another clause that was put in.\n\n1.1 ")
        assert at("renumber", "rules@3.0", "--write").code == 0
        assert draft.stat().st_mode & 0o777 == mode


def test_what_is_undecided_is_written_by_consent_alone(at: Run, draft: Path) -> None:
    draft.write_text(draft.read_text() + "\n1.9 As Clause 1.1 says.\n")
    before = draft.read_text()
    for more in ((), ("--write",)):
        ran = at("renumber", "rules@3.0", *more)
        assert (ran.code, draft.read_text()) == (1, before), ran
        assert "Clause 1.1: several provisions have that number" in ran.out
    ran = at("renumber", "rules@3.0", "--write", "--undecided")
    assert (ran.code, draft.read_text().endswith("As Clause 1.1 says.\n")) == (0, True), ran


def test_what_is_no_draft_is_refused(at: Run, rules: Path) -> None:
    before = (rules / "rules/1.0.md").read_bytes(), (rules / "rules/2.0.md").read_bytes()
    for name in ("rules@1.0", "rules@2.0"):
        ran = at("renumber", name, "--write")
        assert (ran.code, ran.out) == (2, ""), ran
        assert re.search("has been decided|has come to “Consultation issued”", ran.err)
        assert ("first-rules.yml without `effect`" in ran.err) == (name == "rules@1.0")
    assert before == ((rules / "rules/1.0.md").read_bytes(), (rules / "rules/2.0.md").read_bytes())


# --- Real texts -----------------------------------------------------------------------------------


NUMBERS = re.compile(r"\b(?:\d+\w*|[A-Za-z]{1,2}|[ivxl]+)\b")
KINDS = ("number", "limb", "designated")


def _chains() -> Iterator[pytest.ParameterSet]:
    for at, folder in enumerate(sorted(CHAINS.glob("*/"))):
        last = sorted(folder.glob("v*.md"))[-1]
        yield pytest.param(last, id=folder.name, marks=pytest.mark.sweep if at else ())


def test_the_chains_are_here(missing: Callable[[str], NoReturn]) -> None:
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")


@pytest.mark.parametrize("path", [*_chains()])
def test_a_provision_put_into_a_real_text(path: Path) -> None:
    """For each kind of number that it has: nothing but numbers is another, and each reference
    points at what it pointed at. As it was, the text is left.
    """
    before = path.read_text()
    blocks = version_of(before).blocks
    assert planned(before, before).text.new == before
    own = {at: number for at, each in enumerate(blocks) if (number := own_number(each))}
    for kind in KINDS:
        places = [at for at, number in own.items() if number.kind == kind]
        if places:
            _holds_with_another(before, blocks, places[len(places) // 2])


def _holds_with_another(before: str, blocks: Sequence[Block], at: int) -> None:
    """A provision is put in before the one at a position, under the same number."""
    mark, label, _ = blocks[at].source.partition(blocks[at].label)
    new = f"{mark}{label} What nobody has said before, in eleven words of its own.\n\n"
    sources = [each.source for each in blocks]
    draft = "".join([*sources[:at], new, *sources[at:]])
    made = planned(before, draft)
    assert made.numbers
    assert not made.undecided
    assert NUMBERS.sub("", made.text.new) == NUMBERS.sub("", draft)
    was = _pointed_at(version_of(before))
    assert [each + (each >= at) for each in was] == _pointed_at(version_of(made.text.new))


def _pointed_at(version: Version) -> list[int]:
    """The positions of the blocks that the references of a text point at."""
    places = {each.anchor: at for at, each in enumerate(version.blocks) if each.anchor}
    provisions = provisions_of(version)
    found = [
        provisions.nearest(cited.reference.pointers[0], at)[0]
        for at, block in enumerate(version.blocks)
        for cited in all_cited(block, at, version.bodies)
        if not cited.reference.document
    ]
    return [places[anchor] for anchor in found if anchor]
