"""Strategies: drafts in the dialect of the corpus, amendments of them, and markdown of no dialect
at all.

A draft numbers its own clauses, tables and notes, as a drafter would, so that what an amendment
inserts or takes out renumbers what follows it.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from hypothesis import strategies as st

Rows: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    title: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    limbs: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph, quote, list or block of code, as it stands."""

    source: str


@dataclass(frozen=True, slots=True)
class Grid:
    caption: str
    rows: Rows
    numbered: bool = False


Part: TypeAlias = Heading | Clause | Definition | Plain | Grid
Draft: TypeAlias = tuple[Part, ...]


def drafted(draft: Draft) -> str:
    """The markdown of a draft."""
    chapter = clause = notes = 0
    blocks = ["# A Document of No Standing"]
    for part in draft:
        match part:
            case Heading():
                chapter, clause = chapter + 1, 0
                blocks.append(f"{'#' * part.level} {chapter} {part.title}")
            case Clause():
                clause += 1
                notes += bool(part.note)
                blocks.append(f"{chapter}.{clause} {part.text}{f'[^{notes}]' if part.note else ''}")
                blocks += [f"({'abcdefgh'[at]}) {limb}" for at, limb in enumerate(part.limbs[:8])]
                blocks += [f"[^{notes}]: {part.note}"] if part.note else []
            case Definition():
                blocks.append(f"**{part.term}** means {part.meaning}")
            case Plain():
                blocks.append(part.source)
            case Grid():
                blocks += [f"Table {chapter}.{clause}: {part.caption}", _pipes(part)]
    return "\n\n".join(blocks) + "\n"


def _pipes(grid: Grid) -> str:
    rows = grid.rows
    if grid.numbered:
        rows = tuple((str(at) if at else "No.", *row) for at, row in enumerate(rows))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


# --- Drafts ---------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    (
        *"the a of and shall may not DCC Cohort Participant report notice period end date test"
        " each any before".split(),
        *(
            "Clause 1.1",
            "Clause 2.1(a)",
            "paragraph (b)",
            "Table 1.2",
            "31 January 2023",
            "£1,250.50",
            "50%",
            "17.6",
        ),
        *(
            "Gerät",
            "Prüfung",
            "gemäß",
            "5. März 2024",
            "第十二条",
            "試験",
            "**Open**",
            "*only*",
            "`code`",
            "<br>",
        ),
    )
)
BOILERPLATE = (
    "DCC shall notify each Testing Participant as soon as it is practicable to do so.",
    "The provisions of this Clause apply in addition to those of the SVTAD.",
    "not recorded",
)
SENTENCES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=14).map(lambda words: "X " + " ".join(words) + "."),
    st.sampled_from(BOILERPLATE),
)
CELLS = st.one_of(
    st.sampled_from(("", "", "Open", "not recorded", "<<", "^^", "10", "DA")),
    st.lists(WORDS, min_size=2, max_size=6).map(" ".join),
)
PLAINS = st.one_of(
    st.sampled_from(BOILERPLATE),
    st.sampled_from(
        (
            "> A quoted line.",
            "```\nif open:\n\tclose()\n```",
            "- one\n- two",
            "1. first\n2. second",
            "---",
        )
    ),
)
TERMS = st.sampled_from(("Cohort", "End Date", "Closed Cohort", "Test Log", "SVTAD"))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), min_size=draw(st.integers(1, 4)), max_size=6))
    header = tuple(draw(st.permutations(("Cohort", "GroupID", "End date", "Status", "")))[:width])
    return Grid(draw(SENTENCES), (header, *rows), draw(st.booleans()))


CLAUSES = st.builds(
    Clause, SENTENCES, st.lists(SENTENCES, max_size=3).map(tuple), st.one_of(st.just(""), SENTENCES)
)
PARTS: st.SearchStrategy[Part] = st.one_of(
    CLAUSES,
    st.builds(Clause, SENTENCES),
    st.builds(Definition, TERMS, SENTENCES),
    grids(),
    grids(),
    st.builds(Heading, st.sampled_from(("Scope", "Migration DUST", "Records"))),
    st.builds(Plain, PLAINS),
)
DRAFTS: st.SearchStrategy[Draft] = st.lists(PARTS, min_size=1, max_size=9).map(tuple)


# --- Amendments -----------------------------------------------------------------------------------


