"""A weave: what is read off it is what was woven in, whatever happened to the text and in whichever
order."""

import itertools
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NoReturn, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.compare.redline import redline
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import (
    Placed,
    fold,
    weave_of_document,
    weave_of_files,
    woven_redline,
)
from build_tools.lineage.weave.laws import prove
from build_tools.model import (
    Block,
    Content,
    Document,
    Edit,
    Redline,
    Step,
    Version,
    Weave,
    WeaveError,
    WovenBlock,
    WovenLine,
    WovenStretch,
    WovenTable,
    WovenText,
)
from build_tools.model.weave import STATE
from build_tools.render.weave_json import weave_json
from build_tools.render.weave_reading import read_weave
from tests.drafting import History, histories
from tests.hash_seeds import printed_under_hash_seeds
from tests.lineage.woven_histories import law, tree_of
from tests.paths import SHARED
from tests.recording import amendment
from tests.reviewing import version_of


def woven(history: History) -> tuple[Weave, list[Version]]:
    tree = tree_of(history)
    return fold("pond", tree, Comparisons()), [version for version, _ in tree]


def chain(*texts: str) -> tuple[Weave, list[Version]]:
    """The weave of texts of which each was made from the one before."""
    return woven(tuple((text, at - 1 if at else None) for at, text in enumerate(texts)))


def spelt(content: Content) -> list[tuple[str, Any]]:
    """A content letter by letter; what has no letters is one."""
    return [(letter, run.marks) for run in content for letter in run.text or [""]]


def told(block: Block) -> list[Any]:
    """All that a block says, but not where it stands in its file."""
    said: list[Any] = [block.kind, block.label, block.anchor, block.depth, block.quoted]
    said += [block.note_level, block.terms, block.citation, block.within, spelt(block.content)]
    if table := block.table:
        said += [table.header_rows, table.aligns, spelt(table.caption)]
        for row in table.rows:
            said.append([(spelt(cell.content), cell.merge) for cell in row])
    return said


# --- The laws -------------------------------------------------------------------------------------


@law
@given(histories())
def test_it_gives_every_version_back(history: History) -> None:
    weave, versions = woven(history)
    for at, version in enumerate(versions):
        assert list(map(told, weave.at(at))) == list(map(told, version.body))


def test_nothing_that_a_block_is_is_left_out() -> None:
    others = {"content", "table", "line", "source"}
    assert {each.name for each in fields(Block)} == {*STATE, *others}


@law
@given(histories())
def test_every_letter_was_written_once_and_not_after_it_stood(history: History) -> None:
    weave, versions = woven(history)
    for stretch in weave.stretches:
        standing = [at for at in range(len(versions)) if stretch.members >> at & 1]
        assert standing
        assert stretch.origin <= standing[0]
        assert stretch.noise.keys() <= set(range(len(versions)))


@law
@given(histories(), st.integers(0, 5))
def test_an_identical_version_changes_nothing_but_the_sets(history: History, at: int) -> None:
    tree = tree_of(history)
    at %= len(tree)
    text = tree[at].version
    further = [
        Placed(version, base if base is None or base < at else base + 1)
        for version, base in tree[at + 1 :]
    ]
    again = Placed(replace(text, label=f"{text.label}A"), at)
    longer = fold("pond", [*tree[: at + 1], again, *further], Comparisons())
    assert without(longer, at + 1) == fold("pond", tree, Comparisons())


@law
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_proposals_makes_no_difference(history: History, shuffling: Any) -> None:
    document = recorded(history)
    versions = list(document.versions)
    shuffling.shuffle(versions)
    other = replace(document, versions=tuple(versions))
    woven_, again = (weave_of_document(each, Comparisons()) for each in (document, other))
    assert weave_json(woven_) == weave_json(again)


@law
@given(histories())
def test_what_a_version_does_not_touch_is_the_same_in_it(history: History) -> None:
    tree = tree_of(history)
    weave = fold("pond", tree, Comparisons())
    for at, (_, base) in enumerate(tree):
        if base is None:
            continue
        for block, touching in zip(weave.blocks, weave.touching, strict=True):
            is_touched = touching >> at & 1
            together = all((each >> at ^ each >> base) & 1 == 0 for each in block.sets)
            assert is_touched == (not together)
            assert is_touched or block.at(at) == block.at(base)


