"""A provision and a version that lacks it in, the provisions that have its words there out: those
that it was divided off, or was joined with.
"""

from collections.abc import Iterator

from build_tools.lineage.provenance.provisions import Provisions, ProvisionState


def held_by(provisions: Provisions, id_: str, version: int) -> tuple[str, ...]:
    """The ids of those of which a provision was part in a version, by its place in the weave; none
    where the version has it, or has nothing of it.
    """
    return tuple(dict.fromkeys(_holders(provisions, id_, version, {id_})))


def _holders(provisions: Provisions, id_: str, version: int, seen: set[str]) -> Iterator[str]:
    turn = _turn(provisions, id_, version)
    for other in turn.others if turn and {"divided", "joined"} & set(turn.befallen) else ():
        if provisions.block_at(version, other) is not None:
            yield other
        elif other not in seen:
            yield from _holders(provisions, other, version, seen | {other})


def _turn(provisions: Provisions, id_: str, version: int) -> ProvisionState | None:
    """What took a provision out before a version that lacks it, or else brought it after that."""
    if provisions.block_at(version, id_) is not None:
        return None
    path_to, states = provisions.history.weave.path, provisions.lives[id_].states
    path = path_to(version)
    before = [state for state in states if state.version in path]
    after = [state for state in states if version in path_to(state.version)]
    return before[0] if before else after[-1] if after else None
