"""What the verbs share: the group that they belong to, their options, and how results are
written.

It imports what every verb needs and nothing more; `VERBS` says which module holds which verb.
"""

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from build_tools import __version__
from build_tools.language import ENGLISH, speaking
from build_tools.lineage.failures import report_fallback
from build_tools.model import Document, Redline, Version
from build_tools.model.characters import visible
from build_tools.model.file_kinds import as_bytes
from build_tools.record.lookup import load_document
from build_tools.record.status_words import status_on_day
from build_tools.record.targets import refuse_files
from build_tools.record.workers import Workers, workers_of
from build_tools.record.writing import write_file
from build_tools.render.progress import progress_shown
from build_tools.site.day import day_shown

VERSIONS = "versions"

VERBS: Mapping[str, str] = {
    "amend": "editing",
    "archive": "archiving",
    "blame": "histories",
    "cache": "caching",
    "changes": "changes",
    "check": "checking",
    "digest": "digesting",
    "export": "files",
    "find": "finding",
    "graph": "graphing",
    "history": "histories",
    "import": "files",
    "init": "beginning",
    "instruct": "instructing",
    "list": "reading",
    "pack": "pack",
    "pages": "pages",
    "preview": "previewing",
    "redline": "reading",
    "renumber": "renumbering",
    "responses": "responses",
    "seal": "editing",
    "show": "reading",
    "verify": "checking",
    "weave": "weaving",
}
"""Every verb, and the module of this room whose import adds it to `corpus`."""


class LazyGroup(click.Group):
    """A group that imports the module of a verb when the verb is called, or when all are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the verbs, in the order of the alphabet."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name; None where there is none, and then all are known, for a hint."""
        names = [cmd_name] if cmd_name in VERBS else VERBS
        for name in names:
            import_module(f"build_tools.cli.{VERBS[name]}")
        return super().get_command(ctx, cmd_name)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corpus")
def corpus() -> None:
    """Versions of legal texts: check them, show them, and show what changed between them.

    A VERSION is `mtad@3.0`, any markdown or Word file, or - for standard input.
    """


def versions_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --versions: where the record is."""
    return click.option(
        "--versions",
        "root",
        default=VERSIONS,
        show_default=True,
        type=click.Path(path_type=Path),
        help="The record.",
    )(command)


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --as-of: the day that is asked about."""
    return click.option(
        "--as-of",
        "as_of",
        metavar="DAY",
        callback=_day,
        help="The day whose position is meant: 2026-11-23.",
    )(command)


def today() -> dt.date:
    """The day on which the command runs, or SOURCE_DATE_EPOCH's; BadParameter for what is none."""
    return _day(None, None, None)


def _day(
    _context: click.Context | None, _parameter: click.Parameter | None, given: str | None
) -> dt.date:
    try:
        return day_shown(given, os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected a day like 2026-11-23") from error


def asked_day(
    _context: click.Context, _parameter: click.Parameter, given: str | None
) -> dt.date | None:
    """The day that was given, None where none was; BadParameter for what is none."""
    try:
        return None if given is None else dt.date.fromisoformat(given)
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected a day like 2026-11-23") from error


def whole_address(
    _context: click.Context | None, _parameter: click.Parameter | None, given: str | None
) -> str | None:
    """The address of a site with a slash at its end; none is none. BadParameter for what is no
    address.
    """
    if not given or re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
        return given if not given or given.endswith("/") else f"{given}/"
    raise click.BadParameter(
        f"{given!r} is not the address of a site, such as https://law.example.org/sec/"
    )


def site_url_option(help_text: str) -> Callable[..., Any]:
    """The option --site-url: the address of the site, and what for."""
    return click.option(
        "--site-url",
        default="",
        envvar="SITE_URL",
        metavar="URL",
        callback=whole_address,
        help=help_text,
    )


def docs_option(
    help_text: str, *, default: str | None = "docs", exists: bool = True
) -> Callable[..., Any]:
    """The option --docs: the folder of hand-written pages, which must be there if it `exists`."""
    return click.option(
        "--docs",
        default=default,
        show_default=True,
        type=click.Path(exists=exists, file_okay=False, path_type=Path),
        help=help_text,
    )


def format_option(formats: Iterable[str], help_text: str | None = None) -> Callable[..., Any]:
    """The option --format: how what is written is written, as text unless another is named."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(list(formats)),
        default="text",
        show_default=True,
        help=help_text,
    )


def fragment_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --fragment: of a page in HTML the text alone."""
    return click.option(
        "--fragment", is_flag=True, help="With html: the text alone, without a page round it."
    )(command)


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option -o: the file to write."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="Write here, not to the terminal."
    )(command)


