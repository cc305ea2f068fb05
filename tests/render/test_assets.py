"""The styles and scripts of a page: small, and asking nobody for anything."""

import re
from pathlib import Path

import pytest

from build_tools.render.page.assets import asset, bundled, minified
from build_tools.site.build import site_assets


def test_comments_and_space_are_left_out_and_strings_kept(tmp_path: Path) -> None:
    style, script = tmp_path / "a.css", tmp_path / "a.js"
    style.write_text(
        '/* why */\n.a, .b > c {\n  content: " [a, b: { /* not */ ";\n  color: red;\n}\n'
    )
    assert minified(style) == '.a,.b>c{content:" [a, b: { /* not */ ";color:red}\n'
    script.write_text('// why\nconst a = 1;\n  // more\n  // lines\n  a("// not");\n')
    assert minified(script) == 'const a=1;a("// not");\n'


def test_modules_are_one_script_in_which_each_stands_once_behind_what_it_imports(
    tmp_path: Path,
) -> None:
    modules = {
        "first.js": 'import { b } from "./in/b.js";\nimport { a } from "./a.js";\nb(a);\n',
        "in/b.js": 'import { a } from "../a.js";\nexport const b = () => a;\n',
        "a.js": "export const a = 1;\n",
    }
    (tmp_path / "in").mkdir()
    for name, text in modules.items():
        (tmp_path / name).write_text(text)
    script = bundled(tmp_path / "first.js")
    assert script.replace("\n", "") == "{const a=1;const b=()=>a;b(a);}"


@pytest.mark.parametrize(
    "name",
    [
        *("identity.css", "redline.css", "long-tables.css", "review.css", "changed-back.css"),
        *("review.js", "sides.js", "more.js", "reopen.js"),
    ],
)
def test_a_page_asks_nobody(name: str) -> None:
    assert not re.search(
        r"https?:|//[a-z]|url\(|@import|fetch\(|XMLHttpRequest|sendBeacon", asset(name)
    )


_OF_ONE_PAGE = {
    "acts.js": 1_200,
    "cards.css": 2_000,
    "cards.js": 6_500,
    "changed-back.css": 300,
    "day.js": 3_200,
    "find.css": 2_600,
    "find.js": 36_800,
    "fragment.js": 1_100,
    "law.css": 5_000,
    "long-tables.css": 900,
    "more.js": 16_000,
    "moved.js": 300,
    "reopen.js": 8_800,
    "origins.css": 1_600,
    "origins.js": 2_000,
    "sections.css": 1_700,
    "sections.js": 800,
    "sides.js": 4_700,
    "hues.css": 700,
    "instructions.css": 1_200,
    "review.css": 11_700,
    "review.js": 17_200,
    "review-first.js": 300,
    "compare.css": 2_200,
    "compare.js": 2_000,
    "compare-draw.js": 73_400,
    "compare-more.js": 42_500,
}
"""What one kind of page alone loads, or any page where a reader asks for it, and how much it may
be."""


def test_all_that_a_page_of_the_site_loads_of_ours_is_light() -> None:
    sizes = {name: len(text.encode()) for name, text in site_assets().items()}
    for name, limit in _OF_ONE_PAGE.items():
        assert sizes.pop(f"assets/{name}") < limit
    assert sum(sizes.values()) < 20_000
