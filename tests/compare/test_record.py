"""The record's own redlines, version by version: what the author of each amendment meant to change,
and nothing else.

A line is a change: its kinds, where it stands, and what was and is now, without the words round it.
`*` marks one that is consequential, with its class in parentheses.
"""

from itertools import pairwise

import pytest

from build_tools.compare.redline import redline
from build_tools.model import Change, Redline
from build_tools.record.files import load_file
from tests.invariants import accepted, faults, rejected, seen
from tests.paths import ROOT
from tests.reviewing import clean_page, page

VERSIONS = ROOT / "versions"

EXPECTED = {
    (
        "mtad",
        "1.0",
        "2.0",
    ): (
        """
  insert | Definition of Closed Cohort | {+Closed Cohort means a Cohort for whi …+}
* reword (cross-reference) | Clause 4.3 | [-17.8-] {+17.9+}
  reword | Clause 10.3 | [-a-] {+an Open+}
  cell | Table 13.2, row Use of Migration DUST, Prepared for | {+Open +}
* reword (cross-reference) | Clause 13.3 | [-17.9-] {+17.10+}
  reword | Clause 17.2 | [-IOC, MOC (MDS), -]
  row-delete | Table 17.4, row IOC | row 1
  row-delete | Table 17.4, row IOC, Help during the Testing Participant's tests | row 2
  row-delete | Table 17.4, row MOC (MDS) | row 3
  row-delete | Table 17.4, row MOC (MDS), Help during the Testing Participant's tests | row 4
* renumber (renumbering) | Table 17.4, row FOC (NP), Item | [-5-] {+1+}
* renumber (renumbering) | Table 17.4, row FOC (NP), Help during the Testing Participant's tests, \
Item | [-6-] {+2+}
* renumber (renumbering) | Table 17.4, row MOC (Secure), Item | [-7-] {+3+}
* renumber (renumbering) | Table 17.4, row MOC (Secure), Help during the Testing Participant's \
tests, Item | [-8-] {+4+}
* renumber (renumbering) | Table 17.4, row FOC (BG), Item | [-9-] {+5+}
* renumber (renumbering) | Table 17.4, row FOC (BG), Help during the Testing Participant's tests, \
Item | [-10-] {+6+}
  reword | Clause 17.6 | [-17.8-] {+17.9+} {+[^3]+}
  insert | Footnote 3 | {+Where Table 17.6 shows the End Date …+}
  cell | Table 17.6, row IOC, End date | {+not recorded+}
  cell | Table 17.6, row IOC, Status | [-Open-] {+Closed: concluded May 2022+}
  cell | Table 17.6, row MOC (MDS), End date | {+not recorded+}
  cell | Table 17.6, row MOC (MDS), Status | [-Open-] {+Closed: concluded May 2022+}
  insert | Clause 17.8 | {+Once a Cohort is a Closed Cohort:+}
  insert | Clause 17.8(a) | {+DCC is not required to provide Migra …+}
  insert | Clause 17.8(b) | {+Clauses 16 and 19 continue to apply …+}
  reword, renumber | Clause 17.9 | 17.8 → 17.9 {+Closed +}
* renumber (renumbering) | Clause 17.10 | 17.9 → 17.10
* reword (cross-reference) | Clause 18.3 | [-17.8-] {+17.9+}
* renumber (renumbering) | Clause 19.1 | [-[^3]-] {+[^4]+}
* renumber (renumbering) | Footnote 4 | 3 → 4
"""
    ),
    (
        "mtad",
        "2.0",
        "3.0",
    ): (
        """
  reword | Clause 11.5 | [-test log-] {+Test Log+}
  reword | Clause 17.2 | [-FOC (NP), -]
  reword | Clause 17.3(b)(ii)(B) | {+ and+}
  delete | Clause 17.3(c) | [-where it wishes to test in both FOC …-]
* renumber (renumbering) | Clause 17.3(c) | (d) → (c)
  row-delete | Table 17.4, row FOC (NP) | row 1
  row-delete | Table 17.4, row FOC (NP), Help during the Testing Participant's tests | row 2
* renumber (renumbering) | Table 17.4, row MOC (Secure), Item | [-3-] {+1+}
* renumber (renumbering) | Table 17.4, row MOC (Secure), Help during the Testing Participant's \
tests, Item | [-4-] {+2+}
* renumber (renumbering) | Table 17.4, row FOC (BG), Item | [-5-] {+3+}
* renumber (renumbering) | Table 17.4, row FOC (BG), Help during the Testing Participant's tests, \
Item | [-6-] {+4+}
* reword (cross-reference) | Clause 17.5.1 | [-(d)-] {+(c)+}
  cell | Table 17.6, row FOC (NP), End date | {+not recorded+}
  cell | Table 17.6, row FOC (NP), Status | [-Open-] {+Closed: concluded September 2022+}
  reword | Clause 17.8(a) | [- and-]
  insert | Clause 17.8(b) | {+DCC may use for another Cohort the t …+}
* renumber (renumbering) | Clause 17.8(c) | (b) → (c)
"""
    ),
    (
        "mtad",
        "3.0",
        "4.0",
    ): (
        """
  reword | Definition of Closed Cohort | {+, other than a Closing Cohort+}
  insert | Definition of Closing Cohort | {+Closing Cohort means a Cohort for wh …+}
  cell | Table 3.2, row Active SMETS1 Installation, After Migration | {+ or a Closing Cohort+}
* reword (cross-reference) | Clause 4.3 | [-17.9-] {+17.10+}
  reword | Clause 10.3 | {+or, subject to Clause 17.8, a Closin …+}
  cell | Table 13.2, row Use of Migration DUST, Prepared for | {+ and each Closing Cohort+}
* reword (cross-reference) | Clause 13.3 | [-17.10-] {+17.11+}
  reword | Clause 17.2 | {+ and for each Closing Cohort+} [-Cohorts are MOC (Secure) and FOC \
(BG)-] {+Cohort is FOC (BG) and the Closing C …+}
  cell | Table 17.4, row MOC (Secure), Booking | {+, subject to Clause 17.8+}
  reword | Clause 17.6 | {+, and is closing while the date in t …+} [-17.9-] {+17.10+}
  cell | Table 17.6, row MOC (Secure), End date | {+31 January 2023+}
  cell | Table 17.6, row MOC (Secure), Status | [-Open-] {+Closes on the End Date[^4]+}
  insert | Footnote 4 | {+Or within one month after that date.+}
  insert | Clause 17.8 | {+While a Cohort is a Closing Cohort:+}
  insert | Clause 17.8(a) | {+DCC shall continue to provide Migrat …+}
  insert | Clause 17.8(b) | {+a date that is agreed under Clause 1 …+}
  insert | Clause 17.8(c) | {+a test that is in progress at its En …+}
* renumber (renumbering) | Clause 17.9 | 17.8 → 17.9
* renumber (renumbering) | Clause 17.10 | 17.9 → 17.10
* renumber (renumbering) | Clause 17.11 | 17.10 → 17.11
* reword (cross-reference) | Clause 18.3 | [-17.9-] {+17.10+}
* renumber (renumbering) | Clause 19.1 | [-[^4]-] {+[^5]+}
* renumber (renumbering) | Footnote 5 | 4 → 5
"""
    ),
    (
        "example",
        "1.0",
        "2.0",
    ): (
        """
  reword | Clause 2.1 | [-one Instrument-] {+two Instruments+} {+, of which no more than one may \
be a …+}
* reword (cross-reference) | Clause 2.3 | [-4.3-] {+4.4+}
  row-insert | Table 2.3, row Telescope, Short refractor | row 2
* renumber (renumbering) | Table 2.3, row Telescope, Large reflector, No. | [-2-] {+3+}
  cell | Table 2.3, row Telescope, Large reflector, Deposit | [-40-] {+50+}
* renumber (renumbering) | Table 2.3, row Mount, No. | [-3-] {+4+}
* renumber (renumbering) | Table 2.3, row Binoculars, No. | [-4-] {+5+}
  insert | Clause 4.1 | {+The Borrower shall shake the sand ou …+}
* renumber (renumbering) | Clause 4.2 | 4.1 → 4.2
* renumber (renumbering) | Clause 4.3 | 4.2 → 4.3
* renumber (renumbering) | Clause 4.4 | 4.3 → 4.4
* reword (cross-reference) | Clause 5.2 | [-4.2-] {+4.3+}
"""
    ),
    (
        "example",
        "2.0",
        "3.0",
    ): (
        """
  row-move | Table 1.1, row Ticket | from row 1 to row 6
  row-move | Table 1.1, row Store | from row 3 to row 5
  row-move | Table 2.3, row Binoculars | from row 5 to row 1
* renumber (renumbering) | Table 2.3, row Telescope, No. | [-1-] {+2+}
* renumber (renumbering) | Table 2.3, row Telescope, Short refractor, No. | [-2-] {+3+}
* renumber (renumbering) | Table 2.3, row Telescope, Large reflector, No. | [-3-] {+4+}
* renumber (renumbering) | Table 2.3, row Mount, No. | [-4-] {+5+}
* reword (punctuation) | Clause 3.1(a) | [-,-] {+;+}
* format (formatting) | Clause 3.1(c) | {~not~}
  move | Clause 4.5 | 3.3 → 4.5
"""
    ),
    (
        "example",
        "3.0",
        "4.0",
    ): (
        """
  reword | Clause 2.3 | [-4.4-] {+4.3+}
  column-insert | Table 2.3, column Case | {+Case | Bag | Box | Tube | Crate | None+}
  cell | Table 2.3, row Mount, Loan period | [-7 nights-] {+As the telescope it carries+}
  cell | Table 2.3, row Mount, Deposit | [-5 pebbles-]
  insert | Clause 3.3 | {+The Keeper shall look at each Instru …+}
  table-insert | Table 3.3 | {+Part | When | Who | Noted in ⏎ Lens …+}
  merge | Clause 4.3 | [- ⏎ -] {+ +}
* renumber (renumbering) | Clause 4.4 | 4.5 → 4.4
  split, reword | Clause 5.1 | [-, and-] {+. ⏎ The Keeper+}
* renumber (renumbering) | Clause 5.3 | 5.2 → 5.3
"""
    ),
    (
        "example",
        "4.0",
        "5.0",
    ): (
        """
  reword | Clause 1.1 | {+[^1]+}
  insert | Footnote 1 | {+A word in the plural has the same me …+}
* reword (cross-reference, renumbering) | Clause 2.3 | [-4.3-] {+4.2+} [-[^1]-] {+[^2]+}
* renumber (renumbering) | Footnote 2 | 1 → 2
  row-delete | Table 2.3, row Telescope, Short refractor | row 3
* renumber (renumbering) | Table 2.3, row Telescope, Large reflector, No. | [-4-] {+3+}
* renumber (renumbering) | Table 2.3, row Mount, No. | [-5-] {+4+}
  move, reword | Clause 2.4 | 4.4 → 2.4 {+ and before the next loan of it begins+}
  reword | Clause 3.1(a) | {+ and+}
  delete | Clause 3.1(b) | [-keep the cap on the lens by day; and-]
* renumber (renumbering) | Clause 3.1(b) | (c) → (b)
  column-delete | Table 3.3, column Who | [-Who | Keeper | Keeper | Keeper and a …-]
  delete | Clause 4.1 | [-The Borrower shall shake the sand ou …-]
* renumber (renumbering) | Clause 4.1 | 4.2 → 4.1 [-[^2]-] {+[^3]+}
* renumber (renumbering) | Footnote 3 | 2 → 3
* renumber (renumbering) | Clause 4.2 | 4.3 → 4.2
* reword (cross-reference) | Clause 5.3 | [-4.3-] {+4.2+}
"""
    ),
    (
        "example",
        "5.0",
        "6.0",
    ): (
        """
  column-move | Table 2.3, column Carried by | from column 3 to column 6
  cell | Table 2.3, row Telescope, Large reflector, Loan period | [-3-] {+4+}
  reword | Clause 3.1(a) | [- and-]
  insert | Clause 3.1(b) | {+carry the Instrument in its case; and+}
* renumber (renumbering) | Clause 3.1(c) | (b) → (c)
  reword | Clause 3.2 | [-A Borrower who finds dew on a lens s …-] {+Lending an Instrument to \
anyone else …+}
  reword | Clause 3.3 | [-as Table 3.3 says-] {+at every new moon+}
  table-delete | Table 3.3 | [-Part | When | Noted in ⏎ Lens | Ever …-]
"""
    ),
}


