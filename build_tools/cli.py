"""The command `corpus`: verbs in, calls out.

Exit 0 done, 1 problems found (or differences, where that was asked), 2 usage or unreadable input.
"""

import datetime as dt
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import click

from build_tools import __version__
from build_tools.check import Findings
from build_tools.check import check as find_problems
from build_tools.check.mending import mended
from build_tools.check.reports import REPORTS
from build_tools.contribution import contribution
from build_tools.corpus import SEALS, load, resolve, sealed, survey, unfilled
from build_tools.editing.amending import amend as begin
from build_tools.editing.packing import pack as make_pack
from build_tools.editing.rebasing import rebase as carry_on
from build_tools.editing.rebasing import told
from build_tools.editing.sealing import seal as pin
from build_tools.editing.verifying import broken_redlines, proved, site_differences
from build_tools.errors import CorpusError, Problem, RedlineError
from build_tools.failures import failed, fell_back
from build_tools.history import Comparisons
from build_tools.model import EVENTS, Corpus, Document, Redline, Version
from build_tools.render import REDLINE_FORMATS, VERSION_FORMATS, redline_fragment, version_fragment
from build_tools.render.summary import LIMIT, contribution_files, contribution_summary
from build_tools.render.terminal import redline_terminal
from build_tools.revisions import at_merge_base, commit_of
from build_tools.site.pages import assets, build, build_day
from build_tools.standing import predecessor, version_stage
from build_tools.word import Keep, TemplateError, read_docx, redline_docx, version_docx

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


