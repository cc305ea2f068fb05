"""Word files, in and out: a .docx to markdown, and a version, a redline or a paper to the bytes of
a .docx.

The rest of the package knows nothing of Word. `read` and `write` know nothing of one another.
"""

from build_tools.word.read import Imported, Keep, Remark, read_docx
from build_tools.word.write import (
    BLANK,
    DELETED,
    INSERTED,
    TemplateError,
    paper_docx,
    redline_docx,
    version_docx,
)

__all__ = [
    "BLANK",
    "DELETED",
    "INSERTED",
    "Imported",
    "Keep",
    "Remark",
    "TemplateError",
    "paper_docx",
    "read_docx",
    "redline_docx",
    "version_docx",
]
