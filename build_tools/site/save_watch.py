"""Who saves while `mkdocs serve` runs is heard at once, where the system tells of it: mkdocs itself
looks every half second, which is right wherever a folder is, and half of the wait for a page.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from build_tools.record.files import is_seen
from build_tools.site.live_reload import Server

_CAME_OR_WENT = ("created", "moved", "deleted")
_SAVED = (*_CAME_OR_WENT, "modified")
"""Kinds of events; that a file was opened or read is none."""


class SaveWatch:
    """Tells a server of each save in a folder, until it is closed. The folder may go and come back
    meanwhile, as it does when another branch is checked out.
    """

    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._inside: ObservedWatch | None = None
        self._observer = Observer()
        self._observer.schedule(_Listener(self.heard_around), str(folder.parent))
        self._listen_inside()
        try:
            self._observer.start()
        except OSError as error:  # a system lets nobody watch without end
            logging.getLogger(__name__).debug("saves are heard later: %s", error)

    def heard_inside(self, event: FileSystemEvent) -> None:
        """Have the server rebuild after a save."""
        # Many an editor writes a hidden file, and gives it the name of the text.
        is_text = any(is_seen(path, self._folder) for path in _paths(event))
        if is_text and not event.is_directory and event.event_type in _SAVED:
            self._rebuild()

    def heard_around(self, event: FileSystemEvent) -> None:
        """Have the server rebuild when the folder has come or gone. What listens inside goes with
        the folder, and not with its name; so it begins anew.
        """
        if self._folder in _paths(event) and event.event_type in _CAME_OR_WENT:
            self._listen_inside()
            self._rebuild()

    def _listen_inside(self) -> None:
        if self._inside:
            self._observer.unschedule(self._inside)
            self._inside = None
        with suppress(OSError):  # it is not there
            listener, folder = _Listener(self.heard_inside), str(self._folder)
            self._inside = self._observer.schedule(listener, folder, recursive=True)

    def _rebuild(self) -> None:
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()

    def close(self) -> None:
        """Hear no more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


class _Listener(FileSystemEventHandler):
    """Hands on each event."""

    def __init__(self, heard: Callable[[FileSystemEvent], None]) -> None:
        self._heard = heard

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hand it on."""
        self._heard(event)


def _paths(event: FileSystemEvent) -> list[Path]:
    """What it is about: where that is, and where it was moved to."""
    return [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
