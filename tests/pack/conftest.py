"""Packs of the record, each made once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Run


@pytest.fixture(scope="session")
def packs() -> dict[str, Path]:
    """The folders made so far, by the amendment."""
    return {}


@pytest.fixture
def pack_of(
    packs: dict[str, Path], run: Run, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The pack of an amendment on 20 December 2022; to be read only."""

    def of(amendment: str) -> Path:
        if amendment not in packs:
            folder = tmp_path_factory.mktemp("packs") / amendment
            assert run("pack", amendment, "-o", folder, "--as-of", "2022-12-20").code == 0
            packs[amendment] = folder
        return packs[amendment]

    return of
