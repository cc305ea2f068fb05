"""What is set in so far that markdown takes it for code, or for a part of the paragraph above."""

import pytest

from tests.check.finding import Cases, each, problems, said

CODE = "is set in by four spaces, so this is code and no text"
ON = "is set in by four spaces, so it goes on with the paragraph above"
CASES: Cases = {
    "indented": [
        ("1.1 A:\n\n(a) one; and\n\n(b) two.\n", []),
        ("1.1 A:\n\n(a) one; and\n\n   (b) two.\n", []),
        ("1.1 A:\n\n```\n(a) one\n```\n", []),
        ("1.1 A:\n\n~~~ text\n    (a) one\n~~~\n", []),
        ("1.1 A:\n\n- one:\n\n  (a) two\n", []),
        ("1.1 A:\n\n(a) one; and\n\n    (b) two.\n", [f"5: `(b)` {CODE}"]),
        (
            "1.1 A:\n\n(a) one:\n\n    (i) two; and\n\n    (ii) three.\n\n(b) four.\n",
            [f"5: `(i)` {CODE}", f"7: `(ii)` {CODE}"],
        ),
        ("1.1 A:\n\n\t(a) one.\n", [f"3: `(a)` {CODE}"]),
        ("1.1 A.\n\n    1.2 B.\n", [f"3: `1.2` {CODE}"]),
        ("1.1 A.\n\n    A boat is returned.\n    By dark.\n", [f"3: {CODE}"]),
        ("1.1 A:\n\n- one:\n\n      (a) two\n", [f"5: `(a)` {CODE}"]),
        ("1.1 A:\n\n(a) one;\n    (b) two.\n", [f"4: `(b)` {ON}"]),
        ("1.1 A:\n\n(a) one, and\n\t(b) two.\n", [f"4: `(b)` {ON}"]),
        ("1.1 A boat, as in Clause 1.1\n    (a) says, is returned.\n", []),
    ],
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert said(rule, text) == expected


def test_the_right_form_is_told() -> None:
    (first,) = problems("indented", "1.1 A:\n\n    (a) one.\n")
    assert (first.column, first.form) == (5, "(a) one., at the margin")
    (other,) = problems("indented", "1.1 A.\n\n    one\n")
    assert other.form.endswith("where they are code, a line of ``` above and below")
