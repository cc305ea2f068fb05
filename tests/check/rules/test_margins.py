"""What is set in, or follows so closely, that markdown takes it for code, for words of what stands
above, or for a part of the item above; and headings that it takes for paragraphs.
"""

import pytest

from build_tools.check import RELAXED
from tests.check.finding import Cases, each, problems, said

CODE = "is set in by four spaces, so this is code and no text"
ON = "is set in by four spaces, so it goes on with the paragraph above"
NO_LINE = "has no empty line before it, so it goes on with what is above"
NO_SPACE = "so this is a paragraph and no heading"
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
        (
            "(2) A:\n\n1. one;\n\n   2. two;\n\n3. three.\n",
            ["5: `2.` is set in, so it is a part of `1.` and not beside it"],
        ),
        (
            "1. one;\n\n    2. two.\n",
            ["3: `2.` is set in, so it is a part of `1.` and not beside it"],
        ),
        (
            "1. one:\n\n   a) two;\n\n   2. three.\n",
            ["5: `2.` is set in, so it is a part of `1.` and not beside it"],
        ),
        (
            "## § 2 Begriffe\n\n1. „Weide“ ist\n\n   a) A;\n\n   b) B;\n\n   2. „Rat“ ist C.\n",
            ["9: `2.` is set in, so it is a part of `1.` and not beside it"],
        ),
        ("1. one:\n\n   1. two;\n\n   2. three.\n\n2. four.\n", []),
        ("1. one:\n\n   (a) two;\n\n   (b) three.\n\n2. four.\n", []),
    ],
    "run-on": [
        ("1.1 A:\n\n(i) one;\n\n(ii) two.\n", []),
        ("1.1 A:\n\n(i) one;\n(ii) two.\n", [f"4: `(ii)` {NO_LINE}"]),
        (
            "1.1 A:\n(a) one; and\n(b) two.\n",
            [f"2: `(a)` {NO_LINE}", f"3: `(b)` {NO_LINE}"],
        ),
        ("1.1 A.\n1.2 No boat.\n", [f"2: `1.2` {NO_LINE}"]),
        ("1.1 A.\n1.2 no boat.\n", [f"2: `1.2` {NO_LINE}"]),
        ("1.1 A:\n\n(a) one.\n1.2 B.\n", [f"4: `1.2` {NO_LINE}"]),
        ("1.1 A:\n\n(a) B:\n\n(i) one;\n\n(ii) two.\n(b) C.\n", [f"8: `(b)` {NO_LINE}"]),
        ("(2) A:\n\n1. one;\n   2. two.\n", [f"4: `2.` {NO_LINE}"]),
        ("(1) Ein Boot.\n(2) Ein Ruder.\n", [f"2: `(2)` {NO_LINE}"]),
        ("1. one;\n2. two.\n", []),
        ("1.1 A boat, as paragraph (a) of this Clause and of\n(b) says.\n", []),
        ("(a) a fee in paragraphs (a),\n(b) and (c).\n", []),
        ("1.1 A boat costs:\n12.5 shillings.\n", []),
        ("1.1 A:\n\n```\n(i) one;\n(ii) two.\n```\n", []),
    ],
    "lost-heading": [
        ("## 5 Sanctions\n\n5.1 A.\n", []),
        ("##5 Sanctions\n\n5.1 A.\n", [f"1: has no space after `##`, {NO_SPACE}"]),
        ("#5 Sanctions\n", [f"1: has no space after `#`, {NO_SPACE}"]),
        ("1.1 A.\n###Sanctions\n", [f"2: has no space after `###`, {NO_SPACE}"]),
        ("##§ 5 Bußen\n", [f"1: has no space after `##`, {NO_SPACE}"]),
        ("#Sanctions\n", [f"1: has no space after `#`, {NO_SPACE}"]),
        ("#boats is a tag.\n", []),
        ("```\n##5 Sanctions\n```\n", []),
        ("##\n\n1.1 A.\n", []),
    ],
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert said(rule, text) == expected


def test_the_right_form_is_told() -> None:
    (first,) = problems("indented", "1.1 A:\n\n    (a) one.\n")
    assert (first.column, first.form) == (5, "at the margin: (a) one.")
    (other,) = problems("indented", "1.1 A.\n\n    one\n")
    assert other.form.endswith("where they are code, a line of ``` above and below")


def test_what_a_mended_limb_and_a_mended_heading_read_like_is_told() -> None:
    (limb,) = problems("run-on", "1.1 A:\n\n(i) one;\n(ii) two.\n")
    assert (limb.column, limb.form) == (1, "an empty line, then: (ii) two.")
    (heading,) = problems("lost-heading", "##5 Sanctions\n")
    assert (heading.column, heading.form) == (3, "## 5 Sanctions")
    (item,) = problems("indented", "1. one;\n\n   2. two.\n")
    assert (item.column, item.form) == (4, "at the margin: 2. two.")


def test_the_margins_of_foreign_texts_are_their_own() -> None:
    assert not RELAXED & {"indented", "run-on", "lost-heading"}
