"""One reading is enough for a comprehension: it has one `for`, and no other comprehension stands in
it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

MODULES = sorted((ROOT / "build_tools").rglob("*.py"))
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def knots(tree: ast.AST) -> Iterator[str]:
    """The comprehensions that take more than one reading, each with its line."""
    for node in ast.walk(tree):
        if not isinstance(node, COMPREHENSIONS):
            continue
        if len(node.generators) > 1:
            yield f"line {node.lineno}: more than one `for`"
        within = [each for child in ast.iter_child_nodes(node) for each in ast.walk(child)]
        if any(isinstance(each, COMPREHENSIONS) for each in within):
            yield f"line {node.lineno}: a comprehension in a comprehension"


@pytest.mark.parametrize(
    "path", MODULES, ids=[str(path.relative_to(ROOT / "build_tools")) for path in MODULES]
)
def test_a_comprehension_is_read_once(path: Path) -> None:
    assert not list(knots(ast.parse(path.read_text())))


def test_knots_are_seen() -> None:
    assert list(knots(ast.parse("[a for b in c for a in b]"))) == ["line 1: more than one `for`"]
    nested = ["line 1: a comprehension in a comprehension"]
    assert list(knots(ast.parse("{a: [b for b in a] for a in c}"))) == nested
    assert list(knots(ast.parse("any(a for a in (b for b in c))"))) == nested
    assert not list(knots(ast.parse("[a(b) for b in c if b]; [d for d in e]")))
