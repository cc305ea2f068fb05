"""`corpus renumber`: a draft whose numbers are made to count on."""

import datetime as dt
import sys
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    in_a_log,
    output_option,
    refuse_output,
    versions_option,
    warn,
    write,
)
from build_tools.editing.renumber import Consent, Wanted, planned, renumbered
from build_tools.editing.renumber.report import plan_in_words, plan_json
from build_tools.lineage.comparisons import Comparisons


def _numbers(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The old and the new number of each; BadParameter for another form."""
    pairs: dict[str, str] = {}
    for each in given:
        old, _, new = map(str.strip, each.partition("="))
        if not old or not new:
            raise click.BadParameter("expected OLD=NEW, such as 17.12=17.10")
        if old in pairs:
            raise click.BadParameter(f"gives {old} two numbers")
        pairs[old] = new
    return tuple(pairs.items())


@corpus.command()
@click.argument("version")
@click.option("--from", "start", default="", metavar="LABEL", help="Count from there on: 17.7.")
@click.option(
    "--map",
    "numbers",
    multiple=True,
    metavar="OLD=NEW",
    callback=_numbers,
    help="Give a provision this number, and no other one another: 17.12=17.10.",
)
@click.option("--write", "is_write", is_flag=True, help="Do it; without, it is only planned.")
@click.option(
    "--others",
    is_flag=True,
    help="With --write: in the other documents that the amendment makes too.",
)
@click.option(
    "--undecided",
    is_flag=True,
    help="With --write: leave as they are the references that a person has to decide.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@versions_option
@as_of_option
@output_option
def renumber(  # noqa: PLR0913 - one for each option
    *,
    version: str,
    start: str,
    numbers: tuple[tuple[str, str], ...],
    is_write: bool,
    others: bool,
    undecided: bool,
    format_name: str,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Make the numbers of a draft, `mtad@5.0`, count on where provisions were put in or taken out,
    and every reference follow that means one of them: first as a plan, with --write in its file.

    A gap that the version before had stays, and so does what was put in between, as 17.6A. A
    reference of which nobody can say what it means is left for a person; then nothing is written,
    and the command ends with 1. A text that was sealed, decided or issued is refused.
    """
    if start and numbers:
        raise click.UsageError("--from and --map do not go together")
    if not is_write and undecided:
        raise click.UsageError("--undecided goes with --write")
    refuse_output([output], [root])
    wanted, comparisons = Wanted(start, numbers), Comparisons(warn)
    if is_write:
        consent = Consent(others, undecided)
        made, written = renumbered(root, version, wanted, as_of, comparisons, consent)
    else:
        made, written = planned(root, version, wanted, as_of, comparisons), False
    if format_name == "json":
        report = plan_json(made, written=written)
    else:
        lines = plan_in_words(made, written=written, others=others)
        report = "".join(f"{line}\n" for line in lines)
    is_shown = format_name == "text" and output is None
    write(in_a_log(report) if is_shown else report, output)
    if made.undecided and not written:
        sys.exit(1)
