"""Two open proposals over one text: what each makes is told apart, and nothing of either is lost,
where they clash too."""

import datetime as dt
import random
import re
from collections.abc import Iterator

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.merge import CONFLICT_MARKER
from build_tools.lineage.together import Clash, Together, pairs_of_proposals, together
from build_tools.model import Document, Passage, Step, Version
from build_tools.text.markdown import parse
from tests.recording import amendment

DAY = dt.date(2030, 1, 1)
BASE = (
    "# 1 Boats\n\n1.1 A visitor may take one boat.\n\n1.2 It goes back by noon.\n\n"
    "1.3 Lanterns hang from every mast.\n\nTable 1.4: Boats\n\n"
    "| Boat | Time | Fee |\n|---|---|---|\n| Raft | one hour | 5 |\n| Punt | noon | 6 |\n"
)


def document(*texts: str, bases: tuple[str | None, ...] = (None, "1.0", "1.0")) -> Document:
    """The first text is in force, and the others are proposals."""
    versions = []
    for at, (text, base) in enumerate(zip(texts, bases, strict=False), 1):
        label = f"{at}.0"
        dates = {"effect": "2020-01-01"} if at == 1 else {"consultation-issued": "2029-01-01"}
        made = amendment(dates, f"pond-{label}", Step(document="pond", old=base, new=label))
        versions.append(Version(document="pond", label=label, blocks=parse(text), amendment=made))
    return Document(
        id="pond",
        title="Rules of the Pond",
        short_title="Rules",
        place="",
        provenance="",
        fictional=True,
        versions=tuple(versions),
    )


def both(first: str, second: str, base: str = BASE) -> Together:
    pond = document(base, first, second)
    ((one, other),) = pairs_of_proposals(pond, DAY)
    return together(pond, one, other, Comparisons())


def edited(*pairs: tuple[str, str], text: str = BASE) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def clashes(found: Together) -> list[Clash]:
    return [part for part in found.parts if isinstance(part, Clash)]


def words(passages: tuple[Passage, ...]) -> str:
    """All that passages have of either text."""
    found: list[str] = []
    for passage in passages:
        found += [block.text for block in (passage.old, passage.new) if block is not None]
    return " ".join(found)


def shown(found: Together) -> str:
    """All that is shown, of clashes both alternatives."""
    texts: list[str] = []
    for part in found.parts:
        alternatives = part.alternatives if isinstance(part, Clash) else ((part,),)
        texts += map(words, alternatives)
    return " ".join(texts)


def test_what_touches_different_things_is_laid_over_with_its_maker() -> None:
    found = both(
        edited(("one boat", "two boats"), ("| 5 |", "| 50 |")),
        edited(("by noon", "by midnight"), ("| 6 |", "| 60 |")),
    )
    assert not clashes(found)
    assert not found.unresolved
    made = {(change.where, change.new): change.by for change in found.changes}
    assert made == {
        ("Clause 1.1", "A visitor may take two boats."): ("2.0",),
        ("Table 1.4, row Raft, Fee", "50"): ("2.0",),
        ("Clause 1.2", "It goes back by midnight."): ("3.0",),
        ("Table 1.4, row Punt, Fee", "60"): ("3.0",),
    }


def test_a_clash_has_both_and_no_mark_of_the_merge() -> None:
    found = both(edited(("one boat", "two boats")), edited(("one boat", "no boat")))
    (clash,) = clashes(found)
    assert clash.where == "Clause 1.1"
    first, second = map(words, clash.alternatives)
    assert "two boats" in first
    assert "no boat" not in first
    assert "no boat" in second
    assert "two boats" not in second
    assert CONFLICT_MARKER not in shown(found)
    assert not found.changes


def test_a_provision_that_one_takes_out_and_the_other_rewords_is_a_clash() -> None:
    out = edited(("1.3 Lanterns hang from every mast.\n\n", ""))
    reworded = edited(("every mast", "each mast"))
    for first, second in ((out, reworded), (reworded, out)):
        found = both(first, second)
        (clash,) = clashes(found)
        gone = clash.alternatives[0 if first == out else 1]
        assert [passage.side for passage in gone] == ["old"]
        assert "each mast" in words(clash.alternatives[1 if first == out else 0])


def test_a_cell_that_both_change_shows_the_table_as_each_has_it() -> None:
    found = both(
        edited(("| 5 |", "| 50 |"), ("one hour", "two hours")), edited(("| 5 |", "| 500 |"))
    )
    (clash,) = clashes(found)
    assert clash.where == "Table 1.4, row Raft, Fee"
    first, second = map(words, clash.alternatives)
    assert "| 50" in first
    assert "two hours" in first
    assert "500" in second
    assert CONFLICT_MARKER not in shown(found)


def test_what_both_do_alike_is_told_and_no_clash() -> None:
    found = both(
        edited(("one boat", "two boats")),
        edited(("one boat", "two boats"), ("by noon", "by night")),
    )
    assert not clashes(found)
    assert found.agreed == ("Clause 1.1",)
    assert [change.by for change in found.changes] == [("2.0",), ("3.0",)]


@pytest.mark.parametrize("bases", [(None, "1.0", "2.0"), (None, "1.0", None)])
def test_proposals_of_different_texts_are_no_pair(bases: tuple[str | None, ...]) -> None:
    texts = BASE, edited(("one boat", "two boats")), edited(("one boat", "no boat"))
    assert not list(pairs_of_proposals(document(*texts, bases=bases), DAY))


# --- Planted words --------------------------------------------------------------------------------


def planted(chance: random.Random, name: str) -> str:
    """The base with words of a proposal planted in it, provisions and rows put in and taken out."""
    lines = BASE.strip("\n").split("\n\n")
    for at in range(1, 5):
        turn = chance.random()
        if turn < 0.25:
            lines[at] = lines[at].replace(" ", f" {name}a{at} ", 3)
        elif turn < 0.4:
            lines[at] += f"\n\n1.{at}A Whoever is {name}b{at} rows at night."
        elif turn < 0.5 and at < 4:
            lines[at] = ""
    if chance.random() < 0.5:
        lines[-1] = lines[-1].replace("| noon |", f"| {name}c noon |")
    if chance.random() < 0.4:
        lines[-1] += f"\n| Canoe | {name}d | 7 |"
    return "\n\n".join(filter(None, lines)) + "\n"


def own_words(text: str) -> Iterator[str]:
    yield from re.findall(r"(?:one|two)xx\w+", text)


def hold(seed: int) -> Together:
    chance = random.Random(seed)
    texts = planted(chance, "onexx"), planted(chance, "twoxx")
    found = both(*texts)
    on_the_page = shown(found)
    for word in own_words(" ".join(texts)):
        assert word in on_the_page, (seed, word)
    assert CONFLICT_MARKER not in on_the_page
    for change in found.changes:
        makers = {"2.0" if word.startswith("one") else "3.0" for word in own_words(change.new)}
        assert makers <= set(change.by), (seed, change)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_every_word_of_both_is_shown_and_each_change_has_its_maker(seed: int) -> None:
    hold(seed)


@pytest.mark.sweep
def test_every_word_of_many_pairs_is_shown() -> None:
    found = [hold(seed) for seed in range(10, 160)]
    assert 30 < sum(bool(each.unresolved) for each in found) < 140
