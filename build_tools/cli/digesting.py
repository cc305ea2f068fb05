"""`corpus digest`: what happened since a day and what is due, as a letter."""

import datetime as dt
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    asked_day,
    corpus,
    format_option,
    output_option,
    refuse_output,
    site_url_option,
    versions_option,
    warn,
    write,
)
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.site.follow.digest import (
    digest,
    digest_html,
    digest_message,
    digest_text,
)


@corpus.command("digest")
@click.option(
    "--since", required=True, metavar="DAY", callback=asked_day, help="The first day: 2026-11-01."
)
@format_option(["text", "html", "eml"], "eml: both in one message that a program for mail opens.")
@site_url_option("The address of the site; without it there are no links.")
@versions_option
@as_of_option
@output_option
def digest_command(
    *,
    since: dt.date,
    format_name: str,
    site_url: str,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Tell in a letter what has happened --since a day, what it changes, and what is due."""
    if since > as_of:
        raise click.BadParameter(f"{since} is after {as_of}", param_hint="--since")
    refuse_output([output], [root])
    record = load(root)
    with speaking(record.language):
        found = digest(record, since, as_of, Comparisons(warn), site_url)
        match format_name:
            case "html":
                told = digest_html(found)
            case "eml":
                told = digest_message(found, as_of)
            case _:
                told = digest_text(found)
    write(told, output)
