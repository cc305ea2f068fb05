"""A site in, what it is made of made ahead by several workers: the part of each document, which one
of them draws, so that what is read and worked out of a document is so once. Where a document is too
long for that, its step redlines first, with the files beside them, in runs.

A unit is sent keys and names. It reads the record from the store, once for each worker, and keeps
there what it makes. A worker of another release of this program makes nothing.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
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
from build_tools.record.workers import Ended, Failed, Unit, Workers, too_long
from build_tools.site.context import SiteContext
from build_tools.site.file_store import FileStore, Offered
from build_tools.site.parts import (
    KIND,
    Wait,
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


@contextmanager
def made_ahead(site: SiteContext, workers: Workers) -> Iterator[Wait]:
    """Have workers make what is not kept yet, beside what the caller does meanwhile: what waits for
    the part of a document. What could not be made is told of, and made by whoever asks for it.

    Waiting ends by a CorpusError, once the rest is made, where a unit took its worker with it each
    time.
    """
    missing = _not_kept(site) if workers.are_many else []
    if not missing or sum(map(_length, missing)) < workers.least:
        yield lambda _document: None
        return
    job = _job(site)
    divided = _divided(missing, workers.places())
    failed = workers.run(list(_runs(site, job, divided))) if divided else []
    units = [Unit(each.id, draw_document, (job, each.id)) for each in _in_turn(missing)]
    with workers.running(units) as ended:
        dead = [each for each in failed if each.died]
        yield _Ahead(ended, {each.id for each in missing}, dead, workers.end).wait_for


@dataclass(slots=True)
class _Ahead:
    """Parts that workers draw."""

    ended: Iterator[Ended]
    drawn: set[str]
    """The documents of which the parts are not yet there."""
    dead: list[Failed]
    end: Callable[[], None]
    """Called once all have ended."""

    def wait_for(self, document: Document) -> None:
        """Until the part of a document is there, or cannot be; CorpusError as above."""
        while document.id in self.drawn:
            self._hear(*next(self.ended))
        if self.dead or not self.drawn:  # then there is nothing else to do, or no more to come
            for each in self.ended:
                self._hear(*each)
            self.end()
        if self.dead:
            raise CorpusError(list(map(_problem, self.dead)))

    def _hear(self, unit: Unit, failed: Failed | None) -> None:
        self.drawn.discard(unit.name)
        if failed and failed.died:
            self.dead.append(failed)


def _not_kept(site: SiteContext) -> list[Document]:
    """The documents whose parts are to be drawn, where there is a store that keeps them."""
    store = site.file_store.store
    if store.place is None:
        return []
    return [each for each in site.corpus.documents if not store.has(KIND, part_key(site, each))]


def _divided(documents: Sequence[Document], places: int) -> list[Document]:
    """Those of which the steps are compared before they are drawn, since one worker would have to
    do with them for too long.
    """
    limit = too_long(list(map(_length, documents)), places)
    return [each for each in documents if _length(each) > limit]


def _in_turn(documents: Sequence[Document]) -> list[Document]:
    """The longest of them first, so that none is left at the end; the others, which are of about
    one length, as they are wanted.
    """
    usual = 2 * sum(map(_length, documents)) / len(documents)
    return sorted(documents, key=lambda each: -max(_length(each), usual))


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
