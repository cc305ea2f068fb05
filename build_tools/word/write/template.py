"""A template in, a document without text out, with every style that the text will need.

The house's own template is made here, from the one that python-docx brings. A publisher's template is any .docx file: its
page, its styles, its running heads and its settings stay, its text is taken out, and styles that it lacks are added.
"""

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from build_tools.word.write.styles import DEFAULTS, NORMAL, STYLES

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
}
"""What python-docx's own template has and a text needs."""
_PAGE = (
    f'<w:sectPr {nsdecls("w")}><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="709" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="850"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


class TemplateError(ValueError):
    """A file that cannot serve as a template, and why."""


def opened(template: bytes | None) -> Document:
    """A document without text; TemplateError when `template` is no Word document."""
    document = docx.Document() if template is None else _read(template)
    if template is None:
        _make_own(document)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _complete(document)
    return document


def _read(template: bytes) -> Document:
    try:
        document = docx.Document(io.BytesIO(template))
        found = document.element.body, document.styles, document.settings
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise TemplateError("it is not a Word document; save the template as .docx") from error
    if found[0] is None or not document.sections:
        raise TemplateError("it has no page: nothing says how large its paper is")
    return document


def _make_own(document: Document) -> None:
    """Leave of python-docx's template the frame alone, and give it the house's page, settings and basic styles."""
    part = document.part
    for name in [name for name, found in part.rels.items() if found.reltype not in _KEPT]:
        del part.rels[name]
    package = part.package
    for name, found in list(package.rels.items()):
        if found.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del package.rels[name]
    body = document.element.body
    body.replace(body.sectPr, parse_xml(_PAGE))
    _refill(document.settings.element, _SETTINGS)
    _refill(document.styles.element, f"<w:styles {nsdecls('w')}>{DEFAULTS}{NORMAL}</w:styles>")


def _refill(element: etree._Element, xml: str) -> None:
    """Put the children of `xml` in the place of those of an element."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _complete(document: Document) -> None:
    """Add the styles that are not there; Word knows a style by its name, whatever its id and its letters' case."""
    styles = document.styles.element
    ids = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    for id_, xml in STYLES.items():
        if id_ not in ids:
            styles.append(parse_xml(xml.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
