"""Word files, in and out: a .docx to markdown, and a version, a redline or a document of a pack to
the bytes of a .docx.

The rest of the package knows nothing of Word. `read` and `write` know nothing of one another. What
a caller does not use is not imported: reading and writing take libraries that are slow to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from build_tools.word.read import (
        ConversionWarning,
        ImportResult,
        TrackChanges,
        read_docx,
        read_rounds,
    )
    from build_tools.word.read.text_rows import docx_text_rows
    from build_tools.word.write.documents import pack_document_docx, redline_docx, version_docx
    from build_tools.word.write.pack_documents import BLANK_LINK, DELETED_LINK, INSERTED_LINK
    from build_tools.word.write.response import ResponseParts, response_parts
    from build_tools.word.write.template import WordTemplateError

__all__ = [
    "BLANK_LINK",
    "DELETED_LINK",
    "INSERTED_LINK",
    "ConversionWarning",
    "ImportResult",
    "ResponseParts",
    "TrackChanges",
    "WordTemplateError",
    "docx_text_rows",
    "pack_document_docx",
    "read_docx",
    "read_rounds",
    "redline_docx",
    "response_parts",
    "version_docx",
]

_MODULES = {
    "BLANK_LINK": "write.pack_documents",
    "DELETED_LINK": "write.pack_documents",
    "INSERTED_LINK": "write.pack_documents",
    "ConversionWarning": "read",
    "ImportResult": "read",
    "ResponseParts": "write.response",
    "TrackChanges": "read",
    "WordTemplateError": "write.template",
    "docx_text_rows": "read.text_rows",
    "pack_document_docx": "write.documents",
    "read_docx": "read",
    "read_rounds": "read",
    "redline_docx": "write.documents",
    "response_parts": "write.response",
    "version_docx": "write.documents",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
