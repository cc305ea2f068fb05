"""Two builders put the same pages into their frames; and neither passes in silence where the pages
of the law are not there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest

from build_tools.site.frame import EXTENSIONS
from tests.branching import Repository, repository
from tests.paths import ROOT
from tests.publishing import (
    content_of,
    copy_examples,
    environment,
    files_of,
    marker,
    page_tree,
    pages_of,
    targets_of,
    text_of,
)
from tests.running import replace_in

SAYS_SO = marker("status")


def article(page: Element) -> str:
    """The HTML of what a page says; line breaks between blocks are each builder's own, and a word
    to the search is taken out by the one that makes its list of words from the page."""
    content = content_of(page)
    for element in list(content.iter()):
        for child in [child for child in element if child.get("id") == "__skip"]:
            element.remove(child)
        element.attrib.pop("data-search-exclude", None)
    return re.sub(r"\s+", " ", tostring(content, encoding="unicode")).replace("> <", "><")


def complete(site: Path, cwd: Path = ROOT) -> list[str]:
    """What `.ci/complete.py` finds lacking."""
    command = [sys.executable, str(ROOT / ".ci/complete.py"), str(site)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    found = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (int(bool(found)), ""), done.stderr
    return found


# --- Zensical -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return repository(tmp_path_factory.mktemp("builders") / "project")


@pytest.fixture(scope="module")
def by_zensical(project: Repository) -> Path:
    """The site as `make site BUILDER=zensical` builds it."""
    done = project.publish("build", BUILDER="zensical")
    assert done.code == 0, done.out + done.err
    assert "No issues found" in done.out + done.err
    return project.path / "site"


@pytest.mark.sweep
def test_zensical_makes_the_same_pages(site: Path, by_zensical: Path) -> None:
    assert pages_of(by_zensical).keys() == pages_of(site).keys()


@pytest.mark.sweep
def test_every_article_is_the_same(site: Path, by_zensical: Path) -> None:
    other = pages_of(by_zensical)
    for name, page in pages_of(site).items():
        assert text_of(content_of(other[name])) == text_of(content_of(page)), name
        if name != "404.html":
            links = [list(targets_of(content_of(each), name)) for each in (other[name], page)]
            assert links[0] == links[1], name


@pytest.mark.sweep
def test_the_html_of_the_law_is_the_same(site: Path, by_zensical: Path) -> None:
    law = re.compile(r"(mtad|svtad|example|amendments)/")
    names = [name for name in pages_of(site) if law.match(name)]
    assert len(names) > 40
    for name in names:
        one, other = (page_tree(folder / name / "index.html") for folder in (site, by_zensical))
        assert article(one) == article(other), name


def test_a_builder_that_is_not_known_is_refused(project: Repository) -> None:
    refused = project.publish("build", BUILDER="hugo")
    assert refused.code == 2
    assert "BUILDER is mkdocs or zensical, not hugo" in refused.err


# --- Without the pages of the law -----------------------------------------------------------------


@pytest.fixture
def without_pages(tmp_path: Path) -> Path:
    """The hand-written pages and the configuration, without the plugin and what it makes."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    copy_examples(tmp_path)
    config = (ROOT / "mkdocs.yml").read_text()
    config, found = re.subn(
        r"^plugins:\n  - corpus:\n(?:      .*\n)*", "plugins: []\n", config, flags=re.MULTILINE
    )
    assert found == 1
    (tmp_path / "mkdocs.yml").write_text(config)
    return tmp_path


@pytest.mark.parametrize("builder", ["mkdocs", pytest.param("zensical", marks=pytest.mark.sweep)])
def test_pages_that_nobody_filled_say_so(without_pages: Path, builder: str) -> None:
    command = [sys.executable, "-m", builder, "build"]
    strict, plain = (
        subprocess.run(
            [*command, *options],
            cwd=without_pages,
            env=environment(),
            capture_output=True,
            check=False,
        ).returncode
        for options in (["--strict"], [])
    )
    assert strict != 0
    assert plain == 0, f"{builder} is more careful than it was: good"
    home = page_tree(without_pages / "site/index.html")
    assert SAYS_SO in text_of(content_of(home))
    assert complete(without_pages / "site")


@pytest.mark.sweep
def test_zensical_given_the_project_as_it_is_builds_no_law_and_its_pages_say_so(
    project: Repository, tmp_path: Path
) -> None:
    copy = shutil.copytree(project.path, tmp_path / "project")
    shutil.rmtree(copy / "site", ignore_errors=True)
    command = [sys.executable, "-m", "zensical", "build"]
    subprocess.run(command, cwd=copy, env=environment(), capture_output=True, check=True)
    site = copy / "site"
    assert SAYS_SO in text_of(content_of(page_tree(site / "index.html")))
    assert complete(site) == [
        "data/corpus.json: is not there: the site was built without the corpus plugin"
    ]


# --- What `make site` takes into its place --------------------------------------------------------


def test_a_whole_site_lacks_nothing(site: Path) -> None:
    assert not complete(site)


def test_what_a_site_lacks_is_told(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    for name in ("mtad/v/3.0/index.html", "reading/index.html", "404.html"):
        (copy / name).unlink()
    replace_in(copy / "mtad/v/2.0/mtad-2.0.txt", "DCC shall", "DCC may")
    replace_in(copy / "data/corpus.json", '"id": "svtad"', '"id": "other"')
    replace_in(copy / "index.html", "<p>", f"<p>{SAYS_SO}</p><p>")
    assert complete(copy) == [
        "mtad/v/2.0/mtad-2.0.txt: is not versions/mtad/2.0.md",
        "mtad/v/3.0/: versions/mtad/3.0.md has no page",
        "data/corpus.json: versions/svtad/1.0.md is not listed",
        "reading/: docs/reading/index.md has no page",
        "404.html: is not there",
        "index.html: says that it was built without the corpus plugin",
    ]


def test_a_record_without_a_text_has_no_site(site: Path, tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    assert complete(site, tmp_path) == ["versions/: there is no text"]


@pytest.mark.sweep
def test_a_build_without_the_law_does_not_take_the_place_of_one_that_has_it(
    project: Repository, by_zensical: Path, tmp_path: Path
) -> None:
    copy = Repository(shutil.copytree(project.path, tmp_path / "project"))
    replace_in(copy.path / ".ci/publish", '--out "$there/docs"', '--out "$there/unseen"')
    replace_in(copy.path / ".ci/publish", "build --strict --config-file", "build --config-file")
    before = files_of(copy.path / "site")
    failed = copy.publish("build", BUILDER="zensical")
    assert failed.code == 1
    assert "built without the corpus plugin" in failed.err
    assert files_of(copy.path / "site") == before


# --- Extensions of markdown -----------------------------------------------------------------------


def test_no_extension_reads_marks_of_its_own_into_a_redline() -> None:
    assert "pymdownx.superfences" in EXTENSIONS
    assert "pymdownx.critic" not in EXTENSIONS


def test_examples_in_hand_written_pages_are_the_files_of_the_record(site: Path) -> None:
    page = text_of(content_of(page_tree(site / "record/index.html")))
    for name in ("amendments/mtad-moc-secure-closure.yml", "mtad/document.yml"):
        assert " ".join((ROOT / "versions" / name).read_text().split()) in page
