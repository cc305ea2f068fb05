"""The styles and scripts of a page by their names, without what only the people who carry them on
need.
"""

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_STATIC = Path(__file__).parent / "static"
_BUNDLES = {"review.js": ("zip.js", "review.js")}
"""What is more than one file here and one on the page."""


def asset(name: str) -> str:
    """A style or script of `static/`."""
    return "".join(minified(_STATIC / part) for part in _BUNDLES.get(name, (name,)))


def minified(path: Path) -> str:
    """A style or script without comments and the space that means nothing."""
    minify = cssmin if path.suffix == ".css" else jsmin
    return f"{minify(path.read_text(encoding='utf-8'))}\n"
