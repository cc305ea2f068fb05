"""The schedule of a direction in each form of a pack: read back, it says what was written, and
whatever is altered in it is reported."""

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.cli.inputs import direction_text
from build_tools.execute import direction_of_html, direction_of_word, execute
from build_tools.instruct import instructions
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.witnesses import disagreements
from build_tools.model import Corpus, Redline, Step, Version
from build_tools.model.amending_words import AmendingWords
from build_tools.model.procedure import INSTRUMENT
from build_tools.pack.consultation import pack
from build_tools.pack.documents import html_schedule
from build_tools.pack.schedule import drawn_to_the_letter
from build_tools.pack.schedule import schedule as schedule_of_step
from build_tools.record.default_words import default_words
from build_tools.record.lookup import find_amendment
from build_tools.render.instructions import direction_markdown
from build_tools.text.markdown import parse
from build_tools.word import pack_document_docx
from tests.reviewing import version_of
from tests.running import Run
from tests.statutes import PASTURE, PASTURE_AMENDED

DAY = dt.date(2026, 11, 28)
MOC = "mtad-moc-secure-closure"
FORMS = ("md", "html", "docx")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_DASHES = re.compile(r"^ *> \|[-:| ]+\|$|^#+ ", re.MULTILINE)
"""The dashes below the headings of a table and the signs before a heading, which nobody prints."""


def told(direction: str, redline: Redline, words: AmendingWords | None = None) -> list[str]:
    done = execute(direction, redline.old, redline.old.cited, words or AmendingWords())
    step = Step(document="", old="", new="")
    return [each.told(INSTRUMENT.the) for each in disagreements(done, redline, step)]


def papers(record: Corpus, folder: Path, ids: list[str]) -> Iterator[tuple[str, Path, Redline]]:
    comparisons = Comparisons()
    for id_ in ids:
        step = find_amendment(record, id_).steps[-1]
        document = record.document(step.document)
        redline = comparisons.between(document.version(step.old or ""), document.version(step.new))
        pack(Path("versions"), id_, folder / id_, DAY, comparisons)
        for form in FORMS:
            yield form, folder / id_ / f"draft-direction.{form}", redline


def amending(record: Corpus) -> list[str]:
    return [each.id for each in record.amendments if each.steps[-1].old]


def schedule(text: str) -> tuple[str, str, str]:
    """What stands before the schedule of a paper, the schedule, and what stands behind it."""
    begin = text.index("# Amendments to")
    end = text.index("\n## Annex", begin)
    return text[:begin], text[begin:end], text[end:]


def altered(text: str, chance: random.Random) -> str:
    before, said, behind = schedule(text)
    kept = [range(*line.span()) for line in _DASHES.finditer(said)]
    tokens = [
        each
        for each in _TOKEN.finditer(said)
        if each.start() and not any(each.start() in line for line in kept)
    ]
    token = chance.choice(tokens)
    word = token[0]
    if word.isdigit():
        other = str(int(word) + chance.randint(1, 9))
    elif word.isalpha():
        other = chance.choice(["", f"{word}x", "other" if word != "other" else "another"])
    else:
        other = chance.choice(["", word * 2, ";" if word != ";" else ","])
    return before + said[: token.start()] + other + said[token.end() :] + behind


def test_each_form_of_a_direction_is_read_as_it_was_written(record: Corpus, tmp_path: Path) -> None:
    for _, path, redline in papers(record, tmp_path, [MOC, "example-4.0-split-merge-columns"]):
        assert told(direction_text(path), redline) == []


