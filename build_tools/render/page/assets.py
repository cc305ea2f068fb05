"""The styles and scripts of a page by their names, without what only the people who carry them on
need.
"""

import re
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_STATIC = Path(__file__).parent / "static"
_ENTRIES = {
    "review.js": "review/review.js",
    "more.js": "review/more.js",
    "reopen.js": "reopen/reopen.js",
}
"""The modules that begin what is more than one file here and one on the page."""
_IMPORT = re.compile(r'^import .* from "(.+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const )", re.MULTILINE)


def asset(name: str) -> str:
    """A style or script of `static/`."""
    if name in _ENTRIES:
        return bundled(_STATIC / _ENTRIES[name])
    return minified(_STATIC / name)


def bundled(entry: Path) -> str:
    """A module and all that it imports as one script: a page on a disk can load no module. What
    they share they find in one scope, which no other script of the page sees.
    """
    return f"{{{''.join(map(minified, _imported_first(entry.resolve(), [])))}}}"


def _imported_first(module: Path, found: list[Path]) -> list[Path]:
    """The modules found so far, and this one behind those that it imports."""
    for name in _IMPORT.findall(module.read_text(encoding="utf-8")):
        imported = (module.parent / name).resolve()
        if imported not in found:
            _imported_first(imported, found)
    found.append(module)
    return found


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
