"""A version or a redline in, one HTML file out that stands by itself and can be mailed: styles,
script and data are inside, and it asks no other address for anything.
"""

from collections.abc import Sequence

from markupsafe import Markup

from build_tools.language import gettext as _
from build_tools.model import NotBegun, Redline, Version, VersionOnDay
from build_tools.render.csv import redline_csv
from build_tools.render.html import version_html
from build_tools.render.on_a_day import version_on_day_html
from build_tools.render.page.assets import asset
from build_tools.render.page.content_policy import content_policy
from build_tools.render.page.ends import ends_rows
from build_tools.render.page.file_links import embedded_file
from build_tools.render.page.page_margins import page_margins
from build_tools.render.page.review import review
from build_tools.render.page.templating import fill_template
from build_tools.render.provenance import provenance_labels


def redline_page(redline: Redline, status: str = "", not_begun: Sequence[NotBegun] = ()) -> str:
    """The two ends, the list of changes, and the text with the changes marked, with all that the
    site's page can do; `status` of the new version stands on its printed sheets, and `not_begun` is
    what of it is not in force, and of the old one law still.
    """
    old, new = redline.old, redline.new
    changes = embedded_file(_("List of changes"), "changes.csv", "text/csv", redline_csv(redline))
    margins = page_margins(old.name, new.name, status=status)
    names = ("identity.css", "redline.css", "long-tables.css", "review.css", "changed-back.css")
    style = _style(margins, *names, "alone.css")
    script = Markup("".join(map(asset, ("review.js", "sides.js", "more.js", "reopen.js"))))
    return fill_template(
        "page.html",
        title=f"{old.name} → {new.name}: what changed",
        policy=Markup(content_policy(scripts=[script], styles=[style])),
        provenance=provenance_labels(old, new),
        ends=list(ends_rows(old, new)),
        style=style,
        script=script,
        review=review(redline, [changes], not_begun=not_begun),
    )


def version_page(version: Version, status: str = "", told: VersionOnDay | None = None) -> str:
    """The text of a version, and what it is; its status stands on its printed sheets. `told` is
    the version on a day, where some of it was not in force: then its text says so.
    """
    margins = page_margins(version.cited, status=status)
    style = _style(margins, "identity.css", "redline.css", "long-tables.css", "alone.css")
    return fill_template(
        "page.html",
        title=version.name,
        policy=Markup(content_policy(styles=[style])),
        provenance=provenance_labels(version),
        ends=list(ends_rows(version, version)),
        style=style,
        review=None,
        text=version_on_day_html(told) if told else list(version_html(version)),
    )


def _style(margins: Markup, *names: str) -> Markup:
    """What stands at the edges of a printed page, and the styles of those names."""
    return Markup("".join([f"@page {{ {margins} }}\n", *map(asset, names)]))
