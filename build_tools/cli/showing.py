"""A redline and the format that somebody asked for → what is written; what does not go together is
refused first.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import click

from build_tools.cli.command import refuse_template_unless_docx, warn, write
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import NotBegun, Redline, RedlineInPart, Version, VersionOnDay
from build_tools.record.lookup import load_document
from build_tools.record.parts import begins_in_parts
from build_tools.render import (
    REDLINE_FORMATS,
    VERSION_FORMATS,
    VERSION_ON_DAY_FORMATS,
    redline_fragment,
    version_fragment,
    version_on_day_fragment,
)
from build_tools.render.not_begun_in_words import not_begun_comments, taken_out_comments
from build_tools.render.without_a_word import resting_comments
from build_tools.site.file_formats import FILE_FORMATS

ALL_REDLINE_FORMATS = (*REDLINE_FORMATS, *FILE_FORMATS)


def refuse_redline_options(
    format_name: str,
    *,
    fragment: bool,
    template: Path | None,
    tracked_columns: bool,
    color: str,
    to_file: bool,
) -> None:
    """UsageError where the options do not go with the format; `to_file` says that it may be a file,
    because one is named or nothing is written.
    """
    refuse_fragment_unless_html(format_name, fragment)
    refuse_template_unless_docx(format_name, template)
    if tracked_columns and format_name != "docx":
        raise click.UsageError("--tracked-columns goes with --format docx")
    if color == "always" and format_name != "text":
        raise click.UsageError("--color always goes with --format text")
    if format_name in FILE_FORMATS and not to_file:
        raise click.UsageError(
            f"--format {format_name} writes a file; name it with -o FILE.{format_name}"
        )


def refuse_fragment_unless_html(format_name: str, fragment: bool) -> None:
    """Refuse a fragment in a format that has none."""
    if fragment and format_name != "html":
        raise click.UsageError("--fragment goes with --format html")


def show_version(
    shown: Version,
    format_name: str,
    *,
    fragment: bool,
    status: Callable[[], str],
    told: VersionOnDay | None,
    output: Path | None,
) -> None:
    """Write a version in any format that is text; `status` tells how it stands, and is asked where
    printed sheets say so. `told` is the version on a day on which some of it was not in force.
    """
    with speaking(shown.language):
        if fragment:
            text = version_on_day_fragment(told) if told else version_fragment(shown)
        elif format_name == "html":
            text = _version_page(shown, status(), told)
        elif told:
            text = VERSION_ON_DAY_FORMATS[format_name](told)
        else:
            text = VERSION_FORMATS[format_name](shown)
    write(text, output)


def _version_page(version: Version, status: str, told: VersionOnDay | None) -> str:
    from build_tools.render.page.one_file import version_page  # noqa: PLC0415 - loads Jinja2

    return version_page(version, status, told)


def show_redline(  # noqa: PLR0913 - one for each thing that decides what is written
    compared: Redline,
    format_name: str,
    *,
    fragment: bool,
    template: Path | None,
    tracked_columns: bool,
    color: str,
    status: Callable[[], str],
    told: Callable[[], RedlineInPart],
    output: Path | None,
) -> None:
    """Write a redline in any format; `status` tells how its new version stands, and `told` what of
    it is not in force, and when the rest began; they are asked where a file says so.
    """
    escapes = format_name == "text" and _in_colour(color, output)
    with speaking(compared.new.language):
        if format_name in FILE_FORMATS:
            writer = _redline_writer(format_name, told(), tracked_columns=tracked_columns)
            made: str | bytes = _redline_file(compared, writer, status(), template)
        elif escapes:
            made = _redline_in_colour(compared)
        elif fragment:
            made = redline_fragment(compared)
        elif format_name == "html":
            made = _redline_page(told(), status())
        else:
            made = REDLINE_FORMATS[format_name](compared)
    write(made, output, escapes=escapes)


def waiting_in(version: Version, root: Path, as_of: dt.date) -> tuple[NotBegun, ...]:
    """What of a version of the record is not in force on a day; nothing of any other text."""
    told = on_day(version, root, as_of, as_of)
    return told.not_begun if told else ()


def redline_in_part(compared: Redline, root: Path, as_of: dt.date) -> RedlineInPart:
    """The same of the new version of a redline, with what of its old one is law until a part takes
    it out, and when what has begun did.
    """
    old, new = compared.old, compared.new
    if not new.label or not begins_in_parts(load_document(root, new.name, texts=())):
        return RedlineInPart(redline=compared, not_begun=())
    from build_tools.lineage.provenance import (  # noqa: PLC0415 - loads what is read off the weave
        History,
        not_begun_between,
        not_begun_in_weave,
        part_days,
    )

    document = load_document(root, new.name)
    if old not in document.versions:
        return RedlineInPart(redline=compared, not_begun=waiting_in(new, root, as_of))
    history = History(document, Comparisons(warn))
    found = not_begun_in_weave(history, as_of)
    return RedlineInPart(
        redline=compared,
        not_begun=not_begun_between(history, compared, found) if found else (),
        days=part_days(history, compared),
    )


def on_day(version: Version, root: Path, day: dt.date, read_on: dt.date) -> VersionOnDay | None:
    """A version of the record as some of it was not in force on a day; None where that is not so,
    and of any other text.
    """
    if not version.label or not begins_in_parts(load_document(root, version.name, texts=())):
        return None
    from build_tools.lineage.provenance import (  # noqa: PLC0415 - loads what is read off the weave
        History,
        version_on_day,
    )

    document = load_document(root, version.name)
    history = History(document, Comparisons(warn))
    return version_on_day(history, document.version(version.label), day, read_on)


def _redline_page(told: RedlineInPart, status: str) -> str:
    from build_tools.render.page.one_file import redline_page  # noqa: PLC0415 - loads Jinja2

    return redline_page(told.redline, status, told.not_begun)


_RedlineWriter: TypeAlias = Callable[[Redline, str, bytes | None], bytes]


def _redline_writer(
    format_name: str, told: RedlineInPart, *, tracked_columns: bool
) -> _RedlineWriter:
    kind = FILE_FORMATS[format_name]
    if tracked_columns:
        return lambda _redline, status, template: _with_tracked_columns(told, status, template)
    in_part = kind.redline_in_part
    if (told.not_begun or told.days) and in_part:
        return lambda _redline, status, template: in_part(told, status, template)
    return kind.redline.write


def _with_tracked_columns(told: RedlineInPart, status: str, template: bytes | None) -> bytes:
    from build_tools.word import redline_docx  # noqa: PLC0415 - loads lxml and python-docx

    return redline_docx(
        told.redline,
        status,
        template,
        tracked_columns=True,
        said=resting_comments(told.redline),
        not_begun=not_begun_comments(told.not_begun),
        taken_out=taken_out_comments(told.not_begun),
        days=told.days,
    )


def _redline_file(
    compared: Redline, writer: _RedlineWriter, status: str, template: Path | None
) -> bytes:
    from build_tools.cli.files import writing_files  # noqa: PLC0415 - loads lxml and python-docx

    with writing_files(template) as template_bytes:
        return writer(compared, status, template_bytes)


def _redline_in_colour(compared: Redline) -> str:
    from build_tools.render.terminal import redline_terminal  # noqa: PLC0415 - loads rich

    return redline_terminal(compared, shutil.get_terminal_size().columns)


def _in_colour(color: str, output: Path | None) -> bool:
    """Whether to write escape codes: as asked, or else on a terminal that shows them to somebody
    who wants them.
    """
    if color != "auto":
        return color == "always"
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and output is None and sys.stdout.isatty()
