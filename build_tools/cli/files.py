"""`corpus import` and `corpus export`: Word files in, Word files and PDFs out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import click

from build_tools.cli.command import (
    as_of_option,
    asked_day,
    corpus,
    output_option,
    refuse_name_for_text,
    refuse_output,
    refuse_template_unless_docx,
    say,
    status_on,
    template_option,
    versions_option,
    warn,
    write,
)
from build_tools.cli.importing import import_folder, import_history
from build_tools.cli.inputs import input_version
from build_tools.cli.remarks import of_two_texts
from build_tools.cli.showing import on_day
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, noted_version
from build_tools.model import NotedVersion, Version, VersionInPart
from build_tools.record.lookup import load_document
from build_tools.record.writing import write_into
from build_tools.render.origin_notes import notes_in_words
from build_tools.render.pdf import PdfError
from build_tools.site.file_formats import FILE_FORMATS, VERSION_FILES
from build_tools.word import (
    ConversionWarning,
    ImportResult,
    TrackChanges,
    WordTemplateError,
    read_docx,
)


@corpus.command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--git",
    "repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A clone; the history of the file --path in it becomes versions.",
)
@click.option("--path", help="With --git: the file, from the folder that --git names.")
@click.option(
    "--since", metavar="DAY", callback=asked_day, help="With --git: no version before that day."
)
@click.option("--document", default="", help="The id of the new document; by default by its file.")
@click.option("--title", default="", help="Its title; by default the first heading of its text.")
@click.option("--accept", "how", flag_value="accept", help="The text with every tracked change.")
@click.option("--reject", "how", flag_value="reject", help="The text without any tracked change.")
@click.option(
    "--both", "how", flag_value="both", help="Two files: of OUT.md, OUT.old.md and OUT.new.md."
)
@click.option(
    "--renumber",
    is_flag=True,
    help="Cross-references show the numbers that they refer to, not those that they last showed.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="Write what is not carried here, not to standard error; and each tracked change with who"
    " made it and when.",
)
@versions_option
@output_option
def import_(  # noqa: PLR0913 - one for each option
    *,
    file: Path | None,
    repository: Path | None,
    path: str | None,
    since: dt.date | None,
    document: str,
    title: str,
    how: str | None,
    renumber: bool,
    report: Path | None,
    root: Path,
    output: Path | None,
) -> None:
    """Read a Word FILE and write it as markdown, to be reviewed.

    What the markdown cannot carry, such as pictures and comments, is listed with its place. A file
    with tracked changes needs one of --accept, --reject and --both.

    With --git and --path, or with a folder as FILE, a new document of the record: a version for
    each commit on the line of HEAD that changed the file, or for each markdown or Word file with a
    day in its name, and the amendment that made it, drafted. The labels are the tags where every
    version has one and they ascend, else 1.0, 2.0 and so on.
    """
    of_one_file = {"--renumber": renumber, "--report": report, "--output": output}
    of_a_document: dict[str, object] = {"--document": document, "--title": title}
    of_git: dict[str, object] = {"--path": path, "--since": since}
    if repository is not None:
        _refuse_options("--git", of_one_file | ({f"--{how}": True} if how else {}))
        if path is None or file is not None:
            raise click.UsageError("--git needs --path, the file in that clone, and no FILE")
        import_history(root, repository, path, since, (document, title))
    elif file is not None and file.is_dir():
        _refuse_options("a folder", of_one_file | of_git | {"--both": how == "both"})
        import_folder(root, file, cast("TrackChanges | None", how), (document, title))
    else:
        _refuse_options("a Word file", of_git | of_a_document)
        if file is None:
            raise click.UsageError("name a Word FILE, a folder of dated files, or --git and --path")
        _import_word(file, how, renumber=renumber, report=report, output=output)


def _refuse_options(what: str, options: Mapping[str, object]) -> None:
    """UsageError where one is given that is of no use for what is imported."""
    if given := [name for name, value in options.items() if value]:
        raise click.UsageError(f"{given[0]} is not for {what}")


def _import_word(
    file: Path, how: str | None, *, renumber: bool, report: Path | None, output: Path | None
) -> None:
    """One Word file as one text, or two."""
    if how == "both" and output is None:
        raise click.UsageError("--both writes two files, so it needs --output")
    targets: dict[Path | None, TrackChanges | None] = {output: cast("TrackChanges | None", how)}
    if how == "both" and output is not None:
        targets = {output.with_suffix(".old.md"): "reject", output.with_suffix(".new.md"): "accept"}
    refuse_output([*targets, report], [file])
    results = {
        path: read_docx(file, changes, renumber=renumber) for path, changes in targets.items()
    }
    remarks = [f"{named}: {remark}" for named, remark in _remarks(file, results)]
    texts = {path: result.text for path, result in results.items()}
    if report is not None:
        tracked = list(results.values())[-1].tracked_changes
        told = [*remarks, *[f"{file}: tracked change {each}" for each in tracked]]
        texts[report] = "".join([f"{each}\n" for each in told])
    _write_all(texts)
    if report is None:
        for remark in remarks:
            say(remark, error=True)


def _remarks(
    file: Path, results: Mapping[Path | None, ImportResult]
) -> Iterator[tuple[Path | None, ConversionWarning]]:
    """What is to be said of each text, by the name of its file where there are two."""
    (old_path, old), *others = results.items()
    if not others:
        yield from ((file, remark) for remark in old.warnings)
        return
    ((new_path, new),) = others
    names = {"old": old_path, "new": new_path, "both": file}
    for which, remark in of_two_texts(old.warnings, new.warnings):
        yield names[which], remark


def _write_all(texts: Mapping[Path | None, str]) -> None:
    """Write texts to their files, all or nothing in one folder; None stands for the terminal."""
    folders: dict[Path, dict[str, bytes]] = {}
    for path, text in texts.items():
        if path is None:
            write(text, None)
        else:
            refuse_name_for_text(path)
            folders.setdefault(path.parent, {})[path.name] = text.encode()
    for folder in folders:
        if not folder.is_dir():
            raise click.FileError(str(folder), "there is no such folder")
    for folder, files in folders.items():
        write_into(folder, files)


@corpus.command()
@click.argument("version")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file, FILE.docx or FILE.pdf.",
)
@click.option(
    "--origins",
    is_flag=True,
    help="Say where each part comes from, in numbered notes; for a VERSION of the record.",
)
@template_option
@versions_option
@as_of_option
def export(
    *,
    version: str,
    output: Path,
    origins: bool,
    template: Path | None,
    root: Path,
    as_of: dt.date,
) -> None:
    """Write the text of a VERSION as a Word file or a PDF, which says how the version stands on
    --as-of.

    With --origins each part that does not come from the first version of the record has the number
    of a note: which amendment brought it, and when.
    """
    format_name = output.suffix.removeprefix(".").lower()
    kind = FILE_FORMATS.get(format_name)
    if kind is None or kind.version is None or kind.noted is None:
        endings = " or ".join(f".{ending}" for ending in VERSION_FILES)
        raise click.BadParameter(f"{output} does not end with {endings}", param_hint="--output")
    refuse_template_unless_docx(format_name, template)
    found = input_version(version, root)
    refuse_output([output], [found, template])
    status = status_on(found, root, as_of)
    noted = _noted(found, root) if origins else None
    told = on_day(found, root, as_of, as_of)
    with writing_files(template) as template_bytes:
        if told and kind.in_part:
            origins_told = notes_in_words(noted) if noted else ()
            shown = noted.version if noted else found
            marked = VersionInPart(version=shown, told=told, origins=tuple(origins_told))
            with speaking(found.language):
                content = kind.in_part(marked, status, template_bytes)
        elif noted is not None:
            content = kind.noted.write(noted, status, template_bytes)
        else:
            content = kind.version.write(found, status, template_bytes)
    write(content, output)


def _noted(version: Version, root: Path) -> NotedVersion:
    """A version of the record with notes of where its parts come from; UsageError for any other
    text.
    """
    if not version.label:
        raise click.UsageError("--origins goes with a version of the record, such as rules@3.0")
    document = load_document(root, version.name)
    return noted_version(History(document, Comparisons(warn)), version)


@contextmanager
def writing_files(template: Path | None) -> Iterator[bytes | None]:
    """Where files are written: gives the bytes of the template; UsageError for what stands in the
    way.
    """
    try:
        yield template.read_bytes() if template else None
    except WordTemplateError as error:
        raise click.BadParameter(
            f"{template} cannot be used: {error}", param_hint="--template"
        ) from error
    except PdfError as error:
        raise click.UsageError(str(error)) from error
