"""What is recorded as a correction says how much it changes, in the feed and on its page."""

import datetime as dt
import shutil
from pathlib import Path

from build_tools.editing.amend import amend
from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from tests.paths import RECORD
from tests.publishing import built
from tests.running import replace_in

DAY = dt.date(2022, 2, 1)


def test_the_feed_and_the_page_say_how_many_changes_it_makes(tmp_path: Path) -> None:
    root = shutil.copytree(RECORD, tmp_path / "versions")
    draft = amend(root, "rules", DAY, title="A slip of the pen")
    replace_in(draft.text_path, "A member may borrow", "A member can borrow")
    replace_in(draft.text_path, "A loan begins", "A loan **begins**")
    head = draft.amendment_path.read_text().partition("# Take away")[0]
    rest = "correction: true\ndates: {effect: {actual: 2022-01-01}}\nsources: [{title: The book}]\n"
    draft.amendment_path.write_text(f"{head}{rest}")
    pages = built(load(root), DAY, {}, Comparisons())
    told = "makes 2 changes, 1 of which with nothing of substance."
    for address in ("rules/feed.xml", "rules/feed.json", "amendments/rules-3.0/feed.xml"):
        assert f"The correction took effect on 1 January 2022. It {told}" in pages[address]
    assert f"it {told}" in pages["amendments/rules-3.0/index.md"]
    assert "recorded as a correction" not in pages["amendments/second-rules/index.md"]
