"""A template, a body, notes and the words of its running head in, the bytes of a Word file out.

The same input gives the same bytes: every date in the package comes from the record, none from the
clock.
"""

import datetime as dt
import io
import struct
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.document import CT_Document
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.oxml.parser import element_class_lookup
from docx.oxml.section import CT_SectPr
from docx.section import Section, _BaseHeaderFooter
from docx.text.paragraph import Paragraph
from lxml import etree

from build_tools.language import gettext as _
from build_tools.language import spoken
from build_tools.model import visible_controls
from build_tools.word.write.context import UNNAMED, WriteContext, text
from build_tools.word.write.template import Template

_ZIP_DATE = b"\0\0\x21\0"
"""The earliest that a zip file can hold: the first second of 1980."""
_LOCAL_DATE, _CENTRAL_DATE, _CENTRAL_LENGTHS = 10, 12, 28
"""Where the header of an entry, and what the directory at the end says of it, have the date; and
where that has the lengths of the three fields behind its own (APPNOTE.TXT 4.3.7, 4.3.12)."""
_CENTRAL_SIZE = 46
_XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr>'
    '<w:pStyle w:val="Spacer"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr>'
    '<w:pStyle w:val="Spacer"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_COMMENTS = (
    RELATIONSHIP_TYPE.COMMENTS,
    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
)
"""What a document has its comments in, and what is known of them beside that ([MS-DOCX] 2.2)."""
_MOST_ABOVE = 100
"""As many letters as have room beside one another at the head of a page."""
_TAB = "<w:r><w:tab/></w:r>"
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {}'
    " </w:instrText></w:r><w:r>"
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """What a file says of itself, on every page and in its properties."""

    title: str
    """The document and its version, or both versions."""
    status: str
    """How the version stands on a day, with the day; empty where nobody asked."""
    provenance: str
    """What the text is: "Reconstruction for demonstration, not the legal text"."""
    name: str
    """As on the command line: `mtad@4.0`."""
    called: str
    """As readers call it: "MTAD 4.0"; empty where the title says all."""
    date: dt.datetime


def package_bytes(
    template: Template, body: str, context: WriteContext, info: DocumentInfo
) -> bytes:
    """The template with its text, its running head and its properties, as a file."""
    part = template.document.part
    part._element = _filled(template.document.element, template.named(body))
    document = part.document
    _add_notes(template, context)
    _add_comments(template, context)
    _add_links(document.part, "document", context)
    _lay_out_sheets(document, context)
    _add_all_margins(document, info, context, template)
    _describe(document, info)
    written = io.BytesIO()
    document.save(written)
    return _dateless(written)


def _filled(document: CT_Document, body: str) -> CT_Document:
    """The document of a template with a text before what its body has.

    Parsed as one: lxml moves an element into another document in time that grows with the square of
    what it holds. Python-docx's own parser takes no text of ten megabytes.
    """
    names = {**document.nsmap, "w": nsmap["w"], "r": nsmap["r"]}
    frame = etree.Element(document.tag, dict(document.attrib), names)
    for part in list(document):
        frame.append(part)
    frame[-1].insert(0, etree.Comment("text"))
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, huge_tree=True)
    parser.set_element_class_lookup(element_class_lookup)
    xml = etree.tostring(frame, encoding="unicode").replace("<!--text-->", body, 1)
    return cast("CT_Document", etree.fromstring(xml, parser))


def _add_notes(template: Template, context: WriteContext) -> None:
    """The part of the notes, in the place of the template's."""
    _drop_parts(template, RELATIONSHIP_TYPE.FOOTNOTES)
    xml = (
        f"<w:footnotes {nsdecls('w', 'r')}>{_SEPARATORS}{''.join(context.footnotes)}</w:footnotes>"
    )
    notes = _part("footnotes", CONTENT_TYPE.WML_FOOTNOTES, xml, template)
    template.document.part.rels.add_relationship(RELATIONSHIP_TYPE.FOOTNOTES, notes, "notes")
    _add_links(notes, "footnotes", context)


def _add_comments(template: Template, context: WriteContext) -> None:
    """The part of the comments; those of the template were on its text, which is gone."""
    _drop_parts(template, *_COMMENTS)
    if not context.comments:
        return
    xml = f"<w:comments {nsdecls('w')}>{''.join(context.comments)}</w:comments>"
    comments = _part("comments", CONTENT_TYPE.WML_COMMENTS, xml, template)
    template.document.part.rels.add_relationship(RELATIONSHIP_TYPE.COMMENTS, comments, "comments")


def _drop_parts(template: Template, *kinds: str) -> None:
    rels = template.document.part.rels
    for name in [name for name, found in rels.items() if found.reltype in kinds]:
        del rels[name]


def _part(name: str, kind: str, xml: str, template: Template) -> Part:
    content = f"{_XML_DECLARATION}\n{template.named(xml)}".encode()
    return Part(PackURI(f"/word/{name}.xml"), kind, content, template.document.part.package)


def _add_links(part: Part, name: str, context: WriteContext) -> None:
    for (of, address), id_ in context.links.items():
        if of == name:
            part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, id_, is_external=True)


# --- Sections -------------------------------------------------------------------------------------


