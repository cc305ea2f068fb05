"""`corpus cache`: what is kept for the next run, and forgetting it."""

import click

from build_tools.cli.command import corpus, say
from build_tools.record.store import LIMIT, sizes, user_store

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
    """Tell what is kept for the next run, by kind: redlines, and files to be taken away.

    All of it can be made again. It lies in the cache folder of the user and never in a tree of
    files that others can change.
    """
    store = user_store()
    if store.folder is None:
        say("nothing is kept: the cache folder of the user lies in the working directory")
        return
    gone = store.prune(limit * _MEGABYTE) if prune else []
    say(str(store.folder))
    for kind, (count, size) in sizes(store.entries()).items():
        say(f"{kind:10} {count:7,} {size / _MEGABYTE:10,.1f} MB")
    if prune:
        say(f"forgotten: {len(gone):,}, {sum(entry.size for entry in gone) / _MEGABYTE:,.1f} MB")
