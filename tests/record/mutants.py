"""A record in, the same record with a part of its YAML removed, retyped, duplicated, reordered or
given an odd value out: every field of every file, by the shape of what stands there.

A seed says which mutant it is, so that one that fails can be made again.
"""

import copy
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tests.paths import RECORD

Tree: TypeAlias = Any
"""What a YAML file holds: mappings, lists and text."""
Way: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead to a value."""

_VERSION = """\
---
document: {0}
version: "{1}"
amendment: {2}
provenance: Made up for tests
---

# {3}

## 1 Keeping

1.1 A tool is kept as Clause 1.3 of the Rules says, until 1 March 2022.

Table 1.2: Tools

| Kind | Until |
|---|---|
| Spade | 1 March 2022 |

1.3 Notes are kept for years.[^1]

[^1]: By the keeper.
"""
_MORE = {
    "rules/3.0.md": _VERSION.format(
        "rules", "3.0", "third-rules", "Rules of the Lending Shed"
    ).replace("until 1 March", "until Monday 1 March"),
    "rules/4.0.md": _VERSION.format("rules", "4.0", "fourth-rules", "Rules of the Lending Shed")
    .replace("until 1 March", "until Monday 1 March")
    .replace("By the keeper", "By the Keeper"),
    "notes/1.0.md": _VERSION.format("notes", "1.0", "first-notes", "Notes on Tools"),
    "notes/document.yml": """\
title: Notes on Tools
short_title: Notes
place: The wall of the shed
provenance: Made up for tests
""",
    "amendments/third-rules.yml": """\
title: Keeping
route: sec-modification
summary: Says how tools are kept.
steps:
  - {document: rules, from: "2.0", to: "3.0", scope: ["1", "1.1", Table 1.2, "1.3"]}
dates:
  consultation-issued: {planned: 2021-09-01, actual: 2021-09-02T09:00, note: on the door}
  consultation-closes: {planned: 2021-10-01T16:00}
  conclusion: {planned: 2021-11, actual: date not recorded}
  direction: {planned: 2022-01-10, note: or soon after}
  effect: {planned: 2022-02}
questions:
  - Is a year too long?
  - Is the table right?
sources:
  - {title: The door of the shed, url: "https://shed.example/door"}
""",
    "amendments/fourth-rules.yml": """\
title: Keeping, put right
summary: Puts a year right.
correction: true
steps:
  - {document: rules, from: "3.0", to: "4.0"}
dates: {}
withdrawn: 2022-01-05
sources:
  - {title: The book in the shed}
""",
    "amendments/first-notes.yml": """\
title: First notes
summary: Makes the notes.
steps:
  - {document: notes, to: "1.0"}
dates:
  direction: {actual: date not recorded}
  effect: {actual: 2020-05}
sources:
  - {title: The book in the shed}
""",
    "decisions/third-rules.yml": """\
questions:
  - question: 1
    said: Two thought a year too long.
    decision: noted
    reason: The shed is dry.
  - question: 2
    decision: not accepted
    reason: Nobody said what is wrong.
""",
    "waivers.yml": """\
waivers:
  - {rule: weekday, file: rules/3.0.md, line: until Monday, reason: It was published so.}
  - {rule: weekday, file: rules/4.0.md, line: until Monday, reason: It was published so.}
