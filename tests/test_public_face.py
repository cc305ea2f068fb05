"""What other programs may use of `build_tools`: which names, how they are called, that none hides
or is hidden, and that importing it costs nothing that is not used."""

import ast
import inspect
import re
import subprocess
import sys
import textwrap
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import build_tools
from build_tools.render import REDLINE_FORMATS, VERSION_FORMATS
from build_tools.word import TrackChanges
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

VALUES = {
    "Amendment",
    "Block",
    "Change",
    "Conflict",
    "Corpus",
    "Document",
    "Findings",
    "ImportResult",
    "Merged",
    "Problem",
    "Redline",
    "Table",
    "Version",
    "Weave",
}
ERRORS = {"CorpusError", "RedlineError", "WeaveError"}
FUNCTIONS = {
    "find_problems": (
        "(corpus: Corpus, as_of: dt.date, comparisons: Comparisons | None=None,"
        " found: Iterable[Problem]=()) -> Findings"
    ),
    "weave_json": "(weave: Weave) -> str",
    "weave_of_document": ("(document: Document, comparisons: Comparisons | None=None) -> Weave"),
    "weave_of_files": (
        "(versions: Sequence[Version], comparisons: Comparisons | None=None) -> Weave"
    ),
    "woven_redline": (
        "(weave: Weave, old: Version, new: Version, versions: Sequence[Version]=()) -> Redline"
    ),
    "read_weave": "(text: str) -> Weave",
    "load": "(root: Path) -> Corpus",
    "merge": (
        "(ours: Redline, theirs: Redline, *, on_conflict: Literal['mark', 'ours']='mark') -> Merged"
    ),
    "parse_version": "(text: str, name: str='') -> Version",
    "read": "(path: Path) -> Version",
    "read_docx": (
        "(path: Path, track_changes: TrackChanges | None=None, *, renumber: bool=False)"
        " -> ImportResult"
    ),
    "redline": "(old: Version, new: Version) -> Redline",
    "redline_docx": (
        "(redline: Redline, status: str='', template: bytes | None=None, *,"
        " tracked_columns: bool=False, said: Mapping[str, Sequence[str]] | None=None,"
        " not_begun: Mapping[str, Sequence[str]] | None=None,"
        " taken_out: Mapping[str, Sequence[str]] | None=None,"
        " days: Mapping[int, Mapping[str, Moment]] | None=None) -> bytes"
    ),
    "render_redline": "(redline: Redline, format_name: str='html') -> str",
    "render_version": "(version: Version, format_name: str='html') -> str",
    "version_docx": (
        "(version: Version, status: str='', template: bytes | None=None,"
        " origins: Sequence[str]=(), not_begun: Mapping[str, Sequence[str]] | None=None,"
        " instead: Mapping[str, Sequence[str]] | None=None) -> bytes"
    ),
}


def in_a_new_python(program: str, *arguments: str) -> str:
    """What a program prints that begins with nothing imported."""
    command = [sys.executable, "-c", textwrap.dedent(program), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


# --- Names ----------------------------------------------------------------------------------------


def test_these_names_are_public_and_no_others() -> None:
    names = VALUES | ERRORS | FUNCTIONS.keys() | {"__version__"}
    assert set(build_tools.__all__) == set(dir(build_tools)) == names


@pytest.mark.parametrize("name", sorted(VALUES | ERRORS))
def test_a_value_or_an_error_is_a_class_of_that_name(name: str) -> None:
    public = getattr(build_tools, name)
    assert isinstance(public, type)
    assert public.__name__ == name
    assert issubclass(public, Exception) == (name in ERRORS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_called_so(name: str) -> None:
    public = getattr(build_tools, name)
    source = ast.parse(textwrap.dedent(inspect.getsource(public))).body[0]
    assert isinstance(source, ast.FunctionDef)
    assert source.returns is not None
    assert f"({ast.unparse(source.args)}) -> {ast.unparse(source.returns)}" == FUNCTIONS[name]
    assert public.__doc__


def test_readers_of_types_are_told_of_the_names_that_a_program_gets() -> None:
    told = for_readers_of_types(Path(build_tools.__file__).read_text(encoding="utf-8"))
    differ = set(told.items()) ^ set(build_tools._HOMES.items())
    assert not differ, f"under TYPE_CHECKING and in _HOMES stand not the same: {sorted(differ)}"
    assert set(told) == set(build_tools.__all__) - {"__version__"}


def for_readers_of_types(source: str) -> dict[str, str]:
    """What each name is imported from under TYPE_CHECKING, in the form of `_HOMES`."""
    (block,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    told = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        assert statement.module
        module = statement.module.removeprefix("build_tools.")
        for alias in statement.names:
            told[alias.asname or alias.name] = f"{module}:{alias.name}"
    return told


def test_any_other_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="module 'build_tools' has no attribute 'diff'"):
        build_tools.diff  # type: ignore[attr-defined]  # noqa: B018


def test_no_public_name_is_that_of_a_room() -> None:
    folder = Path(build_tools.__file__).parent
    rooms = {path.stem for path in folder.iterdir()}
    assert not rooms & set(build_tools.__all__)


ORDERS = {
    "the names first": ("names", "modules"),
    "the modules first": ("modules", "names"),
}


@pytest.mark.sweep
@pytest.mark.parametrize("order", ORDERS)
def test_a_name_is_the_same_whatever_was_imported_before(order: str) -> None:
    program = """
        import sys
        from importlib import import_module
        from pkgutil import walk_packages
        import build_tools

        def names():
            return {name: repr(getattr(build_tools, name)) for name in build_tools.__all__}

        def modules():
            for module in walk_packages(build_tools.__path__, "build_tools."):
                if module.name != "build_tools.__main__":
                    import_module(module.name)

        for step in sys.argv[1:]:
            globals()[step]()
        print("\\n".join(f"{name} {type(getattr(build_tools, name)).__name__}" for name in names()))
    """
    kinds = dict(line.split() for line in in_a_new_python(program, *ORDERS[order]).splitlines())
    assert {name for name, kind in kinds.items() if kind == "function"} == set(FUNCTIONS)
    assert {name for name, kind in kinds.items() if kind == "type"} == VALUES | ERRORS


@pytest.mark.parametrize("room", ["compare", "check", "render"])
def test_a_room_is_reached_by_its_name(room: str) -> None:
    assert isinstance(import_module(f"build_tools.{room}"), ModuleType)


def test_readers_of_types_find_them() -> None:
    assert (Path(build_tools.__file__).parent / "py.typed").exists()


# --- The page -------------------------------------------------------------------------------------


def test_the_program_of_the_page_prints_what_the_page_says(tmp_path: Path) -> None:
    program, printed = re.findall(r"^```(?:python|text)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    (tmp_path / "versions").symlink_to(ROOT / "versions")
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert ran.stdout == printed
    assert {path.name for path in tmp_path.iterdir()} == {"versions", "redline.html"}
    assert "It writes `redline.html` into the folder where it runs" in PAGE
    assert (tmp_path / "redline.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_page_tells_of_every_name() -> None:
    told = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE))))
    assert told == set(build_tools.__all__) - {"__version__"}


