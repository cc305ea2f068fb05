"""What `mkdocs serve` shows, from one rebuild to the next: what was made of the record, what is
wrong with it, and whether pages are still to be made.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from stat import S_ISREG
from tempfile import TemporaryDirectory

from build_tools.record.files import is_seen
from build_tools.record.writing import write_made
from build_tools.site.build import SiteFile
from build_tools.site.live_reload import Server
from build_tools.site.made_files import MadeFiles
from build_tools.site.save_watch import SaveWatch

Stamps = Mapping[str, tuple[int, int]]
"""When each of some files was last written, and how long it is."""

_EVERY = 0.2
"""Seconds after which it is looked again whether somebody has saved."""
_WARNING = "border: .2em solid var(--del); padding: 0 1em"
"""How that looks which no page has but one that is served."""


class OvertakenError(Exception):
    """Somebody saved a file of the record while pages were made of it."""


def stamps(paths: Iterable[Path]) -> Stamps:
    """What tells whether one of these files has changed, of those that are there."""
    found = {}
    for path in paths:
        with suppress(OSError):  # a program that saves may take its own files away at any time
            stat = path.stat()
            if S_ISREG(stat.st_mode):
                found[str(path)] = stat.st_mtime_ns, stat.st_size
    return found


def files_below(folder: Path) -> Iterator[Path]:
    """The files in a folder and in those below it, whatever comes and goes meanwhile."""
    for inside, _, names in os.walk(folder):
        yield from (Path(inside, name) for name in names)


def until_saved(record: Path) -> Callable[[], None]:
    """What raises OvertakenError when it is called after a file of the record has changed; those
    that are hidden, as an editor keeps some beside what somebody types, are none of it.
    """
    found, asked = _stamps_of_record(record), time.monotonic()

    def give_way() -> None:
        nonlocal asked
        if time.monotonic() - asked < _EVERY:
            return
        if _stamps_of_record(record) != found:
            raise OvertakenError
        asked = time.monotonic()

    return give_way


def _stamps_of_record(record: Path) -> Stamps:
    return stamps(path for path in files_below(record) if is_seen(path, record))


class Serving:
    """The state of a served site.

    After an edit of a text its own pages are written first, and the site owes the rest: the file
    `owing` is written, and who watches it has the rest made.
    """

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="corpus-serve-")
        self.folder = Path(self._temporary.name)
        """Where all is kept that was made."""
        self._made = MadeFiles(self.folder)
        self.owing = self.folder / "owing" / "time"
        """A file that is written whenever some pages are still to be made."""
        self.owing.parent.mkdir()
        self.owes = False
        """Whether some pages are still to be made."""
        self._watch: SaveWatch | None = None
        self.notice = ""
        """What is wrong, as HTML over the text of each page; empty where nothing is."""

    def watch(self, server: Server, record: Path) -> None:
        """Have a server hear at once who saves something of the record."""
        self._watch = SaveWatch(server, record)

    def close(self) -> None:
        """Forget all."""
        if self._watch:
            self._watch.close()
        self._temporary.cleanup()

    def take(self, files: Iterable[SiteFile]) -> Iterable[SiteFile]:
        """What is made now, all of it, where it can be made; what was made of it before stays where
        that fails.
        """
        self._made.renew(files)
        self.notice, self.owes = "", False
        return self._made

    def take_first(self, files: Iterable[SiteFile]) -> None:
        """Some of what is made now, before the rest."""
        self._made.renew_some(files)
        self.notice = ""
        self.owe()

    def knows(self, files: Iterable[SiteFile]) -> bool:
        """Whether all these have an address that something was made for before."""
        return all(map(self._made.has, [file.address for file in files]))

    def is_as_last(self) -> bool:
        """Of a record that is as it last was: whether all pages are, and stand there, so that
        nothing is wrong.
        """
        is_as_last = not (self.owes or self._made.changed() or self._made.gone())
        if is_as_last:
            self.notice = ""
        return is_as_last

    def owe(self) -> None:
        """Have the rest made."""
        self.owes = True
        write_made(self.owing, str(time.time_ns()).encode())

    def give_up(self) -> None:
        """What was made before the rest, which cannot be made, is not to be seen any more."""
        self._made.give_up()
        self.owes = False

    def last(self) -> MadeFiles:
        """What was made before."""
        return self._made

    def tell(self, problems: str) -> None:
        """Show over every page what is wrong."""
        shown = escape(problems)
        reason = "This page is as it last was, because:"
        self.notice = (
            f'<aside class="broken" role="alert" style="{_WARNING}"><p>{reason}</p>'
            f'<pre style="white-space: pre-wrap">{shown}</pre></aside>'
        )

    def shown(self) -> None:
        """What is made now stands on the site."""
        self._made.show()
