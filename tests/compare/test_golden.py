"""Golden cases, which read as a specification: each folder of `golden/` holds one idea.

`old.md` and `new.md` go in; `changes.json` holds what a reviewer would say of them, and
`redline.html`, where there is one, the text as it is drawn. `pytest --rewrite` writes both anew;
read the difference before you keep it.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.invariants import accepted, faults, rejected, seen
from tests.reviewing import clean_page, compared, page, said

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
DRAWN = [case for case in CASES if (case / "redline.html").exists()]
MAY_HOLD = {"old.md", "new.md", "changes.json", "redline.html"}


every_case = pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
every_drawn_case = pytest.mark.parametrize("case", DRAWN, ids=lambda path: path.name)


@every_case
def test_the_changes_are_those_that_a_reviewer_would_list(
    case: Path, golden: Callable[[Path, str], None]
) -> None:
    result = compared(*_texts(case))
    changes = [said(change) for change in result.changes]
    golden(case / "changes.json", json.dumps(changes, ensure_ascii=False, indent=1) + "\n")


@every_drawn_case
def test_the_text_is_drawn_as_it_should_be(case: Path, golden: Callable[[Path, str], None]) -> None:
    golden(case / "redline.html", page(compared(*_texts(case))) + "\n")


@every_case
def test_a_case_holds_to_the_invariants(case: Path) -> None:
    result = compared(*_texts(case))
    html = page(result)
    assert result.aligned
    assert rejected(html) == seen(clean_page(result.old))
    assert accepted(html) == seen(clean_page(result.new))
    assert not faults(html)


@every_case
def test_a_case_is_whole(case: Path) -> None:
    found = {path.name for path in case.iterdir()}
    assert found <= MAY_HOLD, f"{case.name} holds files that nothing reads"
    assert found >= MAY_HOLD - {"redline.html"}, f"{case.name} is half added"


def _texts(case: Path) -> tuple[str, str]:
    return (case / "old.md").read_text(), (case / "new.md").read_text()
