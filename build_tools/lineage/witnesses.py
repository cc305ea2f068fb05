"""What a step of an amendment says three times, in; out where its witnesses differ: the two texts,
the scope that the amendment declares, and its direction, where the record keeps one.

The direction is carried out by `execute`, which knows nothing of the comparison that tells what the
texts say.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.execute import Execution, differences, execute
from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.declared_scope import is_named, unchanged, undeclared
from build_tools.model import Amendment, Corpus, Problem, Redline, Step
from build_tools.model.amending_words import AmendingWords
from build_tools.model.procedure import Instrument
from build_tools.record.status import current_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A place of which the witnesses do not say the same."""

    where: str
    text: str
    """What the two versions say; empty where they say nothing of it."""
    scope: str
    """What the amendment declares."""
    direction: str
    """What the direction says; empty without one."""
    line: int = 0
    """Of the direction; 0 where nothing is wrong at a line of it."""

    def told(self, instrument: str) -> str:
        """What each says, in one line; `instrument` is what a direction is called: "the ballot"."""
        said = {"the text": self.text, "the scope": self.scope, instrument: self.direction}
        parts = [f"{who}: {words}" for who, words in said.items() if words]
        return f"sources differ at {self.where}: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """The witnesses of one step."""

    amendment: Amendment
    step: Step
    redline: Redline
    execution: Execution | None
    """What came of carrying out the direction; None where the record keeps none."""
    of_direction: tuple[Disagreement, ...]
    """Where the direction, carried out, is not the new version, or could not be."""
    of_scope: tuple[Disagreement, ...]
    """Where the texts and the declared scope differ."""

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """All of them."""
        return (*self.of_direction, *self.of_scope)

    @property
    def names(self) -> list[str]:
        """Which there are, the last as the record calls it."""
        names = [N_("the text")]
        names += [N_("the declared scope")] if self.step.scope else []
        return [*names, self.instrument.the] if self.execution else names

    @property
    def instrument(self) -> Instrument:
        """What the direction is called."""
        return self.amendment.procedure.instrument

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the direction, each at its line."""
        path = self.amendment.direction_path
        lines = self.amendment.direction.split("\n")
        for each in self.of_direction:
            source = lines[each.line - 1] if each.line else ""
            yield Problem(
                path=path,
                line=each.line or 1,
                message=each.told(self.instrument.the),
                source=source,
            )


def amendment_witnesses(
    corpus: Corpus, amendment: Amendment, as_of: dt.date, comparisons: Comparisons
) -> list[Witnesses]:
    """The witnesses of each step of an amendment on a day; none for a first version."""
    steps = (step for step in current_steps(corpus, amendment, as_of) if step.old)
    return [witnesses(corpus, amendment, step, comparisons) for step in steps]


def witnesses(
    corpus: Corpus, amendment: Amendment, step: Step, comparisons: Comparisons
) -> Witnesses:
    """The witnesses of a step that goes from another version."""
    document = corpus.document(step.document)
    redline = comparisons.between(document.version(step.old or ""), document.version(step.new))
    execution = None
    of_direction: tuple[Disagreement, ...] = ()
    if amendment.direction:
        execution = carried_out(amendment.direction, redline, corpus.words)
        of_direction = tuple(disagreements(execution, redline, step))
    says_the_same = _("the same as the text") if execution and not of_direction else ""
    return Witnesses(
        amendment=amendment,
        step=step,
        redline=redline,
        execution=execution,
        of_direction=of_direction,
        of_scope=tuple(_of_scope(redline, step, says_the_same)),
    )


def carried_out(direction: str, redline: Redline, words: AmendingWords) -> Execution:
    """A direction carried out on the old text of a redline."""
    return execute(direction, redline.old, redline.old.cited, words)


def disagreements(execution: Execution, redline: Redline, step: Step) -> Iterator[Disagreement]:
    """Where a direction, carried out, is not the new version, or could not be carried out."""
    unread = N_("“%(words)s” cannot be read: %(why)s")
    refused = N_("“%(words)s” cannot be carried out: %(why)s")
    for told, lines in ((unread, execution.unread), (refused, execution.refused)):
        for each in lines:
            yield Disagreement(
                where=_("line %(line)s of the amending words", line=each.line),
                text="",
                scope="",
                direction=_(told, words=each.words, why=each.why),
                line=each.line,
            )
    yield from _of_changes(execution, redline, step)
    for place in differences(execution.text, redline.new):
        yield Disagreement(
            where=place.where,
            text=_shown(place.wanted),
            scope=_named(redline, step, place.where),
            direction=_shown(place.made),
        )


def _of_changes(execution: Execution, redline: Redline, step: Step) -> Iterator[Disagreement]:
    """Changes that a direction names and the texts do not have; and where it names any, those that
    it does not name.
    """
    known = {change.id for change in redline.changes}
    named: set[str] = set()
    for each in execution.instructions:
        named.update(each.instruction.changes)
        for id_ in each.instruction.changes:
            if id_ not in known:
                yield Disagreement(
                    where=_("line %(line)s of the amending words", line=each.line),
                    text=_("has no change %(id)s", id=id_),
                    scope="",
                    direction=_("names the change %(id)s", id=id_),
                    line=each.line,
                )
    silent = set(_read_otherwise(redline))
    for change in redline.changes if named else ():
        if change.id not in named | silent:
            yield Disagreement(
                where=change.where,
                text=_("has the change %(id)s", id=change.id),
                scope=_named(redline, step, change.where),
                direction=_("names no such change"),
            )


def _read_otherwise(redline: Redline) -> Iterator[str]:
    """The changes of blocks and cells whose words stay, and which are read otherwise for what
    stands round them, or for a note that came: a direction says nothing of them.
    """
    yield from (
        each.id for each in redline.changes if "cell" in each.kinds and each.old == each.new
    )
    for passage in redline.passages:
        old, new = passage.old, passage.new
        if old and new and old.source.split() == new.source.split():
            yield passage.change


def _of_scope(redline: Redline, step: Step, direction: str) -> Iterator[Disagreement]:
    for each in undeclared(redline, step.scope):
        text = _("changes it (%(changes)s)", changes="; ".join(each.changes))
        scope = _("does not name it")
        yield Disagreement(where=each.provision, text=text, scope=scope, direction=direction)
    for name in unchanged(redline, step.scope):
        yield Disagreement(
            where=name,
            text=_("does not change it"),
            scope=_("names it"),
            direction=direction,
        )


def _named(redline: Redline, step: Step, citation: str) -> str:
    if not step.scope:
        return _("none is declared")
    return _("names it") if is_named(redline, step.scope, citation) else _("does not name it")


def _shown(words: str) -> str:
    return _("“%(words)s”", words=words) if words else _("nothing")
