"""What is left of a script without its comments and space says the same, token by token. The judge
is the lexer of Pygments, which knows nothing of the minifier.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, String

from build_tools.render.page.assets import in_one_scope, minified
from tests.paths import ROOT

_SCRIPTS = sorted((ROOT / "build_tools").rglob("*.js"))


@pytest.mark.parametrize("path", _SCRIPTS, ids=lambda path: path.name)
def test_a_script_keeps_every_token_and_every_space_in_a_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(_tokens(minified(path))) == list(_tokens(in_one_scope(source)))


def test_there_are_scripts_to_judge() -> None:
    assert {"review.js", "page.js", "day.js"} <= {path.name for path in _SCRIPTS}


def test_a_space_lost_from_a_template_within_a_template_is_seen() -> None:
    written = 'const told = `On ${day ? `${day} of ${month} at` : ""} noon`;'
    assert list(_tokens(written)) != list(_tokens(written.replace("} of ", "}of ")))
    assert list(_tokens(written)) == list(_tokens(written.replace(" ? ", "?") + " // why\n"))


def _tokens(script: str) -> Iterator[tuple[str, str]]:
    """Each token with its kind; no comments, and no space but that of strings and templates."""
    lexer = JavascriptLexer(stripnl=False, ensurenl=False)
    for kind, text in lexer.get_tokens(script):
        if kind in String or (kind not in Comment and text.strip()):
            yield str(kind), text
