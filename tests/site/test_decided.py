"""What was decided after a consultation stands on the page of the amendment once it is concluded,
and not a day before."""

import datetime as dt
from pathlib import Path

from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.pages.amendments import amendment_page
from tests.consulting import AMENDMENT, DROPPED, END_DATE, SLIP, TESTS, conclude, decide, revise
from tests.running import Run, replace_in


def test_what_was_decided_is_told_once_it_is_concluded(run: Run, copied: Path) -> None:
    revise(run, copied)
    decide(copied)
    conclude(copied)
    corpus = load(copied)
    (amendment,) = [each for each in corpus.amendments if each.id == AMENDMENT]
    comparisons = Comparisons()

    def decided(day: dt.date) -> list[tuple[str, str, list[str]]]:
        site = SiteContext(corpus, day, comparisons, FileStore(()), "")
        told = amendment_page(site, amendment).values["decided"]
        return [(each.title, each.decision, [link.id for link in each.changed]) for each in told]

    assert decided(dt.date(2023, 1, 19)) == []
    one, two = amendment.questions
    assert decided(dt.date(2023, 1, 20)) == [
        (f"1. {one}", "accepted with modification", [END_DATE, TESTS]),
        (f"2. {two}", "noted", []),
        ("Table 17.6, row MOC (Secure), End date", "accepted with modification", [END_DATE]),
        ("Clause 17.8(c)", "accepted", [TESTS]),
        ("Clause 17.12", "noted", []),
        ("", "", [SLIP]),
    ]
    assert amendment.decisions is not None
    assert amendment.decisions.on_change(DROPPED) is not None


def test_a_change_that_the_draft_has_no_longer_is_called_by_its_id(run: Run, copied: Path) -> None:
    """Until `corpus check` is heard: what was decided on it is no change that nobody asked for."""
    revise(run, copied)
    replace_in(decide(copied), "    where: Clause 17.12\n", "")
    conclude(copied)
    corpus = load(copied)
    (amendment,) = [each for each in corpus.amendments if each.id == AMENDMENT]
    site = SiteContext(corpus, dt.date(2023, 1, 20), Comparisons(), FileStore(()), "")
    titles = [each.title for each in amendment_page(site, amendment).values["decided"]]
    assert titles[-2:] == [DROPPED, ""]


def test_a_change_that_the_draft_as_made_does_not_have_is_told_to_be_none(
    run: Run, copied: Path
) -> None:
    revise(run, copied)
    replace_in(decide(copied), f"{END_DATE}, {TESTS}]", f"{END_DATE}, c-0dead0]")
    conclude(copied)
    corpus = load(copied)
    (amendment,) = [each for each in corpus.amendments if each.id == AMENDMENT]
    site = SiteContext(corpus, dt.date(2023, 1, 20), Comparisons(), FileStore(()), "")
    page = amendment_page(site, amendment)
    first = next(iter(page.values["decided"]))
    assert [(each.where, bool(each.page)) for each in first.changed] == [
        ("Table 17.6, row MOC (Secure), End date", True),
        ("c-0dead0, which is no change of the draft as made", False),
    ]
