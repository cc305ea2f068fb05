"""Pages that are over are laid into the frame of the theme without the builder, which would make
the same bytes of them."""

import json
import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown as read_markdown  # type: ignore[import-untyped]

from build_tools.site.archive import (
    Archive,
    Frame,
    FrameError,
    GeneratedPage,
    ReadyPage,
    refilled,
)
from build_tools.site.archive.finished import finished_html, heading_levels
from build_tools.site.archive.ready_page import PageParts
from build_tools.site.frame import FEW
from build_tools.site.hand_written import _ActiveContent, active_content, may_be_active
from build_tools.site.islands import with_islands, without_islands
from build_tools.site.page_policy import barred
from tests.bench.planted_record import PlantedRecord
from tests.examples import examples
from tests.paths import ROOT
from tests.planting import planted_record, write_config
from tests.publishing import environment, files_of, kept_by_the_run, mkdocs
from tests.running import replace_in

NAV = ["index.md", {"Rules": ["rules/index.md", "rules/history/index.md"]}]
HOME = "# Home\n\nThe [first rules](rules/v/1.0/index.md), and [what changed](#home).\n"


def by_the_builder(markdown: str) -> str:
    """The HTML of a page as mkdocs and the plugin make it."""
    left, islands = without_islands(markdown)
    return with_islands(
        str(read_markdown(left, extensions=["attr_list", "footnotes", "tables", "toc"])), islands
    )


def text_of(page: str) -> str:
    """A page without its front matter."""
    return page.partition("\n---\n")[2].lstrip("\n")


def project(folder: Path, *, archive: bool = True) -> Path:
    """A project of the planted record, of which the first version is superseded."""
    folder.mkdir()
    planted_record(folder / "versions")
    amendment = folder / "versions/amendments/second-rules.yml"
    told = json.loads(amendment.read_text())
    told["dates"]["direction"] = {"actual": "2021-06-15"}
    told["dates"]["effect"] = {"actual": "2021-07-01"}
    amendment.write_text(json.dumps(told))
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text(HOME)
    write_config(folder, NAV)
    if not archive:
        replace_in(folder / "mkdocs.yml", "  - corpus:\n", "  - corpus:\n      archive: false\n")
    return folder


# --- The text of a page ---------------------------------------------------------------------------


def test_the_html_of_every_generated_page_is_what_the_builder_makes(pages: dict[str, str]) -> None:
    generated = {name: text for name, text in pages.items() if name.endswith("index.md")}
    read = 0
    for name, text in generated.items():
        made = finished_html(text_of(text))
        if (ROOT / "docs" / name).exists():
            assert made is None, "the words of a hand-written page are the builder's"
            continue
        assert made == by_the_builder(text_of(text)), name
        read += 1
    assert read > 100


OF_A_DOCUMENT = ("clause", "redline", "v", "compare", "history", "at", "terms", "table")


@pytest.mark.parametrize(
    "kind", [*(rf"/{kind}/.*index\.md" for kind in OF_A_DOCUMENT), r"amendments/.+/index\.md"]
)
def test_no_page_of_that_kind_is_left_to_the_builder(kind: str, pages: dict[str, str]) -> None:
    told = {name: text for name, text in pages.items() if re.search(kind, name)}
    left = [name for name, text in told.items() if GeneratedPage(name, text).kind is None]
    assert told
    assert left == []


def test_what_is_kept_of_a_page_is_all_of_it_and_its_html(pages: dict[str, str]) -> None:
    read = 0
    for name, text in pages.items():
        page = GeneratedPage(name, text)
        if (ready := ReadyPage.of(page)) is None:
            continue
        parts = PageParts.read(ready.packed)
        assert (parts.text.decode(), parts.body.decode()) == (text, page.body), name
        assert parts.values == page.values_around
        read += 1
    assert read > 100


LONG = "<p>" + "word " * 60 + "</p>"


