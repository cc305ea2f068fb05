"""A weave: what is read off it is what was woven in, whatever happened to the text and in whichever
order."""

import itertools
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import (
    Placed,
    fold,
    weave_of_document,
    woven_redline,
)
from build_tools.lineage.weave.laws import stretches_of
from build_tools.model import (
    Block,
    Content,
    Document,
    Redline,
    Step,
    Version,
    Weave,
    WovenBlock,
    WovenLine,
    WovenStretch,
    WovenTable,
    WovenText,
)
from build_tools.render.weave_json import weave_json
from build_tools.render.weave_reading import read_weave
from build_tools.text.markdown import parse
from tests.drafting import History, histories
from tests.recording import amendment

law = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=12,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def tree_of(history: History) -> list[Placed]:
    """The texts of a history as versions 1.0, 2.0 and on."""
    return [
        Placed(Version(document="pond", label=f"{at}.0", blocks=parse(text)), base)
        for at, (text, base) in enumerate(history, 1)
    ]


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


@law
@given(histories())
def test_every_letter_was_written_once_and_not_after_it_stood(history: History) -> None:
    weave, versions = woven(history)
    for stretch in stretches_of(weave):
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


def marked(redline: Redline, *, mirrored: bool = False) -> Counter[tuple[str, str, str]]:
    """Each letter that is marked, with its sign and the version that did it."""
    signs = {"-": "+", "+": "-"} if mirrored else {"-": "-", "+": "+"}
    found: Counter[tuple[str, str, str]] = Counter()
    for passage in redline.passages:
        edits = list(passage.edits)
        if passage.table:
            edits += passage.table.caption
            for cell in itertools.chain.from_iterable(passage.table.cells):
                edits += cell.edits
        for edit in edits:
            if edit.op in signs:
                found.update((signs[edit.op], letter, edit.by) for letter in edit.text)
    return found


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
