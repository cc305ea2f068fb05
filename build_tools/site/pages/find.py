"""The page on which provisions are found without scripts: those of what each document's own page
shows, listed by number, with its tables and terms.
"""

from collections.abc import Iterable, Iterator

from build_tools.language import gettext as _
from build_tools.model import Block
from build_tools.site import urls
from build_tools.site.context import SiteContext
from build_tools.site.find_examples import find_examples
from build_tools.site.pages.page import Page


def find_page(site: SiteContext) -> Page:
    """The page, the law before what only teaches."""
    listed = []
    for document in site.documents:
        version = site.displayed_version(document)
        blocks = [block for block in version.body if block.anchor]
        tables = [block for block in blocks if block.table and block.label]
        terms = [block for block in blocks if block.terms]
        listed.append((document, version, list(_sections(blocks)), tables, terms))
    return Page(
        address=urls.FIND,
        template="find",
        title=_("Find a provision"),
        values={"listed": listed, "examples": find_examples(site)},
    )


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each heading with the numbered provisions under it, but for what stands in those."""
    heading: Block | None = None
    numbers: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            if numbers or (heading and heading.label):
                yield heading, numbers
            heading, numbers = block, []
        elif block.kind == "paragraph" and block.label and block.anchor == block.label:
            numbers.append(block)
    if numbers or (heading and heading.label):
        yield heading, numbers
