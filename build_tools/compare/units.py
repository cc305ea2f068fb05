"""A block in, the unit that the aligner pairs out: its words, without what changes by itself."""

from functools import cache, partial

from build_tools.compare import thresholds
from build_tools.compare.align import Unit
from build_tools.compare.tables import table_features
from build_tools.model import Block, wording


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
        is_definition=bool(block.term),
        is_bare_heading=bool(block.label) and not text.strip(),
    )


def _group(block: Block) -> str:
    """What a block is paired among: text, or the paragraphs of notes, or blocks of its own kind."""
    if block.kind in ("table", "code", "rule"):
        return block.kind
    return "footnote" if block.kind == "footnote" or block.note_level else "text"