@law
@given(histories())
def test_its_json_is_read_back_as_it_was(history: History) -> None:
    weave, _ = woven(history)
    assert read_weave(weave_json(weave)) == weave


@law
@given(histories(longest=5))
def test_any_two_versions_have_a_proved_redline_with_a_maker_for_every_change(
    history: History,
) -> None:
    weave, versions = woven(history)
    for old, new in itertools.product(range(len(versions)), repeat=2):
        found = woven_redline(weave, versions[old], versions[new])
        assert found.verified
        on_the_way = set(weave.path(old)) ^ set(weave.path(new))
        labels = {versions[at].label for at in on_the_way}
        for change in found.changes:
            assert change.by, change
            assert set(change.by) <= labels


@law
@given(histories(longest=4))
def test_the_way_back_mirrors_the_way_there(history: History) -> None:
    weave, versions = woven(history)
    for old, new in itertools.combinations(versions, 2):
        there, back = woven_redline(weave, old, new), woven_redline(weave, new, old)
        assert marked(there) == marked(back, mirrored=True)


def marked(found: Redline, *, mirrored: bool = False) -> Counter[tuple[str, str, str]]:
    """Each letter that is marked, with its sign and the version that did it."""
    signs = {"-": "+", "+": "-"} if mirrored else {"-": "-", "+": "+"}
    letters: Counter[tuple[str, str, str]] = Counter()
    for edit in edits_of(found):
        if edit.op in signs:
            letters.update((signs[edit.op], letter, edit.by) for letter in edit.text)
    return letters


def edits_of(found: Redline) -> Iterator[Edit]:
    """The edits of every block, caption and cell."""
    for passage in found.passages:
        yield from passage.edits
        if passage.table:
            yield from passage.table.caption
            for cell in itertools.chain.from_iterable(passage.table.cells):
                yield from cell.edits


def recorded(history: History) -> Document:
    """A document of the record, each version made by an amendment of its own."""
    versions = []
    for version, base in tree_of(history):
        old = None if base is None else f"{base + 1}.0"
        step = Step(document="pond", old=old, new=version.label)
        made = amendment({}, f"a-{version.label}", step)
        versions.append(replace(version, amendment=made))
    return Document(
        id="pond",
        title="Rules of the Pond",
        short_title="Rules",
        place="",
        provenance="",
        fictional=True,
        versions=tuple(versions),
    )


# --- A weave with a version less ------------------------------------------------------------------


def without(weave: Weave, gone: int) -> Weave:
    """The weave as it would be if a version had never been, of what others have too."""

    def numbered(version: int) -> int:
        return version - (version > gone)

    def members(each: int) -> int:
        return each & (1 << gone) - 1 | each >> gone + 1 << gone

    def stretch(each: WovenStretch) -> WovenStretch:
        noise = {numbered(at): kind for at, kind in each.noise.items() if at != gone}
        origin = numbered(each.origin)
        return replace(each, members=members(each.members), origin=origin, noise=noise)

    def text(each: WovenText) -> WovenText:
        return tuple(map(stretch, each))

    def states(each: Any) -> Any:
        return tuple((members(of), value) for of, value in each)

    def line(each: WovenLine) -> WovenLine:
        return replace(each, members=members(each.members))

    def table(each: WovenTable) -> WovenTable:
        cells = {
            at: replace(cell, stretches=text(cell.stretches), merges=states(cell.merges))
            for at, cell in each.cells.items()
        }
        return replace(
            each,
            states=states(each.states),
            caption=text(each.caption),
            rows=tuple(map(line, each.rows)),
            columns=tuple(map(line, each.columns)),
            cells=cells,
        )

    def block(each: WovenBlock) -> WovenBlock:
        return replace(
            each,
            states=states(each.states),
            consequential=members(each.consequential),
            stretches=text(each.stretches),
            table=table(each.table) if each.table else None,
        )

    versions = [
        replace(each, base=None if each.base is None else each.base - (each.base >= gone))
        for at, each in enumerate(weave.versions)
        if at != gone
    ]
    ties = [replace(tie, version=numbered(tie.version)) for tie in weave.ties]
    return replace(
        weave, versions=tuple(versions), blocks=tuple(map(block, weave.blocks)), ties=tuple(ties)
    )


# --- Planted chains -------------------------------------------------------------------------------

