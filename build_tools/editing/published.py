"""The record, and a published site → where the site's list of versions differs from the record.

The one module that may ask the network for something, and only where a site's address was given.
Reads nothing of the record by itself.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from build_tools.model import Corpus
from build_tools.model.names import MANIFEST
from build_tools.model.problems import Problem, refusal

TIMEOUT = 30
"""Seconds that a site has to answer."""
LARGEST = 50_000_000
"""Bytes of a list of versions that are read."""


def site_differences(corpus: Corpus, site: str) -> Iterator[Problem]:
    """What the list of versions of a site, a folder or an address, has otherwise than the record.

    CorpusError when there is no such list to be had.
    """
    where, text = _manifest(site)
    published = _published_hashes(where, text)
    known = dict(_recorded_hashes(corpus))
    for name, sha256 in known.items():
        if name not in published:
            yield _difference(where, f"{name} is in the record and not on the site")
        elif published[name] != sha256:
            there, here = f"{published[name][:16]}…", f"{sha256[:16]}…"
            message = f"{name} has the SHA-256 {there} on the site and {here} in the record"
            yield _difference(where, message)
    for name in published.keys() - known.keys():
        yield _difference(where, f"{name} is on the site and not in the record")


def _difference(where: str, message: str) -> Problem:
    return Problem(path=where, line=0, message=message)


def _recorded_hashes(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The name and the hash of each version of the record."""
    for document in corpus.documents:
        for version in document.versions:
            yield version.name, version.sha256


def _published_hashes(where: str, text: str) -> dict[str, str]:
    """The hash of each version that a list holds, by its name."""
    try:
        return dict(_listed_hashes(json.loads(text)))
    except json.JSONDecodeError as error:
        raise refusal(f"{where}:{error.lineno}", f"is not JSON: {error.msg}") from None
    except (KeyError, TypeError, RecursionError):
        form = '{"documents": [{"id": …, "versions": [{"version": …, "sha256": …}]}]}'
        raise refusal(where, "is no list of versions", form) from None


def _listed_hashes(manifest: Any) -> Iterator[tuple[str, str]]:
    for document in manifest["documents"]:
        for version in document["versions"]:
            yield f"{document['id']}@{version['version']}", str(version["sha256"])


def _manifest(site: str) -> tuple[str, str]:
    """Where the list of versions of a site is, and what it says."""
    scheme = urlsplit(site).scheme
    if scheme in ("http", "https"):
        where = f"{site.rstrip('/')}/{MANIFEST}"
        return where, _decoded(where, _fetched(where))
    if "://" in site:
        form = "https://example.org/, or the folder of a built site"
        raise refusal(site, f"cannot be asked by {scheme}", form)
    path = Path(site) / MANIFEST
    try:
        return path.as_posix(), _decoded(path.as_posix(), path.read_bytes())
    except OSError as error:
        raise refusal(
            path.as_posix(), f"cannot be read: {error.strerror}", "the folder of a built site"
        ) from None


def _fetched(address: str) -> bytes:
    request = Request(address, headers={"Accept": "application/json", "Cache-Control": "no-cache"})
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except HTTPError as error:
        raise refusal(address, f"the site answers {error.code} {error.reason}") from None
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise refusal(address, f"the site does not answer: {reason}") from None
    if len(data) > LARGEST:
        raise refusal(address, f"is more than {LARGEST:,} bytes long")
    return data


def _decoded(where: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise refusal(where, "is not UTF-8") from None
