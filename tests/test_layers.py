"""The layers of `build_tools`: what each room may import is read from its source and held to one
table."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "build_tools"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("text",),
    ("record", "compare"),
    ("word", "lineage"),
    ("render", "check"),
    ("site", "pack", "editing"),
    ("cli",),
)
"""A room imports only from rooms of the layers before its own; rooms of one layer do not know one
another."""

LIBRARIES: dict[str, set[str]] = {
    "click": {"cli"},
    "diff_match_patch": {"compare.words.similarity_measures"},
    "docx": {"word"},
    "fast_diff_match_patch": {"compare.words.similarity_measures"},
    "icalendar": {"site.follow.calendar"},
    "jinja2": {"render.page.templating", "pack.documents", "site.build", "site.templating"},
    "lxml": {"word"},
    "markdown_it": {"text.markdown"},
    "markupsafe": {"render", "pack", "site"},
    "mdit_py_plugins": {"text.markdown"},
    "mkdocs": {"site.plugin"},
    "pydantic": {"record.schema"},
    "pydantic_core": {"record.schema"},
    "rapidfuzz": {"compare.words.similarity_measures"},
    "rcssmin": {"render.page.assets"},
    "regex": {"compare.words.tokens"},
    "rich": {"render.terminal"},
    "rjsmin": {"render.page.assets"},
    "weasyprint": {"render.pdf"},
    "yaml": {"record.schema.yaml_source"},
}
"""Which rooms and modules may import a package from elsewhere."""

ENGINE: dict[str, set[str]] = {
    "compare.words": {"compare"},
}
"""Which rooms and modules may call a part of the engine from outside: what others draw is in the
values."""

APART = ("word.read", "word.write")
"""Halves of a room that do not know each other."""
RULES = "check.rules"
"""No module of this folder imports another."""

READS = {
    "cli.changes",
    "cli.files",
    "cli.pages",
    "editing.published",
    "pack.consultation",
    "pack.formats",
    "record",
    "render.page.assets",
    "site.file_store",
    "site.plugin",
    "word.read.package",
}
"""Rooms and modules that may ask the disk for something: `record` for the record, the others for a
template, a page, a Word file, a published site or what they wrote themselves."""
WRITES = {
    "cli.changes",
    "record.git",
    "record.writing",
    "site.file_store",
}
"""Modules that may write to the disk; to the record only `record.writing`."""
READING = re.compile(
    r"\.(read_text|read_bytes|iterdir|glob|rglob|exists|is_file|is_dir|is_symlink|stat)\("
    r"|\b(fd)?open\("
)
WRITING = re.compile(
    r"\.(write_text|write_bytes|unlink|mkdir|rename|touch|symlink_to|chmod|rmdir|utime)\("
    r"|\.replace\(\w+\)|rmtree\(|TemporaryDirectory|mkstemp|mkdtemp"
)

NETWORK = {"editing.published"}
"""The one module that may ask the network, for a published site whose address was given."""
_ASKED = ("urllib.request.", "http.", "socket.", "ssl.")

VAGUE = {"utils", "util", "helpers", "common", "misc", "base"}

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
OUTSIDE = {"__init__", "__main__"}
"""The face of the package and its entry point, which stand outside the layers."""


def room(module: str) -> str:
    return module.partition(".")[0]


def layer(name: str) -> int:
    return next(at for at, rooms in enumerate(LAYERS) if name in rooms)


def imports(path: Path) -> Iterator[str]:
    """The full names of what a module imports, anywhere in its source."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, places: set[str]) -> bool:
    """Whether a module is one of the places, or stands in one of them."""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def test_every_module_stands_in_a_room_and_every_room_holds_modules() -> None:
    assert {room(module) for module in MODULES} - OUTSIDE == {
        name for rooms in LAYERS for name in rooms
    }


@pytest.mark.parametrize("module", sorted(MODULES.keys() - OUTSIDE))
def test_a_room_imports_only_from_earlier_layers(module: str) -> None:
    for name in imports(MODULES[module]):
        top, _, rest = name.partition(".")
        if top != "build_tools" or rest == "__version__" or room(rest) == room(module):
            continue
        assert layer(room(rest)) < layer(room(module)), (
            f"{module} imports {name}, which is in no earlier layer"
        )


@pytest.mark.parametrize("module", sorted(MODULES.keys() - OUTSIDE))
def test_a_library_is_imported_only_where_it_belongs(module: str) -> None:
    for name in imports(MODULES[module]):
        top = name.partition(".")[0]
        if top != "build_tools" and top not in sys.stdlib_module_names:
            assert within(module, LIBRARIES[top]), (
                f"{module} imports {top}, which is for {LIBRARIES[top]}"
            )


@pytest.mark.parametrize("module", sorted(MODULES))
def test_words_are_compared_by_the_engine_alone(module: str) -> None:
    imported = {name.removeprefix("build_tools.") for name in imports(MODULES[module])}
    for part, callers in ENGINE.items():
        if not within(module, {part, *callers}):
            assert not [name for name in imported if within(name, {part})]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_halves_of_a_room_and_rules_stand_apart(module: str) -> None:
    imported = {name.removeprefix("build_tools.") for name in imports(MODULES[module])}
    for one, other in (APART, APART[::-1]):
        if within(module, {one}):
            assert not [name for name in imported if within(name, {other})]
    if module.startswith(f"{RULES}."):
        assert not [name for name in imported if within(name, {RULES})]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_files_are_read_and_written_only_where_that_belongs(module: str) -> None:
    source = MODULES[module].read_text()
    if not within(module, READS):
        assert not READING.findall(source), f"{module} reads files"
    if not within(module, WRITES):
        assert not WRITING.findall(source), f"{module} writes files"


@pytest.mark.parametrize("module", sorted(MODULES.keys() - NETWORK))
def test_the_network_is_asked_in_one_module_only(module: str) -> None:
    asked = [name for name in imports(MODULES[module]) if f"{name}.".startswith(_ASKED)]
    assert not asked, f"{module} imports {asked}"


@pytest.mark.parametrize(("table", "signs"), [(READS, READING), (WRITES, WRITING)])
def test_nobody_may_read_or_write_who_does_not(table: set[str], signs: re.Pattern[str]) -> None:
    asking = {name for name, path in MODULES.items() if signs.search(path.read_text())}
    assert not [place for place in table if not any(within(name, {place}) for name in asking)]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is(module: str) -> None:
    said = ast.get_docstring(ast.parse(MODULES[module].read_text()))
    assert said, f"{module} has no docstring"
    assert not VAGUE & set(module.split(".")), f"{module} is named after nothing in particular"


PACKAGES = {module for module, path in MODULES.items() if path.name == "__init__.py"}


def names_bound(path: Path) -> Iterator[str]:
    """What a module defines, or imports from others, at its top level."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("package", sorted(PACKAGES - OUTSIDE))
def test_a_package_binds_no_name_of_a_module_of_its_own(package: str) -> None:
    """Otherwise `import a.b as c` may give a function that is called like the module."""
    own = {name.rpartition(".")[2] for name in MODULES if name.rpartition(".")[0] == package}
    assert not own.intersection(names_bound(MODULES[package]))
