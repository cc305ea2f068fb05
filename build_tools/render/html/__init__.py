"""A version or a redline in, HTML out: one line for each block.

Insertions and deletions are native `<ins>` and `<del>` round inline content; whole blocks, rows and
columns carry the class `ins` or `del` as well, so that taking those elements away leaves exactly
one of the two texts. Nothing here adds a word to the text: signs and hints for readers come from
the style sheet and from attributes.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from build_tools.compare.passages import unchanged_passages
from build_tools.model import Redline, Version, visible_controls_html
from build_tools.render.html.blocks import passage_html
from build_tools.render.html.context import HtmlContext, LinkFinder, no_links


def version_html(
    version: Version,
    find_links: LinkFinder = no_links,
    signs: Mapping[int, str] = MappingProxyType({}),
    *,
    heading_offset: int = 0,
) -> Iterator[str]:
    """The blocks of a version; headings stand `heading_offset` levels below their own, and `signs`
    behind the words of blocks, as HTML, by their positions in the body.
    """
    context = HtmlContext(find_links=find_links, heading_offset=heading_offset)
    for at, passage in enumerate(unchanged_passages(version)):
        context.behind = signs.get(at, "")
        yield from passage_html(passage, context)


def redline_html(
    redline: Redline,
    signs: Mapping[int, str] = MappingProxyType({}),
    *,
    heading_offset: int = 0,
) -> Iterator[str]:
    """The blocks of both versions in reading order with every change marked; `signs` by the places
    of passages, and `heading_offset` as above.
    """
    context = HtmlContext.of(redline, heading_offset=heading_offset)
    for at, passage in enumerate(redline.passages):
        context.behind = signs.get(at, "")
        yield from passage_html(passage, context)


def redline_fragment(redline: Redline) -> str:
    """The text of a redline alone: its blocks and tables, no list of changes."""
    return visible_controls_html("".join(f"{line}\n" for line in redline_html(redline)))


def version_fragment(version: Version) -> str:
    """The text of a version alone."""
    return visible_controls_html("".join(f"{line}\n" for line in version_html(version)))
