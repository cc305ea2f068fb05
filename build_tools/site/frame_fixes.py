"""The HTML of a page in, the same page out without what Material for MkDocs gets wrong in its frame
round the text.

What a small template or a style can mend is mended in `assets/theme` and `assets/frame.css`. The
rest stands outside any block of Material's `base.html`, which names files that change with each
release, or deep in its macros; here it is mended in what they wrote. Each repair is tied to a tag
of Material's, which no text can hold: its `<` would be `&lt;`.
"""

import re

_FIXES = (
    # A checkbox has no autocomplete.
    (
        (
            r'(<input class="md-toggle" data-md-toggle="\w+" type="checkbox" id="\w+")'
            r' autocomplete="off">'
        ),
        r"\1>",
    ),
    # An empty tabindex is no number.
    (r'(<label class="md-nav__link[^>]*) tabindex="">', r"\1>"),
    # A part of the navigation was named by an arrow, which has no words; its heading has.
    (
        r'aria-labelledby="(__nav_\d+)_label"([^>]*>\s*<label class="md-nav__title" for="\1")>',
        r'aria-labelledby="\1_title"\2 id="\1_title">',
    ),
    # Where a page is not in the navigation, its table of contents has no switch for this label to
    # belong to.
    (r'\A(?!.*id="__toc")(.*<label class="md-nav__title") for="__toc">', r"\1>"),
    # Tabs of a hand-written page close their switches as XHTML does.
    (r'(<input [^>]*name="__tabbed_\d+" type="radio") />', r"\1>"),
)


def fix_frame(html: str) -> str:
    """The page as it should be; a page that needs no repair, or is not Material's, as it is."""
    for found, wanted in _FIXES:
        html = re.sub(found, wanted, html, flags=re.DOTALL)
    return html
