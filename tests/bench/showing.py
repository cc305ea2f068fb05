"""Failures in, lines to read out: the plants, the blocks concerned in both texts, what was
expected, what was said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from build_tools.text.markdown import parse
from tests.bench.claims import Expected
from tests.bench.examining import Examined

LONGEST = 600
"""Characters of a text that are shown."""


def shown(failed: Sequence[Examined], count: int) -> Iterator[str]:
    """Up to `count` failures of each kind of change, of texts that violate an invariant, and of
    such as mark far too much."""
    told: Counter[str] = Counter()
    for result in failed:
        names = _kinds(result)
        if any(told[name] < count for name in names):
            told.update(names)
            yield from _told(result)


def _kinds(result: Examined) -> list[str]:
    score = result.score
    others = (("invariant", result.violations), ("marked", result.judgement.lavish))
    return sorted((*(score.wrong | score.missed), *(name for name, found in others if found)))


def _told(result: Examined) -> Iterator[str]:
    plants = ", ".join(plant.name for plant in result.planted.plants)
    yield ""
    yield f"=== {result.planted.name}: {', '.join(_kinds(result))}"
    yield f"planted: {plants}"
    yield from (f"violated: {violation}" for violation in result.violations)
    texts = [text for each in result.judgement.missed for text in (each.old, each.new)]
    texts += [text for each in result.judgement.wrong for text in (each["old"], each["new"])]
    for sign, markdown in (("-", result.planted.old), ("+", result.planted.new)):
        yield from (f"{sign} {_cut(source)}" for source in _concerned(markdown, texts))
    yield from (f"missed  {_expected(each)}" for each in result.judgement.missed)
    yield from (f"wrong   {_reported(each)}" for each in result.judgement.wrong)
    yield from (f"marked  {_reported(each)} {_edits(each)}" for each in result.judgement.lavish)


def _concerned(markdown: str, texts: Iterable[str]) -> Iterator[str]:
    """The sources of the blocks that hold one of the texts."""
    wanted = {text for text in texts if text.strip()}
    for block in parse(markdown):
        if any(
            text == block.text or text in block.text.split("\n") or block.text in text.split("\n")
            for text in wanted
        ):
            yield block.source.strip()


def _expected(each: Expected) -> str:
    labels = (
        f" {each.old_label or '-'} to {each.new_label or '-'}"
        if each.old_label or each.new_label
        else ""
    )
    rows = "".join(
        f" {name} {min(numbers, key=str)}"
        for name, numbers in (("row", each.rows), ("column", each.columns))
        if None not in numbers
    )
    return f"{'+'.join(each.kinds)}{labels}{rows}: {_cut(each.old)!r} -> {_cut(each.new)!r}"


def _reported(report: Mapping[str, Any]) -> str:
    return (
        f"{'+'.join(report['kinds'])} at {report['where']}: {_cut(report['old'])!r} ->"
        f" {_cut(report['new'])!r}"
    )


def _edits(report: Mapping[str, Any]) -> str:
    return "".join(f"[{sign}{text}]" if sign in "+-" else text for sign, text in report["edits"])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
