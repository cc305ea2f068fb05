"""Redlines as markdown, and what a forge makes of it."""

import re
import unicodedata

from hypothesis import given
from markdown_it import MarkdownIt

from build_tools.model import Change
from build_tools.render.markdown import redline_markdown
from build_tools.render.markup import markup_changes
from tests.drafting import PAIRS
from tests.examples import repeatable
from tests.invariants import faults, tree
from tests.reviewing import compared


def test_every_change_is_an_item() -> None:
    old = "4.1 DCC shall keep a log.\n\n4.2 It is open to all who ask for it.\n"
    new = "4.1 DCC shall keep the log.\n\n4.2 Put in.\n\n4.3 It is open to all who ask for it.\n"
    assert (
        redline_markdown(compared(old, new))
        == """\
## old.md → new.md

1 insert, 1 renumber, 1 reword

1. **Clause 4.1** (reword)<br>DCC shall keep <del>a</del><ins>the</ins> log.
2. **Clause 4.2** (insert)<br><ins>Put in.</ins>
3. **Clause 4.3** (renumber)<br><del>4.2</del><ins>4.3</ins> It is open to all who ask for it.
"""
    )


def test_the_number_of_a_note_is_glued_to_no_word() -> None:
    said = redline_markdown(compared("A[^12].\n\n[^12]: B.\n", "A 5[^12].\n\n[^12]: B.\n"))
    assert "A<ins> 5</ins>\\[^12\\]." in said


def test_a_number_that_a_provision_was_given_or_lost_is_said() -> None:
    given = redline_markdown(compared("DCC shall keep a log.", "1) DCC shall keep a log."))
    lost = redline_markdown(compared("1) DCC shall keep a log.", "DCC shall keep a log."))
    assert "<ins>1)</ins> DCC shall keep a log." in given
    assert "<del>1)</del> DCC shall keep a log." in lost


def test_no_change() -> None:
    assert redline_markdown(compared("a", "a")) == "## old.md → new.md\n\nNo change.\n"


@repeatable(80)
@given(PAIRS)
def test_a_forge_shows_each_change_as_one_item_with_its_text(pair: tuple[str, str]) -> None:
    result = compared(*pair)
    html = MarkdownIt().enable(["table", "strikethrough"]).render(redline_markdown(result))
    items = [item for numbered in tree(html).iter("ol") for item in numbered.iter("li")]
    assert not faults(html)
    assert len(items) == len(result.changes)
    for item, change in zip(items, result.changes, strict=True):
        assert _bare("".join(item.itertext())) == _bare(_said(change))


def _bare(text: str) -> str:
    """A text without its white space, and with the raised numbers of notes on the line."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _said(change: Change) -> str:
    in_both = change.kinds[0] not in ("insert", "delete", "table-insert", "table-delete")
    changed = in_both and change.old_label != change.new_label
    labels = f"{change.old_label or ''}{change.new_label or ''}" if changed else ""
    if change.edits:
        body = "".join(edit.text for edit in change.edits)
        body += "".join(f"“{text}”: {said}" for text, said in markup_changes(change.edits))
    else:
        body = change.new if change.old == change.new else change.old + change.new
    return f"{change.where} ({', '.join(change.kinds)}) {change.level}{labels}{body}"
