"""A publisher who writes two lines, `theme: material` and `plugins: [search, corpus]`, has a whole
site: the plugin brings what its pages need, and says where the publisher's own settings contradict.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import get_yaml_loader

from build_tools.model import CorpusError
from build_tools.record import load
from build_tools.site.frame import EXTENSIONS, STYLES, NavItem, navigation
from build_tools.site.on_disk import with_links_from_here, with_links_to_files
from build_tools.site.other_builders import configuration, told_to_plugin
from build_tools.site.plugin_options import CorpusConfig
from build_tools.site.plugin_settings import told_page_by_page
from tests.broken_links import broken_links
from tests.paths import RECORD, ROOT
from tests.publishing import building, mkdocs
from tests.running import Run, replace_in

TWO_LINES = "site_name: Another's rules\ntheme: material\nplugins: [search, corpus]\n"


def settings(folder: Path, text: str) -> MkDocsConfig:
    """What a build goes by, once the plugin has brought what it brings."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "versions").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(text)
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins["corpus"].config.versions = str(folder / "versions")
    return config.plugins.on_config(config)


# --- What is brought ------------------------------------------------------------------------------


def test_the_plugin_brings_what_the_pages_need(tmp_path: Path) -> None:
    config = settings(tmp_path, TWO_LINES)
    assert set(EXTENSIONS) <= set(config.markdown_extensions)
    assert config.mdx_configs["pymdownx.highlight"] == {"use_pygments": False}
    assert config.extra_css == [*STYLES]
    assert (config.theme["language"], config.theme["font"]) == ("en-GB", False)
    assert (Path(config.theme.dirs[0]) / "partials/find.html").is_file()
    assert not config.plugins["material/search"].config.enabled


def test_what_the_publisher_says_is_kept(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "own").mkdir()
    config = settings(
        tmp_path,
        "site_name: X\nplugins: [corpus]\nextra_css: [own.css]\n"
        "theme: {name: material, custom_dir: own,"
        " features: [toc.follow], palette: {primary: red}}\n"
        "markdown_extensions: [pymdownx.highlight: {linenums: true}, smarty]\n"
        "validation: {links: {anchors: ignore}}\n",
    )
    assert config.extra_css == [*STYLES, "own.css"]
    assert config.theme["features"] == ["toc.follow"]
    assert config.theme["palette"] == {"primary": "red"}
    assert Path(config.theme.dirs[0]).name == "own"
    assert config.mdx_configs["pymdownx.highlight"] == {"linenums": True}
    assert "smarty" in config.markdown_extensions
    assert config.validation.links.anchors < config.validation.links.not_found


def with_line(*lines: str) -> str:
    """The settings of a publisher who writes these lines too, or instead."""
    plain = "site_name: X", "theme: material", "plugins: [corpus]"
    written = {line.partition(":")[0]: line for line in (*plain, *lines)}
    return "\n".join([*written.values(), ""])


CONTRADICTIONS = {
    "theme: readthedocs": "`theme` is `readthedocs`",
    "theme: {name: material, font: {text: Roboto}}": "`theme: font` is",
    "theme: {name: material, language: tlh}": "`theme: language` is `tlh`; expected: en-GB",
    "theme: {name: material, features: [navigation.instant]}": "`theme: features` is",
    "markdown_extensions: [pymdownx.critic]": "`markdown_extensions` is `pymdownx.critic`",
    "extra_css: ['https://fonts.example.org/a.css']": "`extra_css` is",
    "extra_javascript: [//cdn.example.org/a.js]": "`extra_javascript` is",
    "extra: {analytics: {provider: google}}": "`extra: analytics` is",
}


@pytest.mark.parametrize(("line", "said"), CONTRADICTIONS.items())
def test_a_setting_that_contradicts_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(PluginError, match=re.escape(said)):
        settings(tmp_path, with_line(line))


def test_all_of_them_are_told_at_once(tmp_path: Path) -> None:
    lines = [line for line in CONTRADICTIONS if not line.startswith("theme")]
    with pytest.raises(PluginError) as refused:
        settings(tmp_path, with_line(*lines))
    assert str(refused.value).count("expected:") == len(lines)


