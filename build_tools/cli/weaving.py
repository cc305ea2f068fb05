"""`corpus weave`: all versions of a document as one text, and what can be read off it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from build_tools.cli.command import (
    as_of_option,
    corpus,
    fragment_option,
    output_option,
    refuse_output,
    status_on,
    template_option,
    tracked_columns_option,
    versions_option,
    warn,
    write,
)
from build_tools.cli.inputs import STANDARD_INPUT, input_version, is_no_text
from build_tools.cli.showing import (
    ALL_REDLINE_FORMATS,
    on_day,
    redline_in_part,
    refuse_redline_options,
    show_redline,
    show_version,
)
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import weave_of_document, weave_of_files, woven_redline
from build_tools.model import Block, Version, Weave, refusal
from build_tools.record.lookup import load_document
from build_tools.record.suggestions import listed
from build_tools.render import VERSION_FORMATS
from build_tools.render.weave_json import weave_json
from build_tools.render.weave_reading import read_weave


@corpus.command()
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT|FILE...")
@click.option("--at", "at", metavar="N", help="Print version N, as read back from the JSON.")
@click.option(
    "--between", nargs=2, metavar="A B", help="Show what changed from version A to version B."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(ALL_REDLINE_FORMATS),
    help="With --at or --between: as of `corpus show` or `corpus redline`.  [default: text]",
)
@fragment_option
@template_option
@tracked_columns_option
@versions_option
@as_of_option
@output_option
def weave(  # noqa: PLR0913 - one for each option
    *,
    names: Sequence[str],
    at: str | None,
    between: tuple[str, str] | None,
    format_name: str | None,
    fragment: bool,
    template: Path | None,
    tracked_columns: bool,
    root: Path,
    as_of: dt.date,
    output: Path | None,
) -> None:
    """Write all versions of a DOCUMENT of the record, or of FILEs in order, as one text in JSON:
    each part of it knows the versions that have it. weave.schema.json of the site describes it.

    --at prints one version as read back from that JSON, and --between what changed between any two,
    each change with the versions that made it. N, A and B are labels (4.0), or places counted
    from 1.

    Each step is compared once, and each version is read back and held to its text before anything
    is written.
    """
    if at is not None and between:
        raise click.UsageError("--at and --between do not go together")
    if format_name and at is None and not between:
        raise click.UsageError("--format goes with --at or --between; a weave is written as JSON")
    wanted = format_name or "text"
    if at is not None and wanted not in VERSION_FORMATS:
        raise click.UsageError(f"--at goes with --format {', '.join(VERSION_FORMATS)}")
    refuse_redline_options(
        wanted,
        fragment=fragment,
        template=template,
        tracked_columns=tracked_columns,
        color="never",
        to_file=output is not None,
    )
    woven, versions = _woven(names, root)
    refuse_output([output], [*versions, template])
    if at is not None:
        found = _read_back(woven, versions, _place(at, woven))
        status, told = partial(status_on, found, root, as_of), on_day(found, root, as_of, as_of)
        show_version(found, wanted, fragment=fragment, status=status, told=told, output=output)
    elif between:
        old, new = (versions[_place(name, woven)] for name in between)
        compared = woven_redline(woven, old, new, versions)
        show_redline(
            compared,
            wanted,
            fragment=fragment,
            template=template,
            tracked_columns=tracked_columns,
            color="never",
            status=lambda: status_on(new, root, as_of),
            told=lambda: redline_in_part(compared, root, as_of),
            output=output,
        )
    else:
        write(weave_json(woven), output)


def _woven(names: Sequence[str], root: Path) -> tuple[Weave, list[Version]]:
    """The weave of what was named, and its versions in its order; CorpusError for what is no
    document and no text.
    """
    comparisons = Comparisons(warn)
    if len(names) == 1 and is_no_text(names[0]):
        document = load_document(root, names[0])
        woven = weave_of_document(document, comparisons)
        return woven, [document.version(version.label) for version in woven.versions]
    if names.count(STANDARD_INPUT) > 1:
        raise click.UsageError("only one of the files can be standard input (-)")
    versions = [input_version(name, root) for name in names]
    return weave_of_files(versions, comparisons), versions


def _place(name: str, woven: Weave) -> int:
    """The place of the version that is called so, by its label or by its place counted from 1;
    CorpusError where there is none.
    """
    labels = [version.label for version in woven.versions]
    if name in labels:
        return labels.index(name)
    if name.isdecimal() and 0 < int(name) <= len(labels):
        return int(name) - 1
    form = f"a label ({listed(labels)}), or a place from 1 to {len(labels)}"
    raise refusal(name, f"is no version of {woven.document}", form)


def _read_back(woven: Weave, versions: Sequence[Version], place: int) -> Version:
    """A version made of the blocks that the JSON of the weave gives back, each with its lines in
    the file, which a weave does not keep.
    """
    version = versions[place]
    read = iter(read_weave(weave_json(woven)).at(place))
    blocks = [
        each if each.kind == "front-matter" else _in_file(next(read), each)
        for each in version.blocks
    ]
    return replace(version, blocks=tuple(blocks))


def _in_file(read: Block, there: Block) -> Block:
    return replace(read, line=there.line, source=there.source)
