"""`corpus digest`: what happened since a day and what is due, as a letter."""

import datetime as dt
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    asked_day,
    corpus,
    output_option,
    refuse_output,
    versions_option,
    warn,
    whole_address,
    write,
)
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
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "html", "eml"]),
    default="text",
    show_default=True,
    help="eml: both in one message that a program for mail opens.",
)
@click.option(
    "--site-url",
    default="",
    envvar="SITE_URL",
    metavar="URL",
    callback=whole_address,
    help="The address of the site; without it there are no links.",
)
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
    found = digest(load(root), since, as_of, Comparisons(warn), site_url)
    match format_name:
        case "html":
            write(digest_html(found), output)
        case "eml":
            write(digest_message(found, as_of), output)
        case _:
            write(digest_text(found), output)
