"""Plants among numbered provisions: one put in, taken out or moved and the others renumbered; a
label changed alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.claims import Claim, Plant
from tests.bench.library import borrowed_paragraph
from tests.bench.manuscript import Manuscript, SourceBlock, apart, spaced

MOST_RENUMBERED = 25
"""Siblings after the place of the plant."""
_LAST = re.compile(r"(.*?)(\d+|[a-z]+|[A-Z]+)([).]*)")
_PRINTED = re.compile(r"(?:[-*+] +)?(?:#+ +)?(?:\*\*)?")
_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = [tens + ones for tens in _TENS for ones in _ONES][1:]


def insert(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A numbered provision put in, its following siblings renumbered."""
    places = [run[at:] for run in series(manuscript) for at in range(1, len(run))]
    places = [run for run in places if len(run) <= MOST_RENUMBERED]
    if not places:
        return None
    made = inserted_before(manuscript, rng, path, rng.choice(places))
    if made is None:
        return None
    amended, claims = made
    return amended.with_plant(Plant(name="insert numbered", readings=(claims,)), renumbers=True)


def inserted_before(
    manuscript: Manuscript, rng: Random, path: Path, run: list[int]
) -> tuple[Manuscript, tuple[Claim, ...]] | None:
    """A provision put in before a run of neighbouring siblings, which are renumbered; and what is
    claimed of it. None where the last of them has no next number."""
    labels = [manuscript.blocks[at].label for at in run]
    before = manuscript.blocks[run[0]]
    after_last = next(iter(successors(labels[-1])[:: -1 if _is_roman(labels) else 1]), None)
    if after_last is None:
        return None
    amended, renumbered = _relabelled(manuscript, run, [*labels[1:], after_last])
    text = borrowed_paragraph(rng, path, manuscript.text)
    head = before.source[: label_end(before)]
    bold = "**" if "**" in head and before.source.startswith(f"{head}**") else ""
    new = SourceBlock(
        key=manuscript.fresh,
        source=spaced(f"{head}{bold} {text}"),
        text=text,
        label=before.label,
        touched=True,
    )
    above = amended.blocks[run[0] - 1]
    above = above if above.gone else replace(above, source=spaced(above.source))
    amended = amended.with_blocks(run[0] - 1, run[0], above, new)
    claims = (Claim(kinds=("insert",), new=(new.key,)), *renumbered)
    return amended, claims