CHOICES = {
    "render_redline": set(REDLINE_FORMATS),
    "render_version": set(VERSION_FORMATS),
    "read_docx": set(get_args(TrackChanges)),
}


@pytest.mark.parametrize("name", CHOICES)
def test_the_page_tells_of_every_choice_and_of_no_other(name: str) -> None:
    (goes_in,) = re.findall(rf"^\| `{name}` \| (.+?) \|", PAGE, re.MULTILINE)
    told = set(re.findall(r"`(\w+)`", goes_in))
    assert told == CHOICES[name], f"docs/api.md says that {name} takes {sorted(told)}"


# --- What is not imported -------------------------------------------------------------------------

LOADED = """
    import sys
    before = set(sys.modules)
    {}
    print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
    print(*sorted(name for name in set(sys.modules) - before if name.startswith("build_tools.")))
"""
SLOW = {"pydantic", "mkdocs", "jinja2", "lxml", "docx", "rich", "yaml", "icalendar"}


def loaded(program: str, *arguments: str) -> tuple[set[str], set[str]]:
    """The packages that a program loads, and which modules of this one."""
    printed = in_a_new_python(LOADED.format(program), *arguments).splitlines()[-2:]
    packages, modules = (set(line.split()) for line in printed)
    return packages, modules


def test_importing_the_package_loads_no_other() -> None:
    packages, modules = loaded("import build_tools")
    needed, _ = loaded("import importlib, typing")
    more = packages - needed - {"build_tools"}
    assert not more, f"importing build_tools loads {sorted(more)}, which nobody may need"
    assert not modules


def test_the_engine_loads_no_schema_and_no_format() -> None:
    packages, modules = loaded("from build_tools import parse_version, redline; redline")
    assert not packages & SLOW
    rooms = {module.split(".")[1] for module in modules}
    assert rooms == {"language", "model", "text", "compare"}


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    """Two loose files, which differ."""
    for name, days in (("old.md", 5), ("new.md", 10)):
        (tmp_path / name).write_text(f"# A\n\n1.1 Within {days} Working Days.\n")
    return str(tmp_path / "old.md"), str(tmp_path / "new.md")


def test_a_redline_of_two_files_loads_neither_schemas_nor_other_formats(
    drafts: tuple[str, str],
) -> None:
    program = "from build_tools.cli import corpus; corpus(standalone_mode=False)"
    packages, _ = loaded(program, "redline", *drafts, "--format", "text")
    assert "click" in packages
    assert not packages & SLOW


def test_help_is_told_of_one_verb_without_the_others(drafts: tuple[str, str]) -> None:
    program = "from build_tools.cli import corpus; corpus(standalone_mode=False)"
    _, modules = loaded(program, "redline", *drafts, "--format", "text")
    verbs = {module for module in modules if module.startswith("build_tools.cli.")}
    assert verbs == {
        f"build_tools.cli.{name}"
        for name in ("command", "comparing", "inputs", "reading", "remarks", "showing")
    }
