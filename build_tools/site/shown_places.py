"""A record on a day in, where its site shows a version, or a provision of one, out."""

import datetime as dt

from build_tools.model import Corpus, Document
from build_tools.model.graph import NodeKey
from build_tools.site import urls
from build_tools.site.record_on_day import RecordOnDay
from build_tools.site.sections import Sections, divided


class ShownPlaces(RecordOnDay):
    """A corpus as it stands on a day, and the pages of its texts."""

    def __init__(self, corpus: Corpus, as_of: dt.date) -> None:
        super().__init__(corpus, as_of)
        self._sections: dict[str, Sections | None] = {}

    def page_of_version(self, document: Document, label: str) -> str:
        """The page that has a version: the document's own, where that shows it."""
        if self.displayed_version(document).label == label:
            return urls.document(document.id)
        return urls.version(document.id, label)

    def sections(self, document: Document) -> Sections | None:
        """The pages that the version which its own page shows is divided into; None where it
        stands on one.
        """
        if document.id not in self._sections:
            wanted = document.sections
            shown = self.displayed_version(document)
            self._sections[document.id] = divided(document.id, shown) if wanted else None
        return self._sections[document.id]

    def page_of_provision(self, document: Document, label: str, anchor: str) -> str:
        """The page that has a provision of a version: that of its section, where what the
        document's own page shows is divided.
        """
        page = self.page_of_version(document, label)
        sections = self.sections(document) if page == urls.document(document.id) else None
        return sections.page_of(anchor) if sections else page

    def shown_link(self, page: str, document: Document, anchor: str) -> str:
        """The link from a page to a provision of the version that its document's page shows."""
        label = self.displayed_version(document).label
        return urls.link(page, self.page_of_provision(document, label, anchor), anchor)

    def provision_link(self, page: str, key: NodeKey) -> str:
        """The link from a page to a provision of a version."""
        document = self.corpus.document(key.document)
        there = self.page_of_provision(document, key.version, key.anchor)
        return urls.link(page, there, key.anchor)
