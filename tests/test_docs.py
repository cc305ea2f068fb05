"""What the documentation names is there: modules, tests, and the terms of the glossary."""

import importlib
import re
from collections.abc import Iterator
from itertools import product
from typing import get_args

import pytest

from build_tools.compare.redline import STAGES
from build_tools.model import Kind
from tests.paths import ROOT

PAGES = (
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/glossary.md"),
    *("docs/api.md", "docs/publishing.md", "docs/record.md", "docs/word.md", "docs/pdf.md"),
    "docs/trust.md",
    "docs/machine-data.md",
)
FILE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|js|css|html|yml))(?:::(\w+))?`")
TEST = re.compile(r"`(?P<file>tests/[\w./-]+\.py)?(?:::(?P<test>\w+))?`")
"""A test of a file, or one of the file that was named last."""
DOTTED = re.compile(r"\w+(\.\w+)+")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
ENDINGS = {"csv", "docx", "html", "ics", "json", "md", "pdf", "py", "text", "yml"}
ROOMS = {path.parent.name for path in (ROOT / "build_tools").glob("*/__init__.py")}
MODULES = {path.stem for path in (ROOT / "build_tools").rglob("*.py")}
FOLDERS = {"build_tools", "docs", "tests", "versions"}
ROW = re.compile(
    r"^\| \*\*(?P<term>[^|]+)\*\* \| (?P<meaning>[^|]+) \|(?P<elsewhere>[^|]*)"
    r"\| (?P<code>[^|]+) \|$",
    re.MULTILINE,
)


def files_named(page: str) -> Iterator[str]:
    return (found[1] for found in FILE.finditer((ROOT / page).read_text()))


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    for name in files_named(page):
        assert is_there(name, ""), f"{page} names {name}, which is not there"


@pytest.mark.parametrize("page", PAGES)
def test_every_module_that_a_page_names_is_there(page: str) -> None:
    """Such as `lineage.merge.merge`, `invariants.violations` and `site/pages`."""
    for name in names_in_code(page):
        if DOTTED.fullmatch(name) and is_of_the_package(name):
            assert any(found is not None for found in everywhere(name)), (
                f"{page} names {name}, which no module is called or defines"
            )
        elif PATH.fullmatch(name) and name.partition("/")[0] in ROOMS | FOLDERS:
            assert is_there(name, *ROOMS), f"{page} names {name}, which is not there"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_the_parts_of_a_room_are_there(room: str) -> None:
    """The table of the architecture has a row for each room, which names its parts."""
    text = (ROOT / "docs/architecture.md").read_text()
    rows = re.findall(rf"^\| `{room}` \|.*\|([^|]*)\|$", text, re.MULTILINE)
    assert len(rows) == 1, f"{len(rows)} rows of {room} in docs/architecture.md"
    parts = {path.stem for path in (ROOT / "build_tools" / room).rglob("*")}
    named = {name.rstrip("/") for name in re.findall(r"`(\w+/?)`", rows[0])}
    others = {"__init__", "mkdocs"}
    assert named - others <= parts, f"{room} has no {named - others - parts}"


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    file = ""
    for found in TEST.finditer((ROOT / page).read_text()):
        file = found["file"] or file
        if found["test"]:
            assert file, f"{page} names {found[0]} of no file"
            test = f"def {found['test']}("
            assert test in (ROOT / file).read_text(), f"{page}: {file} has no {found['test']}"


def test_the_invariants_name_their_tests() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    assert len([found for found in TEST.finditer(text) if found["test"]]) > 10


def names_in_code(page: str) -> list[str]:
    """What stands between backticks on a line of text."""
    text = re.sub(r"^```.*?^```", "", (ROOT / page).read_text(), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", text)


def is_of_the_package(dotted: str) -> bool:
    """Whether a name begins with a room or a module, and is not a file beside it."""
    first, *_, last = dotted.split(".")
    return first in ROOMS or (first in MODULES and last not in ENDINGS)


def everywhere(dotted: str) -> Iterator[object]:
    """What a name stands for, in full or below a room."""
    for above in ("", *(f"{room}." for room in ROOMS)):
        yield resolved(f"{above}{dotted}")


def is_there(path: str, *rooms: str) -> bool:
    """Whether a path is one of the project, or of the package, with or without its ending."""
    folders = [ROOT, ROOT / "build_tools", *(ROOT / "build_tools" / room for room in rooms)]
    return any((folder / end).exists() for folder in folders for end in (path, f"{path}.py"))


# --- The glossary ---------------------------------------------------------------------------------


CALLED_OTHERWISE = {
    "provision": "text.labels.LabelPosition",
    "grid": "model.Table",
    "bearer": "lineage.provenance.Provisions",
    "key column": "compare.tables.rows.align_rows",
    "filler": "model.CellRedline",
    "blank": "word.write.pack_documents",
}
"""Terms that no name of the code has in it, and what they point at."""

TERMS = """
instruction, direction, execution, difference, witness, amending words,
record, corpus, document, version, loose file, body, amendment, step, route, event, moment, stage,
carried on, overtaken, text on a day, taking effect, part, spell,
status, seal, enactment, correction of the record, departure,
placeholder, changeset, problem, provenance label, block, provision, label,
position, anchor, reference, defined term, content, run, note, mark, dialect, leaf, redline,
passage, edit, change, kind, tie, consequential, noise, renumbering, invariant, violation,
citation of a place, location, threshold, alignment, unit, matching, identical, verbatim split,
table split, row tie, reordered,
same term, similar, moved, over its text, bare heading, split or merge, in place, candidate, rival,
move cost, gap, heaviest increasing subsequence, similarity, containment, vocabulary, token,
token type, hunk, cleanup, boundary shift, trivial equality, grid, span, table redline, table line,
numbering column, key column, heading row, region, filler, layout, table source, ancestry,
comparisons,
provenance, origin, noted version, since, station, life of a provision, bearer,
life of a table, weave, woven text, way, loom, graph, term use, cited by, beside, resting,
changed back, excursion, superseded pair, clash, together,
three-way merge, branch, conflict, conflict marker, chunk, pair to compare,
dispute, follow-up, overlap, fall-back, rule, context of a rule, finding, waiver,
accepted text, consent,
particulars, fix, to amend, to rebase, consultation pack, form, response, decision, revised draft,
text row, journal, lock,
island, fragment, excerpt, change entry, review, folding, appearance,
stretch, download, file store, store, kept redline, content policy, site context, provision pages,
manifest, subject, past event, find index, shard, frame,
track changes, round, revision, response parts, conversion warning, blank
"""
"""Every term of the glossary: one that goes, or comes, does so here too."""


def glossary() -> list[re.Match[str]]:
    return list(ROW.finditer((ROOT / "docs/glossary.md").read_text()))


def test_every_row_of_the_glossary_is_read() -> None:
    text = (ROOT / "docs/glossary.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert len(rows) == len(glossary())
    assert len({row["term"].casefold() for row in glossary()}) == len(rows), "one word, one thing"


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row["term"])
def test_a_term_of_the_glossary_stands_in_the_code(row: re.Match[str]) -> None:
    names = re.findall(r"`([\w.]+)`", row["code"])
    assert names, f"{row['term']} names nothing in the code"
    for name in names:
        assert resolved(name) is not None, f"{row['term']} points at {name}, which is not there"


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row["term"])
def test_a_term_of_the_glossary_is_the_word_of_the_code(row: re.Match[str]) -> None:
    """What a term points at is called so, or stands in a module that is."""
    term = row["term"]
    if term in CALLED_OTHERWISE:
        assert f"`{CALLED_OTHERWISE[term]}`" in row["code"], f"{term} is {row['code']} now"
        return
    for name in re.findall(r"`([\w.]+)`", row["code"]):
        assert alike(term, ".".join(name.split(".")[-2:])), f"{term} is called {name} in the code"


def test_the_glossary_has_these_terms() -> None:
    terms = {row["term"] for row in glossary()}
    expected = {" ".join(term.split()) for term in TERMS.split(",")}
    assert terms == expected, f"gone: {expected - terms}; not held yet: {terms - expected}"


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row["term"])
def test_a_term_is_told_in_one_sentence(row: re.Match[str]) -> None:
    assert row["meaning"].strip().endswith(".")
    assert not re.search(r"[.!?] [A-Z]", row["meaning"].replace("e.g. ", ""))


def test_the_glossary_has_every_stage_and_every_kind_of_change() -> None:
    text = (ROOT / "docs/glossary.md").read_text()
    for stage in STAGES:
        assert f"`{stage.__module__.removeprefix('build_tools.')}.{stage.__name__}`" in text
    for kind in get_args(Kind):
        assert re.search(rf"\b{kind}\b", text), kind


def resolved(name: str) -> object:
    """A module of the package, or what one defines: "model.Version", "model.Version.body"."""
    parts = name.split(".")
    for split in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(["build_tools", *parts[:split]]))
        except ModuleNotFoundError:
            continue
        for part in parts[split:]:
            found = (
                found.__dict__.get(part) if isinstance(found, type) else getattr(found, part, None)
            )
        return found
    return None


def alike(term: str, name: str) -> bool:
    """Whether a term and a name of the code have a word in common, in whatever form."""
    return any(
        one.startswith(other) or other.startswith(one)
        for one, other in product(words_of(term.replace("-", "")), words_of(name))
    )


def words_of(name: str) -> set[str]:
    """The words in "heading row", "is_heading_row" or "HeadingRow", but for the smallest."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {word.lower() for word in words if len(word) > 2}
