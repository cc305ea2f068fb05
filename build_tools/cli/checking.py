"""`corpus check` and `corpus verify`: what is wrong with the record, and with what was published of
it.
"""

import datetime as dt
import sys
from pathlib import Path

import click

from build_tools.check import Findings
from build_tools.check import check as find_problems
from build_tools.check.fixes import apply_fixes
from build_tools.check.reports import REPORTS
from build_tools.cli.command import (
    as_of_option,
    corpus,
    output_option,
    versions_option,
    warn,
    write,
)
from build_tools.editing.verify import proof_summary, site_differences, unproved_redlines
from build_tools.lineage.comparisons import Comparisons
from build_tools.model.problems import Problem
from build_tools.record import survey
from build_tools.record.files import read_text
from build_tools.record.placeholders import unfilled
from build_tools.record.seals import sealed
from build_tools.record.writing import put


@corpus.command()
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), default="text", show_default=True
)
@click.option(
    "--fix", is_flag=True, help="Mend first what a program can mend, but never in a sealed version."
)
@versions_option
@as_of_option
@output_option
def check(form: str, fix: bool, root: Path, as_of: dt.date, output: Path | None) -> None:
    """Look for mistakes in the record; all of them are listed in one run.

    Ends with 1 when there are errors; warnings alone end with 0.
    """
    comparisons = Comparisons(warn)
    if fix:
        for path, rules in sorted(_fix(root, as_of, comparisons).items()):
            click.echo(f"mended {path.as_posix()}: {', '.join(sorted(rules))}", err=True)
    findings = _findings(root, as_of, comparisons)
    write(REPORTS[form](findings), output)
    if findings.problems:
        click.echo(_counted(findings), err=True)
    if findings.errors:
        sys.exit(1)


def _findings(root: Path, as_of: dt.date, comparisons: Comparisons) -> Findings:
    record, found = survey(root)
    return find_problems(record, as_of, comparisons, [*found, *unfilled(root)])


_ROUNDS = 5
"""How often texts are mended and checked again: a line that several rules mend takes several
rounds."""


def _fix(root: Path, as_of: dt.date, comparisons: Comparisons) -> dict[Path, set[str]]:
    """Mend what can be mended; which files it was, and by which rules."""
    done: dict[Path, set[str]] = {}
    for _ in range(_ROUNDS):
        for path, problems in _mendable(_findings(root, as_of, comparisons), sealed(root)).items():
            put({path: apply_fixes(read_text(path), problems)})
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
    return ", ".join(
        f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count
    )


@corpus.command()
@click.option(
    "--site",
    metavar="URL_OR_FOLDER",
    help="A published site, whose list of versions is held to the record.",
)
@versions_option
@as_of_option
def verify(site: str | None, root: Path, as_of: dt.date) -> None:
    """Prove the record: its seals, and every redline that a site of that day shows."""
    record, wrong = survey(root)
    said = [str(problem) for problem in wrong] or list(unproved_redlines(record, as_of))
    said += [str(problem) for problem in site_differences(record, site)] if site else []
    for line in said:
        click.echo(line)
    if said:
        sys.exit(1)
    published = f", and the same versions at {site}" if site else ""
    click.echo(f"{proof_summary(record, root, as_of)}{published}", err=True)
