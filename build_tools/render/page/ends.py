"""What a page says of the two versions that it compares, or of the one that it shows, as the rows
of a table.
"""

from collections.abc import Iterator

from build_tools.language import gettext as _
from build_tools.model import Version
from build_tools.render.citation import event_date


def ends_rows(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    """Rows of a name, what it is of the old version, and of the new; the hashes last."""
    yield _("Version"), old.cited, new.cited
    if old.amendment or new.amendment:
        yield _("Made by"), _made_by(old), _made_by(new)
        yield from _event_rows(old, new)
    yield _("SHA-256 of the text"), old.sha256, new.sha256


def _event_rows(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    made_by = new.amendment or old.amendment
    for step in made_by.procedure.steps if made_by else ():
        then, now = _event_date(old, step.id), _event_date(new, step.id)
        if then or now:
            yield step.name, then or _("not recorded"), now or _("not recorded")


def _made_by(version: Version) -> str:
    return version.amendment.title if version.amendment else _("not recorded")


def _event_date(version: Version, name: str) -> str:
    event = version.amendment.events.get(name) if version.amendment else None
    return event_date(event) if event else ""
