"""The text that a direction made and the new version in; out where they differ, both shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from build_tools.model import Block, Content, Table, Version
from build_tools.text.markdown import parse

_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place at which the text made by a direction is not the new version."""

    where: str
    """The citation in the new version, or in the text that was made where it ends sooner."""
    made: str
    wanted: str


def differences(made: str, new: Version) -> Iterator[Difference]:
    """Every place at which they differ, from the first on."""
    for one, two in zip_longest(parse(made, new.citation_words), new.body):
        if one is None or two is None or _seen(one) != _seen(two):
            block = two or one
            assert block is not None
            yield Difference(where=block.citation, made=_shown(one), wanted=_shown(two))


def _seen(block: Block) -> tuple[object, ...]:
    """All of a block that a reader sees."""
    table = block.table
    return (
        *(block.kind, block.label, block.depth, block.quoted, block.note_level),
        block.content if block.kind == "code" else _spaced(block.content),
        _table_seen(table) if table else None,
    )


def _table_seen(table: Table) -> tuple[object, ...]:
    cells = [(_spaced(cell.content), cell.merge) for cell in chain.from_iterable(table.rows)]
    return _spaced(table.caption), table.width, table.header_rows, cells


def _spaced(content: Content) -> Content:
    """The same with one space wherever there are several, as a page shows them."""
    return tuple([replace(run, text=_SPACES.sub(" ", run.text)) for run in content])


def _shown(block: Block | None) -> str:
    return " ".join(block.source.split()) if block else ""
