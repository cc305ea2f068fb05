"""A passage that is no table in, a paragraph of WordprocessingML out.

How a paragraph looks is its style's affair; which style it has follows from its kind, its depth and
whether it has a label. One that changed its style, as a heading of another level does, carries a
tracked change of properties (17.13.5.29), which both accepts and rejects; nothing of its text is
marked for that.
"""

from build_tools.model import Block, Content, Edits, Passage, Run, Tie
from build_tools.word.write.context import Revision, WriteContext, attribute
from build_tools.word.write.notes import Notes
from build_tools.word.write.paragraph_marks import Paragraph
from build_tools.word.write.runs import content_xml, replaced_whole
from build_tools.word.write.styles import DEPTHS, INDENT


def lone_paragraph(passage: Passage, context: WriteContext, notes: Notes) -> Paragraph:
    """A paragraph that stands in one text alone here: deleted, inserted or moved whole."""
    revision = revision_of(passage)
    inner = content_xml(
        (*_labelled(passage.block.label), *passage.block.content), revision, context, notes
    )
    before, after = _range(revision, passage.change, context)
    style = style_xml(passage.block)
    return Paragraph(
        revision=revision, was=style, now=style, inner=before + inner, after=after, lone=True
    )


def _has_link(tie: Tie) -> bool:
    runs = (run for block in (*tie.old, *tie.new) for run in block.content)
    return any(mark.kind in ("link", "image") for run in runs for mark in run.marks)


def paired(old: Block, new: Block, inner: str, revision: Revision = "") -> Paragraph:
    """A paragraph with the styles that it has in both texts."""
    return Paragraph(revision=revision, was=style_xml(old), now=style_xml(new), inner=inner)


def revision_of(passage: Passage) -> Revision:
    """What befell a whole passage at this place.

    One that moved and holds a link is deleted and inserted: LibreOffice 7.4 would leave an empty
    paragraph behind. So is a note, which in either text may stand among the notes.
    """
    tie = passage.tie
    moved = (
        tie is not None
        and tie.kind == "move"
        and not _has_link(tie)
        and tie.old[0].kind != "footnote"
    )
    match passage.side:
        case "both":
            return ""
        case "old":
            return "moveFrom" if moved else "del"
        case "new":
            return "moveTo" if moved else "ins"


def style_xml(block: Block) -> str:
    """The style of a paragraph; a quotation is set in by as much again for each level."""
    name, depth = _style(block)
    if not block.quoted:
        return f'<w:pStyle w:val="{name}"/>'
    left = INDENT * (depth + block.quoted)
    hanging = f' w:hanging="{INDENT}"' if name.startswith("Provision") else ""
    return f'<w:pStyle w:val="{name}"/><w:ind w:left="{left}"{hanging}/>'


def _style(block: Block) -> tuple[str, int]:
    """The style by its id, and by how many steps it is set in."""
    depth = min(block.depth, DEPTHS - 1)
    match block.kind:
        case "heading":
            return f"Heading{min(max(block.depth, 1), 6)}" + ("" if block.label else "Plain"), (
                1 if block.label else 0
            )
        case "code":
            return "Code", 0
        case "rule":
            return "Rule", 0
        case "footnote":
            return "FootnoteText", 1
        case _ if block.label:
            return f"Provision{depth + 1}", max(depth, 1)
        case _:
            steps = depth + 1 if block.term else depth
            return f"ProvisionText{steps}", steps


# --- Labels ---------------------------------------------------------------------------------------


def label_edits(old: str, new: str) -> Edits:
    """A label, and the tab behind which the text hangs, in both texts."""
    if not old or not new or old == new:
        return replaced_whole(_labelled(old), _labelled(new))
    return (*replaced_whole((Run(old),), (Run(new),)), *replaced_whole((Run("\t"),), (Run("\t"),)))


def _labelled(label: str) -> Content:
    return (Run(f"{label}\t"),) if label else ()


def _range(revision: Revision, name: str, context: WriteContext) -> tuple[str, str]:
    """The ends of the range of what moved, whose name both of its places have (17.13.5.24,
    17.13.5.28).
    """
    if revision not in ("moveFrom", "moveTo"):
        return "", ""
    stamp = context.stamp()
    start = f'<w:{revision}RangeStart {stamp} w:name="{attribute(name)}"/>'
    return start, f"<w:{revision}RangeEnd {stamp.split()[0]}/>"
