"""`corpus verify --site`: what the record makes of a site, made anew, and the site held to it."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.cli.files import writing_files
from build_tools.cli.pages import generated_files
from build_tools.editing.published import (
    Claims,
    Site,
    address_claimed,
    file_differences,
    log_differences,
    manifest_differences,
    site_claims,
)
from build_tools.model import Corpus, Problem
from build_tools.model.names import MANIFEST
from build_tools.record.git import commit_of, knows_commit
from build_tools.record.store import Store
from build_tools.record.writing import write_into
from build_tools.site.file_store import FileStore, Offered
from build_tools.site.manifest import manifest_text, offered_by


@dataclass(frozen=True, slots=True)
class SiteToProve:
    """A site, and what it is to be held to."""

    site: Site
    corpus: Corpus
    root: Path
    docs: Path
    built: Path | None
    """What was built of the record elsewhere; None where it is to be built here."""


def site_failures(given: SiteToProve, as_of: dt.date) -> list[Problem]:
    """Where a site differs from what the record makes on the day that the site shows, which may not
    be after `as_of`: in its list of versions, and in any file. The files are left out where the
    site says that it was built from another commit of this repository: that it was tells enough.
    """
    claims = site_claims(given.site)
    failures = list(_claim_failures(given, claims, as_of))
    here = commit_of(given.root)
    is_other = here is not None and claims.commit not in (None, here)
    if not (is_other and failures and knows_commit(given.root, claims.commit or "")):
        failures += _file_failures(given, replace(claims, as_of=min(claims.as_of, as_of)))
    if failures and is_other:
        message = f"was built from commit {claims.commit}, and this is {here}"
        failures.append(Problem(path=given.site.name, line=0, message=message))
    return failures


def _claim_failures(given: SiteToProve, claims: Claims, as_of: dt.date) -> Iterator[Problem]:
    if claims.as_of > as_of:
        message = f"shows the day {claims.as_of}, which has not come"
        yield Problem(path=given.site.name, line=0, message=message)
    if claims.commit and not knows_commit(given.root, claims.commit):
        message = f"was built from commit {claims.commit}, which is not in this repository"
        yield Problem(path=given.site.name, line=0, message=message)
    expected = manifest_text(given.corpus, claims.as_of, claims.commit, offered_by(claims.manifest))
    yield from manifest_differences(given.site, claims, expected)
    yield from log_differences(given.site, given.corpus)


def _file_failures(given: SiteToProve, claims: Claims) -> Iterator[Problem]:
    if given.built is not None:
        yield from _offer_failures(given.built, given, claims)
        yield from file_differences(given.built, given.site)
        return
    with TemporaryDirectory(prefix="corpus-") as name:
        folder = Path(name) / "site"
        if given.site.has_pages():
            _rebuild(folder, given, claims)
            yield from _offer_failures(folder, given, claims)
            yield from file_differences(folder, given.site)
        else:
            address = address_claimed(given.site)
            anew = FileStore.of(offered_by(claims.manifest), None, Store(None))
            with writing_files(None):
                made = generated_files(
                    given.corpus, given.root, given.docs, claims.as_of, anew, address
                )
            write_into(folder, made)
            yield from file_differences(folder, given.site, given.docs)


def _offer_failures(folder: Path, given: SiteToProve, claims: Claims) -> Iterator[Problem]:
    """Where the list of versions tells of other formats than the site is made in."""
    made = Site(folder.as_posix()).read(MANIFEST)
    if made is None:
        return
    here, there = offered_by(json.loads(made)), offered_by(claims.manifest)
    if here != there:
        message = (
            f"tells of other formats of the texts than the record is made in: {_formats(there)} on"
            f" the site, {_formats(here)} here"
        )
        form = "the settings that the site was built with"
        if "pdf" in there.endings:
            form += ", `pdf: true` among them"
        yield Problem(path=given.site.place(MANIFEST), line=0, message=message, form=form)


def _formats(offered: Offered) -> str:
    """The formats on offer, in one line."""
    akn = [f"akoma_ntoso {offered.akoma_ntoso}"] if offered.akoma_ntoso else []
    over = [] if offered.old_files else ["none of versions that are over"]
    return ", ".join([*offered.endings, *akn, *over]) or "none"


def _rebuild(folder: Path, given: SiteToProve, claims: Claims) -> None:
    from build_tools.site.rebuilt import rebuild  # noqa: PLC0415 - loads mkdocs

    rebuild(folder, given.root, claims.as_of, address_claimed(given.site))