def test_what_follows_one_another_in_a_page_and_in_its_html_is_told_as_one_piece() -> None:
    text = f"# A {{#a}}\n\n{LONG}\n\n<p>short</p>\n\n{LONG}\n\n## B {{#b}}\n\n{LONG}\n"
    front_matter = '---\ntitle: "A"\ncontents: "<li>B</li>"\n---\n\n'
    page = GeneratedPage("a/v/1.0/index.md", front_matter + text)
    ready = ReadyPage.of(page)
    assert ready is not None
    (_, pieces), _ = json.JSONDecoder().raw_decode(zlib.decompress(ready.packed).decode())
    assert [type(piece) for piece in pieces if piece != "\n"] == [str, list, str, list]
    assert PageParts.read(ready.packed).body.decode() == page.body


blocks = st.sampled_from(
    [
        *("# Title", "## Title", "# A {#a}", '### A <em>b</em> {#b .c .d data-toc-label="A b"}'),
        *(LONG, f"{LONG} <div>more</div>", "<p>short</p>", "<p>a</p> <p>b</p>", "<span>a</span>"),
        *("Words.", "* item", "# *a*", "<p>\nb</p>", f"Words and\n{LONG}", "<p>a</p>\n<p>b</p>"),
        *("## A &amp; b", "## A & b", "## A < b", "# A {.b}", "<hr>", "<!-- a -->", "# A #", "#"),
    ]
)


apart = st.tuples(blocks, st.sampled_from(["\n\n", "\n\n\n", "\n\n\n\n"])).map("".join)


@given(st.lists(apart, min_size=1, max_size=6).map("".join))
@settings(max_examples=examples(200))
def test_what_is_not_left_to_the_builder_is_what_it_would_make(markdown: str) -> None:
    made = finished_html(markdown)
    assert made is None or made == by_the_builder(markdown)
    page = GeneratedPage("a/b/index.md", f'---\ntitle: "A"\n---\n\n{markdown}')
    if ready := ReadyPage.of(page):
        parts = PageParts.read(ready.packed)
        assert (parts.text.decode(), parts.body.decode()) == (page.text, page.body)


# --- The frame ------------------------------------------------------------------------------------


def test_a_page_with_marks_in_an_unknown_form_is_no_frame() -> None:
    with pytest.raises(FrameError):
        Frame.of("<title>corpus-frame</title>")


