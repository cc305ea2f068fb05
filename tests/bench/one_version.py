"""A planted record in, what the later versions of a document cost each out, in seconds of the
processor, with what is made of them and of their steps alone: the page, the page of the redline,
the files of both to be taken away.

What a site makes of all versions together is no part of it: the lives of provisions, any two
versions, each superseded version against what is in force.
"""

import time
from pathlib import Path

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Document, Version
from build_tools.record import load
from build_tools.record.status import predecessor
from build_tools.record.store import Store
from build_tools.site.context import SiteContext
from build_tools.site.drawing import drawn_page
from build_tools.site.file_store import FileStore
from build_tools.site.pages.redlines import redline_page
from build_tools.site.pages.versions import version_page
from build_tools.site.templating import environment
from tests.publishing import AS_OF


def drawn_alone(record: Path, document_id: str, sampled: int) -> float:
    """For each of the last so many versions; neither parsing nor comparing is counted."""
    corpus = load(record)
    document = corpus.document(document_id)
    files = FileStore(("docx",), store=Store(None))
    site = SiteContext(corpus, AS_OF, Comparisons(), files, "")
    before, *later = document.versions[-sampled - 1 :]
    with speaking(corpus.language):
        site.provision_pages(document)  # the weave of all, and every step compared
        _draw(site, document, before)
        started = time.process_time()
        for version in later:
            _draw(site, document, version)
    return (time.process_time() - started) / len(later)


def _draw(site: SiteContext, document: Document, version: Version) -> None:
    """The pages of a version and of its step, with their files."""
    drawn_page(version_page(site, document, version), site, environment())
    base = predecessor(document, version)
    if base is not None:
        redline = site.graphs.told(site.redline_between(base, version))
        drawn_page(redline_page(site, document, redline), site, environment())
