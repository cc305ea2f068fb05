"""What a branch changes, as markdown for a forge's job summary: what must not be missed, an
overview, every change.

A forge takes only so much text. What does not fit is cut between two changes, counted, and named
with the file that has it whole; nothing is ever cut inside a change.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.language import number_of
from build_tools.model import Problem, Redline
from build_tools.record.changeset import Changeset, Fact, FactChange, OtherFile, TextChange
from build_tools.record.standings import Standing
from build_tools.render.counts import counts_text
from build_tools.render.markdown import (
    change_items,
    counts_markdown,
    escape_markdown,
    folded_resting,
)
from build_tools.render.page.one_file import redline_page, version_page
from build_tools.render.provenance import provenance_labels

LIMIT = 1_000_000
"""Bytes: GitHub takes 1 MiB from each step, and the link to the files must fit in as well."""

COMMENT_LIMIT = 60_000
"""Bytes: a comment of GitHub's takes 65,536 characters."""

_CALL = re.compile(
    r"(?<!\w)@(?=\w)|#(?=\d)|\bGH-(?=\d)|(?:https?|ftp):(?=//)|www(?=\.)", re.IGNORECASE | re.ASCII
)
"""What calls a person in a comment, or ties it to another thread, whatever is escaped: GitHub takes
a letter that is not of ASCII for none, and an address of a thread for a link to it.
"""
_MOST = 40
"""How many departures from the law the head of a summary names."""
_MOST_NAMED = 5
"""How many versions the head names that would stand otherwise as law."""
_LEFT_OUT = "{} more amendments, documents or redlines have no room here.\n"


@dataclass(frozen=True, slots=True)
class _Section:
    """A head that always stands, items that may be left out from the last, and where the whole is
    to be found.
    """

    head: str
    items: tuple[str, ...]
    whole: str

    def text(self, kept: int) -> str:
        left = len(self.items) - kept
        more = f"\n{left} more {'are' if left > 1 else 'is'} in {self.whole}.\n" if left else ""
        return self.head + "".join(self.items[:kept]) + more


def changeset_summary(
    changeset: Changeset,
    redlines: Mapping[str, Redline],
    base: str,
    problems: int = 0,
    departures: Sequence[Problem] = (),
    limit: int = LIMIT,
) -> str:
    """The summary in at most `limit` bytes of UTF-8. `redlines` by the names of the versions that
    changed.

    `base` is the commit that was compared with, `problems` how many mistakes keep the record from
    being read whole, `departures` what would change the law or what judges it.
    """
    head = "".join(_head(changeset, base, problems, departures))
    sections = list(_sections(changeset, redlines))
    return "\n".join(_fitted(head, sections, limit))


def as_comment(summary: str) -> str:
    """A summary that calls nobody and links to no other thread where a forge has it as a comment:
    a space of no width stands within each sign that would.
    """
    return _CALL.sub(lambda found: f"{found[0]}\u200b", summary)


def preview_link(address: str) -> str:
    """What a comment begins with where a preview of the site is kept; nothing where none is."""
    if not address:
        return ""
    return (
        f"[Preview of the site]({address}), which is not law: unpack it and open `index.html`.\n\n"
    )


def changeset_files(changeset: Changeset, redlines: Mapping[str, Redline]) -> dict[str, str]:
    """Every redline, and every version that has none, as a self-contained HTML file, by file
    name.
    """
    files = {}
    for change in changeset.texts:
        version = change.new or change.old
        if change.name in redlines:
            files[file_name(change)] = redline_page(redlines[change.name])
        elif version is not None:
            files[file_name(change)] = version_page(version)
    return files


def file_name(change: TextChange) -> str:
    """`mtad-4.0..5.0.html` for a step, `mtad-3.0-changed.html` for a text that is not what it
    was.
    """
    ends = [change.name.replace("@", "-")]
    if change.fate == "added" and change.old and change.new:
        ends = [f"{change.new.document}-{change.old.label}..{change.new.label}"]
    elif change.fate != "added":
        ends.append(change.fate)
    # No forge takes every sign that a file may have in its name.
    return re.sub(r"[^A-Za-z0-9._-]", "_", "-".join(ends)) + ".html"


def _head(
    changeset: Changeset, base: str, problems: int, departures: Sequence[Problem]
) -> Iterator[str]:
    yield f"# What this changes in the record\n\nAgainst commit `{base}`, where the branch began.\n"
    if departures:
        yield "\n> [!CAUTION]\n> **This would change the law, or what judges it.** "
        yield "`corpus verify --base` fails, and a person has to look.\n>\n"
        for problem in departures[:_MOST]:
            place = f"{problem.path}:{problem.line}" if problem.line else problem.path
            yield f"> - {escape_markdown(place)}: {escape_markdown(problem.message)}\n"
        if (left := len(departures) - _MOST) > 0:
            yield f"> - and {left} more\n"
    if changeset.breaches:
        names = ", ".join(escape_markdown(change.name) for change in changeset.breaches)
        words = "has been decided, and is not what it was"
        if len(changeset.breaches) > 1:
            words = "have been decided, and are not what they were"
        yield f"\n> [!CAUTION]\n> **{names} {words}.** "
        yield "A decided text never changes again; a correction is a new version.\n"
    if problems:
        mistakes = number_of(problems, "mistake")
        yield f"\n> [!WARNING]\n> `corpus check` finds {mistakes} in the files. "
        yield "Only what could be read is compared.\n"
    yield from _law_told(changeset)
    if not changeset.texts and not changeset.facts:
        others = "; other files do, listed below" if changeset.others else ""
        yield f"\nNothing: no version, amendment or document differs{others}.\n"


