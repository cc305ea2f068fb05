"""A heading of a hand-written page in, the address that builders of sites give it out."""

import re
import unicodedata

_OWN = re.compile(r"\{[^}]*#(?P<id>[^\s}]+)[^}]*\}\s*$")
_FORBIDDEN = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"[-\s]+")
_COUNTED = re.compile(r"(?P<before>.*)_(?P<count>[0-9]+)")


def heading_slug(heading: str) -> str:
    """The fragment of a heading that says none itself, as the extension `toc` of Python-Markdown
    makes it of the heading's plain text: its letters of ASCII, in small, joined by hyphens.
    """
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode("ascii")
    return _SPACE.sub("-", _FORBIDDEN.sub("", plain).strip().lower())


def given_once(slug: str, given: set[str]) -> str:
    """A slug, or the first with a number after it that no heading was `given`, as that extension
    counts; one that is empty always has a number. It is given now.
    """
    while not slug or slug in given:
        counted = _COUNTED.fullmatch(slug)
        slug = f"{counted['before']}_{int(counted['count']) + 1}" if counted else f"{slug}_1"
    given.add(slug)
    return slug


def own_id(heading: str) -> tuple[str, str]:
    """A heading without what it says of its address, and that address; "" for none."""
    found = _OWN.search(heading)
    return (heading[: found.start()].rstrip(), found["id"]) if found else (heading, "")
