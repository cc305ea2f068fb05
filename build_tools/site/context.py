"""A corpus as it stands on a day: what the pages of its site ask, each answer worked out once.

A corpus, a day, the comparisons and the store of files in; values of the model out. Templates know
it as `site`. It makes no text and reads no file.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from build_tools.lineage.comparisons import Comparisons, pairs_to_compare, superseded_pairs
from build_tools.lineage.graph import Graphs
from build_tools.lineage.graph.linked import linked_documents
from build_tools.lineage.overlaps import Overlap, overlaps
from build_tools.lineage.provenance import (
    History,
    Provisions,
    TableLife,
    noted_version,
    table_lives,
)
from build_tools.lineage.together import Together, pairs_of_proposals, together
from build_tools.lineage.weave import weave_of_document, woven_redline
from build_tools.model import (
    Corpus,
    Document,
    NotedVersion,
    Redline,
    Stage,
    Version,
    Weave,
)
from build_tools.render.page.file_links import FileLink
from build_tools.site import urls
from build_tools.site.akn_facts import akn_facts
from build_tools.site.downloads import (
    Download,
    akn_download,
    redline_addresses,
    redline_downloads,
    version_addresses,
    version_downloads,
)
from build_tools.site.edit_links import edit_link
from build_tools.site.file_store import FileStore
from build_tools.site.follow.calendar import calendar_entries
from build_tools.site.follow.subjects import Subject, subjects
from build_tools.site.law_in_part import LawInPart
from build_tools.site.often_changed import OftenChanged, often_changed
from build_tools.site.provision_pages import ProvisionPages
from build_tools.site.shown_places import ShownPlaces


class ComparedPair(NamedTuple):
    """Two versions whose redline has a page, by their labels."""

    old: str
    new: str
    changes: int
    """How many changes it has."""


class SiteContext(ShownPlaces):
    """A corpus as it stands on a day, and the address of its site."""

    def __init__(  # noqa: PLR0913 - one for each thing that a site depends on
        self,
        corpus: Corpus,
        as_of: dt.date,
        comparisons: Comparisons,
        file_store: FileStore,
        site_url: str,
        hand_written: Collection[str] = (),
        *,
        editor: str = "",
        give_way: Callable[[], None] = lambda: None,
        files_are_ready: bool = True,
    ) -> None:
        super().__init__(corpus, as_of)
        self.hand_written = hand_written
        """The pages that somebody wrote by hand, by src_uri."""
        self.site_url = site_url
        self.editor = editor
        """Where a forge edits the files of the record; empty where nobody says."""
        self._files_are_ready = files_are_ready
        """Else they are made later, and no page leads to what stands in their places."""
        self.give_way = give_way
        """Asked before each page and each redline; ends all by an error of its own where the record
        has changed meanwhile."""
        self.comparisons = comparisons
        self.graphs = Graphs(corpus, as_of, lambda: self.linked)
        self.file_store = file_store
        self._downloads: dict[str, list[Download]] = {}
        self._weaves: dict[str, Weave] = {}
        self._redlines: dict[str, list[Redline]] = {}
        self._pairs: dict[str, Sequence[ComparedPair]] = {}
        self._often_changed: dict[str, Sequence[OftenChanged]] = {}
        self._paged: dict[str, frozenset[tuple[str, str]]] = {}
        self._together: dict[str, list[Together]] = {}
        self._histories: dict[str, History] = {}
        self._table_lives: dict[str, list[TableLife]] = {}
        self._provision_pages: dict[str, ProvisionPages] = {}

    @cached_property
    def documents(self) -> list[Document]:
        """The law first, what only teaches after it."""
        return sorted(self.corpus.documents, key=lambda each: (each.fictional, each.id))

    @cached_property
    def linked(self) -> Mapping[str, tuple[Document, ...]]:
        """Of each document those that hang together with it."""
        return linked_documents(self.corpus)

    @cached_property
    def template_values(self) -> dict[str, Any]:
        """What every template is given."""
        return {
            "as_of": self.as_of,
            "documents": self.documents,
            "events": self.corpus.procedure.names,
            "procedure": self.corpus.procedure,
            "site": self,
        }

    # --- Redlines ---

    def redline_between(self, old: Version, new: Version) -> Redline:
        """What changed between two versions of one document."""
        return self.comparisons.between(old, new)

    def redlines(self, document: Document) -> list[Redline]:
        """Those with a page of their own: each step and each proposal, then each superseded version
        against what is in force.
        """
        if document.id not in self._redlines:
            self._redlines[document.id] = list(self._all_redlines(document))
        return self._redlines[document.id]

    def _all_redlines(self, document: Document) -> Iterator[Redline]:
        for old, new in pairs_to_compare(document, self.as_of):
            self.give_way()
            yield self.graphs.told(self.comparisons.between(old, new))
        for old, new in superseded_pairs(document, self.as_of):
            self.give_way()
            woven = woven_redline(self.weave(document), old, new, document.versions)
            yield self.graphs.told(woven)

    def compared_pairs(self, document: Document) -> Sequence[ComparedPair]:
        """The same pairs, and how many changes each has: what another page tells of them."""
        if document.id not in self._pairs:
            self._pairs[document.id] = [
                ComparedPair(each.old.label, each.new.label, len(each.changes))
                for each in self.redlines(document)
            ]
        return self._pairs[document.id]

    def learn(
        self, document: Document, pairs: Sequence[ComparedPair], often: Sequence[OftenChanged]
    ) -> None:
        """Know the pairs of a document, and what changed in it most often, without comparing."""
        self._pairs[document.id] = pairs
        self._often_changed[document.id] = often

    def often_changed(self, document: Document) -> Sequence[OftenChanged]:
        """The provisions of a document that most versions changed."""
        if document.id not in self._often_changed:
            pages = self.provision_pages(document)
            laws = frozenset(self._laws(document))
            self._often_changed[document.id] = often_changed(pages, laws)
        return self._often_changed[document.id]

    def _laws(self, document: Document) -> Iterator[str]:
        """The labels of the versions that are law, or were."""
        for version in document.versions:
            if self.version_stage(document, version) in (Stage.IN_FORCE, Stage.SUPERSEDED):
                yield version.label

    def compared(self, page: str, document: Document, old: Version, new: Version) -> str:
        """The link from a page to what changed between two versions: to the page of that redline,
        or where it has none, to the page that compares any two.
        """
        if (old.label, new.label) in self._with_a_page(document):
            return urls.link(page, urls.redline(document.id, old.label, new.label))
        return urls.link(page, urls.compare(document.id), f"{old.label}..{new.label}")

    def _with_a_page(self, document: Document) -> frozenset[tuple[str, str]]:
        """The labels of the pairs whose redline has a page; nothing is compared for it."""
        if document.id not in self._paged:
            pairs = pairs_to_compare(document, self.as_of) + superseded_pairs(document, self.as_of)
            self._paged[document.id] = frozenset((old.label, new.label) for old, new in pairs)
        return self._paged[document.id]

    def weave(self, document: Document) -> Weave:
        """All versions of a document as one text."""
        if document.id not in self._weaves:
            self._weaves[document.id] = weave_of_document(document, self.comparisons)
        return self._weaves[document.id]

    def history(self, document: Document) -> History:
        """A document as one text through all its versions."""
        if document.id not in self._histories:
            weave = self.weave(document)
            self._histories[document.id] = History(document, self.comparisons, weave)
        return self._histories[document.id]

    def noted(self, document: Document, version: Version) -> NotedVersion:
        """A version with a note at each part that does not come from the first."""
        return noted_version(self.history(document), version)

    @cached_property
    def law_in_part(self) -> LawInPart:
        """What of the versions that are in force in part waits, and what is law in its place."""
        return LawInPart(
            self.as_of, self.history, lambda document: self.provision_pages(document).provisions
        )

    def provision_pages(self, document: Document) -> ProvisionPages:
        """Where the provisions of a document are told."""
        if document.id not in self._provision_pages:
            history = self.history(document)
            shown = history.number(self.displayed_version(document))
            tables = [life.anchor for life in self.table_lives(document)]
            made = ProvisionPages(document.id, Provisions(history), shown, tables)
            self._provision_pages[document.id] = made
        return self._provision_pages[document.id]

    def table_lives(self, document: Document) -> list[TableLife]:
        """The lives of the tables in force, and of those that a proposal brings."""
        if document.id not in self._table_lives:
            lives: dict[str, TableLife] = {}
            shown = self.displayed_version(document)
            for version in (shown, *self.pending(document)):
                for life in table_lives(self.history(document), version):
                    lives.setdefault(life.anchor, life)
            self._table_lives[document.id] = list(lives.values())
        return self._table_lives[document.id]

    def together(self, document: Document) -> list[Together]:
        """Each two open proposals that were made from the same text, laid over it."""
        if document.id not in self._together:
            pairs = pairs_of_proposals(document, self.as_of)
            self._together[document.id] = [
                together(document, first, second, self.comparisons) for first, second in pairs
            ]
        return self._together[document.id]

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """What two open proposals both touch."""
        return tuple(overlaps(self.corpus, self.as_of, self.comparisons))

    # --- Downloads ---

    def downloads(self, document: Document) -> Iterator[Download]:
        """Every file of a document that can be taken away."""
        for version in document.versions:
            yield from self.version_downloads(document, version)
        for redline in self.redlines(document):
            yield from self.redline_downloads(document, redline)

    def version_addresses(self, document: Document, version: Version) -> list[str]:
        """Where the files of a version are, without making them."""
        return version_addresses(document, version, self.as_of, self.file_store.offered)

    def redline_addresses(self, document: Document, old: Version, new: Version) -> list[str]:
        """Where the files of a redline are, without making it."""
        return redline_addresses(document, old, new, self.as_of, self.file_store.offered)

    def version_downloads(self, document: Document, version: Version) -> list[Download]:
        """What can be taken away of a version."""
        return self._once(version.name, lambda: self._version_downloads(document, version))

    def _version_downloads(self, document: Document, version: Version) -> Iterator[Download]:
        told = self.law_in_part.told_version(document, version)
        yield from version_downloads(document, version, self.as_of, self.file_store, told)
        if self.file_store.offered.akoma_ntoso:
            yield akn_download(akn_facts(self, document, version), self.file_store)

    def redline_downloads(self, document: Document, redline: Redline) -> list[Download]:
        """What can be taken away of a redline."""
        return self._once(
            f"{redline.old.name}..{redline.new.name}",
            lambda: self._redline_downloads(document, redline),
        )

    def _redline_downloads(self, document: Document, redline: Redline) -> Iterator[Download]:
        told = self.law_in_part.told_of(document, redline)
        return redline_downloads(document, redline, self.as_of, self.file_store, told)

    def _once(self, name: str, made: Callable[[], Iterator[Download]]) -> list[Download]:
        if name not in self._downloads:
            self._downloads[name] = list(made()) if self._files_are_ready else []
        return self._downloads[name]

    @staticmethod
    def file_links(page: str, downloads: Iterable[Download]) -> list[FileLink]:
        """Downloads as links on a page."""
        return [download.link_from(page) for download in downloads]

    def let_go_of(self, document: Document) -> None:
        """Hold no more of a document than what was learnt of it; the rest is made again."""
        self._downloads.clear()
        for held in (self._weaves, self._redlines, self._histories, self._table_lives):
            held.pop(document.id, None)
        self._provision_pages.pop(document.id, None)
        self.comparisons.let_go_of(document.id)
        together = [each.id for each in self.linked[document.id]]
        if document.id == together[-1]:
            self.graphs.let_go_of(together)

    # --- What can be edited ---

    def edit_link(self, document: Document, version: Version, line: int | None = None) -> str:
        """Where a reader edits a proposal, at a line of it; empty where the text may not change any
        more, or nobody says where.
        """
        is_open = self.version_stage(document, version) in (Stage.DRAFTING, Stage.CONSULTATION_OPEN)
        if not self.editor or not is_open or version.name in self.corpus.sealed:
            return ""
        return edit_link(self.editor, document, version, line)

    # --- What can be followed ---

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """What can be followed, by the page beside which its feeds stand."""
        return {subject.page: subject for subject in subjects(self.corpus)}

    def subject(self, page: str) -> Subject | None:
        """What can be followed by the feeds beside a page; None where there are none."""
        return self.subjects.get(page)

    def has_calendar(self, subject: Subject) -> bool:
        """Whether there is a calendar of it."""
        return bool(calendar_entries(subject, self.as_of, self.corpus.documents))
