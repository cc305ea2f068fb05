"""The log of what was published as law: made of the seals, and no entry of it lost, changed or put
elsewhere unseen."""

import datetime as dt
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.record.publication_log import (
    LOG,
    entries_of,
    log_faults,
    log_text,
    lost_entries,
    with_entries,
)
from build_tools.record.seals import Seal
from tests.examples import examples

DAY = dt.date(2021, 7, 1)
FIRST = {"amendment": "a", "title": "A", "direction": "2021-01-05", "effect": "planned 2021-02"}
IN_FORCE = FIRST | {"effect": "2021-02-01"}
STATES = {
    "1.0": [FIRST, IN_FORCE, IN_FORCE | {"direction": "2021-01-06"}],
    "2.0": [FIRST | {"correction": "true"}, IN_FORCE | {"correction": "true", "withdrawn": "2021"}],
    "3.0": [FIRST, FIRST | {"direction-text": "ab"}],
}


def seals(**states: int) -> list[Seal]:
    """As many states of each version as are asked for."""
    return [
        Seal(f"rules@{label[1:].replace('_', '.')}", Path("x"), label * 3, facts, 1)
        for label, count in states.items()
        for facts in STATES[label[1:].replace("_", ".")][:count]
    ]


ALL = seals(v1_0=3, v2_0=2, v3_0=2)


def written(root: Path, given: list[Seal], day: dt.date = DAY) -> str:
    """The log of a record, with what is new of these seals."""
    text = with_entries(root, given, day)
    (root / LOG).write_text(text)
    return text


def faults(text: str, given: list[Seal] = ALL) -> list[str]:
    return [problem.message for problem in log_faults(LOG, text, given)]


def test_an_entry_says_what_its_seal_did(tmp_path: Path) -> None:
    text = written(tmp_path, ALL)
    assert [(entry.version, entry.act) for entry in entries_of(text)] == [
        ("rules@1.0", "published"),
        ("rules@1.0", "republished"),
        ("rules@1.0", "corrected"),
        ("rules@2.0", "corrected"),
        ("rules@2.0", "withdrawn"),
        ("rules@3.0", "published"),
        ("rules@3.0", "republished"),
    ]
    assert faults(text) == []


def test_what_is_sealed_later_stands_later_whatever_it_is_called(tmp_path: Path) -> None:
    before = written(tmp_path, seals(v2_0=1, v3_0=1))
    after = written(tmp_path, ALL, dt.date(2021, 8, 1))
    assert [entry.version[-3:] for entry in entries_of(after)] == [
        *("2.0", "3.0"),
        *("1.0", "1.0", "1.0", "2.0", "3.0"),
    ]
    assert faults(after) == []
    assert list(lost_entries(before, after)) == []
    assert written(tmp_path, ALL, dt.date(2021, 9, 1)) == after


def test_a_hash_is_that_of_the_line_above_without_its_comma(tmp_path: Path) -> None:
    entries = entries_of(written(tmp_path, ALL))
    command = f"head -n 4 {LOG} | tail -n 1 | head -c -2 | sha256sum | cut -c 1-64"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == entries[3].before


Change = Callable[[list[dict[str, object]]], object]
TAMPERED: dict[str, tuple[Change, str]] = {
    "left out": (lambda log: log.pop(2), "has no entry for the seal of rules@1.0"),
    "the last left out": (lambda log: log.pop(), "has no entry for the seal of rules@3.0"),
    "the first left out": (lambda log: log.pop(0), "has no entry for the seal of rules@1.0"),
    "put elsewhere": (lambda log: log.insert(0, log.pop(3)), "does not follow"),
    "another day": (lambda log: log[1].update(logged="2021-07-02"), "does not follow"),
    "a day that went back": (
        lambda log: log[6].update(logged="2020-01-01"),
        "before the one above it",
    ),
    "another act": (lambda log: log[6].update(act="published"), "says otherwise of rules@3.0"),
    "another text": (lambda log: log[6].update(sha256="0"), "says otherwise of rules@3.0"),
    "a seal that is none": (lambda log: log[6].update(seal="0"), "that is not there"),
    "twice": (lambda log: log.append(log[0]), "that is not there"),
    "another key": (lambda log: log[0].update(note="x"), "is no publication log"),
    "a day that is none": (
        lambda log: log[6].update(logged="in good time"),
        "is no publication log",
    ),
    "a day written otherwise": (
        lambda log: log[6].update(logged="20210701"),
        "is no publication log",
    ),
    "no text": (lambda log: log[0].update(act=1), "is no publication log"),
    "no entry": (lambda log: log.append({}), "is no publication log"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_done_to_a_log_is_told(name: str, tmp_path: Path) -> None:
    change, said = TAMPERED[name]
    log = json.loads(written(tmp_path, ALL))
    change(log)
    lines = ",\n".join(json.dumps(entry) for entry in log)
    found = faults(f"[\n{lines}\n]\n")
    assert any(said in message for message in found), found


@pytest.mark.parametrize("text", ["", "[1]", "null", "[[]]", '"x"', "[" * 100_000])
def test_what_is_no_log_is_refused(text: str) -> None:
    (message,) = faults(text)
    assert message.startswith(("is no publication log", "is not JSON"))


def test_spaces_are_told(tmp_path: Path) -> None:
    text = written(tmp_path, ALL)
    assert faults(text.replace('": ', '":  ')) == ["is not written as one entry on each line"]


@settings(max_examples=examples(40))
@given(order=st.permutations(range(len(ALL))), kept=st.integers(0, len(ALL)))
def test_a_log_made_anew_is_known_by_one_that_was_kept(order: list[int], kept: int) -> None:
    """Whoever makes the whole chain anew in another order deceives nobody who has the earlier log;
    one that only grew is the same to them."""
    root = Path("nowhere")
    entries = entries_of(with_entries(root, ALL, DAY))
    anew = [entries[at] for at in order[:kept]]
    lost = list(lost_entries(log_text(entries), log_text(anew)))
    assert len(lost) == sum(
        1 for at, entry in enumerate(entries) if at >= len(anew) or anew[at] != entry
    )
    assert list(lost_entries(log_text(entries[:kept]), log_text(entries))) == []


def test_what_became_of_an_entry_is_told(tmp_path: Path) -> None:
    entries = entries_of(written(tmp_path, ALL))
    was = log_text(entries)
    assert next(lost_entries(was, None)) == (
        "entry 1 of the publication log (published, rules@1.0) has gone"
    )
    assert list(lost_entries(was, log_text([entries[1], entries[0], *entries[2:]]))) == [
        "entry 1 of the publication log (published, rules@1.0) stands as entry 2",
        "entry 2 of the publication log (republished, rules@1.0) stands as entry 1",
    ]
    other = entries_of(with_entries(Path("nowhere"), ALL, dt.date(2021, 7, 2)))
    assert list(lost_entries(log_text(entries[:1]), log_text(other))) == [
        "entry 1 of the publication log (published, rules@1.0) has changed"
    ]
