"""The body of a document of a consultation pack in (a direction, a response form), the same with
its blanks drawn as content controls, its deleted text struck and its inserted text underlined out.

These documents are markdown, which has no word for these three. It writes each as a link to an
address of its own, `blank:`, `deleted:` or `inserted:`. Here such a link becomes a content control
(ECMA-376 part 1, 17.5.2) or formatting: the document is read and filled in, and nobody accepts or
rejects what it tells of. Other links are left alone.
"""

import re

from build_tools.word.write.context import WriteContext

BLANK_LINK, DELETED_LINK, INSERTED_LINK = "blank:", "deleted:", "inserted:"
_STYLES = {BLANK_LINK: "PlaceholderText", DELETED_LINK: "Deleted", INSERTED_LINK: "Inserted"}
_LINK = re.compile(r'<w:hyperlink r:id="(\w+)">(.*?)</w:hyperlink>')
_TEXT = re.compile(r"<w:t [^>]*>([^<]*)</w:t>")
_ALONE = re.compile(
    r'<w:pStyle w:val="ProvisionText\d"/>(</w:pPr><w:sdt>(?:(?!</w:sdt>).)*</w:sdt></w:p>)'
)
"""A paragraph of the text, and not of a table, that is a blank and nothing else."""


def draw_links(body: str, context: WriteContext) -> str:
    """The body with such links drawn, as are those of the notes in the context; they are no links
    any more.
    """
    drawn = {id_: address for (_, address), id_ in context.links.items() if address in _STYLES}
    context.links = {link: id_ for link, id_ in context.links.items() if id_ not in drawn}

    def draw(found: re.Match[str]) -> str:
        address = drawn.get(found[1])
        if address is None:
            return found[0]
        runs = found[2].replace(_style("Hyperlink"), _style(_STYLES[address]))
        return _content_control(runs, context) if address == BLANK_LINK else runs

    context.footnotes = [_LINK.sub(draw, note) for note in context.footnotes]
    return _ALONE.sub(r'<w:pStyle w:val="Answer"/>\1', _LINK.sub(draw, body))


def _style(id_: str) -> str:
    return f'<w:rStyle w:val="{id_}"/>'


def _content_control(runs: str, context: WriteContext) -> str:
    """A content control that shows `runs` until somebody writes in it.

    It says of no kind that it is, and so takes rich text: of one for plain text LibreOffice 7.4
    makes an input field.
    """
    title = "".join(_TEXT.findall(runs)).strip("[] ").replace('"', "&quot;")
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/>'
        f'<w:id w:val="{context.number()}"/><w:showingPlcHdr/>'
        f"</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )
