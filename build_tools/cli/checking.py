"""`corpus check` and `corpus verify`: what is wrong with the record, and with what was published of
it.
"""

import datetime as dt
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from build_tools.check import RULES, Findings
from build_tools.check.reports import REPORTS
from build_tools.cli.command import (
    as_of_option,
    corpus,
    docs_option,
    format_option,
    in_a_log,
    jobs_option,
    output_option,
    refuse_output,
    say,
    today,
    versions_option,
    warn,
    workers_asked_for,
    write,
)
from build_tools.cli.inputs import direction_text
from build_tools.cli.site_proof import SiteToProve, site_failures
from build_tools.editing.accept import accept as accept_found
from build_tools.editing.branch import Branch
from build_tools.editing.departures import departures
from build_tools.editing.fix import Consent, find_all, fix_report
from build_tools.editing.fix import fix as fix_all
from build_tools.editing.published import Site, lost_law, published_before
from build_tools.editing.verify import proof_summary, unproved
from build_tools.language import number_of
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.witnesses import amendment_witnesses
from build_tools.model import Problem
from build_tools.record import load, survey
from build_tools.record.git import at_merge_base
from build_tools.record.lookup import find_amendment
from build_tools.record.store import user_store


def _fixable_rule(
    _context: click.Context, _parameter: click.Parameter, given: str | None
) -> str | None:
    """The name of a rule that can mend what it finds; empty where none is named."""
    fixable = [rule.id for rule in RULES if rule.fixable]
    if given and given not in fixable:
        raise click.BadParameter(f"`{given}` mends nothing; these rules do: {', '.join(fixable)}")
    return given


@corpus.command()
@format_option(REPORTS)
@click.option(
    "--fix",
    is_flag=False,
    flag_value="",
    metavar="[RULE]",
    callback=_fixable_rule,
    help="Mend first what can be mended without changing a word; with a RULE, all that it finds.",
)
@click.option("--fix-words", is_flag=True, help="Mend what changes words, too.")
@click.option("--accept", is_flag=True, help="Accept first all that is found in foreign texts.")
@click.option("--because", metavar="WORDS", help="With --accept: why it may stay.")
@click.option("--document", metavar="ID", help="With --accept: in the texts of this one alone.")
@click.option("--waived", is_flag=True, help="With text: list what was waived, and why, too.")
@versions_option
@as_of_option
@output_option
def check(  # noqa: PLR0913 - one for each option
    *,
    format_name: str,
    fix: str | None,
    fix_words: bool,
    accept: bool,
    because: str | None,
    document: str | None,
    waived: bool,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Look for mistakes in the record; all of them are listed in one run.

    Nothing that has been decided is ever mended. What would change words is only listed, as it
    reads and as it would read, unless --fix-words or the name of its rule gives consent.

    What is found in foreign texts, in documents that say `rules: relaxed`, need not be mended: with
    --accept it is written to waivers.yml, and told again only where a text changes.

    Ends with 1 when there are errors; warnings alone end with 0.
    """
    refuse_output([output], [root])
    comparisons = Comparisons(warn, user_store())
    if accept or because or document:
        reason = _reason(because, accept=accept)
        for line in accept_found(root, as_of, reason, document, comparisons).report():
            say(line, error=True)
    if fix is not None or fix_words:
        consent = Consent(words=fix_words, rule=fix or "")
        for line in fix_report(fix_all(root, as_of, comparisons, consent)):
            say(line, error=True)
    if waived and format_name != "text":
        raise click.UsageError("--waived goes with --format text; the others have it all")
    findings = find_all(root, as_of, comparisons, today())
    if format_name == "text" and not waived:
        findings = replace(findings, waived=())
    report = REPORTS[format_name](findings)
    write(in_a_log(report) if format_name == "text" and output is None else report, output)
    if findings.problems:
        say(_counts(findings), error=True)
    if findings.errors:
        sys.exit(1)


def _reason(because: str | None, *, accept: bool) -> str:
    """Why findings are accepted, on one line."""
    if not accept:
        raise click.UsageError("--because and --document go with --accept")
    if not because or not because.strip():
        raise click.UsageError('--accept takes a reason: --because "as the publisher has it"')
    return " ".join(because.split())


def _counts(findings: Findings) -> str:
    """How many there are: "2 errors, 1 warning"."""
    errors = len(findings.errors)
    counts = {"error": errors, "warning": len(findings.problems) - errors}
    return ", ".join(number_of(count, name) for name, count in counts.items() if count)


@corpus.command()
@click.option(
    "--site",
    metavar="URL_OR_FOLDER",
    help="A published site, whose list of versions and every file are held to the record.",
)
@click.option(
    "--built",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --site: what another builder than mkdocs made of this record, to hold it to.",
)
@docs_option("With --site: hand-written pages.", exists=False)
@click.option(
    "--since",
    metavar="URL_OR_FOLDER",
    help="A site that was published before, or an archive that was unpacked: all that was sealed"
    " there is sealed here, unchanged, and all that was signed is signed.",
)
@click.option(
    "--base",
    metavar="COMMIT",
    help="The branch or commit that this is to be merged into, which says what is law.",
)
@click.option(
    "--direction",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --amendment, and nothing else: an amending instrument, as markdown, Word or HTML,"
    " that is carried out.",
)
@click.option("--amendment", metavar="ID", help="With --direction: the amendment that it makes.")
@jobs_option
@versions_option
@as_of_option
def verify(  # noqa: PLR0913 - one for each option
    *,
    site: str | None,
    built: Path | None,
    docs: Path,
    since: str | None,
    base: str | None,
    direction: Path | None,
    amendment: str | None,
    jobs: int | None,
    root: Path,
    as_of: dt.date,
) -> None:
    """Prove the record: its seals, every redline that a site of that day shows, and every amending
    instrument beside an amendment, which is carried out on the old text by code that knows nothing
    of the comparison. What was taken out of a record together with all that tells of it, no record
    shows by itself: that takes --base or --since.

    With --base, hold a branch to what is law there: no seal taken away or made anew, nothing of the
    law changed without a correction that says why, and nothing that judges it changed at all. Run
    it from the code of the base to be judged by that.

    With --site, hold a built site to the record: its list of versions for the day that it shows,
    and then every file to what is built anew of the record, which takes mkdocs.yml.
    """
    if built is not None and site is None:
        raise click.UsageError("--built goes with --site")
    if (direction is None) != (amendment is None):
        raise click.UsageError("--direction and --amendment go together")
    if direction is not None and amendment is not None:
        if site or since or base:
            raise click.UsageError("--direction goes with --amendment and nothing else")
        _prove_direction(root, amendment, direction, as_of)
        return
    failures = [str(problem) for problem in _departures(root, base, as_of)] if base else []
    record, problems = survey(root)
    failures += map(str, problems)
    if not problems:
        with workers_asked_for(jobs, cluster=None) as workers:
            failures += unproved(root, record, as_of, workers)
    if since:
        failures += [str(problem) for problem in lost_law(published_before(since), record)]
    if site and not problems:
        given = SiteToProve(Site(site), record, root, docs, built)
        failures += [str(problem) for problem in site_failures(given, as_of)]
    for failure in failures:
        say(failure)
    if failures:
        sys.exit(1)
    published = f", and every file at {site}" if site else ""
    say(f"{proof_summary(record, root, as_of)}{published}", error=True)


def _prove_direction(root: Path, amendment: str, direction: Path, as_of: dt.date) -> None:
    """Tell whether a direction makes the text of an amendment; ends with 1 where it does not."""
    record = load(root)
    text = direction_text(direction)
    found = replace(
        find_amendment(record, amendment), direction=text, direction_path=direction.as_posix()
    )
    steps = amendment_witnesses(record, found, as_of, Comparisons(warn))
    failures = list(map(str, chain.from_iterable(each.problems() for each in steps)))
    if not steps:
        failures = [f"{amendment} amends no version that was there before"]
    for failure in failures:
        say(failure)
    if failures:
        sys.exit(1)
    for each in steps:
        count = len(each.execution.instructions) if each.execution else 0
        said = number_of(count, "instruction")
        old, new = each.redline.old.name, each.redline.new.name
        say(f"{said} carried out on {old} give {new}", error=True)


def _departures(root: Path, base: str, as_of: dt.date) -> list[Problem]:
    with at_merge_base(root, base) as (commit, copy):
        return departures(Branch(root, base, commit, copy, as_of))
