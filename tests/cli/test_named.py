"""Only what is named is read: a command that is given versions parses their texts and those that it
needs beside them, says the same as if it had read the whole record, and no mistake in another file
stops it."""

import re
import shutil
from itertools import combinations
from pathlib import Path

import pytest

from build_tools.cli.comparing import redline_of
from build_tools.lineage.graph import Graphs
from build_tools.model import Block, CitationWords, Corpus
from build_tools.record import kept_blocks
from build_tools.record.lookup import load_version
from build_tools.text.markdown import parse
from tests.paths import ROOT
from tests.publishing import AS_OF
from tests.running import Run, replace_in


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The record, and a document beside it that neither names another nor is named, with a mistake
    in each of its files and in the amendments that made it."""
    root = shutil.copytree(ROOT / "versions", tmp_path / "versions")
    for path in root.glob("amendments/example-*.yml"):
        replace_in(path, "title:", "titel:")
    for path in root.glob("example/*.md"):
        replace_in(path, "version:", "edition:")
    replace_in(root / "waivers.yml", "waivers:", "wavers:")
    for path in root.glob("amendments/example-*.direction.md"):
        path.write_bytes(b"\xff\r\n")
    (root / "amendments/example.txt").write_text("no amendment")
    (root / "decisions").mkdir()
    (root / "decisions/example-5.0-delete-footnotes.yml").write_text("questions: none\n")
    (root / "decisions/nobody.yml").symlink_to("nowhere")
    return root


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the texts begin with that are parsed: of the front matters, and of whole texts."""
    found: list[str] = []

    def counted(text: str, words: CitationWords) -> tuple[Block, ...]:
        found.append(text)
        return parse(text, words)

    kept_blocks._held.clear()
    monkeypatch.setattr(kept_blocks, "parse", counted)
    return found


@pytest.mark.parametrize(
    ("command", "texts"),
    {
        "show mtad@3.0": 1,
        "show mtad@3.0 17.6": 4,
        "show mtad --on 2026-11-20": 1,
        "export mtad@3.0 -o out.docx": 1,
        "export mtad@3.0 --origins -o out.docx": 4,
        "instruct mtad@2.0 mtad@3.0": 2,
        "redline mtad@2.0 mtad@3.0": 3,
        "redline mtad@1.0 mtad@3.0": 5,
        "blame mtad@3.0": 4,
        "history mtad": 4,
        "weave mtad --at 3.0": 4,
    }.items(),
)
def test_what_is_named_is_parsed_and_no_mistake_elsewhere_stops_it(
    command: str, texts: int, root: Path, parsed: list[str], run: Run, tmp_path: Path
) -> None:
    """The SVTAD, which names the MTAD, is read beside it where that is asked for."""
    words = command.replace("out.docx", str(tmp_path / "out.docx")).split()
    ran = run(*words, "--versions", root)
    assert ran.code == 0, ran
    assert len(set(filter(_is_text, parsed))) == texts


def test_instructions_are_written_and_read_in_the_words_of_the_record(
    root: Path, run: Run, tmp_path: Path
) -> None:
    (root / "instructions.yml").write_text("forms: {fill-words: 'put in {quoted}'}\n")
    command = ["instruct", "mtad@2.0", "mtad@3.0", "--versions", root]
    refused = run(*command)
    assert (refused.code, "instructions.yml:1" in refused.err) == (2, True), refused
    (root / "instructions.yml").write_text("forms: {fill-words: 'put in {words}'}\n")
    written = run(*command, "-o", tmp_path / "direction.md")
    assert written.code == 0, written
    assert "put in “" in (tmp_path / "direction.md").read_text()
    read = run(*command, "--execute", tmp_path / "direction.md")
    assert (read.code, "carried out on mtad@2.0" in read.out) == (0, True), read
    (root / "instructions.yml").unlink()
    assert run(*command, "--execute", tmp_path / "direction.md").code == 1


def _is_text(parsed: str) -> bool:
    """Whether it is a version with its text, and not its front matter alone."""
    return parsed.startswith("---\n") and not parsed.endswith("---\n")


def test_a_mistake_in_what_is_named_stops_it(root: Path, run: Run) -> None:
    for name in ("mtad/3.0.md", "mtad/document.yml", "amendments/mtad-foc-np-closure.yml"):
        text = (root / name).read_text()
        (root / name).write_text(re.sub(r"^(title|version):", r"wrong\1:", text, flags=re.M))
        ran = run("show", "mtad@3.0", "--versions", root)
        assert (ran.code, name in ran.err) == (2, True), ran
        (root / name).write_text(text)


def test_a_sealed_text_that_changed_is_told_where_it_is_named(root: Path, run: Run) -> None:
    replace_in(root / "mtad/2.0.md", "In this document", "In that document")
    assert run("show", "mtad@3.0", "--versions", root).code == 0
    ran = run("redline", "mtad@2.0", "mtad@3.0", "--versions", root)
    assert (ran.code, "is sealed and has changed" in ran.err) == (2, True), ran


def test_what_cannot_be_read_beside_a_redline_is_told(root: Path, run: Run) -> None:
    replace_in(root / "svtad/document.yml", "title:", "titel:")
    ran = run("redline", "mtad@2.0", "mtad@3.0", "--versions", root)
    assert ran.code == 0
    assert "warning: what rests on these changes there is not told: " in ran.err
    assert "svtad/document.yml:" in ran.err


@pytest.mark.parametrize("document", ["mtad", "svtad", "example"])
def test_a_redline_is_the_same_as_if_all_of_the_record_were_read(
    document: str, record: Corpus
) -> None:
    root = ROOT / "versions"
    versions = record.document(document).versions
    for old, new in list(combinations(versions, 2))[::3]:
        read = [load_version(root, each.name) for each in (old, new)]
        assert read == [old, new]
        found = redline_of(old, new, root, AS_OF, net=False)
        assert found.resting == Graphs(record, AS_OF).told(found).resting


def test_what_rests_on_a_redline_in_another_document_is_told(record: Corpus) -> None:
    old, new = (record.document("mtad").version(label) for label in ("2.0", "3.0"))
    found = redline_of(old, new, ROOT / "versions", AS_OF, net=False)
    assert {each.node.key.document for each in found.resting or ()} == {"mtad", "svtad"}
