"""One planted text put through the engine: what it reported is judged, and its HTML held to the
laws."""

import time
from dataclasses import dataclass

from build_tools.model import Redline
from build_tools.render import redline_fragment, version_fragment
from build_tools.render.json import change_data
from tests import invariants
from tests.bench.planting import Planted
from tests.bench.scoring import Judgement, Score, judged
from tests.reviewing import compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A planted text and how the engine did on it."""

    planted: Planted
    judgement: Judgement
    broken: tuple[str, ...]
    """The laws that the HTML breaks."""
    seconds: float
    """Of the comparison alone."""

    @property
    def score(self) -> Score:
        """The counts."""
        return self.judgement.score

    @property
    def failed(self) -> bool:
        """Whether anything was wrong."""
        judgement = self.judgement
        return bool(judgement.wrong or judgement.missed or judgement.lavish or self.broken)


def examined(planted: Planted, *, laws_too: bool = True) -> Examined:
    """Compare the two texts, and judge; reading the HTML for the laws takes longer than all the
    rest."""
    start = time.process_time()
    redline = compared(planted.old, planted.new)
    seconds = time.process_time() - start
    judgement = judged(planted.truth, [change_data(change) for change in redline.changes])
    broken = tuple(broken_laws(redline)) if laws_too else ()
    return Examined(planted=planted, judgement=judgement, broken=broken, seconds=seconds)


def broken_laws(redline: Redline) -> list[str]:
    """The laws that a redline's HTML breaks, in words."""
    html = redline_fragment(redline)
    ids = invariants.ids(html)
    found = {
        "reject is not the old text": (
            invariants.rejected(html) != invariants.seen(version_fragment(redline.old))
        ),
        "accept is not the new text": (
            invariants.accepted(html) != invariants.seen(version_fragment(redline.new))
        ),
        "the HTML is not valid": bool(invariants.faults(html)),
        "an id stands twice": len(ids) != len(set(ids)),
    }
    return [law for law, broken in found.items() if broken]
