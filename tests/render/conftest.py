"""What the tests of several formats take."""

import shutil
from collections.abc import Callable
from typing import NoReturn

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline
from build_tools.render.pdf import PdfError, version_pdf
from tests.reviewing import version_of


@pytest.fixture(scope="session")
def can_set(missing: Callable[[str], NoReturn]) -> None:
    """WeasyPrint with Pango, to set a PDF, and pdftotext, to read what was set."""
    try:
        version_pdf(version_of("A."))
    except PdfError as error:
        missing(str(error))
    if shutil.which("pdftotext") is None:
        missing("pdftotext is not here")


@pytest.fixture
def closure(record: Corpus, comparisons: Comparisons) -> Redline:
    """The redline of MTAD 3.0 and 4.0."""
    mtad = record.document("mtad")
    return comparisons.between(mtad.version("3.0"), mtad.version("4.0"))
