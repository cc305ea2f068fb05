"""The graph of a text, and what changed without a word.

`Scanner` is the judge: it reads plain text, by its own means, and shares nothing with the product
but the blocks.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pytest

from build_tools.compare.redline import redline
from build_tools.lineage.graph import graph_of, resting_on
from build_tools.model import Block, Version, wording
from build_tools.model.graph import Graph
from build_tools.text.markdown import parse_version
from tests.real_pairs import real_texts

pytestmark = pytest.mark.long

MEANINGS = """\
# Rules

1.1 In these Rules:

**Open Group** means a Group for which the End date column of Table 2.1 is empty.

**Group** means a set of meters that is named in Table 2.1.

**End Date** means the date shown for a Group in the End date column of Table 2.1.

**Fee** means what is due under Clause 3.2.

## 2 Groups

2.1 The Groups are in Table 2.1.

Table 2.1: Groups

| Group | End date | Office |
|---|---|---|
| North | not recorded | Leeds |
| South | | York |

2.2 Work goes on in each Open Group.

2.3 Nothing is billed to Groups without consent.

## 3 Fees

3.1 The Fee is due on the last day of a month.

3.2 The amount is 12 pounds:

(a) for a house; and

(b) for a shop.

3.3 Clause 3.1 applies to shops.

3.4 Clause 3.2(b) does not apply to barns.