""",
}
"""Beside what the small record has: a second document, an open proposal, one that was withdrawn,
dates of every kind, decisions, a waiver."""

ODD = (
    *("", " ", "x", "0", "-1", "null", "true", "~", "1.0", "2.0", "4.0", "99.0A", "17.6"),
    *("date not recorded", "2019-01-01", "2020-02", "2022-06-01T09:30", "2029-12-31", "9999-12-31"),
    *("0001-01-01", "2021-02-29", "rules", "notes", "first-rules", "third-rules", "mtad-direction"),
    *("no-such-thing", "../rules", "index.md", "feed.xml", "data", "a b", "É", "Ω" * 200),
    *(
        "<b>&amp;</b>",
        "</title><script>",
        "{{ site }}",
        "{% raw %}",
        "[[x]]",
        "a | b",
        "# a",
        "---",
    ),
    *('"', "'", "`", "\\", "%s", "${x}", "*a*", "[a](b)", "a\nb", "a\n\n\nb\n", "\n---\n", "- a"),
    *(
        "a\rb",
        "a\fb",
        "a\tb",
        "a\u202eb",
        "a\u2028b",
        "a\x00b",
        "a\ud800b",
        "a\udfffb",
        "a\U000e0041b",
    ),
    *("https://x", "https://example.org/a?b=c&d#e", "javascript:alert(1)", "word " * 2000),
)
RETYPED: tuple[Tree, ...] = ([], {}, ["a"], {"a": "b"}, [[]], [{}], ["a", {"b": ["c"]}], "text")


def ways(tree: Tree, way: Way = ()) -> Iterator[Way]:
    """The way to every value of a tree, its own first."""
    yield way
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    if not isinstance(tree, str):
        for step, value in entries:
            yield from ways(value, (*way, step))


def _at(tree: Tree, way: Way) -> Tree:
    for step in way:
        tree = tree[step]
    return tree


def _remove(tree: Tree, way: Way, chance: random.Random) -> None:
    del _at(tree, way[:-1])[way[-1]]


def _retype(tree: Tree, way: Way, chance: random.Random) -> None:
    _at(tree, way[:-1])[way[-1]] = copy.deepcopy(chance.choice(RETYPED))


def _duplicate(tree: Tree, way: Way, chance: random.Random) -> None:
    """An entry of a list stands twice; the value of a key under another key as well."""
    parent, value = _at(tree, way[:-1]), copy.deepcopy(_at(tree, way))
    if isinstance(parent, list):
        parent.insert(chance.randrange(len(parent) + 1), value)
    else:
        parent[chance.choice([*parent, "another"])] = value


def _reorder(tree: Tree, way: Way, chance: random.Random) -> None:
    parent = _at(tree, way[:-1])
    if isinstance(parent, list):
        chance.shuffle(parent)
    else:
        entries = [*parent.items()]
        chance.shuffle(entries)
        parent.clear()
        parent.update(entries)


def _give_odd_value(tree: Tree, way: Way, chance: random.Random) -> None:
    _at(tree, way[:-1])[way[-1]] = chance.choice(ODD)


def _give_value_of_another(tree: Tree, way: Way, chance: random.Random) -> None:
    other = chance.choice([each for each in ways(tree) if each])
    _at(tree, way[:-1])[way[-1]] = copy.deepcopy(_at(tree, other))


def _add(tree: Tree, way: Way, chance: random.Random) -> None:
    """What a file may say and does not: a date, that it was withdrawn, that it is a correction."""
    value = chance.choice(ODD)
    event = chance.choice(["consultation-issued", "consultation-closes", "conclusion", "direction"])
    tree |= chance.choice(
        [
            {"withdrawn": value},
            {"correction": "true"},
            {"fictional": "true"},
            {"dates": {event: {"planned": value}, "effect": {"actual": "date not recorded"}}},
            {"dates": {event: {"actual": "date not recorded"}}},
            {"dates": {event: {"note": "only a note"}}},
            {"dates": {}},
        ]
    )


CHANGES: tuple[Callable[[Tree, Way, random.Random], None], ...] = (
    _remove,
    _retype,
    _duplicate,
    _reorder,
    _give_odd_value,
    _give_odd_value,
    _give_value_of_another,
    _add,
)


def varied_record(root: Path) -> None:
    """A record without mistakes that uses every key of every schema, in a new folder."""
    shutil.copytree(RECORD, root)
    for name, text in _MORE.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def mutate(root: Path, seed: int) -> str:
    """Change the record in a folder in one or two places; what was done, in words."""
    chance = random.Random(seed)
    done = [_mutate_once(root, chance) for _ in range(chance.choice([1, 1, 1, 2]))]
    return "; ".join(done)


def _mutate_once(root: Path, chance: random.Random) -> str:
    path = chance.choice(sorted(path for path in root.rglob("*") if path.suffix in (".yml", ".md")))
    change = chance.choice(CHANGES)
    if chance.random() < 0.08:
        return _mutate_files(path, chance)
    text = path.read_text()
    _, front_matter, body = text.split("---\n", 2) if path.suffix == ".md" else ("", text, "")
    tree = yaml.load(front_matter, yaml.BaseLoader)
    places = [way for way in ways(tree) if way] if isinstance(tree, dict) else []
    if not places:
        return f"{path.name} left alone"
    way = chance.choice(places)
    change(tree, way, chance)
    written = json.dumps(tree) + "\n"  # JSON is YAML, and escapes what no file may hold
    path.write_text(f"---\n{written}---\n{body}" if path.suffix == ".md" else written)
    return f"{change.__name__} {path.relative_to(root).as_posix()} {way}"


def _mutate_files(path: Path, chance: random.Random) -> str:
    name = chance.choice(["3.0", "9.0", "0.1", "first-rules", "data", "index.md", "feed.xml"])
    other = path.with_name(name + path.suffix)
    if chance.random() < 0.5:
        path.rename(other)
        return f"{path.name} renamed {other.name}"
    other.write_text(path.read_text())
    return f"{path.name} copied to {other.name}"
