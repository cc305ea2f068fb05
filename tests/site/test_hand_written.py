"""Hand-written pages, which may come with a pull request: no file from outside comes with them, and
nothing that a browser would run or ask others for."""

from pathlib import Path

import pytest

from build_tools.model import CorpusError
from build_tools.site.hand_written import (
    active_content,
    foreign_front_matter,
    imitations,
    refuse_links_out,
)
from tests.planting import planted_project
from tests.publishing import environment, hand_written, mkdocs
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
    ],
)
def test_a_page_does_not_look_like_a_page_of_the_law(text: str) -> None:
    (found,) = imitations({"about.md": f"# About\n\n{text}\n"})
    assert (found.path, found.line > 2) == ("about.md", True)
    assert "by which readers know a page of the law" in found.message


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


def test_the_command_refuses_them_before_it_writes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/passwd.md").symlink_to("/etc/passwd")
    said = run("pages", "--docs", tmp_path / "docs", "--out", tmp_path / "out")
    assert said.code == 2
    assert f"{tmp_path}/docs/passwd.md: is a link that leads out" in said.err
    assert not (tmp_path / "out").exists()


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
    ],
)
def test_the_builder_refuses_a_page_by_its_name(tmp_path: Path, name: str, text: str) -> None:
    planted_project(tmp_path)
    (tmp_path / "docs" / name).write_text(text)
    with pytest.raises(AssertionError, match=rf"{name}: (holds <|has `)"):
        mkdocs("build", cwd=tmp_path, env=environment())


@pytest.mark.sweep
def test_the_builder_refuses_a_link_by_its_name(tmp_path: Path) -> None:
    planted_project(tmp_path)
    (tmp_path / "docs/passwd.txt").symlink_to("/etc/passwd")
    with pytest.raises(AssertionError, match=r"docs/passwd.txt: is a link that leads out"):
        mkdocs("build", cwd=tmp_path, env=environment())