3.5 Chapter 3 of the Energy Act does not apply.
"""


def version(text: str, label: str = "1.0") -> Version:
    return replace(parse_version(text), document="rules", label=label)


def without_a_word(old: str, new: str) -> dict[str, list[str]]:
    """What changed without a word, by its citation: the words of each step."""
    after = version(new, "2.0")
    found = resting_on(redline(version(old), after), graph_of(after))
    return {each.node.citation: [step.words for step in each.steps] for each in found}


def test_a_cell_reaches_what_speaks_of_its_column_and_the_terms_that_it_defines() -> None:
    assert without_a_word(MEANINGS, MEANINGS.replace("| South | |", "| South | 1 May 2023 |")) == {
        "Definition of Open Group": ["Table 2.1"],
        "Definition of End Date": ["Table 2.1"],
        "Clause 2.1": ["Table 2.1"],
        "Clause 2.2": ["Open Group", "Table 2.1"],
    }


def test_a_row_reaches_what_speaks_of_any_of_its_columns() -> None:
    row = "| South | | York |\n"
    found = without_a_word(MEANINGS, MEANINGS.replace(row, f"{row}| East | | Hull |\n"))
    assert found["Clause 2.3"] == ["Group", "Table 2.1"]
    assert found["Definition of Group"] == ["Table 2.1"]


def test_a_limb_reaches_what_refers_to_its_clause_and_not_what_refers_to_its_neighbour() -> None:
    assert without_a_word(MEANINGS, MEANINGS.replace("for a house", "for a boat")) == {
        "Definition of Fee": ["Clause 3.2"],
        "Clause 3.1": ["Fee", "Clause 3.2"],
    }


def test_a_limb_that_was_taken_out_is_a_change_of_its_clause() -> None:
    new = MEANINGS.replace("(a) for a house; and\n\n(b) for a shop.", "(a) for a shop.")
    assert "Clause 3.1" in without_a_word(MEANINGS, new)


def test_a_reference_reaches_one_step() -> None:
    """3.3 refers to 3.1, which itself only rests on the change."""
    found = without_a_word(MEANINGS, MEANINGS.replace("12 pounds", "13 pounds"))
    assert "Clause 3.1" in found
    assert "Clause 3.3" not in found


def test_what_only_follows_reaches_nothing() -> None:
    new = MEANINGS.replace("3.1 The", "3.1 A shop pays first.\n\n3.2 The")
    for before, after in (
        ("3.5 Chapter", "3.6 Chapter"),
        ("3.4 Clause 3.2(b)", "3.5 Clause 3.3(b)"),
        ("3.3 Clause 3.1", "3.4 Clause 3.2"),
        ("3.2 The amount", "3.3 The amount"),
        ("due under Clause 3.2", "due under Clause 3.3"),
    ):
        assert before in new
        new = new.replace(before, after)
    assert without_a_word(MEANINGS, new) == {}


def test_a_term_is_used_in_the_plural_and_a_longer_one_is_no_use_of_it() -> None:
    new = MEANINGS.replace("set of meters", "set of dials")
    found = without_a_word(MEANINGS, new)
    assert "Clause 2.3" in found
    assert found["Clause 2.2"] == ["Open Group", "Group"]


def test_where_two_terms_share_words_either_may_be_meant() -> None:
    text = (
        "# Rules\n\n**Power of Attorney** means a deed.\n\n**Attorney under the Act** means {}."
        "\n\n1.1 A Power of Attorney under the Act is kept.\n\n1.2 A Power of Attorney is shown.\n"
    )
    old, agent = text.format("a person"), text.format("an agent")
    assert list(without_a_word(old, agent)) == ["Clause 1.1"]
    deed = without_a_word(old, old.replace("a deed", "a paper"))
    assert list(deed) == ["Clause 1.1", "Clause 1.2"]


def test_a_term_that_means_what_another_document_says_rests_on_that() -> None:
    ours = version(
        "# Ours\n\n**Fee** has the meaning given to it in the Rules.\n\n1.1 The Fee is due.\n"
    )
    ours = replace(ours, document="ours")
    theirs = version(MEANINGS.replace("what is due", "all that is due"), "2.0")
    joined = Graph.joined([graph_of(ours, {"Rules": theirs}), graph_of(theirs)])
    found = resting_on(redline(version(MEANINGS), theirs), joined)
    assert [(each.node.key.document, each.node.citation) for each in found] == [
        ("ours", "Definition of Fee"),
        ("ours", "Clause 1.1"),
        ("rules", "Clause 3.1"),
    ]


# --- Judged on real texts -------------------------------------------------------------------------


class Scanner:
    """Which definitions each text uses: read off the words, a pattern for each term."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = [block for block in blocks if block.kind != "code" and block.address]
        self.defined: dict[str, str] = {}
        for block in self.blocks:
            for term in block.terms:
                self.defined.setdefault(" ".join(re.findall(r"\w+", term)), block.address)
        self.defined.pop("", None)
        self.longest_first = tuple(sorted(self.defined, key=lambda term: -len(term.split())))

    def used(self, block: Block) -> Iterator[str]:
        """The terms that a block uses, the longer ones taken out of its text first."""
        for text in self.texts(block):
            yield from used_in(text, self.longest_first)

    def texts(self, block: Block) -> Iterator[str]:
        """Without the numbers of notes."""
        if block.table is None:
            yield wording(block.content)
            return
        yield wording(block.table.caption)
        yield from (wording(cell.content) for row in block.table.rows for cell in row)

    def resting_on(self, anchor: str) -> set[str]:
        """What uses the term that is defined there, and the terms that are defined with it."""
        edges: dict[str, set[str]] = {}
        for block in self.blocks:
            for term in self.used(block):
                edges.setdefault(self.defined[term], set()).add(block.address)
        definitions = set(self.defined.values())
        found, waiting = set[str](), [anchor]
        while waiting:
            for source in edges.get(waiting.pop(), set()) - found:
                found.add(source)
                waiting += [source] if source in definitions else []
        return found - {anchor}


@lru_cache(maxsize=5_000)
def used_in(text: str, longest_first: tuple[str, ...]) -> tuple[str, ...]:
    """Which of these terms a text uses; most of it stands in all that one text becomes."""
    found, left = [], f" {text} "
    for term in longest_first:
        left, count = pattern(term).subn(" \0 ", left)
        found += [term] if count else []
    return tuple(found)


@cache
def pattern(term: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in term.split()]
    last = words[-1]
    ends = rf"(?:{last}(?:s|es)?|{last[:-1]}ies)" if last.endswith("y") else rf"{last}(?:s|es)?"
    between = r"(?:[\s\u00ad\u200b-]*|\s*[-/&.’']\s*)"
    return re.compile(rf"(?<!\w){between.join([*words[:-1], ends])}(?!\w)")


