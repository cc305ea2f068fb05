"""The real amendments beside the project: their names as parameters of tests, their two texts, and
real texts by themselves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.paths import SHARED

CORPORA = SHARED / "corpora" / "pairs"
LARGE = 120_000
"""Characters of both texts together; larger pairs are for the sweep."""


def pair_names(*, german: bool = True) -> list[str]:
    """The names of the pairs; none where the corpora are not here."""
    return [entry["id"] for entry in _entries() if german or entry["lang"] != "de"]


def some_pairs(sample: int, *, stride: int = 1) -> Iterator[pytest.ParameterSet]:
    """The names of the pairs, or of each `stride`-th, all but one in `sample` marked as swept; none
    where the corpora are not here."""
    for at, entry in enumerate(_entries()[::stride]):
        swept = at % sample or entry["old_chars"] + entry["new_chars"] > LARGE
        yield pytest.param(entry["id"], marks=pytest.mark.sweep if swept else ())


def _entries() -> list[dict[str, Any]]:
    manifest = CORPORA / "manifest.jsonl"
    lines = manifest.read_text().splitlines() if manifest.is_file() else []
    return [json.loads(line) for line in lines]


def real_texts() -> list[Path]:
    """The files of real texts, each once: one side of each pair, the old and the new in turn, and
    every third version of a chain, for the others say nearly the same; none where the corpora are
    not here."""
    pairs = enumerate(sorted(CORPORA.glob("*/new.md")))
    found = [new if at % 2 else new.with_name("old.md") for at, new in pairs]
    for chain in sorted(CORPORA.parent.glob("chains/*")):
        found += sorted(chain.glob("v*.md"))[::3]
    return list({path.read_bytes(): path for path in found}.values())


def sides(pair: str) -> tuple[Path, Path]:
    """The files of the old text and the new."""
    return CORPORA / pair / "old.md", CORPORA / pair / "new.md"
