"""`corpus digest`: one letter of what has happened since a day, and of what is due."""

import email
import email.policy
from dataclasses import replace

import html5lib
import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.site.follow.digest import Digest, digest, digest_html, digest_text
from tests.publishing import AS_OF, text_of
from tests.running import Run

SITE = "https://law.example.org/sec/"
ASKED = ("digest", "--since", "2022-12-01", "--as-of", "2022-12-20", "--site-url", SITE)


def test_what_happened_what_it_changes_and_what_is_due(run: Run) -> None:
    ran = run(*ASKED)
    assert (ran.code, ran.err) == (0, "")
    happened, due = ran.out.split("WHAT IS DUE")
    assert "MTAD and SVTAD: 1 December 2022 to 20 December 2022" in happened
    assert "* MTAD 4.0, consultation issued: Closure of Migration DUST for MOC (Secure)" in happened
    assert "It makes 23 changes" in happened
    assert f"What changes: {SITE}mtad/redline/3.0..4.0/" in happened
    assert "* 27 January 2023: Effect, Closure" in due
    assert "or within one month after" in due
    assert "FOC (NP)" not in ran.out.replace("FOC (NP) stays", "")
    assert due.endswith("-- \nReconstruction for demonstration, not the legal text.\n")


def test_a_planned_day_that_passed_is_not_said_to_have_come(run: Run) -> None:
    ran = run("digest", "--since", "2023-03-01", "--as-of", "2023-03-02")
    assert "WHAT HAS HAPPENED" not in ran.out
    told = ran.out.partition("PLANNED, AND NOT RECORDED TO HAVE COME")[2]
    assert "* 27 January 2023: Effect, Closure of Migration DUST for MOC (Secure)" in told
    assert "http" not in ran.out


@pytest.mark.parametrize(("day", "is_known"), [("2022-12-04", False), ("2022-12-05", True)])
def test_what_was_planned_of_an_amendment_is_told_once_it_began(
    run: Run, day: str, is_known: bool
) -> None:
    ran = run("digest", "--since", "2022-12-01", "--as-of", day)
    assert ("13 January 2023" in ran.out) == is_known
    assert ("Effect, Closure of Migration DUST for MOC (Secure)" in ran.out) == is_known


def test_what_closes_soon_is_told_once_as_due(run: Run) -> None:
    said = run("digest", "--since", "2023-01-01", "--as-of", "2023-01-10").out
    assert "closes soon" not in said
    assert said.count("* 16:00 on 13 January 2023: Consultation closes") == 1


def test_it_says_what_each_of_its_texts_is(record: Corpus, comparisons: Comparisons) -> None:
    last = record.documents[-1]
    assert not last.fictional
    drafts = tuple(replace(each, provenance="Drafts") for each in last.versions)
    documents = *record.documents[:-1], replace(last, versions=drafts)
    found = digest(replace(record, documents=documents), AS_OF, AS_OF, comparisons, "")
    assert found.provenance == "Reconstruction for demonstration, not the legal text; Drafts"


def test_a_time_without_anything_says_so() -> None:
    empty = Digest(title="Rules", parts=(), provenance="Drafts")
    for written in (digest_text(empty), digest_html(empty)):
        assert "Nothing has happened, and nothing is due." in written


def test_the_message_has_both_and_asks_nobody_for_anything(run: Run) -> None:
    written = run(*ASKED, "--format", "eml").out
    message = email.message_from_string(written, policy=email.policy.default)
    assert message["Subject"] == "MTAD and SVTAD: 1 December 2022 to 20 December 2022"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content() == run(*ASKED).out
    assert html.get_content() == run(*ASKED, "--format", "html").out
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html.get_content())
    names = {element.tag for element in page.iter()}
    assert not names & {"script", "img", "link", "style", "iframe"}
    for line in plain.get_content().splitlines():
        assert line.lstrip("* ").partition(": http")[0].casefold() in text_of(page).casefold() or (
            not line or line == "-- "
        )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2022-12-32"), "expected a day like"),
        (("--since", "2022-12-21"), "2022-12-21 is after 2022-12-20"),
        (("--since", "2022-12-01", "--site-url", "law"), "is not the address of a site"),
        ((), "Missing option '--since'"),
    ],
)
def test_what_is_asked_wrongly_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run("digest", *arguments, "--as-of", "2022-12-20")
    assert ran.code == 2
    assert said in ran.err
