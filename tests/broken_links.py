"""The links of a built site that lead nowhere, found by a reader of HTML that shares nothing with
what wrote them."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib

HOST = "http://site.test"
_DRAWN = "/compare/"
"""Pages whose fragments name two versions, which their script reads."""


def broken_links(site: Path, root: str = "/", *, folders: bool = True) -> Iterator[str]:
    """Each link that leads to no file of the site, or to a place that the page lacks; where
    `folders` are no pages, as on a disk, also each that leads to a folder. `root` is the path that
    the site has on its host."""
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    trees = {
        name: html5lib.parse(path.read_text(), namespaceHTMLElements=False)
        for name, path in pages.items()
    }
    ids = {name: {each.get("id") for each in tree.iter()} for name, tree in trees.items()}
    for name, tree in trees.items():
        for element in tree.iter():
            written = element.get("href") or element.get("src")
            if written is None or not isinstance(element.tag, str):
                continue
            address = urlsplit(urljoin(f"{HOST}{root}{name}", written))
            if f"{address.scheme}://{address.netloc}" != HOST:
                continue
            found = _target(site, address.path, root, folders=folders or element.tag == "link")
            if found is None:
                yield f"{name}: {written}"
            elif _lacks(found, unquote(address.fragment), ids):
                yield f"{name}: {written} has no such place"


def _target(site: Path, path: str, root: str, *, folders: bool) -> str | None:
    """The file that an address leads to; None where there is none."""
    if not path.startswith(root):
        return None
    inside = unquote(path.removeprefix(root))
    if (site / inside).is_dir():
        if not folders:
            return None
        inside = posixpath.join(inside, "index.html")
    return posixpath.normpath(inside) if (site / inside).is_file() else None


def _lacks(page: str, place: str, ids: dict[str, set[str | None]]) -> bool:
    if not place or page not in ids or _DRAWN in f"/{page}":
        return False
    return place not in ids[page] and place != "top"
