"""What the pages of a site need of whatever builds it, beside their own text: the theme and its
folder, extensions of markdown, styles, scripts, and the navigation.

The mkdocs plugin brings it (`plugin_settings`), and `corpus pages --config` writes it out for
another builder (`other_builders`). Values alone; the keys are those of mkdocs.yml.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from build_tools.language import N_, spoken
from build_tools.language import gettext as _
from build_tools.model import Document, visible_controls
from build_tools.site import urls

THEME_FOLDER: Final = Path(__file__).parent / "assets" / "theme"
"""Templates that stand before those of Material."""
_THEME: Final[Mapping[str, Any]] = {
    # A reader's visit is nobody else's business: no request leaves the site.
    "font": False,
    "features": ["content.tooltips", "navigation.indexes", "navigation.tabs", "toc.follow"],
    "palette": [
        {
            "media": "(prefers-color-scheme)",
            "primary": "cyan",  # by a name that assets/identity.css knows
            "toggle": {
                "icon": "material/brightness-auto",
                "name": N_("Follow the system; switch to light"),
            },
        },
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "cyan",
            "toggle": {"icon": "material/brightness-7", "name": N_("Light; switch to dark")},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "cyan",
            "toggle": {
                "icon": "material/brightness-4",
                "name": N_("Dark; switch to the system's"),
            },
        },
    ],
}
"""What a theme is told where the publisher does not say otherwise."""
STYLES: Final = (
    *("assets/identity.css", "assets/frame.css"),
    *("assets/redline.css", "assets/corpus.css"),
)
SCRIPTS: Final = ("assets/corpus.js", "assets/find-open.js")
EXTENSIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "admonition": {},
    "attr_list": {},
    "footnotes": {},
    "tables": {},
    "toc": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {"use_pygments": False},  # a page of text needs no colours
    "pymdownx.keys": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
"""Of Python-Markdown, each with its options. The generated pages need `attr_list` and `toc`, the
others are for hand-written ones."""
VALIDATION: Final[Mapping[str, Mapping[str, str]]] = {
    "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
    "links": {
        "not_found": "warn",
        "anchors": "warn",
        "absolute_links": "warn",
        "unrecognized_links": "warn",
    },
}
"""What mkdocs tells of: superseded versions and redlines stay out of the navigation on purpose,
and a link that leads nowhere is told."""

FEW: Final = 6
"""Up to so many documents are named in the navigation of every page; more stand on a page of their
own, so that no page grows with the number of documents."""

_README = "README.md"
"""What a folder may have in the place of an index.md."""

NavItem: TypeAlias = str | dict[str, Any]
"""A page by its src_uri, or its name, or that of a part, with what it leads to."""


def theme_settings() -> dict[str, Any]:
    """What a theme is told where the publisher does not say otherwise, in the language that is
    spoken.
    """
    palette = [
        {**each, "toggle": {**each["toggle"], "name": _(each["toggle"]["name"])}}
        for each in _THEME["palette"]
    ]
    return {"language": spoken(), **_THEME, "palette": palette}


def theme_words() -> dict[str, str]:
    """The words of `assets/theme`, which every builder reads: `config.extra.words`."""
    return {
        "find": _("Find: a number, a term, words"),
        "not_found": _("404 - Not found"),
        "no_page": _("There is no page at this address."),
        "compare": _(
            "What changed between two versions of a document is found under"
            " %(link)s, whichever versions they are."
        ),
        "compare_link": _("Compare"),
        "made_with": _("Made with"),
    }


def navigation(
    documents: Iterable[Document],
    made: Collection[str],
    docs: Collection[str],
    given: list[NavItem] | None,
) -> list[NavItem]:
    """The navigation of a site: the front page, a part for each document, or the page that lists
    them where it is made, the amendments, then the hand-written pages.

    `made` are the pages that are made of the record and `docs` the hand-written ones, by their
    src_uris. `given` is the navigation that the publisher wrote. It is taken as it is where it
    names a page that is made of the record; else what is made stands behind its first entry.
    """
    if given is None:
        is_readme = _README in docs and urls.HOME not in docs
        home: NavItem = {_("Home"): _README if is_readme else urls.HOME}
        return [home, *_of_the_record(documents, made), *_hand_written(sorted(docs))]
    if any(page in made and page not in docs for page in _pages(given)):
        return given
    return [*given[:1], *_of_the_record(documents, made), *given[1:]]


def home_page(site_name: str) -> str:
    """A front page for a site whose publisher wrote none."""
    return (
        f"---\ntitle: {_('Home')}\nhide: [toc]\n---\n\n"
        f"# {site_name}\n\n"
        "[[built without the corpus plugin: status]]\n\n"
        "[[built without the corpus plugin: links]]\n"
    )


def _of_the_record(documents: Iterable[Document], made: Collection[str]) -> Iterator[NavItem]:
    """The law first, what only teaches after it."""
    if urls.DOCUMENTS in made:
        yield {_("Documents"): urls.DOCUMENTS}
    else:
        for document in sorted(documents, key=attrgetter("fictional")):
            yield {_as_html(document.short_title): list(_of_a_document(document, made))}
    yield {_("Amendments"): urls.AMENDMENTS}
    yield {_("Compare"): urls.COMPARE}
    yield {_("Data"): urls.DATA}


def _of_a_document(document: Document, made: Collection[str]) -> Iterator[NavItem]:
    yield urls.document(document.id)
    yield {_("History"): urls.history(document.id)}
    yield {_("On a day"): urls.on_a_day(document.id)}
    if (terms := urls.terms(document.id)) in made:
        yield {_("Terms"): terms}


def _hand_written(pages: Iterable[str]) -> Iterator[NavItem]:
    """The pages but the front page, each folder a part of its own."""
    folders: dict[str, list[str]] = {}
    for page in pages:
        if page in (urls.HOME, _README):
            continue
        folder, slash, _ = page.partition("/")
        if slash:
            folders.setdefault(folder, []).append(page)
        else:
            yield page
    for folder, inside in folders.items():
        name = folder.replace("-", " ").replace("_", " ").capitalize()
        yield {_as_html(name): sorted(inside, key=_index_first)}


def _as_html(name: str) -> str:
    """The name of a part, which a theme prints as HTML."""
    return escape(visible_controls(" ".join(name.split())), quote=False)


def _index_first(page: str) -> tuple[bool, str]:
    return PurePosixPath(page).name != "index.md", page


def _pages(nav: Iterable[Any]) -> Iterator[str]:
    """Every page and address that a navigation names."""
    for item in nav:
        match item:
            case str():
                yield item
            case dict():
                yield from chain.from_iterable(map(_named, item.values()))


def _named(value: Any) -> Iterator[str]:
    return _pages(value if isinstance(value, list) else [value])
