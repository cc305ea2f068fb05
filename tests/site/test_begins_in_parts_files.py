"""Files of a redline whose new version is in force in part."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, not_begun_between, not_begun_in_weave
from build_tools.lineage.weave import woven_redline
from build_tools.model import RedlineInPart
from build_tools.record import load
from build_tools.site.file_formats import FILE_FORMATS
from tests.parted import plant_parts


@pytest.mark.parametrize("is_woven", [False, True])
def test_what_a_part_that_waits_takes_out_is_marked_as_law_still(
    tmp_path: Path, *, is_woven: bool
) -> None:
    """Clause 2.1 is struck out in the text, and in force until Part 3 begins."""
    (document,) = load(plant_parts(tmp_path / "versions")).documents
    old, new = document.versions
    comparisons = Comparisons()
    history = History(document, comparisons)
    compared = comparisons.between(old, new)
    if is_woven:
        compared = woven_redline(history.weave, old, new, document.versions)
    found = not_begun_in_weave(history, dt.date(2024, 10, 1))
    assert found
    waits = not_begun_between(history, compared, found)
    told = RedlineInPart(redline=compared, not_begun=waits)
    write = FILE_FORMATS["docx"].redline_in_part
    assert write is not None
    text = zipfile.ZipFile(io.BytesIO(write(told, "", None))).read("word/document.xml").decode()
    (struck,) = re.findall(r"<w:p>(?:(?!</w:p>).)*unique among(?:(?!</w:p>).)*</w:p>", text)
    assert "commentReference" in struck
