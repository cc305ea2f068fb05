"""A version in, what its provisions are called out: examples that a reader of it knows again."""

from collections.abc import Iterator

from build_tools.model import Block, Version
from build_tools.text.markdown.citation_words import without_heading


def numbered_examples(version: Version) -> tuple[str, ...]:
    """The first provision with a number of its own, and the first that stands in one; what the
    version does not have is left out.
    """
    return tuple(_first(version, is_limb=False)) + tuple(_first(version, is_limb=True))


def table_examples(version: Version) -> tuple[str, ...]:
    """The first table with a number; none where there is none."""
    labels = (block.label for block in version.body if block.table and block.label)
    return tuple(labels)[:1]


def _first(version: Version, *, is_limb: bool) -> Iterator[str]:
    for block in version.body:
        if _is_numbered(block) and _is_limb(block) == is_limb:
            yield without_heading(block.citation)
            return


def _is_numbered(block: Block) -> bool:
    return bool(block.label and block.anchor) and block.kind in ("heading", "paragraph")


def _is_limb(block: Block) -> bool:
    return not (block.label[0].isalnum() or block.label[0] == "§")
