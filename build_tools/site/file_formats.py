"""In which formats a version or a redline can be taken away as a file, and who writes each.

A new format is one entry of `FILE_FORMATS`. What writes a format is imported when the first file of
it is written, so that whoever only offers formats does not wait for lxml and python-docx.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from build_tools.model import Redline, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A kind of file: what readers call it, its media type, and who writes it."""

    name: str
    redline_name: str
    media: str
    version: Callable[[Version, str, bytes | None], bytes] | None
    """A version, its status on a day, and a publisher's template, where the format knows such a
    thing; None for a format of lists of changes alone."""
    redline: Callable[[Redline, str, bytes | None], bytes]
    """A redline, the status of its new version, and a template as above."""
    packages: tuple[str, ...]
    """From elsewhere, on whose versions the bytes depend."""


def _version_docx(version: Version, status: str, template: bytes | None) -> bytes:
    from build_tools.word import version_docx  # noqa: PLC0415 - loads lxml and python-docx

    return version_docx(version, status, template)


def _redline_docx(redline: Redline, status: str, template: bytes | None) -> bytes:
    from build_tools.word import redline_docx  # noqa: PLC0415 - loads lxml and python-docx

    return redline_docx(redline, status, template)


def _version_pdf(version: Version, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import version_pdf  # noqa: PLC0415 - loads Jinja2

    return version_pdf(version, status)


def _redline_pdf(redline: Redline, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import redline_pdf  # noqa: PLC0415 - loads Jinja2

    return redline_pdf(redline, status)


def _redline_xlsx(redline: Redline, _status: str, _template: bytes | None) -> bytes:
    from build_tools.render.xlsx import redline_xlsx  # noqa: PLC0415 - loads XlsxWriter

    return redline_xlsx(redline)


FILE_FORMATS: Mapping[str, FileFormat] = {
    "docx": FileFormat(
        name="Word",
        redline_name="Word with tracked changes",
        media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        version=_version_docx,
        redline=_redline_docx,
        packages=("lxml", "python-docx"),
    ),
    "pdf": FileFormat(
        name="PDF",
        redline_name="PDF",
        media="application/pdf",
        version=_version_pdf,
        redline=_redline_pdf,
        packages=("weasyprint",),
    ),
    "xlsx": FileFormat(
        name="",
        redline_name="Changes in a spreadsheet",
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        version=None,
        redline=_redline_xlsx,
        packages=("XlsxWriter",),
    ),
}
"""By the ending of the files. PDF is an extra: who asks for it gets PdfError where it is not
installed."""
VERSION_FILES = tuple(ending for ending, kind in FILE_FORMATS.items() if kind.version)
"""The endings of the files that a version can be taken away as."""
