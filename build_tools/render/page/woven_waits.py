"""What of a version that is in force in part waits in, what a page holds of it out, beside
`woven_page_data`: how a script says of the blocks of any redline to that version that they are not
in force, or law still, in the text and in the list.
"""

from typing import Any

from build_tools.lineage.provenance import NotBegunInWeave
from build_tools.model import NotBegun
from build_tools.render.not_begun_in_words import not_begun_shortly, not_begun_word


def woven_waits(waits: NotBegunInWeave) -> dict[str, Any]:
    """`said` has each thing that is said once, as in the text and as in the list; the blocks name
    it by its number: those that stand by their places, those that are taken out by these and by the
    versions that take them out.
    """
    said: dict[tuple[str, str, int], int] = {}

    def number(each: NotBegun) -> int:
        told = not_begun_word(each), not_begun_shortly(each), int(each.is_taken_out)
        return said.setdefault(told, len(said))

    standing = [[place, number(each)] for place, each in waits.standing.items()]
    gone = [[*place, number(each)] for place, each in waits.taken_out.items()]
    return {"new": waits.version, "said": list(said), "standing": standing, "gone": gone}