def _lay_out_sheets(document: Document, context: WriteContext) -> None:
    """Give the ends of sections in the text what the template says of its sheets."""
    body = document.element.body
    last = body.sectPr
    ends = [each for each in body.iter(qn("w:sectPr")) if each is not last]
    for at, end in enumerate(ends):
        laid_out = deepcopy(last)
        if at:
            _goes_on(laid_out)
        if len(end):
            _turn(laid_out)
        end.getparent().replace(end, laid_out)
    if ends:
        _goes_on(last)
    if context.ends_turned:
        _turn(last)


def _goes_on(section: CT_SectPr) -> None:
    """Take from the properties of a section what holds of the first alone: the sheet it begins on,
    another head for its first sheet, the number to begin with.
    """
    for each in section.xpath("./w:type | ./w:titlePg"):
        section.remove(each)
    for each in section.xpath("./w:pgNumType[@w:start]"):
        del each.attrib[qn("w:start")]


def _turn(section: CT_SectPr) -> None:
    """Turn the sheets of a section."""
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENTATION.LANDSCAPE


# --- Running heads and properties -----------------------------------------------------------------


def _add_all_margins(
    document: Document, info: DocumentInfo, context: WriteContext, template: Template
) -> None:
    """Add running heads and feet to all sections; those whose sheets lie alike share them, and all
    do where a template has its own.
    """
    sections = list(document.sections)  # looked for in all of the text
    shared = not sections[-1].header.is_linked_to_previous
    filled: dict[bool, Section] = {}
    for section in sections:
        turned = not shared and section.orientation == WD_ORIENTATION.LANDSCAPE
        if turned not in filled:
            width = context.turned_width if turned else context.width
            _add_margins(section, info, width, template)
            filled[turned] = section
        else:
            _share_margins(filled[turned], section)


def _share_margins(of: Section, section: Section) -> None:
    own = section._sectPr
    if not own.xpath("./w:headerReference | ./w:footerReference"):
        for each in reversed(of._sectPr.xpath("./w:headerReference | ./w:footerReference")):
            own.insert(0, deepcopy(each))


def _add_margins(section: Section, info: DocumentInfo, width: int, template: Template) -> None:
    """Add the running head and foot below what the template has; those of an earlier export are
    replaced.
    """
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    above = [_line(_words(info.title), "")]
    if len(info.provenance) + len(info.status) > _MOST_ABOVE:
        above += [_line(_words(each), "") for each in (info.provenance, info.status)]
    else:
        above.append(_line(f"{_words(info.provenance)}{_TAB}{_words(info.status)}", tabs))
    page, pages = _FIELD.format("PAGE"), _FIELD.format("NUMPAGES")
    counted = _("Page %(page)s of %(pages)s", page="\0", pages="\0")
    before, between, after = map(_words, counted.split("\0"))
    below = _line(f"{_words(info.called)}{_TAB}{before}{page}{between}{pages}{after}", tabs)
    _fill(section.header, above, template)
    _fill(section.footer, [below], template)


def _fill(margin: _BaseHeaderFooter, lines: list[str], template: Template) -> None:
    margin.is_linked_to_previous = False
    element = margin._element
    ours = template.ids["RunningHead"]
    for paragraph in list(margin.paragraphs):
        if not paragraph.text or _style_of(paragraph) == ours:
            element.remove(paragraph._element)
    element.extend([parse_xml(template.named(line)) for line in lines])


def _style_of(paragraph: Paragraph) -> str | None:
    """The id of its style, which is looked for among all that a template has."""
    return paragraph.style.style_id if paragraph.style is not None else None


def _line(inner: str, tabs: str) -> str:
    return f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="RunningHead"/>{tabs}</w:pPr>{inner}</w:p>'


def _words(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text(words)}</w:t></w:r>' if words else ""


def _describe(document: Document, info: DocumentInfo) -> None:
    """The properties of the file; what a template says of its own author and dates does not hold of
    the text.
    """
    properties = document.core_properties
    properties.title = _property(info.title)
    properties.subject = _property(info.status)
    properties.comments = _property(info.provenance)
    properties.identifier = _property(info.name)
    properties.language = spoken()
    properties.author = properties.last_modified_by = UNNAMED
    properties.created = properties.modified = info.date.replace(tzinfo=None)
    properties.revision = 1
    properties.keywords = properties.category = properties.version = properties.content_status = ""


def _property(words: str) -> str:
    """Words as a property holds them, of which it holds no more than so many."""
    return visible_controls(words)[:255]


def _dateless(written: io.BytesIO) -> bytes:
    """The same package with every part dated alike; what is compressed is not compressed again."""
    dated = bytearray(written.getvalue())
    with zipfile.ZipFile(written) as archive:
        headers, listed = [each.header_offset for each in archive.infolist()], archive.start_dir
    for header in headers:
        _set_date(dated, header + _LOCAL_DATE)
        _set_date(dated, listed + _CENTRAL_DATE)
        lengths = struct.unpack_from("<3H", dated, listed + _CENTRAL_LENGTHS)
        listed += _CENTRAL_SIZE + sum(lengths)
    return bytes(dated)


def _set_date(dated: bytearray, at: int) -> None:
    dated[at : at + len(_ZIP_DATE)] = _ZIP_DATE
