"""What a save changes of a site that stands, written over it: pages and files that are others now,
that come, and that go.
"""

from dataclasses import dataclass
from pathlib import Path

from build_tools.model.file_kinds import as_bytes
from build_tools.record.writing import write_made
from build_tools.site import urls
from build_tools.site.archive import refilled
from build_tools.site.build import SiteFile
from build_tools.site.built_site import BuiltSite
from build_tools.site.made_files import MadeFiles


@dataclass(frozen=True, slots=True)
class ChangedPages:
    """What is made of a site now, beside what was shown of it last."""

    site: BuiltSite
    made: MadeFiles

    def are_written(self) -> bool:
        """Write them; False, with nothing written, where the builder has to make all of the site.
        OSError where they cannot be written.
        """
        contents, gone = self._contents(), self.made.gone()
        if contents is None or not all(map(self._may_go, gone)):
            return False
        for address, content in contents.items():
            write_made(self._path(address), content)
            self.site.knows(address)
        for address in gone:
            self._path(address).unlink(missing_ok=True)
            self.site.forgets(address)
        self.made.show()
        return True

    def _contents(self) -> dict[str, bytes] | None:
        """What each of them holds that is another or comes; None where only the builder can
        tell.
        """
        contents = {}
        for address in self.made.changed():
            content = self._content(self.made.now(address), self.made.before(address))
            if content is None:
                return None
            contents[address] = content
        return contents

    def _content(self, now: SiteFile, before: SiteFile | None) -> bytes | None:
        if before is None and self.site.has_beside(now.address):
            return None  # the builder tells who wrote it that the address is taken
        if not now.address.endswith(".md"):
            return as_bytes(now.whole)
        ready = now.ready
        is_in_frame = ready is not None if before is None else self.site.archive.has(now.address)
        if is_in_frame:
            return self.site.archive.framed(now.address, ready) if ready else None
        html = self._html(now, before)
        return None if html is None else html.encode()

    def _html(self, now: SiteFile, before: SiteFile | None) -> str | None:
        path = self._path(now.address)
        if before is None or not path.is_file():  # somebody took it away
            return None
        old, new = before.page, now.page
        bodies = [self.site.body_of(each.address, each.text) for each in (old, new)]
        return refilled(path.read_text("utf-8"), old, new, (bodies[0], bodies[1]))

    def _may_go(self, address: str) -> bool:
        """Whether the builder tells of it nowhere else: in no list that its search reads."""
        return not address.endswith(".md") or self.site.archive.has(address)

    def _path(self, address: str) -> Path:
        return self.site.archive.folder / urls.output(address)
