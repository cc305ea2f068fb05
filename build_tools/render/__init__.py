"""Output formats: a version or a redline in, text out. A new format is one module here and one line
in the tables.
"""

from collections.abc import Callable, Mapping

from build_tools.model import Redline, Version
from build_tools.render.csv import redline_csv
from build_tools.render.html import redline_html, version_html
from build_tools.render.json import redline_json, version_json
from build_tools.render.markdown import redline_markdown
from build_tools.render.page.one_file import redline_page, version_page
from build_tools.render.text import redline_text, version_text

REDLINE_FORMATS: Mapping[str, Callable[[Redline], str]] = {
    "html": redline_page,
    "json": redline_json,
    "text": redline_text,
    "markdown": redline_markdown,
    "csv": redline_csv,
}
VERSION_FORMATS: Mapping[str, Callable[[Version], str]] = {
    "html": version_page,
    "json": version_json,
    "text": version_text,
}


def redline_fragment(redline: Redline) -> str:
    """The text of a redline alone, as HTML: its blocks and tables, no list of changes."""
    return "".join(f"{line}\n" for line in redline_html(redline))


def version_fragment(version: Version) -> str:
    """The text of a version alone, as HTML."""
    return "".join(f"{line}\n" for line in version_html(version))
