"""The pages of a site: a corpus on a day in, each page's template with its values out. Pure.

One module for each kind of page. The only HTML made here is the text of the law itself, which comes
from the renderers; all else is the templates'.
"""

from collections.abc import Iterator, Mapping

from build_tools.language import gettext as _
from build_tools.model import Document
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.frame import FEW
from build_tools.site.pages.amendments import amendment_page
from build_tools.site.pages.clauses import clause_pages
from build_tools.site.pages.compare import compare_page
from build_tools.site.pages.data import data_page
from build_tools.site.pages.days import day_page
from build_tools.site.pages.find import find_page
from build_tools.site.pages.page import Page
from build_tools.site.pages.publication_log import publication_log_page
from build_tools.site.pages.redlines import kept_addresses, redline_page
from build_tools.site.pages.sections import divided_pages, formerly_divided_pages
from build_tools.site.pages.tables import table_pages
from build_tools.site.pages.terms import terms_page
from build_tools.site.pages.together import together_pages
from build_tools.site.pages.versions import document_page, history_page, version_page

__all__ = ["Page", "amendment_page", "document_pages", "pages_of_all", "shown_pages"]


def shown_pages(site: SiteContext, document: Document) -> Iterator[Page]:
    """What a document shows at its own address, in pages by section where it asks for it."""
    if sections := site.sections(document):
        yield from divided_pages(site, document, sections)
    else:
        yield document_page(site, document)
        if document.sections:
            yield from formerly_divided_pages(site, document)


def document_pages(site: SiteContext, document: Document) -> Iterator[Page]:
    """Every page about one document."""
    yield from shown_pages(site, document)
    yield from (version_page(site, document, version) for version in document.versions)
    yield from (redline_page(site, document, redline) for redline in site.redlines(document))
    yield from kept_addresses(site, document)
    yield from together_pages(site, document)
    if len(document.versions) > 1:
        yield compare_page(site, document)
    yield history_page(site, document)
    yield day_page(site, document)
    yield from table_pages(site, document)
    yield from clause_pages(site, document)
    yield from terms_page(site, document)


def pages_of_all(site: SiteContext, sizes: Mapping[str, int]) -> Iterator[Page]:
    """Every page about the whole record; the pages of amendments are `amendment_page`. `sizes` are
    the bytes of its files by their addresses.
    """
    yield find_page(site)
    if len(site.documents) > FEW:
        yield Page(address=urls.DOCUMENTS, template="documents", title=_("Documents"))
    yield Page(address=urls.COMPARE, template="compare", title=_("Compare two versions"))
    yield Page(address=urls.AMENDMENTS, template="amendments", title=_("Amendments"))
    yield data_page(sizes)
    if site.corpus.log is not None:
        yield publication_log_page(site, site.corpus.log)