OLD = """\
1.1 A boat is kept.

Table 1: E

| F | G |
|---|---|
| h | i |

1.2 It is sold.
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("kept.", r"kept 2 \* 3 and a\*b\*c."),
        ("kept.", r"kept_as\_it is __x__ \`so\`."),
        ("kept.", "kept *at* **once** `a*b\\c` here."),
        ("kept.", "kept &lt;b&gt; &amp;amp; <br> now."),
        ("kept.\n", "kept[^1].\n\n[^1]: In a shed.\n"),
        ("| h | i |", "| h<br>k | << |"),
        ("| h | i |", r"| h*i*\*x | _i_ `c` |"),
        ("| h | i |", r"| h | i \| j |"),
        ("1.2 It", "Table 2: X\n\n| a | b |\n|---|---|\n| c<br>d | f \\| g |\n\n1.2 It"),
    ],
)
def test_signs_of_markdown_come_back_from_html_as_the_words_that_they_are(
    was: str, now: str
) -> None:
    old, new = version_of(OLD), version_of(OLD.replace(was, now))
    redline = Comparisons().between(old, new)
    cited = [block.citation for block in old.body]
    text = direction_markdown(old.cited, instructions(redline), cited)
    paper = f"<head><title>P</title></head><h1>P</h1>{html_schedule(f'#{text}')}"
    assert told(direction_of_html(paper), redline) == []


def test_of_a_direction_that_amends_two_documents_each_has_its_own_schedule(
    record: Corpus, comparisons: Comparisons
) -> None:
    """As the record keeps it, in its own words, and nothing of what else stands in it."""
    kept = find_amendment(record, "example-2.0-insert-renumber-reword")
    closure = find_amendment(record, MOC)
    (mtad,) = closure.steps
    cited = record.document("mtad").version(mtad.old or "").cited
    written = schedule_of_step(record, closure, mtad, comparisons).replace("## ", "# ", 1)
    bare = "\n".join(line.partition(" (c-")[0] for line in written.split("\n"))
    assert bare != written
    notes = "# Notes\n\nNothing to be carried out.\n"
    both = replace(
        closure,
        steps=(*kept.steps, mtad),
        direction="\n".join([kept.direction, bare, "", notes]),
    )
    said = schedule_of_step(record, both, mtad, comparisons)
    assert said.startswith(f"## Amendments to {cited}\n")
    assert said == bare.replace("# ", "## ", 1).strip()
    first = schedule_of_step(record, both, kept.steps[-1], comparisons)
    assert first == kept.direction.replace("# ", "## ", 1).strip()


@pytest.mark.parametrize("form", [direction_of_html, direction_of_word])
def test_a_bar_among_the_words_of_a_cell_comes_back(form: Callable[[str], str]) -> None:
    old = version_of(OLD.replace("| h | i |", r"| h | i or \| and `\|` |"))
    new = version_of(OLD.replace("| h | i |", r"| h | i and \| or `\|` |"))
    redline = Comparisons().between(old, new)
    cited = [block.citation for block in old.body]
    text = direction_markdown(old.cited, instructions(redline), cited)
    assert told(text, redline) == []
    bare = text.replace(r"\|", "|")
    assert bare != text
    if form is direction_of_html:
        bare = f"<head><title>P</title></head><h1>P</h1>{html_schedule(f'#{text}')}"
    assert told(form(bare), redline) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_german_direction_is_read_as_it_was_written(form: str, tmp_path: Path) -> None:
    """Its signs are others: a colon before what stands below, “a)” before an entry of a list."""
    old, new = (version_of(text) for text in (PASTURE, PASTURE_AMENDED))
    redline, words = Comparisons().between(old, new), default_words("de")
    cited = [block.citation for block in old.body]
    with speaking("de"):
        text = direction_markdown(old.cited, instructions(redline, words), cited, words)
    path = tmp_path / f"direction.{form}"
    match form:
        case "md":
            path.write_text(text)
        case "html":
            path.write_text(html_schedule(text))
        case _:
            blocks = parse(drawn_to_the_letter(text))
            paper = Version(document="d", title="D", blocks=blocks)
            path.write_bytes(pack_document_docx(paper))
    assert told(direction_text(path), redline, words) == []


@pytest.mark.sweep
def test_each_form_of_every_direction_is_read_and_holds_whatever_is_altered(
    record: Corpus, tmp_path: Path
) -> None:
    """Four hundred alterations of the words of each form."""
    chance = random.Random(20)
    made = [
        (form, direction_text(path), redline)
        for form, path, redline in papers(record, tmp_path, amending(record))
    ]
    for _, text, redline in made:
        assert told(text, redline) == []
    for form in FORMS:
        mine = [(text, redline) for each, text, redline in made if each == form]
        for _ in range(400):
            text, redline = chance.choice(mine)
            other = altered(text, chance)
            changed = [
                pair
                for pair in zip(text.split("\n"), other.split("\n"), strict=False)
                if pair[0] != pair[1]
            ]
            assert told(other, redline), (form, changed)


def test_the_command_tells_whether_a_paper_makes_the_amendment(
    run: Run, record: Corpus, tmp_path: Path
) -> None:
    for _, path, _ in papers(record, tmp_path, [MOC]):
        ran = run("verify", "--direction", path, "--amendment", MOC)
        assert (ran.code, "13 instructions carried out on mtad@3.0 give mtad@4.0" in ran.err) == (
            0,
            True,
        )
    path = tmp_path / MOC / "draft-direction.html"
    path.write_text(path.read_text().replace("“31 January 2023”", "“30 January 2023”"))
    ran = run("verify", "--direction", path, "--amendment", MOC)
    assert ran.code == 1
    assert "sources differ at Table 17.6" in ran.out
    assert run("verify", "--direction", path).code == 2
