"""The site of a code with a procedure of its own: its pages and feeds take their words from
there."""

import datetime as dt
import re
from pathlib import Path

import pytest

from build_tools.editing.begin import procedure_file
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Came, OriginNote
from build_tools.record import load
from build_tools.render.citation import amendment_date
from build_tools.render.origin_notes import when_in_words
from tests.procedures import BALLOT, STATUTE, plant
from tests.publishing import built, marker
from tests.record.test_procedures import BALLOT_DATES, STATUTE_DATES

OTHERS = re.compile(
    r"consultation (?:issued|open|closed|closes)|\bdirected\b|\bDirection\b|Conclusion|"
    r"Secretary of State|\bDCC\b|\bSEC\b",
)
"""Words of the procedure of this project's own record."""


def site_of(root: Path, code: str, dates: str, day: str, route: str = "") -> dict[str, str]:
    corpus = load(plant(root, code, dates, route=route))
    docs = {"index.md": f"# Home\n\n{marker('status')}\n"}
    return built(corpus, dt.date.fromisoformat(day), docs, Comparisons())


def test_the_site_of_a_ballot(tmp_path: Path) -> None:
    site = site_of(tmp_path / "versions", BALLOT, BALLOT_DATES, "2024-02-10", "ballot")
    page = site["rules/v/2.0/index.md"]
    assert "in IPR review" in page
    assert "Ballot of the members" in site["amendments/rules-2.0/index.md"]
    history = site["rules/history/index.md"]
    at = [
        history.index(f'class="event">{name}<') for name in ("Proposed", "Voting begins", "Adopted")
    ]
    assert at == sorted(at)
    assert "The IPR review began on 30 January 2024." in site["rules/feed.xml"]
    assert "The ballot was proposed on 8 January 2024." in site["rules/feed.xml"]
    assert len(set(re.findall("<id>(.*?)</id>", site["rules/feed.xml"]))) == 6


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en-GB",
            ("Adopted, not in force yet:</strong> in IPR review.", "adopted 29 January 2024"),
        ),
        (
            "de",
            (
                "Angenommen, noch nicht in Kraft:</strong> Schutzrechtsprüfung läuft.",
                "angenommen 29. Januar 2024",
            ),
        ),
    ],
)
def test_what_is_adopted_and_not_in_force_is_no_proposal_any_more(
    tmp_path: Path, language: str, said: tuple[str, str]
) -> None:
    code = f"language: {language}\n{procedure_file('ballot', language)}"
    standing, dated = said
    dates = BALLOT_DATES.replace(", actual: 2024-03-04", "")
    root = plant(tmp_path / "versions", code, dates, route="ballot")
    corpus = load(root)
    site = built(
        corpus, dt.date(2024, 2, 10), {"index.md": f"# Home\n\n{marker('status')}\n"}, Comparisons()
    )
    for page in ("rules/v/2.0/index.md", "rules/redline/1.0..2.0/index.md"):
        assert standing in site[page]
        assert not re.search("Proposed, not|proposed, not|orgeschlagen, nicht", site[page])
    home = site["index.md"]
    decided, proposed = home.index('id="now-decided"'), home.index('id="now-proposed"')
    assert decided < home.index("amendments/rules-2.0/") < proposed
    made = corpus.document("rules").version("2.0")
    with speaking(language):
        note = OriginNote(came=Came.INSERTED, by=made)
        assert when_in_words(note) == amendment_date(made) == dated


@pytest.mark.parametrize(
    ("language", "day", "said", "takes"),
    [
        ("en-GB", "2024-01-10", "In discussion. Read what changes, and respond", True),
        ("en-GB", "2024-02-10", "", False),
        (
            "de",
            "2024-01-10",
            "In der Erörterung. Änderungen lesen und Stellung nehmen",
            True,
        ),
        ("de", "2024-02-10", "", False),
    ],
)
def test_a_ballot_that_no_step_closes_says_nothing_of_a_day_by_which_to_respond(
    tmp_path: Path, language: str, day: str, said: str, takes: bool
) -> None:
    """Its vote ends the discussion; until then the page of what changes takes responses."""
    code = f"language: {language}\n{procedure_file('ballot', language)}"
    asks = BALLOT_DATES + "questions: ['Is it long enough?']\n"
    site = site_of(tmp_path / "versions", code, asks, day, "ballot")
    amendment, redline = (
        site["amendments/rules-2.0/index.md"],
        site["rules/redline/1.0..2.0/index.md"],
    )
    announced = re.findall(r'(?s)<p class="consultation.*?</p>', amendment)
    assert [" ".join(re.sub("<[^>]*>", "", each).split()) for each in announced] == (
        [said] if said else []
    )
    assert ("data-field=" in redline) == takes
    told = re.compile(r"due by|by a day|by when|nicht verzeichneten Tag|bis wann|erbeten", re.I)
    assert not [name for name, text in site.items() if told.search(re.sub("<[^>]*>", " ", text))]


def test_the_site_of_a_statute(tmp_path: Path) -> None:
    site = site_of(tmp_path / "versions", STATUTE, STATUTE_DATES, "2024-07-01")
    assert (
        "<strong>In force in part since 1 June 2024 (1 of 2 parts)</strong>"
        in site["rules/index.md"]
    )
    assert "Part 2 begins" in site["index.md"]
    assert "Part 1 began on 1 June 2024." in site["rules/feed.xml"]


def test_no_word_of_another_procedure_is_on_its_pages(tmp_path: Path) -> None:
    found = {
        f"{name}: {words[0]}"
        for name, text in site_of(
            tmp_path / "versions", BALLOT, BALLOT_DATES, "2024-02-10", "ballot"
        ).items()
        if not name.endswith(".schema.json")
        for words in [OTHERS.search(re.sub("<[^>]*>", " ", text))]
        if words
    }
    assert not found


def test_provisions_that_bore_one_number_in_turn_are_told_apart_where_all_are_listed(
    tmp_path: Path,
) -> None:
    """A new Section 2 takes the number of the old one, which is Section 3 then."""
    root = plant(tmp_path / "versions", BALLOT, "  proposed: {actual: 2024-01-08}\n")
    old = "## 1 Keys\n\n1.1 A key is long.\n\n## 2 Names\n\n2.1 A name is unique to a register.\n"
    new = old.replace("## 2", "## 2 Logs\n\n2.1 A log is public.\n\n## 3").replace(
        "2.1 A name", "3.1 A name"
    )
    for label, text in (("1.0", old), ("2.0", new)):
        path = root / f"rules/{label}.md"
        path.write_text(path.read_text().partition("---\n\n")[0] + "---\n\n" + text)
    site = built(load(root), dt.date(2024, 2, 10), {"index.md": marker("links")}, Comparisons())
    listed = re.findall(r'page-days">([^<]*)</a>', site["rules/at/index.md"])
    assert len(listed) == len(set(listed))
    assert {"Clause 2.1 in 1.0", "Clause 2.1 in 2.0"} <= set(listed)
    assert "clause by clause" in site["index.md"]