@st.composite
def amended(draw: st.DrawFn) -> tuple[str, str]:
    """A draft and what a few amendments made of it."""
    old = draft = draw(DRAFTS)
    for amendment in draw(st.lists(st.sampled_from(_AMENDMENTS), min_size=1, max_size=5)):
        draft = amendment(draw, draft)
    return drafted(old), drafted(draft)


def _inserted(draw: st.DrawFn, draft: Draft) -> Draft:
    at = draw(st.integers(0, len(draft)))
    return (*draft[:at], draw(PARTS), *draft[at:])


def _deleted(draw: st.DrawFn, draft: Draft) -> Draft:
    if not draft:
        return draft
    at = draw(st.integers(0, len(draft) - 1))
    return (*draft[:at], *draft[at + 1 :])


def _moved(draw: st.DrawFn, draft: Draft) -> Draft:
    if not draft:
        return draft
    at = draw(st.integers(0, len(draft) - 1))
    rest = (*draft[:at], *draft[at + 1 :])
    to = draw(st.integers(0, len(rest)))
    return (*rest[:to], draft[at], *rest[to:])


def _split(draw: st.DrawFn, draft: Draft) -> Draft:
    clauses = [at for at, part in enumerate(draft) if isinstance(part, Clause)]
    if not clauses:
        return draft
    at = draw(st.sampled_from(clauses))
    clause = draft[at]
    assert isinstance(clause, Clause)
    words = clause.text.split(" ")
    cut = draw(st.integers(0, len(words)))
    halves = (
        Clause("X " + " ".join(words[:cut])),
        replace(clause, text="X " + " ".join(words[cut:])),
    )
    return (*draft[:at], *halves, *draft[at + 1 :])


def _merged(draw: st.DrawFn, draft: Draft) -> Draft:
    for at, (one, two) in enumerate(pairwise(draft)):
        if (
            isinstance(one, Clause)
            and isinstance(two, Clause)
            and not one.note + "".join(one.limbs)
        ):
            both = replace(two, text=f"{one.text} {two.text}")
            return (*draft[:at], both, *draft[at + 2 :])
    return draft


def _table_changed(draw: st.DrawFn, draft: Draft) -> Draft:
    grids_ = [at for at, part in enumerate(draft) if isinstance(part, Grid)]
    return _changed(draw, draft, draw(st.sampled_from(grids_))) if grids_ else draft


def _changed(draw: st.DrawFn, draft: Draft, at: int | None = None) -> Draft:
    if not draft:
        return draft
    at = draw(st.integers(0, len(draft) - 1)) if at is None else at
    part = draft[at]
    match part:
        case Heading():
            part = replace(part, title=_reworded(draw, part.title), level=draw(st.integers(2, 3)))
        case Clause():
            limbs = list(part.limbs)
            if limbs:
                limbs = draw(st.sampled_from((limbs[:-1], limbs[::-1], [draw(SENTENCES), *limbs])))
            note = draw(st.sampled_from(("", part.note, "A new note.")))
            part = replace(part, text=_reworded(draw, part.text), limbs=tuple(limbs), note=note)
        case Definition():
            part = replace(part, meaning=_reworded(draw, part.meaning))
        case Grid():
            part = _regridded(draw, part)
        case Plain(source) if "- two" in source:
            part = Plain(draw(st.sampled_from(("- one\n- two", "- one\n    - two", "> - one"))))
        case Plain():
            part = draw(st.builds(Plain, PLAINS))
    return (*draft[:at], part, *draft[at + 1 :])


def _reworded(draw: st.DrawFn, text: str) -> str:
    """Some words replaced, put in, taken out or given other markup."""
    words = text.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    to = draw(st.integers(at, min(len(words), at + 3)))
    instead = draw(
        st.one_of(st.lists(WORDS, max_size=3), st.just([f"**{words[at].strip('*`') or 'x'}**"]))
    )
    return " ".join([*(() if at else ("X",)), *words[:at], *instead, *words[to:]])


