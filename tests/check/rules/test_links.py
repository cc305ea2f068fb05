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

CASES: Cases = {"link-scheme": [*LINKS, *SHOWN, *NOWHERE]}


@pytest.mark.parametrize(("rule", "text", "expected"), each(CASES))
def test_each_rule(rule: str, text: str, expected: list[str]) -> None:
    assert sorted(said(rule, text)) == sorted(expected)
