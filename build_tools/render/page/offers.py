"""What a page offers to take away: files, each with where it is, what it holds, its type and its
size.
"""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file as a page names it."""

    name: str
    """What it holds, as a link: "Word with tracked changes"."""
    href: str
    file: str
    """The name that it is saved under; its ending says the type to people."""
    media: str
    """The type as browsers name it."""
    size: int
    """In bytes."""

    @property
    def ending(self) -> str:
        """Of the file's name, without the dot."""
        return self.file.rpartition(".")[2]


def enclosed(name: str, file: str, media: str, content: str) -> Offer:
    """A text that the page itself carries, in the link."""
    href = f"data:{media};charset=utf-8,{quote(content)}"
    return Offer(name=name, href=href, file=file, media=media, size=len(content.encode()))
