"""What stands twice, what is missing from a series, what stands out of order."""

import pytest

from tests.check.finding import TABLE, Cases, each, said

DUPLICATES = [
    ("1.1 A:\n\n(a) b\n\n(b) c\n\n1.2 B:\n\n(a) b\n", []),
    ("1.1 A:\n\n(a) b\n\n(2) c\n", []),
    ("## Notes\n\n## Notes\n", []),
    (
        "1.1 A.\n\n1.2 B.\n\n1.1 C.\n",
        ["5: `1.1` stands here a second time; the first is on line 1"],
    ),
    (
        "1.1 A:\n\n(a) b\n\n1.2 B.\n\n1.1 C:\n\n(a) d\n",
        ["7: `1.1` stands here a second time; the first is on line 1"],
    ),
    ("1.1 A:\n\n(a) b\n\n(b) c\n\nand\n\n(a) d\n\n(b) e\n", []),
    ("**One** means:\n\n(a) b\n\n**Two** means:\n\n(a) c\n", []),
    (
        "1.1 A:\n\n(a) b\n\n(b) c\n\n(b) d\n",
        ["7: `(b)` stands here a second time; the first is on line 5"],
    ),
    (
        "1.1 A.\n\n1.1 B.\n\n1.1 C.\n",
        [
            "3: `1.1` stands here a second time; the first is on line 1",
            "5: `1.1` stands here a second time; the first is on line 1",
        ],
    ),
    (
        f"Table 1: A\n\n{TABLE}\nTable 1: B\n\n{TABLE}",
        ["6: `Table 1` stands here a second time; the first is on line 1"],
    ),
    (
        "**Term** means a.\n\n**Term** means b.\n",
        ["3: `Term` stands here a second time; the first is on line 1"],
    ),
]

SECOND_LISTS = [
    ("1.1 A:\n\n(a) b\n\n(b) c\n\n(b) d\n", []),
    ("1.1 A:\n\n(a) b\n\n1.2 C:\n\n(a) d\n", []),
    ("1.1 A:\n\n(a) b\n\n1.1 C:\n\n(a) d\n", []),
    ("1.1 In it:\n\n**One** means:\n\n(a) b\n\n**Two** means:\n\n(a) c\n", []),
    (
        "1.1 A:\n\n(a) b\n\n(b) c,\n\nand:\n\n(a) d:\n\n(i) e\n\n(b) f\n",
        [
            "9: another list begins with `(a)`, after that on line 3, and only a citation such as"
            " `Clause 1.1, second (a)` tells them apart"
        ],
    ),
]

GAPS = [
    ("1.1 A.\n\n1.2 B.\n\n1.2A C.\n\n1.3 D:\n\n(a) e\n\n(b) f\n\n2.1 G:\n\n(a) h\n", []),
    ("1.1 A:\n\n(h) b\n\n(i) c\n\n(j) d\n", ["3: `(h)` is the first here"]),
    ("1.1 A:\n\n(a) b:\n\n(i) c\n\n(ii) d\n\n(b) e\n", []),
    ("## 1 A\n\n## 2 B\n\n## 4 C\n", ["5: `4` follows `2`, and what is between them is missing"]),
    ("1.1 A.\n\n1.3 B.\n", ["3: `1.3` follows `1.1`, and what is between them is missing"]),
    ("1.1 A.\n\n1.1B B.\n", ["3: `1.1B` follows `1.1`, and what is between them is missing"]),
    ("1.1 A:\n\n(a) b\n\n(c) d\n", ["5: `(c)` follows `(a)`, and what is between them is missing"]),
    ("1.1 A:\n\n(y) b\n\n(z) c\n\n(aa) d\n\n(bb) e\n", ["3: `(y)` is the first here"]),
    ("1.1 A:\n\n(y) b\n\n(z) c\n\n(aa) d\n\n(ab) e\n", ["3: `(y)` is the first here"]),
    ("1.1 A:\n\n(a) b\n\n(aa) c\n\n(b) d:\n\n(i) e\n\n(ii) f\n\n(c) g\n", []),
    ("4.2 DCC consults.\n", []),
    ("1.1 A.\n\n1.1ZZA B.\n\n1.1ZA C.\n\n1.1A D.\n\n1.1AA E.\n\n1.1AB F.\n\n1.2 G.\n", []),
    ("## 1 A\n\n## 1ZA B\n\n## 2 C\n", []),
    (
        "1.1 A.\n\n1.1A B.\n\n1.1AB C.\n\n1.2 D.\n",
        ["5: `1.1AB` follows `1.1A`, and what is between them is missing"],
    ),
    (
        "1.1 A.\n\n1.1ZB B.\n\n1.2 C.\n",
        ["3: `1.1ZB` follows `1.1`, and what is between them is missing"],
    ),
    (
        "1.1 A.\n\n1.1ZA B.\n\n1.1B C.\n",
        ["5: `1.1B` follows `1.1ZA`, and what is between them is missing"],
    ),
]

ORDER = [
    ("1.1 A.\n\n1.9 B.\n\n1.10 C.\n", []),
    ("1.1 A.\n\n1.3 B.\n\n1.2 C.\n", ["5: `1.2` stands after `1.3`"]),
    ("1.1 A:\n\n(b) c\n\n(a) d\n", ["5: `(a)` stands after `(b)`"]),
    ("## 2 A\n\n## 1 B\n", ["3: `1` stands after `2`"]),
    ("1.1 A:\n\n(za) b;\n\n(zb) c;\n\n(a) d; and\n\n(b) e.\n", []),
    ("1.1 A:\n\n(ZA) b;\n\n(A) c; and\n\n(B) d.\n", []),
    ("1.1 A:\n\n(a) b;\n\n(ai) c;\n\n(aii) d; and\n\n(b) e.\n", []),
    ("1.1 A:\n\n(zb) b;\n\n(za) c; and\n\n(a) d.\n", ["5: `(za)` stands after `(zb)`"]),
    ("1.1 A:\n\n(b) b;\n\n(za) c; and\n\n(c) d.\n", ["7: `(c)` stands after `(za)`"]),
    ("1.1 A:\n\n(y) b;\n\n(z) c; and\n\n(za) d.\n", []),
    ("1.1 A.\n\n1.1A B.\n\n1.1ZA C.\n", ["5: `1.1ZA` stands after `1.1A`"]),
    ("1.1 A.\n\n1.1AB B.\n\n1.1AA C.\n", ["5: `1.1AA` stands after `1.1AB`"]),
    ("1.1ZA A.\n\n1.1ZZA B.\n", ["3: `1.1ZZA` stands after `1.1ZA`"]),
    ("1.1Y A.\n\n1.1Z B.\n\n1.1ZA C.\n", []),
    ("1.1Y A.\n\n1.1Z B.\n\n1.1AA C.\n\n1.1AB D.\n\n1.2 E.\n", []),
]

CASES: Cases = {
    "duplicate": DUPLICATES,
    "second-list": SECOND_LISTS,
    "gap": GAPS,
    "order": ORDER,
}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)


def test_a_gap_that_the_version_before_had_may_stay() -> None:
    before = "1.1 A first one.\n\n1.3 A third one.\n"
    assert said("gap", before.replace("A third", "The third"), before=before) == []
