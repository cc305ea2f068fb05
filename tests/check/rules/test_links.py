"""Which links a text may have."""

import pytest

from tests.check.finding import Cases, each, said

LINKS = [
    (
        "1.1 [A](https://example.org), [b](mailto:a@example.org), [c](#1.1) and"
        " <https://example.org>: no more.\n",
        [],
    ),
    ("1.1 Note: see `[a](http://example.org)`; [date](TBC).\n", []),
    ("1.1 [A](http://example.org).\n", ["1: a link may not begin with `http:`"]),
    ("1.1 [A](javascript:alert(1)).\n", ["1: a link may not begin with `javascript:`"]),
    ("1.1 <ftp://example.org>\n\n[b]: file:///etc/passwd\n\n[A][b]\n", [
        "1: a link may not begin with `ftp:`",
        "3: a link may not begin with `file:`",
    ]),
    *(
        (f"1.1 [A]({address}) and <https://example.org:8443/a@b?c#d>.\n", [
            "1: a link does not show where it leads"
        ])
        for address in (
            "https://example.org@elsewhere.invalid/",
            "https://example.org:x@elsewhere.invalid/",
            "https://ex\u0430mple.org/",
            "https://elsewhere.invalid\\.example.org/",
            "https:elsewhere.invalid",
            "HTTPS:///elsewhere.invalid",
        )
    ),
]  # fmt: skip


def _other(words: str, target: str) -> tuple[str, list[str]]:
    """A link in a text, whose words show another address than its own."""
    return f"1.1 See [{words}]({target}).\n", [f"1: a link shows `{words}` and leads to `{target}`"]


SHOWN = [
    _other("https://example.org", "https://elsewhere.invalid"),
    _other("https://example.org", "https://example.org.elsewhere.invalid/"),
    _other("https://example.org/a", "https://example.org/ab"),
    _other("https://example.org/a", "https://example.org/"),
    _other("HTTP://Example.org", "https://elsewhere.invalid/?https://example.org"),
    _other("www.example.org", "https://elsewhere.invalid/"),
    _other("example.org", "https://elsewhere.invalid/"),
    _other("example.org/notice", "https://elsewhere.invalid/example.org/notice"),
    _other("the notice at https://example.org, as issued", "https://elsewhere.invalid/"),
    _other("https://example.org", "#1.1"),
    _other("example.org:443", "https://elsewhere.invalid"),
    _other("(example.org)", "https://elsewhere.invalid"),
    _other("example.org.", "https://elsewhere.invalid"),
    _other("see EXAMPLE.org for more", "https://elsewhere.invalid"),
    _other("https:example.org", "https://elsewhere.invalid"),
    _other("b\u00fccher.example", "https://elsewhere.invalid"),
    _other("the file at example.org/a.pdf", "https://elsewhere.invalid/a.pdf"),
    (
        "1.1 [A](https&#58;//example.org@elsewhere.invalid/) and [b](\nftp://example.org).\n",
        ["1: a link does not show where it leads", "2: a link may not begin with `ftp:`"],
    ),
    _other("example.org", "mailto:a@example.org"),
    _other("a@example.org", "mailto:b@example.org"),
    _other("a@example.org", "https://example.org"),
    (
        "1.1 Words that go on\nto [https://**example**.org](https://elsewhere.invalid).\n",
        ["2: a link shows `https://example.org` and leads to `https://elsewhere.invalid`"],
    ),
    (
        "| Kind |\n|---|\n| [www.example.org][n] |\n\n[n]: https://elsewhere.invalid\n",
        ["5: a link shows `www.example.org` and leads to `https://elsewhere.invalid`"],
    ),
    (
        "1.1 See ![example.org](https://elsewhere.invalid/).\n",
        ["1: a link shows `example.org` and leads to `https://elsewhere.invalid/`"],
    ),
    ("1.1 [A](//example.org).\n", ["1: a link may not begin with `//`"]),
    ("1.1 [A][n].\n\n[n]: //example.org\n", ["3: a link may not begin with `//`"]),
    ("1.1 ![A](///example.org).\n", ["1: a link may not begin with `//`"]),
    (
        "1.1 [https://example.org](https://example.org/), [www.example.org](https://example.org),"
        " [example.org/a…](https://www.example.org/a/b), [https://example.org](https://example.org?q)"
        " [Rules.pdf](https://example.org/files/Rules.pdf), [Clause 1.1](#1.1), <a@example.org>,"
        " [A@example.org](mailto:a@example.org?subject=x), <https://example.org/a%20b?c=%C3%A9>,"
        " [the rules](https://example.org), [Rule 2.0](https://example.org), [either/or](a.md),"
        " [see the list on example.org](https://example.org), [No. 5, i.e. that of 3.2.1](https://example.org)"
        " and [annex.docx](../annex.docx).\n",
        [],
    ),
]