@pytest.mark.parametrize("front_matter", ['title: "A"', 'title: "A"\nrobots: "noindex"'])
def test_only_a_page_with_a_title_of_its_own_is_taken(front_matter: str) -> None:
    def kind(text: str) -> object:
        return GeneratedPage("a/v/1.0/index.md", f"---\n{front_matter}\n---\n\n{text}").kind

    assert kind("# A {#a}\n") is not None
    assert kind("<p>No title.</p>\n") is None
    assert kind("# A {#a}\n\n<p><script>run()</script></p>\n") is None
    assert kind("# A {#a}\n\n## A part that a theme would list {#b}\n") is None


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site."""
    folder = project(tmp_path_factory.mktemp("archive") / "project")
    mkdocs("build", "--strict", cwd=folder, env=environment(SITE_URL="https://law.example/a/"))
    return folder


def test_a_finished_page_is_what_the_builder_makes_of_it(archived: Path, tmp_path: Path) -> None:
    other = project(tmp_path / "project", archive=False)
    said = mkdocs(
        "build", "--strict", cwd=other, env=environment(SITE_URL="https://law.example/a/")
    )
    assert "corpus-frame" not in said
    made, expected = files_of(archived / "site"), files_of(other / "site")
    assert made.keys() == expected.keys()
    assert {"rules/v/1.0/index.html", "rules/redline/1.0..2.0/index.html"} <= made.keys()
    assert [name for name in made if made[name] != expected[name]] == []


@pytest.mark.sweep
def test_so_it_is_with_the_real_site(site: Path, tmp_path: Path) -> None:
    config = ROOT / "mkdocs.yml"
    options = f"      archive: false\n      versions: {ROOT}/versions\n"
    text = config.read_text().replace("  - corpus:\n", f"  - corpus:\n{options}")
    paths = re.sub(r"docs_dir: ", f"docs_dir: {ROOT}/", text)
    (tmp_path / "mkdocs.yml").write_text(paths)
    mkdocs("build", "--strict", "-f", tmp_path / "mkdocs.yml", "-d", tmp_path / "site")
    made, expected = files_of(site), files_of(tmp_path / "site")
    assert made.keys() == expected.keys()
    assert [name for name in made if made[name] != expected[name]] == []


@pytest.mark.sweep
def test_documents_into_which_no_navigation_leads_share_their_frames(tmp_path: Path) -> None:
    for name in ("archived", "by-the-builder"):
        folder = tmp_path / name
        PlantedRecord(folder=folder, documents=FEW + 1, versions=2, size=3_000).write()
        if name != "archived":
            option = "  - corpus:\n      archive: false\n"
            replace_in(folder / "mkdocs.yml", "  - corpus:\n", option)
        address = environment(SITE_URL="https://law.example/a/", **kept_by_the_run())
        mkdocs("build", "--strict", cwd=folder, env=address)
    made = files_of(tmp_path / "archived/site")
    assert made == files_of(tmp_path / "by-the-builder/site")
    assert "law-07/v/1.0/index.html" in made


@pytest.mark.parametrize(
    ("nav", "folders"),
    [
        (["index.md"], ["corpus-frame-1-of-2"]),
        ([{"A": ["a/index.md"]}], ["a", "corpus-frame-1-of-2"]),
        (["a/index.md", "b/history/index.md"], ["a", "b"]),
    ],
)
def test_so_many_frames_are_cut(nav: list[object], folders: list[str], tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for address in ("a/v/1.0/index.md", "b/v/1.0/index.md", "b/v/2.0/index.md"):
        assert archive.take(GeneratedPage(address, '---\ntitle: "A"\n---\n\n# A {#a}\n'))
    frames = dict(archive.frame_pages(nav))
    assert [address.split("/")[0] for address in frames] == folders


def test_a_page_that_waits_has_no_name_on_the_disk_and_is_written_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "site")
    text = f'---\ntitle: "A"\n---\n\n# A {{#a}}\n\n{LONG}\n'
    for label in ("1.0", "2.0"):
        assert archive.take(GeneratedPage(f"a/v/{label}/index.md", text))
    ((address, marked),) = archive.frame_pages(["index.md"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert archive.ids_of("a/v/2.0/index.md") == {"a"}
    archive.take_frame(address, f"<title></title>{by_the_builder(text_of(marked))}<footer>")
    archive.lay_in()
    laid_in = f'<title></title><h1 id="a">A</h1>\n{LONG}<footer>'
    pages = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.html")}
    assert sorted(pages) == ["site/a/v/1.0/index.html", "site/a/v/2.0/index.html"]
    assert {path.read_text() for path in pages.values()} == {laid_in}
    pages["site/a/v/1.0/index.html"].unlink()
    archive.lay_in()
    assert not pages["site/a/v/1.0/index.html"].exists(), "what was laid in waits no more"


def test_headings_as_high_as_the_first_are_none_that_a_theme_lists() -> None:
    levels = {"# A\n\n## B\n": (1, 2), "# A\n\n# B\n\n## C\n": (1,), "## A\n\n# B\n": (2,)}
    assert {text: heading_levels(text) for text in levels} == levels


@pytest.mark.sweep
def test_links_to_finished_pages_are_followed(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    replace_in(folder / "docs/index.md", "v/1.0/index.md", "v/1.0/index.md#nowhere")
    with pytest.raises(AssertionError, match=r"does not contain an anchor '#nowhere'"):
        mkdocs("build", "--strict", cwd=folder, env=environment())
    replace_in(folder / "docs/index.md", "v/1.0/index.md#nowhere", "v/0.9/index.md")
    with pytest.raises(AssertionError, match=r"contains a link 'rules/v/0\.9/index\.md', but"):
        mkdocs("build", "--strict", cwd=folder, env=environment())


@pytest.mark.sweep
def test_what_a_hook_makes_of_each_page_is_made_of_finished_ones(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    hook = "def on_page_content(html, **_):\n    return html + '<hr class=hooked>'\n"
    (folder / "hook.py").write_text(hook)
    with (folder / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    said = mkdocs("build", "--strict", cwd=folder, env=environment())
    assert "mkdocs makes all pages of the record: `hook.py` hears of each page" in said
    assert "<hr class=hooked>" in (folder / "site/rules/v/1.0/index.html").read_text()


def test_a_title_in_other_letters_is_no_frame() -> None:
    with pytest.raises(FrameError):
        Frame.of('<p>CORPUS-FRAME&amp;"TITLE</p><h1 data-corpus-frame="end"></h1>')


def test_a_page_whose_contents_a_theme_lists_is_not_refilled() -> None:
    def page(text: str, more: str = "") -> GeneratedPage:
        return GeneratedPage("a/index.md", f'---\ntitle: "A"\n{more}---\n\n# A {{#a}}\n\n{text}')

    old = page("<p>a</p>\n\n## B {#b}\n")
    bodies = "<i>old</i>", "<i>new</i>"
    assert refilled("<i>old</i>", old, page("<p>c</p>\n\n## B {#b}\n"), bodies) == "<i>new</i>"
    assert refilled("<i>old</i>", old, page("<p>c</p>\n\n## C {#c}\n"), bodies) is None
    listed = 'contents: "<li>b</li>"\n'
    assert refilled("<i>old</i>", page("", listed), page(""), bodies) is None


# --- What a page may run --------------------------------------------------------------------------

parts = st.sampled_from(
    [
        *("<p ", "<a ", "<script", "<script type=", '"application/json"', '"text/javascript"', ">"),
        *(
            " href=",
            ' href="',
            " src='",
            ' src="/',
            "/\t/c",
            "\\",
            " data-src=",
            " on",
            "click",
            "=",
            '"',
            "'",
            " ",
            "/",
        ),
        *("https://a", "javascript:", "java\tscript:", "&#58;", "//b", "mailto:c", "#d", "words"),
        *(
            "<img",
            "<SVG",
            "<link",
            "<meta",
            " srcdoc=",
            "</p>",
            "<!--",
            "-->",
            "\n",
            " xlink:href=",
        ),
        *("\u017f", "\u0130", "\u0131", "\u212a", "\u00a0", "\u00e9", "<\u017ftyle>", "</style>"),
        *("<lin\u212a>", " onclick\u00a0=", "\x1c", "</script>", '<meta http-equiv="a">'),
    ]
)


@given(st.lists(parts, max_size=12).map("".join))
@settings(max_examples=examples(400))
def test_what_needs_no_reading_holds_nothing_active(html: str) -> None:
    reader = _ActiveContent()
    reader.feed(html)
    reader.close()
    assert does_something(active_content(html)) == does_something(reader.found)
    assert may_be_active(html) or not barred(html, ())


@pytest.mark.parametrize("address", ["#d", "", "a/b?c=d", "/", "/a/b", "https://a"])
def test_a_plain_link_needs_no_reading(address: str) -> None:
    """To read one page takes as long as to draw it."""
    assert not may_be_active(f'<p>As <a class="c" href="{address}">published</a></p>')


@pytest.mark.parametrize("address", ["//a", "/\\a", "/\t/a", "mailto:a", "&#47;&#47;a", "/&#47;a"])
def test_an_address_of_another_host_or_scheme_is_read(address: str) -> None:
    assert may_be_active(f"<img src='{address}'>")
    assert active_content(f"<img src='{address}'>")


def does_something(found: list[str]) -> list[str]:
    """What of it runs or loads anything: an attribute without a value does not."""
    return [each for each in found if not each.endswith('="">')]
