"""The files beside the pages of versions and redlines: a version or a redline in, all that can be
taken away out.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.akn.facts import AknFacts
from build_tools.language import gettext as _
from build_tools.model import Document, Redline, RedlineInPart, Version, VersionOnDay
from build_tools.model.file_kinds import as_bytes
from build_tools.record.status import is_over, predecessor
from build_tools.record.status_words import stage_in_words, status_in_file, status_in_words
from build_tools.render.csv import redline_csv
from build_tools.render.page.file_links import FileLink
from build_tools.site import urls
from build_tools.site.file_formats import FILE_FORMATS
from build_tools.site.file_store import FileStore, Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of the site that is no page."""

    address: str
    name: str
    """What it holds, as a link says it."""
    media: str
    content: str | bytes
    for_print: bool = False
    """Whether it is the text as people file and print it, not data."""

    def link_from(self, page: str) -> FileLink:
        """The file as a link on `page`."""
        return FileLink(
            name=self.name,
            href=urls.link(page, self.address),
            file_name=self.address.rpartition("/")[2],
            media_type=self.media,
            size=len(as_bytes(self.content)),
        )


def version_endings(
    document: Document, version: Version, as_of: dt.date, offered: Offered
) -> tuple[str, ...]:
    """In which formats to print a version is there: in none where it is over, and what is over is
    left out.
    """
    is_there = offered.old_files or not is_over(document, version, as_of)
    return offered.endings if is_there else ()


def redline_endings(
    document: Document, old: Version, new: Version, as_of: dt.date, offered: Offered
) -> tuple[str, ...]:
    """The same of a redline: in none where its new version is over, or where its old one is and the
    new was not made from it.
    """
    before = predecessor(document, new)
    is_step = before is not None and before.label == old.label
    deciding = (new,) if is_step else (old, new)
    each = (version_endings(document, version, as_of, offered) for version in deciding)
    return offered.endings if all(each) else ()


def version_addresses(
    document: Document, version: Version, as_of: dt.date, offered: Offered
) -> list[str]:
    """Where the files of a version are, in the order of `version_downloads`; Akoma Ntoso last."""
    names = document.id, version.label
    endings = version_endings(document, version, as_of, offered)
    files = [urls.version_file(*names, ending) for ending in endings]
    akn = [urls.version_file(*names, "xml")] if offered.akoma_ntoso else []
    return [*files, urls.source(*names), *akn]


def redline_addresses(
    document: Document, old: Version, new: Version, as_of: dt.date, offered: Offered
) -> list[str]:
    """Where the files of a redline are, in the order of `redline_downloads`."""
    endings = redline_endings(document, old, new, as_of, offered)
    names = document.id, old.label, new.label
    files = [urls.redline_file(*names, ending) for ending in (*endings, "xlsx")]
    return [*files, urls.redline_list(*names), urls.redline_data(*names)]


def version_downloads(
    document: Document,
    version: Version,
    as_of: dt.date,
    file_store: FileStore,
    told: VersionOnDay | None = None,
) -> Iterator[Download]:
    """A version in each format, then as the text of the record; those for print say its status, and
    on which day while that can change; where some of it waits, `told` is it with that, which they
    mark, and with what is law in its place.
    """
    status = status_in_file(document, version, as_of)
    for ending in version_endings(document, version, as_of, file_store.offered):
        writer = FILE_FORMATS[ending].version
        assert writer is not None, f"no version comes as .{ending}"
        yield Download(
            address=urls.version_file(document.id, version.label, ending),
            name=_(writer.name),
            media=FILE_FORMATS[ending].media,
            content=file_store.version(version, status, ending, told),
            for_print=True,
        )
    yield Download(
        address=urls.source(document.id, version.label),
        name=_("Text as in the record"),
        media="text/plain",
        content=version.text,
    )


def akn_download(facts: AknFacts, file_store: FileStore) -> Download:
    """A version as Akoma Ntoso."""
    return Download(
        address=urls.version_file(facts.document.id, facts.version.label, "xml"),
        name="Akoma Ntoso",
        media="application/akn+xml",
        content=file_store.akn(facts),
    )


def redline_downloads(
    document: Document,
    redline: Redline,
    as_of: dt.date,
    file_store: FileStore,
    told: RedlineInPart | None = None,
) -> Iterator[Download]:
    """A redline in each format, then its list of changes and all of it as data.

    Those for print say the status of the new version, mark what of it is not in force where `told`
    says so, and say not the day: what changed between two texts is no matter of days, and all
    redlines with what is in force would be made anew at midnight.
    """
    names = document.id, redline.old.label, redline.new.label
    status = status_in_words(stage_in_words(document, redline.new, as_of))
    ends = redline.old, redline.new
    for ending in redline_endings(document, *ends, as_of, file_store.offered):
        yield Download(
            address=urls.redline_file(*names, ending),
            name=_(FILE_FORMATS[ending].redline.name),
            media=FILE_FORMATS[ending].media,
            content=file_store.redline(redline, status, ending, told),
            for_print=True,
        )
    sheet = FILE_FORMATS["xlsx"].redline
    yield Download(
        address=urls.redline_file(*names, "xlsx"),
        name=_(sheet.name),
        media=FILE_FORMATS["xlsx"].media,
        content=file_store.redline(redline, status, "xlsx"),
    )
    yield Download(
        address=urls.redline_list(*names),
        name=_("List of changes"),
        media="text/csv",
        content=redline_csv(redline),
    )
    yield Download(
        address=urls.redline_data(*names),
        name=_("Data"),
        media="application/json",
        content=file_store.data_of(redline),
    )