def _regridded(draw: st.DrawFn, grid: Grid) -> Grid:
    """A row or a column put in, taken out or moved; a cell, its span or the caption changed;
    numbers given or taken."""
    rows = [list(row) for row in grid.rows]
    row, column = (
        draw(st.integers(1, max(1, len(rows) - 1))),
        draw(st.integers(0, len(rows[0]) - 1)),
    )
    to = draw(st.integers(0, len(rows[0]) - 1))
    match draw(
        st.sampled_from(
            (
                *("row", "no row", "row moved", "column", "no column"),
                *("column moved", "column moved", "cell", "rest"),
            )
        )
    ):
        case "row":
            rows.insert(row, [draw(CELLS) for _ in rows[0]])
        case "no row" if len(rows) > 2:
            rows.pop(row)
        case "row moved" if len(rows) > 2:
            rows.insert(draw(st.integers(1, len(rows) - 1)), rows.pop(row))
        case "column":
            rows = [[*cells[:column], draw(CELLS), *cells[column:]] for cells in rows]
        case "no column" if len(rows[0]) > 1:
            rows = [cells[:column] + cells[column + 1 :] for cells in rows]
        case "column moved":
            for cells in rows:
                cells.insert(to, cells.pop(column))
        case "cell" if row < len(rows):
            rows[row][column] = draw(CELLS)
        case _:
            return replace(
                grid, caption=_reworded(draw, grid.caption), numbered=draw(st.booleans())
            )
    return replace(grid, rows=tuple(map(tuple, rows)))


_AMENDMENTS = (
    _inserted,
    _deleted,
    _moved,
    _split,
    _merged,
    _changed,
    _changed,
    _table_changed,
    _table_changed,
)


# --- Histories ------------------------------------------------------------------------------------

History: TypeAlias = tuple[tuple[str, int | None], ...]
"""Texts, each with the place of the one from which it was made."""


@st.composite
def histories(draw: st.DrawFn, longest: int = 6) -> History:
    """A draft and what amendments made of it, one after another or side by side; some bring back
    what an earlier text had."""
    drafts = [draw(DRAFTS)]
    bases: list[int | None] = [None]
    for made in range(1, draw(st.integers(2, longest))):
        base = draw(st.one_of(st.just(made - 1), st.integers(0, made - 1)))
        draft = drafts[base]
        for amendment in draw(st.lists(st.sampled_from(_AMENDMENTS), max_size=3)):
            draft = amendment(draw, draft)
        earlier = drafts[draw(st.integers(0, made - 1))]
        drafts.append(
            draw(st.sampled_from((draft, draft, earlier, _revived(draw, draft, earlier))))
        )
        bases.append(base)
    return tuple(zip(map(drafted, drafts), bases, strict=True))


def _revived(draw: st.DrawFn, draft: Draft, earlier: Draft) -> Draft:
    """With a part that an earlier draft had, about where it stood."""
    if not earlier:
        return draft
    at = draw(st.integers(0, len(earlier) - 1))
    return (*draft[:at], earlier[at], *draft[at:])


# --- Anything -------------------------------------------------------------------------------------

FRAGMENTS = st.one_of(
    st.sampled_from(
        (
            "# One\n\n## 1 Two",
            "- a\n  - b\n\n    1. c\n- d",
            "1. x\n2. y",
            "7) x",
            "> quoted\n>> twice",
            "```\na\tb\n\nc\n```",
            "    indented",
            "| a | b |\n|---|:-:|\n| c | << |\n| ^^ | d |",
            "|a|\n|-|",
            "|  |\n|-|\n| a |",
            "Note[^n] and[^n]\n\n[^n]: text",
            "Two[^o]\n\n[^o]: one\n\n    two\n\n    (a) limb\n\n    |a|b|\n    |-|-|\n    |c|d|",
            "[^m]: lone",
            "![a picture](x.png) [a link](http://y.example/ 't')",
            "**a *b* c** ~~d~~ `e`  \nf",
            "---",
            "<b>raw</b> &amp; &lt;",
            "<!-- hidden -->",
            "(a) x\n\n(i) y\n\n(A) z",
            "Art. 5a Titel\n\n1) Text",
            "第一条 これは試験です。",
        )
    ),
    st.text("ab c*_`[]()<>|^~\\&#1.-:\n\t\u00a0é\u0301👩\u200d🇩🇪ש中", max_size=30),
    SENTENCES,
)
MARKDOWN = st.lists(FRAGMENTS, max_size=7).map("\n\n".join)
ANY_TWO = st.tuples(MARKDOWN, MARKDOWN)
PAIRS = st.one_of(amended(), amended(), ANY_TWO)
