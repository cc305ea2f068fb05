"""What a page may run and load, as the value of a Content-Security-Policy (CSP 3): the scripts and
styles that it is known to hold, by their hashes, its own files, and no other host.

Words of the record are escaped wherever they stand. This is for the day when one is not: what it
would have brought along is neither run nor asked for.
"""

import base64
import hashlib
from collections.abc import Iterable

OWN_FILES = "'self' file:"
"""Where the files of a site are. What 'self' is of a page on a disk each browser decides for
itself, and one from a host can load no file of a disk."""


def content_policy(
    *, scripts: Iterable[str] = (), styles: Iterable[str] = (), own_files: str = ""
) -> str:
    """The policy of a page with these inline scripts and styles, each as it stands between its
    tags; `own_files` is `OWN_FILES` for a page that has files beside it.
    """
    directives = {
        "default-src": "'none'",
        "script-src": _sources(own_files, *map(hash_source, scripts)),
        "style-src": _sources(own_files, *map(hash_source, styles)),
        # Python-Markdown aligns the cells of a table so. No script can stand there.
        "style-src-attr": "'unsafe-inline'",
        "img-src": _sources(own_files, "data:"),
        "font-src": _sources(own_files, "data:"),
        "connect-src": _sources(own_files),
        "worker-src": _sources(own_files),
        "manifest-src": _sources(own_files),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _sources(*sources: str) -> str:
    return " ".join(filter(None, sources)) or "'none'"


def hash_source(inline: str) -> str:
    """What allows the inline script or style of these words."""
    digest = hashlib.sha256(inline.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
