"""A record and a day in, the status of its versions and amendments on that day out as it is told:
in words, and as programs know it; "not recorded" where the record does not hold it.
"""

import datetime as dt
from collections.abc import Callable
from typing import Final

from build_tools.language import day_in_words
from build_tools.language import gettext as _
from build_tools.model import Amendment, Corpus, Document, InPart, Stage, Version, parts_of
from build_tools.record.parts import in_part
from build_tools.record.point_in_time import earliest_effect, may_have_taken_effect, took_effect
from build_tools.record.status import (
    amendment_stage,
    carried_on_as,
    final_texts,
    is_over,
    may_be_in_force,
    superseded_in_part_by,
    version_stage,
)

MAY_BE_IN_FORCE: Final = "may be in force"
NOT_RECORDED: Final = "not recorded"
"""What stands in the place of a stage where the record does not hold it."""


def drawn_stage(
    document: Document, version: Version, as_of: dt.date, today: dt.date | None = None
) -> str:
    """How far one version has come, as far as the record holds it: a stage as programs know it, or
    one of the two above.
    """
    if may_be_in_force(document, version, as_of, today):
        return MAY_BE_IN_FORCE
    stage = version_stage(document, version, as_of)
    if took_effect(document, version) and _is_unknown(document, version, stage, as_of, today):
        return NOT_RECORDED
    return str(stage)


def stage_in_words(
    document: Document, version: Version, as_of: dt.date, today: dt.date | None = None
) -> str:
    """The same with how much of it that is, where it takes effect in parts: "in force in part since
    1 June 2024 (1 of 2 parts)".
    """
    word = stage_word(document, version, as_of, today)
    if successor := superseded_in_part_by(document, version, as_of):
        part = in_part(document, successor, as_of, today or as_of)
        if part:
            told = _("%(stage)s by %(version)s", stage=word, version=successor.label)
            return _("%(stage)s (%(parts)s)", stage=told, parts=part.count)
    part = in_part_on(document, version, as_of, today)
    return _with_parts(word, part) if part else word


def decided_in_words(document: Document, version: Version, as_of: dt.date) -> str:
    """Of a version that has been decided and is not in force yet, both in the words of its
    procedure: "adopted, not in force yet"; empty for any other.
    """
    if version.amendment is None or drawn_stage(document, version, as_of) != Stage.DIRECTED:
        return ""
    decided = version.amendment.decided_in_words(as_of)
    return _("%(decided)s, not in force yet", decided=decided)


def standing_in_words(
    document: Document, version: Version, as_of: dt.date, today: dt.date | None = None
) -> str:
    """How far one version has come, and of one that has been decided that it is not in force yet:
    "adopted, not in force yet; in IPR review".
    """
    stage = stage_in_words(document, version, as_of, today)
    decided = decided_in_words(document, version, as_of)
    if not decided or version.amendment is None:
        return stage
    if stage == version.amendment.decided_in_words(as_of):
        return decided
    return _("%(decided)s; %(stage)s", decided=decided, stage=stage)


def stage_word(
    document: Document, version: Version, as_of: dt.date, today: dt.date | None = None
) -> str:
    """How far one version has come, as far as the record holds it, and for what was carried on, as
    what: "carried on as 6.0".
    """
    drawn = drawn_stage(document, version, as_of, today)
    if drawn == MAY_BE_IN_FORCE:
        return _("may be in force")
    if drawn == NOT_RECORDED:
        return _("not recorded")
    stage = version_stage(document, version, as_of)
    if superseded_in_part_by(document, version, as_of):
        return _("superseded in part")
    following = carried_on_as(document, version, as_of)
    told = version.amendment.in_words(stage, as_of) if version.amendment else str(stage)
    if following is None:
        is_in_part = in_part_on(document, version, as_of, today) is not None
        return _word_in_part(version, told) if is_in_part else told
    return _("%(stage)s as %(version)s", stage=told, version=following.label)


def in_part_on(
    document: Document, version: Version, as_of: dt.date, today: dt.date | None = None
) -> InPart | None:
    """How much of a version is in force on a day, where that is some of it; None for others."""
    if not parts_of(version.amendment):
        return None
    if drawn_stage(document, version, as_of, today) != Stage.IN_FORCE:
        return None
    return in_part(document, version, as_of, today or as_of)


def _word_in_part(version: Version, told: str) -> str:
    """In the words of the code where it has some for a part that begins."""
    assert version.amendment is not None
    last = version.amendment.procedure.steps[-1].stage
    return _("in force in part") if told == last else told


def _with_parts(word: str, part: InPart) -> str:
    if part.since is None or part.since.day is None:
        return _("%(stage)s (%(parts)s)", stage=word, parts=part.count)
    return _("%(stage)s since %(day)s (%(parts)s)", stage=word, day=part.since, parts=part.count)


def _is_unknown(
    document: Document, version: Version, stage: Stage, as_of: dt.date, today: dt.date | None
) -> bool:
    """Whether nobody knows of a version that took effect how it stood: on a day before all dates of
    the record, or after the record was read.
    """
    if today and as_of > today:
        return stage is Stage.IN_FORCE
    begun = may_have_taken_effect(document, version, as_of)
    return not begun and earliest_effect(document, version) is None


def stage_on_day(stage: str, as_of: dt.date) -> str:
    """A stage after the day on which it holds: "Status on 20 December 2022: consultation open"."""
    return _("Status on %(day)s: %(stage)s", day=day_in_words(as_of), stage=stage)


def status_in_words(stage: str) -> str:
    """A stage on whatever day: "Status: superseded"."""
    return _("Status: %(stage)s", stage=stage)


def status_on_day(document: Document, version: Version, as_of: dt.date) -> str:
    """How a version stands on a day, and on which."""
    return stage_on_day(stage_in_words(document, version, as_of), as_of)


def status_in_file(document: Document, version: Version, as_of: dt.date) -> str:
    """How a version stands, for a file that a reader keeps: on which day is said only where another
    day may change it, so that a file of what has come to its end is the same on every day. Of what
    is in force in part it says what is not, for paper has no marks at the provisions.
    """
    if is_over(document, version, as_of):
        return status_in_words(stage_in_words(document, version, as_of))
    part = in_part_on(document, version, as_of)
    told = status_on_day(document, version, as_of)
    return part.with_waiting(told) if part else told


def drawn_amendment_stage(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> str:
    """The same as programs know it, as far as the record holds it: where nobody knows whether its
    texts are in force yet, as it stands with these.
    """
    stage = amendment_stage(corpus, amendment, as_of)
    if stage is not Stage.IN_FORCE:
        return str(stage)
    drawn = [drawn_stage(*text, as_of) for text in final_texts(corpus, amendment)]
    return str(stage) if stage in drawn else drawn[0]


def amendment_stage_in_words(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> str:
    """The same in words."""
    return _amendment_told(corpus, amendment, as_of, stage_in_words)


def amendment_stage_word(corpus: Corpus, amendment: Amendment, as_of: dt.date) -> str:
    """The same without how much of it that is, where it takes effect in parts."""
    return _amendment_told(corpus, amendment, as_of, stage_word)


def _amendment_told(
    corpus: Corpus,
    amendment: Amendment,
    as_of: dt.date,
    tell: Callable[[Document, Version, dt.date], str],
) -> str:
    stage = amendment_stage(corpus, amendment, as_of)
    words = amendment.in_words(stage, as_of)
    if stage is not Stage.IN_FORCE:
        return words
    told = [tell(*text, as_of) for text in final_texts(corpus, amendment)]
    return words if words in told else told[0]
