"""Hand-written pages, which may come with a pull request: no file from outside comes with them, and
nothing that a browser would run or ask others for."""

from pathlib import Path

import pytest

from build_tools.model import CorpusError
from build_tools.site.hand_written import (
    active_content,
    foreign_front_matter,
    imitations,
    laid_over,
    refuse_links_out,
)
from build_tools.site.snippets import refuse_foreign_snippets
from tests.planting import planted_project
from tests.publishing import building, hand_written, mkdocs
from tests.running import Run

ACTIVE = [
    "<script>alert(1)</script>",
    "<script type=module src=x.js></script>",
    '<SCRIPT type="text/json ">x</SCRIPT>',
    "<style>ins { display: none }</style>",
    '<iframe src="x.html"></iframe>',
    '<object data="x.pdf"></object>',
    '<base href="https://elsewhere.invalid/">',
    '<meta http-equiv="refresh" content="0; url=https://elsewhere.invalid/">',
    '<link rel="stylesheet" href="x.css">',
    '<p onclick="alert(1)">words</p>',
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">words</a>',
    '<a href=" JaVa\tScript&#58;alert(1)">words</a>',
    '<a href="data:text/html,x">words</a>',
    '<svg><a xlink:href="javascript:alert(1)">words</a></svg>',
    '<img src="https://elsewhere.invalid/x.png">',
    '<img src="//elsewhere.invalid/x.png">',
    '<img src=" //elsewhere.invalid/x.png">',
    '<img src="\x01//elsewhere.invalid/x.png">',
    '<img src="\\\\elsewhere.invalid/x.png">',
    "<img src='/\\elsewhere.invalid/x.png'>",
    '<img srcset="x.png 1x, //elsewhere.invalid/x.png 2x">',
    '<img srcset="x.png 1x, https://elsewhere.invalid/x.png 2x">',
    '<button formaction="javascript:alert(1)">words</button>',
    '<form action="https://elsewhere.invalid/">words</form>',
    '<button formaction="//elsewhere.invalid/">words</button>',
]
QUIET = (
    '<h1 id="x">Words</h1><p>See <a href="https://example.org/">elsewhere</a>, <a href="#x">here'
    '</a> and <a href="mailto:a@example.org">us</a>.</p><img alt="A table" src="../images/x.png">'
    '<td style="text-align: right;">7</td><ins class="move">came</ins><kbd>j</kbd>'
    '<script type="application/ld+json">{"@context": "https://schema.org"}</script>'
    '<p>&lt;script&gt; onclick="no attribute"</p><input type="radio" checked>'
)


@pytest.mark.parametrize("html", ACTIVE)
def test_what_a_browser_would_run_or_ask_others_for_is_found(html: str) -> None:
    assert len(active_content(f"<p>Words</p>{html}<p>more</p>")) == 1


def test_words_and_how_they_look_are_none() -> None:
    assert active_content(QUIET) == []


@pytest.mark.parametrize(
    "foreign",
    [
        {"title": "Us</title><script>alert(1)</script>"},
        {"description": '"><meta http-equiv="refresh" content="0">'},
        {"hide": ["toc<b>"]},
        {"template": "redirect.html"},
        {"location": "https://elsewhere.invalid/"},
        {"robots": "none"},
        {"running": "} ins { display: none"},
        {"feed": {"href": "x"}},
        {"Title": "In capitals"},
        {"title": "3.0, \u202eecrof ni"},
    ],
)
def test_front_matter_is_words_about_a_page(foreign: dict[str, object]) -> None:
    about = {"title": "R&D: ‘what’ is this", "hide": ["toc"], "search": {"exclude": True}}
    assert foreign_front_matter(about) == []
    assert len(foreign_front_matter(about | foreign)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<aside class="banner banner-in-force">In force</aside>',
        "<p class='x Banner-superseded'>Superseded</p>",
        "<span\nclass=stage-in-force>in force</span>",
        "Words\n{: .banner .banner-in-force }",
        "*in force*{ .stage }",
        '<div style="color: red; position: fixed; top: 0">In force</div>',
        "<div style='inset: 0'>In force</div>",
        "Words\n{: style='z-index: 9' }",
        '!!! banner banner-in-force "In force"\n    Words',
        '??? note stage "In force"\n    Words',
    ],
)
def test_a_page_does_not_look_like_a_page_of_the_law(text: str) -> None:
    (found,) = imitations({"about.md": f"# About\n\n{text}\n"})
    assert (found.path, found.line > 2) == ("about.md", True)
    assert "by which readers know a page of the law" in found.message


