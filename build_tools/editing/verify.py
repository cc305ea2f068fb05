"""The record, and a published site → what does not hold: seals, redlines that cannot be proved, the
site's list of versions.

The one module that may ask the network for something, and only where a site's address was given.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from build_tools.compare.failures import report_failure, report_fallback
from build_tools.compare.invariants import violations
from build_tools.lineage.comparisons import Comparisons, steps
from build_tools.model import Corpus
from build_tools.model.names import MANIFEST
from build_tools.model.problems import Problem, RedlineError, refusal
from build_tools.record.seals import read_seals

TIMEOUT = 30
"""Seconds that a site has to answer."""
LARGEST = 50_000_000
"""Bytes of a list of versions that are read."""


def unproved_redlines(corpus: Corpus, as_of: dt.date) -> Iterator[str]:
    """What is wrong with the redlines that a site of this day shows: each step, and each
    proposal.
    """
    comparisons = Comparisons()
    for document in corpus.documents:
        for old, new in steps(document, as_of):
            try:
                found = comparisons.between(old, new)
            except RedlineError as error:
                yield report_failure(error)
                continue
            if not found.aligned:
                yield report_fallback(found)
            yield from (f"{old.name} to {new.name}: {violation}" for violation in violations(found))


def proof_summary(corpus: Corpus, root: Path, as_of: dt.date) -> str:
    """What was found right, counted."""
    seals, redlines = (
        len(read_seals(root)[0]),
        sum(len(steps(document, as_of)) for document in corpus.documents),
    )
    return f"{seals} seals and {redlines} redlines hold"


def site_differences(corpus: Corpus, site: str) -> Iterator[Problem]:
    """What the list of versions of a site, a folder or an address, has otherwise than the record.

    CorpusError when there is no such list to be had.
    """
    where, text = _manifest(site)
    published = _versions(where, text)
    known = {
        version.name: version.sha256
        for document in corpus.documents
        for version in document.versions
    }
    for name, sha256 in known.items():
        if name not in published:
            yield Problem(
                path=where, line=0, message=f"{name} is in the record and not on the site"
            )
        elif published[name] != sha256:
            message = (
                f"{name} has the SHA-256 {published[name][:16]}… on the site and {sha256[:16]}… in"
                " the record"
            )
            yield Problem(path=where, line=0, message=message)
    for name in published.keys() - known.keys():
        yield Problem(path=where, line=0, message=f"{name} is on the site and not in the record")


def _versions(where: str, text: str) -> dict[str, str]:
    """The hash of each version that a list holds, by its name."""
    try:
        listed: Any = json.loads(text)
        return {
            f"{document['id']}@{version['version']}": str(version["sha256"])
            for document in listed["documents"]
            for version in document["versions"]
        }
    except json.JSONDecodeError as error:
        raise refusal(f"{where}:{error.lineno}", f"is not JSON: {error.msg}") from None
    except (KeyError, TypeError, RecursionError):
        form = '{"documents": [{"id": …, "versions": [{"version": …, "sha256": …}]}]}'
        raise refusal(where, "is no list of versions", form) from None


def _manifest(site: str) -> tuple[str, str]:
    """Where the list of versions of a site is, and what it says."""
    scheme = urlsplit(site).scheme
    if scheme in ("http", "https"):
        where = f"{site.rstrip('/')}/{MANIFEST}"
        return where, _decoded(where, _fetched(where))
    if "://" in site:
        raise refusal(
            site,
            f"cannot be asked by {scheme}",
            "https://example.org/, or the folder of a built site",
        )
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