def line(change: Change) -> str:
    """A change in one line."""
    noise = f" ({', '.join(change.noise)})" if change.consequential else ""
    return (
        f"{'*' if change.consequential else ' '} {', '.join(change.kinds)}{noise} | {change.where}"
        f" | {brief(change)}"
    )


def brief(change: Change) -> str:
    """The numbers, and the words that were deleted and inserted."""
    numbers = (
        f"{change.old_label} → {change.new_label}" if change.old_label and change.new_label else ""
    )
    said = [numbers] if change.old_label != change.new_label and numbers else []
    said += [_stretch(edit.op, edit.text) for edit in change.edits if edit.op != "="]
    if change.row is not None and change.column is None:
        said = [f"row {change.row}"]
    elif not change.edits and change.old != change.new:
        said += [_stretch(op, text) for op, text in (("-", change.old), ("+", change.new)) if text]
    if change.old_row is not None:
        said = [f"from row {change.old_row} to row {change.row}"]
    if change.old_column is not None:
        said = [f"from column {change.old_column} to column {change.column}"]
    return " ".join(said)


def _stretch(op: str, text: str) -> str:
    flat = text.replace("\n", " ⏎ ")
    short = flat if len(flat) <= 40 else f"{flat[:36].rstrip()} …"
    return {"-": "[-{}-]", "+": "{{+{}+}}", "~": "{{~{}~}}"}[op].format(short)


