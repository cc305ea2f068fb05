"""What no page may have in it, in a page of mkdocs; the error that mkdocs tells, out."""

from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from build_tools.site.hand_written import (
    FRONT_MATTER,
    active_content,
    foreign_front_matter,
    laid_over,
)


def rewritten(page: Page) -> PluginError:
    """What is wrong with a page into which somebody else has put words."""
    return PluginError(
        f"{page.file.src_uri}: another plugin, a hook of mkdocs.yml or a template has put other"
        " words into a page of the record; expected: the words of the record, untouched"
    )


def refuse_disguise(page: Page, html: str) -> None:
    """PluginError for a hand-written page that could be taken for one of the record, or lies over a
    page; `html` is what somebody wrote of it.
    """
    if foreign := foreign_front_matter(page.meta):
        raise PluginError(
            f"{page.file.src_uri}: has `{'`, `'.join(foreign)}` in its front matter; expected:"
            f' only {", ".join(FRONT_MATTER)}, and no < > or " in their values'
        )
    if found := laid_over(html):
        raise PluginError(
            f"{page.file.src_uri}: holds {', '.join(found)}, by which readers know a page of"
            " the law, which lies over a page or turns the order of its letters; expected: words"
        )


def refuse_active(page: Page, html: str) -> None:
    """PluginError for a page that would run or load something."""
    if found := active_content(html):
        raise PluginError(
            f"{page.file.src_uri}: holds {', '.join(found)}, which a page may not run or load;"
            " expected: words, or a file of this site"
        )
