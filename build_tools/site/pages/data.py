"""The page of what a program can read, with the size of each file that is large."""

from collections.abc import Mapping

from build_tools.language import file_size
from build_tools.language import gettext as _
from build_tools.site import urls
from build_tools.site.pages.page import Page

_LARGE = 1_000_000
"""Bytes from which a reader is told beforehand what a link will bring."""


def data_page(sizes: Mapping[str, int]) -> Page:
    """The page; `sizes` are the bytes of files by their addresses."""
    large = {
        address: file_size(f"{size / 1e6:.1f} MB")
        for address, size in sizes.items()
        if size >= _LARGE
    }
    return Page(address=urls.DATA, template="data", title=_("Data"), values={"large_files": large})
