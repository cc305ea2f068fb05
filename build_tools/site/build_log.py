"""What mkdocs says of a build, without what only tells of our own scaffolding: pages that frames
are cut out of, and the theme's sitemap, which is empty on purpose.
"""

import logging

from build_tools.site.archive.page_frame import is_frame_page

_BUILD = logging.getLogger("mkdocs.commands.build")
_EMPTY = "enerated empty output"


def leave_out_scaffolding() -> None:
    """From now on; to say so twice is to say it once. A warning is never left out."""
    _BUILD.addFilter(_is_of_the_publisher)


def _is_of_the_publisher(record: logging.LogRecord) -> bool:
    said = record.getMessage()
    if record.levelno > logging.INFO or _EMPTY not in said:
        return True
    return not (is_frame_page(said) or "'sitemap.xml'" in said)
