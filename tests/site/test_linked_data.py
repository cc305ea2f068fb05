"""What a page of a version tells programs of it, in the terms of schema.org."""

import importlib
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import html5lib
import pytest

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus
from build_tools.site import urls
from build_tools.site.linked_data import legislation
from tests.publishing import AS_OF, built, hand_written
from tests.recording import day

SITE = "https://law.example.org/sec/"
# https://schema.org/Legislation and what it inherits; https://schema.org/LegislationObject
PROPERTIES = {
    "Legislation": set(
        "@type @id url name alternateName description inLanguage version creativeWorkStatus"
        " temporalCoverage"
        " isBasedOn encoding legislationIdentifier legislationDate legislationDateVersion"
        " legislationLegalForce legislationConsolidates legislationChanges"
        " legislationCorrects".split()
    ),
    "LegislationObject": set(
        "@type contentUrl encodingFormat sha256 legislationLegalValue".split()
    ),
}


def told(
    record: Corpus, name: str, as_of: str = "2026-11-23", site_url: str = SITE
) -> dict[str, Any]:
    """What is told of a version such as `mtad@4.0` on its own page."""
    id_, _, label = name.partition("@")
    document = record.document(id_)
    page = urls.version(id_, label)
    text = legislation(document, document.version(label), day(as_of), page, site_url)
    found: dict[str, Any] = json.loads(text)
    return found


def told_on(page: str) -> list[dict[str, Any]]:
    """What a page tells, as a browser would find it in what a builder of markdown makes of the
    page."""
    made = importlib.import_module("markdown").markdown(
        page, extensions=["admonition", "attr_list", "footnotes", "toc"]
    )
    scripts = html5lib.parse(made, namespaceHTMLElements=False).iter("script")
    return [
        json.loads(script.text or "")
        for script in scripts
        if script.get("type") == "application/ld+json"
    ]