@pytest.mark.parametrize(
    "html",
    [
        '<p class="&#98;anner">In force</p>',
        '<p class="x preview">Law</p>',
        '<p class="labelled depth-1"><span class=label>17.6</span> A provision of its own</p>',
        '<div class="standing"><h2>In force</h2></div>',
        '<p class="&#99;ard">MTAD 4.0</p>',
        '<p data-as-of="2020-01-01">MTAD 4.0 is in force.</p>',
        '<div style="border-left: .3em solid green">In force</div>',
        '<div style="border-width: 0 0 0 .3em">In force</div>',
        '<div class="line">In force</div>',
        "<p>3.0 is &#x202E;ecrof ni&#x202C;</p>",
        "<p>3.0 is \u2067in force</p>",
        "<bdo dir=rtl>ecrof ni</bdo>",
        '<div class="md-consent__overlay"></div>',
        '<p style="po\\73ition:fixed">In force</p>',
        '<p style="color:red;margin-top:-9em"><img src="x.png"></p>',
        '<p style="margin-top: calc(0em - 9em)">In force</p>',
        '<p style="opacity: .9">In force</p>',
        '<p style="margin-top: calc(9em * cos(3rad))">In force</p>',
        '<svg overflow="visible"><rect y="0" height="900"/></svg>',
        "<dialog open>In force</dialog>",
        "<div popover id=x>In force</div>",
        "<button popovertarget=x>Read</button>",
        "<!--><p>In force</p>-->",
        "<!-- --!><p>In force</p>-->",
        "<![CDATA[ ><p>In force</p> ]]>",
        '<svg><script type="application/json"><p class="banner">In force</p></script></svg>',
    ],
)
def test_nothing_is_laid_over_a_page_whatever_wrote_it(html: str) -> None:
    assert laid_over(f"<p>Words</p>{html}<p>more</p>")


def test_how_words_look_lies_over_nothing() -> None:
    looks = (
        '<div class="admonition note"><p class="admonition-title">A</p></div><ins class="move">a'
        '</ins><span class="p k kd">x</span><pre data-search-exclude="" class="text highlight">'
        '<p dir="rtl">\u2068محمد\u2069 \u200fאבג &rlm;</p><td style="border: 1px solid">'
        '<p class="md-button" style="color: rgb(9, 0, 0); margin: 0 1em;">Words</p><!-- words -->'
    )
    assert laid_over(QUIET + looks) == []


def test_words_on_banners_are_words() -> None:
    quiet = 'A banner at each stage. `class="x"` {: .wide #stage }\n\n<p style="color: red">Red</p>'
    assert list(imitations({"about.md": quiet})) == []
    assert list(imitations(hand_written())) == []


def test_links_out_of_the_folder_are_refused_each_by_name(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "images").mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n")
    (docs / "near.md").symlink_to("index.md")
    refuse_links_out(docs)
    (tmp_path / "secret").mkdir()
    (docs / "gone.md").symlink_to("nothing.md")
    (docs / "images/all").symlink_to(tmp_path / "secret")
    (docs / "passwd.md").symlink_to("/etc/passwd")
    with pytest.raises(CorpusError) as refused:
        refuse_links_out(docs)
    named = [Path(problem.path).name for problem in refused.value.problems]
    assert named == ["gone.md", "all", "passwd.md"]


@pytest.mark.parametrize(
    ("links", "round_"),
    [
        ({"a": "."}, ["a"]),
        ({"images/up": ".."}, ["up"]),
        ({"images/b": "../pages", "pages/a": "../images"}, ["b", "a"]),
        ({"images/b": "../pages", "pages/a": "../images", "once": "images"}, ["b", "a"]),
        ({"again": "images", "images/b": "../pages"}, []),
    ],
)
def test_links_that_lead_round_are_refused_each_by_name(
    links: dict[str, str], round_: list[str], tmp_path: Path
) -> None:
    for folder in ("images", "pages"):
        (tmp_path / "docs" / folder).mkdir(parents=True)
    for name, target in links.items():
        (tmp_path / "docs" / name).symlink_to(target)
    if not round_:
        refuse_links_out(tmp_path / "docs")
        return
    with pytest.raises(CorpusError, match="to a folder in which it stands") as refused:
        refuse_links_out(tmp_path / "docs")
    assert [Path(problem.path).name for problem in refused.value.problems] == round_


@pytest.mark.parametrize("is_round", [True, False])
def test_links_between_many_folders_are_told_at_once(is_round: bool, tmp_path: Path) -> None:
    folders = [tmp_path / "docs" / f"{at:02}" for at in range(40)]
    for folder in folders:
        folder.mkdir(parents=True)
    for at, folder in enumerate(folders):
        for next_ in folders if is_round else folders[at + 1 : at + 3]:
            (folder / f"to-{next_.name}").symlink_to(next_)
    with pytest.raises(CorpusError) as refused:
        refuse_links_out(tmp_path / "docs")
    told = [(each.path, each.message.split(" by which")[0]) for each in refused.value.problems]
    if is_round:
        assert len(told) == 40 * 40
    else:
        assert told == [((tmp_path / "docs").as_posix(), "has links")]


