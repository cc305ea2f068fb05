"""A version or a redline in, the HTML of its PDF out: what stands on the sheets and at their edges.

`render.pdf` sets it; no browser ever shows it.
"""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from build_tools import __version__
from build_tools.language import gettext as _
from build_tools.model import NotBegun, Redline, RedlineInPart, Version, VersionOnDay
from build_tools.render.html import redline_html, version_html
from build_tools.render.not_begun_in_words import not_begun_signs, redline_signs
from build_tools.render.on_a_day import still_in_force_html
from build_tools.render.page.assets import asset
from build_tools.render.page.change_list import change_entries
from build_tools.render.page.ends import ends_rows
from build_tools.render.page.page_margins import css_string, margin_boxes
from build_tools.render.page.templating import fill_template
from build_tools.render.provenance import provenance_labels
from build_tools.render.without_a_word import resting_entries


def version_print_page(
    version: Version,
    status: str = "",
    origins: Sequence[str] = (),
    told: VersionOnDay | None = None,
) -> str:
    """The text of a version; `status` says how it stands on a day, `origins` where words come
    from that have the numbers of these notes, see `NotedVersion`, and `told` the version
    with what of it is not in force, which is said there, and with what is law in its place.
    """
    signs = not_begun_signs(told.not_begun) if told else {}
    return fill_template(
        "print.html",
        **_head(version.cited, version.name, status, version, version),
        redline=None,
        entries=[],
        resting=[],
        origins=origins,
        text=list(version_html(version, signs=signs, heading_offset=1)),
        still_in_force=list(still_in_force_html(told)) if told else (),
    )


def redline_print_page(
    redline: Redline, status: str = "", not_begun: Sequence[NotBegun] = ()
) -> str:
    """A redline, first the list of changes and what changed without a word; `status` is that of the
    new version, of which `not_begun` is not in force, and of its old one is law still.
    """
    old, new = redline.old, redline.new
    signs = redline_signs(RedlineInPart(redline=redline, not_begun=tuple(not_begun)))
    old_name = old.label if old.label and old.title == new.title else old.cited
    title = _("%(new)s compared with %(old)s", new=new.cited, old=old_name)
    return fill_template(
        "print.html",
        **_head(title, f"{old.name} → {new.name}", status, old, new),
        redline=redline,
        entries=change_entries(redline),
        resting=resting_entries(redline),
        origins=(),
        still_in_force=(),
        text=list(redline_html(redline, signs, heading_offset=2)),
    )


def _head(title: str, name: str, status: str, old: Version, new: Version) -> dict[str, Any]:
    """What the template says before the changes and the text."""
    provenance = provenance_labels(old, new)
    boxes = {
        "top-left": "\n".join([title, *provenance]),
        # An edge has no room for what waits, part by part: the first sheet tells it.
        "top-right": status.partition(";")[0],
        "bottom-left": name,
    }
    return {
        "title": title,
        "author": new.amendment.title if new.amendment else "",
        "generator": f"sec-corpus {__version__}",
        "provenance": provenance,
        "status": status,
        "page_margins": margin_boxes((where, css_string(words)) for where, words in boxes.items()),
        "style": Markup(asset("print.css")),
        "ends": list(ends_rows(old, new)),
    }
