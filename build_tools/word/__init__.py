"""Word files, in and out: a .docx to markdown, and a version, a redline or a document of a pack
to the bytes of a .docx.

The rest of the package knows nothing of Word. `read` and `write` know nothing of one another.
"""

from build_tools.word.read import ConversionWarning, ImportResult, TrackChanges, read_docx
from build_tools.word.write import (
    BLANK_LINK,
    DELETED_LINK,
    INSERTED_LINK,
    WordTemplateError,
    pack_document_docx,
    redline_docx,
    version_docx,
)

__all__ = [
    "BLANK_LINK",
    "DELETED_LINK",
    "INSERTED_LINK",
    "ConversionWarning",
    "ImportResult",
    "TrackChanges",
    "WordTemplateError",
    "pack_document_docx",
    "read_docx",
    "redline_docx",
    "version_docx",
]
