"""The page of a redline, and what stands at the address of one that has no page any more."""

from collections.abc import Iterator
from functools import partial

from build_tools.language import gettext as _
from build_tools.model import Document, Redline
from build_tools.render.page.ends import steps_of
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
    edges = page_margins(
        f"{document.short_title} {old}",
        f"{document.short_title} {new}",
        status=site.stage_in_words(document, redline.new),
    )
    return Page(
        address=address,
        template="redline",
        title=_title(document, old, new),
        values={
            "document": document,
            "redline": redline,
            "steps": steps_of(redline.old, redline.new),
            "review": review(
                redline,
                files,
                at_address=True,
                life_links=_life_links(site, document, redline, address),
                not_begun=site.law_in_part.of_redline(document, redline),
                edit_links=_edit_links(site, document, redline),
                address_of=partial(site.provision_link, address),
                stage=site.stage(redline.new.amendment) if redline.new.amendment else None,
                as_of=site.as_of,
            ),
        },
        front_matter={
            **NOT_INDEXED,
            "hide": ["navigation", "toc"],
            "script": "review",
            "style": ["review", "changed-back"] if redline.changed_back else "review",
            "running": edges,
        },
        is_finished=site.has_been_decided(document, redline.new),
    )


def kept_addresses(site: SiteContext, document: Document) -> Iterator[Page]:
    """A page at each address of a redline that the record keeps and that has no page now: it leads
    on to the page that compares any two versions.
    """
    pages = {f"{each.old.label}..{each.new.label}" for each in site.redlines(document)}
    for pair in dict.fromkeys(document.kept_redlines):
        old, _, new = pair.partition("..")
        if pair not in pages:
            yield Page(
                address=urls.redline(document.id, old, new),
                template="kept_redline",
                title=_title(document, old, new),
                values={"document": document, "old": old, "new": new},
                front_matter={**NOT_INDEXED, "script": "moved"},
            )


def _title(document: Document, old: str, new: str) -> str:
    return _("%(old)s to %(new)s: what changed", old=f"{document.short_title} {old}", new=new)


def _life_links(
    site: SiteContext, document: Document, redline: Redline, page: str
) -> dict[str, str]:
    """By the ids of the changes, the pages that tell what became of the provisions."""
    pages, history = site.provision_pages(document), site.history(document)
    new, old = history.number(redline.new), history.number(redline.old)
    found = {}
    for change in redline.changes:
        if told := pages.find(new, change.anchor) or pages.find(old, change.anchor):
            found[change.id] = urls.link(page, told)
    return found


def _edit_links(site: SiteContext, document: Document, redline: Redline) -> dict[str, str]:
    """By the ids of the changes, the editor of a forge at what was changed; where that is gone, at
    the file.
    """
    lines = {block.anchor: block.line for block in redline.new.blocks}
    found = {}
    for change in redline.changes:
        line = None if change.is_of_the_old else lines.get(change.anchor)
        if address := site.edit_link(document, redline.new, line):
            found[change.id] = address
    return found