def compared(document: str, old: str, new: str) -> Redline:
    return redline(*(load_file(VERSIONS / document / f"{label}.md") for label in (old, new)))


@pytest.mark.parametrize(("document", "old", "new"), EXPECTED)
def test_the_changes_are_those_that_the_amendment_meant(document: str, old: str, new: str) -> None:
    found = [line(change) for change in compared(document, old, new).changes]
    assert found == EXPECTED[document, old, new].strip("\n").split("\n")


@pytest.mark.parametrize(("document", "old", "new"), EXPECTED)
def test_the_invariants_hold(document: str, old: str, new: str) -> None:
    result = compared(document, old, new)
    html = page(result)
    assert result.aligned
    assert rejected(html) == seen(clean_page(result.old))
    assert accepted(html) == seen(clean_page(result.new))
    assert not faults(html)


def test_every_step_of_the_record_is_listed() -> None:
    steps = []
    for document in ("mtad", "example"):
        labels = sorted((path.stem for path in (VERSIONS / document).glob("*.md")), key=float)
        steps += [(document, *pair) for pair in pairwise(labels)]
    assert steps == list(EXPECTED)


@pytest.mark.parametrize("label", ["1.0", "2.0", "3.0"])
def test_the_end_dates_are_what_changes_in_table_17_6(label: str) -> None:
    result = compared("mtad", label, f"{float(label) + 1}")
    found = {
        (change.row, change.column) for change in result.changes if change.anchor == "table-17.6"
    }
    assert (
        found
        == {
            "1.0": {(1, 2), (1, 3), (2, 2), (2, 3)},
            "2.0": {(3, 2), (3, 3)},
            "3.0": {(4, 2), (4, 3)},
        }[label]
    )
