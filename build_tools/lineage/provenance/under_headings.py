"""A heading in; out, what it is over in a version, and the lives of what it ever was over."""

from collections.abc import Iterator

from build_tools.lineage.provenance.on_a_day import section_blocks
from build_tools.lineage.provenance.provisions import ProvisionLife, Provisions


def section_places(provisions: Provisions, version: int, id_: str) -> frozenset[int]:
    """The places in the weave of a provision as a version has it and of what stands in it, of a
    heading all that it is over, with the notes that this refers to.
    """
    history = provisions.history
    held = {id(block) for block in section_blocks(provisions, version, id_)}
    body = history.versions[version].body
    at = zip(history.places_at(version), body, strict=True)
    return frozenset(place for place, block in at if id(block) in held)


def changed_under(provisions: Provisions, id_: str) -> list[ProvisionLife]:
    """The lives of what a heading is over, or was in another version, that ever changed: those of
    the newest version first, and none that is told with one in which it stands. None for what is
    no heading.
    """
    ids: dict[str, None] = {}
    for version in reversed(range(len(provisions.history.versions))):
        ids |= dict.fromkeys(_ids_under(provisions, version, id_))
    lives = [provisions.lives[each] for each in ids]
    return [life for life in lives if life.ever_changed]


def _ids_under(provisions: Provisions, version: int, id_: str) -> Iterator[str]:
    heading = provisions.block_at(version, id_)
    if heading is None or heading.kind != "heading":
        return
    outer = {block.anchor: block for block in provisions.history.versions[version].body}
    for block in section_blocks(provisions, version, id_):
        around = outer.get(block.within)
        stands_alone = around is None or around.kind == "heading"
        found = provisions.id_at(version, block.anchor) if block.anchor else None
        if stands_alone and found not in (None, id_):
            assert found is not None
            yield found
