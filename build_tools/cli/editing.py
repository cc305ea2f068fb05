"""`corpus amend` and `corpus seal`: the verbs that write to the record."""

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, say, versions_option, warn
from build_tools.editing.amend import amend as begin_amendment
from build_tools.editing.rebase import rebase as rebase_amendment
from build_tools.editing.rebase import rebase_report
from build_tools.editing.revise import revise as revise_draft
from build_tools.editing.seal import seal as seal_version
from build_tools.editing.seal import sign as sign_seals
from build_tools.lineage.comparisons import Comparisons
from build_tools.record.seals import SEALS


@corpus.command()
@click.argument("document", required=False)
@click.option(
    "--id", "id_", metavar="ID", help="What the amendment is called; by default rules-5.0."
)
@click.option("--title", help="What people will call it.")
@click.option(
    "--to", metavar="LABEL", help="The version that it makes; by default the one after the highest."
)
@click.option(
    "--from",
    "start",
    metavar="LABEL",
    help="The version that it starts from: one that has been decided and is to take effect; by"
    " default what is in force.",
)
@click.option(
    "--rebase",
    metavar="AMENDMENT",
    help="Carry an amendment on that another has overtaken, decided or not.",
)
@click.option(
    "--revise",
    metavar="AMENDMENT",
    help="Begin the draft that is made after its consultation; the one as consulted stays.",
)
@click.option(
    "--conflicts",
    is_flag=True,
    help="With --rebase: write what both touch, with marks, to be decided there.",
)
@versions_option
@as_of_option
def amend(  # noqa: PLR0913 - one for each option
    *,
    document: str | None,
    id_: str | None,
    title: str | None,
    to: str | None,
    start: str | None,
    rebase: str | None,
    revise: str | None,
    conflicts: bool,
    root: Path,
    as_of: dt.date,
) -> None:
    """Begin an amendment of a DOCUMENT, by its id: its text, copied from what is in force, and the
    file about it.

    With --rebase, carry on an amendment that another has overtaken: a proposal to what is in force,
    or to what has been decided to take effect before it, one that was decided to what will be in
    force when it takes effect. The text that it had stays as it is.
    Where both touch the same clause, row or cell, the command says so, writes nothing and ends with
    1.

    With --revise, begin the draft that is made after a consultation, from the draft as consulted:
    from the conclusion on the amendment goes on with it.
    """
    if [document, rebase, revise].count(None) != 2:
        raise click.UsageError(
            "give either a DOCUMENT to begin an amendment of, or --rebase AMENDMENT, or --revise"
            " AMENDMENT"
        )
    if document is None and start:
        raise click.UsageError("--from goes with a DOCUMENT")
    if rebase is None and conflicts:
        raise click.UsageError("--conflicts goes with --rebase")
    if rebase is not None and (id_ or title or to):
        raise click.UsageError("--id, --title and --to do not go with --rebase")
    if revise is not None:
        if id_ or title:
            raise click.UsageError("--id and --title do not go with --revise")
        say("\n".join(revise_draft(root, revise, as_of, to=to).report()))
        return
    if document is not None:
        draft = begin_amendment(root, document, as_of, id_=id_, title=title, to=to, start=start)
        say("\n".join(draft.report()))
        return
    assert rebase is not None
    rebased = rebase_amendment(root, rebase, as_of, Comparisons(warn), conflicts=conflicts)
    say("\n".join(rebase_report(rebased)))
    if rebased.is_unresolved and not rebased.written:
        sys.exit(1)


@corpus.command()
@click.argument("version", required=False)
@click.option(
    "--sign",
    "key",
    metavar="KEY",
    type=click.Path(path_type=Path),
    help="Sign with this SSH key, or with the one that ssh-agent holds for this .pub file. It has"
    " to be listed in `allowed_signers`.",
)
@versions_option
@as_of_option
def seal(version: str | None, key: Path | None, root: Path, as_of: dt.date) -> None:
    """Pin the text of a decided VERSION, `mtad@3.0`: from then on `check` fails if one byte of it
    differs.

    With --sign, sign its seal too; without a VERSION, every seal that nobody signed.
    """
    if version is None:
        if key is None:
            raise click.UsageError("give a VERSION to seal, or --sign KEY to sign what is sealed")
        _tell_signatures(sign_seals(root, key, as_of))
        return
    sealing = seal_version(root, version, as_of, key)
    if sealing.hindrances:
        say("\n".join(map(str, sealing.hindrances)))
        sys.exit(1)
    say(f"{version} is sealed in {(root / SEALS).as_posix()}")
    if key is not None:
        _tell_signatures(sealing.signatures)
    for waiver in sealing.spent:
        say(f"{waiver.path}:{waiver.number}: waives `{waiver.rule}` in it, and can go")


def _tell_signatures(signed: Mapping[Path, str]) -> None:
    for path in signed:
        say(f"signed: {path.as_posix()}")
    if not signed:
        say("every seal is signed already")
