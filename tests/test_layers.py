"""The layers of `build_tools`: what each room may import is read from its source and held to one
table."""

import ast
import sys
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

import pytest

from tests.source import Source, below

PACKAGE = Path(__file__).parent.parent / "build_tools"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("language",),
    ("model",),
    ("text",),
    ("record", "compare", "instruct", "execute"),
    ("word", "lineage"),
    ("render", "check", "akn"),
    ("site", "pack", "editing", "responses"),
    ("cli",),
)
"""A room imports only from rooms of the layers before its own; rooms of one layer do not know one
another."""

LIBRARIES: dict[str, set[str]] = {
    "click": {"cli"},
    "diff_match_patch": {"compare.words.similarity_measures"},
    "distributed": {"record.workers"},
    "fsspec": {"record.store_places"},
    "docx": {"word"},
    "fast_diff_match_patch": {"compare.words.similarity_measures"},
    "babel": {"language"},
    "icalendar": {"site.follow.calendar"},
    "jinja2": {
        *("render.page.templating", "pack.documents"),
        *("site.build", "site.drawing", "site.parts", "site.plugin", "site.templating"),
    },
    "lxml": {"akn", "responses.reading.open_document", "word"},
    "markdown_it": {"text.markdown"},
    "markupsafe": {"render", "pack", "site"},
    "mdit_py_plugins": {"text.markdown"},
    "mkdocs": {
        *("site.built_site", "site.finished_file", "site.plugin", "site.plugin_options"),
        *("site.plugin_settings", "site.plugin_sources", "site.preview", "site.rebuilt"),
        *("site.record_pages", "site.refusals", "site.saves"),
        *("site.living_pages", "site.other_builders", "site.page_words"),
    },
    "platformdirs": {"record.cache_folder"},
    "pydantic": {"record.schema"},
    "pydantic_core": {"record.schema"},
    "pypdf": {"responses.reading.pdf_text"},
    "quickjs": {"site.find.answers"},
    "rapidfuzz": {"compare.words.similarity_measures"},
    "rcssmin": {"render.page.assets"},
    "regex": {"compare.words.tokens"},
    "rich": {"render.progress", "render.terminal"},
    "rjsmin": {"render.page.assets"},
    "watchdog": {"site.save_watch"},
    "weasyprint": {"render.pdf"},
    "xlsxwriter": {"render.xlsx"},
    "yaml": {
        *("record.schema.yaml_source", "responses.completed_yaml", "responses.completing"),
        "site.other_builders",
    },
}
"""Which rooms and modules may import a package from elsewhere."""

ENGINE: dict[str, set[str]] = {
    "compare.words": {"compare", "lineage.weave"},
}
"""Which rooms and modules may call a part of the engine from outside: what others draw is in the
values."""

APART = ("word.read", "word.write")
"""Halves of a room that do not know each other."""
RULES = "check.rules"
"""No module of this folder imports another."""

