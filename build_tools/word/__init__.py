"""Word files: a version or a redline in, the bytes of a .docx out."""

from build_tools.word.write import redline_docx, version_docx

__all__ = ["redline_docx", "version_docx"]
