"""The program knows no code: no name of the one whose record this project holds stands in what it
says or writes. Docstrings and comments may take examples from it, for nobody is shown them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGE = ROOT / "build_tools"
NAMES = re.compile(
    r"\b(DCC|BEIS|SECAS|SECCo|RECCo|Secretary of State|Smart Energy|SMETS\d?|SVTAD|MTAD|SEC|DUST"
    r"|mtad|svtad|larkmere|OFGEM|Ofgem|GEMA|DECC|DESNZ|CMA|ICO|HSE|NCSC|NAO|(?<!en-)GB|UK|British"
    r"|Great Britain|United Kingdom|England|Scotland|Parliament|Crown)\b"
)
"""Of this code, of those beside it, and of the country whose law it is."""
KNOWN = {"check/proper_names.py": ["Parliament"]}
"""A word of which names of bodies are made in any code that is written in English."""
MODULES = sorted(PACKAGE.rglob("*.py"))
SHOWN = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in (".js", ".css", ".html", ".md", ".yml", ".xml")
)


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Every string of a module but its docstrings, each with its line."""
    tree = ast.parse(source)
    told = {id(each.value) for node in ast.walk(tree) for each in _statements(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def _statements(node: ast.AST) -> list[ast.Expr]:
    body = getattr(node, "body", None)
    return [each for each in body if isinstance(each, ast.Expr)] if isinstance(body, list) else []


@pytest.mark.parametrize("path", MODULES, ids=[str(each.relative_to(PACKAGE)) for each in MODULES])
def test_no_message_names_this_code(path: Path) -> None:
    found = [
        (line, name) for line, text in strings(path.read_text()) for name in NAMES.findall(text)
    ]
    known = KNOWN.get(path.relative_to(PACKAGE).as_posix(), [])
    assert [name for _, name in found] == known, found


def test_no_template_script_or_style_names_this_code() -> None:
    found = [path.name for path in SHOWN if NAMES.search(path.read_text())]
    assert not found
    assert len(SHOWN) > 50


RULES = sorted((ROOT / "docs" / "rules").glob("*.md"))


@pytest.mark.parametrize("page", RULES, ids=[each.stem for each in RULES])
def test_the_examples_of_a_rule_are_of_any_code(page: Path) -> None:
    examples = "".join(re.findall(r"^```.*?^```", page.read_text(), re.MULTILINE | re.DOTALL))
    assert not {"SEC", "DCC", "DUST", "MTAD", "SVTAD", "Cohort"} & set(re.findall(r"\w+", examples))


def test_a_name_in_a_message_is_seen_and_one_in_a_docstring_is_not() -> None:
    source = 'def f():\n    """The MTAD."""\n    return f"the {f} of the DCC"\n'
    found = [line for line, text in strings(source) if NAMES.search(text)]
    assert found == [3]
