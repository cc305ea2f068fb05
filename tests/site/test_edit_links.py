"""From a provision of an open proposal to the editor of a forge, and from no other text."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.site.context import SiteContext
from build_tools.site.drawing import drawn_page
from build_tools.site.edit_links import record_editor
from build_tools.site.file_store import FileStore
from build_tools.site.pages.redlines import redline_page
from build_tools.site.pages.versions import version_page
from build_tools.site.plugin_sources import editor_of_record
from build_tools.site.templating import environment

GITHUB = "https://github.com/us/law"
GITLAB = "https://gitlab.com/us/group/law"
EDITOR = f"{GITHUB}/edit/main/versions/"
OPEN = dt.date(2022, 12, 10)
"""Within the consultation on the MTAD 4.0."""
CLOSED = dt.date(2023, 1, 20)
LINK = re.compile(r'<a class="edit" [^>]*href="([^"#]*)#L(\d+)" aria-label="([^"]*)"></a>')


def site(record: Corpus, day: dt.date, editor: str = EDITOR) -> SiteContext:
    return SiteContext(record, day, Comparisons(), FileStore(()), "", editor=editor)


def page_of(made: SiteContext, label: str) -> str:
    document = made.corpus.document("mtad")
    page = version_page(made, document, document.version(label))
    return drawn_page(page, made, environment()).text


def redline_of(made: SiteContext) -> str:
    document = made.corpus.document("mtad")
    redline = made.redline_between(document.version("3.0"), document.version("4.0"))
    return drawn_page(redline_page(made, document, redline), made, environment()).text


def test_each_provision_of_an_open_proposal_leads_to_its_line(record: Corpus) -> None:
    version = record.document("mtad").version("4.0")
    found = LINK.findall(page_of(site(record, OPEN), "4.0"))
    provisions = [block for block in version.body if block.anchor]
    assert len(found) == len(provisions) > 20
    lines = version.text.split("\n")
    for block, (address, line, name) in zip(provisions, found, strict=True):
        assert address == f"{EDITOR}mtad/4.0.md"
        assert block.source.split("\n")[0] == lines[int(line) - 1]
        assert name == f"Suggest an edit of {block.citation or block.anchor}"


def test_each_change_of_its_redline_leads_there_too(record: Corpus) -> None:
    made = site(record, OPEN)
    found = re.findall(r'class="edit" [^>]*href="([^"]*)"', redline_of(made))
    assert found
    assert {each.partition("#")[0] for each in found} == {f"{EDITOR}mtad/4.0.md"}


def test_what_may_not_change_any_more_leads_nowhere(record: Corpus) -> None:
    assert all('class="edit"' not in page_of(site(record, OPEN), label) for label in ("2.0", "3.0"))
    closed = site(record, CLOSED)
    assert 'class="edit"' not in page_of(closed, "4.0") + redline_of(closed)
    sealed = replace(record, sealed=record.sealed | {"mtad@4.0"})
    assert 'class="edit"' not in page_of(site(sealed, OPEN), "4.0")


def test_where_nobody_says_where_the_record_is_edited_nothing_does(record: Corpus) -> None:
    made = site(record, OPEN, "")
    assert 'class="edit"' not in page_of(made, "4.0") + redline_of(made)


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "docs", "found"),
    [
        (GITHUB, "edit/main/docs/", "docs", EDITOR),
        (f"{GITHUB}/", "edit/main/docs", "docs", EDITOR),
        (f"{GITHUB}?tab=readme#top", "edit/main/docs/", "docs", EDITOR),
        (GITHUB, "https://[forge/docs/", "docs", ""),
        (GITHUB, "blob/main/docs/", "docs", f"{GITHUB}/blob/main/versions/"),
        (GITHUB, "edit/main/law/docs/", "docs", f"{GITHUB}/edit/main/law/versions/"),
        (GITLAB, "-/edit/main/docs/", "docs", f"{GITLAB}/-/edit/main/versions/"),
        (GITHUB, f"{GITLAB}/-/edit/main/docs/", "docs", f"{GITLAB}/-/edit/main/versions/"),
        (
            "https://forge.example/x",
            "?root=/docs/",
            "docs",
            "https://forge.example/x/?root=/versions/",
        ),
        (GITHUB, "edit/main/mydocs/", "docs", ""),
        (GITHUB, "edit/main/", "docs", ""),
        ("", "edit/main/docs/", "docs", ""),
        (GITHUB, "javascript:x/docs/", "docs", ""),
    ],
)
def test_the_record_is_edited_beside_the_hand_written_pages(
    repo_url: str, edit_uri: str, docs: str, found: str
) -> None:
    assert record_editor(repo_url, edit_uri, docs, "versions") == found


def told(tmp_path: Path, settings: str, own: str = "") -> str:
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Rules\n{settings}")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    return editor_of_record(config, str(tmp_path / "versions"), own)


def test_the_settings_of_mkdocs_say_where(tmp_path: Path) -> None:
    repository = f"repo_url: {GITHUB}\n"
    assert told(tmp_path, "") == ""
    assert told(tmp_path, f"{repository}edit_uri: edit/main/docs/\n") == EDITOR
    assert told(tmp_path, f"{repository}edit_uri: ''\n") == ""
    assert told(tmp_path, repository, "-/edit/trunk/law") == f"{GITHUB}/-/edit/trunk/law/"
    assert told(tmp_path, "", "https://x.example/law/") == "https://x.example/law/"


def test_a_way_from_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="expected: a whole address, or with `repo_url`"):
        told(tmp_path, "", "edit/main/versions/")
