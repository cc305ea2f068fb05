"""What the tests of redlines share: texts in, the redline of them out, and its changes as a
reviewer would put them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from build_tools.compare.redline import redline
from build_tools.model import Change, Edits, Redline, Version
from build_tools.render.html import redline_html, version_html
from build_tools.text.markdown import parse

_SIGNS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}", "~": "{{~{}~}}"}


def version_of(text: str, name: str = "text.md") -> Version:
    """A text as a version without a label."""
    return Version(document=name, blocks=parse(text))


def compared(old: str, new: str) -> Redline:
    return redline(version_of(old, "old.md"), version_of(new, "new.md"))


def page(redline_: Redline) -> str:
    """A redline's HTML, without the frame of a page."""
    return "\n".join(redline_html(redline_))


def clean_page(version: Version) -> str:
    """A version's HTML, without the frame of a page."""
    return "\n".join(version_html(version))


def wdiff(edits: Edits) -> str:
    """Edits in one line: `The [-old-]{+new+} word`; words that only their markup changed in stand
    as `{~so~}`."""
    return "".join(_SIGNS[edit.op].format(edit.text) for edit in edits)


def was_now(change: Change) -> str:
    """A change in the form of `wdiff`, also where it has no edits of its own: rows, columns and
    whole tables."""
    if change.edits:
        return wdiff(change.edits)
    if change.old == change.new:
        return change.new
    return "".join(
        sign.format(text)
        for sign, text in (("[-{}-]", change.old), ("{{+{}+}}", change.new))
        if text
    )


def said(change: Change) -> dict[str, Any]:
    """What a reviewer would say of a change, without what only a program needs; what does not apply
    is left out."""
    numbers = {name: getattr(change, name) for name in ("row", "column", "old_row", "old_column")}
    data: dict[str, Any] = {"kinds": list(change.kinds), "where": change.where}
    if change.old_label or change.new_label:
        data |= {"old_label": change.old_label, "new_label": change.new_label}
    data |= {name: number for name, number in numbers.items() if number is not None}
    data |= {"level": change.level} if change.level else {}
    data |= {"change": was_now(change)}
    if change.noise:
        data["noise"] = list(change.noise)
    return data | {"consequential": change.consequential}


def shared_citations(changes: Iterable[Change]) -> list[str]:
    """The citations that two changes of one version share; a deletion is cited in the old one."""
    cited = Counter((_is_gone(change), change.where) for change in changes)
    return [where for (_, where), count in cited.items() if count > 1]


def _is_gone(change: Change) -> bool:
    return any(kind.endswith("delete") for kind in change.kinds)
