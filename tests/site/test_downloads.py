"""What a page offers to take away: each file with its name, its type and its size."""

import datetime as dt
import io
import json
import re
from itertools import chain
from pathlib import Path

import docx

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Stage
from build_tools.record.status import version_stage
from build_tools.record.status_words import status_in_file
from build_tools.record.store import Store
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.file_formats import FILE_FORMATS
from build_tools.site.file_store import FileStore
from build_tools.word import version_docx
from tests.invariants import tree
from tests.publishing import AS_OF, text_of, with_class
from tests.word.revisions import left

Site = dict[str, str | bytes]


def offered(page: str | bytes) -> list[list[tuple[str, str, str, str]]]:
    """Of each link of each line: what it says, where it leads, its type to browsers, its type and
    size to people."""
    assert isinstance(page, str)
    lines = with_class(
        tree(re.sub(r"\A---\n.*?\n---\n", "", page, count=1, flags=re.DOTALL)), "downloads"
    )
    return [
        [
            (
                text_of(link),
                link.get("href") or "",
                link.get("type") or "",
                (link.tail or "").strip(" ·"),
            )
            for link in line.iter("a")
        ]
        for line in lines
    ]


def shown_size(content: str | bytes) -> str:
    size = len(content.encode() if isinstance(content, str) else content)
    return f"{size / 1000:.1f} kB" if size >= 1000 else f"{size} Bytes"


def held_to(whole_site: Site, page: str, expected: list[list[tuple[str, str]]]) -> None:
    """The page offers the files of these names and addresses, and says their types and sizes as
    they are."""
    found = offered(whole_site[page])
    assert [[(name, href) for name, href, _, _ in line] for line in found] == [
        [(name, urls.link(page, address)) for name, address in line] for line in expected
    ]
    for line, wanted in zip(found, expected, strict=True):
        for (_, _, media, said), (_, address) in zip(line, wanted, strict=True):
            ending = address.rpartition(".")[2]
            assert said == f"({ending}, {shown_size(whole_site[address])})"
            kinds = {
                "txt": "text/plain",
                "csv": "text/csv",
                "json": "application/json",
                "docx": FILE_FORMATS["docx"].media,
                "xlsx": FILE_FORMATS["xlsx"].media,
            }
            assert media == kinds[ending]


def test_the_page_of_a_version_offers_its_files(record: Corpus, whole_site: Site) -> None:
    for document in record.documents:
        for version in document.versions:
            files = [
                ("Word", urls.version_file(document.id, version.label, "docx")),
                ("Text as in the record", urls.source(document.id, version.label)),
            ]
            held_to(whole_site, urls.version(document.id, version.label), [files])


def test_the_page_of_a_document_offers_those_of_the_version_it_shows(whole_site: Site) -> None:
    files = [
        ("Word", "mtad/v/3.0/mtad-3.0.docx"),
        ("Text as in the record", "mtad/v/3.0/mtad-3.0.txt"),
    ]
    held_to(whole_site, "mtad/index.md", [files])


def test_the_page_of_a_redline_offers_its_files(whole_site: Site) -> None:
    folder = "mtad/redline/3.0..4.0"
    files = [
        ("Word with tracked changes", f"{folder}/mtad-3.0-to-4.0.docx"),
        ("Changes in a spreadsheet", f"{folder}/mtad-3.0-to-4.0.xlsx"),
        ("List of changes", f"{folder}/changes.csv"),
        ("Data", f"{folder}/redline.json"),
    ]
    held_to(whole_site, f"{folder}/index.md", [files])


def test_the_page_of_an_amendment_offers_the_text_and_the_redline(whole_site: Site) -> None:
    held_to(
        whole_site,
        "amendments/mtad-moc-secure-closure/index.md",
        [
            [("Word", "mtad/v/4.0/mtad-4.0.docx")],
            [("Word with tracked changes", "mtad/redline/3.0..4.0/mtad-3.0-to-4.0.docx")],
        ],
    )


def test_an_amendment_that_begins_a_document_has_no_redline(
    record: Corpus, whole_site: Site
) -> None:
    first = next(each for each in record.amendments if all(step.old is None for step in each.steps))
    assert [
        [name for name, *_ in line] for line in offered(whole_site[urls.amendment(first.id)])
    ] == [["Word"]]


