"""A reviewer's response as a Word file: what the page gets to make it of, filled as its script
does.
"""

import io
import re
import subprocess
import sys
import zipfile
from html import escape
from pathlib import Path

from lxml import etree

from build_tools.word import read_docx, response_parts
from tests.word.files import faults_of_least

PACKAGE = Path(__file__).parent.parent.parent / "build_tools"
LINES = (
    ("Title", "Response: A & B"),
    ("Heading1", "Questions"),
    ("Heading2", "1. Do you agree?"),
    ("Normal", "Yes, {text} <and> {style}.\nAnother line."),
    ("Quote", "Was: nothing"),
)


def filled() -> bytes:
    """The file that a page makes of these lines."""
    made = response_parts("Response: A & B")
    body = ""
    for style, text in LINES:
        inner = escape(text).replace("\n", made.line_break)
        body += made.paragraph.replace("{style}", style).replace("{text}", inner)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, part in made.package.items():
            package.writestr(name, part.replace("{body}", body))
    return file.getvalue()


def test_the_schema_allows_it_and_it_reads_back(tmp_path: Path) -> None:
    file = filled()
    assert not faults_of_least(file, tmp_path)
    path = tmp_path / "response.docx"
    path.write_bytes(file)
    assert read_docx(path).text == (
        "# Response: A & B\n\n# Questions\n\n## 1. Do you agree?\n\n"
        "Yes, {text} \\<and> {style}.<br>Another line.\n\nWas: nothing\n"
    )


def test_every_style_that_it_may_have_is_there() -> None:
    styles = response_parts("").package["word/styles.xml"]
    ids = set(re.findall('w:styleId="(\\w+)"', styles))
    assert ids == {style for style, _ in LINES}


def test_its_title_is_escaped() -> None:
    core = response_parts("A <b> & c").package["docProps/core.xml"]
    assert "A <b> & c" in etree.fromstring(core.encode()).itertext()


def test_word_alone_writes_wordprocessingml() -> None:
    """No other room, script or template spells an element of it."""
    for path in PACKAGE.rglob("*"):
        if path.suffix not in (".py", ".js", ".html") or (PACKAGE / "word") in path.parents:
            continue
        assert not re.search(r"</?w:[a-z]", path.read_text()), path


def test_a_page_does_not_wait_for_the_libraries_of_whole_files() -> None:
    program = (
        "import sys; from build_tools.word import response_parts; response_parts('A');"
        " assert not {'docx', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
