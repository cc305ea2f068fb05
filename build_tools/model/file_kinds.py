"""The first bytes of a file in, what kind of file it is out, where it is neither a text nor a Word
file.
"""

HEAD = 128
"""So many bytes tell the kinds apart."""
ZIP = b"PK\x03\x04"
"""What a Word file begins with, as a zip archive that holds something."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""What the files of Word 97 to 2003 begin with, and a Word file with a password."""
_KINDS = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a file in rich text format (.rtf)",
    OLE: "a file of Word 97 to 2003 (.doc)",
}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."


def foreign_kind(head: bytes) -> str:
    """What a file is that begins so: "a PDF"; "" for a text, a Word file and what is unknown."""
    if head.startswith(ZIP) and _OPEN_DOCUMENT in head:
        return "an OpenDocument file (.odt)"
    return next((kind for start, kind in _KINDS.items() if head.startswith(start)), "")


def may_be_word(head: bytes) -> bool:
    """Whether a file that begins so may be a Word file: a zip archive and none of another kind."""
    return head.startswith(ZIP) and not foreign_kind(head)
