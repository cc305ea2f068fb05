"""Each format stands by itself."""

import subprocess
import sys

import pytest

from build_tools.render import REDLINE_FORMATS, VERSION_FORMATS
from tests.reviewing import compared

LOADED = "import sys, build_tools.render.{}; print(*sys.modules)"


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("module", "others"),
    [
        ("json", {"jinja2", "rich", "build_tools.render.html", "build_tools.compare"}),
        ("text", {"jinja2", "rich", "build_tools.render.html", "build_tools.compare"}),
        ("markdown", {"jinja2", "rich", "build_tools.render.html", "build_tools.compare"}),
        ("csv", {"jinja2", "rich", "build_tools.render.html", "build_tools.compare"}),
        ("html", {"jinja2", "rich", "build_tools.render.page"}),
        ("terminal", {"jinja2", "build_tools.render.html"}),
        ("page.one_file", {"rich", "weasyprint"}),
        ("pdf", {"rich", "weasyprint"}),
    ],
)
def test_a_format_imports_no_other(module: str, others: set[str]) -> None:
    command = [sys.executable, "-c", LOADED.format(module)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not others & set(loaded)


def test_every_format_in_the_tables_is_there() -> None:
    redline = compared("a b c", "a b d")
    assert all(make(redline) for make in REDLINE_FORMATS.values())
    assert all(make(redline.new) for make in VERSION_FORMATS.values())