def nodes(value: Any) -> list[dict[str, Any]]:
    """Every object in it that has a type."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    below = [node for each in inner for node in nodes(each)]
    return [value, *below] if isinstance(value, dict) and "@type" in value else below


def test_every_page_of_a_real_version_tells_of_it_once(
    record: Corpus, pages: dict[str, str]
) -> None:
    for document in record.documents:
        for version in document.versions:
            page = urls.version(document.id, version.label)
            found = told_on(pages[page])
            assert [each["legislationIdentifier"] for each in found] == (
                [] if document.fictional else [version.name]
            )
    assert [each["legislationIdentifier"] for each in told_on(pages["mtad/index.md"])] == [
        "mtad@3.0"
    ]


def test_only_properties_of_the_type_are_used(record: Corpus) -> None:
    known = 0
    for document in record.documents:
        for version in document.versions:
            if not document.fictional:
                whole = told(record, version.name)
                assert whole.pop("@context") == "https://schema.org"
                for node in nodes(whole):
                    assert node.keys() <= PROPERTIES[node["@type"]]
                    known += 1
    assert known > 15


@pytest.mark.parametrize(
    ("name", "as_of", "force"),
    [
        ("mtad@3.0", "2026-11-23", "InForce"),
        ("mtad@4.0", "2026-11-23", "NotInForce"),
        ("mtad@2.0", "2026-11-23", "NotInForce"),
        ("mtad@2.0", "2022-06-01", "InForce"),
        ("svtad@1.0", "2018-09-17", "NotInForce"),
        ("svtad@1.0", "2018-09-18", "InForce"),
    ],
)
def test_the_force_of_a_version_is_that_of_the_day(
    record: Corpus, name: str, as_of: str, force: str
) -> None:
    found = told(record, name, as_of)
    assert found["legislationLegalForce"] == f"https://schema.org/{force}"
    assert ("legislationDateVersion" in found) <= (name != "mtad@4.0")


@pytest.mark.parametrize(
    ("name", "as_of", "last_day", "coverage"),
    [
        ("svtad@1.0", "2026-11-23", "2026-11-23", "2018-09-18/.."),
        ("svtad@1.0", "2018-09-17", None, None),
        ("mtad@4.0", "2026-11-23", None, None),
        ("mtad@2.0", "2022-06-01", None, None),  # one of two: the record has no day
        ("example@2.0", "2026-11-23", "2024-08-31", "2024-06-01/2024-08-31"),
    ],
)
def test_a_version_is_dated_with_days_on_which_it_was_in_force(
    record: Corpus, name: str, as_of: str, last_day: str | None, coverage: str | None
) -> None:
    documents = tuple(replace(each, fictional=False) for each in record.documents)
    found = told(replace(record, documents=documents), name, as_of)
    assert found.get("legislationDateVersion") == last_day
    assert found.get("temporalCoverage") == coverage


def test_the_proposal_for_moc_secure(record: Corpus) -> None:
    found = told(record, "mtad@4.0")
    assert found["@id"] == found["url"] == f"{SITE}mtad/v/4.0/"
    assert (found["name"], found["inLanguage"]) == (
        "Migration Testing Approach Document 4.0",
        "en-GB",
    )
    assert found["description"].startswith(
        "Reconstruction for demonstration, not the legal text. The public facts that"
    )
    assert found["encoding"]["legislationLegalValue"] == "https://schema.org/UnofficialLegalValue"
    assert found["encoding"]["sha256"] == record.document("mtad").version("4.0").sha256
    assert found["isBasedOn"]["legislationIdentifier"] == "mtad@3.0"
    before, amendment = found["legislationConsolidates"]
    assert amendment["legislationChanges"] == before == {"@id": f"{SITE}mtad/v/3.0/"}
    assert amendment["@id"] == f"{SITE}amendments/mtad-moc-secure-closure/"
    # It has not been directed, and of the others nobody recorded when they were.
    assert not [
        name for name in ("mtad@2.0", "mtad@4.0") if "legislationDate" in told(record, name)
    ]


def test_the_date_of_a_version_is_that_of_its_direction_once_it_has_come(record: Corpus) -> None:
    document = replace(record.document("example"), fictional=False)
    whole = replace(record, documents=(document,))
    assert told(whole, "example@4.0", "2024-11-18")["legislationDate"] == "2024-11-18"
    assert "legislationDate" not in told(whole, "example@4.0", "2024-11-17")


def test_a_text_is_in_the_language_of_its_record(record: Corpus) -> None:
    with speaking("de"):
        assert told(record, "mtad@4.0")["inLanguage"] == "de"


def test_an_amendment_that_corrects_says_so(record: Corpus) -> None:
    document = record.document("mtad")
    made = tuple(
        (
            replace(version, amendment=replace(version.amendment, correction=True))
            if version.amendment
            else version
        )
        for version in document.versions
    )
    corrected = told(replace(record, documents=(replace(document, versions=made),)), "mtad@4.0")
    amendment = corrected["legislationConsolidates"][1]
    assert "legislationCorrects" in amendment
    assert "legislationChanges" not in amendment


def test_links_are_relative_where_the_site_has_no_address(
    record: Corpus, pages: dict[str, str]
) -> None:
    (found,) = told_on(pages["mtad/index.md"])
    for address in (found["url"], found["encoding"]["contentUrl"], found["isBasedOn"]["@id"]):
        target = urljoin("http://site.test/mtad/", address).removeprefix("http://site.test/")
        assert (f"{target}index.md" if target.endswith("/") else target) in pages


HOSTILE = (
    '</script><script>alert(1)</script> <!-- <script> &amp; ]]> "q" \\ *a* _b_ \u2028\t\n{#x} é'
    " \u202e\x02\x03"
)


def test_hostile_words_stay_inside(record: Corpus, comparisons: Comparisons) -> None:
    documents = tuple(
        replace(document, title=HOSTILE, provenance=HOSTILE) for document in record.documents
    )
    made = built(replace(record, documents=documents), AS_OF, hand_written(), comparisons)
    page = made["mtad/v/4.0/index.md"]
    (found,) = told_on(page)
    tamed = (
        '</script><script>alert(1)</script> <!-- <script> &amp; ]]> "q" \\ *a* _b_ {#x} é'
        " \ufffd\ufffd\ufffd"
    )
    assert found["name"] == f"{tamed} 4.0"
    (island,) = [line for line in page.split("\n") if "ld+json" in line]
    assert re.fullmatch(r'<script type="application/ld\+json">[ -~]*</script>', island)
    assert island.count("<") == 2