def delete(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A numbered provision without limbs of its own taken out, its following siblings
    renumbered."""
    runs = series(manuscript)
    places = [run[at:] for run in runs for at in range(len(run) - 1) if run[at] + 1 == run[at + 1]]
    places = [run for run in places if len(run) <= MOST_RENUMBERED]
    if not places:
        return None
    run = rng.choice(places)
    labels = [manuscript.blocks[at].label for at in run]
    gone = manuscript.blocks[run[0]]
    amended, renumbered = _relabelled(manuscript, run[1:], labels[:-1])
    amended = amended.with_blocks(run[0], run[0] + 1, replace(gone, gone=True, touched=True))
    claims = (Claim(kinds=("delete",), old=(gone.key,)), *renumbered)
    return amended.with_plant(Plant(name="delete numbered", readings=(claims,)), renumbers=True)


def move(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """A numbered provision put elsewhere among its siblings, all between the two places
    renumbered."""
    runs = [
        run
        for run in series(manuscript)
        if run == list(range(run[0], run[0] + len(run))) and len(run) >= 3
    ]
    runs = [run[:MOST_RENUMBERED] for run in runs]
    if not runs:
        return None
    run = rng.choice(runs)
    blocks = [manuscript.blocks[at] for at in run]
    start, stop = rng.sample(range(len(run)), 2)
    order = list(range(len(run)))
    order.insert(stop, order.pop(start))
    placed = [
        _relabel(blocks[one], blocks[at].label) if one != at else blocks[at]
        for at, one in enumerate(order)
    ]
    placed = [replace(block, source=spaced(block.source)) for block in placed]
    moved = placed[stop]
    if len(moved.text.split()) < 8 or not all(map(manuscript.is_unique, run)):
        return None
    move = Claim(kinds=("move",), old=(moved.key,), new=(moved.key,))
    renumbered = tuple(
        Claim(kinds=("renumber",), old=(block.key,), new=(block.key,))
        for block in placed
        if block.label != manuscript.old[block.key].label
    )
    amended = manuscript.with_blocks(run[0], run[-1] + 1, *placed)
    return amended.with_plant(
        Plant(name="move numbered", readings=((move, *renumbered),)), renumbers=True
    )


def renumber(manuscript: Manuscript, rng: Random, path: Path) -> Manuscript | None:
    """One label changed and nothing else: 17.6 becomes 17.6A, (c) becomes (d)."""
    labels = {block.label for block in manuscript.blocks}
    places = [at for at in apart(manuscript) if _is_printed(manuscript.blocks[at])]
    for at in rng.sample(places, min(6, len(places))):
        block = manuscript.blocks[at]
        found = [
            label
            for label in (*successors(block.label), *_suffixed(block.label))
            if label not in labels
        ]
        if found:
            amended = manuscript.with_blocks(at, at + 1, _relabel(block, rng.choice(found)))
            claim = Claim(kinds=("renumber",), old=(block.key,), new=(block.key,))
            return amended.with_plant(Plant(name="renumber", readings=((claim,),)))
    return None


def successors(label: str) -> list[str]:
    """What may come next after a label: (i) may be followed by (j) and by (ii)."""
    found = _LAST.fullmatch(label)
    if not found:
        return []
    before, last, after = found.groups()
    lower = last.lower()
    nexts: list[str] = []
    if last.isdigit():
        nexts.append(str(int(last) + 1))
    elif len(last) == 1 and lower < "z":
        nexts.append(chr(ord(last) + 1))
    if lower in _ROMANS[:-1]:
        roman = _ROMANS[_ROMANS.index(lower) + 1]
        nexts.append(roman if last.islower() else roman.upper())
    return [f"{before}{each}{after}" for each in nexts]


def _suffixed(label: str) -> list[str]:
    found = _LAST.fullmatch(label)
    return [f"{found[1]}{found[2]}A{found[3]}"] if found and found[2].isdigit() else []


def _is_roman(labels: Sequence[str]) -> bool:
    return any(
        len(found[2]) > 1 and found[2].isalpha()
        for label in labels
        if (found := _LAST.fullmatch(label))
    )


def series(manuscript: Manuscript) -> list[list[int]]:
    """The runs of neighbouring siblings, each numbered on from the one before, that no plant has
    touched."""
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    for at, block in enumerate(manuscript.blocks):
        if block.kind == "heading" or block.key >= len(manuscript.old):
            open_runs = {}
            continue
        if not block.label:
            continue
        depth = manuscript.old_block(at).depth
        open_runs = {level: run for level, run in open_runs.items() if level <= depth}
        run = open_runs.get(depth)
        usable = _is_printed(block) and block.source[:1] not in " \t>" and manuscript.free(at)
        follows = run is not None and block.label in successors(manuscript.blocks[run[-1]].label)
        if usable and follows and run is not None:
            run.append(at)
        elif usable:
            open_runs[depth] = run = [at]
            runs.append(run)
        else:
            if follows and run is not None:
                runs.remove(run)
            open_runs.pop(depth, None)
    return [run for run in runs if len(run) > 1]


def _is_printed(block: SourceBlock) -> bool:
    """Whether the label stands in the source as a reader sees it, with text after it."""
    return bool(block.label and block.text) and block.source.startswith(
        block.label, _label_start(block)
    )


def _label_start(block: SourceBlock) -> int:
    found = _PRINTED.match(block.source)
    return found.end() if found else 0


def label_end(block: SourceBlock) -> int:
    """Where the printed label of a block ends in its source."""
    return _label_start(block) + len(block.label)


def _relabel(block: SourceBlock, label: str) -> SourceBlock:
    source = block.source[: _label_start(block)] + label + block.source[label_end(block) :]
    return replace(block, source=source, label=label, touched=True)


def _relabelled(
    manuscript: Manuscript, run: list[int], labels: list[str]
) -> tuple[Manuscript, tuple[Claim, ...]]:
    """The blocks of a run with other labels, and the claims that say so."""
    claims = []
    for at, label in zip(run, labels, strict=True):
        block = manuscript.blocks[at]
        manuscript = manuscript.with_blocks(at, at + 1, _relabel(block, label))
        claims.append(Claim(kinds=("renumber",), old=(block.key,), new=(block.key,)))
    return manuscript, tuple(claims)