TEXTS = real_texts()
PLANTS = 500
"""Definitions that the sweep changes."""
SIMPLE = re.compile(
    r"(?<![A-Z]{3} )(?<!\d )(?<!\d, )(?<!\(see )\b(Clause|Section|Article|Table) (\d+(?:\.\d+)*)"
    r"(?! ?\(|[\w–-]|\.\d| of| and| or| to|,? (?:paragraph|point)| [A-Z])"
)
"""A reference that any reader finds: a word and a number, no limb, no list, no other document."""


@cache
def with_definitions() -> list[tuple[Path, int]]:
    """The real texts that define terms, and how many plants each gets."""
    counts = {path: len(defining(read(path))) for path in TEXTS}
    known = [path for path, count in counts.items() if count > 1]
    return [(path, -(-PLANTS // len(known))) for path in known]


def read(path: Path) -> Version:
    return version(path.read_text(encoding="utf-8"))


def defining(text: Version) -> list[Block]:
    """The definitions of a text in which a word can be planted."""
    return [
        block for block in text.body if block.terms and block.anchor and block.kind == "paragraph"
    ]


def planted(text: Version, definition: Block) -> Version:
    """The text with two words more at the end of a definition."""
    source = definition.source
    words = source.rstrip()
    sign = words[-1] if words[-1] in ".;:," else ""
    changed = f"{words.removesuffix(sign)} from Zanzibar{sign}{source[len(words) :]}"
    parts = [changed if block is definition else block.source for block in text.blocks]
    return replace(version("".join(parts)), label="2.0")


def judged(path: Path, count: int) -> tuple[int, int, int, int]:
    """How many definitions were changed; of what rests on them how much was told, how much of it
    rightly, and how much there is."""
    old = read(path)
    told, right, wanted, plants = 0, 0, 0, 0
    for definition in random.Random(path.name).choices(defining(old), k=count):
        new = planted(old, definition)
        found = resting_on(redline(old, new), graph_of(new))
        ours = Scanner(new.body).resting_on(definition.anchor)
        ours &= {block.anchor for block in new.body if block.kind != "heading"}
        # What refers to the definition, the scanner does not look for.
        by_term = {each.node.key.anchor: each.steps[0].kind == "uses-term" for each in found}
        theirs = {anchor for anchor, uses in by_term.items() if uses or anchor in ours}
        plants, told, wanted = plants + 1, told + len(theirs), wanted + len(ours)
        right += len(theirs & ours)
    return plants, told, right, wanted


def known_texts() -> list[tuple[Path, int]]:
    if not TEXTS:
        pytest.skip("the corpora are not beside the project")
    return with_definitions()


def assert_judged(texts: list[tuple[Path, int]]) -> None:
    counts = [judged(*each) for each in texts]
    plants, told, right, wanted = map(sum, zip(*counts, strict=True))
    print(
        f"{plants} definitions changed in {len(texts)} texts: {wanted} rest on them,"
        f" {told} told, {right} rightly"
    )
    assert right == wanted
    assert right / told >= 0.98


@pytest.mark.sweep
@pytest.mark.parametrize("share", range(4))
def test_all_that_rests_on_a_definition_is_told_of_real_texts(share: int) -> None:
    assert_judged(known_texts()[share::4])


def simple_references(text: Version) -> Iterator[tuple[str, str]]:
    """From which block to which, where one block alone bears the number."""
    bearers: dict[str, list[Block]] = {}
    for block in text.body:
        bearers.setdefault(block.label.lower(), []).append(block)
    for block in Scanner(text.body).blocks:
        for words in Scanner(text.body).texts(block):
            for found in SIMPLE.finditer(words):
                number = found[0].lower() if found[1] == "Table" else found[2]
                meant = bearers.get(number) or bearers.get(found[0].lower()) or []
                if len(meant) == 1 and meant[0].anchor not in ("", block.address):
                    yield block.address, meant[0].anchor


@pytest.mark.sweep
def test_every_reference_that_any_reader_finds_is_an_edge_of_real_texts() -> None:
    wanted = missed = 0
    for path in TEXTS[::2]:
        text = read(path)
        edges = {(edge.source.anchor, edge.target.anchor) for edge in graph_of(text).edges}
        found = set(simple_references(text))
        wanted, missed = wanted + len(found), missed + len(found - edges)
    assert wanted > 1_000
    assert missed / wanted < 0.01
