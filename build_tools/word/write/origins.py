"""Where the words of a version come from: the signs in its text, and the notes at its end to which
they lead.

A sign is a link within the file. Whoever points at it is shown the note.
"""

from collections.abc import Iterator

from build_tools.language import gettext as _
from build_tools.word.write.context import WriteContext, attribute, text
from build_tools.word.write.paragraph_marks import ParagraphXml

_HEADING = '<w:pStyle w:val="Heading2Plain"/>'
_NOTE = '<w:pStyle w:val="FootnoteText"/>'
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def origin_sign(number: str, context: WriteContext) -> str:
    """The number of a note, behind the words that it is about."""
    said = context.origins[int(number) - 1]
    return (
        f'<w:hyperlink w:anchor="{_name(int(number))}" w:tooltip="{attribute(said)}">'
        f"<w:r>{_RAISED}<w:t>[{number}]</w:t></w:r></w:hyperlink>"
    )


def origin_parts(context: WriteContext) -> Iterator[ParagraphXml]:
    """The notes, under a heading; nothing where there are none."""
    if not context.origins:
        return
    yield _paragraph(_HEADING, _run(_("Where each part comes from")))
    unsaid = _("What has no number is as in the first version of this record.")
    yield _paragraph(_NOTE, _run(unsaid))
    for number, said in enumerate(context.origins, 1):
        words = f"{_run(str(number))}<w:r><w:tab/></w:r>{_run(said)}"
        yield _paragraph(_NOTE, context.bookmark(_name(number)) + words)


def _name(number: int) -> str:
    """The name of the bookmark of a note, which Word does not list."""
    return f"_Origin{number}"


def _paragraph(style: str, inner: str) -> ParagraphXml:
    return ParagraphXml(old_style=style, new_style=style, inner=inner)


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text(words)}</w:t></w:r>'
