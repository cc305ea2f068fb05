"""What is taken away of a version in force in part says at each provision that it waits, and has
the words of the text and no others."""

import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

import docx
import pytest

from build_tools.akn import akoma_ntoso
from build_tools.akn.metadata import IN_FORCE_INSTEAD
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Document, Version
from build_tools.record import load
from build_tools.record.status_words import status_in_file
from build_tools.record.store import Store
from build_tools.render.html import version_html
from build_tools.render.not_begun_in_words import not_begun_signs
from build_tools.render.page.print_page import redline_print_page, version_print_page
from build_tools.site.akn_facts import akn_facts
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.linked_data import legislation
from build_tools.word import read_docx
from tests.akn.test_akoma_ntoso import NAMES, act_of, found, words_in, words_of
from tests.parted import ASSENT, LATER, PARTS, plant_later, plant_parts
from tests.reviewing import version_of
from tests.running import Run

DAY = dt.date(2024, 10, 1)
SILENT = f"{ASSENT}  part-1: {{actual: 2024-06-01}}\n  part-3: {{planned: 2025-01-01}}\n"


def context(root: Path, dates: str = PARTS, day: dt.date = DAY) -> SiteContext:
    files = FileStore(("docx",), {}, Store(None), "gb/eng")
    return SiteContext(load(plant_parts(root, dates)), day, Comparisons(), files, "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteContext:
    return context(tmp_path_factory.mktemp("parts") / "versions")


@pytest.fixture(scope="module")
def document(site: SiteContext) -> Document:
    return site.corpus.documents[0]


def word_file(site: SiteContext, document: Document) -> bytes:
    (file, *_) = site.version_downloads(document, document.version("2.0"))
    assert isinstance(file.content, bytes)
    return file.content


def test_a_word_file_says_it_in_a_comment_and_by_a_line(
    site: SiteContext, document: Document
) -> None:
    content = word_file(site, document)
    read = docx.Document(io.BytesIO(content))
    lined = [each.text for each in read.paragraphs if each._p.xpath("./w:pPr/w:pBdr/w:left")]
    assert lined == ["2.2\tA name is long."]
    header = "".join(each.text for each in read.sections[0].header.paragraphs)
    assert "(a line at the side marks what is not, or may not be, in force)" in header
    (said,) = [part for part in read.part.package.iter_parts() if "comments" in part.partname]
    told = re.findall("<w:t [^>]*>([^<]*)<", said.blob.decode())
    assert told == [
        "Clause 2.1 of 1.0: 2.1 A name is unique among all names of the register.",
        "Not in force yet (Part 3 begins: planned 1 January 2025, actual not recorded)",
        "Clause 2.2 of 1.0: 2.2 A name is short.",
    ]


def test_a_word_file_has_the_words_of_the_text_and_no_others(
    site: SiteContext, document: Document, tmp_path: Path
) -> None:
    path = tmp_path / "rules.docx"
    path.write_bytes(word_file(site, document))
    imported = read_docx(path)
    text = document.version("2.0").text.partition("---\n\n")[2]
    assert imported.text.strip() == text.strip()
    assert not [each for each in imported.warnings if "comment" in str(each)]


def test_what_is_exported_is_marked_as_on_the_site(
    run: Run, site: SiteContext, document: Document, tmp_path: Path
) -> None:
    root, path = plant_parts(tmp_path / "versions"), tmp_path / "rules.docx"
    ran = run("export", "rules@2.0", "-o", path, "--versions", root, "--as-of", str(DAY))
    assert ran.code == 0
    body = docx.Document(io.BytesIO(path.read_bytes())).element.xml
    assert body == docx.Document(io.BytesIO(word_file(site, document))).element.xml


def test_a_pdf_says_it_behind_the_words_and_its_edge_stays_short(
    site: SiteContext, document: Document
) -> None:
    version = document.version("2.0")
    told = site.law_in_part.told_version(document, version)
    page = version_print_page(version, status_in_file(document, version, DAY), (), told)
    assert "A name is long. <em" in page
    assert page.count('<em class="not-begun">[not in force yet]</em>') == 1
    aside = page.partition('<aside class="still-in-force">')[2]
    assert re.findall("<strong>([^<]*)</strong>", aside) == [
        "Clause 2.1 of 1.0",
        "Clause 2.2 of 1.0",
    ]
    assert "A name is unique among all names of the register." in aside
    head = "Status on 1 October 2024: in force in part since 1 June 2024 (2 of 3 parts)"
    assert f"{head}; changes not in force yet: Part 3 begins (everything else)." in page
    edges = page.partition("@page {")[2].partition("</style>")[0]
    assert "Part 3" not in edges


def test_a_redline_says_it_too_and_gives_both_texts(
    run: Run, site: SiteContext, document: Document, tmp_path: Path
) -> None:
    old, new = document.version("1.0"), document.version("2.0")
    redline = Comparisons().between(old, new)
    (file, *_) = site.redline_downloads(document, redline)
    path, exported = tmp_path / "rules.docx", tmp_path / "exported.docx"
    assert isinstance(file.content, bytes)
    path.write_bytes(file.content)
    read = docx.Document(io.BytesIO(file.content))
    lined = [each for each in read.paragraphs if each._p.xpath("./w:pPr/w:pBdr/w:left")]
    struck, words = ["".join(each._p.xpath(".//w:t/text()|.//w:delText/text()")) for each in lined]
    assert "unique among all names" in struck
    assert words.endswith("A name is shortlong.")
    header = "".join(each.text for each in read.sections[0].header.paragraphs)
    assert "marks changes that are not, or may not be, in force)" in header
    (said,) = [part for part in read.part.package.iter_parts() if "comments" in part.partname]
    when = "(Part 3 begins: planned 1 January 2025, actual not recorded)"
    assert f"Not in force yet {when}" in said.blob.decode()
    assert f"Still in force {when}" in said.blob.decode()
    ways: tuple[tuple[Literal["reject", "accept"], Version], ...] = (
        ("reject", old),
        ("accept", new),
    )
    for how, version in ways:
        assert read_docx(path, how).text.strip() == version.text.partition("---\n\n")[2].strip()
    root = plant_parts(tmp_path / "versions")
    day = ("--as-of", str(DAY), "--format", "docx", "-o", exported)
    assert run("redline", "rules@1.0", "rules@2.0", "--versions", root, *day).code == 0
    assert docx.Document(io.BytesIO(exported.read_bytes())).element.xml == read.element.xml


def test_the_pdf_of_a_redline_says_it_behind_the_words_of_the_new_text(
    site: SiteContext, document: Document
) -> None:
    old, new = document.version("1.0"), document.version("2.0")
    compared = Comparisons().between(old, new)
    waits = site.law_in_part.of_redline(document, compared)
    page = redline_print_page(compared, "", waits)
    assert page.count('<em class="not-begun">[still in force]</em>') == 1
    (before,) = re.findall('(.{30}) <em class="not-begun">\\[not in force yet\\]</em>', page)
    assert before.endswith("long</ins>.")


def test_a_sign_behind_the_caption_of_a_table_leaves_its_label_alone(
    site: SiteContext, document: Document
) -> None:
    (waits, *_) = site.law_in_part.of_version(document, document.version("2.0"))
    table = version_of("Table 1: A\n\n| B |\n|---|\n| c |\n")
    (html,) = version_html(table, signs=not_begun_signs([replace(waits, at=0)]))
    assert "Table 1</span>: A <em" in html


def test_akoma_ntoso_has_an_event_and_a_period_for_each_part(
    site: SiteContext, document: Document
) -> None:
    version = document.version("2.0")
    content = akoma_ntoso(akn_facts(site, document, version))
    act = act_of(content)
    days = {each.get("eId"): each.get("date") for each in found(act, "//akn:eventRef")}
    assert days == {
        "event-1.0": "2023-01-01",
        "event-2.0": "2024-06-01",
        "event-2.0-part-1": "2024-06-01",
        "event-2.0-part-2": "2024-09-01",
    }
    periods = {
        each.xpath("string(../@eId)"): (each.get("start"), each.get("refersTo"))
        for each in found(act, "//akn:timeInterval")
    }
    assert periods == {
        "period-2.0-part-1": ("#event-2.0-part-1", "#in-force"),
        "period-2.0-part-2": ("#event-2.0-part-2", "#in-force"),
        "period-2.0-part-3": (None, "#not-in-force-yet"),
    }
    waits = {each.get("eId"): each.get("period") for each in found(act, "//akn:body//*[@period]")}
    assert waits == {"2.2": "#period-2.0-part-3"}
    notes = found(act, f"//akn:note[@class='{IN_FORCE_INSTEAD}']")
    assert [["".join(p.itertext()) for p in note.iterchildren()] for note in notes] == [
        ["Clause 2.1 of 1.0", "2.1 A name is unique among all names of the register."],
        ["Clause 2.2 of 1.0", "2.2 A name is short."],
    ]
    (led_to, _) = [each.get("href") for each in found(act, "//akn:meta//akn:note//akn:ref")]
    assert str(led_to).endswith("/eng@1.0#2.1")
    force = {
        each.xpath("string(../akn:destination/@href)", namespaces=NAMES).rpartition("#")[
            2
        ]: each.get("period")
        for each in found(act, "//akn:textualMod/akn:force")
    }
    assert force == {
        "1.1": "#period-2.0-part-1",
        "1.2": "#period-2.0-part-2",
        "2.1": "#period-2.0-part-3",
        "2.2": "#period-2.0-part-3",
        "3": "#period-2.0-part-1",
        "3.1": "#period-2.0-part-1",
        "3.2": "#period-2.0-part-1",
    }
    assert words_of(content) == words_in(version)


def test_akoma_ntoso_says_what_is_not_recorded(tmp_path: Path) -> None:
    site = context(tmp_path / "versions", SILENT)
    (document,) = site.corpus.documents
    act = act_of(akoma_ntoso(akn_facts(site, document, document.version("2.0"))))
    (concept,) = {each.get("period") for each in found(act, "//akn:body//*[@period]")}
    assert concept == "#period-2.0"
    (interval,) = found(act, "//akn:temporalGroup[@eId='period-2.0']/akn:timeInterval")
    assert interval.get("refersTo") == "#force-not-recorded"
    before = akoma_ntoso(akn_facts(site, document, document.version("1.0")))
    assert not found(act_of(before), "//akn:temporalData")


def test_json_ld_says_how_much_is_in_force(site: SiteContext, document: Document) -> None:
    told = {
        version.label: json.loads(legislation(document, version, DAY, "rules/index.md", "/"))
        for version in document.versions
    }
    force = {label: each["legislationLegalForce"] for label, each in told.items()}
    partly = "https://schema.org/PartiallyInForce"
    assert force == {"1.0": partly, "2.0": partly}
    assert [
        (each["name"], each.get("temporalCoverage"), each["legislationLegalForce"][19:])
        for each in told["2.0"]["hasPart"]
    ] == [
        ("Part 1 begins", "2024-06-01/..", "InForce"),
        ("Part 2 begins", "2024-09-01/..", "InForce"),
        ("Part 3 begins", None, "NotInForce"),
    ]


def dated_words(content: bytes) -> dict[str, str | None]:
    """What is inserted and deleted in a Word file, with the day that each bears."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml").decode()
    found = {}
    for head, inner in re.findall(r"(?s)<w:(?:ins|del) ([^>]*[^/])>(.*?)</w:(?:ins|del)>", body):
        words = "".join(re.findall("<w:(?:t|delText)[^>]*>([^<]*)<", inner)).strip()
        day = re.search('w:date="([^T]*)T', head)
        found[words] = day[1] if day else None
    return found


@pytest.mark.parametrize(
    ("dates", "taken_out"),
    [(PARTS, None), (PARTS.replace("{planned: 2025-01-01,", "{actual: 2024-09-30,"), "2024-09-30")],
)
def test_each_tracked_change_bears_the_day_of_its_own_part(
    tmp_path: Path, dates: str, taken_out: str | None
) -> None:
    """What waits bears none, and neither does what began in a month or on a day not recorded."""
    found = context(tmp_path / "versions", dates)
    rules = found.corpus.documents[0]
    (redline,) = found.redlines(rules)
    (file, *_) = found.redline_downloads(rules, redline)
    assert isinstance(file.content, bytes)
    days = dated_words(file.content)
    assert (days["3072"], days["2048"]) == ("2024-06-01", "2024-06-01")
    assert (days["one year"], days["A log is public."]) == ("2024-09-01", "2024-06-01")
    assert (days["long"], days["short"]) == (taken_out, taken_out)
    assert days["A name is unique among all names of the register."] == taken_out


def test_of_what_several_versions_made_each_change_bears_the_day_of_its_own(tmp_path: Path) -> None:
    plant_parts(tmp_path / "versions")
    dates = f"{ASSENT}  part-1: {{actual: 2024-09-15, provisions: [3]}}\n"
    dates += "  part-3: {planned: 2024-11-01, provisions: [everything else]}\n"
    plant_later(tmp_path / "versions", "3.0", "2.0", LATER, dates)
    files = FileStore(("docx",), {}, Store(None))
    found = SiteContext(load(tmp_path / "versions"), DAY, Comparisons(), files, "")
    rules = found.corpus.documents[0]
    (redline,) = (
        each for each in found.redlines(rules) if (each.old.label, each.new.label) == ("1.0", "3.0")
    )
    (file, *_) = found.redline_downloads(rules, redline)
    assert isinstance(file.content, bytes)
    days = dated_words(file.content)
    assert days["one year"] == "2024-09-01"
    assert (days["A log is"], days["open to all"]) == ("2024-06-01", "2024-09-15")
    assert days["A log is kept for ten years."] == "2024-06-01"
    assert days["long"] is None
    assert days["Town"] is None
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        body = package.read("word/document.xml").decode()
    (struck,) = re.findall(r"<w:p>(?:(?!</w:p>).)*unique among(?:(?!</w:p>).)*</w:p>", body)
    assert set(re.findall('w:author="([^"]*)"', struck)) == {"Version 2.0"}


def test_what_takes_effect_at_once_bears_its_day(tmp_path: Path) -> None:
    found = context(tmp_path / "versions", f"{ASSENT}  commencement: {{actual: 2024-06-01}}\n")
    rules = found.corpus.documents[0]
    (redline,) = found.redlines(rules)
    (file, *_) = found.redline_downloads(rules, redline)
    assert isinstance(file.content, bytes)
    assert set(dated_words(file.content).values()) == {"2024-06-01"}
