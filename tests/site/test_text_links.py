"""What the text of a version leads on to: references, terms, and who cites each provision."""

import datetime as dt
import json
import re

from build_tools.model import Corpus
from build_tools.site import urls
from build_tools.site.cited_by import cited_by
from build_tools.site.text_links import TextLinks
from tests.publishing import context
from tests.recording import made

Pages = dict[str, str]
DAY = dt.date(2024, 1, 1)
POND = """\
1.1 A term that is used with capitals and is not defined here has the meaning given to it in the \
LAKE.

**Duck** means a bird that swims.

**Wet Duck** means a Duck that swam.

**Fish** has the meaning given to it in the LAKE.

**Frog** has the meaning given to it in the Marsh Code.

1.2 A Wet Duck eats Fish and Reeds; Clause 1.1 applies. So does Clause 1.3 of the LAKE.
"""
LAKE = """\
**Fish** means what swims under water.

**Reed** means a plant that:

(a) is tall; and

(b) stands in water.

1.3 Clause 1.2 of the POND binds boats.
"""


def links(lake: str = LAKE, pond: str = POND) -> TextLinks:
    since = {"effect": "2020-01-01"}
    own, other = made("pond", (pond, since)), made("lake", (lake, since))
    corpus = Corpus(documents=(own, other), amendments=())
    return TextLinks(context(corpus, DAY), own.versions[0], "pond/index.md")


def found(text: TextLinks) -> list[tuple[str, str, bool]]:
    at = len(text.version.body) - 1
    words = text.version.body[at].text
    there = sorted(text.links_of(at)(words))
    return [(words[link.start : link.end], link.address, link.is_term) for link in there]


def test_each_term_leads_to_its_definition_and_each_reference_to_its_provision() -> None:
    assert found(links()) == [
        ("Wet Duck", "#def-wet-duck", True),
        ("Fish", "#def-fish", True),
        ("Reeds", "../lake/#def-reed", True),
        ("Clause 1.1", "#1.1", False),
        ("Clause 1.3", "../lake/#1.3", False),
    ]


def test_a_term_is_not_marked_in_its_own_definition() -> None:
    text = links()
    definition = next(at for at, block in enumerate(text.version.body) if "Duck" in block.terms)
    assert list(text.links_of(definition)(text.version.body[definition].text)) == []


def test_no_term_is_marked_within_a_reference_nor_in_a_heading() -> None:
    text = links(
        pond="**Clause** means a rule.\n\n## 1 Each Clause, and Clause 1.1\n\n"
        "1.1 A Clause binds; see Clause 1.1.\n"
    )
    heading, provision = (
        [(link.start, link.is_term) for link in sorted(text.links_of(at)(block.text))]
        for at, block in enumerate(text.version.body)
        if not block.terms
    )
    assert heading == [(len("Each Clause, and "), False)]
    assert provision == [(len("A "), True), (len("A Clause binds; see "), False)]


def test_of_a_long_provision_the_beginning_is_shown() -> None:
    limbs = "".join(f"({letter}) the limb {letter};\n\n" for letter in "abcdefghijkl")
    text = links(lake=f"**Reed** means a plant with:\n\n{limbs}1.3 A Reed bends.\n")
    found(text)
    (reed,) = text.beyond()["../lake/#def-reed"]
    assert [block.label for block in reed.blocks] == ["", *(f"({at})" for at in "abcdefg")]


def test_what_other_documents_say_is_shown_once_and_with_its_limbs() -> None:
    text = links()
    found(text), found(text)
    shown = {
        address: [
            (each.name, *(block.label or block.term for block in each.blocks)) for each in held
        ]
        for address, held in text.beyond().items()
    }
    assert shown == {
        "../lake/#def-reed": [("LAKE 1.0", "Reed", "(a)", "(b)")],
        "../lake/#1.3": [("LAKE 1.0", "1.3")],
        "#def-fish": [("LAKE 1.0", "Fish")],
        "#def-frog": [("Marsh Code",)],
    }


def test_a_term_of_which_nobody_says_what_it_means_is_no_term() -> None:
    assert "Reeds" not in {words for words, *_ in found(links("1.1 Reeds are tall.\n"))}


def test_a_heading_cites_nothing() -> None:
    text = "1.1 A duck swims.\n\n## 2 What Clause 1.1 binds\n\n2.1 Clause 1.1 binds a drake.\n"
    pond = made("pond", (text, {"effect": "2020-01-01"}))
    site = context(Corpus(documents=(pond,), amendments=()), DAY)
    (cited,) = cited_by(site, pond.versions[0])
    assert [each.where for each in cited.by] == ["Clause 2.1"]


# --- On the pages of the record -------------------------------------------------------------------


def test_each_definition_stands_once_and_each_term_leads_to_one(
    record: Corpus, pages: Pages
) -> None:
    for document in record.documents:
        for version in document.versions:
            page = pages[urls.version(document.id, version.label)]
            (data,) = re.findall(
                r'<script type="application/json" class="beyond">(.*?)</script>', page
            )
            assert "<" not in data, "no sign in it can end the script"
            beyond = json.loads(data)
            ids = set(re.findall(r'\bid="([^"]+)"', page)) | set(re.findall(r"\{#(\S+)", page))
            targets = set(re.findall(r'data-term="([^"]+)"', page))
            assert len(targets) > 5 or document.id == "example", version.name
            for target in targets:
                assert target.removeprefix("#") in ids or target in beyond, (version.name, target)


def test_who_cites_a_provision_is_listed_once_at_the_end_of_the_page(pages: Pages) -> None:
    page = pages[urls.version("mtad", "3.0")]
    said = dict(
        re.findall(r'<a class="cited-by" href="#page-cited-([^"]+)" data-said="([^"]+)"', page)
    )
    listed = {
        anchor: (summary, len(re.findall("<a ", citers)))
        for anchor, summary, citers in re.findall(
            r'<div id="page-cited-([^"]+)"><dt>.*?, ([^<]*)</dt><dd>(.*?)</dd>', page
        )
    }
    assert said == {anchor: summary.capitalize() for anchor, (summary, _) in listed.items()}
    assert all(summary.endswith(f" by {count}") for summary, count in listed.values())
    assert "SVTAD 1.0, Clause 4.1(c)" in page
    assert said["table-17.6"].startswith("Cited by ")
    assert said["def-cohort"].startswith("Used by ")


def test_a_superseded_version_is_cited_by_the_other_document_as_it_then_was(pages: Pages) -> None:
    """The only version of the SVTAD stood beside each of the MTAD, and is cited from each."""
    for label in ("1.0", "2.0", "3.0", "4.0"):
        assert "SVTAD 1.0, Clause" in pages[urls.version("mtad", label)]
