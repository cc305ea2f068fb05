"""A site in, what it is made of made ahead by several workers: step redlines with the files beside
them, in runs, and then the part of each document.

A unit is sent keys and names. It reads the record from the store, once for each worker, and keeps
there what it makes. A worker of another release of this program makes nothing.
"""

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons, pairs_to_compare
from build_tools.model import CorpusError, Document, Problem, Version
from build_tools.record.kept_values import kept_value, value_kept
from build_tools.record.store import Store, digest
from build_tools.record.store_places import place_at
from build_tools.record.workers import Failed, Unit, Workers
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore, Offered
from build_tools.site.parts import (
    KIND,
    document_identity,
    made_part,
    part_code,
    part_key,
    record_identity,
)
from build_tools.site.templating import environment

_RUN = 8
"""Steps of one unit: some seconds of work for texts of 60 kB."""
_RECORD = "record"
_TEMPLATE = "template"


class UnitError(Exception):
    """A worker that cannot make its unit, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the units of one build share: where the store is, and by which names it has the rest."""

    store: str
    """Its address."""
    record: str
    code: str
    as_of: dt.date
    site_url: str
    offered: Offered
    templates: tuple[tuple[str, str], ...]
    """The endings, and the names of a publisher's own templates."""
    hand_written: tuple[str, ...] = ()
    """The pages that somebody wrote by hand, which parts lead to where they are there."""
    editor: str = ""
    """Where a forge edits the files of the record."""


def make_ahead(site: SiteContext, workers: Workers) -> list[Failed]:
    """Have workers make what is not kept yet. CorpusError for a unit that took its worker with it
    each time; what else could not be made is told of, and made by whoever asks for it.
    """
    if not workers.are_many or site.file_store.store.place is None:
        return []
    missing = [each for each in site.corpus.documents if not _is_kept(site, each)]
    if not missing or sum(map(_length, missing)) < workers.least:
        return []
    job = _job(site)
    failed = []
    if len(missing) < 2 * workers.jobs or workers.cluster:
        failed += workers.run(list(_runs(site, job, missing)))
    failed += workers.run([Unit(each.id, draw_document, (job, each.id)) for each in missing])
    if dead := [each for each in failed if each.died]:
        raise CorpusError([_problem(each) for each in dead])
    return failed


def _problem(failed: Failed) -> Problem:
    return Problem(
        path=failed.unit.name,
        line=0,
        message=f"cannot be made: {failed.reason}",
        form="more memory for each worker, or fewer jobs",
    )


def _length(document: Document) -> int:
    """How many characters its versions have."""
    return sum(len(version.text) for version in document.versions)


def _is_kept(site: SiteContext, document: Document) -> bool:
    return site.file_store.store.has(KIND, part_key(site, document))


def _runs(site: SiteContext, job: Job, documents: Sequence[Document]) -> Iterator[Unit]:
    """The steps that were never compared, some at a time."""
    for document in documents:
        pairs = pairs_to_compare(document, site.as_of)
        steps = iter([(a, b) for a, b in pairs if not site.comparisons.has(a, b)])
        while run := list(islice(steps, _RUN)):
            labels = tuple([(old.label, new.label) for old, new in run])
            name = f"{document.id} {labels[0][0]}..{labels[-1][1]}"
            yield Unit(name, compare_steps, (job, document.id, labels))


def _job(site: SiteContext) -> Job:
    files = site.file_store
    store = files.store
    identities = map(document_identity, site.corpus.documents)
    rest = record_identity(site.corpus, site.corpus.documents)
    record = digest(*identities, rest, part_code())
    if not store.has(_RECORD, (record,)):
        store.keep(_RECORD, (record,), kept_value(site.corpus))
    templates = []
    for ending, content in sorted(files.templates.items()):
        name = digest(ending, content.hex())
        store.keep(_TEMPLATE, (name,), content)
        templates.append((ending, name))
    return Job(
        store=store.address,
        record=record,
        code=part_code(),
        as_of=site.as_of,
        site_url=site.site_url,
        offered=files.offered,
        templates=tuple(templates),
        hand_written=tuple(sorted(site.hand_written)),
        editor=site.editor,
    )


# --- In a worker ----------------------------------------------------------------------------------

_LOCK = threading.Lock()
"""A worker of a cluster may have several threads, and what units share is not made for that."""


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Make one unit; UnitError for whatever it ends with, which can be sent as it is."""
    with _LOCK:
        try:
            yield
        except Exception as error:
            raise UnitError(f"{type(error).__name__}: {error}") from None


def compare_steps(job: Job, document_id: str, labels: Sequence[tuple[str, str]]) -> None:
    """Compare these steps of a document, write the files of each and of its new version, and hold
    no more of them.
    """
    with _one_at_a_time():
        site = _site(job)
        document = site.corpus.document(document_id)
        with speaking(site.corpus.language):
            for old, new in labels:
                _compare(site, document, document.version(old), document.version(new))
        site.let_go_of(document)


def _compare(site: SiteContext, document: Document, old: Version, new: Version) -> None:
    redline = site.graphs.told(site.comparisons.between(old, new))
    site.redline_downloads(document, redline)
    site.version_downloads(document, new)


def draw_document(job: Job, document_id: str) -> None:
    """Draw the part of a document, and hold no more of it."""
    with _one_at_a_time():
        site = _site(job)
        document = site.corpus.document(document_id)
        with speaking(site.corpus.language):
            made_part(site, document, environment())
        site.let_go_of(document)


@lru_cache(maxsize=1)
def _site(job: Job) -> SiteContext:
    """The site of a job, read from the store; kept for the next unit of it."""
    if job.code != part_code():
        raise UnitError("the worker has another release of this program, or of a library")
    store = Store(place_at(job.store))
    kept = store.get(_RECORD, (job.record,))
    if kept is None:
        raise UnitError(f"{job.store} is not the store of the build; it must be a shared one")
    templates = {ending: store.get(_TEMPLATE, (name,)) or b"" for ending, name in job.templates}
    files = FileStore.of(job.offered, templates, store)
    corpus = value_kept(kept)
    comparisons = Comparisons(store=store)
    given = corpus, job.as_of, comparisons, files, job.site_url, job.hand_written
    return SiteContext(*given, editor=job.editor)
