"""A version is made of its blocks, and its text and hash are of no other."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import Block, Version
from build_tools.text.markdown import parse

HEAD = "---\nversion: 1\n---\n\n"


@given(st.text())
def test_the_text_and_the_hash_are_those_of_the_file(text: str) -> None:
    version = Version(document="a.md", blocks=parse(text))
    assert version.text == text
    assert version.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_other_blocks_are_another_text_with_another_hash() -> None:
    old = Version(document="a.md", blocks=parse("One.\n"))
    new = replace(old, blocks=parse("Two.\n"))
    assert new == Version(document="a.md", blocks=parse("Two.\n"))
    assert (new.text, new.sha256) == ("Two.\n", hashlib.sha256(b"Two.\n").hexdigest())


@pytest.mark.parametrize("given", ["text", "sha256", "body"])
def test_nobody_can_say_otherwise(given: str) -> None:
    version = Version(document="a.md", blocks=())
    with pytest.raises((TypeError, ValueError), match=given):
        replace(version, **{given: "another"})  # type: ignore[arg-type]
    # Of a property, Python 3.11 says so with a TypeError: the class has slots.
    with pytest.raises((AttributeError, TypeError)):
        setattr(version, given, "another")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"{HEAD}# A\n\nOne.\n", ["heading", "paragraph"]),
        ("# A\n", ["heading"]),
        (HEAD, []),
        ("", []),
    ],
)
def test_the_body_is_all_but_the_front_matter(text: str, kinds: list[str]) -> None:
    version = Version(document="a.md", blocks=parse(text))
    assert [block.kind for block in version.body] == kinds


def test_a_block_without_a_source_adds_no_text() -> None:
    made_up = Block(kind="paragraph", label="1.1")
    assert Version(document="a.md", blocks=(made_up,)).text == ""
