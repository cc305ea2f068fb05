"""A version or a redline in, a PDF out: tagged (PDF/UA-1), with bookmarks and links, set from our
own HTML.

WeasyPrint does it, which is an extra (`pdf`) and needs Pango; it is asked for only here, and
fetches nothing.
"""

import hashlib
from collections.abc import Sequence

from build_tools.model import NotBegun, Redline, Version, VersionOnDay
from build_tools.model.extras import how_to_install
from build_tools.render.page.print_page import redline_print_page, version_print_page


class PdfError(Exception):
    """No PDF can be made on this machine; says what is missing."""


def version_pdf(
    version: Version,
    status: str = "",
    origins: Sequence[str] = (),
    told: VersionOnDay | None = None,
) -> bytes:
    """The text of a version; `status` says how it stands on a day, `origins` where words come
    from that have the numbers of these notes, see `NotedVersion`, and `told` the version
    with what of it is not in force, which is said there, and with what is law in its place.
    PdfError without WeasyPrint.
    """
    return _set(version_print_page(version, status, origins, told))


def redline_pdf(redline: Redline, status: str = "", not_begun: Sequence[NotBegun] = ()) -> bytes:
    """A redline, the list of its changes first; `status` is that of the new version, of which
    `not_begun` is not in force. PdfError without WeasyPrint.
    """
    return _set(redline_print_page(redline, status, not_begun))


def _set(html: str) -> bytes:
    """Set a page; the same page gives the same bytes wherever the same fonts are."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra, and slow to load
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except ImportError as error:
        raise PdfError(
            f"WeasyPrint is missing; `{how_to_install('pdf')}` installs it,"
            " and in a clone of the repository `make setup`, or `CORPUS_PDF=true make site`"
        ) from error
    except OSError as error:
        raise PdfError(
            "WeasyPrint needs Pango, which is no Python package (Debian: libpangoft2-1.0-0):"
            f" {error}"
        ) from error
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf
