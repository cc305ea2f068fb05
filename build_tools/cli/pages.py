"""`corpus pages`: the whole site as pages and files, for any builder of sites to put in a frame."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

import click

from build_tools.akn.facts import AknPlace
from build_tools.cli.command import (
    as_of_option,
    corpus,
    docs_option,
    say,
    site_url_option,
    template_option,
    versions_option,
    warn,
    whole_address,
    workers_asked_for,
    workers_options,
    write,
)
from build_tools.cli.configured import (
    CONFIGURATION,
    keeps_old_files,
    own_configuration,
    place_of_texts,
)
from build_tools.cli.files import writing_files
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import load_wanted
from build_tools.record.git import commit_of
from build_tools.record.parsed_ahead import parse_ahead
from build_tools.record.targets import refuse_files, refuse_folder
from build_tools.record.wanted import EVERYTHING
from build_tools.record.workers import Workers
from build_tools.record.writing import write_into
from build_tools.site.build import SiteFile, site_assets, site_files
from build_tools.site.file_store import FileStore
from build_tools.site.frame import navigation
from build_tools.site.hand_written import refuse_links_out
from build_tools.site.other_builders import configuration
from build_tools.site.snippets import refuse_foreign_snippets
from build_tools.site.spool import SpooledFiles


def _place(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """A country and a language as they are given; BadParameter for another form."""
    try:
        return given and str(AknPlace.read(given))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@corpus.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
@docs_option("Hand-written pages.")
@site_url_option(
    "The address of the site, to stand in feeds and sitemap; without it there is no sitemap."
)
@click.option(
    "--editor",
    default="",
    metavar="URL",
    callback=whole_address,
    help="Where a forge edits the record: https://github.com/us/law/edit/main/versions/",
)
@click.option("--pdf", is_flag=True, help="PDF files too, which takes the extra `pdf`.")
@click.option(
    "--akoma-ntoso",
    default="",
    metavar="PLACE",
    callback=_place,
    help=(
        "Akoma Ntoso of every version too; where the texts are law and in which language: gb/eng."
        " With --config what mkdocs.yml tells the plugin, unless it is said here."
    ),
)
@click.option(
    "--old-files/--no-old-files",
    default=None,
    help=(
        "Word and PDF files of versions that are over too, which is the default; with --config"
        " what mkdocs.yml tells the plugin, unless it is said here."
    ),
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there what to tell another builder: mkdocs.yml with all that the plugin brings.",
)
@template_option
@workers_options
@versions_option
@as_of_option
def pages(  # noqa: PLR0913 - one for each option
    *,
    out: Path,
    docs: Path,
    site_url: str,
    editor: str,
    pdf: bool,
    akoma_ntoso: str,
    old_files: bool | None,
    config: Path | None,
    template: Path | None,
    jobs: int | None,
    cluster: str,
    root: Path,
    as_of: dt.date,
) -> None:
    """Write the generated pages, for any builder of sites; the same texts as the mkdocs plugin
    makes.
    """
    if config and not akoma_ntoso:
        akoma_ntoso = place_of_texts()
    if old_files is None:
        old_files = not config or keeps_old_files()
    endings = ("docx", "pdf") if pdf else ("docx",)
    with writing_files(template) as template_bytes, workers_asked_for(jobs, cluster) as workers:
        templates = {"docx": template_bytes} if template_bytes else None
        file_store = FileStore(endings, templates, None, akoma_ntoso, old_files=old_files)
        parse_ahead(root, file_store.store, workers)
        record = load_wanted(root, EVERYTHING, file_store.store)
        made = generated_files(
            record, root, docs, as_of, file_store, site_url, workers=workers, editor=editor
        )
    refuse_folder(out, made, [root, docs, *([template] if template else [])])
    if config:
        inputs = [root, docs, CONFIGURATION]
        refuse_files([config], inputs)
        write(_configuration(record, docs, made), config)
    write_into(out, made)
    say(f"{len(made) - len(site_assets())} pages and files in {out}", error=True)


def _configuration(record: Corpus, docs: Path, made: Iterable[str]) -> str:
    """What to tell another builder of these pages and files."""
    hand_written = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    framed = partial(navigation, record.documents, {*made}, hand_written)
    with speaking(record.language):
        return configuration(str(CONFIGURATION), own_configuration(), framed)


def generated_files(  # noqa: PLR0913 - one for each thing that a site depends on
    record: Corpus,
    root: Path,
    docs: Path,
    as_of: dt.date,
    file_store: FileStore,
    site_url: str,
    *,
    workers: Workers | None = None,
    editor: str = "",
) -> Mapping[str, bytes]:
    """All that a record, which was read of the folder `root`, makes of a site, by the names that
    the files have below it; they wait on the disk until each is asked for.
    """
    made = site_files(
        record,
        as_of,
        hand_written_pages(docs),
        Comparisons(warn, file_store.store),
        file_store,
        site_url=site_url,
        editor=editor,
        commit=commit_of(root),
        workers=workers,
    )
    with speaking(record.language):
        assets = [SiteFile(*each) for each in site_assets().items()]
    return SpooledFiles((each.address, each.data) for each in chain(made, assets))


def hand_written_pages(docs: Path) -> dict[str, str]:
    """Those of a folder, by src_uri; CorpusError where one of them shows what is not of it."""
    refuse_links_out(docs)
    pages = {
        path.relative_to(docs).as_posix(): path.read_text("utf-8")
        for path in sorted(docs.rglob("*.md"))
    }
    refuse_foreign_snippets(docs, pages)
    return pages
