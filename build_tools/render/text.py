"""A redline or a version as plain text, for a terminal and for a pipe."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent
from types import MappingProxyType

from build_tools.language import gettext as _
from build_tools.model import (
    Block,
    Change,
    Edits,
    Redline,
    Version,
    row_text,
    visible_controls,
    with_note_signs,
)
from build_tools.render.change_names import kind_name
from build_tools.render.counts import counts_text
from build_tools.render.json import edits_data
from build_tools.render.markup import markup_changes
from build_tools.render.without_a_word import resting_lines

_MARKED = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}
"""How text is written, by the sign of its edit."""


def redline_text(redline: Redline) -> str:
    """The ends, the counts and every change, deletions as `[-…-]` and insertions as `{+…+}`; and
    what changed without a word.
    """
    named = [(kind_name(kind), count) for kind, count in redline.counts.items()]
    counts = counts_text(named) or _("no change")
    head = f"{redline.old.name} -> {redline.new.name}: {counts}"
    if not redline.aligned:
        head += _("\nnot aligned: read both")
    parts = [head, *_change_texts(redline)]
    if redline.changed_back:
        parts.append("\n    ".join([_("Changed and changed back:"), *_changed_back(redline)]))
    if lines := list(resting_lines(redline)):
        parts.append("\n    ".join([_("Changed without a word:"), *lines]))
    return visible_controls("\n\n".join(parts)) + "\n"


def _change_texts(redline: Redline) -> Iterator[str]:
    # A version is printed without the engine; who has a redline has loaded it.
    from build_tools.compare.changes.locations import Locations  # noqa: PLC0415

    locations = Locations(redline)
    for change in redline.changes:
        yield _change_text(change, locations.describe(change))


def _changed_back(redline: Redline) -> Iterator[str]:
    for each in redline.changed_back:
        follows = _(" (consequential)") if each.consequential else ""
        yield f"{each.where}: {_('“%(words)s”', words=each.text)} {each.in_words}{follows}"


def version_text(version: Version, signs: Mapping[int, str] = MappingProxyType({})) -> str:
    """The text of a version, block by block, labels as printed; `signs` stand behind the words of
    blocks, by their positions in the body.
    """
    parts = [_with_sign(block, signs.get(at, "")) for at, block in enumerate(version.body)]
    return visible_controls("\n\n".join(parts)) + "\n"


def _with_sign(block: Block, sign: str) -> str:
    """A block with a sign behind its words; of a table, behind its caption."""
    text = _block_text(block)
    if not sign:
        return text
    if block.table is None:
        return f"{text} {sign}".strip()
    if not (block.label or block.table.caption):
        return f"{sign}\n{text}"
    title, _end, rows = text.partition("\n")
    return f"{title} {sign}\n{rows}"


def _block_text(block: Block) -> str:
    """One block; what stands in a note set in below its number."""
    if block.kind == "footnote":
        return f"[^{block.label}]: {block.text}".rstrip()
    return indent(_own_text(block), " " * 4) if block.note_level else _own_text(block)


def _own_text(block: Block) -> str:
    """The label and the text, a table as rows of cells."""
    if block.table is None:
        return " ".join(filter(None, (block.label, block.text)))
    title = ": ".join(filter(None, (block.label, with_note_signs(block.table.caption))))
    rows = list(map(row_text, block.table.rows))
    return "\n".join([title, *rows] if title else rows)


def change_text(change: Change) -> str:
    """A change with its kinds, and below, set in, what it deleted and inserted."""
    return _change_text(change, filter(None, [change.level]))


def _change_text(change: Change, happened: Iterable[str]) -> str:
    head = f"{change.where} ({', '.join(map(kind_name, change.kinds))})"
    return "\n    ".join([head, *_change_lines(change, happened)])


def _change_lines(change: Change, happened: Iterable[str]) -> Iterator[str]:
    """Who made a change, what happened to the whole of it, in words, and what it deleted and
    inserted, below its citation.
    """
    if change.by:
        yield _("by %(versions)s", versions=", ".join(change.by))
    yield from happened
    old_label, new_label = change.old_label or "", change.new_label or ""
    both_labelled = bool(old_label and new_label)
    if change.has_other_label:
        yield _marked("-", old_label) + _marked("+", new_label)
    if change.edits:
        yield from _edit_lines(change.edits)
    elif change.old == change.new:
        if change.new:
            yield change.new
        elif not both_labelled:
            # Of a provision without words only the label can come or go.
            yield from _old_and_new(old_label, new_label)
    else:
        yield from _old_and_new(change.old, change.new)


def _edit_lines(edits: Edits) -> Iterator[str]:
    """Edits in one line of text with signs, then what became of the markup of what was kept."""
    yield "".join(_MARKED[sign].format(text) for sign, text in edits_data(edits))
    for text, words in markup_changes(edits):
        yield f"{_('“%(words)s”', words=text)}: {words}"


def _old_and_new(old: str, new: str) -> Iterator[str]:
    yield from filter(None, (_marked("-", old), _marked("+", new)))


def _marked(sign: str, text: str) -> str:
    return _MARKED[sign].format(text) if text else ""
