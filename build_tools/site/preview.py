"""The files of a branch in, a site of them out that is read from a disk: made by the program and
the settings here, and every page of it says that it is a preview and not law.

Nothing of the branch is run. What lies beside its pages is taken only where it is a picture, or
what lies here: anything else is served as it is, and could show what no page may.
"""

import datetime as dt
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from build_tools.language import ENGLISH, speaking
from build_tools.language import gettext as _
from build_tools.model import CorpusError, Problem, refusal
from build_tools.record.files import file_problem, leads_outside
from build_tools.record.loading import language_of_record
from build_tools.record.writing import remove_made, write_made
from build_tools.render.page.page_margins import css_string
from build_tools.site.hand_written import refuse_links_out
from build_tools.site.plugin import CorpusPlugin
from build_tools.site.rebuilt import building, run, settings

_PAGES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mkdn"))
_PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"))
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def build_preview(folder: Path, branch: Path, as_of: dt.date) -> None:
    """Build what the site of the files in `branch` would be into a folder that is empty or not yet
    there; CorpusError where it cannot be built, or may not. No file to take away is in it, since
    what was taken away says nothing of where it came from.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise refusal(
            folder, "is there already, and is not overwritten", "the name of a new folder"
        )
    with building(as_of):
        config, plugin = settings(folder, site_url="", use_directory_urls=False)
        _turn_to(branch, config, plugin)
        plugin.config.as_of = as_of
        plugin.record_pages.offers_files = False
        run(config)
    with speaking(language_of_record(Path(plugin.config.versions), ENGLISH)):
        _take_away(folder)
        _finish_pages(folder)


def _turn_to(branch: Path, config: MkDocsConfig, plugin: CorpusPlugin) -> None:
    """Have the pages and the record of a branch in the place of those here, and no links to where
    these are edited.
    """
    here, there = Path.cwd(), branch.resolve()
    docs, versions = Path(config.docs_dir), Path(plugin.config.versions)
    for each in (docs, versions):
        if not each.is_relative_to(here):
            raise refusal(each, "is not below the folder of mkdocs.yml, so no branch has its own")
    in_branch, record = (there / each.relative_to(here) for each in (docs, versions))
    for each in (in_branch, record):
        if leads_outside(each, there):
            raise refusal(each, "is a link that leads out of the branch, or is not there")
    refuse_links_out(in_branch)
    if found := list(_foreign_files(in_branch, docs)):
        raise CorpusError(found)
    config.docs_dir = str(in_branch)
    config.repo_url = config.edit_uri = None
    config.mdx_configs["pymdownx.snippets"] = _snippets_of(there, config)
    plugin.config.versions = str(record)
    plugin.config.edit_uri = ""


def _snippets_of(branch: Path, config: MkDocsConfig) -> dict[str, Any]:
    """How pages show files: those of the branch, which a page was held to, not those here."""
    options = dict(config.mdx_configs.get("pymdownx.snippets") or {})
    stated = options.get("base_path", ".")
    paths = [stated] if isinstance(stated, str) else stated
    return {**options, "base_path": [str(branch / each) for each in paths]}


def _foreign_files(docs: Path, here: Path) -> Iterator[Problem]:
    """What a site would serve as it is, and is neither a picture nor what lies here."""
    for path in sorted(docs.rglob("*")):
        if path.is_dir() or path.suffix.lower() in _PAGES | _PICTURES:
            continue
        known = here / path.relative_to(docs)
        if not (known.is_file() and known.read_bytes() == path.read_bytes()):
            message = "would be served as it is, and a preview takes pages and pictures alone"
            yield file_problem(path, message, "a page, or a picture")


_TAKEN = ("csv", "ics", "opml", "txt", "xlsx", "xml", "feed.json")
"""How the files end that people take away or follow. Nothing in them could say what a page does."""
_LINK = re.compile(
    rf"""(<(?:a|link)\s(?:[^<>"]|"[^"]*")*?)\bhref="[^":]*\b(?:{"|".join(_TAKEN)})" ?"""
)


def _take_away(folder: Path) -> None:
    """Leave out those files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.endswith(_TAKEN):
            remove_made(path)


_STYLE = "assets/preview.css"
_LOOK = """\
.preview { position: sticky; top: 0; z-index: 2147483647; margin: 0; padding: .6em 1em; \
font: 600 .8rem/1.4 var(--interface); text-align: center; color: var(--page); \
background: var(--ink); }
.preview ~ .md-header { position: relative; }
@media print {
  .preview { position: static; color: #000; background: none; border: 1px solid; }
  @page { @bottom-left { content: %s; font-size: 8pt; } }
}
"""
"""How the notice looks: above all else however far a reader has scrolled, and on every sheet. No
page of a site has it. It is a file, since the policy of a page bars a style that stands in it."""


def _finish_pages(folder: Path) -> None:
    """Have each page lead to no file that was left out, and say what it is."""
    words = _("Preview of a pull request: not law")
    write_made(folder / _STYLE, (_LOOK % css_string(words)).encode())
    for path in sorted(folder.rglob("*.html")):
        style = "../" * (len(path.relative_to(folder).parts) - 1) + _STYLE
        html = _LINK.sub(r"\1", path.read_text("utf-8"))
        write_made(path, _marked(html, words, style).encode())


def _marked(html: str, words: str, style: str) -> str:
    """A page that says what it is, in its title and above all else."""
    html = html.replace("<title>", f"<title>{escape(words)}: ", 1)
    html = html.replace("</head>", f'<link rel="stylesheet" href="{style}"></head>', 1)
    body = _BODY.search(html)
    at = body.end() if body else 0
    return f'{html[:at]}<p class="preview" role="note">{escape(words)}</p>{html[at:]}'
