"""The command `corpus`: verbs in, calls out.

Exit 0 done, 1 problems found (or differences, where that was asked), 2 usage or unreadable input.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from build_tools import __version__
from build_tools.check import check as find_problems
from build_tools.corpus import load, resolve, survey
from build_tools.errors import CorpusError, RedlineError
from build_tools.failures import failed, fell_back
from build_tools.history import Comparisons, predecessor
from build_tools.model import EVENTS, Corpus, Document, Redline, Version
from build_tools.render import REDLINE_FORMATS, VERSION_FORMATS, redline_fragment, version_fragment
from build_tools.render.terminal import redline_terminal
from build_tools.site.pages import assets, build, build_day
from build_tools.standing import version_stage
from build_tools.word import TemplateError, redline_docx, version_docx

VERSIONS = "versions"


def main() -> None:
    """Run the command; what the input has wrong goes to standard error, problem by problem."""
    try:
        corpus(prog_name="corpus", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except CorpusError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except RedlineError as error:
        click.echo(f"error: {failed(error)}", err=True)
        sys.exit(1)


def _versions_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--versions", "root", default=VERSIONS, show_default=True, type=click.Path(path_type=Path), help="The record."
    )(command)


def _as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--as-of", "as_of", metavar="DAY", callback=_day, help="The day whose position is meant: 2026-11-23."
    )(command)


def _day(_context: click.Context, _parameter: click.Parameter, given: str | None) -> dt.date:
    try:
        return build_day(given, os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected a day like 2026-11-23") from error


def _output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here, not to the terminal.")(
        command
    )


def _template_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--template",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="With docx: a Word file whose page, styles and running heads are used.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corpus")
def corpus() -> None:
    """Versions of legal texts: check them, show them, and show what changed between them.

    A VERSION is `mtad@3.0` or any markdown file.
    """


@corpus.command()
@_versions_option
@_as_of_option
def check(root: Path, as_of: dt.date) -> None:
    """Look for mistakes in the record; all of them are listed in one run."""
    record, problems = survey(root)
    problems = sorted([*problems, *find_problems(record, as_of)])
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        sys.exit(1)


@corpus.command("list")
@_versions_option
@_as_of_option
def list_(root: Path, as_of: dt.date) -> None:
    """List the documents and their versions, newest first."""
    for document in load(root).documents:
        click.echo(f"{document.id}: {document.title}")
        for version in reversed(document.versions):
            made_by = version.amendment.title if version.amendment else ""
            click.echo(f"  {version.name}  {version_stage(document, version, as_of)}  {made_by}")


@corpus.command()
@click.argument("version")
@click.option("--format", "form", type=click.Choice(list(VERSION_FORMATS)), default="text", show_default=True)
@click.option("--fragment", is_flag=True, help="With html: the text alone, without a page round it.")
@_versions_option
@_output_option
def show(version: str, form: str, fragment: bool, root: Path, output: Path | None) -> None:
    """Show the text of a VERSION."""
    _only_html(form, fragment)
    found = resolve(version, root)
    _write(version_fragment(found) if fragment else VERSION_FORMATS[form](found), output)


@corpus.command()
@click.argument("version")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The Word file to write.")
@_template_option
@_versions_option
@_as_of_option
def export(version: str, output: Path, template: Path | None, root: Path, as_of: dt.date) -> None:
    """Write the text of a VERSION as a Word file, which says how the version stands on --as-of."""
    found = resolve(version, root)
    standing = _standing(found, root, as_of)
    _write(_word(lambda given: version_docx(found, standing, given), template), output)


@corpus.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice([*REDLINE_FORMATS, "docx"]), default="text", show_default=True)
@click.option("--fragment", is_flag=True, help="With html: the text alone, without a page round it.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="With text: colours and wrapped lines. `auto`: on a terminal, unless NO_COLOR is set.",
)
@click.option("--exit-code", is_flag=True, help="End with 1 when there are changes, with 0 when there are none.")
@click.option("-q", "--quiet", is_flag=True, help="Write nothing; implies --exit-code.")
@_template_option
@_versions_option
@_as_of_option
@_output_option
def redline(  # noqa: PLR0913 - one for each option
    *,
    old: str,
    new: str,
    form: str,
    fragment: bool,
    color: str,
    exit_code: bool,
    quiet: bool,
    template: Path | None,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Show what changed from OLD to NEW.

    --format docx writes a Word file with tracked changes, and needs --output; its running head says how NEW stands on
    --as-of.

    Ends with 0 when it is done, and with 2 when it was called wrongly or cannot read its input. With --exit-code or
    --quiet it ends with 1 when there are changes. A comparison that does not give back both texts, which is a defect
    of this program, ends with 1 as well; it shows nothing and says so on standard error.
    """
    _only_html(form, fragment)
    if color == "always" and form != "text":
        raise click.UsageError("--color always goes with --format text")
    if quiet and output is not None:
        raise click.UsageError("--quiet writes nothing, so it does not go with --output")
    if form == "docx" and output is None and not quiet:
        raise click.UsageError("--format docx writes a file; name it with -o FILE.docx")
    if template is not None and form != "docx":
        raise click.UsageError("--template goes with --format docx")
    compared = Comparisons(_warn).between(resolve(old, root), resolve(new, root))
    if not quiet:
        if form == "docx":
            standing = _standing(compared.new, root, as_of)
            _write(_word(lambda given: redline_docx(compared, standing, given), template), output)
        elif form == "text" and _in_colour(color, output):
            _write(redline_terminal(compared, shutil.get_terminal_size().columns), output, escapes=True)
        else:
            _write(redline_fragment(compared) if fragment else REDLINE_FORMATS[form](compared), output)
    if (exit_code or quiet) and compared.changes:
        sys.exit(1)