NOWHERE = [
    (
        "1.1 A loan.\n\n[1.2 No loan ends]: <https://example.org/>\n",
        ["3: no words lead to `[1.2 No loan ends]`, so that no reader sees this line"],
    ),
    (
        "1.1 A [Loan], a [loan][ THE\nlist ], `[x]: y`.[^1]\n\n[loan]: https://example.org\n"
        "[the  list]: #1.1\n\n[^1]: A note.\n",
        [],
    ),
    ("1.1 [A]: b\n\n```\n[a]: https://example.org\n```\n", []),
]

_RULES = (
    "# 1 Rules\n\n1.1 A loan.\n\n1.2 A fee.\n\n(a) One.\n\n(b) Two.\n\n"
    "1.3 A reader.\n\n1.4 {}\n\n# 2 Terms\n\n**Fee** means a sum.\n"
)
_LAW = "# § 1 Fähre\n\n(1) Eins.\n\n(2) Zwei.\n\n# § 2 Gebühr\n\n(1) {}\n"


def _cited(
    link: str, target: str, where: str = "", *, text: str = _RULES, line: int = 13
) -> tuple[str, list[str]]:
    """A link in a text, whose words cite another provision than the one that it leads to."""
    words = link[link.index("[") + 1 : link.index("]")].replace("*", "")
    said = f"{line}: a link shows `{words}` and leads to `{target}`"
    if where:
        said += f", which is {where}"
    return text.format(link), [said]


def _law(link: str, target: str, where: str = "") -> tuple[str, list[str]]:
    return _cited(link, target, where, text=_LAW, line=9)


ELSEWHERE = "https://elsewhere.invalid/#1.3"
CITED = [
    _cited("See [Clause 1.3](#1.1).", "#1.1", "Clause 1.1"),
    _cited("As [see **Clause** 1.3 (A reader)](#1.1) says.", "#1.1", "Clause 1.1"),
    _cited("Under Clauses 1.2 and [1.3](#1.1).", "#1.1", "Clause 1.1"),
    _cited("Under [1.3](#1.1).", "#1.1", "Clause 1.1"),
    _cited("Under [Clauses 1.2 and 1.3](#1.1).", "#1.1", "Clause 1.1"),
    _cited("Under [Clause 1.2(b)](#1.2-a).", "#1.2-a", "Clause 1.2(a)"),
    _cited("Under [Clause 1.3](#%31.1).", "#%31.1", "Clause 1.1"),
    _cited("Under [Clause 1.3](#def-fee).", "#def-fee", "Clause 2, heading"),
    _cited("Under [Clause 1.3 of this Code](#1.1).", "#1.1", "Clause 1.1"),
    _cited("Under [Clause 1.3](../v/2.0/index.md#1.1).", "../v/2.0/index.md#1.1", "Clause 1.1"),
    _cited(f"Under [Clause 1.3]({ELSEWHERE}).", ELSEWHERE),
    _cited(f"Under [Clause 1.3 of the MTAD]({ELSEWHERE}).", ELSEWHERE),
    _cited("Under [Clause 4.2 of the SVTAD](#1.1).", "#1.1", "Clause 1.1"),
    _law("Nach [§ 1](#section-2).", "#section-2", "§ 2, heading"),
    _law("Nach [§ 1 Abs. 1](#section-1-2).", "#section-1-2", "§ 1(2)"),
    _law("Nach [§ 1](#section-2) Abs. 2.", "#section-2", "§ 2, heading"),
    _law("Nach [§ 1 Abs. 2](https://elsewhere.invalid).", "https://elsewhere.invalid"),
    *(
        (text.format(link), [])
        for text, link in (
            (_RULES, "[Clause 1.3](#1.3), [Clause 1.2(a)](#1.2), [1.2](#1.2-b), [Clause 1](#1.1)."),
            (_RULES, "[Clauses 1.2 and 1.3](#1.2), paragraph (a) of [Clause 1.2](#1.2)."),
            (_RULES, "[Clause 2](#def-fee)."),
            (_RULES, "[The notice under Clause 1.3](https://example.org), [a loan](#1.1)."),
            (_RULES, "[Clause 4.2 of the SVTAD](https://example.org), [1.3](https://example.org)."),
            (_RULES, "[Clause 4.2](https://example.org) of the SVTAD, [Clause 2](#2)."),
            (_RULES, "[Section 1.3](https://example.org) of the Loans Act, [Clause 1.3](#gone)."),
            (_LAW, "[§ 1 Abs. 2](#section-1-2), [§ 1](#section-1) Abs. 2."),
            (_LAW, "[§ 1 BGB](https://example.org), [§ 1](https://example.org) des BGB."),
        )
    ),
]

CASES: Cases = {"link-scheme": [*LINKS, *SHOWN, *NOWHERE, *CITED]}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)
