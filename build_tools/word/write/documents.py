"""A version, a redline or a document of a pack in, the bytes of a Word file out."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from build_tools.compare.passages import unchanged_passages
from build_tools.language import gettext as _
from build_tools.language import speaking
from build_tools.model import Moment, Redline, Version
from build_tools.word.write.body import body_xml
from build_tools.word.write.context import WriteContext, moment_of, name_of
from build_tools.word.write.pack_documents import draw_links
from build_tools.word.write.package import DocumentInfo, package_bytes
from build_tools.word.write.part_days import Dated
from build_tools.word.write.template import open_template


def version_docx(
    version: Version,
    status: str = "",
    template: bytes | None = None,
    origins: Sequence[str] = (),
    not_begun: Mapping[str, Sequence[str]] | None = None,
    instead: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """The text of a version as a Word file; `status` says how it stands on a day, for the running
    head, `origins` where words come from that have the numbers of these notes, see
    `NotedVersion`, and `not_begun` of provisions that are not in force, by their addresses, that
    they are not: in a comment and by a line at their side, so that no word of the text is other.
    `instead` says, in comments too, what is law in the place of them, or after them.

    WordTemplateError when `template` is given and is no Word document.
    """
    beside = _Beside(origins, not_begun or {}, instead or {})
    return _written(version, status, template, lambda body, _context: body, beside)


def pack_document_docx(document: Version, status: str = "", template: bytes | None = None) -> bytes:
    """A document of a consultation pack, such as a response form: as above, with its blanks and
    marks drawn by `pack_documents`.

    It is a loose text with a title, a provenance and the amendment that it is about.
    WordTemplateError as above.
    """
    return _written(document, status, template, draw_links, _Beside())


class _Beside(NamedTuple):
    """What is said of a text in its file, as above."""

    origins: Sequence[str] = ()
    not_begun: Mapping[str, Sequence[str]] = MappingProxyType({})
    instead: Mapping[str, Sequence[str]] = MappingProxyType({})


def _written(
    version: Version,
    status: str,
    template: bytes | None,
    draw: Callable[[str, WriteContext], str],
    beside: _Beside,
) -> bytes:
    with speaking(version.language):
        frame = open_template(template)
        context = WriteContext(
            width=frame.width,
            turned_width=frame.turned_width,
            origins=beside.origins,
            waits=beside.not_begun,
            instead=beside.instead,
        )
        info = DocumentInfo(
            title=_titled(version),
            status=_with_legend(status) if beside.not_begun else status,
            provenance=version.provenance,
            name=name_of(version),
            called=_called(version),
            date=moment_of(version),
        )
        return package_bytes(
            frame, draw(body_xml(unchanged_passages(version), context), context), context, info
        )


def redline_docx(  # noqa: PLR0913 - one for each thing that a file may hold
    redline: Redline,
    status: str = "",
    template: bytes | None = None,
    *,
    tracked_columns: bool = False,
    said: Mapping[str, Sequence[str]] | None = None,
    not_begun: Mapping[str, Sequence[str]] | None = None,
    taken_out: Mapping[str, Sequence[str]] | None = None,
    days: Mapping[int, Mapping[str, Moment]] | None = None,
) -> bytes:
    """A redline as a Word file whose tracked changes accept to the new text and reject to the old;
    with `tracked_columns` in Word alone, see `tables`. `said` has comments on provisions of the
    new text, by their addresses, such as `render.without_a_word.resting_comments` gives, and
    `not_begun` says of provisions of the new text that they are not in force, as above, and
    `taken_out` of those that only the old text has that they are.

    The author of each is the amendment that made it: where versions lie between, that of the
    version in which it came about. Its date is the day on which that took effect, if the record
    holds it and it is one day for all parts; else that of its own part, as far as `days` has it, by
    the places of passages and the labels of versions. For a text from a Word file with tracked
    changes, compared without who made which, they are all who tracked them, and the last day.
    WordTemplateError as above.
    """
    with speaking(redline.new.language):
        frame = open_template(template)
        old, new = redline.old, redline.new
        context = WriteContext.of(
            redline,
            frame.width,
            frame.turned_width,
            tracked_columns=tracked_columns,
            said=said,
            waits=not_begun,
            taken_out=taken_out,
        )
        dated = Dated(redline, days or {})
        passages = dated.passages()
        context.makers = {**context.makers, **dated.makers}
        info = DocumentInfo(
            title=_("%(new)s compared with %(old)s", new=_titled(new), old=_before(old, new)),
            status=_with_legend_of_changes(status) if not_begun or taken_out else status,
            provenance=new.provenance or old.provenance,
            name=f"{name_of(old)}..{name_of(new)}",
            called=" → ".join(filter(None, map(_called, (old, new)))),
            date=moment_of(new),
        )
        return package_bytes(frame, body_xml(passages, context), context, info)


def _with_legend(status: str) -> str:
    """A status that says how what waits is marked on paper, where no comment is."""
    return _(
        "%(status)s (a line at the side marks what is not, or may not be, in force)", status=status
    )


def _with_legend_of_changes(status: str) -> str:
    """The same, where what is struck out may be in force, and what is inserted not."""
    return _(
        "%(status)s (a line at the side marks changes that are not, or may not be, in force)",
        status=status,
    )


def _called(version: Version) -> str:
    """As readers call it; a loose file by its name, and nothing for a paper of a title alone."""
    if version.label:
        return f"{version.short_title} {version.label}"
    return "" if version.title else name_of(version)


def _titled(version: Version) -> str:
    title = version.title or name_of(version)
    if not version.label:
        return title
    return _("%(title)s, version %(label)s", title=title, label=version.label)


def _before(old: Version, new: Version) -> str:
    """The old version beside the new: by its label alone where both are of one document."""
    if old.label and old.document == new.document:
        return _("version %(label)s", label=old.label)
    return _titled(old)
