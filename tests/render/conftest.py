"""What the tests of several formats take."""

import pytest

from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Corpus, Redline


@pytest.fixture(scope="session")
def closure(record: Corpus, comparisons: Comparisons) -> Redline:
    """The redline of MTAD 3.0 and 4.0."""
    mtad = record.document("mtad")
    return comparisons.between(mtad.version("3.0"), mtad.version("4.0"))
