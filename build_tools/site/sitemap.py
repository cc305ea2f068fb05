"""The pages of a site in, its sitemap.xml out: what other people's search engines are asked to
read.

A page that asks not to be indexed is left out: superseded and proposed versions, redlines, the
lives of tables.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from build_tools.site import urls


def sitemap(pages: Iterable[str], site_url: str) -> str:
    """The sitemap of the pages, named by src_uri; empty without a `site_url`, for it takes whole
    addresses only.
    """
    if not site_url:
        return ""
    root = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address in sorted(urls.absolute(site_url, page, page) for page in pages):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
