"""A weave that was kept is the weave that was folded; another text, or none that is kept, is folded
anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.weave import folding, weave_of_document
from build_tools.model import Corpus, Document, Weave
from build_tools.record.kept_values import kept_value
from build_tools.record.store import Store
from tests.recording import made

TEXTS = ("1.1 A pays 5.\n", "1.1 A pays 6.\n\n1.2 B waits.\n", "1.1 A pays 6.\n\n1.2 B goes.\n")


@pytest.fixture
def document() -> Document:
    return made(
        "dues", *((text, {"effect": f"20{20 + at}-01-01"}) for at, text in enumerate(TEXTS))
    )


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is folded while a test runs."""
    names: list[str] = []
    fold = folding._folded

    def noted(name: str, tree: list[folding.Placed], comparisons: Comparisons) -> Weave:
        names.append(name)
        return fold(name, tree, comparisons)

    monkeypatch.setattr(folding, "_folded", noted)
    return names


def woven(document: Document, folder: Path | None) -> Weave:
    return weave_of_document(document, Comparisons(store=Store(folder)))


def test_it_is_folded_once(tmp_path: Path, document: Document, folded: list[str]) -> None:
    first, second = (woven(document, tmp_path) for _ in range(2))
    assert folded == ["dues"]
    assert first == second == woven(document, None)


def test_so_is_that_of_each_document_of_the_record(record: Corpus, tmp_path: Path) -> None:
    for document in record.documents:
        assert woven(document, tmp_path) == woven(document, tmp_path)


def test_one_version_less_is_another_weave(
    tmp_path: Path, document: Document, folded: list[str]
) -> None:
    shorter = replace(document, versions=document.versions[:-1])
    assert len(woven(document, tmp_path).versions) == 3
    assert len(woven(shorter, tmp_path).versions) == 2
    assert len(folded) == 2


@pytest.mark.parametrize("kept", [b"", b"no weave", kept_value("a text")])
def test_what_is_none_is_folded_anew(
    tmp_path: Path,
    document: Document,
    folded: list[str],
    kept: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(folding, "kept_value", lambda _weave: kept)
        woven(document, tmp_path)
    assert woven(document, tmp_path) == woven(document, None)
    assert folded == ["dues"] * 3


def test_what_does_not_give_its_versions_back_is_folded_anew(
    tmp_path: Path, document: Document, folded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    weave = woven(document, None)
    first, *others = weave.blocks
    wrong = replace(first, stretches=(replace(first.stretches[0], text="1.1 A pays 5,000."),))
    others_versions = replace(weave, versions=weave.versions[::-1])
    for altered in (replace(weave, blocks=(wrong, *others)), others_versions):
        with monkeypatch.context() as patched:
            patched.setattr(folding, "kept_value", lambda _, altered=altered: kept_value(altered))
            folder = tmp_path / str(len(folded))
            woven(document, folder)
        assert woven(document, folder) == weave
    assert folded == ["dues"] * 5
