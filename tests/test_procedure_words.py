"""A record whose procedure is made of made-up words: whatever this project makes of it, a page, a
paper, a Word file, a feed or a message, has these words, and none by which this project's own
record is amended.
"""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.record import load
from tests.language.test_german_site import words_of_word
from tests.procedures import plant
from tests.publishing import built, marker, texts_of
from tests.running import Run

CODE = """\
steps:
  - {id: plume, does: asks, name: Plumage, stage: in plume, done: plumed, sentence: It was plumed}
  - {id: brine, does: closes, name: Brining, stage: brined, sentence: It was brined}
  - {id: gavel, does: decides, name: Gavelling, stage: gavelled, sentence: It was gavelled}
  - {id: vellum, does: takes effect, name: Velling, stage: on vellum, sentence: It went on vellum}
instrument: {name: quillet}
"""
DATES = """\
  plume: {actual: 2024-01-08}
  brine: {planned: 2024-02-08}
  gavel: {planned: 2024-03-01}
questions: ["Is it long enough?"]
"""
OTHERS = re.compile(
    r"\bdirect(?:ion|ions|ed)\b|consultation (?:issued|open|closed)\b|\bin force\b.{0,3}tract",
    re.IGNORECASE,
)
"""Words of the procedure of this project's own record."""
WORDS = """\
# Amendments to Rules of Issuance 1.0

1. In Clause 1.1, for “2048” substitute “4096”.
"""
"""What the record keeps as the amending paper; it does not make the text."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    versions = tmp_path_factory.mktemp("made-up") / "versions"
    plant(versions, CODE, DATES)
    (versions / "amendments/rules-2.0.direction.md").write_text(WORDS)
    return versions


def visible(text: str) -> str:
    """What of a page is words, less scripts, names of files, of classes and of keys."""
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", text)
    return re.sub(r"<[^>]*>|`[^`]*`|[\w./-]+\.(?:md|json|html)\b", " ", text)


def others(files: dict[str, str]) -> Iterator[str]:
    for name, text in files.items():
        if not name.endswith((".schema.json", ".js")):
            yield from (f"{name}: {found[0]}" for found in OTHERS.finditer(visible(text)))


def test_no_page_feed_or_list_has_another_procedure_in_it(root: Path) -> None:
    docs = {"index.md": f"# Home\n\n{marker('status')}\n"}
    site = texts_of(built(load(root), dt.date(2024, 1, 20), docs, Comparisons()))
    assert not list(others({name: text for name, text in site.items() if "data/" not in name}))
    told = site["amendments/rules-2.0/index.md"]
    assert "the text and the quillet" in told
    assert ">Quillet</th>" in told
    assert "It was plumed on 8 January 2024" in site["rules/feed.xml"]


def test_no_paper_has_another_procedure_in_it(run: Run, root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    ran = run("pack", "rules-2.0", "-o", folder, "--versions", root, "--as-of", "2024-01-20")
    assert ran.code == 0, ran.out
    papers = {path.name: path for path in folder.iterdir()}
    assert {"draft-quillet.html", "draft-quillet.md", "draft-quillet.docx"} <= {*papers}
    texts = {
        name: "\n".join(words_of_word(path.read_bytes()))
        if name.endswith(".docx")
        else path.read_text()
        for name, path in papers.items()
    }
    assert not list(others(texts))
    for ending in ("html", "md", "docx"):
        assert "This quillet takes effect on" in texts[f"draft-quillet.{ending}"]
        assert "before this quillet takes effect" in texts[f"draft-quillet.{ending}"]


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("verify",),
        ("seal", "rules@2.0"),
        ("list",),
        ("amend", "--revise", "rules-2.0"),
        ("amend", "rules"),
    ],
    ids=" ".join,
)
def test_no_message_has_another_procedure_in_it(
    run: Run, root: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    copied = tmp_path / "versions"
    copied.mkdir()
    for path in root.rglob("*.*"):
        (copied / path.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
        (copied / path.relative_to(root)).write_bytes(path.read_bytes())
    ran = run(*command, "--versions", copied, "--as-of", "2024-04-20")
    assert ran.out + ran.err
    assert not list(others({"message": ran.out + ran.err}))


@pytest.mark.parametrize(
    ("said", "this", "the", "name"),
    [
        ("", "this instrument", "the instrument", "instrument"),
        ("instrument: {name: ballot}", "this ballot", "the ballot", "ballot"),
        ("language: de", "diese Regelung", "die Regelung", "Regelung"),
        (
            "language: de\ninstrument: {name: Beschluss}",
            "diese Regelung",
            "die Regelung",
            "Beschluss",
        ),
        (
            "language: de\n"
            "instrument: {name: Beschluss, this: dieser Beschluss, the: der Beschluss}",
            "dieser Beschluss",
            "der Beschluss",
            "Beschluss",
        ),
    ],
)
def test_what_amends_is_called_as_the_code_says_or_by_a_neutral_word(
    tmp_path: Path, said: str, this: str, the: str, name: str
) -> None:
    steps = CODE.partition("instrument")[0]
    root = plant(tmp_path / "versions", f"{steps}{said}\n", "  plume: {actual: 2024-01-08}\n")
    called = load(root).procedure.instrument
    assert (called.this, called.the, called.name) == (this, the, name)
