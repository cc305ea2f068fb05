"""What a provision said on a day, on its page: every day has one answer, and the field finds it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.provenance import History, Provisions, provision_on_day
from build_tools.model import Corpus
from tests.publishing import AS_OF, page_tree, text_of
from tests.site.test_day_page import EVERY_YEAR, links_of


def rows(path: Path) -> list[tuple[str, str, str, list[str]]]:
    """The spells of a page: their first and last day, their words and what they link to."""
    return [
        (item.get("data-first", ""), item.get("data-last", "9999"), text_of(item), links_of(item))
        for item in page_tree(path).iter("li")
        if "data-spell" in item.attrib
    ]


def test_every_day_has_one_answer_without_a_script(record: Corpus, site: Path) -> None:
    document = record.document("mtad")
    provisions = Provisions(History(document, Comparisons()))
    shown = provisions.history.number(document.version("3.0"))
    for anchor in ("17.6", "17.2", "11.5"):
        told = rows(site / f"mtad/clause/{anchor}/index.html")
        id_ = provisions.id_at(shown, anchor)
        assert id_ is not None
        for day in [*EVERY_YEAR, AS_OF, AS_OF + dt.timedelta(days=1)]:
            written = day.isoformat()
            ((_, _, words, links),) = [row for row in told if row[0] <= written <= row[1]]
            found = provision_on_day(provisions, id_, day, AS_OF)
            assert found.why in words
            shown_texts = [link for link in links if "/v/" in link]
            assert len(shown_texts) == sum(bool(text.blocks) for text in found.texts)


def test_the_field_answers_at_once(opened: Callable[..., Page]) -> None:
    page = opened("mtad/clause/17.6/")
    page.get_by_label("What it said on").fill("2022-06-01")
    answer = page.locator("#day-answer")
    expect(answer).to_contain_text("Clause 17.6 of 1.0 or Clause 17.6 of 2.0: the record does not")
    assert page.url.endswith("/mtad/clause/17.6/#2022-06-01")