def test_the_command_refuses_them_before_it_writes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/passwd.md").symlink_to("/etc/passwd")
    said = run("pages", "--docs", tmp_path / "docs", "--out", tmp_path / "out")
    assert said.code == 2
    assert f"{tmp_path}/docs/passwd.md: is a link that leads out" in said.err
    assert not (tmp_path / "out").exists()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with something to show and something to hide, and a file beside it."""
    (tmp_path / "beside.txt").write_text("beside\n")
    for name in ("docs/about.md", "versions/x/1.0.md", ".git/config", "versions/.lock", "a:b.md"):
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / name).write_text("words\n")
    (tmp_path / "project/picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "project/out").symlink_to(tmp_path)
    (tmp_path / "project/in.md").symlink_to(".git/config")
    (tmp_path / "project/nested.md").write_text('words\n\n  --8<-- ".git/config"\n')
    (tmp_path / "project/itself.md").write_text('--8<-- "itself.md"\n')
    return tmp_path / "project"


SHOWN = (
    '--8<-- "versions/x/1.0.md"',
    "  -8<- 'versions/x/1.0.md:1:6'",
    '--8<-- "versions/x/1.0.md:part"',
    '--8<-- "versions/../versions/x/1.0.md:-2:,4"',
    '--8<-- "a:b.md"',
    '--8<-- "itself.md"',
    "--8<--\nversions/x/1.0.md\n\n; .git/config\n--8<--\n.git/config",
    ';--8<-- ".git/config"',
    '--8<-- "; .git/config"',
    'Words --8<-- ".git/config"',
)
NOT_SHOWN = [
    ('--8<-- "../beside.txt"', "is no file of the project"),
    ('--8<-- "/etc/passwd"', "is no file of the project"),
    ('--8<-- "out/beside.txt"', "is no file of the project"),
    ('--8<-- "versions/x/../../../beside.txt:1:2"', "is no file of the project"),
    ('--8<-- "https://elsewhere.invalid/x.md"', "is missing"),
    ('--8<-- "versions/x/2.0.md"', "is missing"),
    ('--8<-- "versions"', "is missing"),
    ('\t----8<-- ".git/config"', "is hidden"),
    ("--8<-- '.git/config:1:2'", "is hidden"),
    ('--8<-- "versions/.lock"', "is hidden"),
    ('--8<-- "in.md"', "is hidden"),
    ('--8<-- "picture.png"', "is no text"),
    ("--8<--\n.git/config\n--8<--", "is hidden"),
]


def test_a_page_shows_files_of_the_project(project: Path) -> None:
    refuse_foreign_snippets(project / "docs", {"about.md": "\n\n".join(SHOWN)})


@pytest.mark.parametrize(("text", "why"), NOT_SHOWN)
def test_no_page_shows_what_is_hidden_missing_or_elsewhere(
    project: Path, text: str, why: str
) -> None:
    with pytest.raises(CorpusError) as refused:
        refuse_foreign_snippets(project / "docs", {"about.md": f"# About\n\n{text}\n"})
    (problem,) = refused.value.problems
    assert problem.path == (project / "docs/about.md").as_posix()
    assert problem.line == (4 if text.count("\n") else 3)
    assert problem.message.endswith(why)


def test_a_file_that_is_shown_shows_no_hidden_one_either(project: Path) -> None:
    with pytest.raises(CorpusError) as refused:
        refuse_foreign_snippets(project / "docs", {"about.md": '--8<-- "nested.md"\n'})
    (problem,) = refused.value.problems
    assert (Path(problem.path).name, problem.line) == ("nested.md", 3)


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("handler.md", "# T\n\n[words](x.md){: onclick=alert(1) }\n"),
        ("scheme.md", "# T\n\n[words](javascript:alert(1))\n"),
        ("element.md", "# T\n\n<script>alert(1)</script>\n"),
        ("picture.md", "# T\n\n![words](https://elsewhere.invalid/x.png)\n"),
        ("template.md", "---\ntemplate: redirect.html\n---\n# T\n"),
        ("author.md", 'author: x"><meta http-equiv=refresh content=0>\n\n# T\n'),
        ("shown.md", '# T\n\n--8<-- "../beside.txt"\n'),
    ],
)
def test_the_builder_refuses_a_page_by_its_name(tmp_path: Path, name: str, text: str) -> None:
    planted_project(tmp_path)
    (tmp_path / "docs" / name).write_text(text)
    with pytest.raises(AssertionError, match=rf"{name}(:3)?: (holds <|has `|shows `)"):
        mkdocs("build", cwd=tmp_path, env=building())


@pytest.mark.sweep
def test_the_builder_refuses_a_link_by_its_name(tmp_path: Path) -> None:
    planted_project(tmp_path)
    (tmp_path / "docs/passwd.txt").symlink_to("/etc/passwd")
    with pytest.raises(AssertionError, match=r"docs/passwd.txt: is a link that leads out"):
        mkdocs("build", cwd=tmp_path, env=building())
