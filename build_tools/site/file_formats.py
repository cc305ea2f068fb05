"""In which formats a version or a redline can be taken away as a file, and who writes each.

A new format is one entry of `FILE_FORMATS`. What writes a format is imported when the first file of
it is written, so that whoever only offers formats does not wait for lxml and python-docx.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from build_tools.language import N_
from build_tools.model import NotedVersion, Redline, RedlineInPart, Version, VersionInPart
from build_tools.render.not_begun_in_words import not_begun_comments, taken_out_comments
from build_tools.render.on_a_day import instead_comments
from build_tools.render.origin_notes import notes_in_words
from build_tools.render.without_a_word import resting_comments

T = TypeVar("T", Version, NotedVersion, VersionInPart, Redline)


@dataclass(frozen=True, slots=True)
class FileWriter(Generic[T]):
    """Who writes a file of a version or a redline."""

    name: str
    """What readers call the file."""
    write: Callable[[T, str, bytes | None], bytes]
    """The version or the redline, the status of the version or of the new one on a day, and a
    publisher's template, where the format knows such a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """A kind of file: its media type, and who writes it."""

    media: str
    version: FileWriter[Version] | None
    """None for a format of lists of changes alone."""
    noted: FileWriter[NotedVersion] | None
    """A version with notes of where its parts come from; None as above."""
    in_part: Callable[[VersionInPart, str, bytes | None], bytes] | None
    """What writes either of a version of which some is not in force, marked there."""
    redline: FileWriter[Redline]
    redline_in_part: Callable[[RedlineInPart, str, bytes | None], bytes] | None
    """What writes one of which some is not in force, or began on other days, marked there; None as
    above."""
    packages: tuple[str, ...]
    """From elsewhere, on whose versions the bytes depend."""


def _version_docx(version: Version, status: str, template: bytes | None) -> bytes:
    from build_tools.word import version_docx  # noqa: PLC0415 - loads lxml and python-docx

    return version_docx(version, status, template)


def _noted_docx(noted: NotedVersion, status: str, template: bytes | None) -> bytes:
    from build_tools.word import version_docx  # noqa: PLC0415 - loads lxml and python-docx

    return version_docx(noted.version, status, template, notes_in_words(noted))


def _docx_in_part(told: VersionInPart, status: str, template: bytes | None) -> bytes:
    from build_tools.word import version_docx  # noqa: PLC0415 - loads lxml and python-docx

    said = not_begun_comments(told.told.not_begun)
    instead = instead_comments(told.told)
    return version_docx(told.version, status, template, told.origins, said, instead)


def _redline_docx(redline: Redline, status: str, template: bytes | None) -> bytes:
    from build_tools.word import redline_docx  # noqa: PLC0415 - loads lxml and python-docx

    return redline_docx(redline, status, template, said=resting_comments(redline))


def _redline_docx_in_part(told: RedlineInPart, status: str, template: bytes | None) -> bytes:
    from build_tools.word import redline_docx  # noqa: PLC0415 - loads lxml and python-docx

    return redline_docx(
        told.redline,
        status,
        template,
        said=resting_comments(told.redline),
        not_begun=not_begun_comments(told.not_begun),
        taken_out=taken_out_comments(told.not_begun),
        days=told.days,
    )


def _version_pdf(version: Version, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import version_pdf  # noqa: PLC0415 - loads Jinja2

    return version_pdf(version, status)


def _noted_pdf(noted: NotedVersion, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import version_pdf  # noqa: PLC0415 - loads Jinja2

    return version_pdf(noted.version, status, notes_in_words(noted))


def _pdf_in_part(told: VersionInPart, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import version_pdf  # noqa: PLC0415 - loads Jinja2

    return version_pdf(told.version, status, told.origins, told.told)


def _redline_pdf(redline: Redline, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import redline_pdf  # noqa: PLC0415 - loads Jinja2

    return redline_pdf(redline, status)


def _redline_pdf_in_part(told: RedlineInPart, status: str, _template: bytes | None) -> bytes:
    from build_tools.render.pdf import redline_pdf  # noqa: PLC0415 - loads Jinja2

    return redline_pdf(told.redline, status, told.not_begun)


def _redline_xlsx(redline: Redline, _status: str, _template: bytes | None) -> bytes:
    from build_tools.render.xlsx import redline_xlsx  # noqa: PLC0415 - loads XlsxWriter

    return redline_xlsx(redline)


FILE_FORMATS: Mapping[str, FileFormat] = {
    "docx": FileFormat(
        media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        version=FileWriter(N_("Word"), _version_docx),
        noted=FileWriter(N_("Word with notes of origin"), _noted_docx),
        in_part=_docx_in_part,
        redline=FileWriter(N_("Word with tracked changes"), _redline_docx),
        redline_in_part=_redline_docx_in_part,
        packages=("lxml", "python-docx"),
    ),
    "pdf": FileFormat(
        media="application/pdf",
        version=FileWriter(N_("PDF"), _version_pdf),
        noted=FileWriter(N_("PDF with notes of origin"), _noted_pdf),
        in_part=_pdf_in_part,
        redline=FileWriter(N_("PDF"), _redline_pdf),
        redline_in_part=_redline_pdf_in_part,
        packages=("weasyprint",),
    ),
    "xlsx": FileFormat(
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        version=None,
        noted=None,
        in_part=None,
        redline=FileWriter(N_("Changes in a spreadsheet"), _redline_xlsx),
        redline_in_part=None,
        packages=("XlsxWriter",),
    ),
}
"""By the ending of the files. PDF is an extra: who asks for it gets PdfError where it is not
installed."""
VERSION_FILES = tuple(ending for ending, kind in FILE_FORMATS.items() if kind.version)
"""The endings of the files that a version can be taken away as."""
