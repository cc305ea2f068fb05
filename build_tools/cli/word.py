"""`corpus import` and `corpus export`, and what they share with a redline as a Word file."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import click

from build_tools.cli.command import as_of_option, corpus, output_option, versions_option, write
from build_tools.corpus import load, resolve
from build_tools.model import Version
from build_tools.standing import position
from build_tools.word import Keep, TemplateError, read_docx, version_docx


def template_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --template: a publisher's own Word file."""
    return click.option(
        "--template",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="With docx: a Word file whose page, styles and running heads are used.",
    )(command)


@corpus.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept", "how", flag_value="accept", help="The text with every tracked change.")
@click.option("--reject", "how", flag_value="reject", help="The text without any tracked change.")
@click.option("--both", "how", flag_value="both", help="Two files: of OUT.md, OUT.old.md and OUT.new.md.")
@click.option(
    "--report", type=click.Path(path_type=Path), help="Write what is not carried here, not to standard error."
)
@output_option
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
        write(imported.text, path)
        lines += [f"{file if how != 'both' else path}: {remark}\n" for remark in imported.remarks]
    if report is not None:
        write("".join(lines), report)
    else:
        click.echo("".join(lines), err=True, nl=False)


@corpus.command()
@click.argument("version")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The Word file to write.")
@template_option
@versions_option
@as_of_option
def export(version: str, output: Path, template: Path | None, root: Path, as_of: dt.date) -> None:
    """Write the text of a VERSION as a Word file, which says how the version stands on --as-of."""
    found = resolve(version, root)
    standing = standing_of(found, root, as_of)
    write(word_file(lambda given: version_docx(found, standing, given), template), output)


def standing_of(version: Version, root: Path, as_of: dt.date) -> str:
    """How a version of the record stands on a day, and on which; nothing for a loose file."""
    return position(load(root).document(version.document), version, as_of) if version.label else ""


def word_file(write: Callable[[bytes | None], bytes], template: Path | None) -> bytes:
    """What `write` makes of a template's bytes; BadParameter when the template cannot be used."""
    try:
        return write(template.read_bytes() if template else None)
    except TemplateError as error:
        raise click.BadParameter(f"{template} cannot be used: {error}", param_hint="--template") from error
