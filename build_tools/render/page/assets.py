"""The styles and scripts of a page by their names, without what only the people who carry them on
need.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_STATIC = Path(__file__).parent / "static"
_BUNDLES = {"review.js": ("zip.js", "csv.js", "review.js")}
"""What is more than one file here and one on the page."""
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const )", re.MULTILINE)


def asset(name: str) -> str:
    """A style or script of `static/`."""
    return bundled(_STATIC / part for part in _BUNDLES.get(name, (name,)))


def bundled(paths: Iterable[Path]) -> str:
    """Styles or scripts as one; of modules, each stands before those that import from it, and what
    they share they find in one scope: a page on a disk can load no module.
    """
    return "".join(map(minified, paths))


def minified(path: Path) -> str:
    """A style or script without comments and the space that means nothing.

    Names stay as they are written. What would shorten them, tdewolff-minify, has no wheel for a Mac
    with an ARM processor, which would need a compiler of Go to build the site. rjsmin loses the
    space after an expression in a template within a template: `test_script_tokens.py` forbids it.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        return f"{cssmin(text)}\n"
    return f"{jsmin(in_one_scope(text))}\n"


def in_one_scope(module: str) -> str:
    """A module without what it imports and exports by."""
    return _EXPORT.sub("", _IMPORT.sub("", module))
