"""`corpus list`, `show` and `redline`: what the record says."""

import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    asked_day,
    corpus,
    format_option,
    fragment_option,
    language_of,
    output_option,
    refuse_output,
    say,
    status_on,
    template_option,
    today,
    tracked_columns_option,
    versions_option,
)
from build_tools.cli.inputs import STANDARD_INPUT, input_version, is_no_text, tracked_versions
from build_tools.cli.showing import (
    ALL_REDLINE_FORMATS,
    on_day,
    redline_in_part,
    refuse_fragment_unless_html,
    refuse_redline_options,
    show_redline,
    show_version,
)
from build_tools.language import day_in_words, listed, speaking
from build_tools.language import gettext as _
from build_tools.model import Certainty, Document, Version, refusal
from build_tools.record import load, load_wanted
from build_tools.record.lookup import document_id, find_document, load_document, load_version
from build_tools.record.parts import begins_in_parts
from build_tools.record.point_in_time import answer_in_words, text_on_day
from build_tools.record.status import in_force
from build_tools.record.status_words import standing_in_words
from build_tools.record.wanted import only_document
from build_tools.render import VERSION_FORMATS


@corpus.command("list")
@versions_option
@as_of_option
def list_(root: Path, as_of: dt.date) -> None:
    """List the documents and their versions, newest first.

    Where the record does not hold which version was in force on the day, it says so.
    """
    record = load(root)
    with speaking(record.language):
        for document in record.documents:
            _list_versions(document, as_of, today())


def _list_versions(document: Document, as_of: dt.date, read_on: dt.date) -> None:
    say(f"{document.id}: {document.title}")
    text = text_on_day(document, as_of, read_on)
    if text.certainty is not Certainty.CERTAIN:
        say(f"  {_day_in_words(as_of)}: {answer_in_words(text)}")
    for version in reversed(document.versions):
        made_by = version.amendment.title if version.amendment else ""
        stage = standing_in_words(document, version, as_of, read_on)
        say(f"  {version.name}  {stage}  {made_by}")


@corpus.command()
@click.argument("version")
@click.argument("provision", nargs=-1)
@format_option(VERSION_FORMATS)
@fragment_option
@click.option(
    "--on",
    metavar="DAY",
    callback=asked_day,
    help="VERSION is a document; show what was in force on that day: 2022-06-01.",
)
@versions_option
@output_option
def show(  # noqa: PLR0913 - one for each thing that can be asked
    *,
    version: str,
    provision: Sequence[str],
    format_name: str,
    fragment: bool,
    on: dt.date | None,
    root: Path,
    output: Path | None,
) -> None:
    """Show the text of a VERSION; or of a document, by its id or title, as it is in force today, or
    as it was --on a day.

    Ends with 1 where the record does not hold which version was in force on that day: it shows
    none, and says on standard error which it may have been and why. Of a version in force in part
    each provision that waits is marked in every format, and what is law in its place stands below.

    With a PROVISION (17, 17.6, "Table 17.6", cl 17.7(a), "§ 2 Abs. 1"): its text alone, as text,
    that of a heading with all that it is over, under whatever number it had on that day; the number
    is that of the version in force, or of the VERSION. Of a document it is the law of today; where
    some of it waits, a VERSION's text says so. Where the record does not hold which text it
    had, it ends with 1 and shows each, and what differs.
    """
    refuse_fragment_unless_html(format_name, fragment)
    if provision:
        if format_name != "text":
            raise click.UsageError("a PROVISION is shown with --format text alone")
        from build_tools.cli.provisions import (  # noqa: PLC0415 - loads what is read off the weave
            show_provision,
        )

        show_provision(version, " ".join(provision), root, on, output)
        return
    if on is None and is_no_text(version):
        found = _version_in_force(version, root)
    else:
        found = input_version(version, root) if on is None else _version_on(version, root, on)
    refuse_output([output], [found])
    day = on or today()
    status, told = partial(status_on, found, root, day), on_day(found, root, day, today())
    show_version(found, format_name, fragment=fragment, status=status, told=told, output=output)


def _version_in_force(name: str, root: Path) -> Version:
    """The version of a document that is in force today; CorpusError where none is."""
    document = load_document(root, name, texts=())
    if in_force(document, today()) is None:
        versions = listed([f"corpus show {each.name}" for each in document.versions], "or")
        raise refusal(name, f"no version of `{document.id}` is in force", versions)
    return _version_on(document.id, root, today())


