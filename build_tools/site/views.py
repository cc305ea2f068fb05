"""What each page shows: a corpus and a day in, the values of the templates out. Pure.

The only HTML made here is the text of the law itself, which comes from the renderers; all else is
the templates'.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from itertools import combinations
from typing import Any

from markupsafe import Markup

from build_tools.check import RECORD_RULES, RULES, FileRule
from build_tools.lineage.comparisons import Comparisons, steps
from build_tools.lineage.overlaps import Overlap, overlaps
from build_tools.lineage.provenance import table_lives
from build_tools.model import EVENTS, Amendment, Corpus, Document, Redline, Stage, Version
from build_tools.model.names import EVENT_NAMES, ROUTE_NAMES
from build_tools.record.status import (
    due,
    in_force,
    predecessor,
    proposals,
    shown,
    stage,
    superseded_by,
    unanswered,
    version_stage,
)
from build_tools.render.page.change_list import ChangeEntry, change_entries
from build_tools.render.page.file_links import FileLink
from build_tools.render.page.page_rule import page_rule
from build_tools.render.page.review import review
from build_tools.site import urls
from build_tools.site.downloads import Download, redline_downloads, version_downloads
from build_tools.site.examples import life_view, passage_lines, passages_of_kind, proposal_tables
from build_tools.site.file_store import FileStore
from build_tools.site.follow.calendar import dates
from build_tools.site.follow.subjects import Subject, subjects
from build_tools.site.linked_data import legislation
from build_tools.site.version_text import as_markdown, cross_references, page_lines

Page = tuple[str, str, dict[str, Any], dict[str, Any]]
"""The page's src_uri, its template, the template's values, and its front matter."""

_OUT_OF_SEARCH = {"search": {"exclude": True}, "robots": "noindex"}
"""For pages with text that is not in force: a search must find what applies, and nothing that was
struck out."""


class Views:
    """The pages of a corpus as it stands on a day."""

    def __init__(
        self,
        corpus: Corpus,
        as_of: dt.date,
        comparisons: Comparisons,
        file_store: FileStore,
        site_url: str,
    ) -> None:
        self.corpus, self.as_of, self._comparisons, self.site_url = (
            corpus,
            as_of,
            comparisons,
            site_url,
        )
        self._file_store = file_store
        self._files: dict[str, list[Download]] = {}

    def pages(self) -> Iterator[Page]:
        """Every page but the hand-written ones."""
        for document in self.corpus.documents:
            yield self._document(document)
            yield from (self._version(document, version) for version in document.versions)
            yield from (self._redline(document, redline) for redline in self.redlines(document))
            yield self._history(document)
            yield from self._tables(document)
        yield urls.COMPARE, "compare", self._common(), {"title": "Compare two versions"}
        yield self._amendments()
        yield from (self._amendment(amendment) for amendment in self.corpus.amendments)
        yield urls.DATA, "data", self._common(), {"title": "Data"}

    def fragment(self, name: str, words: list[str]) -> tuple[str, dict[str, Any]]:
        """The template and the values of a marker in a hand-written page; LookupError for one that
        cannot be filled.
        """
        match name, words:
            case "standing", []:
                values = self._standing()
            case "kind", [document, kind]:
                values = self._kind(document, kind)
            case "rules", []:
                values = {"rules": RULES, "record_rules": RECORD_RULES}
            case "rule", [id_]:
                values = _rule(id_)
            case _:
                raise LookupError(f"there is no marker `{' '.join([name, *words])}`")
        return f"fragment_{name}", self._common() | values

    def redlines(self, document: Document) -> list[Redline]:
        """Each step and each proposal, then any two other versions, the older first."""
        pairs = (*steps(document, self.as_of), *combinations(document.versions, 2))
        unique = dict.fromkeys((old.label, new.label) for old, new in pairs)
        return [
            self._comparisons.between(document.version(old), document.version(new))
            for old, new in unique
        ]

    # --- What every page knows ---

    def _common(self) -> dict[str, Any]:
        # The law first, what only teaches after it.
        documents = sorted(
            self.corpus.documents, key=lambda document: (document.fictional, document.id)
        )
        return {
            "as_of": self.as_of,
            "documents": documents,
            "events": EVENT_NAMES,
            "routes": ROUTE_NAMES,
            "view": self,
        }

    def stage(self, amendment: Amendment) -> Stage:
        """How far an amendment has come."""
        return stage(self.corpus, amendment, self.as_of)

    def version_stage(self, document: Document, version: Version) -> Stage:
        """How far a version has come."""
        return version_stage(document, version, self.as_of)

    def superseded_by(self, document: Document, version: Version) -> Version | None:
        """The version that took the place of this one."""
        return superseded_by(document, version, self.as_of)

    def in_force(self, document: Document) -> Version | None:
        """The version in force."""
        return in_force(document, self.as_of)

    def before(self, document: Document, version: Version) -> Version | None:
        """The version that this one was made from."""
        return predecessor(document, version)

    def overtaken_by(self, document: Document, version: Version) -> Version | None:
        """What is in force where this is a proposal that was made from something else; None for any
        other version.
        """
        current, before = in_force(document, self.as_of), predecessor(document, version)
        open_ = any(version.label == other.label for other in proposals(document, self.as_of))
        return current if open_ and current and before and before.label != current.label else None

    def redline_between(self, old: Version, new: Version) -> Redline:
        """What changed between two versions of one document."""
        return self._comparisons.between(old, new)

    def files(self) -> Iterator[Download]:
        """Every file that can be taken away."""
        for document in self.corpus.documents:
            for version in document.versions:
                yield from self.version_downloads(document, version)
            for redline in self.redlines(document):
                yield from self.redline_downloads(document, redline)

    def version_downloads(self, document: Document, version: Version) -> list[Download]:
        """What can be taken away of a version."""
        return self._once(
            version.name, lambda: version_downloads(document, version, self.as_of, self._file_store)
        )

    def redline_downloads(self, document: Document, redline: Redline) -> list[Download]:
        """What can be taken away of a redline."""
        name = f"{redline.old.name}..{redline.new.name}"
        return self._once(
            name, lambda: redline_downloads(document, redline, self.as_of, self._file_store)
        )

    @staticmethod
    def offers(page: str, files: Iterable[Download]) -> list[FileLink]:
        """Files as a page offers them."""
        return [file.offer(page) for file in files]

    def _once(self, name: str, files: Callable[[], Iterator[Download]]) -> list[Download]:
        if name not in self._files:
            self._files[name] = list(files())
        return self._files[name]

    def subject(self, page: str) -> Subject | None:
        """What can be followed by the feeds beside a page; None where there are none."""
        return self._subjects.get(page)

    def has_dates(self, subject: Subject) -> bool:
        """Whether there is a calendar of it."""
        return bool(dates(subject, self.as_of))

    def _feed(self, page: str, followed: str) -> dict[str, Any]:
        """Front matter of `page` that leads a reader's program to the feed beside the page
        `followed`.
        """
        address = urls.link(page, urls.beside(followed, urls.ATOM))
        return {"feed": {"title": self._subjects[followed].name, "href": address}}

    @cached_property
    def _subjects(self) -> dict[str, Subject]:
        return {subject.page: subject for subject in subjects(self.corpus)}

    def unanswered(self, amendment: Amendment) -> bool:
        """Whether something of the amendment was planned for a day now past, and nobody recorded
        whether it came.
        """
        return any(event.amendment.id == amendment.id for event in self._unanswered)

    @cached_property
    def _unanswered(self) -> tuple[Any, ...]:
        return unanswered(self.corpus, self.as_of)

    # --- The pages ---

    def _document(self, document: Document) -> Page:
        """The version in force, whole; before the first is, the first."""
        version = shown(document, self.as_of)
        page = urls.document(document.id)
        stage = self.version_stage(document, version)
        title = {"title": f"{document.short_title}: {stage}"}
        meta = title | ({} if stage is Stage.IN_FORCE else _OUT_OF_SEARCH) | self._feed(page, page)
        return page, "version", self._version_values(document, version, page), meta

    def _version(self, document: Document, version: Version) -> Page:
        page = urls.version(document.id, version.label)
        meta = {"title": f"{document.short_title} {version.label}", **_OUT_OF_SEARCH} | self._feed(
            page, urls.document(document.id)
        )
        return page, "version", self._version_values(document, version, page), meta

    def _version_values(self, document: Document, version: Version, page: str) -> dict[str, Any]:
        first = next(iter(version.body), None)
        own_title = first is not None and first.kind == "heading" and first.depth == 1
        lines = list(page_lines(version, cross_references(self.corpus, version, page, self.as_of)))
        return self._common() | {
            "document": document,
            "version": version,
            "heading": lines.pop(0) if own_title else f"# {as_markdown(escape(document.title))}",
            "text": "\n".join(lines),
            "lives": self._lives(document, version),
            "linked_data": Markup(legislation(document, version, self.as_of, page, self.site_url)),
        }

    def _redline(self, document: Document, redline: Redline) -> Page:
        page = urls.redline(document.id, redline.old.label, redline.new.label)
        title = f"{document.short_title} {redline.old.label} to {redline.new.label}: what changed"
        names = redline.old.label, redline.new.label
        reviewed = review(redline, self.offers(page, self.redline_downloads(document, redline)))
        values = self._common() | {"document": document, "redline": redline, "review": reviewed}
        ends = (f"{document.short_title} {label}" for label in names)
        meta = {
            "title": title,
            **_OUT_OF_SEARCH,
            "hide": ["navigation", "toc"],
            "running": page_rule(*ends),
        }
        return page, "redline", values, meta

    def _history(self, document: Document) -> Page:
        values = self._common() | {"document": document}
        page = urls.history(document.id)
        meta = {
            "title": f"History of the {document.short_title}",
            **self._feed(page, urls.document(document.id)),
        }
        return page, "history", values, meta

    def _lives(self, document: Document, version: Version) -> Mapping[str, str]:
        """The labels of the version's tables, and the pages that tell their lives where there are
        such pages.
        """
        known = {life.anchor for life in self._table_lives(document)}
        return {
            block.label: urls.table(document.id, block.anchor)
            for block in version.blocks
            if block.table and block.label and block.anchor in known
        }

    def _table_lives(self, document: Document) -> list[Any]:
        """The lives of the tables in force, and of those that a proposal brings."""
        current = shown(document, self.as_of)
        lives = {life.anchor: life for life in table_lives(document, current, self._comparisons)}
        for proposal in proposals(document, self.as_of):
            for life in table_lives(document, proposal, self._comparisons):
                lives.setdefault(life.anchor, life)
        return list(lives.values())

    def _tables(self, document: Document) -> Iterator[Page]:
        current = shown(document, self.as_of)
        for life in self._table_lives(document):
            page = urls.table(document.id, life.anchor)
            # What stands in one proposal alone, another proposal has not taken out.
            proposed = [
                (proposal, table)
                for proposal in (
                    proposals(document, self.as_of) if life.states[-1].version is current else ()
                )
                for table in proposal_tables(self.redlines(document), proposal, life)
            ]
            values = self._common() | {
                "document": document,
                "life": life_view(life),
                "proposed": proposed,
            }
            yield (
                page,
                "table",
                values,
                {"title": f"{document.short_title} {life.label}", **_OUT_OF_SEARCH},
            )

    def _amendments(self) -> Page:
        return urls.AMENDMENTS, "amendments", self._common(), {"title": "Amendments"}

    def _amendment(self, amendment: Amendment) -> Page:
        steps = []
        for step in amendment.steps:
            document = self.corpus.document(step.document)
            new = document.version(step.new)
            redline = (
                self._comparisons.between(document.version(step.old), new) if step.old else None
            )
            steps.append((step, document, new, redline))
        values = self._common() | {
            "amendment": amendment,
            "steps": steps,
            "met": list(self._met(amendment)),
            "event_order": EVENTS,
        }
        page = urls.amendment(amendment.id)
        return page, "amendment", values, {"title": amendment.title, **self._feed(page, page)}

    def _met(self, amendment: Amendment) -> Iterator[tuple[Document, Version, Version, list[str]]]:
        """Each other proposal that touches what this one does: its document, both versions, and the
        places.
        """
        met: dict[tuple[str, str], tuple[Document, Version, Version, list[str]]] = {}
        for each in self._overlaps:
            for mine, other in ((each.one, each.other), (each.other, each.one)):
                if mine.amendment and mine.amendment.id == amendment.id:
                    found = met.setdefault(
                        (mine.name, other.name), (each.document, mine, other, [])
                    )
                    found[3].append(each.where)
        yield from met.values()

    @cached_property
    def _overlaps(self) -> tuple[Overlap, ...]:
        return tuple(overlaps(self.corpus, self.as_of, self._comparisons))

    # --- Fragments of hand-written pages ---

    def _standing(self) -> dict[str, Any]:
        """What is in force, proposed, last changed and due, of the real documents."""
        real = [document for document in self.corpus.documents if not document.fictional]
        names = {document.id for document in real}
        current = [(document, in_force(document, self.as_of)) for document in real]
        return {
            "current": [(document, version) for document, version in current if version],
            "proposed": [
                (document, version)
                for document in real
                for version in proposals(document, self.as_of)
            ],
            "changed": [
                (document, predecessor(document, version), version)
                for document, version in current
                if version and predecessor(document, version)
            ],
            "due": [
                event for event in due(self.corpus, self.as_of) if _concerns(event.amendment, names)
            ],
            "unanswered": [
                event for event in self._unanswered if _concerns(event.amendment, names)
            ],
            "cards_of": lambda old, new: self._substance(self._comparisons.between(old, new)),
        }

    @staticmethod
    def _substance(redline: Redline) -> list[ChangeEntry]:
        """The cards of the changes that matter: what stands in tables first, and nothing that only
        follows.
        """
        cards = [card for card in change_entries(redline) if not card.change.consequential]
        return sorted(
            cards, key=lambda card: card.change.row is None and card.change.column is None
        )

    def _kind(self, document_id: str, kind: str) -> dict[str, Any]:
        """The first change of a kind in a document, as its redline shows it."""
        try:
            document = self.corpus.document(document_id)
        except KeyError:
            raise LookupError(f"there is no document `{document_id}`") from None
        for redline in self.redlines(document):
            if found := passages_of_kind(redline, kind):
                change, passages = found
                return {
                    "redline": redline,
                    "change": change,
                    "lines": passage_lines(passages),
                    "document": document,
                }
        raise LookupError(f"`{document_id}` has no change of the kind `{kind}`")


def _concerns(amendment: Amendment, documents: set[str]) -> bool:
    return any(step.document in documents for step in amendment.steps)


def _rule(id_: str) -> dict[str, Any]:
    """What the page of a rule says of it; LookupError when there is none of that id."""
    for rule in RULES:
        if rule.id == id_:
            said = {
                "severity": rule.severity,
                "fixable": rule.fixable,
                "reads_amendments": isinstance(rule, FileRule),
            }
            return {"id": id_, "sentence": rule.sentence, **said}
    if id_ not in RECORD_RULES:
        raise LookupError(f"there is no rule `{id_}`")
    return {
        "id": id_,
        "sentence": RECORD_RULES[id_],
        "severity": "error",
        "fixable": False,
        "reads_amendments": False,
    }
