"""The HTML of a page in, the same page out with links that can be followed without a server: each
that leads to a folder leads to the page in it.

A server answers `mtad/` with the page of that folder; a browser that reads a disk lists its files.
"""

import re

_TO_A_FOLDER = re.compile(
    r"""(<a\s(?:[^<>"]|"[^"]*")*?\bhref=")"""  # of what is to be followed, and of nothing else
    r"""((?:[^"#?:]*/)?)(\.{0,2})"""
    r"""((?:[#?][^"]*)?")"""
)


def with_links_to_files(html: str) -> str:
    """The page with `../v/3.0/#17.6` as `../v/3.0/index.html#17.6`; whole addresses, files and
    places on the page itself as they are.
    """
    return _TO_A_FOLDER.sub(_to_a_file, html)


_FROM_THE_HOST = re.compile(r"""(<[a-z]+\s(?:[^<>"]|"[^"]*")*?\b(?:href|src)=")(/(?!/)[^"]*)""")


def with_links_from_here(html: str, root: str) -> str:
    """A page that stands in the top folder of a site, with links that begin there and not, as
    `root`, at its host: there a disk has all its files.
    """
    return _FROM_THE_HOST.sub(lambda link: f"{link[1]}{_below(link[2], root)}", html)


def _below(address: str, root: str) -> str:
    folder = f"{root.rstrip('/')}/"
    if f"{address}/" == folder:
        return "./"
    return f"./{address.removeprefix(folder)}" if address.startswith(folder) else address


def _to_a_file(link: re.Match[str]) -> str:
    before, folder, dots, rest = link.groups()
    if not folder and not dots:
        return link[0]
    return f"{before}{folder}{dots}{'/' if dots else ''}index.html{rest}"
