"""What stands after the words of each provision on the page of a version: where it is linked to,
what became of it, who cites it, where it is edited, what last changed it.

The style draws the words of these links, so that a copy of the text stays the text, and shows them
where a reader points, comes to by keyboard or was led to; a script adds what copies a citation.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from build_tools.language import gettext as _
from build_tools.lineage.provenance import not_begun_at
from build_tools.model import Block, Document, NotedVersion, Version
from build_tools.record.status import predecessor
from build_tools.render.not_begun_in_words import not_begun_word
from build_tools.render.origin_notes import maker_in_words
from build_tools.site import urls
from build_tools.site.cited_by import Cited
from build_tools.site.context import SiteContext


@dataclass(frozen=True, slots=True)
class _Text:
    """The text whose provisions are linked, and the page that it is on."""

    site: SiteContext
    document: Document
    version: Version
    noted: NotedVersion
    page: str
    cited: Mapping[str, Cited]
    """What is cited of it, by the anchors."""
    shown: Collection[int]
    """The positions of the blocks that the page has."""

    def blocks(self) -> Iterator[tuple[int, Block]]:
        """The blocks that the page has, each with its position."""
        body = self.version.body
        for at in self.shown:
            yield at, body[at]


def provision_links(  # noqa: PLR0913 - one for each thing that they depend on
    site: SiteContext,
    document: Document,
    version: Version,
    noted: NotedVersion,
    page: str,
    cited: Iterable[Cited],
    *,
    shown: Collection[int] | None = None,
) -> Mapping[int, str]:
    """The links after each block that can be cited, as HTML, by the positions of the blocks;
    `shown` are those that the page has, by default all.
    """
    by_anchor = {each.node.key.anchor: each for each in cited}
    at_all = range(len(version.body)) if shown is None else shown
    text = _Text(site, document, version, noted, page, by_anchor, at_all)
    each_kind = [dict(links(text)) for links in _SHOWN_WHEN_ASKED]
    changes = dict(_last_changes(text))
    waiting = dict(_not_begun(text))
    found = {}
    for at, block in text.blocks():
        offered = "".join(links.get(at, "") for links in each_kind)
        strip = f'<span class="acts">{offered}</span>' if block.anchor else ""
        if after := strip + changes.get(at, "") + waiting.get(at, ""):
            found[at] = after
    return found


def _permalinks(text: _Text) -> Iterator[tuple[int, str]]:
    """To this provision of this version, whatever is in force: the link is named as it is cited."""
    target = urls.version(text.document.id, text.version.label)
    for at, block in text.blocks():
        href = escape(urls.link(text.page, target, block.anchor))
        name = escape(f"{text.document.short_title} {text.version.label}, {_name(block)}")
        yield at, f'<a class="permalink" href="{href}" aria-label="{name}"></a>'


def _histories(text: _Text) -> Iterator[tuple[int, str]]:
    """To the page that tells what became of a provision; the link has its lasting id."""
    pages = text.site.provision_pages(text.document)
    number = text.site.history(text.document).number(text.version)
    for at, block in text.blocks():
        if life := pages.life_at(number, block.anchor):
            href = escape(urls.link(text.page, pages.address(life)))
            name = escape(_("History of %(what)s", what=_name(block)))
            yield (
                at,
                f'<a class="life" id="{escape(life.id)}" href="{href}" aria-label="{name}"></a>',
            )


def _cited(text: _Text) -> Iterator[tuple[int, str]]:
    """To who cites a provision, which stand in a list at the end of the page."""
    for at, block in text.blocks():
        if cited := text.cited.get(block.anchor):
            href = escape(f"#{cited.id}")
            said = escape(cited.summary[:1].upper() + cited.summary[1:])
            name = escape(_("%(what)s is %(cited)s", what=_name(block), cited=cited.summary))
            yield (
                at,
                f'<a class="cited-by" href="{href}" data-said="{said}" aria-label="{name}"></a>',
            )


def _edits(text: _Text) -> Iterator[tuple[int, str]]:
    """To the editor of a forge, at the provision, where the text is a proposal that may change."""
    for at, block in text.blocks():
        if address := text.site.edit_link(text.document, text.version, block.line):
            yield at, edit_html(address, _name(block))


def edit_html(address: str, what: str) -> str:
    """The link to the editor of a forge at `address`, where `what` is edited."""
    name = escape(_("Suggest an edit of %(what)s", what=what))
    return (
        f'<a class="edit" rel="external nofollow" href="{escape(address)}" aria-label="{name}"></a>'
    )


def _last_changes(text: _Text) -> Iterator[tuple[int, str]]:
    """To what last changed a block, where that is not the first version."""
    for at in text.shown:
        change = text.noted.blocks.get(at)
        base = predecessor(text.document, change.by) if change else None
        if change is not None and base is not None:
            target = urls.redline(text.document.id, base.label, change.by.label)
            href = escape(urls.link(text.page, target, change.anchor))
            name = escape(_("Last changed by %(maker)s", maker=maker_in_words(change.by)))
            yield at, f'<a class="last-change" href="{href}" aria-label="{name}"></a>'


def _not_begun(text: _Text) -> Iterator[tuple[int, str]]:
    """Where what a block says is not in force, or nobody knows whether it is: that it is said in
    words which are copied and printed with it; they lead to the days on which each text was.
    """
    parts = text.site.in_part(text.document, text.version)
    for each in not_begun_at(text.document, text.noted, parts, text.shown):
        words = escape(not_begun_word(each))
        href = escape(urls.link(text.page, urls.on_a_day(text.document.id)))
        yield each.at, f' <em class="not-begun"><a href="{href}">[{words}]</a></em>'


_SHOWN_WHEN_ASKED: tuple[Callable[[_Text], Iterator[tuple[int, str]]], ...] = (
    _permalinks,
    _histories,
    _cited,
    _edits,
)
"""The links of each kind, in the order in which a provision shows them."""


def _name(block: Block) -> str:
    return block.citation or block.anchor