def _whole_address(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """The address of a site with a slash at its end; none is none."""
    if not given or re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
        return given if given.endswith("/") or not given else f"{given}/"
    raise click.BadParameter(f"{given!r} is not the address of a site, such as https://law.example.org/sec/")


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
@click.option("--format", "form", type=click.Choice(list(REPORTS)), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Mend first what a program can mend, but never in a sealed version.")
@_versions_option
@_as_of_option
@_output_option
def check(form: str, fix: bool, root: Path, as_of: dt.date, output: Path | None) -> None:
    """Look for mistakes in the record; all of them are listed in one run.

    Ends with 1 when there are errors; warnings alone end with 0.
    """
    comparisons = Comparisons(_warn)
    if fix:
        for path, rules in sorted(_fix(root, as_of, comparisons).items()):
            click.echo(f"mended {path.as_posix()}: {', '.join(sorted(rules))}", err=True)
    findings = _findings(root, as_of, comparisons)
    _write(REPORTS[form](findings), output)
    if findings.problems:
        click.echo(_counted(findings), err=True)
    if findings.errors:
        sys.exit(1)


def _findings(root: Path, as_of: dt.date, comparisons: Comparisons) -> Findings:
    record, found = survey(root)
    return find_problems(record, as_of, comparisons, [*found, *unfilled(root)])


_ROUNDS = 5
"""How often texts are mended and checked again: a line that several rules mend takes several rounds."""


def _fix(root: Path, as_of: dt.date, comparisons: Comparisons) -> dict[Path, set[str]]:
    """Mend what can be mended; which files it was, and by which rules."""
    done: dict[Path, set[str]] = {}
    for _ in range(_ROUNDS):
        for path, problems in _mendable(_findings(root, as_of, comparisons), sealed(root)).items():
            _write(mended(path.read_text("utf-8"), problems), path)
            done.setdefault(path, set()).update(each.rule for each in problems)
    return done


def _mendable(findings: Findings, pinned: frozenset[Path]) -> dict[Path, list[Problem]]:
    """What a program can mend, by the file; nothing in what is sealed."""
    files: dict[Path, list[Problem]] = {}
    for problem in findings.problems:
        if problem.mended not in (None, problem.source) and Path(problem.path) not in pinned:
            files.setdefault(Path(problem.path), []).append(problem)
    return files


def _counted(findings: Findings) -> str:
    errors, problems = len(findings.errors), len(findings.problems)
    counts = {"error": errors, "warning": problems - errors}
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count)


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


@corpus.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept", "how", flag_value="accept", help="The text with every tracked change.")
@click.option("--reject", "how", flag_value="reject", help="The text without any tracked change.")
@click.option("--both", "how", flag_value="both", help="Two files: of OUT.md, OUT.old.md and OUT.new.md.")
@click.option(
    "--report", type=click.Path(path_type=Path), help="Write what is not carried here, not to standard error."
)
@_output_option
def import_(file: Path, how: str | None, report: Path | None, output: Path | None) -> None:
    """Read a Word FILE and write it as markdown, to be reviewed.

    What the markdown cannot carry, such as pictures and comments, is listed with its place. A file with tracked changes
    needs one of --accept, --reject and --both.
    """
    if how == "both" and output is None:
        raise click.UsageError("--both writes two files, so it needs --output")
    wanted: list[tuple[Keep | None, Path | None]] = [(cast("Keep | None", how), output)]
    if how == "both" and output is not None:
        wanted = [("reject", output.with_suffix(".old.md")), ("accept", output.with_suffix(".new.md"))]
    made = [(read_docx(file, keep), path) for keep, path in wanted]
    lines = []
    for imported, path in made:
        _write(imported.text, path)
        lines += [f"{file if how != 'both' else path}: {remark}\n" for remark in imported.remarks]
    if report is not None:
        _write("".join(lines), report)
    else:
        click.echo("".join(lines), err=True, nl=False)


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
@click.argument("document", required=False)
@click.option("--id", "id_", metavar="ID", help="What the amendment is called; by default mtad-5.0.")
@click.option("--title", help="What people will call it.")
@click.option("--to", metavar="LABEL", help="The version that it makes; by default the one after the highest.")
@click.option("--rebase", metavar="AMENDMENT", help="Carry a proposal on to what is in force now.")
@click.option(
    "--conflicts", is_flag=True, help="With --rebase: write what both touch, with marks, to be decided there."
)
@_versions_option
@_as_of_option
def amend(  # noqa: PLR0913 - one for each option
    *,
    document: str | None,
    id_: str | None,
    title: str | None,
    to: str | None,
    rebase: str | None,
    conflicts: bool,
    root: Path,
    as_of: dt.date,
) -> None:
    """Begin an amendment of a DOCUMENT, by its id: its text, copied from what is in force, and the file about it.

    With --rebase, carry on a proposal that another amendment has overtaken. Where both touch the same clause, row or
    cell, the command says so, writes nothing and ends with 1.
    """
    if (document is None) == (rebase is None):
        raise click.UsageError("give either a DOCUMENT to begin an amendment of, or --rebase AMENDMENT")
    if rebase is None and conflicts:
        raise click.UsageError("--conflicts goes with --rebase")
    if rebase is not None and (id_ or title or to):
        raise click.UsageError("--id, --title and --to do not go with --rebase")
    if document is not None:
        begun = begin(root, document, as_of, id_=id_, title=title, to=to)
        click.echo("\n".join(begun.told()))
        return
    assert rebase is not None
    done = carry_on(root, rebase, as_of, Comparisons(_warn), conflicts=conflicts)
    click.echo("\n".join(told(done, written=conflicts)))
    if not conflicts and any(each.merged.undecided for each in done):
        sys.exit(1)


@corpus.command()
@click.argument("version")
@_versions_option
@_as_of_option
def seal(version: str, root: Path, as_of: dt.date) -> None:
    """Pin the text of a directed VERSION, `mtad@3.0`: from then on `check` fails if one byte of it differs."""
    if problems := pin(root, version, as_of):
        click.echo("\n".join(map(str, problems)))
        sys.exit(1)
    click.echo(f"{version} is sealed in {(root / SEALS).as_posix()}")


@corpus.command()
@click.option("--site", metavar="URL_OR_FOLDER", help="A published site, whose list of versions is held to the record.")
@_versions_option
@_as_of_option
def verify(site: str | None, root: Path, as_of: dt.date) -> None:
    """Prove the record: the seals, and the laws of every redline that a site of that day shows."""
    record, wrong = survey(root)
    said = [str(problem) for problem in wrong] or list(broken_redlines(record, as_of))
    said += [str(problem) for problem in site_differences(record, site)] if site else []
    for line in said:
        click.echo(line)
    if said:
        sys.exit(1)
    click.echo(f"{proved(record, root, as_of)}{f', and the same versions at {site}' if site else ''}", err=True)


@corpus.command()
@click.argument("amendment")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder, empty or not there.")
@click.option("--templates", type=click.Path(path_type=Path), help="Templates that stand in for ours, by their names.")
@_versions_option
@_as_of_option
def pack(amendment: str, output: Path, templates: Path | None, root: Path, as_of: dt.date) -> None:
    """Make the consultation pack of an AMENDMENT: draft direction, response template, both texts and a summary."""
    files = make_pack(root, amendment, output, as_of, Comparisons(_warn), templates)
    click.echo("\n".join((output / name).as_posix() for name in files))


@corpus.command()
@click.argument("base")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write summary.md and each redline here.")
@click.option(
    "--limit", default=LIMIT, show_default=True, type=click.IntRange(min=1000), help="Bytes that the summary may have."
)
@_versions_option
@_as_of_option
def changes(base: str, out: Path | None, limit: int, root: Path, as_of: dt.date) -> None:
    """Tell what the record here changes against BASE, a branch or commit, since the two parted.

    Writes a summary as markdown for a forge to show. With --out it goes to the folder's summary.md, and beside it
    stands each redline as a self-contained HTML file. Ends with 0 whether or not anything changed.
    """
    here, problems = survey(root)
    with at_merge_base(root, base) as (commit, copy):
        before = survey(copy)[0] if any(copy.iterdir()) else Corpus(documents=(), amendments=())
    brought = contribution(before, here, as_of, f"at {commit[:7]}")
    comparisons = Comparisons(_warn)
    pairs = {change.name: (change.old, change.new) for change in brought.texts}
    redlines = {name: comparisons.between(old, new) for name, (old, new) in pairs.items() if old and new}
    summary = contribution_summary(brought, redlines, commit, len(problems), limit)
    for change in brought.breaches:
        click.echo(f"warning: {change.name} has been directed, and is not what it was", err=True)
    if out is None:
        _write(summary, None)
        return
    for name, text in ({"summary.md": summary} | contribution_files(brought, redlines)).items():
        out.mkdir(parents=True, exist_ok=True)
        _write(text, out / name)
    click.echo(f"{len(redlines)} redlines in {out}", err=True)


@corpus.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Hand-written pages.",
)
@click.option(
    "--site-url",
    default="",
    envvar="SITE_URL",
    metavar="URL",
    callback=_whole_address,
    help="The address of the site, to stand in feeds and sitemap; without it there is no sitemap.",
)
@_versions_option
@_as_of_option
def pages(out: Path, docs: Path, site_url: str, root: Path, as_of: dt.date) -> None:
    """Write the generated pages, for any builder of sites; the same texts as the mkdocs plugin makes."""
    written = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    made = build(load(root), as_of, written, Comparisons(_warn), site_url, commit_of(root))
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
