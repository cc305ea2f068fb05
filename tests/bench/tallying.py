"""Results in, lines of tables out: by kind of change, by plant, the aims, and the engines side by
side."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from tests.bench.contest import Outcome
from tests.bench.examining import Examined
from tests.bench.peers import ENGINES, installed
from tests.bench.planting import PLANTERS, SUBTLE
from tests.bench.scoring import Score

F1_OF_ALL, F1_OF_EACH, F1_OF_SUBTLE = 0.99, 0.98, 0.99
MARKED_MEDIAN, MARKED_95 = 1.05, 1.3
"""The aims."""
ENOUGH = 30
"""Changes of a kind, below which its score says nothing."""


def total(results: Sequence[Examined]) -> Score:
    """The scores of all."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for result in results:
        right.update(result.score.right)
        wrong.update(result.score.wrong)
        missed.update(result.score.missed)
    placed = sum(result.score.placed for result in results)
    ratios = tuple(ratio for result in results for ratio in result.score.ratios)
    return Score(right=right, wrong=wrong, missed=missed, placed=placed, ratios=ratios)


def kinds(results: Sequence[Examined]) -> Iterator[str]:
    """For each kind of change: how many were planted, found, missed and wrongly reported."""
    score = total(results)
    plants = sum(len(result.planted.plants) for result in results)
    yield f"{len(results)} texts, {plants} plants, {(score.right + score.missed).total()} changes"
    yield ""
    headings = "planted  right missed  wrong  precision  recall     F1"
    yield f"{'kind':<15} {headings}"
    for kind in sorted(score.right | score.wrong | score.missed):
        yield _line(kind, score.right[kind], score.missed[kind], score.wrong[kind])
    yield _line("all", score.right.total(), score.missed.total(), score.wrong.total())


def _line(kind: str, right: int, missed: int, wrong: int) -> str:
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    f1 = 2 * right / (2 * right + missed + wrong) if right + missed + wrong else 1.0
    counts = f"{right + missed:>7} {right:>6} {missed:>6} {wrong:>6}"
    return f"{kind:<15} {counts} {precision:>10.4f} {recall:>7.4f} {f1:>6.4f}"


def plants(results: Sequence[Examined]) -> Iterator[str]:
    """For each plant in texts where it stands alone: the score, and how much was marked."""
    yield ""
    yield f"{'plant alone':<22} {'texts':>6} {'F1':>7} {'marked: median':>15} {'worst':>7}"
    for name in PLANTERS:
        if alone := _alone(results, name):
            score = total(alone)
            middle, worst = quantile(score.ratios, 0.5), max(score.ratios)
            yield f"{name:<22} {len(alone):>6} {score.f1():>7.4f} {middle:>15.2f} {worst:>7.2f}"


def _alone(results: Sequence[Examined], *names: str) -> list[Examined]:
    """The texts in which a plant of one of these names stands alone."""
    lone = [result for result in results if result.planted.alone]
    return [result for result in lone if result.planted.plants[0].name in names]


def aims(results: Sequence[Examined]) -> Iterator[str]:
    """Whether each aim is met."""
    score = total(results)
    kinds_ = [
        kind
        for kind in sorted(score.right | score.missed)
        if (score.right + score.missed)[kind] >= ENOUGH
    ]
    lowest = min(kinds_ or ["cell"], key=score.f1)
    middle, high = quantile(score.ratios, 0.5), quantile(score.ratios, 0.95)
    sound = sum(not result.violations for result in results)
    yield ""
    yield _aim(
        f"F1 of all changes is {score.f1():.4f}", score.f1() >= F1_OF_ALL, f"at least {F1_OF_ALL}"
    )
    yield _aim(
        f"F1 of the weakest kind, {lowest}, is {score.f1(lowest):.4f}",
        score.f1(lowest) >= F1_OF_EACH,
        f"at least {F1_OF_EACH}",
    )
    subtle = total(_alone(results, *SUBTLE)).f1()
    yield _aim(
        f"F1 of what may be taken for noise is {subtle:.4f}",
        subtle >= F1_OF_SUBTLE,
        f"at least {F1_OF_SUBTLE}",
    )
    yield _aim(
        f"marked over planted, median, is {middle:.3f}",
        middle <= MARKED_MEDIAN,
        f"at most {MARKED_MEDIAN}",
    )
    yield _aim(
        f"marked over planted, 95th percentile, is {high:.3f}",
        high <= MARKED_95,
        f"at most {MARKED_95}",
    )
    yield _aim(
        f"the invariants hold in {sound} texts of {len(results)}", sound == len(results), "all"
    )
    yield f"        marked over planted, worst, is {max(score.ratios):.2f}"
    yield f"        the place is the planted one in {score.placed} changes of {score.right.total()}"
    yield (
        f"        {sum(result.seconds for result in results):.1f} s of the processor for all"
        " comparisons"
    )


