"""A version in, the versions of other documents beside which it is read out: of a superseded one,
those of its day.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from build_tools.model import Corpus, Document, Stage, Version
from build_tools.record.once import holds
from build_tools.record.status import (
    displayed_version,
    in_force,
    pending,
    version_stage,
)


def made_on(version: Version) -> dt.date | None:
    """The day of a version: on which it took effect, or was directed, or was issued, whichever came
    last; None where the record has none.
    """
    if version.amendment is None:
        return None
    steps = reversed(version.amendment.procedure.ids)
    days = (version.amendment.counted_from(step) for step in steps)
    return next(filter(None, days), None)


def version_beside(document: Document, version: Version, day: dt.date | None) -> Version:
    """The version of another document that goes with a version: the one that the same amendment
    makes, or else the one that was in force on a day; the first where none was, or nobody knows the
    day.
    """
    steps = version.amendment.steps_of(document.id) if version.amendment else ()
    made = {step.new for step in steps}
    # Most amendments make nothing of the other documents, and each version asks each of these.
    for other in reversed(document.versions) if made else ():
        if other.label in made:
            return other
    return (in_force(document, day) if day else None) or document.versions[0]


def read_beside(corpus: Corpus, document: Document, version: Version, as_of: dt.date) -> Version:
    """The version of another document beside which a version is read: today's, or that of the
    version's own day where that has passed, or the one that its own amendment proposes.
    """
    return _reading_beside(corpus, version, as_of)(document)


def versions_beside(corpus: Corpus, version: Version, as_of: dt.date) -> Mapping[str, Version]:
    """The same of every other document that has versions, by the ids of the documents; nothing for
    a version that the record does not hold: of no document of it, or as its text once was.
    """
    own = [each for each in corpus.documents if each.id == version.document]
    if not any(holds(document, version) for document in own):
        return {}
    others = [each for each in corpus.documents if each.id != version.document and each.versions]
    read = _reading_beside(corpus, version, as_of)
    return {document.id: read(document) for document in others}


def _reading_beside(
    corpus: Corpus, version: Version, as_of: dt.date
) -> Callable[[Document], Version]:
    """How the version of another document is found beside which a version is read: what hangs on
    the version alone is asked once for all of these.
    """
    own = corpus.document(version.document)
    if version_stage(own, version, as_of) in (Stage.SUPERSEDED, Stage.WITHDRAWN):
        day = made_on(version)
        return lambda document: version_beside(document, version, day)
    amendment = version.amendment if version in pending(own, as_of) else None

    def proposed_or_shown(document: Document) -> Version:
        if amendment and amendment.steps_of(document.id):
            return version_beside(document, version, None)
        return displayed_version(document, as_of)

    return proposed_or_shown
