"""References to notes in, their runs in WordprocessingML out, with the bold and italics of each."""

from build_tools.model import Mark, Run
from build_tools.word.write.context import Revision, WriteContext, text
from build_tools.word.write.formatting import run_properties
from build_tools.word.write.styles import MEANT_REFERENCE

_SIGN = '<w:rStyle w:val="FootnoteReference"/>'
_MEANT_SIGN = f'<w:rStyle w:val="{MEANT_REFERENCE}"/>'
REFERENCE = f"<w:rPr>{_SIGN}</w:rPr>"
"""The properties of a reference without bold or italics."""


def number_xml(
    run: Run, revision: Revision, context: WriteContext, before: Run | None = None
) -> str:
    """A reference that is only its number."""
    words = as_deleted(f'<w:t xml:space="preserve">{text(run.text)}</w:t>', revision)
    properties = reference_properties(run, before or run, context)
    return context.revised(revision, f"<w:r>{properties}{words}</w:r>")


def reference_properties(run: Run, before: Run, context: WriteContext) -> str:
    """The properties of a reference, with its bold and italics and what became of these."""
    was, is_ = map(_sign_properties, (before, run))
    change = ""
    if was != is_:
        change = f"<w:rPrChange {context.stamp()}><w:rPr>{was}</w:rPr></w:rPrChange>"
    return f"<w:rPr>{is_}{change}</w:rPr>"


def _sign_properties(run: Run) -> str:
    emphasis = _emphasis(run)
    return f"{_MEANT_SIGN if emphasis else _SIGN}{run_properties(emphasis)}"


def _emphasis(run: Run) -> tuple[Mark, ...]:
    return tuple(mark for mark in run.marks if mark.kind in ("strong", "emphasis", "strike"))


def as_deleted(xml: str, revision: Revision) -> str:
    """Text as it stands within a deletion, where it is one."""
    if revision != "del":
        return xml
    return xml.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
