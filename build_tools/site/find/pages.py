"""Amendments, hand-written pages and the pages about a document in, what the jump box knows of them
out: title, words and address.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from build_tools.model import Amendment, Block, Corpus, wording
from build_tools.site import urls
from build_tools.site.drawing import DrawnPage
from build_tools.site.pages.marker_fillings import MARKER
from build_tools.site.slugs import given_once, heading_slug, own_id
from build_tools.text.markdown import parse

_FRONT_MATTER = re.compile(r"---\n(?P<lines>.*?\n)---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(?P<title>.*?)[\"']?\s*$", re.MULTILINE)
_LEFT_OUT = re.compile(r"^search:", re.MULTILINE)
_NOT_FOUND = "data-search-exclude"
"""What a block says that holds words of a text that may not be in force."""
_RULES = "rules/"
"""Where the pages of what `corpus check` looks for stand."""


def amendment_entries(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Each amendment, by its title, its id, its summary and its questions."""
    fictional = {document.id for document in corpus.documents if document.fictional}
    for amendment in corpus.amendments:
        documents = {step.document for step in amendment.steps}
        yield {
            "kind": "amendment",
            "title": amendment.title,
            "name": amendment.id,
            "text": " ".join(_words_of(amendment)),
            "address": urls.link(urls.HOME, urls.amendment(amendment.id)),
            **({"fictional": True} if documents <= fictional else {}),
        }


def _words_of(amendment: Amendment) -> Iterator[str]:
    for words in (amendment.summary, *amendment.questions):
        yield " ".join(words.split())


def generated_page_entries(
    corpus: Corpus, pages: Iterable[DrawnPage], sections: Collection[str]
) -> Iterator[dict[str, Any]]:
    """The pages about the documents, by their titles: histories, days, tables; none that shows a
    text, or one of the `sections` of it, which is found provision by provision, and no amendment.
    """
    fictional = {document.id for document in corpus.documents if document.fictional}
    shown_else = {urls.document(document.id) for document in corpus.documents}
    shown_else |= {urls.amendment(amendment.id) for amendment in corpus.amendments}
    shown_else.update(sections)
    for page in pages:
        if page.indexed and page.address not in shown_else and page.address != urls.FIND:
            yield {
                "kind": "page",
                "title": page.title,
                "address": urls.link(urls.HOME, page.address),
                **({"fictional": True} if page.address.split("/")[0] in fictional else {}),
            }


def guide_entries(docs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Each hand-written page and each section of it; not the home page, nor one that asks to be
    left out of searches.
    """
    for page, text in sorted(docs.items()):
        front_matter = _FRONT_MATTER.match(text)
        lines = front_matter["lines"] if front_matter else ""
        if page == urls.HOME or _LEFT_OUT.search(lines):
            continue
        kind = "rule" if page.startswith(_RULES) and page != f"{_RULES}index.md" else "guide"
        title = _TITLE.search(lines)
        yield from _sections(page, kind, title["title"] if title else "", parse(text))


def _sections(
    page: str, kind: str, title: str, blocks: Iterable[Block]
) -> Iterator[dict[str, Any]]:
    address = urls.link(urls.HOME, page)
    entry = {"kind": kind, "title": title, "address": address}
    words: list[str] = []
    blocks = list(blocks)
    given = {own_id(_heading(block))[1] for block in blocks if block.kind == "heading"}
    for block in blocks:
        if block.kind == "front-matter" or _NOT_FOUND in block.source:
            continue
        if block.kind != "heading":
            words += [*filter(None, (block.label, _text(block)))]
            continue
        heading, own = own_id(_heading(block))
        fragment = own or given_once(heading_slug(heading), given)
        if block.depth == 1:
            entry["title"] = entry["title"] or heading
            words.append(heading)
            continue
        yield {**entry, "text": " ".join(words)}
        entry = {"kind": f"{kind} section", "title": heading, "address": f"{address}#{fragment}"}
        entry["page"] = title
        words = []
    yield {**entry, "text": " ".join(words)}


def _heading(block: Block) -> str:
    return " ".join(f"{block.label} {wording(block.content)}".split())


def _text(block: Block) -> str:
    """The words of a block, without what something else stands in the place of."""
    return " ".join(MARKER.sub("", block.text).split())