Words: TypeAlias = list[list[str]]
"""The words of each clause, and of each row of the table below them; every word stands once."""


def planted(seed: int, amendments: int, edits: int) -> tuple[list[str], dict[str, int]]:
    """Texts of which each amends the one before by so many edits, and for each word the text that
    wrote it."""
    chance = random.Random(seed)
    counter = itertools.count(1)
    written: dict[str, int] = {}

    def word(at: int) -> str:
        made = f"{chance.choice(STEMS)}{next(counter)}"
        written[made] = at
        return made

    clauses = [[word(0) for _ in range(chance.randint(12, 40))] for _ in range(60)]
    rows = [[word(0) for _ in range(3)] for _ in range(20)]
    texts = [laid_out(clauses, rows)]
    for at in range(1, amendments + 1):
        for place in chance.sample(range(len(clauses)), edits):
            clause = clauses[place]
            begin = chance.randrange(2, len(clause) - 4)
            end = begin + chance.choice((0, 0, 1, 2))
            came = chance.randint(0 if end > begin else 1, 2)
            clause[begin:end] = [word(at) for _ in range(came)]
        rows[chance.randrange(len(rows))][2] = word(at)
        rows.insert(chance.randrange(1, len(rows)), [word(at) for _ in range(3)])
        clauses.insert(chance.randrange(len(clauses)), [word(at) for _ in range(20)])
        texts.append(laid_out(clauses, rows))
    return texts, written


STEMS = ("notice", "boat", "keeper", "water", "harbour", "licence", "visitor")


