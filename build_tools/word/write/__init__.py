"""A version or a redline in, a Word file out, with real tracked changes; reads and writes no file.

`body` puts the blocks in order; `paragraphs`, `tables`, `runs` and `notes` write them; `papers`
draws what only a paper beside the texts has; `styles` and `template` say how they look; `package`
makes the file of them.
"""

from collections.abc import Callable
from pathlib import PurePosixPath

from build_tools.compare.redline import unchanged
from build_tools.model import Redline, Version
from build_tools.word.write.body import body_xml
from build_tools.word.write.context import Sheet, moment_of
from build_tools.word.write.package import Head, packed
from build_tools.word.write.papers import BLANK, DELETED, INSERTED, drawn
from build_tools.word.write.template import TemplateError, opened

__all__ = [
    "BLANK",
    "DELETED",
    "INSERTED",
    "TemplateError",
    "paper_docx",
    "redline_docx",
    "version_docx",
]


def version_docx(version: Version, standing: str = "", template: bytes | None = None) -> bytes:
    """The text of a version as a Word file; `standing` says how it stands on a day, for the running
    head.

    TemplateError when `template` is given and is no Word document.
    """
    return _written(version, standing, template, lambda body, _: body)


def paper_docx(paper: Version, standing: str = "", template: bytes | None = None) -> bytes:
    """A paper that goes out beside the texts, such as a form to fill in: as above, with its signs
    drawn by `papers`.

    It is a loose text with a title, a provenance and the amendment that it is about. TemplateError
    as above.
    """
    return _written(paper, standing, template, drawn)


def _written(
    version: Version, standing: str, template: bytes | None, draw: Callable[[str, Sheet], str]
) -> bytes:
    frame = opened(template)
    sheet = Sheet(width=frame.width)
    head = Head(
        title=_titled(version),
        standing=standing,
        provenance=version.provenance,
        name=_named(version),
        date=moment_of(version.amendment),
    )
    return packed(frame, draw(body_xml(unchanged(version), sheet), sheet), sheet, head)


def redline_docx(redline: Redline, standing: str = "", template: bytes | None = None) -> bytes:
    """A redline as a Word file whose tracked changes accept to the new text and reject to the old.

    Its author and date are those of the amendment that made the new version: the day it took effect
    or, where that is not recorded, was issued; the first moment of the year 2000 where the record
    has neither. TemplateError as above.
    """
    frame = opened(template)
    old, new = redline.old, redline.new
    sheet = Sheet.of(new.amendment, frame.width)
    head = Head(
        title=f"{_titled(new)} compared with {_before(old, new)}",
        standing=standing,
        provenance=new.provenance or old.provenance,
        name=f"{_named(old)}..{_named(new)}",
        date=moment_of(new.amendment),
    )
    return packed(frame, body_xml(redline.passages, sheet), sheet, head)


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
