"""Every message that the program puts on pages and into papers, as its source has it; and the
catalogues, brought up to that: `python -m tests.messages` (`make words`) adds what is new, with no
words yet, and takes out what nobody says any more.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from build_tools.language import ENGLISH, LANGUAGES
from build_tools.render.page.assets import messages_of
from tests.paths import ROOT

PACKAGE = ROOT / "build_tools"
CATALOGUES = {name: PACKAGE / "language" / f"{name}.po" for name in LANGUAGES if name != ENGLISH}
SPEAKING = {"_": 1, "gettext": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
"""How many of its arguments each function takes as a message."""
TEMPLATES = [
    *sorted((PACKAGE / "site/templates").glob("*.md")),
    *sorted((PACKAGE / "render/page/templates").glob("*.html")),
    *sorted((PACKAGE / "pack/templates").iterdir()),
]
SCRIPTS = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".js", ".css"))
"""Styles too, which draw words."""
Message: TypeAlias = tuple[str, str | tuple[str, str]]
"""Its context, empty where it has none, and itself; with its plural where it counts."""

_UNTOLD = re.compile(
    r'^"(?:Project-Id|Report-Msgid|POT-|PO-|Last-|Language-Team|MIME|Content-Transfer|Generated)'
    r".*\n",
    re.MULTILINE,
)
"""What would stand at the head of a catalogue and says nothing of its words."""


def messages() -> Iterator[tuple[Path, Message]]:
    """Each message with the file that says it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in in_python(path.read_text("utf-8")):
            yield path, message
    for path in SCRIPTS:
        for words in messages_of(path):
            yield path, ("", words)
    for path in TEMPLATES:
        for message in in_template(path.read_text("utf-8")):
            yield path, message


def in_python(source: str) -> Iterator[Message]:
    """The messages of a module, those within another message's values too."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.Call) and name in SPEAKING:
            given = [each for each in node.args if isinstance(each, ast.Constant)]
            if len(given) >= SPEAKING[name]:
                yield _message(name, [str(each.value) for each in given])


def in_template(source: str) -> Iterator[Message]:
    """The messages of a template."""
    options = {
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "comment_start_string": "{*",
        "comment_end_string": "*}",
        "silent": "false",
    }
    keywords = list(SPEAKING)
    for _line, name, found, _comments in babel_extract(
        BytesIO(source.encode()), keywords, [], options
    ):
        given = [found] if isinstance(found, str) else list(filter(None, found or ()))
        if given:
            yield _message(name, given)


def _message(name: str, given: list[str]) -> Message:
    if name == "pgettext":
        return given[0], given[1]
    return "", (given[0], given[1]) if name == "ngettext" else given[0]


def template() -> Catalog:
    """All messages, each once."""
    found = Catalog(fuzzy=False)
    for _path, (context, message) in messages():
        found.add(message, context=context or None)
    return found


def catalogue(path: Path) -> Catalog:
    """A catalogue as it is kept."""
    return read_po(BytesIO(path.read_bytes()), locale=path.stem, abort_invalid=True)


def written(found: Catalog) -> str:
    """A catalogue as a file, the same on whatever day it is written."""
    out = BytesIO()
    write_po(out, found, sort_output=True, width=100, ignore_obsolete=True)
    return _UNTOLD.sub("", out.getvalue().decode())


def _update() -> None:
    for path in CATALOGUES.values():
        kept = catalogue(path)
        kept.update(template(), no_fuzzy_matching=True)
        path.write_text(written(kept), "utf-8")
        print(path, sum(not all(forms(each.string)) for each in kept if each.id), "to be said")


def forms(said: Any) -> list[str]:
    """A message of a catalogue, or its translation: one, or two where it counts."""
    return [said] if isinstance(said, str) else list(said or ("",))


if __name__ == "__main__":
    _update()
