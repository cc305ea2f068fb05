"""A redline as markdown, for forges to show: a list of changes with `<ins>` and `<del>`, which they
let through.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from build_tools.language import gettext as _
from build_tools.language import ngettext
from build_tools.model import Change, Redline, visible_controls_html
from build_tools.render.change_names import kind_name
from build_tools.render.counts import counts_text
from build_tools.render.markup import markup_changes
from build_tools.render.without_a_word import resting_lines

_SPECIAL = re.compile(r"([\\`*_\[\]{}#|~!$])")
EDIT_MARKUP = {"-": "<del>{}</del>", "+": "<ins>{}</ins>"}
"""What stands round deleted and inserted text."""
_LINE_END = re.compile(r"\r\n?")


def redline_markdown(redline: Redline) -> str:
    """The ends, the counts, every change as an item of a list, and what changed without a word."""
    old, new = escape_markdown(redline.old.name), escape_markdown(redline.new.name)
    head = f"## {old} → {new}\n\n{counts_markdown(redline)}\n\n"
    items = "".join([*change_items(redline), *_changed_back_items(redline)])
    items += resting_markdown(redline)
    return (head + items).rstrip() + "\n"


def _changed_back_items(redline: Redline) -> Iterator[str]:
    """What came and went between the two, as a list under a heading of its own."""
    if redline.changed_back:
        yield f"\n### {_('Changed and changed back')}\n\n"
    for each in redline.changed_back:
        where, text = escape_markdown(each.where), escape_markdown(each.text)
        said = _("“%(words)s”", words=text)
        yield f"- **{where}**: {said} {escape_markdown(each.in_words)}\n"


def counts_markdown(redline: Redline) -> str:
    """The counts by kind, under a warning where the two texts could not be aligned."""
    named = [(kind_name(kind), count) for kind, count in redline.counts.items()]
    counts = counts_text(named) or _("No change.")
    return counts if redline.aligned else f"{_('Not aligned: read both.')}\n\n{counts}"


def change_items(redline: Redline) -> Iterator[str]:
    """Every change as an item of a numbered list, a line each."""
    for number, change in enumerate(redline.changes, start=1):
        where, kinds = escape_markdown(change.where), ", ".join(map(kind_name, change.kinds))
        yield f"{number}. **{where}** ({kinds})<br>{change_markdown(change)}\n"


def resting_markdown(redline: Redline) -> str:
    """What changed without a word, as a list under a heading; nothing where nothing did."""
    items = [f"- {escape_markdown(line)}\n" for line in resting_lines(redline)]
    return "".join([f"\n### {_('Changed without a word')}\n\n", *items]) if items else ""


def folded_resting(redline: Redline) -> str:
    """The provisions that changed without a word, in one folded list; nothing where none did."""
    lines = list(resting_lines(redline))
    if not lines:
        return ""
    counted = ngettext(
        "Changed without a word: %(num)s provision",
        "Changed without a word: %(num)s provisions",
        len(lines),
    )
    items = "".join(f"- {escape_markdown(line)}\n" for line in lines)
    summary = f"<summary>{counted}</summary>"
    return f"<details>{summary}\n\n{items}\n</details>\n\n"


def change_markdown(change: Change, edit_markup: Mapping[str, str] = EDIT_MARKUP) -> str:
    """Who made a change, what became of the level, and what it deleted and inserted, on one line;
    `edit_markup` is what stands round that.
    """

    def marked(op: str, text: str) -> str:
        return edit_markup.get(op, "{}").format(escape_markdown(text)) if text else ""

    by = _("by %(versions)s", versions=", ".join(change.by)) if change.by else ""
    parts = [f"{escape_markdown(each)}<br>" for each in (by, change.level) if each]
    if change.has_other_label:
        old_label, new_label = change.old_label or "", change.new_label or ""
        parts += [marked("-", old_label), marked("+", new_label), " "]
    if change.edits:
        parts += [marked(edit.op, edit.text) for edit in change.edits]
        for text, words in markup_changes(change.edits):
            said = _("“%(words)s”", words=escape_markdown(text))
            parts.append(f"<br>{said}: {escape_markdown(words)}")
    elif change.old == change.new:
        parts.append(escape_markdown(change.new))
    else:
        parts += [marked("-", change.old), marked("+", change.new)]
    return "".join(parts)


def escape_markdown(text: str) -> str:
    """Words in which no sign means anything to a forge, on one line."""
    html = escape(_LINE_END.sub("\n", text), quote=False)
    return _SPECIAL.sub(r"\\\1", visible_controls_html(html)).replace("\n", "<br>")
