"""`corpus cache`: what is kept for the next run, and forgetting it."""

from collections.abc import Sequence

import click

from build_tools.cli.command import corpus, say
from build_tools.model import refusal
from build_tools.record.store import LIMIT, left_behind, sizes, user_store
from build_tools.record.store_places import Entry

_MEGABYTE = 10**6


@corpus.command()
@click.option("--prune", is_flag=True, help="Forget what was used longest ago.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT // _MEGABYTE,
    show_default=True,
    metavar="MB",
    help="With --prune: how much may stay, in megabytes; 0 forgets everything.",
)
def cache(*, prune: bool, limit: int) -> None:
    """Tell what is kept for the next run, by kind: redlines, weaves, pages, files to be taken away.

    All of it can be made again. It lies in the cache folder of the user, or in the folder or
    bucket that CORPUS_STORE names, and never in a tree of files that others can change.
    """
    store = user_store()
    if store.place is None:
        say("nothing is kept: the folder for it lies in the working directory")
        return
    outdated = left_behind()
    try:
        gone = [*store.prune(limit * _MEGABYTE), *outdated.prune(0)] if prune else []
        entries = store.entries()
    except OSError as error:
        raise refusal(store.address, f"cannot be read: {error}") from None
    say(store.address)
    for kind, (count, size) in sizes(entries).items():
        say(f"{kind:10} {count:7,} {size / _MEGABYTE:10,.1f} MB")
    if old := outdated.entries():
        say(f"of an earlier release, which nobody asks for: {_counted(old)}")
    if prune:
        say(f"forgotten: {_counted(gone)}")


def _counted(entries: Sequence[Entry]) -> str:
    """How many there are, and how much they hold."""
    size = sum(entry.size for entry in entries)
    return f"{len(entries):,}, {size / _MEGABYTE:,.1f} MB"
