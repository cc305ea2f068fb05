"""A redline → where each provision of its old version stands in the new."""

from collections.abc import Mapping

from build_tools.model import Redline


def successors_in(redline: Redline) -> Mapping[str, str]:
    """The new anchors by the old ones; what was taken out has none."""
    pairs = [(each.old, each.successor) for each in redline.passages]
    return {old.anchor: new.anchor for old, new in pairs if old and old.anchor and new}
