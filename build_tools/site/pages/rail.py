"""A version of a document in, the versions out that the rail beside its text names: so many at the
most, however many there are, or each page would grow with every version.
"""

from build_tools.model import Document, Version
from build_tools.record.once import place_of
from build_tools.site.record_on_day import RecordOnDay

FEW = 10
"""So many are all named."""
_PROPOSALS = 3
"""Of more proposals, the latest so many are named."""


def versions_in_rail(site: RecordOnDay, document: Document, here: Version) -> list[Version]:
    """The versions that the page of one names, the latest first: all where they are few; or else
    what is in force, the latest proposals, the first version, and the one that the page shows with
    what it was made from and its neighbours. The page of the history has the rest.
    """
    versions = document.versions
    if len(versions) <= FEW:
        return [*reversed(versions)]
    at = place_of(document, here)
    base = site.predecessor(document, here)
    named = [versions[0], site.displayed_version(document), *versions[max(at - 1, 0) : at + 2]]
    named += [*site.proposals(document)[-_PROPOSALS:], *([base] if base else [])]
    labels = {version.label for version in named}
    return [version for version in reversed(versions) if version.label in labels]
