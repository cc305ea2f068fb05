"""The words of a Word file as rows: each stands in one, and what was struck out is no answer."""

from io import BytesIO
from pathlib import Path

import pytest

from build_tools.word import docx_text_rows
from tests.word.files import docx

COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STRUCK = '<w:del w:id="1" w:author="x"><w:r><w:delText>late</w:delText></w:r></w:del>'
PARAGRAPH = f"<w:p>{STRUCK}<w:r><w:t>early</w:t></w:r></w:p>"
BOX = f"<w:pict><w:txbxContent>{PARAGRAPH}</w:txbxContent></w:pict>"
ALTERNATIVES = (
    f'<mc:AlternateContent {COMPATIBLE}><mc:Choice Requires="wps">{BOX}</mc:Choice>'
    f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>"
)


def in_table(inner: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        PARAGRAPH,
        in_table(PARAGRAPH),
        in_table(in_table(PARAGRAPH)),
        f"<w:p><w:r>{BOX}</w:r></w:p>",
        f"<w:p><w:r>{ALTERNATIVES}</w:r></w:p>",
        in_table(f"<w:p><w:r>{ALTERNATIVES}</w:r></w:p>"),
    ],
    ids=["paragraph", "table", "table in a table", "box", "either form of a box", "box in a table"],
)
def test_what_is_struck_out_is_told_once_and_apart_from_what_stands(
    body: str, tmp_path: Path
) -> None:
    file = docx(tmp_path / "answer.docx", body).read_bytes()
    rows = docx_text_rows(BytesIO(file), "answer.docx")
    struck = [row.text for row in rows if row.where.startswith("struck out")]
    stands = [row.text for row in rows if not row.where.startswith("struck out") and row.text]
    assert (stands, struck) == (["early"], ["late"])
