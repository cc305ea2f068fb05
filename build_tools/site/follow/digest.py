"""A record, a day and the day since which somebody asks in, one letter out: what has happened, what
each amendment changes, what is due, and what nobody recorded. As text, as HTML, or as both in one
message that a program for mail opens.

What it says of a day is what the feeds say of it. Links are whole where the address of the site is
known; elsewhere there are none.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from build_tools.language import N_, spoken
from build_tools.language import gettext as _
from build_tools.lineage.comparisons import Comparisons, step_redlines
from build_tools.model import Amendment, Corpus, Moment, visible_controls
from build_tools.record.planned_events import PlannedEvent, overdue_events, upcoming_events
from build_tools.render.changes_in_words import changes_in_words
from build_tools.site import urls
from build_tools.site.follow.events import EventKind, PastEvent, past_events
from build_tools.site.follow.feeds import feed_entry
from build_tools.site.follow.subjects import one_line, subjects

_NOTHING = N_("Nothing has happened, and nothing is due.")
_VIEWPORT = '<meta name="viewport" content="width=device-width">'
_BODY = "font:16px/1.5 Georgia,serif;max-width:40em;margin:0 auto;padding:16px"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One thing to know."""

    title: str
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """What each is called, and its whole address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that is to be known."""

    title: str
    parts: tuple[tuple[str, tuple[DigestItem, ...]], ...]
    """Under a heading each, none without anything under it."""
    provenance: str


def digest(
    corpus: Corpus, since: dt.date, as_of: dt.date, comparisons: Comparisons, site_url: str
) -> Digest:
    """What happened from `since` to the end of `as_of`, both counted in, and what is due then.

    That something closes soon is no news of a letter: it is still due, or has closed since.
    """
    about = next(subjects(corpus))
    days = {"first": Moment(since), "last": Moment(as_of)}
    known = [each for each in about.amendments if not _begins_later(each, as_of)]
    past = past_events(about.amendments, as_of, corpus.documents)
    happened = [
        _happened(corpus, event, comparisons, site_url)
        for event in past
        if event.counted_from >= since and event.kind is not EventKind.CLOSES_SOON
    ]
    parts = (
        (_("What has happened"), happened),
        (_("What is due"), list(_due(upcoming_events(corpus, as_of), known, site_url))),
        (
            _("Planned, and not recorded to have come"),
            list(_due(overdue_events(corpus, as_of), known, site_url)),
        ),
    )
    return Digest(
        title=_("%(name)s: %(first)s to %(last)s", name=about.name, **days),
        parts=tuple([(heading, tuple(items)) for heading, items in parts if items]),
        provenance=about.provenance,
    )


def _happened(
    corpus: Corpus, event: PastEvent, comparisons: Comparisons, site_url: str
) -> DigestItem:
    entry = feed_entry(corpus, event, comparisons)
    redlines = step_redlines(corpus, event.amendment, event.counted_from, comparisons)
    changes = _("It makes %(changes)s.", changes=changes_in_words(redlines)) if redlines else ""
    lines = [entry.text, *([changes] if changes and changes not in entry.text else [])]
    links = [(_("The amendment"), entry.page)]
    links += [(_("What changes"), each) for each in entry.redlines]
    return DigestItem(title=entry.title, lines=tuple(lines), links=_whole(links, site_url))


def _due(
    events: Iterable[PlannedEvent], known: Collection[Amendment], site_url: str
) -> Iterator[DigestItem]:
    for event in events:
        if event.amendment in known:
            yield _due_item(event, site_url)


def _begins_later(amendment: Amendment, as_of: dt.date) -> bool:
    """Whether the first thing that is recorded to have happened to an amendment came after a day,
    on which nobody had been told of its plans.
    """
    days = [day for step in amendment.events if (day := amendment.counted_from(step)) is not None]
    return min(days, default=as_of) > as_of


def _due_item(event: PlannedEvent, site_url: str) -> DigestItem:
    amendment = event.amendment
    step = amendment.procedure.step(event.event)
    note = amendment.events[event.event].note
    title = f"{event.when}: {step.name}, {one_line(amendment.title)}"
    links = [(_("The amendment"), urls.amendment(amendment.id))]
    lines = (one_line(note),) if note else ()
    return DigestItem(title=title, lines=lines, links=_whole(links, site_url))


def _whole(links: list[tuple[str, str]], site_url: str) -> tuple[tuple[str, str], ...]:
    if not site_url:
        return ()
    return tuple([(name, urls.absolute(site_url, urls.HOME, page)) for name, page in links])


def digest_text(found: Digest) -> str:
    """The letter as plain text."""
    return visible_controls("".join(f"{line}\n" for line in _text_lines(found)))


def _text_lines(found: Digest) -> Iterator[str]:
    yield found.title
    if not found.parts:
        yield f"\n{_(_NOTHING)}"
    for heading, items in found.parts:
        yield f"\n{heading.upper()}"
        for item in items:
            yield f"\n* {item.title}"
            yield from (f"  {line}" for line in item.lines)
            yield from (f"  {name}: {address}" for name, address in item.links)
    yield f"\n-- \n{found.provenance}."


def digest_html(found: Digest) -> str:
    """The letter as HTML, which asks nobody for anything."""
    title = _shown(found.title)
    head = f'<meta charset="utf-8">{_VIEWPORT}<title>{title}</title>'
    body = "".join(_html_parts(found)) or f"<p>{_(_NOTHING)}</p>\n"
    foot = f'<hr><p style="color:#555">{_shown(found.provenance)}.</p>'
    return (
        f'<!doctype html>\n<html lang="{spoken()}"><head>{head}</head>\n<body style="{_BODY}">\n'
        f"<h1>{title}</h1>\n{body}{foot}\n</body></html>\n"
    )


def _html_parts(found: Digest) -> Iterator[str]:
    for heading, items in found.parts:
        yield f"<h2>{_shown(heading)}</h2>\n"
        yield from map(_item_html, items)


def _item_html(item: DigestItem) -> str:
    lines = "".join([f"<br>{_shown(line)}" for line in item.lines])
    links = [f'<a href="{_shown(address)}">{_shown(name)}</a>' for name, address in item.links]
    linked = f"<br>{' · '.join(links)}" if links else ""
    return f"<p><strong>{_shown(item.title)}</strong>{lines}{linked}</p>\n"


def _shown(words: str) -> str:
    return escape(visible_controls(words))


def digest_message(found: Digest, as_of: dt.date) -> str:
    """Both in one message (RFC 5322); who sends it and to whom is for the sender to say."""
    message = EmailMessage(policy=SMTP.clone(linesep="\n"))
    message["Subject"] = visible_controls(found.title)
    message["Date"] = dt.datetime.combine(as_of, dt.time(), dt.UTC)
    message.set_content(digest_text(found), cte="quoted-printable")
    message.add_alternative(digest_html(found), subtype="html", cte="quoted-printable")
    message.set_boundary("=corpus-digest")
    return message.as_string()