@corpus.command()
@click.argument("document")
@_versions_option
@_as_of_option
def history(document: str, root: Path, as_of: dt.date) -> None:
    """Tell the history of a DOCUMENT, by its id: each version, its dates, and how much it changed."""
    found = _document(load(root), document)
    comparisons = Comparisons(_warn)
    for version in reversed(found.versions):
        click.echo("\n".join(_told(found, version, comparisons, as_of)) + "\n")


@corpus.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Hand-written pages.",
)
@_versions_option
@_as_of_option
def pages(out: Path, docs: Path, root: Path, as_of: dt.date) -> None:
    """Write the generated pages, for any builder of sites; the same texts as the mkdocs plugin makes."""
    written = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    made = build(load(root), as_of, written, Comparisons(_warn))
    for name, text in {**made, **assets()}.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    click.echo(f"{len(made)} pages and data files in {out}", err=True)


def _document(record: Corpus, id_: str) -> Document:
    try:
        return record.document(id_)
    except KeyError:
        known = ", ".join(document.id for document in record.documents)
        raise click.BadParameter(f"there is no document {id_!r}; the documents are {known}") from None


def _told(document: Document, version: Version, comparisons: Comparisons, as_of: dt.date) -> list[str]:
    """A version's place in the history, line by line."""
    amendment = version.amendment
    lines = [f"{version.name}  {version_stage(document, version, as_of)}"]
    if amendment is not None:
        lines.append(f"  {amendment.title}")
        for name in EVENTS:
            if event := amendment.events.get(name):
                planned = f"planned {event.planned}" if event.planned else ""
                actual = f"actual {event.actual or 'not recorded'}"
                lines.append(f"  {name}: {', '.join(filter(None, (planned, event.note, actual)))}")
    if before := predecessor(document, version):
        counts = comparisons.between(before, version).counts
        lines.append(f"  from {before.label}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")
    return lines


def _standing(version: Version, root: Path, as_of: dt.date) -> str:
    """How a version of the record stands on a day, and on which; nothing for a loose file."""
    if not version.label:
        return ""
    stage = version_stage(load(root).document(version.document), version, as_of)
    return f"{stage} on {as_of.day} {as_of:%B %Y}"


def _word(write: Callable[[bytes | None], bytes], template: Path | None) -> bytes:
    try:
        return write(template.read_bytes() if template else None)
    except TemplateError as error:
        raise click.BadParameter(f"{template} cannot be used: {error}", param_hint="--template") from error


def _only_html(form: str, fragment: bool) -> None:
    if fragment and form != "html":
        raise click.UsageError("--fragment goes with --format html")


def _in_colour(color: str, output: Path | None) -> bool:
    """Whether to write escape codes: as asked, or else on a terminal that shows them to somebody who wants them."""
    if color != "auto":
        return color == "always"
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and output is None and sys.stdout.isatty()


def _warn(redline: Redline) -> None:
    """Say that a redline fell back; what it shows is right, and yet nobody should have to read it."""
    click.echo(f"warning: {fell_back(redline)}", err=True)


def _write(content: str | bytes, output: Path | None, *, escapes: bool = False) -> None:
    """Write all or nothing: a file is replaced only when the whole content is there."""
    if output is None:
        assert isinstance(content, str), "bytes are for files"
        click.echo(content, nl=False, color=True if escapes else None)
        return
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise click.FileError(str(output), error.strerror or str(error)) from error
