"""What the page of a redline shows, on the site and in a file by itself: a redline in, its
template's values out.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from build_tools.language import N_, listed
from build_tools.language import gettext as _
from build_tools.model import Noise, NotBegun, Redline, RedlineInPart, Stage, Version
from build_tools.model.graph import NodeKey
from build_tools.render.change_names import noise_name
from build_tools.render.citation import citation_parts, cite_shortly, redline_line
from build_tools.render.consultation import Consultation, consultation_of
from build_tools.render.html.parts import parted_html
from build_tools.render.not_begun_in_words import not_begun_by_change, redline_signs
from build_tools.render.page.change_list import ChangeEntry, change_entries
from build_tools.render.page.file_links import FileLink
from build_tools.render.without_a_word import RestingEntry, resting_entries
from build_tools.word import ResponseParts, response_parts

_NOISE: tuple[Noise, ...] = ("renumbering", "cross-reference", "formatting", "punctuation")
_ENTRIES = 100
"""How many entries of the list a part has."""
_HEADING_OFFSET = 2
"""The page has its title and the titles of its parts above the text's own headings."""
_RESPONSE_FORMS = (
    ("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("md", "Markdown", "text/markdown"),
    ("csv", "CSV", "text/csv"),
)
"""The ending of the file, what readers call it, its media type."""
_RESPONDENT = (
    (N_("Name"), ""),
    (N_("Organisation"), ""),
    (N_("Confidential"), N_("no, all of it, or which parts")),
    (N_("May your name be printed"), N_("yes or no")),
)
"""The labels that `static/review/response/wording.js` and `responses.respondent` know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A redline for `templates/review.html`."""

    redline: Redline
    entry_parts: Sequence[Sequence[ChangeEntry]]
    """The list of changes; a long one in parts, of which a browser lays out those in sight."""
    noise: Sequence[tuple[Noise, int, int]]
    """Of each class of consequential change: how many changes of it only follow, and how many of
    substance have it in part."""
    following: Sequence[str]
    """The changes that only follow, each counted once: "renumbering 5"."""
    kinds: Sequence[tuple[str, int]]
    """The kinds of changes, several together where one change has several, so that each change is
    counted once."""
    resting: Sequence[RestingEntry]
    """What changed without a word."""
    tables: Sequence[tuple[str, str, int]]
    """The tables with changes: label, address on the page, and how many changes there are in
    each."""
    command: str
    """What makes the same redline anew."""
    citation_parts: tuple[str, str]
    """What a citation says before the place of a change, and after it."""
    short_citation: str
    """What stands in its place in a citation that is said in a sentence: "MTAD 3.0 → 4.0"."""
    lines: Sequence[Markup]
    """The text with every change marked, its unchanged parts in groups."""
    life_links: Mapping[str, str]
    """By the ids of changes, the pages that tell what became of the provision."""
    waits: Mapping[str, str]
    """By the ids of changes, that what they make is not in force yet, or what they take out law
    still, and until when."""
    edit_links: Mapping[str, str]
    """By the ids of changes, where a forge edits the new text; none where it may not change."""
    files: Sequence[FileLink]
    """The files that the page has for its reader."""
    title: str
    """What a response is a response to."""
    key: str
    """Under which a browser keeps what was written on the page: no two redlines share one."""
    at_address: bool
    """Whether the address of the page belongs to the key."""
    forms: Sequence[tuple[str, str, str]]
    """In which a response is taken away: the ending of the file, what readers call it, its media
    type."""
    response: ResponseParts
    """Of what the script of the page makes it as a Word file."""
    respondent: Sequence[tuple[str, str]]
    """What is asked of who responds: a label, as it stands in a response, and what may be answered.
    """
    redline_line: str
    """Which redline it is, in the line by which a response that is opened again is known."""
    consultation: Consultation | None
    """What the page announces of the consultation, where there is one."""
    takes_responses: bool = True
    """Whether the page asks who responds, and for answers: on a site while responses are asked for
    on its day; in a file, which is of no day, always. Else it keeps remarks alone."""
    as_of: dt.date | None = None
    """The day of which the page tells that; None for a file."""
    is_redrawn: bool = False
    """Whether a script may put another redline in, and every control has to be there for it."""


def review(  # noqa: PLR0913 - one for each thing that the page links to or tells
    redline: Redline,
    files: Sequence[FileLink],
    *,
    at_address: bool = False,
    life_links: Mapping[str, str] | None = None,
    edit_links: Mapping[str, str] | None = None,
    not_begun: Sequence[NotBegun] = (),
    address_of: Callable[[NodeKey], str] = lambda _: "",
    stage: Stage | None = None,
    as_of: dt.date | None = None,
) -> Review:
    """All that the template shows of a redline, with links to `files`, to what became of each
    provision and to where it is edited, and by `address_of` to the provisions of other documents;
    `not_begun` is what of the new version is not in force, and of the old one law still;
    `at_address` says that the page stands on a site, where it keeps its address while the new text
    is still being written, and `stage` how far its amendment has come on the day of the site, which
    is `as_of`.
    """
    consultation = _consultation(redline, stage)
    told = RedlineInPart(redline=redline, not_begun=tuple(not_begun))
    lines = parted_html(redline, redline_signs(told), heading_offset=_HEADING_OFFSET)
    title = redline.new.amendment.title if redline.new.amendment else redline.new.name
    return Review(
        redline=redline,
        entry_parts=_in_parts(change_entries(redline)),
        noise=list(_noise(redline)),
        following=list(_following(redline)),
        kinds=_counted(" ".join(change.kinds) for change in redline.changes),
        resting=resting_entries(redline, address_of),
        tables=list(changed_tables(redline)),
        command=_command(redline.old, redline.new),
        citation_parts=citation_parts(redline),
        short_citation=cite_shortly(redline),
        lines=list(map(Markup, lines)),
        life_links=life_links or {},
        edit_links=edit_links or {},
        waits=not_begun_by_change(told),
        files=files,
        title=title,
        key=_key(redline, at_address),
        at_address=at_address,
        forms=_RESPONSE_FORMS,
        response=_response(title),
        respondent=_RESPONDENT,
        redline_line=redline_line(redline),
        consultation=consultation,
        takes_responses=not at_address or bool(consultation and consultation.state == "open"),
        as_of=as_of,
    )


def _consultation(redline: Redline, stage: Stage | None) -> Consultation | None:
    """That of the amendment which made the new text from the old."""
    amendment = redline.new.amendment
    steps = amendment.steps_of(redline.new.document) if amendment else ()
    made = any((step.old, step.new) == (redline.old.label, redline.new.label) for step in steps)
    return consultation_of(amendment, stage) if made else None


def redrawn_review(
    redline: Redline,
    title: str,
    address_of: Callable[[NodeKey], str],
    not_begun: Sequence[NotBegun] = (),
) -> Review:
    """What the template shows of a redline where a script may draw any other in its place, which
    knows nothing but the two texts and what of them is law; what that is kept under is as the
    script says it, and `title` is what a response to any of them is a response to.
    """
    made = review(redline, [], at_address=True, address_of=address_of, not_begun=not_begun)
    return replace(
        made,
        key=f"{redline.old.sha256} {redline.new.sha256}",
        title=title,
        response=_response(title),
        tables=(),
        consultation=None,
        is_redrawn=True,
    )


def _response(title: str) -> ResponseParts:
    return response_parts(_("Response: %(title)s", title=title))


def _command(old: Version, new: Version) -> str:
    """The command that makes a redline; both texts may be of one Word file."""
    of_one_file = bool(new.tracked_by) and old.path == new.path
    names = new.path if of_one_file else f"{old.name} {new.name}"
    return f"corpus redline {names} --format json"


def _key(redline: Redline, at_address: bool) -> str:
    """A name that no other redline has. Names of files are none: every consultation has its
    `draft.md`. A page of a site is told from others by the old text and by its address.
    """
    old, new = redline.old, redline.new
    made_of = [old.name, new.name, old.sha256, *([] if at_address else [new.sha256])]
    return hashlib.sha256("\0".join(made_of).encode()).hexdigest()


def _in_parts(entries: Sequence[ChangeEntry]) -> list[Sequence[ChangeEntry]]:
    """The entries in parts, one at least."""
    return [entries[at : at + _ENTRIES] for at in range(0, max(len(entries), 1), _ENTRIES)]


def _noise(redline: Redline) -> Iterator[tuple[Noise, int, int]]:
    whole: Counter[Noise] = Counter()
    in_part: Counter[Noise] = Counter()
    for change in redline.changes:
        (whole if change.consequential else in_part).update(change.noise)
    for noise in _NOISE:
        yield noise, whole[noise], in_part[noise]


def _following(redline: Redline) -> Iterator[str]:
    classes = _counted(
        listed(list(map(noise_name, change.noise)))
        for change in redline.changes
        if change.consequential
    )
    for names, count in classes:
        yield f"{names} {count}"


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    """Each name with how often it is there; the most frequent first, as the script counts them."""
    return sorted(Counter(names).items(), key=lambda each: (-each[1], each[0]))


def changed_tables(redline: Redline) -> Iterator[tuple[str, str, int]]:
    """The labelled tables with changes: label, address on the page, and how many changes there are
    in each.
    """
    counts = Counter(change.anchor for change in redline.changes)
    seen: set[str] = set()
    for passage in redline.passages:
        label, anchor = passage.block.label, passage.block.anchor
        if not passage.block.table or not label or label in seen or not counts[anchor]:
            continue
        seen.add(label)
        # A table that was deleted has left its address to the new text.
        address = anchor if passage.new else _first_change(redline, anchor)
        yield label, address, counts[anchor]


def _first_change(redline: Redline, anchor: str) -> str:
    return next(change.id for change in redline.changes if change.anchor == anchor)
