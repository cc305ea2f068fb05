"""What a command tells of the record is in the record's language: its texts, changes, statuses and
lives. A record in Greek, told in a language of marked words: whatever Latin letters are left are
words that no catalogue has.
"""

import re
from pathlib import Path

import pytest

from build_tools import language
from tests.language.test_no_english_left import (
    LATIN,
    NAMES,
    OF_BABEL,
    OF_THE_RECORD,
    Marked,
    record,
)
from tests.running import Run

SIGNS = re.compile(r"\x1b\[[0-9;]*m|</?(?:ins|del|br)>")
KEYS = frozenset({"oder", "note", "def"})
"""What addresses begin with, and Babel lists with."""
TOLD = (
    "list --as-of 2022-12-20",
    "list --as-of 2022-06-15",
    "history kanon --as-of 2022-12-20",
    "history kanon 1.1 --as-of 2022-12-20",
    "history kanon@2.0 1.2(b)",
    "blame kanon@3.0 --words",
    "redline kanon@1.0 kanon@2.0",
    "redline kanon@1.0 kanon@3.0",
    "redline kanon@1.0 kanon@3.0 --color always",
    "redline kanon@2.0 kanon@3.0 --color always --net",
    "redline kanon@1.0 kanon@1.0 --color always",
    "redline kanon@1.0 kanon@3.0 --format markdown",
    "redline kanon@1.0 kanon@1.0 --format markdown",
    "show kanon@2.0",
    "show kanon",
    "show kanon --on 2022-03-01 1.1",
    "show kanon --on 2022-06-15 1.1",
    "show kanon --on 2022-06-15",
)
"""What each is asked for; a line on standard error that begins with two spaces is a command to go
on with."""


@pytest.mark.parametrize("asked", TOLD)
def test_what_is_told_of_the_record_has_no_word_that_no_catalogue_has(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = record(tmp_path)
    monkeypatch.setattr(language, "_catalogue", lambda _language: Marked())
    ran = run(*asked.split(), "--versions", root)
    told = [line for line in ran.err.splitlines() if not line.startswith("  ")]
    words = {*LATIN.findall(SIGNS.sub("", "\n".join([ran.out, *told])))}
    assert not words - OF_THE_RECORD - OF_BABEL - NAMES - KEYS, ran
    assert ran.out + ran.err


def test_what_is_wrong_is_told_in_english(tmp_path: Path, run: Run) -> None:
    ran = run("show", "kanon@9.0", "--versions", record(tmp_path))
    assert (ran.code, "`kanon` has no version `9.0`" in ran.err) == (2, True), ran
