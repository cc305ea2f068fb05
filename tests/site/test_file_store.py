"""Files to take away: each is made once, and the pages offer it with its type and its size."""

import io
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline, Version
from build_tools.record.status import status_on_day
from build_tools.site import file_store as module
from build_tools.site import urls
from build_tools.site.file_formats import FILE_FORMATS
from build_tools.site.file_store import UNUSED, FileStore
from build_tools.site.plugin import CorpusPlugin
from build_tools.word import version_docx
from tests.invariants import tree
from tests.publishing import AS_OF, text_of, with_class
from tests.running import Run
from tests.word.revisions import left

Site = dict[str, str | bytes]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all that is written while a test runs, in order: `mtad@4.0`,
    `mtad@3.0..mtad@4.0`."""
    names: list[str] = []

    def version(given: Version, standing: str, _template: bytes | None) -> bytes:
        names.append(given.name)
        return f"{given.name} {standing}".encode()

    def redline(given: Redline, standing: str, _template: bytes | None) -> bytes:
        names.append(f"{given.old.name}..{given.new.name}")
        return f"{given.old.name}..{given.new.name} {standing}".encode()

    word = replace(FILE_FORMATS["docx"], version=version, redline=redline)
    monkeypatch.setattr(module, "FILE_FORMATS", {"docx": word})
    return names


@pytest.fixture
def proposal(record: Corpus) -> Version:
    """mtad@4.0."""
    return record.document("mtad").version("4.0")


@pytest.fixture
def closure(record: Corpus, comparisons: Comparisons, proposal: Version) -> Redline:
    """mtad@3.0 to mtad@4.0."""
    return comparisons.between(record.document("mtad").version("3.0"), proposal)


# --- Made once ------------------------------------------------------------------------------------


def test_a_file_is_made_once_and_kept_for_the_next_build(
    tmp_path: Path, written: list[str], proposal: Version, closure: Redline
) -> None:
    for _ in range(2):  # two builds
        store = FileStore(folder=tmp_path)
        for _ in range(2):
            assert store.version(proposal, "open", "docx") == b"mtad@4.0 open"
            assert store.redline(closure, "open", "docx") == b"mtad@3.0..mtad@4.0 open"
    assert written == ["mtad@4.0", "mtad@3.0..mtad@4.0"]


CHANGED: dict[str, Callable[[Version], Version]] = {
    "its text": lambda version: replace(version, blocks=version.blocks[:-1]),
    "its label": lambda version: replace(version, label="4.1"),
    "its title": lambda version: replace(version, title="Another Document"),
    "what it is": lambda version: replace(version, provenance="The legal text"),
    "its amendment": lambda version: replace(version, amendment=None),
}


@pytest.mark.parametrize("what", CHANGED)
def test_it_is_made_anew_when_what_it_tells_of_a_version_is_otherwise(
    tmp_path: Path, written: list[str], proposal: Version, closure: Redline, what: str
) -> None:
    store = FileStore(folder=tmp_path)
    changed = CHANGED[what](proposal)
    for version in (proposal, changed):
        store.version(version, "open", "docx")
        store.redline(replace(closure, new=version), "open", "docx")
        store.redline(replace(closure, old=version), "open", "docx")
    assert len(written) == 6


def test_it_is_made_anew_on_another_day_for_another_comparison_and_by_another_program(
    tmp_path: Path,
    written: list[str],
    monkeypatch: pytest.MonkeyPatch,
    proposal: Version,
    closure: Redline,
) -> None:
    FileStore(folder=tmp_path).version(proposal, "open on 1 May 2026", "docx")
    FileStore(folder=tmp_path).version(proposal, "open on 2 May 2026", "docx")
    assert len(written) == 2
    FileStore(folder=tmp_path).redline(closure, "open", "docx")
    FileStore(folder=tmp_path).redline(replace(closure, aligned=False), "open", "docx")
    assert len(written) == 4
    monkeypatch.setattr(module, "_program", lambda _ending: "the next release")
    FileStore(folder=tmp_path).version(proposal, "open on 1 May 2026", "docx")
    assert len(written) == 5


def test_a_folder_that_cannot_be_written_costs_time_alone(
    tmp_path: Path, written: list[str], proposal: Version
) -> None:
    (tmp_path / "file").write_text("no folder")
    for _ in range(2):
        made = FileStore(folder=tmp_path / "file").version(proposal, "open", "docx")
        assert made == b"mtad@4.0 open"
    assert len(written) == 2


def test_only_whole_files_are_kept(
    tmp_path: Path, written: list[str], monkeypatch: pytest.MonkeyPatch, proposal: Version
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        assert FileStore(folder=tmp_path).version(proposal, "open", "docx") == b"mtad@4.0 open"
    assert not list(tmp_path.iterdir())


def test_what_nobody_asked_for_in_a_month_goes(
    tmp_path: Path, written: list[str], proposal: Version, closure: Redline
) -> None:
    FileStore(folder=tmp_path).version(proposal, "open", "docx")
    FileStore(folder=tmp_path).redline(closure, "open", "docx")
    long_ago = time.time() - UNUSED - 1
    for path in tmp_path.iterdir():
        os.utime(path, (long_ago, long_ago))
    store = FileStore(folder=tmp_path)
    store.version(proposal, "open", "docx")
    store.version(proposal, "directed", "docx")
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [
        b"mtad@4.0 directed",
        b"mtad@4.0 open",
    ]


# --- A publisher's template -----------------------------------------------------------------------


@pytest.fixture
def template(tmp_path: Path, proposal: Version) -> Path:
    """An export whose body text a publisher has made large."""
    own = docx.Document(io.BytesIO(version_docx(proposal)))
    own.styles["Normal"].font.size = Pt(20)
    path = tmp_path / "own.docx"
    own.save(str(path))
    return path


def test_the_files_of_the_site_can_have_a_publishers_look(
    tmp_path: Path, template: Path, proposal: Version
) -> None:
    ours, own = (
        FileStore(templates=templates, folder=tmp_path / "kept").version(proposal, "open", "docx")
        for templates in ({}, {"docx": template.read_bytes()})
    )
    assert ours == version_docx(proposal, "open")
    assert own == version_docx(proposal, "open", template.read_bytes())
    assert docx.Document(io.BytesIO(own)).styles["Normal"].font.size == Pt(20)


def test_the_plugin_takes_the_template_of_its_options(template: Path, proposal: Version) -> None:
    plugin = CorpusPlugin()
    assert plugin.load_config({"word_template": str(template)}) == ([], [])
    made = plugin._file_store().version(proposal, "open", "docx")
    assert made == version_docx(proposal, "open", template.read_bytes())


def test_the_command_takes_it_too_and_refuses_what_is_none(
    run: Run, template: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    assert run("pages", "--out", out, "--template", template).code == 0
    assert docx.Document(str(out / "mtad/v/4.0/mtad-4.0.docx")).styles["Normal"].font.size == Pt(20)
    template.write_bytes(b"no Word file")
    refused = run("pages", "--out", tmp_path / "none", "--template", template)
    assert refused.code == 2
    assert "own.docx cannot be used" in refused.err
    assert not (tmp_path / "none").exists()


# --- On the pages ---------------------------------------------------------------------------------


def offers(page: str | bytes) -> list[list[tuple[str, str, str, str]]]:
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
    found = offers(whole_site[page])
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
        [name for name, *_ in line] for line in offers(whole_site[urls.amendment(first.id)])
    ] == [["Word"]]


def test_a_file_is_the_text_of_its_page_and_says_how_it_stood(
    record: Corpus, comparisons: Comparisons, whole_site: Site
) -> None:
    for document in record.documents:
        for version in document.versions:
            content = whole_site[urls.version_file(document.id, version.label, "docx")]
            assert content == version_docx(version, status_on_day(document, version, AS_OF))
    proposal = whole_site["mtad/v/4.0/mtad-4.0.docx"]
    assert isinstance(proposal, bytes)
    head = docx.Document(io.BytesIO(proposal)).sections[0].header
    assert any(
        "Status on 23 November 2026: consultation closed" in paragraph.text
        for paragraph in head.paragraphs
    )


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
