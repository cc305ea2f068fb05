"""The rooms of `build_tools` and their order: what each may import is read from its source and held to one table."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "build_tools"

# Each room imports only from those above it. Beside each: the packages from elsewhere that it alone may import, or that
# the rooms which name them share.
ROOMS: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "labels": set(),
    "schema": {"yaml", "pydantic", "pydantic_core"},
    "parse": {"markdown_it", "mdit_py_plugins"},
    "corpus": set(),
    "revisions": set(),
    "standing": set(),
    "words": {"fast_diff_match_patch", "rapidfuzz", "regex"},
    "align": set(),
    "tables": set(),
    "places": set(),
    "grids": set(),
    "changes": set(),
    "redline": set(),
    "history": set(),
    "merging": set(),
    "overlaps": set(),
    "contribution": set(),
    "failures": set(),
    "check": set(),
    "render": {"jinja2", "markupsafe", "rcssmin", "rich", "rjsmin"},
    "word": {"docx", "lxml"},
    "pdf": {"weasyprint"},
    "downloads": set(),
    "site": {"mkdocs", "jinja2", "markupsafe", "icalendar"},
    "editing": set(),
    "cli": {"click"},
}
# Inside a room, packages that one module of it alone may import.
ONLY_IN = {
    "fast_diff_match_patch": {"words.likeness"},
    "rapidfuzz": {"words.likeness"},
    "regex": {"words.tokens"},
    "mkdocs": {"site.plugin"},
    "icalendar": {"site.diary"},
    "jinja2": {"render.templating", "site.pages"},
    "rcssmin": {"render.assets"},
    "rich": {"render.terminal"},
    "rjsmin": {"render.assets"},
    "yaml": {"schema.tree"},
}
VAGUE = {"utils", "util", "helpers", "common", "misc", "base"}

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def room(module: str) -> str:
    return module.partition(".")[0]


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a module imports, anywhere in its source."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_stands_in_a_room() -> None:
    assert {room(module) for module in MODULES} - {"__init__", "__main__"} <= ROOMS.keys()


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_from_rooms_above_it(module: str) -> None:
    if room(module) in ("__init__", "__main__"):
        return
    order = list(ROOMS)
    above = order[: order.index(room(module)) + 1]
    for name in imports(MODULES[module]):
        top, _, rest = name.partition(".")
        if top == "build_tools":
            assert room(rest) in above or rest == "__version__", f"{module} imports {name}, which is not above it"
        elif top not in sys.stdlib_module_names:
            assert top in ROOMS[room(module)], f"{module} imports {top}, which is for other rooms"
            assert module in ONLY_IN.get(top, {module}), f"{module} imports {top}, which is for {ONLY_IN[top]}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is(module: str) -> None:
    said = ast.get_docstring(ast.parse(MODULES[module].read_text()))
    assert said, f"{module} has no docstring"
    assert not VAGUE & set(module.split(".")), f"{module} is named after nothing in particular"
