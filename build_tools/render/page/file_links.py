"""Links to the files that a page has for its reader: where each is, what it holds, its type, its
size.
"""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A link to a file, as a page shows it."""

    name: str
    """What the file holds, in words: "Word with tracked changes"."""
    href: str
    file_name: str
    """The name that it is saved under; its extension tells people the type."""
    media_type: str
    """The type as browsers name it."""
    size: int
    """In bytes."""

    @property
    def extension(self) -> str:
        """Of the file's name, without the dot."""
        return self.file_name.rpartition(".")[2]


def embedded_file(name: str, file_name: str, media_type: str, content: str) -> FileLink:
    """A link that itself carries the text: a `data:` URL."""
    return FileLink(
        name=name,
        href=f"data:{media_type};charset=utf-8,{quote(content)}",
        file_name=file_name,
        media_type=media_type,
        size=len(content.encode()),
    )
