"""The YAML of the record with a value changed or an item added, and every other byte as it was."""

import pytest

from build_tools.model import CONSULTED, CorpusError
from build_tools.record.schema import read_amendment, read_waivers
from build_tools.record.yaml_edits import with_step, with_step_carried_on, with_waivers

FRAME = "title: A\nsummary: B\nsteps:{}\nsources: [{{title: C}}]\n"
BLOCK = """
  # the first
  - document: pond
    from: "1.0"  # as begun
    to: "2.0"
    scope: ["1.1"]

  # what follows is of another
  - document: lake
    from: "1.0"
    to: "2.0"
# dates: none yet"""
FLUSH = """
- {document: pond, from: '1.0', to: '2.0', scope: ['1.1']}
- document: lake
  from: '1.0'
  to: 2.0"""
BELOW = """
  -
    document: pond
    from: "1.0"
    to: "2.0"
    scope:
      - "1.1"
  -
    {document: lake, from: "1.0", to: "2.0"}"""
FLOW = " [{document: pond, from: 1.0, to: 2.0, scope: [1.1]}, {document: lake, from: 1.0, to: 2.0}]"
LINES = """ [
  {document: pond, from: "1.0", to: "2.0", scope: ["1.1"]},
  {document: lake, from: "1.0", to: "2.0"},
]"""
WRITTEN = pytest.mark.parametrize("steps", [BLOCK, FLUSH, BELOW, FLOW, LINES])


def said(text: str) -> list[tuple[str, str | None, str, tuple[str, ...]]]:
    steps = read_amendment("a.yml", text, CONSULTED).value.steps
    return [(step.document, step.old, step.new, step.scope) for step in steps]


@WRITTEN
@pytest.mark.parametrize("at", [0, 1])
def test_a_step_is_carried_on_beside_it(steps: str, at: int) -> None:
    text = FRAME.format(steps)
    before = said(text)
    after = with_step_carried_on("a.yml", text, at, old="3.0", new="4.0", procedure=CONSULTED)
    name, _, _, scope = before[at]
    assert said(after) == [*before[: at + 1], (name, "3.0", "4.0", scope), *before[at + 1 :]]
    # All that stood there stands there yet, comments too, in its order.
    left = iter(after)
    assert all(char in left for char in text)
    assert after.count("#") - text.count("#") == (steps == BLOCK and at == 0)


@WRITTEN
def test_a_step_may_be_changed_in_its_place(steps: str) -> None:
    text = FRAME.format(steps)
    after = with_step("a.yml", text, 0, old="3.0", new="4.0", procedure=CONSULTED)
    assert said(after) == [("pond", "3.0", "4.0", ("1.1",)), said(text)[1]]
    assert len(after.split("\n")) == len(text.split("\n"))


def test_a_step_that_cannot_be_changed_as_it_is_written_is_refused() -> None:
    text = FRAME.format("\n  - document: pond\n    from: >-\n      1.0\n    to: '2.0'")
    with pytest.raises(CorpusError, match="cannot be changed as it is written: its steps"):
        with_step_carried_on("a.yml", text, 0, old="3.0", new="4.0", procedure=CONSULTED)


def test_waivers_pass_to_another_file_or_stand_for_both() -> None:
    text = """\
waivers:
  # of the pond
  - rule: quotes
    file: pond/1.0.md
    line: One
    reason: As published.
  - {rule: date, file: pond/1.0.md, line: Two, reason: So}
"""
    after = with_waivers("w.yml", text, {0: "pond/2.0.md", 1: "pond/2.0.md"}, move={1})
    found = [
        (each.rule, each.file, each.line) for each in read_waivers("w.yml", after).value.waivers
    ]
    assert found == [
        ("quotes", "pond/1.0.md", "One"),
        ("quotes", "pond/2.0.md", "One"),
        ("date", "pond/2.0.md", "Two"),
    ]
    assert "# of the pond" in after
