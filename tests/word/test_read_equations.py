"""Equations on a line: what is written reads as what Word prints."""

import re
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.word.read.equations import equation_text
from build_tools.word.read.ooxml import M
from build_tools.word.read.report import Report
from tests.word.files import Desk, W, paragraph, run


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(inner: str, name: str = "e") -> str:
    return f"<m:{name}>{inner if inner.startswith('<') else r(inner)}</m:{name}>"


def fraction(above: str, below: str, kind: str = "bar") -> str:
    properties = f'<m:fPr><m:type m:val="{kind}"/></m:fPr>'
    return f"<m:f>{properties}{e(above, 'num')}{e(below, 'den')}</m:f>"


def power(base: str, above: str) -> str:
    return f"<m:sSup>{e(base)}{e(above, 'sup')}</m:sSup>"


def brackets(*inner: str, properties: str = "") -> str:
    return f"<m:d><m:dPr>{properties}</m:dPr>{''.join(map(e, inner))}</m:d>"


SUM = (
    f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{e("k=1", "sub")}{e("n", "sup")}'
    f"{e('%s')}</m:nary>"
)
GREATEST = f"<m:limLow>{e('max')}{e('t', 'lim')}</m:limLow>"
LINES = {
    "a fraction": (fraction("CC", "N"), "CC/N"),
    "sums in a fraction": (fraction("a+b", "c−d"), "(a+b)/(c−d)"),
    "a fraction in a fraction": (fraction(fraction("a", "b"), "c"), "(a/b)/c"),
    "a fraction beside letters": (r("x") + fraction("1", "2") + r("y"), "x(1/2)y"),
    "a fraction beside signs": (r("x=") + fraction("1", "2") + r("+y"), "x=1/2+y"),
    "one above the other": (brackets(fraction("n", "k", "noBar")), "(n¦k)"),
    "a square": (power("r", "2"), "r²"),
    "a power of letters": (power("x", "n+k/2") + r("y"), "x^(n+k/2) y"),
    "a power of a number": (power("10", "x−3"), "10^(x−3)"),
    "a power that has signs of its own": (power("10", "n+1"), "10ⁿ⁺¹"),
    "a power of a name": (power("CC", "2"), "(CC)²"),
    "an index": (f"<m:sSub>{e('F')}{e('i', 'sub')}</m:sSub>", "F_i"),
    "an index and a power": (
        f"<m:sSubSup>{e('x')}{e('t', 'sub')}{e('2', 'sup')}</m:sSubSup>",
        "x_t^2",
    ),
    "a root": (
        f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>{e("a+b")}</m:rad>',
        "√(a+b)",
    ),
    "a cube root": (f"<m:rad>{e('3', 'deg')}{e('x')}</m:rad>", "∛x"),
    "a fifth root": (f"<m:rad>{e('5', 'deg')}{e('x')}</m:rad>", "√(5&x)"),
    "a sum": (SUM.replace("%s", "k"), "∑_(k=1)^n k"),
    "a sum of a sum": (SUM.replace("%s", "k+1"), "∑_(k=1)^n (k+1)"),
    "a function": (f"<m:func>{e('ln', 'fName')}{e('x+1')}</m:func>", "ln(x+1)"),
    "a function of a fraction": (
        f"<m:func>{e('ln', 'fName')}{e(fraction('x', '2'))}</m:func>",
        "ln(x/2)",
    ),
    "a greatest": (
        f"<m:func>{e(GREATEST, 'fName')}{e('a+b')}</m:func>",
        "max_t(a+b)",
    ),
    "other brackets": (
        brackets(
            "a", "b", properties='<m:begChr m:val="["/><m:sepChr m:val=";"/><m:endChr m:val="]"/>'
        ),
        "[a;b]",
    ),
    "cases": (
        brackets(
            f"<m:eqArr>{e('a&amp;=1')}{e('b&amp;=2')}</m:eqArr>",
            properties='<m:begChr m:val="{"/><m:endChr m:val=""/>',
        ),
        "{█(a=1@b=2)",
    ),
    "a matrix": (
        f"<m:m><m:mr>{e('a')}{e('b')}</m:mr><m:mr>{e('c')}{e('d')}</m:mr></m:m>",
        "■(a&b@c&d)",
    ),
    "a mean": (f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>{e("x")}</m:bar>', "x\u0305"),
}


@pytest.mark.parametrize("case", LINES)
def test_the_line_of_an_equation(case: str, desk: Desk) -> None:
    equation, wanted = LINES[case]
    for inner in (
        f"<m:oMath>{equation}</m:oMath>",
        f"<m:oMathPara><m:oMath>{equation}</m:oMath></m:oMathPara>",
    ):
        body = paragraph(run("C: ") + inner)
        assert plain(desk.imported(body).text) == f"C: {wanted}\n"
        (said,) = desk.warnings(body)
        assert said == (
            f"paragraph 1 “C: {wanted}”: an equation is written on a line; compare it: “{wanted}”"
        )
        assert plain(desk.imported(inner).text) == f"{wanted}\n"


def plain(text: str) -> str:
    """Markdown without what keeps signs from being read as marks."""
    return re.sub(r"\\(?=\W|_)", "", text).replace("&amp;", "&")


def test_an_equation_with_something_unknown_is_left_out_whole(desk: Desk) -> None:
    for inner in (f"<m:novelty>{e('b')}</m:novelty>", run("b")):
        body = paragraph(f"<m:oMath>{r('a+')}{inner}</m:oMath>") + paragraph("Text")
        assert desk.imported(body).text == "Text\n"
        assert desk.warnings(body) == [
            "paragraph 1: an equation is left out; its characters are “a+b”"
        ]


# --- A line has the value of its equation ---------------------------------------------------------

Valued: TypeAlias = tuple[str, Fraction]
"""A part of an equation, and what it comes to."""
NUMBERS = st.integers(1, 9).map(lambda number: (r(str(number)), Fraction(number)))
EXPONENTS = st.sampled_from(
    [(r("2"), Fraction(2)), (r("1+1"), Fraction(2)), (power("1", "2"), Fraction(1))]
)


def in_a_row(parts: list[tuple[str, Valued]]) -> Valued:
    """Parts side by side, each with the sign before it, where nothing is times; the first sign does
    not count."""
    xml, terms = "", [Fraction(0)]
    for at, (wanted, (inner, value)) in enumerate(parts):
        # Word itself would print 3 and 4 with nothing between them as 34.
        sign = wanted or ("" if inner.startswith(("<m:d>", "<m:f>")) else "×")
        if at and sign:
            xml += r(sign)
        if at and sign != "+":
            terms[-1] *= value
        else:
            terms.append(value)
        xml += inner
    return xml, sum(terms, Fraction(0))


def rows(parts: st.SearchStrategy[Valued]) -> st.SearchStrategy[Valued]:
    signed = st.tuples(st.sampled_from(["+", "×", ""]), parts)
    return st.lists(signed, min_size=1, max_size=3).map(in_a_row)


def nested(parts: st.SearchStrategy[Valued]) -> st.SearchStrategy[Valued]:
    row = rows(parts)
    return st.one_of(
        st.tuples(row, row).map(
            lambda two: (fraction(two[0][0], two[1][0]), two[0][1] / two[1][1])
        ),
        st.tuples(row, EXPONENTS).map(
            lambda two: (power(two[0][0], two[1][0]), two[0][1] ** two[1][1])
        ),
        row.map(lambda one: (brackets(one[0]), one[1])),
    )


EQUATIONS = rows(st.recursive(NUMBERS, nested, max_leaves=6))


RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻]+")


def value_of(line: str) -> Fraction:
    """What a line comes to by the rules of arithmetic, where what stands side by side is times."""
    line = RAISED.sub(lambda found: f"^({normalize('NFKC', found[0])})", line).replace("−", "-")
    line = line.replace("^", "**").replace("×", "*").replace(" ", "*")
    line = re.sub(r"(?<=[\d)])(?=\()|(?<=\))(?=\d)", "*", line)
    value = eval(re.sub(r"\d+", r"F(\g<0>)", line), {"F": Fraction})
    assert isinstance(value, Fraction)
    return value


@given(equation=EQUATIONS)
def test_a_line_has_the_value_of_its_equation(equation: Valued) -> None:
    xml, value = equation
    names = f'xmlns:m="{M}" xmlns:w="{W}"'
    element = etree.fromstring(f"<m:oMath {names}>{xml}</m:oMath>")
    assert value_of(equation_text(element, Report())) == value