def workers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options --jobs and --cluster: who makes what takes long."""
    command = click.option(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="The scheduler of a Dask cluster that does the work: tcp://10.0.0.1:8786. It takes the"
        " extra `cluster`, and a folder that all its machines share as CORPUS_STORE.",
    )(command)
    return jobs_option(command)


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --jobs: how many processes do what takes long."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        help="How many processes do the work; by default one for each processor, where there is"
        " enough to do.",
    )(command)


@contextmanager
def workers_asked_for(jobs: int | None, cluster: str | None) -> Iterator[Workers]:
    """Those of the two options, or of CORPUS_JOBS and CORPUS_CLUSTER, and no cluster where that is
    None; how far they are shows on a terminal.
    """
    with progress_shown() as tell:
        try:
            workers = workers_of(jobs, cluster, tell, lambda what: say(what, error=True))
        except ValueError as error:
            raise click.BadParameter(f"CORPUS_JOBS: {error}") from None
        with workers.staying() as staying:
            yield staying


def template_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --template: a publisher's own Word file."""
    return click.option(
        "--template",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="For Word files: one whose page, styles and running heads are used.",
    )(command)


def tracked_columns_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --tracked-columns: how a Word file shows columns that came or went."""
    return click.option(
        "--tracked-columns",
        is_flag=True,
        help="With docx: track inserted and deleted columns cell by cell. Word accepts and rejects"
        " them; LibreOffice 7.4 keeps their cells.",
    )(command)


def refuse_template_unless_docx(format_name: str, template: Path | None) -> None:
    """Refuse a template with a format that has none."""
    if template is not None and format_name != "docx":
        raise click.UsageError("--template goes with docx alone")


def status_on(version: Version, root: Path, as_of: dt.date) -> str:
    """The status of a version of the record on a day; nothing for a loose file. In the language
    of the version, whose file says it.
    """
    if not version.label:
        return ""
    document = load_document(root, version.name, texts=[version.name])
    with speaking(version.language):
        return status_on_day(document, version, as_of)


def language_of(document: Document) -> str:
    """The language in which all that is told of a document is: that of its record."""
    return document.versions[0].language if document.versions else ENGLISH


def say(text: str, *, error: bool = False) -> None:
    """Tell something, on standard output or standard error: nothing that the record holds is obeyed
    by a terminal or a log.
    """
    click.echo(in_a_log(visible(text)), err=error)


_RUNNER_COMMAND = re.compile(r"^(\s*:)(?=:)|(##)(?=\[)", re.MULTILINE)
"""How a line begins, or what it holds, that GitHub's runner obeys instead of showing it
(ActionCommand.cs of actions/runner)."""


def in_a_log(text: str) -> str:
    """A text for people as it is printed: what a job of GitHub's would obey in it is broken up
    there.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return _RUNNER_COMMAND.sub(lambda found: f"{found[0]}\\", text)


def warn(redline: Redline) -> None:
    """Say that a redline fell back; what it shows is right, and yet nobody should have to read
    it.
    """
    say(f"warning: {report_fallback(redline)}", error=True)


def refuse_output(outputs: Iterable[Path | None], inputs: Iterable[Path | Version | None]) -> None:
    """Refuse to write over what the command reads, over what is sealed, over what is no plain file
    and through a link; whoever writes asks this before anything is made.
    """
    read = (
        Path(each.path or each.document) if isinstance(each, Version) else each for each in inputs
    )
    refuse_files([path for path in outputs if path], [path for path in read if path])


_FILES_OF_PROGRAMS = frozenset((".doc", ".docx", ".odt", ".pdf", ".rtf", ".xls", ".xlsx"))
"""Endings of files that are opened with a program which expects more than text."""


def refuse_name_for_text(output: Path) -> None:
    """UsageError where a file that is to hold text is called as one that no program reads as
    text.
    """
    if output.suffix.lower() in _FILES_OF_PROGRAMS:
        raise click.UsageError(
            f"what is written is text, and {output} would be opened as something else; Word files"
            " and PDFs are written by corpus export, and by corpus redline with --format"
        )


def write(content: str | bytes, output: Path | None, *, escapes: bool = False) -> None:
    """Write all or nothing: a file is replaced only when the whole content is there.

    `escapes` says that the content has codes for a terminal to obey. Of any other, a terminal is
    shown what it might obey; a file or a program is given every character.
    """
    if output is None:
        assert isinstance(content, str), "bytes are for files"
        shown = visible(content) if sys.stdout.isatty() and not escapes else content
        click.echo(shown, nl=False, color=True if escapes else None)
        return
    if isinstance(content, str):
        refuse_name_for_text(output)
    try:
        write_file(output, as_bytes(content))
    except OSError as error:
        raise click.FileError(str(output), error.strerror or str(error)) from error