def laid_out(clauses: Words, rows: Words) -> str:
    paragraphs = [f"1.{at} X {' '.join(words)}." for at, words in enumerate(clauses, 1)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = "\n".join([lines[0], "|---|---|---|", *lines[1:]])
    return "\n\n".join(["# Rules", "## 1 Water", *paragraphs, "Table 1: Water", table]) + "\n"


def words_in(text: str) -> list[str]:
    return list(re.findall(r"[a-z]+\d+", text))


@pytest.mark.parametrize("edits", [3, 40])
def test_every_planted_word_has_its_origin_and_its_maker(edits: int) -> None:
    texts, written = planted(edits, 5, edits)
    weave, versions = chain(*texts)
    found = {
        (word, stretch.origin) for stretch in weave.stretches for word in words_in(stretch.text)
    }
    assert score(found, set(written.items())) >= 0.99
    made = {
        (edit.op, word, edit.by)
        for edit in edits_of(woven_redline(weave, versions[0], versions[-1]))
        if edit.op in "+-"
        for word in words_in(edit.text)
    }
    assert score(made, planted_edits(texts)) >= 0.99


def planted_edits(texts: Sequence[str]) -> set[tuple[str, str, str]]:
    """The words that came or went between the first text and the last, and with which."""
    standing = [set(words_in(text)) for text in texts]
    found = set()
    for at, (before, now) in enumerate(itertools.pairwise(standing), 2):
        found |= {("-", word, f"{at}.0") for word in before - now if word in standing[0]}
        found |= {("+", word, f"{at}.0") for word in now - before if word in standing[-1]}
    return found


def score(found: set[Any], wanted: set[Any]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def test_the_score_sees_what_is_missing_and_what_is_too_much() -> None:
    assert score({1, 2}, {1, 2}) == 1
    assert score({1}, {1, 2}) < 0.99
    assert score({1, 2, 3}, {1, 2}) < 0.99


# --- What comes back ------------------------------------------------------------------------------

FULL = (
    "# Rules\n\n1.1 A visitor may take a boat until dusk.\n\n1.2 The keeper may refuse.\n\n"
    "| Boat | Time | Oars |\n|---|---|---|\n| Raft | 1 hour | none |\n| Punt | 2 hours | one |\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" until dusk", ""),
        ("a boat until dusk", "a raft at noon"),
        ("1.2 The keeper may refuse.\n\n", ""),
        ("| Punt | 2 hours | one |\n", ""),
        ("2 hours", "3 hours"),
        ("| Boat |", "| Vessel |"),
        ("may refuse", "may *refuse*"),
    ],
)
def test_what_comes_back_is_the_same_again(old: str, new: str) -> None:
    assert old in FULL
    weave, _ = chain(FULL, FULL.replace(old, new), FULL)
    twice, _ = chain(FULL, FULL.replace(old, new))
    assert size(weave) == size(twice)
    for stretch in weave.stretches:
        assert stretch.members & 0b001 == stretch.members >> 2 & 0b001


def test_a_column_that_comes_back_is_the_same_again() -> None:
    gone = re.sub(r"\|[^|]*\|\n", "|\n", FULL)
    weave, _ = chain(FULL, gone, FULL)
    (table,) = [block.table for block in weave.blocks if block.table]
    assert [column.members for column in table.columns] == [0b111, 0b111, 0b101]


def test_what_comes_back_in_another_branch_is_the_same_too() -> None:
    """1.0 → 2.0, where it was reworded; 1.0 → 3.0, where it was taken out; 3.0 → 4.0, where it is
    back as it first was."""
    reworded, without_it = (
        FULL.replace("may refuse", "may well refuse"),
        FULL.replace("1.2 The keeper may refuse.\n\n", ""),
    )
    weave, versions = woven(((FULL, None), (reworded, 0), (without_it, 0), (FULL, 2)))
    assert len(weave.blocks) == len(versions[0].body)
    assert not woven_redline(weave, versions[0], versions[3]).changes


def test_a_block_keeps_its_id_whatever_its_number() -> None:
    renumbered = FULL.replace("1.2 The", "1.3 The").replace("\n\n1.3", "\n\n1.2 No fires.\n\n1.3")
    moved = "# Rules\n\n1.1 No fires.\n\n" + renumbered.replace("# Rules\n\n", "").replace(
        "1.2 No fires.\n\n", ""
    ).replace("1.1 A", "1.2 A")
    weave, versions = chain(FULL, renumbered, moved)
    ids = {block.id: block for block in weave.blocks if block.at(2)}
    keeper = ids["1.2@1.0"].at(2)
    assert keeper is not None
    assert keeper.text == "The keeper may refuse."
    assert ids["1.2@2.0"].at(2) is not None
    assert len(ids) == len(versions[2].body)


BOATS = "1.1 A raft carries one keeper and no freight.\n\n"
OARS = "1.2 Every oar is kept dry under the roof of the shed.\n\n"
LAMPS = "1.3 A lamp burns at the landing stage from dusk until dawn.\n\n"
NETS = "1.4 No net is drawn through the reeds in spring.\n\n"


def ids_at(weave: Weave, version: int) -> list[str]:
    return [block.id for block in weave.blocks if block.members >> version & 1]


def test_what_moved_and_was_written_again_where_it_stood_are_two() -> None:
    moved = OARS + LAMPS + NETS + BOATS
    weave, _ = chain(BOATS + OARS + LAMPS + NETS, moved, BOATS + moved)
    assert len(set(ids_at(weave, 2))) == len(ids_at(weave, 2)) == 5
    assert set(ids_at(weave, 0)) < set(ids_at(weave, 2))


def test_what_comes_to_stand_where_the_same_words_once_stood_keeps_its_own_id() -> None:
    """Two texts of the same words: the first is taken out, then the second moves there."""
    same, others = BOATS.removeprefix("1.1 "), OARS + LAMPS + NETS
    weave, _ = chain(same + others + same, others + same, same + others)
    (moved,) = set(ids_at(weave, 2)) - {"1.2@1.0", "1.3@1.0", "1.4@1.0"}
    assert moved in ids_at(weave, 1)
    assert len(set(ids_at(weave, 0))) == 5


def test_what_moved_and_was_taken_out_and_is_written_at_both_places_are_two() -> None:
    rest = OARS + LAMPS + NETS
    weave, _ = chain(BOATS + rest, rest + BOATS, rest, BOATS + rest + BOATS)
    assert len(set(ids_at(weave, 3))) == len(ids_at(weave, 3)) == 5
    assert set(ids_at(weave, 0)) < set(ids_at(weave, 3))


def test_a_row_that_moved_and_was_taken_out_and_is_written_at_both_places_are_two() -> None:
    head, rest = "| Boat | Time |\n|---|---|\n", "| Punt | 2 hours |\n| Skiff | 9 days |\n"
    table, raft = head + rest, "| Raft | 1 hour |\n"
    first = head + raft + rest
    weave, _ = chain(first, table + raft, table, first + raft)
    (woven_table,) = [block.table for block in weave.blocks if block.table]
    ids = [row.id for row in woven_table.rows if row.members & 0b1000]
    assert len(set(ids)) == len(ids) == 5


def test_a_row_that_moved_and_was_written_again_where_it_stood_are_two() -> None:
    head, *rows = "| Boat | Time |", "| Raft | 1 hour |", "| Punt | 2 hours |", "| Skiff | 9 days |"
    begun = [head, "|---|---|"]
    tables = [rows, [*rows[1:], rows[0]], [rows[0], *rows[1:], rows[0]]]
    weave, _ = chain(*["\n".join([*begun, *each]) + "\n" for each in tables])
    (table,) = [block.table for block in weave.blocks if block.table]
    ids = [row.id for row in table.rows if row.members & 0b100]
    assert len(set(ids)) == len(ids) == 5


def test_no_provision_is_taken_for_a_text_without_a_number() -> None:
    """The first such text, and the first provision of version 1."""
    text = "A pond has no owner, whoever dug it.\n\n"
    told = [BOATS.replace("1.1", "1."), OARS.replace("1.2", "2."), LAMPS.replace("1.3", "3.")]
    texts = [text + "".join(told), "".join([*told[1:], told[0]])]
    versions = [version_of(each, str(at)) for at, each in enumerate(texts, 1)]
    weave = weave_of_files(versions)
    ids = ids_at(weave, 0)
    assert len(set(ids)) == len(ids) == 4
    found = woven_redline(weave, versions[0], versions[1])
    ties = [passage.tie for passage in found.passages if passage.tie]
    assert {each.text for tie in ties for each in tie.old} == {told[0][3:].strip()}


def size(weave: Weave) -> int:
    return len(list(weave.stretches))


# --- Laws that do not hold ------------------------------------------------------------------------

Damage: TypeAlias = Callable[[WovenStretch], WovenStretch]
_DAMAGE: dict[str, Damage] = {
    "a letter too many": lambda each: replace(each, text=f"{each.text}s"),
    "in no version": lambda each: replace(each, members=0),
    "in one version less": lambda each: replace(each, members=each.members & ~1),
    "written after it stood": lambda each: replace(each, origin=2),
}


@pytest.mark.parametrize("damage", _DAMAGE.values(), ids=_DAMAGE)
def test_a_damaged_stretch_is_an_error_that_names_the_version(damage: Damage) -> None:
    weave, versions = chain(FULL, FULL.replace(" until dusk", ""), FULL)
    prove(weave, versions)
    at = next(at for at, block in enumerate(weave.blocks) if "visitor" in text_of(block.stretches))
    block = weave.blocks[at]
    first, *others = block.stretches
    damaged = replace(block, stretches=(damage(first), *others))
    blocks = (*weave.blocks[:at], damaged, *weave.blocks[at + 1 :])
    with pytest.raises(WeaveError, match=r"pond@1\.0: "):
        prove(replace(weave, blocks=blocks), versions)


def test_one_thing_at_two_places_of_a_version_is_an_error() -> None:
    weave, versions = chain(FULL, FULL.replace("Raft", "Float"))
    first, second, *others = weave.blocks
    twice = replace(weave, blocks=(first, replace(second, id=first.id), *others))
    with pytest.raises(WeaveError, match=r"pond@1\.0: something stands at two places"):
        prove(twice, versions)
    at, block = next((at, each) for at, each in enumerate(weave.blocks) if each.table)
    assert block.table
    table = block.table
    for damaged in (
        replace(table, rows=tuple([replace(row, id=1) for row in table.rows])),
        replace(table, columns=tuple([replace(column, id=1) for column in table.columns])),
    ):
        blocks = (*weave.blocks[:at], replace(block, table=damaged), *weave.blocks[at + 1 :])
        with pytest.raises(WeaveError, match=r"pond@1\.0: something stands at two places"):
            prove(replace(weave, blocks=blocks), versions)


@pytest.mark.parametrize("lost", ["row", "column", "block", "state"])
def test_a_part_that_is_lost_is_an_error(lost: str) -> None:
    weave, versions = chain(FULL, FULL.replace("Raft", "Float"))
    at, block = next((at, each) for at, each in enumerate(weave.blocks) if each.table)
    table = block.table
    assert table is not None
    match lost:
        case "row":
            row = replace(table.rows[1], members=1)
            found = replace(block, table=replace(table, rows=(table.rows[0], row, *table.rows[2:])))
        case "column":
            column = replace(table.columns[0], members=1)
            found = replace(block, table=replace(table, columns=(column, *table.columns[1:])))
        case "block":
            found = replace(block, states=())
        case _:
            found = replace(block, states=((1, block.states[0][1]),))
    with pytest.raises(WeaveError):
        prove(replace(weave, blocks=(*weave.blocks[:at], found, *weave.blocks[at + 1 :])), versions)


def text_of(stretches: WovenText) -> str:
    return "".join(stretch.text for stretch in stretches)


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "# {}\n\n## 1 {} and {1}\n\n1.1 {} of {}.\n",
        "## 1.1 {}\n\n## 1.1 {}\n",
        "## 0-3,5\n\n[^1]: \n\nA.[^1]\n",
        "| 0 | {} |\n|---|---|\n| 0 | |\n",
        "A \u202e line \u0085 and “quotes” \\ {}.\n",
        "",
    ],
)
def test_what_looks_like_its_own_signs_is_read_back(text: str) -> None:
    weave, _ = chain(text, f"{text}\nMore.\n", text)
    assert read_weave(weave_json(weave)) == weave


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"versions": 3}', "not JSON", "null"])
def test_what_is_no_weave_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"weave|Expecting"):
        read_weave(text)


