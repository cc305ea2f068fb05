"""What one build leaves for the next, in `make serve` or on the disk, never shows on its pages."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Document
from build_tools.record import load
from build_tools.record.store import Store
from build_tools.site import parts
from build_tools.site.build import by_address, site_files
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore
from build_tools.site.find import Entries
from build_tools.site.parts import Part, _Files, draw_part, made_part
from build_tools.site.spool import Spool
from build_tools.site.templating import environment
from tests.browsing import swept
from tests.paths import RECORD
from tests.running import replace_in

DAY = dt.date(2026, 11, 23)


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace_in(root / name, old, new)


EDITS: dict[str, Callable[[Path], None]] = {
    "a proposal takes effect": edited(
        "amendments/second-rules.yml", "  effect:", "  direction: {actual: 2021-06-15}\n  effect:"
    ),
    "an amendment is called otherwise": edited(
        "amendments/second-rules.yml", "title: ", "title: Otherwise, "
    ),
    "a document is called otherwise": edited("rules/document.yml", "title: ", "title: Otherwise, "),
    "a text comes from elsewhere": edited("rules/2.0.md", "provenance: ", "provenance: Not "),
    "a text says something else": edited("rules/2.0.md", "may borrow", "must borrow"),
}


def built(root: Path, comparisons: Comparisons, folder: Path) -> dict[str, str | bytes]:
    store = FileStore(store=Store(folder))
    return by_address(
        site_files(load(root), DAY, {}, comparisons, store, site_url="https://law.example.org/")
    )


@pytest.mark.parametrize(
    "what",
    [pytest.param(what, marks=[pytest.mark.sweep] if at else []) for at, what in enumerate(EDITS)],
)
def test_a_build_after_others_is_the_same_as_the_first_of_its_record(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = shutil.copytree(RECORD, tmp_path / "versions")
    living, kept = Comparisons(), tmp_path / "kept"
    before = built(root, living, kept)
    EDITS[what](root)
    after = built(root, living, kept)
    assert after != before
    assert after == built(root, Comparisons(), tmp_path / "anew")


def test_of_what_fell_back_in_a_document_that_document_alone_is_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, comparisons = load(RECORD), Comparisons()
    document = corpus.documents[0]
    site = SiteContext(corpus, DAY, comparisons, FileStore((), store=Store(tmp_path)), "", ())
    empty = Part(
        pages=[],
        files=_Files([], Spool()),
        redlines=[],
        entries=Entries("[]", ()),
        graphs={},
        often_changed=[],
    )
    drawn: list[str] = []

    def draw(_site: SiteContext, document: Document, _templates: Environment) -> Part:
        drawn.append(document.id)
        return empty

    monkeypatch.setattr(parts, "draw_part", draw)
    for fallen_back in (document.id, "another", "another"):
        comparisons.fallen_back = {fallen_back}
        made_part(site, document, environment())
    assert drawn == [document.id] * 2


def test_before_each_file_that_is_kept_it_is_asked_whether_to_go_on(tmp_path: Path) -> None:
    asked: list[None] = []
    for _ in ("drawn", "kept"):
        asked.clear()
        store = FileStore((), store=Store(tmp_path))
        given = load(RECORD), DAY, dict[str, str](), Comparisons(), store
        made = list(site_files(*given, give_way=lambda: asked.append(None)))
    assert len(asked) >= len(made) > len(load(RECORD).documents)


# --- Of several documents -------------------------------------------------------------------------

TEXTS = {
    "boats": "1.1 **Oar** means what a boat is rowed with, by Clause 1.1 of the Rules.\n\n"
    "1.2 Each Oar hangs beside the Lantern Oil of the shed.",
    "lamps": "1.1 A lamp is lit at dusk.",
}
"""The first names another document; the second is by itself, but may define what the first uses."""


def with_second_lamps(root: Path) -> None:
    """A second version of what is by itself, with the same terms."""
    first = (root / "lamps/1.0.md").read_text()
    second = first.replace('"1.0"', '"2.0"').replace("first-", "second-").replace("dusk", "dawn")
    (root / "lamps/2.0.md").write_text(second)
    made = replaced(root / "amendments/second-rules.yml", "lamps")
    (root / "amendments/second-lamps.yml").write_text(made)


OF_SEVERAL: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a text changes that another refers to": (
        edited("rules/2.0.md", "may borrow", "must borrow"),
        {"rules", "boats"},
    ),
    "one begins to define what another only uses": (
        edited("lamps/1.0.md", "A lamp", "**Lantern Oil** means oil. A lamp"),
        {"rules", "boats", "lamps"},
    ),
    "one changes that is by itself": (edited("lamps/1.0.md", "dusk", "dawn"), {"lamps"}),
    "one that is by itself has a version more": (with_second_lamps, {"lamps"}),
    "one is called otherwise": (
        edited("lamps/document.yml", "short_title: ", "short_title: Otherwise "),
        {"rules", "boats", "lamps"},
    ),
    "one begins to name another": (
        edited("lamps/1.0.md", "dusk", "dusk, as the Rules say"),
        {"rules", "boats", "lamps"},
    ),
    "an amendment of one is called otherwise": (
        edited("amendments/second-rules.yml", "title: ", "title: Otherwise, "),
        {"rules", "boats"},
    ),
    "none changes": (lambda _root: None, set()),
}


def with_others(root: Path) -> Path:
    """The small record, and two documents more."""
    for id_, text in TEXTS.items():
        made = replaced(root / "rules" / "1.0.md", id_)
        front_matter = made.split("\n---\n")[0]
        (root / id_).mkdir()
        (root / id_ / "1.0.md").write_text(f"{front_matter}\n---\n\n# The {id_}\n\n{text}\n")
        told = (root / "rules/document.yml").read_text()
        told = told.replace("Rules of the Lending Shed", f"The {id_} of the pier")
        (root / id_ / "document.yml").write_text(told.replace("Rules", id_.capitalize()))
        (root / f"amendments/first-{id_}.yml").write_text(
            replaced(root / "amendments/first-rules.yml", id_)
        )
    return root


def replaced(path: Path, id_: str) -> str:
    return path.read_text().replace("rules", id_)


@pytest.mark.parametrize(
    "what", [swept(what) if at % 2 else what for at, what in enumerate(OF_SEVERAL)]
)
def test_only_what_hangs_together_with_a_change_is_drawn_anew(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = with_others(shutil.copytree(RECORD, tmp_path / "versions"))
    edit, redrawn = OF_SEVERAL[what]
    drawn: list[str] = []

    def noted(site: SiteContext, document: Document, templates: Environment) -> parts.Part:
        drawn.append(document.id)
        return draw_part(site, document, templates)

    monkeypatch.setattr(parts, "draw_part", noted)
    built(root, Comparisons(), tmp_path / "kept")
    assert set(drawn) == {"rules", *TEXTS}
    edit(root)
    drawn.clear()
    after = built(root, Comparisons(), tmp_path / "kept")
    assert set(drawn) == redrawn
    assert after == built(root, Comparisons(), tmp_path / "anew")
