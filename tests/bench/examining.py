"""One planted text put through the engine: what it reported is judged, and its HTML held to the
invariants."""

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
    violations: tuple[str, ...]
    """The invariants that the HTML violates."""
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
        return bool(judgement.wrong or judgement.missed or judgement.lavish or self.violations)


def examined(planted: Planted, *, html_too: bool = True) -> Examined:
    """Compare the two texts, and judge; reading the HTML takes longer than all the
    rest."""
    start = time.process_time()
    redline = compared(planted.old, planted.new)
    seconds = time.process_time() - start
    judgement = judged(planted.truth, [change_data(change) for change in redline.changes])
    violations = tuple(violations_in_html(redline)) if html_too else ()
    return Examined(planted=planted, judgement=judgement, violations=violations, seconds=seconds)


def violations_in_html(redline: Redline) -> list[str]:
    """The invariants that a redline's HTML violates, in words."""
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
    return [invariant for invariant, violated in found.items() if violated]
