"""What a branch changes, as a forge shows it: everything, or as much as there is room for, and
never half a change."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline
from build_tools.record.changeset import (
    Changeset,
    Fact,
    FactChange,
    OtherFile,
    TextChange,
    find_changeset,
)
from build_tools.record.files import load_file
from build_tools.record.standings import Standing
from build_tools.render.summary import as_comment, changeset_files, changeset_summary, file_name
from tests.invariants import faults, tree
from tests.publishing import AS_OF

BASE = "0123456789abcdef0123456789abcdef01234567"
NOTHING = Changeset(texts=(), facts=())


@pytest.fixture(scope="module")
def everything(record: Corpus) -> Changeset:
    """All that the record holds, as if it had not been there."""
    return find_changeset(Corpus(documents=(), amendments=()), record, AS_OF, "before")


@pytest.fixture(scope="module")
def redlines(everything: Changeset, comparisons: Comparisons) -> dict[str, Redline]:
    return {
        change.name: comparisons.between(change.old, change.new)
        for change in everything.texts
        if change.old and change.new
    }


def shown(markdown: str) -> str:
    """What a forge makes of it."""
    html: str = MarkdownIt().enable(["table", "strikethrough"]).render(markdown)
    return html


def test_nothing_is_said_to_be_nothing() -> None:
    said = changeset_summary(NOTHING, {}, BASE)
    assert (
        said == f"# What this changes in the record\n\nAgainst commit `{BASE}`, where the branch"
        " began.\n\n"
        "Nothing: no version, amendment or document differs.\n"
    )


def test_everything_is_there_where_there_is_room(
    everything: Changeset, redlines: dict[str, Redline]
) -> None:
    html = shown(changeset_summary(everything, redlines, BASE))
    assert not faults(html)
    page = tree(html)
    items = [item for numbered in page.iter("ol") for item in numbered.iter("li")]
    assert len(items) == sum(len(redline.changes) for redline in redlines.values())
    tables = list(page.iter("table"))
    assert len(tables) == 2 + len(everything.facts)
    assert len(list(tables[0].iter("tr"))) == 1 + len(everything.standings)
    assert len(list(tables[1].iter("tr"))) == 1 + len(everything.texts)
    assert sum(len(list(table.iter("tr"))) - 1 for table in tables[2:]) == sum(
        len(c.facts) for c in everything.facts
    )
    assert "more" not in re.sub(r"<(li|td)>.*?</\1>", "", html)


def test_what_is_told_as_law_otherwise_stands_at_the_top() -> None:
    law = Standing(name="a@2.0", old="in force", new="superseded", of_law=True)
    proposed = Standing(name="a@4.0", old="", new="consultation open", of_law=False)
    quiet = changeset_summary(replace(NOTHING, standings=(proposed,)), {}, BASE)
    assert "told as law" not in quiet
    assert "| a@4.0 |  | <ins>consultation open</ins> |" in quiet
    said = changeset_summary(replace(NOTHING, standings=(proposed, law)), {}, BASE)
    assert "> **This changes what is told as law: a@2.0.** Whether it was so decided" in said
    assert said.index("told as law") < said.index("Nothing:") < said.index("| a@2.0 | <del>in")
    assert said.index("| a@2.0 |") < said.index("| a@4.0 |")
    sealed = changeset_summary(
        replace(NOTHING, standings=(replace(law, seal="not sealed"),)), {}, BASE
    )
    assert "told as law: a@2.0 (not sealed).**" in sealed
    assert "<ins>superseded</ins> | not sealed |" in sealed
    many = [replace(law, name=f"a@{label}") for label in range(9)]
    said = changeset_summary(replace(NOTHING, standings=tuple(many)), {}, BASE)
    assert "a@0, a@1, a@2, a@3, a@4 and 4 others.**" in said


def test_a_page_that_differs_is_told_and_so_is_what_nobody_sees_in_it() -> None:
    pages = (
        OtherFile(fate="added", path="docs/law_1.md"),
        OtherFile(fate="changed", path="docs/x.md", hides=("U+202E (…), which cannot be seen",)),
    )
    said = changeset_summary(replace(NOTHING, others=pages), {}, BASE)
    assert "or document differs; other files do, listed below." in said
    assert "| docs/law\\_1.md | added |  |\n" in said
    assert "| docs/x.md | changed | U+202E (…), which cannot be seen |" in said


def test_a_mistake_in_the_files_is_told() -> None:
    assert "> `corpus check` finds 1 mistake in the files." in changeset_summary(
        NOTHING, {}, BASE, problems=1
    )
    assert "> `corpus check` finds 2 mistakes in the files." in changeset_summary(
        NOTHING, {}, BASE, problems=2
    )


@pytest.mark.parametrize(
    "limit",
    [
        1000,
        4000,
        *(pytest.param(limit, marks=pytest.mark.sweep) for limit in (1500, 9000, 20_000, 30_000)),
    ],
)
def test_what_has_no_room_is_cut_between_changes_and_counted(
    everything: Changeset, redlines: dict[str, Redline], limit: int
) -> None:
    whole = changeset_summary(everything, redlines, BASE, limit=10**9)
    cut = changeset_summary(everything, redlines, BASE, limit=limit)
    assert len(whole.encode()) > limit
    assert len(cut.encode()) <= limit
    assert not faults(shown(cut))
    note = re.compile(
        r"(\d+) more (?:is|are) in (.*)\.|(\d+) more amendments, documents or redlines have no room"
        r" here\."
    )
    lines = [line for line in cut.splitlines() if line and not note.fullmatch(line)]
    assert set(lines) <= set(whole.splitlines())
    left = sum(int(found[1]) for found in note.finditer(cut) if found[1])
    sections = sum(int(found[3]) for found in note.finditer(cut) if found[3])
    heads = [line for line in whole.splitlines() if line.startswith("## ")]
    assert sum(line.startswith("## ") for line in lines) + sections == len(heads)
    if not sections:
        item = re.compile(r"\d+\. \*\*|\| (?!(Version|File) \|)\w")
        counted = [
            len([line for line in each if item.match(line)]) for each in (whole.splitlines(), lines)
        ]
        assert left == counted[0] - counted[1]
        assert left > 0
    for found in note.finditer(cut):
        named = (found[2] or "").strip("`")
        assert (
            not named
            or named in ("its file in the record", "the files themselves")
            or named in changeset_files(everything, redlines)
        )


def test_no_words_of_the_record_mean_anything_to_the_forge() -> None:
    words = (
        "| <script>alert(1)</script> **bold** [x](http://a.example) $x$ `c`\n# Head\r\n- item &amp;"
        " ~~gone~~"
    )
    facts = (Fact("title", words, words),)
    change = FactChange(fate="changed", what="amendment", id="a|b", title=words, facts=facts)
    html = shown(changeset_summary(Changeset(texts=(), facts=(change,)), {}, BASE))
    assert not faults(html)
    page = tree(html)
    assert not [
        each for name in ("script", "strong", "a", "code", "s", "li") for each in page.iter(name)
    ][1:]
    cells = [" ".join("".join(cell.itertext()).split()) for cell in page.iter("td")]
    plain = (
        "| <script>alert(1)</script> **bold** [x](http://a.example) $x$ `c`# Head- item &amp;"
        " ~~gone~~"
    )
    assert cells == ["title", plain, plain]


def test_each_redline_is_a_file_of_its_own(
    everything: Changeset, redlines: dict[str, Redline]
) -> None:
    files = changeset_files(everything, redlines)
    assert len(files) == len(everything.texts)
    assert "mtad@3.0 → mtad@4.0: what changed" in files["mtad-3.0..4.0.html"]
    assert "<title>mtad@1.0</title>" in files["mtad-1.0.html"]
    assert not [text for text in files.values() if re.search(r"(src|href)=\"(?!#|data:)", text)]


def test_a_file_has_a_name_that_every_forge_takes() -> None:
    version = load_file(Path(__file__))
    odd = TextChange(fate="removed", old=version, new=None, directed=False)
    assert re.fullmatch(r"[A-Za-z0-9._-]+-removed\.html", file_name(odd))


CALLS = [
    ("asks @octocat and \\@octocat", "asks @\u200boctocat and \\@\u200boctocat"),
    ("/@octocat and é@octocat", "/@\u200boctocat and é@\u200boctocat"),
    ("éGH-7", "éGH-\u200b7"),
    ("https://github.com/a/b/issues/1", "https:\u200b//github.com/a/b/issues/1"),
    ("www.github.com/a/b/issues/1", "www\u200b.github.com/a/b/issues/1"),
    ("ftp://elsewhere.invalid/x", "ftp:\u200b//elsewhere.invalid/x"),
    ("rules@2.0 and a@example.org call nobody", "rules@2.0 and a@example.org call nobody"),
    ("closes #12, GH-7 and \\#3", "closes #\u200b12, GH-\u200b7 and \\#\u200b3"),
    ("# What this changes\n## Rules", "# What this changes\n## Rules"),
]


@pytest.mark.parametrize(("summary", "comment"), CALLS)
def test_a_comment_calls_nobody(summary: str, comment: str) -> None:
    assert as_comment(summary) == comment
