"""A link → the mark of its text: an address of the web, of mail or within the site is kept; of one
that leads elsewhere only the text is, and the report says so.
"""

import re
from collections.abc import Mapping

from build_tools.model import Mark
from build_tools.word.read.ooxml import RELATION_ID, Element, w
from build_tools.word.read.package import Relation
from build_tools.word.read.report import Report, shortened

_WEB = ("https://", "http://", "mailto:")
_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:")
"""The scheme of an address, or the drive of a file."""
_OF_A_MACHINE = re.compile(
    r"\\|\.(?:docx?|docm|dotx?|rtf|xlsx?|xlsm|pptx?|odt|ods|pdf|msg)(?:#|$)", re.IGNORECASE
)
"""What the address of a file beside a document has in it."""


def link_address(element: Element, relations: Mapping[str, Relation], report: Report) -> str | None:
    """Where a `w:hyperlink` leads outside the document; None where it leads to a place in it, and,
    with a warning, where the file does not say.
    """
    relation = relations.get(element.get(RELATION_ID, ""))
    address = relation.target if relation is not None and relation.external else None
    fragment = element.get(w("anchor"))
    if element.get(RELATION_ID) and relation is None:
        report.warn("a link leads nowhere: the file does not hold its address")
    return f"{address}#{fragment}" if address and fragment else address


def link_mark(address: str | None, report: Report) -> Mark:
    """The mark of a link; without a target, and with a warning, for one whose text alone is
    kept.
    """
    mark = kept_link(address) if address else None
    if address and mark is None:
        report.warn(
            f"a link to “{shortened(address)}” is kept as text: only web and mail addresses are"
            " links"
        )
    return mark or Mark("link")


def kept_link(address: str) -> Mark | None:
    """The mark of a link to the web or within the site; None for another."""
    return Mark("link", address.replace(" ", "%20")) if _is_kept(address) else None


def _is_kept(address: str) -> bool:
    """Whether an address is one of the web, or leads on from a page; a file on somebody's machine
    is neither.
    """
    if _ELSEWHERE.match(address):
        return address.lower().startswith(_WEB)
    return address.startswith("/") or not _OF_A_MACHINE.search(address)
