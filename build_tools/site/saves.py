"""A file is saved while `mkdocs serve` runs: what that changes is written over the site that
stands, first the pages that show an edited text, then the rest. Where more was saved than the
record, mkdocs builds all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import get_files

from build_tools.site.build import SiteFile
from build_tools.site.built_site import BuiltSite, problem_of_disk, telling_of_disk
from build_tools.site.changed_pages import ChangedPages
from build_tools.site.live_reload import Server, answering
from build_tools.site.plugin_sources import hand_written_pages
from build_tools.site.serving import OvertakenError, Serving, until_saved
from build_tools.text.collector import look_through_all

log = get_plugin_logger("corpus")


def made_or_last(serving: Serving, site: BuiltSite, docs: dict[str, str]) -> Iterable[SiteFile]:
    """What a site is made of that mkdocs builds; as it last was where that cannot be made, and
    PluginError where it never was.
    """
    try:
        with telling_of_disk(serving.folder):
            return serving.take(site.pages(docs))
    except PluginError as error:
        if not serving.last():
            raise
        site.is_right = False
        _tell(serving, error)
        _give_up(serving, site)
        return serving.last()


@dataclass(frozen=True, slots=True)
class Save:
    """One save of something that a served site is made from."""

    serving: Serving
    site: BuiltSite
    server: Server

    def is_shown(self) -> bool:
        """Whether the site stands as it should, with what the save changes written into it; or as
        it last did, where that is broken. Otherwise mkdocs has to build it.
        """
        if not self.site.stands:
            return False
        try:
            docs = hand_written_pages(get_files(self.site.config), self.site.config)
            # What is wrong may be in those pages, too, and then goes when mkdocs builds them.
            is_over_this = self.site.is_right and self.site.is_made_from(docs)
            return is_over_this and (self._shows_first(docs) or self._shows_whole(docs))
        except PluginError as error:
            _tell(self.serving, error)
        except OSError as error:
            self.site.record_pages.give_up()  # what was made first may not stand there
            _tell(self.serving, problem_of_disk(error, self.serving.folder))
        return True

    def _shows_first(self, docs: dict[str, str]) -> bool:
        """Whether those pages are written that show first what was edited; the rest is owed."""
        first = self.site.first_pages(docs)
        if first is None or not self.serving.knows(first):
            return False
        if first:
            self.serving.take_first(first)
            return self._written()
        return self.serving.is_as_last()

    def _shows_whole(self, docs: dict[str, str]) -> bool:
        """The same of all pages; who saves meanwhile is shown first what that changes."""
        give_way = until_saved(Path(self.site.options.versions))
        try:
            with answering(self.server):
                self.serving.take(self.site.pages(docs, give_way))
        except OvertakenError:
            self.serving.owe()
            return True
        except PluginError as error:
            _tell(self.serving, error)
            _give_up(self.serving, self.site)
            return self._written()
        look_through_all()
        is_named_alike = self.site.nav == self.site.navigation(docs, self.serving.last().addresses)
        return is_named_alike and self._written()

    def _written(self) -> bool:
        return ChangedPages(self.site, self.serving.last()).are_written()


def _tell(serving: Serving, error: PluginError) -> None:
    log.error("%s\nthe pages are as they last were", error)
    serving.tell(str(error))


def _give_up(serving: Serving, site: BuiltSite) -> None:
    """Pages that were shown before the rest, which cannot be made, are as they last were."""
    serving.give_up()
    site.record_pages.give_up()
