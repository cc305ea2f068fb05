"""What a terminal, a page, a sheet or a program for text would obey is shown by its code in every
format, wherever in a text it stands; data keeps it, written by its number."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import unescape

import pypdf
import pytest

from build_tools.model import Redline
from build_tools.render import (
    REDLINE_FORMATS,
    VERSION_FORMATS,
    redline_fragment,
    version_fragment,
)
from build_tools.render.pdf import redline_pdf, version_pdf
from build_tools.render.terminal import redline_terminal
from build_tools.render.xlsx import redline_xlsx
from build_tools.word import redline_docx, version_docx
from tests.reviewing import compared

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f]"
)
DATE = "\u061c10-12-2026"
"""A browser prints it as 2026-12-10."""
OLD = """\
# \u202eRules\u202c \x1b[2J

1.1 Kept \u2066words\x07, due on 10-12-2026, and \u202eno\u202c others.

**\u200fTerm** means \x9b31m.

Table 1: What is \u202elent

| Kind\u2067 | Nights |
|---|---|
| Fork\x1b]0;t\x07 | 7 |
| Spade | \u202e41 |

```
code \u202e(x)
```

A note.[^1] [link](https://example.org/\u202e)

[^1]: Of \u2068one.
"""
NEW = OLD.replace("on 10", f"on {DATE[0]}10").replace("| 7 |", "| \u202e8 |").replace("one", "tw")


@pytest.fixture(scope="module")
def redline() -> Redline:
    """Such characters in what is kept, what came, and the names of both ends."""
    found = compared(OLD, NEW)
    old, new = (
        replace(end, provenance="Made \u202eup \x1b[1m", title="T\u2067 \x9b")
        for end in (found.old, found.new)
    )
    return replace(found, old=old, new=new)


def obeyed(text: str) -> list[str]:
    """The characters of a text that would be obeyed; ends of lines and a byte-order mark aside."""
    return OBEYED.findall(text.replace("\r\n", "\n"))


def _of_new(name: str, redline: Redline) -> str:
    return VERSION_FORMATS[name](redline.new)


TEXTS: dict[str, Callable[[Redline], str]] = {
    **REDLINE_FORMATS,
    **{f"version as {name}": partial(_of_new, name) for name in VERSION_FORMATS},
    "fragment": redline_fragment,
    "fragment of a version": lambda r: version_fragment(r.new),
    "terminal": lambda r: re.sub(r"\x1b\[[\d;]*m", "", redline_terminal(r, 80)),
}
FILES: dict[str, Callable[[Redline], bytes]] = {
    "docx": lambda r: redline_docx(r, "open \u202e"),
    "docx of a version": lambda r: version_docx(r.new, "open"),
    "xlsx": redline_xlsx,
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_has_any(redline: Redline, name: str) -> None:
    assert obeyed(TEXTS[name](redline)) == []


@pytest.mark.parametrize("name", [name for name in TEXTS if "json" not in name])
def test_each_shows_the_mark_before_the_date(redline: Redline, name: str) -> None:
    assert "<U+061C>" in unescape(TEXTS[name](redline))


def test_data_keeps_them(redline: Redline) -> None:
    assert DATE[0] in json.dumps(json.loads(REDLINE_FORMATS["json"](redline)), ensure_ascii=False)


@pytest.mark.parametrize("name", FILES)
def test_no_part_of_a_file_has_any(redline: Redline, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FILES[name](redline))) as package:
        for part in package.namelist():
            assert obeyed(package.read(part).decode()) == [], part


@pytest.mark.sweep
@pytest.mark.parametrize("write", [redline_pdf, lambda r: version_pdf(r.new)])
def test_no_sheet_has_any(redline: Redline, write: Callable[[Redline], bytes]) -> None:
    pages = pypdf.PdfReader(io.BytesIO(write(redline))).pages
    words = "".join(page.extract_text() for page in pages)
    assert obeyed(words) == []
    assert "U+061C" in words
