"""A PDF → the text of each page, for a person to place: which words of a page belong
together, a PDF does not hold.
"""

from io import BytesIO

from build_tools.model.extras import how_to_install
from build_tools.model.problems import refusal
from build_tools.model.text_rows import TextRow


def pdf_rows(name: str, data: bytes) -> list[TextRow]:
    """A row for each page of a PDF; CorpusError where it cannot be read, holds no text or takes a
    library that is not installed.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - an extra
    except ImportError:
        raise refusal(name, "is a PDF, and pypdf is not installed", how_to_install("pdf")) from None
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    except (PyPdfError, ValueError, LookupError, TypeError, RecursionError) as error:
        kind = type(error).__name__
        raise refusal(name, f"is no PDF that can be read, or needs a password ({kind})") from None
    rows = [TextRow(f"page {at}", (page.strip(),)) for at, page in enumerate(pages, start=1)]
    if not any(row.text for row in rows):
        raise refusal(name, "holds no text: its pages are pictures", "the words, typed by a person")
    return rows
