"""The styles and scripts of a page by their names, without what only the people who carry them on
need.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from build_tools.language import gettext

_STATIC = Path(__file__).parent / "static"
_ENTRIES = {
    "review.js": "review/review.js",
    "sides.js": "review/sides.js",
    "more.js": "review/more.js",
    "reopen.js": "reopen/reopen.js",
}
"""The modules that begin what is more than one file here and one on the page."""
_IMPORT = re.compile(r'^import .* from "(.+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const )", re.MULTILINE)
_SAID = re.compile(r"""(?<![\w$.])_(?:\("(?P<text>[^"\\\n]*)"\)|`(?P<template>[^`\\]*)`)""")
"""A message of a script: `_("Copied")`, or with values in place ``_`${count} days left` ``."""
_CONTENT = re.compile(r"(?<=content: )[^;}]+")
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_WORDS = re.compile(r"[A-Za-z]{2}")
"""In what a style draws."""


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
        return f"{cssmin(_CONTENT.sub(_drawn, text))}\n"
    return f"{jsmin(in_one_scope(text))}\n"


def in_one_scope(module: str) -> str:
    """A module without what it imports and exports by, and with its messages as they are said in
    the language that is spoken: a script finds no catalogue, and needs none.
    """
    return _SAID.sub(_said, _EXPORT.sub("", _IMPORT.sub("", module)))


def messages_of(path: Path) -> Iterator[str]:
    """The messages of a script, and the words that a style draws."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        for content in _CONTENT.findall(text):
            yield from filter(_WORDS.search, _STRING.findall(content))
    else:
        for found in _SAID.finditer(text):
            yield found["template"] if found["text"] is None else found["text"]


def _said(found: re.Match[str]) -> str:
    if found["text"] is not None:
        return f'"{_as_text(gettext(found["text"]))}"'
    return f"`{gettext(found['template'])}`"


def _drawn(content: re.Match[str]) -> str:
    return _STRING.sub(_drawn_words, content[0])


def _drawn_words(found: re.Match[str]) -> str:
    return f'"{_as_text(gettext(found[1]))}"' if _WORDS.search(found[1]) else found[0]


def _as_text(words: str) -> str:
    """Words between the quotation marks of a script or a style."""
    return words.replace("\\", "\\\\").replace('"', '\\"')
