"""Links of a foreign text to its headings, as a forge addresses these, led to our addresses."""

import re
from collections.abc import Callable
from typing import NoReturn

import pytest
from hypothesis import given

from build_tools.editing.slug_links import with_own_addresses
from build_tools.model import wording
from build_tools.text.markdown import parse
from tests.drafting import DRAFTS, MARKDOWN, Draft, drafted
from tests.paths import SHARED

HEADINGS = """\
# Rules

## 2. Scope & Aim

## 2.1 Of the `http-01` method

## Overview

## Overview

## Appendix A – Contact Tag

## What _all_ [must](#2) do
"""


def mapped(link: str, headings: str = HEADINGS) -> str:
    """Where a link leads that was written so, or why it stays."""
    made = with_own_addresses(f"{headings}\nSee [it]({link}).\n")
    assert made.text.startswith(headings)
    if made.left:
        (left,) = made.left
        assert (made.links, left.target, left.line) == (0, link, headings.count("\n") + 2)
        return left.why
    (found,) = re.findall(r"See \[it\]\((.*)\)\.\n$", made.text)
    assert made.links == (found != link)
    return str(found)


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("#2-scope--aim", "#2"),
        ("#21-of-the-http-01-method", "#2.1"),
        ("#overview", "#overview"),
        ("#overview-1", "#overview-2"),
        ("#appendix-a--contact-tag", "#appendix-a"),
        ("#what-all-must-do", "#what-all-must-do"),
        ("#Rules", "#rules"),
        # As other programs address headings.
        ("#2-scope-aim", "#2"),
        ("#scope-aim", "#2"),
        ("#of-the-http-01-method", "#2.1"),
        # Ours already.
        ("#2.1", "#2.1"),
        ("#overview-7", "names no provision"),
        ("#nowhere", "names no provision"),
        ("other.md#2-scope--aim", "other.md#2-scope--aim"),
    ],
)
def test_a_link_leads_to_the_heading_that_it_names(written: str, leads: str) -> None:
    assert mapped(written) == leads


def test_a_link_that_could_mean_several_headings_stays() -> None:
    headings = "# 1 Scope\n\n## 1.1 Terms\n\n# 2 Aim\n\n## 2.1 Terms\n"
    assert mapped("#terms", headings) == "could be #1.1 or #2.1"
    assert mapped("#21-terms", headings) == "#2.1"


def test_links_are_found_wherever_they_are_written() -> None:
    text = "# 1 A\n\n# 2 B\n\n| X |\n|---|\n| [x](<#2-b> 'to B') |\n\n> [y][z] [ü](#3-%C3%BC)\n\n"
    made = with_own_addresses(f"{text}[z]: #1-a\n\n# 3 Ü\n")
    assert made.text == text.replace("#2-b", "#2").replace("#3-%C3%BC", "#3") + "[z]: #1\n\n# 3 Ü\n"
    assert (made.links, made.left) == (3, ())


def test_what_only_looks_like_a_link_is_left() -> None:
    text = "# 1 A\n\n[x](#1-a) as `[x](#1-a)` has it.\n\n```\n[x](#1-a)\n```\n\n[x](#1-a)\n"
    made = with_own_addresses(text)
    assert made.text == text.removesuffix("[x](#1-a)\n") + "[x](#1)\n"


def plain(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.anchor, wording(block.content)) for block in parse(text)]


@given(DRAFTS)
def test_nothing_but_where_links_lead_is_changed(draft: Draft) -> None:
    text = drafted(draft)
    names = [re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-") for name in headings(text)]
    text += "\n\n" + "\n\n".join(f"See [it](#{name})." for name in names if name)
    made = with_own_addresses(text)
    assert plain(made.text) == plain(text)


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


@given(MARKDOWN)
def test_any_text_stays_the_text_that_it_is(text: str) -> None:
    assert plain(with_own_addresses(text).text) == plain(text)


def test_every_link_of_a_real_text_leads_to_the_section_that_it_names(
    missing: Callable[[str], NoReturn],
) -> None:
    folder = SHARED / "corpora/chains/servercert__docs_BR"
    if not folder.is_dir():
        missing("the corpora are not beside the project")
    text = max(folder.iterdir()).read_text()
    made = with_own_addresses(text)
    assert (made.links > 400, made.left) == (True, ())
    named = re.findall(r"\[(?:Section )?(\d[\d.]*\d)\]\(#([^)]*)\)", made.text)
    assert len(named) > 200
    assert [each for each in named if each[0] != each[1]] == []
