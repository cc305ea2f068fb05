"""What a provision said on a day, where changes have begun whole, in part or on a day that nobody
wrote down. The judge reads no record: it knows which change of which provision begins when, goes
through all that may have come by a day, and takes the last change that had."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import (
    History,
    ProvisionOnDay,
    Provisions,
    provision_on_day,
)
from build_tools.model import Certainty, Document
from build_tools.record import load
from tests.parted import plant_later
from tests.procedures import STATUTE, plant

TODAY = dt.date(2026, 11, 23)
NEVER = dt.date.max
PLACES = {"1.1": "harbour", "1.2": "lantern", "1.3": "orchard", "2.1": "quarry"}
HOURS = ("at dusk", "by midnight", "in the morning")
KINDS = ("on a day", "in a month", "not recorded", "in parts", "in parts", "in parts")

Period = tuple[dt.date, dt.date]
"""The first day on which something may have begun, and the last; one day where it is recorded."""


@dataclass(frozen=True)
class Made:
    """A version by its texts, with when it changes each provision that it changes."""

    hours: dict[str, str]
    whole: bool
    dates: str
    begins: dict[str, Period]


def text(hours: dict[str, str]) -> str:
    said = {place: says(place, hour) for place, hour in hours.items()}
    first, last = list(said.values())[:3], said["2.1"]
    return "\n\n".join(["## 1 Keys", *first, "## 2 Names", last, ""])


def says(place: str, hour: str) -> str:
    return f"{place} A keeper of the {PLACES[place]} opens the gate at noon and closes it {hour}."


# --- Made-up records ------------------------------------------------------------------------------


def made_up(dice: random.Random) -> list[Made]:
    """A first version and one to three that were made one from another, some months apart."""
    months = sorted(dice.sample(range(1, 15), dice.randint(1, 3)))
    first = dict.fromkeys(PLACES, HOURS[0])
    found = [Made(first, True, "", dict.fromkeys(PLACES, (dt.date(2023, 1, 1),) * 2))]
    assents = [dt.date(2023 + month // 6, 1 + 2 * (month % 6), 1) for month in months]
    for assent, following in zip(assents, [*assents[1:], TODAY], strict=True):
        found.append(_made(dice, found[-1].hours, assent, following))
    return found


def _made(dice: random.Random, before: dict[str, str], assent: dt.date, following: dt.date) -> Made:
    """One that changes some provisions, enacted on a day; `following` is when the next one was."""
    changed = dice.sample(list(PLACES), dice.randint(1, 3))
    others = {place: [hour for hour in HOURS if hour != before[place]] for place in changed}
    hours = before | {place: dice.choice(others[place]) for place in changed}
    day, told = assent.replace(day=15), f"  assent: {{actual: {assent}}}\n"
    match dice.choice(KINDS):
        case "on a day":
            period, when = (day, day), f"{day}"
        case "in a month":
            month = assent.replace(month=assent.month + 1)
            last = (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
            period, when = (month, last), f"{month:%Y-%m}"
        case "not recorded":
            period, when = (assent, following), "date not recorded"
        case _:
            rest, step = _rest(dice, day)
            named = sorted(dice.sample(list(PLACES), 2))
            parts = {place: (day, day) if place in named else rest for place in changed}
            quoted = ", ".join(f'"{place}"' for place in named)
            told += f"  part-1: {{actual: {day}, provisions: [{quoted}]}}\n"
            told += f"  part-2: {{{step}, provisions: [everything else]}}\n"
            return Made(hours, False, told, parts)
    told += f"  commencement: {{actual: {when}}}\n"
    return Made(hours, True, told, dict.fromkeys(changed, period))


def _rest(dice: random.Random, first: dt.date) -> tuple[Period, str]:
    """When what does not begin with the first part does, and how its step says so."""
    day = first + dt.timedelta(days=dice.randint(30, 600))
    match dice.choice(["begun", "waits", "planned for a day now over"]):
        case "begun" if day < TODAY:
            return (day, day), f"actual: {day}"
        case "planned for a day now over" if day < TODAY:
            return (day, NEVER), f"planned: {day}"
        case _:
            return (NEVER, NEVER), "planned: 2028-01-01"


def planted(root: Path, record: list[Made]) -> Document:
    plant(root, STATUTE, record[1].dates)
    for label, each in zip(("1.0", "2.0"), record, strict=False):
        path = root / f"rules/{label}.md"
        path.write_text(path.read_text().partition("## 1 Keys")[0] + text(each.hours))
    for at, each in enumerate(record[2:], 3):
        plant_later(root, f"{at}.0", f"{at - 1}.0", text(each.hours), each.dates)
    return load(root).documents[0]


# --- The judge ------------------------------------------------------------------------------------


def may_be_law(record: list[Made], place: str, day: dt.date) -> set[str | None]:
    """What a provision may have said on a day; None is words that no version has."""
    changes = [at for at, each in enumerate(record) if place in each.begins]
    states = [_may_have_begun(*record[at].begins[place], day) for at in changes]
    found = set()
    for begun in product(*states):
        came = dict(zip(changes, begun, strict=True))
        whole = [came[at] for at in changes if record[at].whole]
        if whole == sorted(whole, reverse=True):
            found.add(_law(record, place, came))
    return found


def _may_have_begun(first: dt.date, last: dt.date, day: dt.date) -> set[bool]:
    return {True} if day >= last else {False} if day < first else {False, True}


def _law(record: list[Made], place: str, came: dict[int, bool]) -> str | None:
    """The words of the last change that came. Where one before it waits, they are law only if they
    are those of the last change that came before what waits: then it brought them back."""
    begun = [at for at, has_come in came.items() if has_come]
    waiting = [at for at in came if at < begun[-1] and at not in begun]
    before = {max(at for at in begun if at < later) for later in waiting}
    hour = record[begun[-1]].hours[place]
    return says(place, hour) if {record[at].hours[place] for at in before} <= {hour} else None


def days_of(dice: random.Random, record: list[Made]) -> Iterator[dt.date]:
    """The days on which something begins, those before them, and some others."""
    for each in record[1:]:
        for day in {day for period in each.begins.values() for day in period} - {NEVER}:
            yield from (day - dt.timedelta(days=1), day)
    yield from (dt.date(2023, 1, 2) + dt.timedelta(days=dice.randint(0, 1400)) for _ in range(4))


# --- The law --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "seeds",
    [range(12), pytest.param(range(12, 600), marks=pytest.mark.sweep)],
    ids=["few", "many"],
)
def test_each_answer_is_what_all_that_may_have_begun_by_the_day_says(
    tmp_path: Path, seeds: range
) -> None:
    wrong = [each for seed in seeds for each in wrong_answers(tmp_path / str(seed), seed)]
    assert wrong == []


def wrong_answers(root: Path, seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    record = made_up(dice)
    provisions = Provisions(History(planted(root, record), Comparisons()))
    for day, place in product(sorted(set(days_of(dice, record))), PLACES):
        found = provision_on_day(provisions, f"{place}@1.0", day, TODAY)
        may = may_be_law(record, place, day)
        if not is_right(found, may):
            texts = [each.blocks[0].text for each in found.texts]
            yield f"seed {seed}, {place} on {day}: {found.certainty.value} {texts}, not {may}"


def is_right(found: ProvisionOnDay, may: set[str | None]) -> bool:
    """Whether all that may be law is told, for certain where that is one text and only there."""
    told = {f"{each.blocks[0].label} {each.blocks[0].text}" for each in found.texts}
    if found.certainty is Certainty.CERTAIN:
        return told == may
    certain = len(may) == 1 and None not in may
    return not certain and told >= may - {None} and found.is_composed == (may == {None})
