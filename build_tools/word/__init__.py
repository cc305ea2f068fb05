"""Word files: a version or a redline in, the bytes of a .docx out."""

from build_tools.word.write import TemplateError, redline_docx, version_docx

__all__ = ["TemplateError", "redline_docx", "version_docx"]
