"""`corpus changes`: what a branch changes in the record, for a forge to show."""

import datetime as dt
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say, versions_option, warn, write
from build_tools.editing.branch import Branch
from build_tools.editing.departures import departures
from build_tools.editing.other_files import other_files
from build_tools.editing.vouched import vouched
from build_tools.language import number_of
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.graph import Graphs
from build_tools.lineage.witnesses import Witnesses, amendment_witnesses
from build_tools.model import Corpus
from build_tools.record import survey, survey_copy
from build_tools.record.changeset import Changeset, find_changeset
from build_tools.record.git import at_merge_base
from build_tools.record.store import user_store
from build_tools.record.targets import refuse_folder
from build_tools.record.writing import write_into
from build_tools.render.summary import (
    COMMENT_LIMIT,
    LIMIT,
    as_comment,
    changeset_files,
    changeset_summary,
    preview_link,
)
from build_tools.render.witness_summary import sources_differ, witness_summary


def _artifact(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """The address of a file on a forge, or none; BadParameter for what could not stand in a link of
    markdown.
    """
    if given and not re.fullmatch(r"https?://[\w.:/?=&%~+-]+", given, re.ASCII):
        raise click.BadParameter(f"{given!r} is no address, such as https://forge.example/a/1")
    return given


@corpus.command()
@click.argument("base")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write summary.md, comment.md and each redline here.",
)
@click.option(
    "--limit",
    default=LIMIT,
    show_default=True,
    type=click.IntRange(min=1000),
    help="Bytes that the summary may have.",
)
@click.option(
    "--preview",
    default="",
    metavar="URL",
    callback=_artifact,
    help="Where a forge keeps a preview of the site: the comment begins with a link to it.",
)
@versions_option
@as_of_option
def changes(
    *, base: str, out: Path | None, limit: int, preview: str, root: Path, as_of: dt.date
) -> None:
    """Tell what the record here changes against BASE, a branch or commit, since the two parted.

    Writes a summary as markdown for a forge to show. With --out it goes to the folder's summary.md,
    what of it has room in a comment to comment.md, and beside them stands each redline as a
    self-contained HTML file. Ends with 0 whether or not anything changed.
    """
    store = user_store()
    comparisons = Comparisons(warn, store)
    with at_merge_base(root, base) as (commit, copy):
        branch = Branch(root, base, commit, copy, as_of, store)
        departing = departures(branch)
        head, problems = survey(root, store=store)
        before = survey_copy(copy, store)
        changeset = find_changeset(before, head, as_of, f"at {commit[:7]}")
        standings = vouched(branch, head, changeset.standings)
    changeset = replace(changeset, standings=standings)
    changeset = replace(changeset, others=tuple(other_files(branch, changeset)))
    graphs = Graphs(head, as_of)
    redlines = {
        change.name: graphs.told(comparisons.between(change.old, change.new))
        for change in changeset.texts
        if change.old and change.new
    }
    witnesses = _witnesses(head, changeset, as_of, comparisons)

    def fitted(limit: int) -> str:
        """The summary in so many bytes."""
        told = witness_summary(witnesses, limit // 3)
        room = limit - len(told.encode()) - len("\n")
        summary = changeset_summary(changeset, redlines, commit, len(problems), departing, room)
        if not told:
            return summary
        # What would change the law is told before all else.
        first = sources_differ(witnesses) and not departing
        parts = [told, summary] if first else [summary, told]
        return "\n".join(part.rstrip("\n") + "\n" for part in parts)

    summary = fitted(limit)
    for problem in departing:
        say(f"warning: {problem}", error=True)
    if out is None:
        write(summary, None)
        return
    comment = preview_link(preview) + as_comment(fitted(min(limit, COMMENT_LIMIT)))
    files = {"summary.md": summary, "comment.md": comment} | changeset_files(changeset, redlines)
    refuse_folder(out, files, [root])
    write_into(out, {name: text.encode() for name, text in files.items()})
    say(f"{number_of(len(redlines), 'redline')} in {out}", error=True)


def _witnesses(
    head: Corpus, changeset: Changeset, as_of: dt.date, comparisons: Comparisons
) -> list[Witnesses]:
    """Those of the amendments that a branch touches, or whose texts it does."""
    touched = {each.id for each in changeset.facts if each.what == "amendment"}
    made_by = (each.new.amendment for each in changeset.texts if each.new)
    touched |= {amendment.id for amendment in made_by if amendment}
    mine = (each for each in head.amendments if each.id in touched)
    found = (amendment_witnesses(head, each, as_of, comparisons) for each in mine)
    return list(chain.from_iterable(found))
