"""A record of which only texts were edited in, what shows those texts first out: the page of each,
and the redlines of the steps that it is an end of, drawn as the whole site has them but for links
to files that can be taken away: those are made with the rest.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from build_tools.lineage.comparisons import pairs_to_compare
from build_tools.model import Corpus, Document, Version
from build_tools.site.context import SiteContext
from build_tools.site.drawing import DrawnPage, drawn_page
from build_tools.site.pages import Page, shown_pages
from build_tools.site.pages.redlines import redline_page
from build_tools.site.pages.versions import version_page
from build_tools.site.templating import environment


def edited_versions(before: Corpus, now: Corpus) -> list[Version] | None:
    """The versions of a record whose text is another than before; None where anything else in it
    is.
    """
    if _beside_texts(before) != _beside_texts(now):
        return None
    versions = zip(_versions(before), _versions(now), strict=True)
    edited = [(old, new) for old, new in versions if old != new]
    if any(replace(old, blocks=new.blocks) != new for old, new in edited):
        return None
    return [new for _, new in edited]


def _beside_texts(corpus: Corpus) -> tuple[object, ...]:
    """All that a record says beside its versions, and how those are called."""
    documents = [replace(document, versions=()) for document in corpus.documents]
    names = [version.name for version in _versions(corpus)]
    return replace(corpus, documents=()), documents, names


def _versions(corpus: Corpus) -> Iterator[Version]:
    return chain.from_iterable(document.versions for document in corpus.documents)


def first_pages(site: SiteContext, edited: list[Version]) -> Iterator[DrawnPage]:
    """The pages that show these versions first; errors as for their redlines and weaves.

    What they are drawn from stays where the rest is made of it, or what is saved next.
    """
    templates = environment()
    for version in edited:
        document = site.corpus.document(version.document)
        for page in _pages(site, document, version):
            yield drawn_page(page, site, templates)


def _pages(site: SiteContext, document: Document, version: Version) -> Iterator[Page]:
    if site.displayed_version(document).label == version.label:
        yield from shown_pages(site, document)
    yield version_page(site, document, version)
    for old, new in pairs_to_compare(document, site.as_of):
        if version.label in (old.label, new.label):
            redline = site.graphs.told(site.redline_between(old, new))
            yield redline_page(site, document, redline)
