"""A block in, the unit that the aligner pairs out: its words, without what changes by itself."""

from collections.abc import Hashable
from functools import cache, partial

from build_tools.compare import thresholds
from build_tools.compare.align import Unit
from build_tools.compare.tables import table_features
from build_tools.model import Block, wording
from build_tools.text.labels import BULLET


def block_unit(block: Block) -> Unit:
    """A block as the aligner sees it: words without the label and the numbers of notes, which
    change by themselves.
    """
    full_text = block.text
    text = full_text if block.table else wording(block.content)
    group = _group(block)
    return Unit(
        key=(group, text),
        group=group,
        label=block.anchor if block.label or block.term or block.table else "",
        texts=(text,),
        min_words=(
            thresholds.MIN_WORDS_MOVED_NOTE if group == "footnote" else thresholds.MIN_WORDS_MOVED
        ),
        features=cache(partial(table_features, block.table)) if block.table else None,
        full_text=full_text,
        heading_level=block.depth if block.kind == "heading" else 0,
        anchor=block.anchor,
        series=_series(block),
        within=block.within,
        term=block.term.casefold(),
        is_bare_heading=bool(block.label) and not text.strip(),
    )


def _series(block: Block) -> Hashable:
    """What tells the series of a block from others of what it stands in; None for what nobody
    counts.
    """
    if block.table or block.kind == "footnote":
        return None
    if block.terms:
        return "definition"
    return (block.kind, block.label == BULLET, block.depth) if block.label else None


def _group(block: Block) -> str:
    """What a block is paired among: text, or the paragraphs of notes, or blocks of its own kind."""
    if block.kind in ("table", "code", "rule"):
        return block.kind
    return "footnote" if block.kind == "footnote" or block.note_level else "text"
