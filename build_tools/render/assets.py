"""The styles and scripts of a page by their names, without what only the people who carry them on need."""

import re
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
_STYLE = re.compile(r'("[^"]*")|/\*.*?\*/|;?\s*(})\s*|\s*([{;,])\s*|(:)\s+', re.DOTALL)
"""In a style: a string, which stays; a comment; a sign with the space round it, which means nothing there."""
_SCRIPT = re.compile(r"^\s*(?://.*\n\s*)*", re.MULTILINE)
"""In a script: indentation, and comments on lines of their own."""


def asset(name: str) -> str:
    """One of the files in `static/`."""
    return lean(_STATIC / name)


def lean(path: Path) -> str:
    """A style or script without comments and indentation."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        return _STYLE.sub(lambda found: "".join(filter(None, found.groups())), text).strip() + "\n"
    return _SCRIPT.sub("", text)