def test_a_frame_of_the_publishers_own_names_its_settings_as_it_likes(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own = "theme: {name: null, custom_dir: own, font: {text: Roboto}, language: de}\n"
    config = settings(tmp_path, f"site_name: X\nplugins: [corpus]\n{own}")
    assert "sitemap.xml" not in config.theme.static_templates


def test_settings_that_another_file_has_are_kept(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("theme: {name: material, palette: {primary: red}}\n")
    config = settings(tmp_path, "INHERIT: base.yml\nsite_name: X\nplugins: [corpus]\n")
    assert config.theme["palette"] == {"primary": "red"}


PAGE_BY_PAGE = {
    "markdown_extensions: [smarty]": "`smarty`",
    "markdown_extensions: [toc: {permalink: true}]": "`toc`",
    "markdown_extensions: [pymdownx.snippets: {auto_append: [a.md]}]": "`pymdownx.snippets`",
    "use_directory_urls: false": "`use_directory_urls`",
    "theme: {name: material, custom_dir: own}": "`custom_dir`",
    "hooks: [hook.py]": "`hook.py`",
    "plugins: [corpus, tags]": "`material.plugins.tags.plugin`",
}


@pytest.mark.parametrize(("line", "said"), PAGE_BY_PAGE.items())
def test_what_may_be_another_on_each_page_is_told(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/main.html").touch()
    (tmp_path / "hook.py").write_text("def on_post_page(html, **_):\n    return html\n")
    config = settings(tmp_path, with_line(line))
    told = list(told_page_by_page(config, config.plugins["corpus"], own_templates=True))
    assert len(told) == 1
    assert said in told[0]


def test_what_is_the_same_on_every_page_is_not_told(tmp_path: Path) -> None:
    snippets = "markdown_extensions: [def_list, pymdownx.snippets: {base_path: [.]}]\n"
    config = settings(tmp_path, f"{TWO_LINES}extra_css: [own.css]\n{snippets}")
    assert not list(told_page_by_page(config, config.plugins["corpus"], own_templates=True))


# --- The navigation -------------------------------------------------------------------------------


def test_parts_that_are_made_stand_behind_the_first_entry() -> None:
    given: list[NavItem] = [{"Home": "index.md"}, {"About": ["about.md"]}]
    made = [{"Amendments": "amendments/index.md"}, {"Compare": "compare/index.md"}]
    pages = {"index.md", "amendments/index.md", "compare/index.md", "data/index.md"}
    found = navigation([], pages, {"index.md", "about.md"}, given)
    assert found == [given[0], *made, {"Data": "data/index.md"}, given[1]]


def test_a_navigation_that_names_what_is_made_is_the_publishers() -> None:
    given: list[NavItem] = [{"Home": "index.md"}, {"What changed": ["amendments/index.md"]}]
    assert navigation([], {"index.md", "amendments/index.md"}, {"index.md"}, given) == given


def test_hand_written_pages_are_found_by_their_folders() -> None:
    docs = {"index.md", "notes.md", "for-readers/b.md", "for-readers/index.md"}
    *_, notes, readers = navigation([], docs, docs, None)
    assert notes == "notes.md"
    assert readers == {"For readers": ["for-readers/index.md", "for-readers/b.md"]}


def test_a_name_in_the_navigation_is_no_html() -> None:
    (document,) = load(RECORD).documents
    named = replace(document, short_title="A & <b>B</b>")
    _, law, *_, folder = navigation([named], set(), {"<i>/a.md"}, None)
    assert [*law, *folder] == ["A &amp; &lt;b&gt;B&lt;/b&gt;", "&lt;i&gt;"]


def test_a_front_page_may_be_a_readme() -> None:
    home, *rest = navigation([], set(), {"README.md", "a.md"}, None)
    assert home == {"Home": "README.md"}
    assert "README.md" not in rest
    home, *_ = navigation([], set(), {"README.md", "index.md"}, None)
    assert home == {"Home": "index.md"}


# --- Another builder ------------------------------------------------------------------------------


def test_another_builder_is_told_all_of_it() -> None:
    text = TWO_LINES + "site_url: !ENV [SITE_URL, '']\nextra_css: [own.css]\n"
    told = configuration("mkdocs.yml", text, lambda given: [{"Home": "index.md"}])
    assert "site_url: !ENV [SITE_URL, '']" in told
    plain = yaml.safe_load(told.replace("!ENV ", ""))
    assert plain["plugins"] == []
    assert plain["extra_css"] == [*STYLES, "own.css"]
    assert plain["theme"]["font"] is False
    assert Path(plain["theme"]["custom_dir"]).is_dir()
    assert {"pymdownx.tabbed": {"alternate_style": True}} in plain["markdown_extensions"]
    assert plain["nav"] == [{"Home": "index.md"}]


def test_what_the_plugin_is_told_of_akoma_ntoso_is_said_once() -> None:
    text = (ROOT / "mkdocs.yml").read_text()
    assert told_to_plugin("mkdocs.yml", text, "akoma_ntoso") == "gb/eng"
    assert "gb/eng" not in (ROOT / ".ci/publish").read_text()
    for plain in (TWO_LINES, "plugins: {corpus: {pdf: true}}", "site_name: X"):
        assert told_to_plugin("mkdocs.yml", plain, "akoma_ntoso") is None


@pytest.mark.parametrize(
    ("written", "environment", "told"),
    [
        ("false", "", False),
        ("no", "", False),
        ("gb/eng", "", "gb/eng"),
        ("!ENV PLACE", "gb/eng", "gb/eng"),
        ("!ENV PLACE", "false", False),
        ("!ENV [PLACE, gb/sct]", None, "gb/sct"),
        ("!ENV [OTHER, PLACE, false]", None, False),
        ("!ENV PLACE", None, None),
    ],
)
def test_an_option_is_read_as_mkdocs_reads_it(
    written: str, environment: str | None, told: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLACE", raising=False)
    if environment is not None:
        monkeypatch.setenv("PLACE", environment)
    text = f"plugins:\n- corpus:\n    x: {written}\n"
    assert told_to_plugin("mkdocs.yml", text, "x") == told
    loaded = yaml.load(text, get_yaml_loader(yaml.SafeLoader))
    assert loaded["plugins"] == [{"corpus": {"x": told}}]


@pytest.mark.parametrize("written", ["!unknown y", "2026-02-30", "!!int y", "!ENV {a: b}"])
def test_an_option_that_nobody_can_read_is_told_with_its_name(written: str) -> None:
    with pytest.raises(CorpusError, match="`x` that is not read"):
        told_to_plugin("mkdocs.yml", f"plugins: [{{corpus: {{x: {written}}}}}]", "x")


@pytest.mark.parametrize(
    ("told", "said", "is_there"),
    [
        ("{old_files: false}", [], False),
        ("{old_files: false}", ["--old-files"], True),
        ("{old_files: true}", [], True),
        ("{}", [], True),
        ("{}", ["--no-old-files"], False),
    ],
)
def test_another_builder_is_given_the_files_that_the_plugin_would_make(
    told: str,
    said: list[str],
    is_there: bool,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RECORD, "versions")
    taken = "effect: {actual: 2021-07-01}"
    amendment = Path("versions/amendments/second-rules.yml")
    replace_in(amendment, "effect: {planned: 2021-07}", taken)
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text(f"site_name: X\nplugins: [{{corpus: {told}}}]\n")
    ran = run("pages", "--out", "made", "--config", "other.yml", *said)
    assert ran.code == 0, ran.err
    assert Path("made/rules/v/1.0/rules-1.0.docx").exists() == is_there
    assert Path("made/rules/v/2.0/rules-2.0.docx").exists()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("gb/eng", "gb/eng"),
        ("false", ""),
        ("null", ""),
        ("''", ""),
        ("!ENV [PLACE, false]", ""),
        ("true", None),
        ("gb", None),
    ],
)
def test_where_texts_are_law_is_read_alike_by_the_plugin_and_the_command(
    written: str,
    place: str | None,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLACE", raising=False)
    shutil.copytree(RECORD, "versions")
    Path("docs").mkdir()
    text = f"site_name: X\nplugins:\n- corpus:\n    akoma_ntoso: {written}\n"
    Path("mkdocs.yml").write_text(text)
    ran = run("pages", "--out", "made", "--config", "other.yml")
    given = yaml.load(text, get_yaml_loader(yaml.SafeLoader))["plugins"][0]["corpus"]
    options = CorpusConfig()
    options.load_dict(given)
    refused = [name for name, _ in options.validate()[0] if name == "akoma_ntoso"]
    if place is None:
        assert ran.code != 0
        assert "is no country and language, such as gb/eng" in ran.err
        assert refused
    else:
        assert ran.code == 0, ran.err
        assert Path("made/rules/v/1.0/rules-1.0.xml").exists() == bool(place)
        assert not refused
        assert (options.akoma_ntoso or "") == place


# --- From disk ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "followed"),
    [
        ("../v/3.0/#17.6", "../v/3.0/index.html#17.6"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../../?q=1", "../../index.html?q=1"),
        ("#17.6", "#17.6"),
        ("", ""),
        ("a.html#b", "a.html#b"),
        ("feed.xml", "feed.xml"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_folder_leads_to_its_page(written: str, followed: str) -> None:
    html = '<a class="x" href="{}">a/ "b" href="c/"</a><link href="d/">'
    assert with_links_to_files(html.format(written)) == html.format(followed)


# --- A whole site ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of another's, two lines, and no page written by hand but two."""
    folder = tmp_path_factory.mktemp("two-lines")
    shutil.copytree(ROOT / "tests/record/small_record", folder / "versions")
    (folder / "docs/guide").mkdir(parents=True)
    (folder / "docs/guide/first.md").write_text("# First\n\n[second](second.md)\n")
    (folder / "docs/guide/second.md").write_text("# Second\n\n[home](../index.md)\n")
    (folder / "mkdocs.yml").write_text(TWO_LINES)
    return folder


@pytest.mark.parametrize(
    ("address", "theme"),
    [
        ("", "material"),
        pytest.param(
            *("https://example.org/law/sec/", "{name: material, palette: {primary: red}}"),
            marks=pytest.mark.sweep,
        ),
    ],
)
def test_two_lines_make_a_whole_site(
    project: Path, tmp_path: Path, address: str, theme: str
) -> None:
    config = project / "mkdocs.yml"
    lines = TWO_LINES.replace("theme: material", f"theme: {theme}")
    config.write_text(f"{lines}site_url: '{address}'\n")
    said = mkdocs("build", "--strict", "-d", tmp_path, cwd=project, env=building())
    assert not re.search("empty output|corpus-frame", said), "what no publisher knows of"
    home = (tmp_path / "index.html").read_text()
    assert "identity.css" in home
    assert ("hues.css" in home) == ("red" in theme)
    assert "fonts.googleapis" not in home
    assert "{#" not in "".join(path.read_text() for path in tmp_path.rglob("*.html"))
    assert not (tmp_path / "search").exists()
    assert not list(broken_links(tmp_path, "/law/sec/" if address else "/"))


@pytest.mark.sweep
def test_a_site_can_be_walked_from_a_disk(project: Path, tmp_path: Path) -> None:
    """Its 404.html too, which any page may be opened beside, whatever the address of the site."""
    said = "site_url: https://example.org/law/sec/\nuse_directory_urls: false\n"
    (project / "mkdocs.yml").write_text(f"{TWO_LINES}{said}")
    mkdocs("build", "--strict", "-d", tmp_path, cwd=project, env=building())
    assert (tmp_path / "guide/first/index.html").is_file()
    assert not list(broken_links(tmp_path, "/some/folder/", folders=False))


@pytest.mark.parametrize(
    ("root", "written", "followed"),
    [
        ("/law/sec/", "/law/sec/rules/index.html#1", "./rules/index.html#1"),
        ("/law/sec/", "/law/sec/", "./"),
        ("/law/sec/", "/law/sec", "./"),
        ("/law/sec/", "/law/sector/", "/law/sector/"),
        ("/law/sec", "/law/sec/feed.xml", "./feed.xml"),
        ("", "/", "./"),
        ("/", "/assets/a.css", "./assets/a.css"),
        ("/", "//example.org/a", "//example.org/a"),
        ("/", "a.html", "a.html"),
    ],
)
def test_a_link_from_the_host_begins_in_the_folder(root: str, written: str, followed: str) -> None:
    html = '<a class="x" href="{0}">href="/a"</a><script src="{0}"></script><link href="{0}">'
    assert with_links_from_here(html.format(written), root) == html.format(followed)


HARMLESS = """
def on_page_markdown(markdown, **_):
    return markdown + "\\n\\n<span></span>\\n"


def on_page_content(html, **_):
    return html.replace("<h1", "<h1 lang=en")


def on_post_page(output, **_):
    return output.replace("</body>", "<!-- built here --></body>")
"""
ORDER = "from mkdocs.plugins import event_priority\n\n\n@event_priority({})\n"
PUT_INTO_PAGES = {
    "into its HTML": "def on_page_content(html, **_):\n    return html.replace('the', 'a')\n",
    "when it is written": (
        "def on_page_context(context, page, **_):\n    page.content += 'Repealed'\n"
    ),
    "into its markdown": "def on_page_markdown(markdown, **_):\n    return markdown + 'Repealed'\n",
    "before it is read": "def on_page_read_source(page, **_):\n    return '# Repealed'\n",
    "when all are read": (
        "def on_env(env, files, **_):\n"
        "    for each in files.documentation_pages():\n"
        "        each.page.content = 'Repealed'\n"
    ),
    "when its frame is laid": "def on_post_page(output, **_):\n    return output + 'Repealed'\n",
    "into its title": "def on_page_markdown(markdown, page, **_):\n    page.title = 'Repealed'\n",
    "into its title, last": (
        "def on_page_context(context, page, **_):\n    page.title = 'Repealed'\n"
    ),
    "into its title, first": "def on_page_read_source(page, **_):\n    page.title = 'Repealed'\n",
    "into its front matter": (
        "def on_page_read_source(page, **_):\n"
        "    return page.file.content_string.replace('title:', 'title: Repealed, ', 1)\n"
    ),
    "into what a template prints": (
        "from copy import copy\n\n"
        "def on_page_context(context, page, **_):\n"
        "    context['page'] = copy(page)\n"
        "    context['page'].content = 'Repealed'\n"
    ),
    "before everybody": (
        f"{ORDER.format(200)}def on_page_content(html, **_):\n    return html + 'Repealed'\n"
    ),
    "after everybody": (
        f"{ORDER.format(-200)}def on_post_page(output, **_):\n    return output + 'Repealed'\n"
    ),
}
"""Of a hook, by when it puts its words into a page."""
AT_ONCE = ("into its HTML", "when its frame is laid", "into its front matter")
"""Those that each run of the tests tries."""


def built_with_hook(project: Path, folder: Path, hook: str) -> subprocess.CompletedProcess[str]:
    (project / "mkdocs.yml").write_text(f"{TWO_LINES}hooks: [hook.py]\n")
    (project / "hook.py").write_text(hook)
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", folder],
        cwd=project,
        env=building(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.sweep
def test_a_hook_that_leaves_the_words_of_the_record_has_its_way(
    project: Path, tmp_path: Path
) -> None:
    built = built_with_hook(project, tmp_path, HARMLESS)
    assert built.returncode == 0, built.stderr
    assert "<h1 lang=en" in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize(
    "hook",
    [
        pytest.param(hook, id=when, marks=[] if when in AT_ONCE else [pytest.mark.sweep])
        for when, hook in PUT_INTO_PAGES.items()
    ],
)
def test_a_hook_that_puts_other_words_into_the_record_is_refused(
    project: Path, tmp_path: Path, hook: str
) -> None:
    built = built_with_hook(project, tmp_path, hook)
    assert built.returncode == 1
    assert "has put other words into a page of the record" in built.stdout + built.stderr


@pytest.mark.sweep
def test_what_a_navigation_calls_a_page_is_its_publishers_own(
    project: Path, tmp_path: Path
) -> None:
    """The title and the heading of the page stay those of the record."""
    named = "nav: [{Start: index.md}, {Of the shed: rules/index.md}]"
    (project / "mkdocs.yml").write_text(f"{TWO_LINES}{named}\nhooks: [hook.py]\n")
    (project / "hook.py").write_text(HARMLESS)
    mkdocs("build", "--strict", "-d", tmp_path, cwd=project, env=building())
    page = (tmp_path / "rules/index.html").read_text()
    assert "Of the shed" in page
    assert "Of the shed" not in "".join(re.findall(r"(?s)<(?:title|h1).*?</(?:title|h1)>", page))
