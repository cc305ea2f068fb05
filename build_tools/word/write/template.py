"""A template in, a document without text out, with every style that the text will need.

The house's own template is made here, from the one that python-docx brings. A publisher's template
is any .docx file: its page, its styles, its running heads and its settings stay, its text is taken
out, and styles that it lacks are added.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from build_tools.language import decimal_sign, speaking, spoken
from build_tools.word.write.context import WIDTH
from build_tools.word.write.styles import NORMAL, STYLES, defaults

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
}
"""What python-docx's own template has and a text needs."""
_KEPT_OF_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
_BROKEN = (
    *(PackageNotFoundError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError),
    *(EOFError, NotImplementedError, RuntimeError, OSError),
    *(LookupError, ValueError, AttributeError, TypeError),
)
"""What opening a damaged archive or a part that is none raises, in zipfile and in python-docx."""
_CONTENT_TYPES = "[Content_Types].xml"
_OTHER_KINDS = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""What the main part of a .dotx, a .docm and a .dotm is called."""
_MACROS = {
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations",
    "http://schemas.microsoft.com/office/2006/relationships/attachedToolbars",
}
_PAGE = (
    f'<w:sectPr {nsdecls("w")}><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701"'
    ' w:right="1440" w:bottom="1440" w:left="1440" w:header="709" w:footer="567"'
    ' w:gutter="0"/></w:sectPr>'
)


def _settings(language: str) -> str:
    with speaking(language):
        sign = decimal_sign()
    # Where a number has a comma, a list is parted by another sign.
    separator = ";" if sign == "," else ","
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="850"/><w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:footnotePr>"
        '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="15"/></w:compat><w:themeFontLang w:val="{language}"/>'
        f'<w:decimalSymbol w:val="{sign}"/><w:listSeparator w:val="{separator}"/></w:settings>'
    )


_STYLED = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle|basedOn) w:val=)"(\w+)"')
_NAME = re.compile('<w:name w:val="([^"]+)"')
_EMU = 635
"""English Metric Units, in which python-docx measures, in a twentieth of a point."""


class WordTemplateError(ValueError):
    """A file that cannot serve as a template, and why."""


@dataclass(frozen=True, slots=True)
class Template:
    """A document without text, and what its styles are called in it."""

    document: Document
    ids: dict[str, str]
    """By the ids in `STYLES`: a template in another language calls "heading 1" by another id."""

    @property
    def width(self) -> int:
        """Between the margins of the last section, in twentieths of a point."""
        return self._between_margins(self.document.sections[-1].page_width) or WIDTH

    @property
    def turned_width(self) -> int:
        """The same on a turned sheet; 0 where it is not known how high a sheet is."""
        return self._between_margins(self.document.sections[-1].page_height)

    def _between_margins(self, whole: int | None) -> int:
        section = self.document.sections[-1]
        left, right = section.left_margin, section.right_margin
        if whole is None or left is None or right is None:
            return 0
        return (whole - left - right) // _EMU

    def named(self, xml: str) -> str:
        """XML with its styles by the ids that they have in this template."""
        if all(ours == id_ for ours, id_ in self.ids.items()):
            return xml
        return _STYLED.sub(lambda found: f'{found[1]}"{self.ids.get(found[2], found[2])}"', xml)


def open_template(template: bytes | None) -> Template:
    """A document without text; WordTemplateError when `template` is no Word document."""
    document = _own_document() if template is None else _read(template)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    if not document.sections:
        raise WordTemplateError("it has no page at its end: nothing says how large its paper is")
    return _complete(document)


def _own_document() -> Document:
    """The house's template, which need not be tried out."""
    return docx.Document(io.BytesIO(_own(spoken())))


def _read(template: bytes) -> Document:
    try:
        document = docx.Document(io.BytesIO(_as_document(template)))
        _try_out(document)
        body = document.element.body
    except _BROKEN as error:
        raise WordTemplateError(
            "it is not a Word document; save the template as .docx or .dotx"
        ) from error
    if body is None or not document.sections:
        raise WordTemplateError("it has no page: nothing says how large its paper is")
    _drop_macros(document)
    return document


def _try_out(document: Document) -> None:
    """Ask for all that a text will ask for: what a part holds comes to light when it is used."""
    found = [document.settings.element, document.core_properties.title]
    found.append(document.styles.default(WD_STYLE_TYPE.PARAGRAPH))
    document.save(io.BytesIO())
    for section in document.sections:
        found += [section.page_width, section.left_margin, section.right_margin]
        found += [
            each.paragraphs
            for each in (section.header, section.footer)
            if not each.is_linked_to_previous  # one that is not there would be made
        ]


def _as_document(template: bytes) -> bytes:
    """A Word file of any kind as a document: a template and a file with macros are the same but for
    what they call their main part (ECMA-376 Part 1, 11.3.10; [MS-OFFMACRO2] 2.2).
    """
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        types = archive.read(_CONTENT_TYPES)
        if not any(kind in types for kind in _OTHER_KINDS):
            return template
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as document:
            for name in archive.namelist():
                part = archive.read(name)
                document.writestr(name, _with_plain_type(part) if name == _CONTENT_TYPES else part)
    return made.getvalue()


def _with_plain_type(types: bytes) -> bytes:
    for kind in _OTHER_KINDS:
        types = types.replace(kind, CONTENT_TYPE.WML_DOCUMENT_MAIN.encode())
    return types


@cache
def _own(language: str) -> bytes:
    """The house's template: of python-docx's own the frame alone, with another page, settings and
    basic styles, in the language that is spoken.
    """
    document = docx.Document()
    part = document.part
    _keep_relations(part.rels, _KEPT)
    _keep_relations(part.package.rels, _KEPT_OF_PACKAGE)
    body = document.element.body
    body.replace(body.sectPr, parse_xml(_PAGE))
    _refill(document.settings.element, _settings(language))
    _refill(
        document.styles.element, f"<w:styles {nsdecls('w')}>{defaults(language)}{NORMAL}</w:styles>"
    )
    _complete(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _keep_relations(relations: Relationships, kept: Collection[str]) -> None:
    """Drop all relations but those of some types."""
    for name, relation in list(relations.items()):
        if relation.reltype not in kept:
            del relations[name]


def _drop_macros(document: Document) -> None:
    """Drop what a plain document may not hold, for Word refuses to open it."""
    relations = document.part.rels
    for name, relation in list(relations.items()):
        if relation.reltype in _MACROS:
            del relations[name]


def _refill(element: etree._Element, xml: str) -> None:
    """Put the children of `xml` in the place of those of an element."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _complete(document: Document) -> Template:
    """Add the styles that are not there; Word knows a style by its name, in letters of either
    case.
    """
    styles = document.styles.element
    present: dict[str, str] = {}
    for style in styles.iter(qn("w:style")):
        for name in style.iter(qn("w:name")):
            present[str(name.get(qn("w:val"))).lower()] = str(style.get(qn("w:styleId")))
    names = {"Normal": "normal"}
    for id_, xml in STYLES.items():
        names[id_] = str(_NAME.findall(xml)[0]).lower()
    template = Template(document, {id_: present.get(name) or id_ for id_, name in names.items()})
    for id_, xml in STYLES.items():
        if names[id_] not in present:
            declared = f"<w:style {nsdecls('w')} "
            styles.append(parse_xml(template.named(xml).replace("<w:style ", declared, 1)))
    return template
