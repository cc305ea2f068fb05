"""A preview of a branch: made by the program and the settings here, it says on every page what it
is, and is read from a disk."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from build_tools.model import CorpusError
from build_tools.site.preview import build_preview
from tests.broken_links import broken_links
from tests.paths import ROOT
from tests.patience import IN_A_BROWSER
from tests.publishing import AS_OF

SAID = "Preview of a pull request: not law"
SETTINGS = """\
site_name: Another's rules
theme: material
repo_url: https://github.com/us/law
edit_uri: edit/main/docs/
plugins: [search, corpus]
markdown_extensions:
  - pymdownx.snippets:
      base_path: [.]
      check_paths: true
"""
RUN = """\
from pathlib import Path
Path({!r}).touch()
"""
"""A hook of mkdocs that leaves a trace."""


def project(folder: Path) -> Path:
    shutil.copytree(ROOT / "tests/record/small_record", folder / "versions")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Rules of a shed\n")
    (folder / "mkdocs.yml").write_text(SETTINGS)
    return folder


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the preview of a branch, beside a base and the branch; the branch has other
    words, and settings that would run what it brings."""
    folder = tmp_path_factory.mktemp("previewed")
    base, branch = project(folder / "base"), project(folder / "base/.cache/branch")
    hook = RUN.format(str(folder / "run"))
    (branch / "hook.py").write_text(hook)
    (branch / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\nuse_directory_urls: true\n")
    (branch / "docs/index.md").write_text('# Rules of another shed\n\n--8<-- "said.txt"\n')
    (branch / "said.txt").write_text("Said in another shed\n")
    (base / "said.txt").write_text("Said in a shed\n")
    (branch / "docs/table.png").write_bytes(b"\x89PNG")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base)
        build_preview(folder / "preview", Path(".cache/branch"), AS_OF)
    return folder


def test_every_page_says_what_it_is(previewed: Path) -> None:
    pages = sorted((previewed / "preview").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        html = page.read_text()
        assert html.count(f'<p class="preview" role="note">{SAID}</p>') == 1, page
        assert html.count(f"<title>{SAID}: ") == 1, page


def test_what_the_branch_says_is_shown_and_nothing_of_it_is_run(previewed: Path) -> None:
    assert "Rules of another shed" in (previewed / "preview/index.html").read_text()
    assert "Said in another shed" in (previewed / "preview/index.html").read_text()
    assert not (previewed / "run").exists()
    assert (previewed / "preview/table.png").is_file()


def test_it_leads_to_pages_of_its_own_and_has_no_file_that_does_not_say_so(previewed: Path) -> None:
    preview = previewed / "preview"
    assert not list(broken_links(preview, folders=False))
    kinds = {path.suffix for path in preview.rglob("*") if path.is_file()}
    assert kinds <= {".html", ".json", ".css", ".js", ".map", ".png", ".svg"}
    assert not list(preview.rglob("feed.json"))
    assert not [page for page in preview.rglob("*.html") if 'class="edit"' in page.read_text()]


@pytest.mark.sweep
def test_a_double_click_opens_it(previewed: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(IN_A_BROWSER)
    page.goto((previewed / "preview/index.html").as_uri())
    assert page.get_by_role("note").first.inner_text() == SAID
    ink = "getComputedStyle(document.querySelector('.preview')).backgroundColor"
    assert page.evaluate(ink) != "rgba(0, 0, 0, 0)"
    page.locator('a.md-tabs__link[href="rules/index.html"]').click()
    page.wait_for_url("**/rules/index.html")
    note = page.get_by_role("note").first
    assert (note.inner_text(), note.is_visible()) == (SAID, True)
    assert page.title().startswith(SAID)
    page.close()


def test_it_stays_in_sight(previewed: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 200})
    page.set_default_timeout(IN_A_BROWSER)
    page.goto((previewed / "preview/rules/v/2.0/index.html").as_uri())
    page.evaluate("window.scrollTo(0, 150)")
    seen = "document.elementFromPoint(innerWidth / 2, 8).textContent"
    assert (page.evaluate("scrollY"), page.evaluate(seen)) == (150, SAID)
    page.close()


def linked_out(branch: Path, name: str) -> None:
    """Have a folder elsewhere in the place of one of the branch."""
    elsewhere = branch.parents[2] / "elsewhere"
    shutil.move(branch / name, elsewhere)
    (branch / name).symlink_to(elsewhere)


Attack = Callable[[Path], object]
ATTACKS: dict[str, tuple[Attack, str]] = {
    "a page of its own": (
        lambda branch: (branch / "docs/law.html").write_text("<h1>The law</h1>"),
        "would be served as it is",
    ),
    "a script": (
        lambda branch: (branch / "docs/more.js").write_text("0"),
        "would be served as it is",
    ),
    "a picture that is run": (
        lambda branch: (branch / "docs/more.svg").write_text("<svg/>"),
        "would be served as it is",
    ),
    "a link out of the folder": (
        lambda branch: (branch / "docs/page.md").symlink_to("/etc/hostname"),
        "is a link that leads out of the folder",
    ),
    "a link that leads round": (
        lambda branch: (branch / "docs/a").symlink_to("."),
        "is a link to a folder in which it stands",
    ),
    "what a browser runs": (
        lambda branch: (branch / "docs/index.md").write_text("# A\n\n<script>0</script>\n"),
        "which a page may not run or load",
    ),
    "a notice of its own laid over the page": (
        lambda branch: (branch / "docs/index.md").write_text(
            '# A\n\n<p style="position:fixed">In force</p>\n'
        ),
        "by which readers know a page of the law",
    ),
    "the pages of another folder": (
        lambda branch: linked_out(branch, "docs"),
        "is a link that leads out of the branch",
    ),
    "the record of another folder": (
        lambda branch: linked_out(branch, "versions"),
        "is a link that leads out of the branch",
    ),
    "a box that is a banner": (
        lambda branch: (branch / "docs/index.md").write_text(
            "# A\n\n!!! &#98;anner\n    In force\n\n<p class=&#98;anner>In force</p>\n"
        ),
        "by which readers know a page of the law",
    ),
    "the notice's own class": (
        lambda branch: (branch / "docs/index.md").write_text('# A\n\n<p class="preview">Law</p>\n'),
        "by which readers know a page of the law",
    ),
}


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_what_could_show_otherwise_is_refused(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, branch = project(tmp_path / "base"), project(tmp_path / "base/.cache/branch")
    change, said = ATTACKS[attack]
    change(branch)
    monkeypatch.chdir(base)
    with pytest.raises(CorpusError, match=said):
        build_preview(tmp_path / "preview", branch, AS_OF)


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(CorpusError, match="is there already, and is not overwritten"):
        build_preview(tmp_path, tmp_path, AS_OF)
