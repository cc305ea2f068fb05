"""A block of a text that is not in force, or that nobody knows to be, in; that in words out."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from build_tools.language import N_
from build_tools.language import gettext as _
from build_tools.model import Moment, NotBegun, RedlineInPart
from build_tools.render.citation import event_date


def not_begun_word(each: NotBegun) -> str:
    """As it stands in brackets behind the words of the block: "not in force yet"; of what is taken
    out "still in force".
    """
    if not each.is_pending:
        return _("not recorded whether in force")
    if each.is_taken_out:
        return _("still in force")
    return _("in force only in part") if each.is_in_part else _("not in force yet")


def not_begun_shortly(each: NotBegun) -> str:
    """The same with the day alone, for a list: "not in force yet (planned 1 May 2025)"; "still in
    force (end planned 1 May 2025)".
    """
    word = not_begun_word(each)
    event = each.amendment.events[each.part] if each.part else None
    if event is None or event.planned is None:
        return word
    return f"{word} ({_planned(each, event.planned)})"


def _planned(each: NotBegun, day: Moment) -> str:
    """What is planned for a day: that it begins, its rest does, or it ends."""
    if each.is_pending and each.is_in_part:
        return _("rest planned %(day)s", day=day)
    if each.is_pending and each.is_taken_out:
        return _("end planned %(day)s", day=day)
    return _("planned %(day)s", day=day)


def not_begun_by_change(told: RedlineInPart) -> Mapping[str, str]:
    """The same of the changes of a redline, by their ids."""
    return {id_: not_begun_shortly(each) for id_, each in told.by_change().items()}


def not_begun_told(each: NotBegun) -> str:
    """The same with what it waits for: "not in force yet (Part 3 begins: planned 1 May 2025)"; of
    what is in force only in part, that no version has the words that are law.
    """
    if not (each.is_in_part and each.is_pending):
        return _with_what_begins(not_begun_word(each), each)
    told = N_(
        "%(word)s: what %(version)s changes here is %(waits)s, and no version has the words that"
        " are law"
    )
    waits = _with_what_begins(_("not in force yet"), each)
    return _(told, word=not_begun_word(each), version=each.version, waits=waits)


def _with_what_begins(word: str, each: NotBegun) -> str:
    if each.part is None:
        return word
    name = each.amendment.procedure.step(each.part).name
    when = event_date(each.amendment.events[each.part])
    return _("%(word)s (%(part)s: %(when)s)", word=word, part=name, when=when)


def not_begun_comments(found: Iterable[NotBegun]) -> Mapping[str, list[str]]:
    """What is said in the margin of a paper, by the addresses of provisions: once at each; nothing
    of what is taken out.
    """
    return _comments(each for each in found if not each.is_taken_out)


def taken_out_comments(found: Iterable[NotBegun]) -> Mapping[str, list[str]]:
    """The same of what is taken out alone, by the addresses that it had."""
    return _comments(each for each in found if each.is_taken_out)


def _comments(found: Iterable[NotBegun]) -> Mapping[str, list[str]]:
    said: dict[str, list[str]] = {}
    for each in found:
        told = not_begun_told(each)
        told = told[:1].upper() + told[1:]
        at = said.setdefault(each.address, [])
        if told not in at:
            at.append(told)
    return said


def not_begun_signs(found: Iterable[NotBegun]) -> Mapping[int, str]:
    """What stands behind the words of each block of a version, as HTML, by the positions of the
    blocks.
    """
    return {each.at: _sign(each) for each in found}


def redline_signs(told: RedlineInPart) -> Mapping[int, str]:
    """The same of a redline, by the places of its passages."""
    marked = enumerate(told.marked())
    return {at: _sign(waits) for at, (_passage, waits) in marked if waits}


def _sign(each: NotBegun) -> str:
    # A plain string: put behind HTML that is one, `Markup` would take that for words.
    return str(Markup(' <em class="not-begun">[{}]</em>').format(not_begun_word(each)))