def _law_told(changeset: Changeset) -> Iterator[str]:
    """That other law is told, which may be right: no program knows what was decided."""
    names = [_with_its_seal(each) for each in changeset.standings if each.of_law]
    if not names:
        return
    left = len(names) - _MOST_NAMED
    named = ", ".join(names[:_MOST_NAMED]) + (f" and {left} others" if left > 0 else "")
    yield f"\n> [!IMPORTANT]\n> **This changes what is told as law: {named}.** "
    yield "Whether it was so decided, a person has to know.\n"


def _with_its_seal(standing: Standing) -> str:
    seal = f" ({standing.seal})" if standing.seal else ""
    return f"{escape_markdown(standing.name)}{seal}"


def _sections(changeset: Changeset, redlines: Mapping[str, Redline]) -> Iterator[_Section]:
    if changeset.standings:
        yield _standings(changeset.standings)
    if changeset.texts:
        yield _overview(changeset, redlines)
    for fact_change in changeset.facts:
        yield _facts(fact_change)
    for change in changeset.texts:
        if change.name in redlines:
            yield _changes(change, redlines[change.name])
    if changeset.others:
        yield _others(changeset.others)


def _standings(standings: Sequence[Standing]) -> _Section:
    """What is told of versions, law first; of their seals where any was asked for."""
    are_sealed = any(each.seal for each in standings)
    head = "## How versions stand\n\n| Version | It stood | It would stand |"
    head += " Its seal |\n|---|---|---|---|\n" if are_sealed else "\n|---|---|---|\n"
    ordered = sorted(standings, key=lambda each: not each.of_law)
    rows = (
        f"| {escape_markdown(each.name)} | {_marked(each.old, 'del')} | {_marked(each.new, 'ins')}"
        f" |{f' {each.seal} |' if are_sealed else ''}\n"
        for each in ordered
    )
    return _Section(head, tuple(rows), "the files themselves")


def _others(others: Sequence[OtherFile]) -> _Section:
    head = "## Other files\n\n| File | What happened | Nobody sees |\n|---|---|---|\n"
    rows = (
        f"| {escape_markdown(each.path)} | {each.fate} | {escape_markdown(', '.join(each.hides))}"
        " |\n"
        for each in others
    )
    return _Section(head, tuple(rows), "the files themselves")


def _overview(changeset: Changeset, redlines: Mapping[str, Redline]) -> _Section:
    head = "| Version | What happened | Changes | File |\n|---|---|---|---|\n"
    rows = (_happened(change, redlines.get(change.name)) for change in changeset.texts)
    return _Section(head, tuple(rows), "the files themselves")


def _happened(change: TextChange, redline: Redline | None) -> str:
    what: str = change.fate
    if change.fate == "added":
        what = "added, the first of its document"
        if change.old:
            what = f"added, made from {change.old.label}"
    if change.directed:
        what = f"**{what}, though it has been decided**"
    name, file = escape_markdown(change.name), f"`{file_name(change)}`"
    return f"| {' | '.join((name, what, _counted(change, redline), file))} |\n"


def _counted(change: TextChange, redline: Redline | None) -> str:
    if redline is None:
        return ""
    if not redline.changes:
        return "no change of the text"
    counts = counts_text(redline.counts.items())
    return counts if redline.aligned else f"not aligned: {counts}"


def _facts(change: FactChange) -> _Section:
    title = f"## The {change.what} {escape_markdown(change.id)}: {change.fate}"
    header = "| | It said | It says |\n|---|---|---|\n"
    head = f"{title}\n\n{escape_markdown(change.title)}\n\n{header}"
    return _Section(head, tuple(map(_fact_row, change.facts)), "its file in the record")


def _fact_row(fact: Fact) -> str:
    return f"| {fact.name} | {_marked(fact.old, 'del')} | {_marked(fact.new, 'ins')} |\n"


def _marked(value: str, tag: str) -> str:
    return f"<{tag}>{escape_markdown(value)}</{tag}>" if value else ""


def _changes(change: TextChange, redline: Redline) -> _Section:
    old, new = escape_markdown(redline.old.name), escape_markdown(redline.new.name)
    labels = provenance_labels(redline.old, redline.new)
    provenance = "".join(f"**{escape_markdown(label)}.**\n\n" for label in labels)
    head = f"## {old} → {new}\n\n{provenance}{counts_markdown(redline)}\n\n"
    head += folded_resting(redline)
    return _Section(head, tuple(change_items(redline)), f"`{file_name(change)}`")


def _fitted(head: str, sections: Sequence[_Section], limit: int) -> Iterator[str]:
    """As many sections as have room for their heads, and in each as many items as then still have
    room.
    """
    bare = [_size(section.text(0)) + 1 for section in sections]
    room = limit - _size(head) - _size(_LEFT_OUT.format(len(sections)))
    shown = len(sections)
    while shown and sum(bare[:shown]) > room:
        shown -= 1
    room -= sum(bare[:shown])
    yield head
    for section in sections[:shown]:
        kept = 0
        for size in map(_size, section.items):
            if size > room:
                break
            room -= size
            kept += 1
        yield section.text(kept)
    if shown < len(sections):
        yield _LEFT_OUT.format(len(sections) - shown)


def _size(text: str) -> int:
    return len(text.encode())