def _aim(what: str, is_met: bool, bound: str) -> str:
    return f"{'met' if is_met else 'MISSED':<7} {what} (aim: {bound})"


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of them lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


# --- The engines side by side ---------------------------------------------------------------------


_HEADINGS = (
    "texts",
    "text",
    "blocks",
    "valid",
    "words F1",
    "marked",
    "worst",
    "needless",
    "time",
    "failed",
)


def contest(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """For each engine the invariants, the marked words and the time; then the words by plant."""
    yield ""
    yield (
        "text, blocks: rejecting and accepting give back every letter; and every block and grid."
        " valid: the HTML."
    )
    yield (
        "marked: characters over those that had to be, median and worst. needless: marked though"
        " none had to be."
    )
    yield "time: of the processor, over ours on the same texts."
    yield ""
    yield f"{'engine':<15}" + "".join(f"{heading:>9}" for heading in _HEADINGS)
    ours = {outcome.text: outcome.seconds for outcome in outcomes if outcome.engine == "ours"}
    for engine in ENGINES:
        mine = [outcome for outcome in outcomes if outcome.engine == engine]
        cells = (
            _engine_cells(mine, ours)
            if mine
            else ["no text" if installed(engine) else "not installed"]
        )
        yield f"{engine:<15}" + "".join(f"{cell:>9}" for cell in cells)
    yield from _by_plant(outcomes, "words F1, by plant", lambda outcome: outcome.f1)
    yield from _by_plant(
        outcomes, "blocks kept, by plant", lambda outcome: float(outcome.blocks_kept)
    )


def _by_plant(
    outcomes: Sequence[Outcome], heading: str, measure: Callable[[Outcome], float]
) -> Iterator[str]:
    yield ""
    yield f"{heading:<22}" + "".join(f"{engine:>15}" for engine in ENGINES)
    for name in PLANTERS:
        means = [
            _mean(measure(each) for each in outcomes if (each.engine, each.plant) == (engine, name))
            for engine in ENGINES
        ]
        yield f"{name:<22}" + "".join(f"{mean:>15}" for mean in means)


def _engine_cells(mine: Sequence[Outcome], ours: dict[str, float]) -> list[str]:
    ratios = [one.ratio for one in mine if one.ratio is not None] or [1.0]
    kept = (
        [one.text_kept for one in mine],
        [one.blocks_kept for one in mine],
        [one.valid for one in mine],
    )
    return [
        str(len(mine)),
        *(f"{sum(each) / len(mine):.0%}" for each in kept),
        _mean(one.f1 for one in mine),
        f"{quantile(ratios, 0.5):.2f}",
        f"{max(ratios):.1f}",
        str(sum(one.ratio is None and one.marked > 0 for one in mine)),
        f"{sum(one.seconds for one in mine) / sum(ours[one.text] for one in mine):.2f}",
        str(sum(bool(one.failure) for one in mine)),
    ]


def _mean(values: Iterable[float]) -> str:
    found = list(values)
    return f"{sum(found) / len(found):.3f}" if found else "-"
