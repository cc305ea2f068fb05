"""A version, a redline or a document of a pack in, the bytes of a Word file out."""

from collections.abc import Callable
from pathlib import PurePosixPath

from build_tools.compare.passages import unchanged_passages
from build_tools.model import Redline, Version
from build_tools.word.write.body import body_xml
from build_tools.word.write.context import WriteContext, moment_of
from build_tools.word.write.pack_documents import draw_links
from build_tools.word.write.package import DocumentInfo, package_bytes
from build_tools.word.write.template import open_template


def version_docx(version: Version, status: str = "", template: bytes | None = None) -> bytes:
    """The text of a version as a Word file; `status` says how it stands on a day, for the running
    head.

    WordTemplateError when `template` is given and is no Word document.
    """
    return _written(version, status, template, lambda body, _: body)


def pack_document_docx(document: Version, status: str = "", template: bytes | None = None) -> bytes:
    """A document of a consultation pack, such as a response form: as above, with its blanks and
    marks drawn by `pack_documents`.

    It is a loose text with a title, a provenance and the amendment that it is about.
    WordTemplateError as above.
    """
    return _written(document, status, template, draw_links)


def _written(
    version: Version, status: str, template: bytes | None, draw: Callable[[str, WriteContext], str]
) -> bytes:
    frame = open_template(template)
    context = WriteContext(width=frame.width)
    info = DocumentInfo(
        title=_titled(version),
        status=status,
        provenance=version.provenance,
        name=_named(version),
        date=moment_of(version),
    )
    return package_bytes(
        frame, draw(body_xml(unchanged_passages(version), context), context), context, info
    )


def redline_docx(redline: Redline, status: str = "", template: bytes | None = None) -> bytes:
    """A redline as a Word file whose tracked changes accept to the new text and reject to the old.

    Its author and date are those of the amendment that made the new version: the day it took effect
    or, where that is not recorded, was issued. For a text from a Word file with tracked changes
    they are all who tracked them, and the last day; the first moment of the year 2000 where there
    is neither. WordTemplateError as above.
    """
    frame = open_template(template)
    old, new = redline.old, redline.new
    context = WriteContext.of(new, frame.width)
    info = DocumentInfo(
        title=f"{_titled(new)} compared with {_before(old, new)}",
        status=status,
        provenance=new.provenance or old.provenance,
        name=f"{_named(old)}..{_named(new)}",
        date=moment_of(new),
    )
    return package_bytes(frame, body_xml(redline.passages, context), context, info)


def _titled(version: Version) -> str:
    return (
        f"{version.title or _named(version)}{f', version {version.label}' if version.label else ''}"
    )


def _named(version: Version) -> str:
    """As on the command line; a loose file by its name, wherever it lies."""
    return version.name if version.label else PurePosixPath(version.document).name


def _before(old: Version, new: Version) -> str:
    """The old version beside the new: by its label alone where both are of one document."""
    return f"version {old.label}" if old.label and old.document == new.document else _titled(old)
