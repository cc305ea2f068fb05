"""`corpus changes` and `corpus pages`: what a forge shows, and what a builder of sites takes."""

import datetime as dt
import re
from pathlib import Path

import click

from build_tools.cli.command import as_of_option, corpus, versions_option, warn, write
from build_tools.cli.files import files_made, template_option
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.record import load, survey
from build_tools.record.changeset import contribution
from build_tools.record.git import at_merge_base, commit_of
from build_tools.render.summary import LIMIT, changeset_files, changeset_summary
from build_tools.site.build import build_site, site_assets
from build_tools.site.file_store import FileStore


def _whole_address(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """The address of a site with a slash at its end; none is none."""
    if not given or re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
        return given if given.endswith("/") or not given else f"{given}/"
    raise click.BadParameter(
        f"{given!r} is not the address of a site, such as https://law.example.org/sec/"
    )


@corpus.command()
@click.argument("base")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write summary.md and each redline here.",
)
@click.option(
    "--limit",
    default=LIMIT,
    show_default=True,
    type=click.IntRange(min=1000),
    help="Bytes that the summary may have.",
)
@versions_option
@as_of_option
def changes(base: str, out: Path | None, limit: int, root: Path, as_of: dt.date) -> None:
    """Tell what the record here changes against BASE, a branch or commit, since the two parted.

    Writes a summary as markdown for a forge to show. With --out it goes to the folder's summary.md,
    and beside it stands each redline as a self-contained HTML file. Ends with 0 whether or not
    anything changed.
    """
    here, problems = survey(root)
    with at_merge_base(root, base) as (commit, copy):
        before = survey(copy)[0] if any(copy.iterdir()) else Corpus(documents=(), amendments=())
    brought = contribution(before, here, as_of, f"at {commit[:7]}")
    comparisons = Comparisons(warn)
    pairs = {change.name: (change.old, change.new) for change in brought.texts}
    redlines = {
        name: comparisons.between(old, new) for name, (old, new) in pairs.items() if old and new
    }
    summary = changeset_summary(brought, redlines, commit, len(problems), limit)
    for change in brought.breaches:
        click.echo(f"warning: {change.name} has been directed, and is not what it was", err=True)
    if out is None:
        write(summary, None)
        return
    for name, text in ({"summary.md": summary} | changeset_files(brought, redlines)).items():
        out.mkdir(parents=True, exist_ok=True)
        write(text, out / name)
    click.echo(f"{len(redlines)} redlines in {out}", err=True)


@corpus.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
@click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Hand-written pages.",
)
@click.option(
    "--site-url",
    default="",
    envvar="SITE_URL",
    metavar="URL",
    callback=_whole_address,
    help="The address of the site, to stand in feeds and sitemap; without it there is no sitemap.",
)
@click.option("--pdf", is_flag=True, help="PDF files too, which takes the extra `pdf`.")
@template_option
@versions_option
@as_of_option
def pages(  # noqa: PLR0913 - one for each option
    *,
    out: Path,
    docs: Path,
    site_url: str,
    pdf: bool,
    template: Path | None,
    root: Path,
    as_of: dt.date,
) -> None:
    """Write the generated pages, for any builder of sites; the same texts as the mkdocs plugin
    makes.
    """
    written = {
        path.relative_to(docs).as_posix(): path.read_text("utf-8")
        for path in sorted(docs.rglob("*.md"))
    }
    with files_made(template) as given:
        file_store = FileStore(
            ("docx", "pdf") if pdf else ("docx",), {"docx": given} if given else None
        )
        made = build_site(
            load(root),
            as_of,
            written,
            Comparisons(warn),
            file_store,
            site_url=site_url,
            commit=commit_of(root),
        )
    for name, content in {**made, **site_assets()}.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    click.echo(f"{len(made)} pages and files in {out}", err=True)
