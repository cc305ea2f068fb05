"""A version of a corpus on a day in, all that its file of Akoma Ntoso says of it out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from build_tools.akn import AknFacts, AknInstead, AknPart, AknPlace, work_iri
from build_tools.model import Document, NotBegun, Redline, StillInForce, Version, parts_of
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import has_part_begun, part_interval
from build_tools.record.point_in_time import taken_effect
from build_tools.record.status import ancestry, predecessor
from build_tools.render.on_a_day import called
from build_tools.render.text import version_text

if TYPE_CHECKING:
    from build_tools.site.context import SiteContext


def akn_facts(site: "SiteContext", document: Document, version: Version) -> AknFacts:
    """The same, as the record holds it."""
    place = AknPlace.read(site.file_store.offered.akoma_ntoso)
    before, led_here = predecessor(document, version), ancestry(document, version)
    beside = site.graphs.names(version, site.graphs.beside(version))
    documents = {each.document for each in beside.values()}
    redline = site.redline_between(before, version) if before else None
    told_on_day = site.law_in_part.told_version(document, version)
    waits = told_on_day.not_begun if told_on_day else ()
    parts = _Parts(site, document)
    of_change = dict(parts.of_changes(version, redline))
    of_block = {each.at: parts.waited_for(each) for each in waits}
    told = [*parts.of_version(version), *of_change.values(), *of_block.values()]
    return AknFacts(
        version=version,
        document=document,
        place=place,
        effects=tuple(
            [each for each in taken_effect(document, site.as_of) if each.version in led_here]
        ),
        redline=redline,
        beside=beside,
        works={
            each.id: work_iri(each, place, taken_effect(each, site.as_of))
            for each in site.corpus.documents
            if each.id in documents
        },
        parts=tuple(dict.fromkeys(told)),
        instead=tuple(map(_instead, told_on_day.still_in_force if told_on_day else ())),
        part_of_change=of_change,
        part_of_block=of_block,
    )


def _instead(each: StillInForce) -> AknInstead:
    lines = version_text(each.excerpt).splitlines()
    return AknInstead(
        name=called(each),
        version=each.excerpt.label,
        anchor=each.excerpt.blocks[0].anchor,
        lines=tuple([" ".join(line.split()) for line in lines if line.strip()]),
    )


class _Parts:
    """The parts in which versions of a document take effect, as they stand on a day."""

    def __init__(self, site: "SiteContext", document: Document) -> None:
        self._as_of, self._document = site.as_of, document

    def of_version(self, version: Version) -> Sequence[AknPart]:
        """Those of a version, in their order."""
        return [self._part(version, step.id) for step in parts_of(version.amendment)]

    def of_changes(
        self, version: Version, redline: Redline | None
    ) -> Iterator[tuple[str, AknPart]]:
        """Of each change that a version makes that with which it begins."""
        if redline is None or not parts_of(version.amendment):
            return
        found = assigned(self._document, version)
        for change in redline.changes:
            part = found.part_of(change.anchor, is_of_the_old=change.is_of_the_old)
            yield change.id, self._part(version, part)

    def waited_for(self, each: NotBegun) -> AknPart:
        """That with which what a block says begins."""
        return self._part(self._document.version(each.version), each.part)

    def _part(self, version: Version, part: str | None) -> AknPart:
        amendment = version.amendment
        assert amendment is not None
        if part is None:
            return AknPart(version=version.label, amendment=amendment.id)
        earliest, latest = part_interval(version, part, self._as_of) or (None, None)
        return AknPart(
            version=version.label,
            amendment=amendment.id,
            id=part,
            began=latest if earliest == latest else None,
            has_begun=has_part_begun(amendment, part, self._as_of),
        )
