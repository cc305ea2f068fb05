"""What a page of the site says of itself, before a builder frames it."""

import datetime as dt
import re
import shutil
from pathlib import Path

from build_tools.editing.amend import amend
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.render.html.long_tables import LONG
from tests.paths import RECORD
from tests.publishing import built

DAY = dt.date(2022, 2, 1)


def test_only_a_page_with_a_long_table_has_its_style(tmp_path: Path) -> None:
    root = shutil.copytree(RECORD, tmp_path / "versions")
    text = amend(root, "rules", DAY, title="Boats").text_path
    rows = "".join(f"| {at} | punt |\n" for at in range(LONG))
    text.write_text(f"{text.read_text()}\n| No. | Boat |\n|---|---|\n{rows}")
    pages = built(load(root), DAY, {}, Comparisons())
    styles = {}
    for address, page in pages.items():
        if found := re.search(r"^style: (.*)$", page, re.MULTILINE):
            styles[address.removesuffix("index.md")] = found[1]
    long = {address for address, style in styles.items() if "long-tables" in style}
    (redline,) = [each for each in long if each.startswith("rules/redline/")]
    assert styles[redline] == '["review", "long-tables"]'
    assert "rules/v/3.0/" in long
    assert "rules/v/1.0/" in styles.keys() - long
    for address in long:
        assert "in-parts" in pages[f"{address}index.md"]