_HASHED = """
from build_tools.lineage.weave import weave_of_files
from build_tools.model.weave import STATE
from build_tools.render.weave_json import weave_json
from tests.lineage.test_weave import planted
from tests.reviewing import version_of
texts, _ = planted(7, 3, 10)
print(weave_json(weave_of_files([version_of(text, "a.md") for text in texts])))
"""


@pytest.mark.sweep
def test_the_same_bytes_under_any_hash_seed() -> None:
    written = printed_under_hash_seeds(_HASHED)
    assert read_weave(written).blocks


# --- Real texts -----------------------------------------------------------------------------------

CHAINS = SHARED / "corpora" / "chains"


@pytest.mark.sweep
def test_the_chains_are_woven_small_and_read_back(missing: Callable[[str], NoReturn]) -> None:
    """Every version of each; of pairs a sample, of which the woven redline marks hardly more
    letters than the direct one."""
    if not CHAINS.is_dir():
        missing(f"there are no chains at {CHAINS}")
    for folder in sorted(each for each in CHAINS.iterdir() if each.is_dir()):
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("v*.md"))]
        versions = [version_of(text, f"v{at}") for at, text in enumerate(texts)]
        weave = weave_of_files(versions)
        written = weave_json(weave)
        assert read_weave(written) == weave
        assert len(written.encode()) <= 5 * len(texts[-1].encode()), folder.name
        assert len(written.encode()) <= 0.35 * len("".join(texts).encode()), folder.name
        ratios = []
        for old, new in itertools.combinations(versions[:: max(1, len(versions) // 6)], 2):
            woven_, direct = woven_redline(weave, old, new), redline(old, new)
            assert all(change.by for change in woven_.changes), folder.name
            ratios.append((marked(woven_).total() + 1) / (marked(direct).total() + 1))
        assert statistics.median(ratios) <= 1.1, folder.name


# --- Who made what --------------------------------------------------------------------------------


def test_a_number_that_moved_twice_was_moved_by_both_and_what_stands_in_it_by_none() -> None:
    """1.2 becomes 1.3, then 1.4; its limb is reworded on the way by the one between."""
    first = (
        "# Rules\n\n1.1 Boats are free.\n\n1.2 A visitor may:\n\n(a) take a raft; and\n\n(b) go.\n"
    )
    second = first.replace("1.2 A", "1.3 A").replace("\n\n1.3", "\n\n1.2 No fires.\n\n1.3")
    third = second.replace("a raft", "a large punt")
    fourth = third.replace("1.3 A", "1.4 A").replace("\n\n1.4", "\n\n1.3 No dogs.\n\n1.4")
    weave, versions = chain(first, second, third, fourth)
    found = {
        change.where: change.by for change in woven_redline(weave, versions[0], versions[3]).changes
    }
    assert found["Clause 1.4"] == ("2.0", "4.0")
    assert found["Clause 1.4(a)"] == ("3.0",)
