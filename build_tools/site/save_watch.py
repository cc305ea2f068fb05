"""Who saves while `mkdocs serve` runs is heard at once, where the system tells of it: mkdocs itself
looks every half second, which is right wherever a folder is, and half of the wait for a page.
"""

import logging
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from build_tools.record.files import is_seen
from build_tools.site.live_reload import Server

_SAVED = ("created", "modified", "moved", "deleted")
"""Kinds of events; that a file was opened or read is none."""


class SaveWatch(FileSystemEventHandler):
    """Tells a server of each save in a folder, until it is closed."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._observer = Observer()
        self._observer.schedule(self, str(folder), recursive=True)
        try:
            self._observer.start()
        except OSError as error:  # a system lets nobody watch without end
            logging.getLogger(__name__).debug("saves are heard later: %s", error)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Have the server rebuild after a save."""
        # Many an editor writes a hidden file, and gives it the name of the text.
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        is_text = not event.is_directory and any(is_seen(path, self._folder) for path in paths)
        if is_text and event.event_type in _SAVED:
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()

    def close(self) -> None:
        """Hear no more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
