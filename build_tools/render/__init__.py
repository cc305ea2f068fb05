"""Output formats: a version or a redline in, text out.

A new format is one module here and one line in the tables. A format is imported when it is first
used, so that nobody waits for the others.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from build_tools.language import speaking
from build_tools.model import Redline, Version, VersionOnDay


def _on_use(module: str, name: str) -> Callable[[Any], str]:
    """A function of a module of this room, which is imported when the function is called."""

    def call(value: Any) -> str:
        function: Callable[[Any], str] = getattr(import_module(f"{__name__}.{module}"), name)
        return function(value)

    return call


REDLINE_FORMATS: Mapping[str, Callable[[Redline], str]] = {
    "html": _on_use("page.one_file", "redline_page"),
    "json": _on_use("json", "redline_json"),
    "text": _on_use("text", "redline_text"),
    "markdown": _on_use("markdown", "redline_markdown"),
    "csv": _on_use("csv", "redline_csv"),
}
VERSION_FORMATS: Mapping[str, Callable[[Version], str]] = {
    "html": _on_use("page.one_file", "version_page"),
    "json": _on_use("json", "version_json"),
    "text": _on_use("text", "version_text"),
}
VERSION_ON_DAY_FORMATS: Mapping[str, Callable[[VersionOnDay], str]] = {
    "json": _on_use("json", "version_on_day_json"),
    "text": _on_use("on_a_day", "version_on_day_text"),
}
"""Those of them in which a version says by itself what of it is not in force on a day."""


def render_redline(redline: Redline, format_name: str = "html") -> str:
    """A redline in one of `REDLINE_FORMATS`; KeyError when there is none of that name."""
    with speaking(redline.new.language):
        return REDLINE_FORMATS[format_name](redline)


def render_version(version: Version, format_name: str = "html") -> str:
    """A version in one of `VERSION_FORMATS`; KeyError when there is none of that name."""
    with speaking(version.language):
        return VERSION_FORMATS[format_name](version)


redline_fragment: Callable[[Redline], str] = _on_use("html", "redline_fragment")
"""The text of a redline alone, as HTML: its blocks and tables, no list of changes."""
version_fragment: Callable[[Version], str] = _on_use("html", "version_fragment")
"""The text of a version alone, as HTML."""
version_on_day_fragment: Callable[[VersionOnDay], str] = _on_use(
    "on_a_day", "version_on_day_fragment"
)
"""The same of a version of which some is not in force on a day, which says so."""
