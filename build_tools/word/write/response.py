"""What a page needs to write a reviewer's response as a Word file: the parts of its package but for
the reader's words, and a paragraph with slots for these.

The script of the page fills the slots with escaped text; it writes no XML of its own. The package
is the least that ECMA-376 part 1 asks of a document (11.2, 11.3): its type, its relationships, its
styles, its title.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from build_tools.language import spoken

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TEXT = '<w:t xml:space="preserve">'


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseParts:
    """A Word file without its text, and what its text is made of."""

    package: Mapping[str, str]
    """The parts of the file by their names; `word/document.xml` has `{body}` where the paragraphs
    belong."""
    paragraph: str
    """A paragraph, with `{style}` where the id of its style and `{text}` where its text belongs."""
    line_break: str
    """What stands between two lines of the text of one paragraph."""


def response_parts(title: str) -> ResponseParts:
    """What a response of that title is made of.

    Its styles are Normal, Title, Heading1, Heading2 and Quote.
    """
    return ResponseParts(
        package=_package(title),
        paragraph=(
            '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f"<w:r>{_TEXT}{{text}}</w:t></w:r></w:p>"
        ),
        line_break=f"</w:t><w:br/>{_TEXT}",
    )


def _package(title: str) -> dict[str, str]:
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="{_TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
            '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": _related(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>{spoken()}</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": _related(
            (f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/settings", "settings.xml")
        ),
        # Without this Word opens the file in the mode of its version of 2007.
        "word/settings.xml": (
            f'<w:settings {_WORD}><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
        ),
        "word/styles.xml": f"<w:styles {_WORD}>{_defaults()}{''.join(_STYLES)}</w:styles>",
        "word/document.xml": f"<w:document {_WORD}><w:body>{{body}}{_PAGE}</w:body></w:document>",
    }
    return {name: _HEAD + part for name, part in parts.items()}


def _related(*targets: tuple[str, str]) -> str:
    found = (
        f'<Relationship Id="r{at}" Type="{type_}" Target="{target}"/>'
        for at, (type_, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def _style(id_: str, name: str, paragraph: str, run: str) -> str:
    default, based = (
        (' w:default="1"', "") if id_ == "Normal" else ("", '<w:basedOn w:val="Normal"/>')
    )
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id_}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, size: int) -> str:
    paragraph = f'<w:keepNext/><w:spacing w:before="320"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", paragraph, f'<w:b/><w:sz w:val="{size}"/>')


def _defaults() -> str:
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        f'<w:sz w:val="20"/><w:lang w:val="{spoken()}"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
    )


_STYLES = (
    _style("Normal", "Normal", '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>', ""),
    _style("Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="32"/>'),
    _heading(1, 26),
    _heading(2, 22),
    _style(
        "Quote",
        "Quote",
        '<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="808080"/></w:pBdr>'
        '<w:ind w:left="340"/>',
        "",
    ),
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"'
    ' w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
