"""Where a forge lets a reader edit the files of the record: the settings of mkdocs.yml in,
addresses out. Never asks the forge.
"""

import re
from urllib.parse import quote, urljoin, urlsplit

from build_tools.model import Document, Version


def record_editor(repo_url: str, edit_uri: str, docs: str, record: str) -> str:
    """Where the files of the record are edited, with a slash at the end:
    `https://github.com/us/law/edit/main/versions/`.

    `repo_url` and `edit_uri` are those of mkdocs, the latter of the hand-written pages; `docs` and
    `record` are the folders of these and of the record, as seen from mkdocs.yml. Empty where mkdocs
    knows no repository, or `edit_uri` does not end in the folder of the pages, so that nobody can
    tell where the record is.
    """
    above, found, rest = f"/{edit_uri.removesuffix('/')}/".rpartition(f"/{docs}/")
    if not repo_url or not found or rest or record.startswith(".."):
        return ""
    return below(repo_url, f"{above[1:]}/{record}/" if above else f"{record}/")


def below(repo_url: str, edit_uri: str) -> str:
    """The address that a way from the repository leads to; empty where that is no page."""
    folder = edit_uri if edit_uri.endswith("/") else f"{edit_uri}/"
    repository = re.split("[?#]", repo_url)[0].rstrip("/")
    try:
        address = urljoin(f"{repository}/" if repository else "", folder)
        is_page = urlsplit(address).scheme in ("http", "https")
    except ValueError:  # a host that is none
        return ""
    return address if is_page else ""


def edit_link(editor: str, document: Document, version: Version, line: int | None) -> str:
    """The editor of a forge at a line of the file of a version: GitHub puts the cursor there, and a
    forge that does not know the line opens the file.
    """
    place = f"#L{line}" if line else ""
    return f"{editor}{quote(f'{document.id}/{version.label}.md')}{place}"