def test_a_file_is_the_text_of_its_page_and_says_how_it_stood(
    record: Corpus, comparisons: Comparisons, whole_site: Site
) -> None:
    for document in record.documents:
        for version in document.versions:
            content = whole_site[urls.version_file(document.id, version.label, "docx")]
            assert content == version_docx(version, status_in_file(document, version, AS_OF))
    proposal = whole_site["mtad/v/4.0/mtad-4.0.docx"]
    assert isinstance(proposal, bytes)
    head = docx.Document(io.BytesIO(proposal)).sections[0].header
    assert any(
        "Status on 23 November 2026: consultation closed" in paragraph.text
        for paragraph in head.paragraphs
    )


def test_the_day_makes_only_those_files_anew_that_show_it(
    record: Corpus, comparisons: Comparisons, tmp_path: Path
) -> None:
    def files(day: dt.date) -> dict[str, str | bytes]:
        store = FileStore(store=Store(tmp_path))
        site = SiteContext(record, day, comparisons, store, "")
        made = chain.from_iterable(map(site.downloads, record.documents))
        return {each.address: each.content for each in made}

    today, tomorrow = files(AS_OF), files(AS_OF + dt.timedelta(days=1))
    otherwise = {address for address in today if today[address] != tomorrow[address]}
    assert otherwise == {
        urls.version_file(document.id, version.label, "docx")
        for document in record.documents
        for version in document.versions
        if version_stage(document, version, AS_OF) is not Stage.SUPERSEDED
    }


def test_without_old_files_what_is_over_is_left_out_and_nothing_else(record: Corpus) -> None:
    store = FileStore(("docx", "pdf"), store=Store(None), old_files=False)
    light = SiteContext(record, AS_OF, Comparisons(), store, "")
    whole = SiteContext(record, AS_OF, Comparisons(), FileStore(("docx", "pdf")), "")
    left_out = set()
    for document in record.documents:
        for version in document.versions:
            there = whole.version_addresses(document, version)
            kept = light.version_addresses(document, version)
            assert set(kept) <= set(there)
            left_out |= {version.name for address in there if address not in kept}
            assert {Path(each).suffix for each in set(there) - set(kept)} in (
                {".docx", ".pdf"},
                set(),
            )
    assert left_out == {
        version.name
        for document in record.documents
        for version in document.versions
        if whole.is_over(document, version)
    }
    mtad = record.document("mtad")
    labels = [version.label for version in mtad.versions if whole.is_over(mtad, version)]
    current = whole.displayed_version(mtad)
    before = whole.predecessor(mtad, current)
    assert before is not None
    assert before.label in labels
    step = light.redline_addresses(mtad, before, current)
    assert step == whole.redline_addresses(mtad, before, current), "what made the law of today"
    first = mtad.versions[0]
    assert [Path(each).suffix for each in light.redline_addresses(mtad, first, current)] == [
        ".xlsx",
        ".csv",
        ".json",
    ]


def test_the_redline_accepts_and_rejects_to_the_two_texts_that_the_site_offers(
    whole_site: Site,
) -> None:
    files = [
        whole_site[f"mtad/{name}.docx"]
        for name in ("redline/3.0..4.0/mtad-3.0-to-4.0", "v/3.0/mtad-3.0", "v/4.0/mtad-4.0")
    ]
    redline, old, new = (file for file in files if isinstance(file, bytes))
    assert left(redline, "reject") == left(old, "keep")
    assert left(redline, "accept") == left(new, "keep")


def test_the_manifest_tells_where_the_word_files_are(whole_site: Site) -> None:
    manifest = str(whole_site[urls.MANIFEST])
    named = re.findall(r'"(?:word|redline_word)": "([^"]+)"', manifest)
    assert len(named) == len(set(named)) > 13
    assert set(named) <= whole_site.keys()


def test_every_file_beside_a_text_or_a_redline_stands_in_the_manifest(whole_site: Site) -> None:
    told = re.compile(r"(?:files|redline_files)$")
    listed = [
        address
        for document in json.loads(whole_site[urls.MANIFEST])["documents"]
        for version in document["versions"]
        for key, addresses in version.items()
        if told.search(key)
        for address in addresses
    ]
    beside = re.compile(r"[a-z]+/(?:v|redline)/[^/]+/(?!index\.md$|.*feed\.|calendar\.ics$)[^/]+$")
    steps = {version_or_step.rpartition("/")[0] for version_or_step in listed}
    there = {name for name in whole_site if beside.match(name) and name.rpartition("/")[0] in steps}
    assert sorted(listed) == sorted(there)
