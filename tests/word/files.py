"""What the tests of Word files share: a small .docx made of the XML that a test is about, and what
becomes of it."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openxml_audit import OpenXmlValidator

from build_tools.word import ImportResult, TrackChanges, read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
    ' ContentType="application/xml"/></Types>'
)
ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def part(root: str, inner: str) -> str:
    """An XML part whose root element is `w:root`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMES}>{inner}</w:{root}>'


def document(body: str) -> str:
    """The main part with this body."""
    return part("document", f"<w:body>{body}</w:body>")


def relations(kinds: Mapping[str, str], links: Mapping[str, str]) -> str:
    """The relations of the main part: its other parts by kind, and addresses by id."""
    inner = "".join(
        f'<Relationship Id="p{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds.items())
    )
    inner += "".join(
        f'<Relationship Id="{id_}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id_, target in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def written(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A zip archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


LINKS = {"web": "https://example.org/a_(b)"}
"""The addresses that every document here can link to, by their ids."""


def docx(path: Path, body: str, /, **parts: str) -> Path:
    """A .docx with this body; `parts` are the inner XML of styles, numbering, footnotes and the
    like."""
    files = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}, LINKS),
        **{f"word/{kind}.xml": part(kind, inner) for kind, inner in parts.items()},
    }
    return written(path, files)


class Desk:
    """Makes files in a folder and imports them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def imported(
        self, body: str, track_changes: TrackChanges | None = None, /, **parts: str
    ) -> ImportResult:
        """What an import makes of a document with this body."""
        return read_docx(docx(self._folder / "file.docx", body, **parts), track_changes)

    def read(self, file: bytes, track_changes: TrackChanges | None = None, /) -> ImportResult:
        """What an import makes of the bytes of a file."""
        path = self._folder / "file.docx"
        path.write_bytes(file)
        return read_docx(path, track_changes)

    def blocks(
        self, body: str, track_changes: TrackChanges | None = None, /, **parts: str
    ) -> list[str]:
        """The blocks of the markdown, in order."""
        return self.imported(body, track_changes, **parts).text.rstrip("\n").split("\n\n")

    def warnings(
        self, body: str, track_changes: TrackChanges | None = None, /, **parts: str
    ) -> list[str]:
        """The report, line by line."""
        return [str(warning) for warning in self.imported(body, track_changes, **parts).warnings]


def run(text: str, properties: str = "") -> str:
    """A run with this text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph; plain words make one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if inner.startswith('<') else run(inner)}</w:p>"


def numbered(text: str, list_: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    )


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """How a level of a list is numbered; `more` follows the text."""
    how = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{how}</w:lvl>'


def abstract(inner: str, id_: int = 0) -> str:
    """An abstract numbering."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{inner}</w:abstractNum>'


def num(id_: int, abstract_id: int = 0, overrides: str = "") -> str:
    """A list with an abstract numbering."""
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def faults(file: bytes, folder: Path) -> list[str]:
    """What the schemas and rules of the Open XML SDK have against a file."""
    path = folder / "file.docx"
    path.write_bytes(file)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def faults_of_least(file: bytes, folder: Path) -> list[str]:
    """The same for a file of the least parts: without a theme and a table of fonts, which ECMA-376
    asks nobody for."""
    asked = re.compile("required relationship type .*(theme|fontTable)")
    return [found for found in faults(file, folder) if not asked.search(found)]
