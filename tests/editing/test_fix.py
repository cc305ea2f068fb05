"""What `check --fix` mends by itself, what it asks for, and what it never touches."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.check.fixes import changes_words
from build_tools.check.rules.characters import as_read
from build_tools.editing.fix import find_all
from build_tools.lineage import comparisons
from build_tools.lineage.comparisons import Comparisons
from build_tools.model.problems import Problem
from build_tools.record import kept_blocks
from build_tools.record.store import Store
from tests.examples import examples
from tests.publishing import AS_OF
from tests.running import Run, replace_in, snapshot

TITLE = "Rules of the Lending Shed"
OTHER = "Rules of the Lend Shed"


@pytest.fixture
def wrong(rules: Path) -> Path:
    """The proposal 2.0 with a tab and with the name of the document in another form."""
    replace_in(rules / "rules/2.0.md", "1.1 A member", f"1.1\tUnder these {OTHER}, a member")
    return rules / "rules/2.0.md"


def test_without_consent_no_word_is_changed_and_each_is_listed(at: Run, wrong: Path) -> None:
    before = wrong.read_text()
    ran = at("check", "--fix")
    assert wrong.read_text() == before.replace("\t", " ")
    assert ran.err.splitlines()[:6] == [
        f"mended {wrong.as_posix()}: unseen-character",
        "Left as it is, for it would change what the law says or its order:",
        f"{wrong.as_posix()}:12: document-name",
        f"  - 1.1 Under these {OTHER}, a member may borrow what Table 1.2 lists, for the period in"
        " Clause 1.3.",
        f"  + 1.1 Under these {TITLE}, a member may borrow what Table 1.2 lists, for the period in"
        " Clause 1.3.",
        "To mend it: corpus check --fix-words, or one rule alone, corpus check --fix RULE",
    ]


def test_what_is_kept_of_texts_and_redlines_is_not_made_again(
    rules: Path, wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = find_all(rules, AS_OF, Comparisons())
    assert str(wrong) in {problem.path for problem in anew.problems}
    store = Store(tmp_path / "store")
    assert find_all(rules, AS_OF, Comparisons(store=store)) == anew
    monkeypatch.setattr(kept_blocks, "parse", pytest.fail)
    monkeypatch.setattr(comparisons, "redline", pytest.fail)
    assert find_all(rules, AS_OF, Comparisons(store=store)) == anew


@pytest.mark.parametrize(
    ("consent", "tab", "name"),
    [
        (["--fix"], " ", OTHER),
        (["--fix", "quotes"], "\t", OTHER),
        (["--fix", "document-name"], "\t", TITLE),
        (["--fix-words"], " ", TITLE),
        (["--fix", "--fix-words"], " ", TITLE),
    ],
)
def test_consent_is_for_words_or_for_one_rule(
    at: Run, wrong: Path, consent: list[str], tab: str, name: str
) -> None:
    before = wrong.read_text()
    ran = at("check", *consent)
    assert wrong.read_text() == before.replace("\t", tab).replace(OTHER, name)
    told = ran.err.count(f"Under these {TITLE}, a member")
    assert told == (consent != ["--fix", "quotes"])


def test_a_rule_that_mends_nothing_is_refused(at: Run, wrong: Path) -> None:
    before = wrong.read_text()
    ran = at("check", "--fix", "weekday")
    assert (ran.code, "`weekday` mends nothing" in ran.err) == (2, True)
    assert wrong.read_text() == before


WAIVERS = """\
waivers:
  - rule: document-name
    file: rules/2.0.md
    line: Under these Rules of the Lend
    reason: Quoted.
"""


def test_a_waived_line_is_left_by_every_rule(at: Run, wrong: Path) -> None:
    """Mended by one rule, it would no longer be the line of its waiver, and another would mend what
    was waived."""
    waivers = wrong.parent.parent / "waivers.yml"
    replace_in(wrong, OTHER, f"{OTHER} (the member's)")
    replace_in(wrong, "A loan begins", "A “loan” (a “loan”) begins")
    before = wrong.read_text()
    waivers.write_text(WAIVERS)
    at("check", "--fix-words")
    # The words of the waiver stand on the line that was mended.
    assert wrong.read_text() == before.replace("\t", " ").replace("member's", "member’s")
    wrong.write_text(before)
    waivers.write_text(WAIVERS.replace("Under these Rules of the Lend", "the member's"))
    at("check", "--fix-words")
    assert wrong.read_text() == before.replace("\t", " ")


def test_a_line_that_is_waived_in_one_version_is_left_in_a_copy(at: Run, wrong: Path) -> None:
    root = wrong.parent.parent
    (root / "waivers.yml").write_text(WAIVERS)
    copy = root / "rules/3.0.md"
    copy.write_text(
        wrong.read_text().replace('"2.0"', '"3.0"').replace("second-rules", "third-rules")
    )
    third = (root / "amendments/second-rules.yml").read_text().replace('"2.0"', '"3.0"')
    (root / "amendments/third-rules.yml").write_text(third)
    before = copy.read_text()
    ran = at("check", "--fix", "document-name")
    assert copy.read_text() == before
    assert f"{copy.as_posix()}:12: document-name" in ran.out


def test_what_was_directed_or_carried_on_is_never_mended(at: Run, wrong: Path) -> None:
    replace_in(
        wrong.parent.parent / "amendments/second-rules.yml",
        "  effect:",
        "  direction: {actual: 2021-06-15}\n  effect:",
    )
    replace_in(wrong.parent.parent / "amendments/second-rules.yml", "Longer", "Lоnger")
    before = snapshot(wrong.parent.parent)
    ran = at("check", "--fix-words")
    assert ("look-alike" in ran.out, "mended" in ran.err) == (True, False)
    assert snapshot(wrong.parent.parent) == before


LETTERS = st.text("abc ABC(1).,;:'\"’“”‘\t\u00a0\u200b\u00adСаеοΑ|-–", max_size=12)


@settings(max_examples=examples(25))
@given(LETTERS, LETTERS)
def test_what_reads_alike_has_the_same_words(one: str, other: str) -> None:
    """Letters, figures and signs are the same but for those that look alike."""
    problem = Problem(path="a", line=1, message="m", source=one, mended=other)
    assert changes_words(problem) == (as_read(one) != as_read(other))
    plain = {"С": "C", "а": "a", "е": "e", "ο": "o", "Α": "A"}
    for quotation_mark in "’‘":
        plain[quotation_mark] = "'"
    for quotation_mark in "“”":
        plain[quotation_mark] = '"'

    def seen(text: str) -> str:
        kept = "".join(plain.get(char, char) for char in text if char not in "\u200b\u00ad")
        return " ".join(kept.split())

    assert (seen(one) == seen(other)) == (not changes_words(problem))
