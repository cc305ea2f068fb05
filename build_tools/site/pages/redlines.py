"""The page of a redline."""

from build_tools.model import Document, Redline
from build_tools.render.page.page_margins import page_margins
from build_tools.render.page.review import review
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.pages.page import NOT_INDEXED, Page


def redline_page(site: SiteContext, document: Document, redline: Redline) -> Page:
    """What changed between two versions, with the list of changes."""
    old, new = redline.old.label, redline.new.label
    address = urls.redline(document.id, old, new)
    files = site.file_links(address, site.redline_downloads(document, redline))
    edges = page_margins(f"{document.short_title} {old}", f"{document.short_title} {new}")
    return Page(
        address=address,
        template="redline",
        title=f"{document.short_title} {old} to {new}: what changed",
        values={
            "document": document,
            "redline": redline,
            "review": review(redline, files, at_address=True),
        },
        front_matter={**NOT_INDEXED, "hide": ["navigation", "toc"], "running": edges},
    )
