"""A passage that is no table in, a paragraph of WordprocessingML out.

How a paragraph looks is its style's affair; which style it has follows from its kind, its depth and
whether it has a label. One that changed its style, as a heading of another level does, carries a
tracked change of properties (17.13.5.29), which both accepts and rejects; nothing of its text is
marked for that.
"""

from build_tools.model import Block, Content, Edit, Edits, Passage, Run, Tie, insertion
from build_tools.word.write.context import UNDATED, Revision, attribute
from build_tools.word.write.links import has_link
from build_tools.word.write.paragraph_marks import ParagraphXml
from build_tools.word.write.runs import RunWriter, whole_replacement
from build_tools.word.write.styles import (
    CODE_STEPS,
    DEPTHS,
    INDENT,
    LIMB,
    LOOSE_NOTE,
    NOTE_INDENT,
)

_BLANK_LINE = Run("\n")


def lone_paragraph(passage: Passage, runs: RunWriter) -> ParagraphXml:
    """A paragraph that stands in one text alone here: deleted, inserted or moved whole."""
    revision = revision_of(passage)
    if passage.block.kind == "heading":
        runs = runs.set_in_bold()
    edits = passage.edits or insertion(content_of(passage.block))
    with runs.context.made_by(passage.by):
        inner = runs.content(_labelled(passage.block.label), revision)
        inner += runs.made_by(edits, revision)
        before, after = _range(revision, passage, runs)
    style = style_xml(passage.block)
    return ParagraphXml(
        revision=revision,
        by=passage.by,
        old_style=style,
        new_style=style,
        inner=before + inner,
        after=after,
        lone=True,
    )


def changed_paragraph(
    old: Block, new: Block, inner: str, revision: Revision = "", by: str = ""
) -> ParagraphXml:
    """A paragraph with the styles that it has in both texts, and what befell its mark."""
    new_style = style_xml(new)
    old_style = new_style if old is new else style_xml(old)
    return ParagraphXml(
        revision=revision, by=by, old_style=old_style, new_style=new_style, inner=inner
    )


def revision_of(passage: Passage) -> Revision:
    """What befell a whole passage at this place.

    One that moved and holds a link is deleted and inserted: LibreOffice 7.4 would leave an empty
    paragraph behind. So is a part of a note, which in either text may stand among the notes.
    """
    moved = passage.tie is not None and _is_tracked_move(passage.tie)
    match passage.side:
        case "both":
            return ""
        case "old":
            return "moveFrom" if moved else "del"
        case "new":
            return "moveTo" if moved else "ins"


def _is_tracked_move(tie: Tie) -> bool:
    if tie.kind != "move":
        return False
    return not any(_is_of_note(block) or has_link(block.content) for block in (*tie.old, *tie.new))


def _is_of_note(block: Block) -> bool:
    return block.kind == "footnote" or block.note_level > 0


def style_xml(block: Block) -> str:
    """The style of a paragraph; a quotation is set in by as much again for each level."""
    name, steps = _style(block)
    if block.kind == "heading":
        return _heading_xml(block, name, steps)
    if block.continues_note and name == "FootnoteText":
        return _note_style_xml(block)
    if block.kind == "code" and not block.quoted:
        steps += block.depth
    elif not block.quoted:
        return f'<w:pStyle w:val="{name}"/>'
    hanging = f' w:hanging="{INDENT}"' if name.startswith("Provision") else ""
    return f'<w:pStyle w:val="{name}"/>{_quotation_indent(block, steps, hanging)}'


def _quotation_indent(block: Block, steps: float, hanging: str = "") -> str:
    left = int(INDENT * (steps + block.quoted))
    return f'<w:ind w:left="{left}"{hanging}/>'


def _heading_xml(block: Block, name: str, steps: float) -> str:
    """The style of a heading, and its level beside it: so it stays one if it is long or a
    sentence.
    """
    indent = _quotation_indent(block, steps) if block.quoted else ""
    level = min(max(block.depth, 1), 6) - 1
    return f'<w:pStyle w:val="{name}"/>{indent}<w:outlineLvl w:val="{level}"/>'


def _note_style_xml(block: Block) -> str:
    """The style of a later paragraph of a note: under the text of the first, its limbs set in."""
    left = NOTE_INDENT * (block.depth + block.quoted + bool(block.label))
    hanging = NOTE_INDENT if block.label else 0
    return f'<w:pStyle w:val="FootnoteText"/><w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _style(block: Block) -> tuple[str, float]:
    """The style by its id, and by how many steps it is set in."""
    depth = min(block.depth, DEPTHS - 1)
    match block.kind:
        case "heading":
            name = f"Heading{min(max(block.depth, 1), 6)}"
            return (name, 1) if block.label else (f"{name}Plain", 0)
        case "code":
            return ("QuotedCode" if block.quoted else "Code"), CODE_STEPS
        case "rule":
            return "Rule", 0
        case "footnote" | "paragraph" if _is_of_note(block):
            return LOOSE_NOTE if block.kind == "footnote" else "FootnoteText", 1
        case _ if block.label:
            return (LIMB, 1.5) if block.is_limb else (f"Provision{depth + 1}", max(depth, 1))
        case _:
            steps = depth + 1 if block.term else depth
            return f"ProvisionText{steps}", steps


def content_of(block: Block) -> Content:
    """What a paragraph prints; a line break where it prints nothing, so that Word shows a blank
    line as a page does.
    """
    return block.content or ((_BLANK_LINE,) if _is_blank(block) else ())


def _is_blank(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and not block.label


# --- Labels ---------------------------------------------------------------------------------------


def label_edits(old: str, new: str, by: str) -> Edits:
    """A label, and the tab behind which the text hangs, in both texts; by whom it changed."""
    if not old or not new or old == new:
        return whole_replacement(_labelled(old), _labelled(new), by)
    tab = (Run("\t"),)
    return (*whole_replacement((Run(old),), (Run(new),), by), Edit("=", tab, tab))


def _labelled(label: str) -> Content:
    return (Run(f"{label}\t"),) if label else ()


def _range(revision: Revision, passage: Passage, runs: RunWriter) -> tuple[str, str]:
    """The ends of the range of what moved, whose name both of its places have (17.13.5.24,
    17.13.5.28); each paragraph of a section that moved has its own.
    """
    if passage.tie is None or revision not in ("moveFrom", "moveTo"):
        return "", ""
    name = f"{passage.change}-{passage.tie.old[0].line}"
    stamp = runs.context.stamp(UNDATED)
    start = f'<w:{revision}RangeStart {stamp} w:name="{attribute(name)}"/>'
    return start, f"<w:{revision}RangeEnd {stamp.split()[0]}/>"