READS = {
    "cli.configured",
    "cli.files",
    "cli.importing",
    "editing.imported",
    "cli.inputs",
    "cli.pages",
    "editing.begin",
    "editing.published",
    "language",
    "model.extras",
    "pack.archive",
    "pack.consultation",
    "pack.formats",
    "record",
    "render.page.assets",
    "responses.collection",
    "site.changed_pages",
    "site.hand_written",
    "site.made_files",
    "site.plugin_sources",
    "site.plugin_settings",
    "site.preview",
    "site.rebuilt",
    "site.record_pages",
    "site.serving",
    "site.snippets",
    "word.read.package",
}
"""Rooms and modules that may ask the disk for something: `record` for the record, the others for a
template, a page, a Word file, a published site, how this package was installed or what they wrote
themselves."""
WRITES = {
    "cli.site_proof",
    "record.git",
    "record.journal",
    "record.lock",
    "record.signatures",
    "record.store_places",
    "record.writing",
    "site.changed_pages",
    "site.made_files",
    "site.serving",
    "site.spool",
}
"""Modules that may write to the disk; to the record only `record.writing`, through `journal` and
`lock`."""
RUNS = {"record.git", "record.signatures", "record.workers"}
"""The modules that may run another program, or this one in processes of its own."""
NETWORK = {"editing.published"}
"""The one module that may ask the network, for a published site whose address was given."""
NETWORK_MODULES = {
    *("asyncio", "ftplib", "http", "imaplib", "nntplib", "poplib", "select", "selectors"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request"),
    *("urllib.robotparser", "webbrowser", "wsgiref", "xmlrpc"),
}
"""Modules of Python that speak with others."""

VAGUE = {"utils", "util", "helpers", "common", "misc", "base"}

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
OUTSIDE = {"__init__", "__main__"}
"""The face of the package and its entry point, which stand outside the layers."""


def room(module: str) -> str:
    return module.partition(".")[0]


def of_each_room(modules: Set[str]) -> pytest.MarkDecorator:
    """A test of all these modules, room by room: one of each module would take longer to begin than
    to do."""
    rooms = sorted(set(map(room, modules)))
    inside = [[each for each in sorted(modules) if room(each) == name] for name in rooms]
    return pytest.mark.parametrize("modules", inside, ids=rooms)


def layer(name: str) -> int:
    return next(at for at, rooms in enumerate(LAYERS) if name in rooms)


@cache
def source(module: str) -> Source:
    name = "build_tools" if module == "__init__" else f"build_tools.{module}"
    return Source(MODULES[module].read_text(), name)


def imports(module: str) -> list[str]:
    """The full names of what a module imports, anywhere in its source."""
    return source(module).imports


def packages_from_elsewhere(module: str) -> set[str]:
    tops = {name.partition(".")[0] for name in imports(module)}
    return tops - sys.stdlib_module_names - {"build_tools"}


def network_modules(module: str) -> list[str]:
    """What a module imports to ask the network."""
    return [name for name in imports(module) if name == "urllib" or below(name, NETWORK_MODULES)]


def unused(places: set[str], users: set[str]) -> list[str]:
    """The places that are allowed something and hold no module that does it."""
    return sorted(place for place in places if not any(below(name, {place}) for name in users))


def test_every_module_stands_in_a_room_and_every_room_holds_modules() -> None:
    assert {room(module) for module in MODULES} - OUTSIDE == {
        name for rooms in LAYERS for name in rooms
    }


@of_each_room(MODULES.keys() - OUTSIDE)
def test_a_room_imports_only_from_earlier_layers(modules: list[str]) -> None:
    for module in modules:
        for name in imports(module):
            top, _, rest = name.partition(".")
            if top != "build_tools" or rest == "__version__" or room(rest) == room(module):
                continue
            assert layer(room(rest)) < layer(room(module)), (
                f"{module} imports {name}, which is in no earlier layer"
            )


@of_each_room(MODULES.keys() - OUTSIDE)
def test_a_library_is_imported_only_where_it_belongs(modules: list[str]) -> None:
    for module in modules:
        for package in packages_from_elsewhere(module):
            allowed = LIBRARIES.get(package, set())
            assert below(module, allowed), (
                f"{module} imports {package}, which is for {sorted(allowed)}"
            )


@pytest.mark.parametrize("package", LIBRARIES)
def test_nobody_may_import_a_library_who_does_not(package: str) -> None:
    users = {module for module in MODULES if package in packages_from_elsewhere(module)}
    assert not unused(LIBRARIES[package], users), f"they may import {package} and do not"


@of_each_room(MODULES.keys())
def test_words_are_compared_by_the_engine_alone(modules: list[str]) -> None:
    for module in modules:
        imported = {name.removeprefix("build_tools.") for name in imports(module)}
        for part, callers in ENGINE.items():
            if not below(module, {part, *callers}):
                found = [name for name in imported if below(name, {part})]
                assert not found, f"{module} imports {found}"


@of_each_room(MODULES.keys())
def test_halves_of_a_room_and_rules_stand_apart(modules: list[str]) -> None:
    for module in modules:
        imported = {name.removeprefix("build_tools.") for name in imports(module)}
        for one, other in (APART, APART[::-1]):
            if below(module, {one}):
                found = [name for name in imported if below(name, {other})]
                assert not found, f"{module} imports {found}"
        if module.startswith(f"{RULES}."):
            found = [name for name in imported if below(name, {RULES})]
            assert not found, f"{module} imports {found}"


@of_each_room(MODULES.keys())
def test_files_are_read_and_written_only_where_that_belongs(modules: list[str]) -> None:
    for module in modules:
        if not below(module, READS):
            found = source(module).reading
            assert not found, f"{module} reads files: {found}"
        if not below(module, WRITES):
            found = source(module).writing
            assert not found, f"{module} writes files: {found}"


@of_each_room(MODULES.keys() - RUNS)
def test_programs_are_run_where_that_belongs(modules: list[str]) -> None:
    for module in modules:
        found = source(module).running
        assert not found, f"{module} runs other programs: {found}"


@of_each_room(MODULES.keys() - NETWORK)
def test_the_network_is_asked_in_one_module_only(modules: list[str]) -> None:
    for module in modules:
        asked = network_modules(module)
        assert not asked, f"{module} imports {asked}"


def test_nobody_may_read_write_run_or_ask_who_does_not() -> None:
    assert not unused(READS, {module for module in MODULES if source(module).reading})
    assert not unused(WRITES, {module for module in MODULES if source(module).writing})
    assert not unused(RUNS, {module for module in MODULES if source(module).running})
    assert not unused(NETWORK, {module for module in MODULES if network_modules(module)})


@of_each_room(MODULES.keys())
def test_a_module_says_what_it_is(modules: list[str]) -> None:
    for module in modules:
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


# --- What the readers of source above know --------------------------------------------------------

WAYS_TO_WRITE = (
    "import os; os.replace(a, b)",
    "import os; os.remove(a)",
    "import os; os.makedirs(a)",
    "from os import makedirs as make; make(a)",
    "import shutil; shutil.copy(a, b)",
    "from shutil import copy; list(map(copy, a, b))",
    "import tempfile; tempfile.NamedTemporaryFile()",
    "import zipfile; zipfile.ZipFile(path, 'w')",
    "from zipfile import ZipFile; ZipFile(path, mode='a')",
    "import docx; docx.Document().save(path)",
    "import sqlite3; sqlite3.connect(path)",
    "path.write_text('')",
    "path.replace(other)",
    "path.open('w')",
    "open(path, 'ab')",
    "open(path, mode)",
)
WAYS_TO_READ = (
    "import os; os.listdir(a)",
    "import os.path; os.path.exists(a)",
    "from lxml import etree; etree.parse(path)",
    "import zipfile; zipfile.ZipFile(path)",
    "import docx; docx.Document(path)",
    "import gzip; gzip.open(path)",
    "from importlib import resources; resources.files(a)",
    "path.read_text()",
    "sorted(map(Path.stat, paths))",
    "path.open()",
    "open(path)",
)
WAYS_TO_RUN = (
    "import subprocess; subprocess.run(a)",
    "from os import system; system(a)",
    "exec(a)",
    "__import__(a)",
)
WAYS_IN_MEMORY = (
    "import io, zipfile; zipfile.ZipFile(io.BytesIO(), 'w')",
    "import io, zipfile; buffer = io.BytesIO(); zipfile.ZipFile(buffer, 'w')",
    "import io, docx; out = io.BytesIO(); docx.Document(io.BytesIO(a)).save(out)",
    "import os; os.environ.get(a)",
    "import dataclasses; dataclasses.replace(value, a=1)",
    "text.replace('a', 'b')",
)


def test_every_way_to_a_file_or_a_program_is_known() -> None:
    assert not [text for text in WAYS_TO_WRITE if not Source(text, "x").writing]
    assert not [text for text in WAYS_TO_READ if not Source(text, "x").reading]
    assert not [text for text in WAYS_TO_RUN if not Source(text, "x").running]


@pytest.mark.parametrize("text", WAYS_IN_MEMORY)
def test_what_is_in_memory_is_no_file(text: str) -> None:
    found = Source(text, "x")
    assert not found.reading + found.writing + found.running


def test_every_way_to_import_is_known() -> None:
    ways = {
        "from importlib import import_module; import_module('a.b')": "a.b",
        "import importlib as i; i.import_module(f'{__name__}.{a}')": "x.y",
        "import importlib; importlib.import_module(f'a.b.{c}.d')": "a.b",
    }
    for text, name in ways.items():
        assert name in Source(text, "x.y").imports, text
    with pytest.raises(AssertionError, match="imports what only running it tells"):
        _ = Source("from importlib import import_module; import_module(a)", "x.y").imports


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_the_layers_are_written_down_as_they_are(name: str) -> None:
    named = [rooms[0] if len(rooms) == 1 else f"{{ {' | '.join(rooms)} }}" for rooms in LAYERS]
    assert " · ".join(named) in (PACKAGE.parent / name).read_text("utf-8")
