"""Tables divided and joined, in real texts and small ones: the redline is proved, says so in one
change, and holds to the invariants."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from build_tools.model import Kind, Redline
from build_tools.text.markdown import parse
from tests.invariants import accepted, faults, rejected, seen
from tests.real_pairs import sides, some_pairs
from tests.reviewing import clean_page, compared, page

BETWEEN = (
    "",
    "The second part is kept by DCC.\n\n",
    "### Second part\n\n",
    "**Table 98: Part**\n\n",
)
"""What may stand between the two parts of a table."""
AROUND = "1.1 What stands before the table stays.\n\n{}\n\n1.2 What stands after the table stays.\n"

every_text = pytest.mark.parametrize("pair", list(some_pairs(40)))


@every_text
def test_a_real_table_divided_is_one_split_and_joined_again_one_merge(pair: str) -> None:
    for whole, parts in divided(*sides(pair)):
        assert told(compared(whole, parts)) == {"split"}, parts
        assert told(compared(parts, whole)) == {"merge"}, parts


@every_text
def test_a_redline_of_a_divided_table_holds_to_the_invariants(pair: str) -> None:
    for whole, parts in list(divided(*sides(pair)))[:2]:
        for old, new in ((whole, parts), (parts, whole)):
            result = compared(old, new)
            html = page(result)
            assert rejected(html) == seen(clean_page(result.old))
            assert accepted(html) == seen(clean_page(result.new))
            assert not faults(html)


def told(result: Redline) -> set[Kind]:
    """What a redline says happened to the tables, all that is only inserted or deleted between them
    aside."""
    assert result.aligned, result.violations
    kinds = {change.kinds[0] for change in result.changes}
    return kinds - {"insert", "delete"}


def divided(*paths: Path) -> Iterator[tuple[str, str]]:
    """Real tables, each in a text of its own, as they are and divided between two rows; of tables
    whose rows do not all say something of their own none."""
    rng = Random(paths[0].parent.name)
    for block in chain.from_iterable(parse(path.read_text(encoding="utf-8")) for path in paths):
        lines = [line for line in block.source.splitlines() if line.lstrip().startswith("|")]
        header, body = lines[:2], lines[2:]
        if block.table is None or len(set(body)) < max(2, len(body)) or "^^" in block.source:
            continue
        at = rng.randrange(1, len(body))
        second = rng.choice(BETWEEN) + "\n".join((*header, *body[at:]))
        parts = "\n".join((*header, *body[:at])) + "\n\n" + second
        yield AROUND.format("\n".join(lines)), AROUND.format(parts)
