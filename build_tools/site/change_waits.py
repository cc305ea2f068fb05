"""A redline to a version that is in force in part on the day of the site in; out, which of its
changes are not in force yet, or nobody knows to be, in words.
"""

from collections.abc import Mapping

from build_tools.model import Change, Document, NotBegun, Redline, parts_of
from build_tools.record.part_provisions import assigned
from build_tools.record.parts import begins_in_parts, has_begun
from build_tools.record.status import predecessor
from build_tools.render.not_begun_in_words import not_begun_shortly
from build_tools.site.context import SiteContext


def change_waits(site: SiteContext, document: Document, redline: Redline) -> Mapping[str, str]:
    """By the ids of its changes: "not in force yet (planned 1 January 2027)". What is in force has
    nothing, and neither have the changes of a version of which nothing is.
    """
    new = redline.new
    if not begins_in_parts(document) or not site.in_part(document, new):
        return {}
    if predecessor(document, new) == redline.old and parts_of(new.amendment):
        waiting = {each.id: _of_step(site, document, redline, each) for each in redline.changes}
        return {id_: told for id_, told in waiting.items() if told}
    at = {each.address: not_begun_shortly(each) for each in site.not_begun_of(document, new)}
    changes = (each for each in redline.changes if not each.is_of_the_old)
    return {each.id: at[each.anchor] for each in changes if each.anchor in at}


def _of_step(site: SiteContext, document: Document, redline: Redline, change: Change) -> str:
    """What a change of one amendment waits for, by the part with which it begins; what is taken
    out waits as what comes does.
    """
    new = redline.new
    assert new.amendment is not None
    begun = has_begun(document, new, change, site.as_of, site.as_of)
    if begun:
        return ""
    part = assigned(document, new).part_of(change.anchor, is_of_the_old=change.is_of_the_old)
    return not_begun_shortly(
        NotBegun(
            at=0,
            address=change.anchor,
            version=new.label,
            amendment=new.amendment,
            part=part,
            is_pending=begun is False,
        )
    )
