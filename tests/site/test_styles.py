"""The styles as a linter would read them: a browser drops in silence what it does not understand,
so each declaration and each selector is put to it; scripts are looked at by `make lint`."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from playwright.sync_api import Browser

from build_tools.render.page.assets import minified
from tests.paths import ROOT

STYLES = sorted((ROOT / "build_tools").rglob("*.css"))
NAMES = [path.name for path in STYLES]
OF_PAPER = {"page"}
"""Rules for a sheet of paper, which WeasyPrint reads and no browser knows whole."""

_UNKNOWN = """
([declarations, selectors]) => {
  const understood = selector => {
    try {
      document.querySelector(selector);
      return true;
    } catch {
      return false;
    }
  };
  return [
    ...declarations.filter(([name, value]) => !CSS.supports(name, value)).map(each => each.join()),
    ...selectors.filter(selector => !understood(selector)),
  ];
}
"""


def rules(nodes: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Every rule of a style sheet, those in other rules too: its selector and its declarations."""
    for node in nodes:
        if node.type == "at-rule" and node.content and node.lower_at_keyword not in OF_PAPER:
            yield from rules(contents(node.content))
        elif node.type == "qualified-rule":
            within = contents(node.content)
            selector = tinycss2.serialize(node.prelude).strip()
            yield selector, [each for each in within if each.type == "declaration"]
            yield from rules(within)


def contents(tokens: Any) -> list[Any]:
    found: list[Any] = tinycss2.parse_blocks_contents(
        tokens, skip_comments=True, skip_whitespace=True
    )
    return found


def sheet(path: Path) -> list[Any]:
    found: list[Any] = tinycss2.parse_stylesheet(
        path.read_text(), skip_comments=True, skip_whitespace=True
    )
    return found


def errors(nodes: list[Any]) -> Iterator[str]:
    for node in nodes:
        if node.type == "error":
            yield f"line {node.source_line}: {node.message}"
        elif node.type in ("at-rule", "qualified-rule") and node.content:
            yield from errors(contents(node.content))


@pytest.mark.parametrize("path", STYLES, ids=NAMES)
def test_a_style_sheet_is_well_formed(path: Path) -> None:
    assert not list(errors(sheet(path)))


@pytest.mark.parametrize("path", STYLES, ids=NAMES)
def test_no_property_is_set_twice_in_a_rule(path: Path) -> None:
    for selector, declarations in rules(sheet(path)):
        names = Counter(each.lower_name for each in declarations)
        assert not [name for name, count in names.items() if count > 1], selector


@pytest.mark.sweep
@pytest.mark.parametrize("path", STYLES, ids=NAMES)
def test_the_browser_understands_every_declaration_and_selector(
    browser: Browser, path: Path
) -> None:
    found = list(rules(sheet(path)))
    declarations = [
        (each.name, tinycss2.serialize(each.value).strip()) for _, rule in found for each in rule
    ]
    page = browser.new_page()
    unknown = page.evaluate(_UNKNOWN, [declarations, [selector for selector, _ in found]])
    page.close()
    assert declarations
    assert not unknown


_SETTERS = (
    *("html/context.py", "html/layout.py", "html/long_tables.py", "html/paper.py"),
    *("html/parts.py", "page/templates/review.html"),
)
_SET_ON_ELEMENTS = [ROOT / "build_tools/render" / name for name in _SETTERS]
"""What sets values on elements."""


def test_every_value_that_is_used_is_set_somewhere() -> None:
    text = "\n".join(path.read_text() for path in (*STYLES, *_SET_ON_ELEMENTS))
    used = {part.partition(")")[0].partition(",")[0] for part in text.split("var(")[1:]}
    own = {name for name in used if not name.startswith("--md-")}
    assert own
    assert not {name for name in own if f"{name}:" not in text}


def spaced_alike(selector: str) -> str:
    """A selector with the spaces that mean something and no other: between two names."""
    tight = re.sub(r"\s*([>~+,])\s*|(?<=\()\s+|\s+(?=\))", r"\1", selector)
    return " ".join(tight.split())


@pytest.mark.parametrize("path", STYLES, ids=NAMES)
def test_what_is_served_has_the_selectors_that_were_written(path: Path) -> None:
    """rcssmin takes the space before a colon in a rule within a rule for that of a declaration."""
    served = tinycss2.parse_stylesheet(minified(path), skip_comments=True, skip_whitespace=True)
    assert [spaced_alike(selector) for selector, _ in rules(served)] == [
        spaced_alike(selector) for selector, _ in rules(sheet(path))
    ]


@pytest.mark.parametrize("level", ["h5", "h6"])
def test_a_heading_of_a_text_is_drawn_in_the_letters_in_which_it_is_printed(
    browser: Browser, level: str
) -> None:
    """A theme has small headings in grey capitals: "§ 9A" for "§ 9a" is another provision."""
    themes = Path(str(files("material"))) / "templates/assets/stylesheets"
    theme = next(themes.glob("main.*.min.css")).read_text()
    ours = minified(ROOT / "build_tools/site/assets/corpus.css")
    page = browser.new_page()
    page.set_content(
        f"<style>{theme}</style><style>{ours}</style>"
        f'<div class="md-typeset" style="color: rgb(1, 2, 3)"><p>§ 9a</p><{level}>§ 9a</{level}>'
    )
    drawn = page.evaluate(
        """level => ["p", level].map(name => {
          const style = getComputedStyle(document.querySelector(name));
          return [style.textTransform, style.color, style.fontSize];
        })""",
        level,
    )
    page.close()
    assert drawn[1] == drawn[0]
