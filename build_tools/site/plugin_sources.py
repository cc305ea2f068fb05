"""What mkdocs finds beside the record: the hand-written pages, and the other files that a site is
made from.
"""

import os
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from build_tools.model.problems import CorpusError
from build_tools.site.edit_links import below, record_editor
from build_tools.site.frame import home_page
from build_tools.site.hand_written import refuse_links_out
from build_tools.site.serving import Stamps, files_below, stamps
from build_tools.site.snippets import files_shown, refuse_foreign_snippets
from build_tools.site.urls import HOME


def hand_written_pages(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """The hand-written pages by src_uri; PluginError for what one may not bring along."""
    folder = relative_to_here(Path(config.docs_dir))
    docs = {file.src_uri: file.content_string for file in files.documentation_pages()}
    try:
        refuse_links_out(folder)
        refuse_foreign_snippets(folder, docs)
    except CorpusError as error:
        raise PluginError(str(error)) from error
    if not files.get_file_from_path("README.md"):
        docs.setdefault(HOME, home_page(config.site_name))
    return docs


def editor_of_record(config: MkDocsConfig, record: str, edit_uri: str) -> str:
    """Where a forge edits the files of the record, by the settings of mkdocs and by what the plugin
    was told; empty where they do not say. PluginError for what the plugin was told and is no
    address.
    """
    repo_url = config.repo_url or ""
    if edit_uri:
        if address := below(repo_url, edit_uri):
            return address
        raise PluginError(
            f"mkdocs.yml: `edit_uri` of the plugin corpus is `{edit_uri}`;"
            " expected: a whole address, or with `repo_url` a way from there: edit/main/versions/"
        )
    if not config.config_file_path or config.edit_uri_template:
        return ""
    here = Path(config.config_file_path).parent.resolve()
    docs, versions = (
        Path(os.path.relpath(Path(each).resolve(), here)).as_posix()
        for each in (config.docs_dir, record)
    )
    return record_editor(repo_url, config.edit_uri or "", docs, versions)


def other_sources(config: MkDocsConfig, record: str) -> Stamps:
    """What a site is made from beside the record: settings, the folder of the hand-written pages,
    templates, and whatever else mkdocs is told to watch.
    """
    watched = [each for each in config.watch if Path(each) != Path(record)]
    named = [config.config_file_path, config.docs_dir, config.theme.custom_dir, *watched]
    paths = [Path(each) for each in named if each]
    return stamps(chain(paths, *map(files_below, paths)))


def sources_shown(docs: Mapping[str, str], config: MkDocsConfig) -> Stamps:
    """The files, of the record too, that hand-written pages show parts of."""
    return stamps(files_shown(Path(config.docs_dir), docs))


def relative_to_here(root: Path) -> Path:
    """The folder as a person in the working directory would name it, for messages."""
    here = Path.cwd()
    return root.relative_to(here) if root.is_relative_to(here) else root
