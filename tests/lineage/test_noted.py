"""A version with notes: nothing of it is another, and each part has the note of who brought it."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, noted_version
from build_tools.lineage.weave import fold
from build_tools.model import (
    Block,
    Came,
    Content,
    Corpus,
    NotedVersion,
    Run,
    joined,
    origin_of,
    plain,
)
from tests.drafting import History as Draft
from tests.drafting import histories
from tests.lineage.test_weave import FULL, planted, recorded, words_in
from tests.lineage.woven_histories import law, tree_of


def history_of(*texts: str) -> History:
    return History(
        recorded(tuple((text, at - 1 if at else None) for at, text in enumerate(texts))),
        Comparisons(),
    )


def last_noted(*texts: str) -> NotedVersion:
    """The last of texts of which each was made from the one before."""
    history = history_of(*texts)
    return noted_version(history, history.versions[-1])


def contents(block: Block) -> Iterator[Content]:
    yield block.content
    if block.table:
        yield block.table.caption
        for row in block.table.rows:
            yield from (cell.content for cell in row)


def without_notes(content: Content) -> Content:
    runs = [
        Run(run.text, run.marks[1:]) if origin_of(run) else run
        for run in content
        if run.text or not origin_of(run)
    ]
    return joined(tuple(runs))


def numbers(noted: NotedVersion) -> Iterator[str]:
    """The numbers of notes in the text."""
    for block in noted.version.body:
        for content in contents(block):
            yield from filter(None, map(origin_of, content))


def said(noted: NotedVersion) -> list[tuple[str, str]]:
    """Each part that has a note: its words, and what the note says."""
    found = []
    for block in noted.version.body:
        for content in contents(block):
            for run in content:
                if number := origin_of(run):
                    note = noted.notes[int(number) - 1]
                    found.append((run.text.strip(), f"{note.came} {note.by.label}"))
    return found


def hold(noted: NotedVersion, plain_blocks: tuple[Block, ...]) -> None:
    for block, there in zip(noted.version.body, plain_blocks, strict=True):
        assert (block.label, block.anchor, block.line) == (there.label, there.anchor, there.line)
        for one, other in zip(contents(block), contents(there), strict=True):
            assert without_notes(one) == joined(other)
    used = set(map(int, numbers(noted)))
    used |= {change.note for change in noted.blocks.values()}
    assert used == set(range(1, len(noted.notes) + 1))


@law
@given(histories(longest=4))
def test_nothing_of_the_text_is_another_and_every_note_is_needed(draft: Draft) -> None:
    document = recorded(draft)
    tree = tree_of(draft)
    history = History(document, Comparisons(), fold("pond", tree, Comparisons()))
    for version in document.versions:
        noted = noted_version(history, version)
        assert noted.version.sha256 == version.sha256
        hold(noted, version.body)


def test_every_planted_word_has_the_note_of_its_version() -> None:
    texts, written = planted(11, 4, 12)
    noted = last_noted(*texts)
    found: dict[str, str] = {}
    for block in noted.version.body:
        for content in contents(block):
            for run in content:
                number = origin_of(run)
                by = noted.notes[int(number) - 1].by.label if number else "1.0"
                found |= dict.fromkeys(words_in(run.text), by)
    wanted = {word: f"{written[word] + 1}.0" for word in words_in(texts[-1])}
    wrong = [word for word, by in wanted.items() if found[word] != by]
    assert len(wrong) <= len(wanted) / 100


def test_a_first_version_has_no_notes() -> None:
    noted = last_noted(FULL)
    assert (noted.notes, noted.blocks, noted.first.label) == ((), {}, "1.0")


@pytest.mark.parametrize(
    ("old", "new", "notes"),
    [
        (" until dusk", " until the bell", [("the bell", "inserted 2.0")]),
        (" until dusk", "", [("", "changed 2.0")]),
        ("| 1 hour |", "| |", [("", "changed 2.0")]),
        ("| 1 hour |", "| 90 minutes |", [("90 minutes", "inserted 2.0")]),
        ("| Punt | 2 hours | one |\n", "", [("", "changed 2.0")]),
        ("1.2 The", "1.3 The", []),
    ],
    ids=["reworded", "words gone", "cell emptied", "cell", "row gone", "only a number"],
)
def test_each_change_of_substance_has_its_note(
    old: str, new: str, notes: list[tuple[str, str]]
) -> None:
    captioned = FULL.replace("| Boat", "Table 1: Boats\n\n| Boat")
    changed = captioned.replace(old, new)
    if not notes:
        changed = changed.replace("1.3 The", "1.2 No fires.\n\n1.3 The")
        notes = [("No fires.", "inserted 2.0")]
    assert said(last_noted(captioned, changed)) == notes


def test_what_was_taken_out_and_is_there_again_is_said_to_be_brought_back() -> None:
    noted = last_noted(FULL, FULL.replace(" until dusk", ""), FULL)
    assert said(noted) == [("until dusk", "brought back 3.0")]
    assert noted.notes[0].came is Came.BROUGHT_BACK


def test_a_block_leads_to_where_it_was_changed_under_the_number_of_then() -> None:
    second = FULL.replace("may refuse", "may always refuse")
    third = second.replace("1.2 The", "1.3 The").replace("\n\n1.3", "\n\n1.2 No fires.\n\n1.3")
    noted = last_noted(FULL, second, third)
    changes = {
        plain(noted.version.body[at].content)[:10]: (change.by.label, change.anchor)
        for at, change in noted.blocks.items()
    }
    assert changes == {"The keeper": ("2.0", "1.2"), "No fires.": ("3.0", "1.2")}


def test_each_part_of_the_record_says_its_closure(record: Corpus) -> None:
    document = record.document("mtad")
    history = History(document, Comparisons())
    found = dict(said(noted_version(history, document.version("4.0"))))
    assert found["31 January 2023"] == "inserted 4.0"
    assert found["Closed: concluded September 2022"] == "inserted 3.0"
    assert found["Closed: concluded May 2022"] == "inserted 2.0"
    assert found[""] == "changed 3.0"  # 17.9(a), out of which the closure of FOC (NP) took words
