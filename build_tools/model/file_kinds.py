"""The first bytes of a file in, what kind of file it is out, where it is neither a text nor a Word
file.
"""

HEAD = 256
"""So many bytes tell the kinds apart."""
ZIP = b"PK\x03\x04"
"""What a Word file begins with, as a zip archive that holds something."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""What the files of Word 97 to 2003 begin with, and a Word file with a password."""
_KINDS = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a file in rich text format (.rtf)",
    OLE: "a file of Word 97 to 2003 (.doc)",
    b"MIME-Version:": "a web page in one file (.mht)",
    b"<!DOCTYPE html": "a web page (.html)",
    b"<html": "a web page (.html)",
    b"\x89PNG": "a picture (.png)",
    b"\xff\xd8\xff": "a picture (.jpg)",
    b"II*\0": "a picture (.tif)",
    b"MM\0*": "a picture (.tif)",
}
"""By how a file begins, be it after a byte-order mark or white space."""
_XML_KINDS = {
    b"<office:document": "an OpenDocument file in XML (.fodt)",
    b"<pkg:package": "a Word file in XML (.xml)",
    b'progid="Word.Document"': "a Word file in XML (.xml)",
}
"""By what the first lines of an XML file hold."""
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_ODT = "an OpenDocument file (.odt)"
_ARCHIVES = {
    "content.xml": _ODT,
    "xl/workbook.xml": "a workbook (.xlsx)",
    "ppt/presentation.xml": "a set of slides (.pptx)",
    "META-INF/container.xml": "a book (.epub)",
    "Index/Document.iwa": "a document of Pages (.pages)",
}
"""By a file that a zip archive of another kind holds."""


def foreign_kind(head: bytes) -> str:
    """What a file is that begins so: "a PDF"; "" for a text, a Word file and what is unknown."""
    if head.startswith(ZIP):
        return _ODT if _OPEN_DOCUMENT in head else ""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((kind for first, kind in _KINDS.items() if start.startswith(first)), "")
    if not found and start.startswith(b"<?xml"):
        found = next((kind for sign, kind in _XML_KINDS.items() if sign in start), "")
    return found


def foreign_archive(names: set[str]) -> str:
    """What a zip archive is that holds files of these names, where it is no Word file and known."""
    return next((kind for name, kind in _ARCHIVES.items() if name in names), "")


def may_be_word(head: bytes) -> bool:
    """Whether a file that begins so may be a Word file: a zip archive and none of another kind."""
    return head.startswith(ZIP) and not foreign_kind(head)


def as_bytes(content: str | bytes) -> bytes:
    """What a file holds: bytes as they are, a text in UTF-8."""
    return content.encode() if isinstance(content, str) else content