def _version_on(name: str, root: Path, day: dt.date) -> Version:
    """The version of a document that was in force on a day; ends with 1 where that is not
    certain.
    """
    id_ = document_id(root, name)
    document = find_document(load_wanted(root, only_document(id_, texts=())), id_, name)
    if begins_in_parts(document):  # which provisions are in which, their texts tell
        document = load_document(root, id_)
    with speaking(language_of(document)):
        text = text_on_day(document, day, today())
        told = f"{document.id} {_day_in_words(day)}: {answer_in_words(text)}"
    if text.in_part:
        say(told, error=True)
    if text.certainty is Certainty.CERTAIN:
        return load_version(root, text.versions[0].name)
    say(told, error=True)
    names = [version.name for version in text.versions]
    for each in names:
        say(f"  corpus show {each}", error=True)
    for old, new in pairwise(names):
        say(f"  corpus redline {old} {new}", error=True)
    if not names:
        say(f"  corpus history {document.id}", error=True)
    sys.exit(1)


def _day_in_words(day: dt.date) -> str:
    return _("on %(day)s", day=day_in_words(day))


@corpus.command()
@click.argument("old")
@click.argument("new", required=False)
@format_option(ALL_REDLINE_FORMATS)
@fragment_option
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="With text: colours and wrapped lines. `auto`: on a terminal, unless NO_COLOR is set.",
)
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 when there are changes, with 0 when there are none.",
)
@click.option("-q", "--quiet", is_flag=True, help="Write nothing; implies --exit-code.")
@click.option(
    "--net",
    is_flag=True,
    help="Compare the two texts alone, whatever versions of the document lie between them.",
)
@template_option
@tracked_columns_option
@versions_option
@as_of_option
@output_option
def redline(  # noqa: PLR0913 - one for each option
    *,
    old: str,
    new: str | None,
    format_name: str,
    fragment: bool,
    color: str,
    exit_code: bool,
    quiet: bool,
    net: bool,
    template: Path | None,
    tracked_columns: bool,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Show what changed from OLD to NEW.

    Each is a VERSION; one of them may be standard input (-). A Word file is read as `corpus import`
    reads it, and what could not be carried is told on standard error. OLD alone may be a Word file
    with tracked changes: the text without them is compared with the text with them, and each change
    is told with who made it and when; --net leaves that out.

    Where other versions of the document lie between the two, each change is told with the versions
    that made it, and what came and went in between is told beside the changes; --net compares the
    two texts and no more.

    --format docx writes a Word file with tracked changes, and --format pdf a PDF. Both need
    --output, and say on each page how NEW stands on --as-of. --format xlsx writes the list of
    changes for a spreadsheet, and needs --output too.

    Ends with 0 when it is done, and with 2 when it was called wrongly or cannot read its input.
    With --exit-code or --quiet it ends with 1 when there are changes. A comparison that does not
    give back both texts, which is a defect of this program, ends with 1 as well; it shows nothing
    and says so on standard error.
    """
    refuse_redline_options(
        format_name,
        fragment=fragment,
        template=template,
        tracked_columns=tracked_columns,
        color=color,
        to_file=quiet or output is not None,
    )
    if quiet and output is not None:
        raise click.UsageError("--quiet writes nothing, so it does not go with --output")
    if old == new == STANDARD_INPUT:
        raise click.UsageError("only one of OLD and NEW can be standard input (-)")
    from build_tools.cli.comparing import (  # noqa: PLC0415 - loads the engine
        redline_of,
        tracked_redline,
    )

    if new is None:
        tracked = tracked_versions(old)
        refuse_output([output], [tracked.old, template])
        compared = tracked_redline(tracked, net=net)
    else:
        versions = input_version(old, root), input_version(new, root)
        refuse_output([output], [*versions, template])
        compared = redline_of(*versions, root, as_of, net=net)
    if not quiet:
        show_redline(
            compared,
            format_name,
            fragment=fragment,
            template=template,
            tracked_columns=tracked_columns,
            color=color,
            status=lambda: status_on(compared.new, root, as_of),
            told=lambda: redline_in_part(compared, root, as_of),
            output=output,
        )
    if (exit_code or quiet) and compared.changes:
        sys.exit(1)
