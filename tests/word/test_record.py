"""What is written as a Word file and read again is what it was: each version of the record, both
ends of a redline."""

from pathlib import Path
from typing import Literal

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Block, Document, Version
from build_tools.record import load
from build_tools.record.status import predecessor
from build_tools.text.markdown import parse
from build_tools.word import read_docx, redline_docx, version_docx
from tests.paths import ROOT

RECORD = load(ROOT / "versions")
VERSIONS = [(document, version) for document in RECORD.documents for version in document.versions]
NAMES = [version.name for _, version in VERSIONS]


def blocks(found: tuple[Block, ...]) -> list[object]:
    """What a reader sees of the blocks of a text, and what a citation points at."""
    return [
        (block.kind, block.label, block.anchor, block.term, block.depth, block.content, block.table)
        for block in found
        if block.kind != "front-matter"
    ]


def read(written: bytes, keep: Literal["accept", "reject"] | None, tmp_path: Path) -> list[object]:
    path = tmp_path / "text.docx"
    path.write_bytes(written)
    return blocks(parse(read_docx(path, keep).text))


@pytest.mark.parametrize(("document", "version"), VERSIONS, ids=NAMES)
def test_a_version_comes_back_from_word(
    document: Document, version: Version, tmp_path: Path
) -> None:
    assert read(version_docx(version, "in force", None), None, tmp_path) == blocks(version.blocks)


@pytest.mark.parametrize(("document", "version"), VERSIONS, ids=NAMES)
def test_both_ends_of_a_redline_come_back_from_word(
    document: Document, version: Version, tmp_path: Path
) -> None:
    if (before := predecessor(document, version)) is None:
        return
    written = redline_docx(Comparisons().between(before, version), "in force", None)
    assert read(written, "reject", tmp_path) == blocks(before.blocks)
    assert read(written, "accept", tmp_path) == blocks(version.blocks)
