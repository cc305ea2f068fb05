"""Word files, in and out: `read` takes a .docx to markdown. The rest of the package knows nothing of Word."""

from build_tools.word.read import Imported, Keep, Remark, read_docx

__all__ = ["Imported", "Keep", "Remark", "read_docx"]
