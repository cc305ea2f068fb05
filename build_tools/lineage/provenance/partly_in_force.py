"""A version and a day in; out, the version with which of its blocks were not in force at the end of
that day, and what was law in their place.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_tools.lineage.provenance.history import History
from build_tools.lineage.provenance.not_begun import not_begun_at
from build_tools.lineage.provenance.noted import noted_version
from build_tools.lineage.provenance.on_a_day import (
    ProvisionOnDay,
    ProvisionText,
    provision_on_day,
    section_blocks,
)
from build_tools.lineage.provenance.otherwise import ReadingOtherwise, reading_otherwise
from build_tools.lineage.provenance.provisions import Provisions
from build_tools.model import (
    Block,
    Certainty,
    NotBegun,
    StillInForce,
    Version,
    VersionOnDay,
)
from build_tools.record.point_in_time import text_on_day


def version_on_day(
    history: History, version: Version, day: dt.date, today: dt.date
) -> VersionOnDay | None:
    """A version as it was in force in part at the end of a day, as the record says that is read on
    `today`; None where it was not in force then, or all of it was.
    """
    document = history.document
    text = text_on_day(document, day, today)
    if text.versions != (version,) or not text.in_part:
        return None
    shown = range(len(version.body))
    waits = not_begun_at(document, noted_version(history, version), text.in_part, shown)
    return VersionOnDay(
        version=version,
        day=day,
        not_begun=tuple(waits),
        still_in_force=tuple(
            still_in_force(reading_otherwise(Provisions(history), version, day, today))
        ),
    )


def provision_in_version(
    provisions: Provisions, version: Version, id_: str, today: dt.date
) -> VersionOnDay:
    """A provision as a version has it, with all that a heading is over and the notes that it refers
    to; with which of its blocks are not in force today, and what is law in their place.
    """
    history = provisions.history
    blocks = section_blocks(provisions, history.number(version), id_)
    whole = version_on_day(history, version, today, today)
    waits = tuple(_among(blocks, whole)) if whole else ()
    still: tuple[StillInForce, ...] = ()
    if waits:
        on_day = provision_on_day(provisions, id_, today, today)
        others = [each for each in on_day.texts if each.blocks and each.blocks != blocks]
        still = tuple(_told(on_day, others))
    excerpt = replace(version, blocks=blocks)
    return VersionOnDay(version=excerpt, day=today, not_begun=waits, still_in_force=still)


def _among(blocks: Sequence[Block], whole: VersionOnDay) -> Iterator[NotBegun]:
    """What waits of some blocks of a version, by their positions among them."""
    places = {id(block): at for at, block in enumerate(blocks)}
    body = whole.version.body
    for each in whole.not_begun:
        at = places.get(id(body[each.at]))
        if at is not None:
            yield replace(each, at=at)


def still_in_force(found: Iterable[ReadingOtherwise]) -> Iterator[StillInForce]:
    """What is law in the place of something, each text by itself."""
    for each in found:
        for told in _told(each.on_day, each.on_day.texts):
            yield replace(told, at=each.at)


def _told(on_day: ProvisionOnDay, texts: Sequence[ProvisionText]) -> Iterator[StillInForce]:
    for each in texts:
        yield StillInForce(
            citation=each.blocks[0].citation,
            excerpt=each.excerpt,
            is_certain=on_day.certainty is Certainty.CERTAIN,
            is_composed=on_day.is_composed,
        )
