"""The server of `mkdocs serve` in, the same server out, whose pages may run the one script that it
puts into each: the script that reloads the page when something has changed. While the record is
broken they have a notice of what is wrong.

Its words are others at each answer, so no policy that was written with the page can know it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Any, Protocol

from build_tools.render.page.content_policy import hash_source

_LAST_SCRIPT = re.compile(rb".*<script>(.*?)</script>\s*</body>", re.DOTALL)
_TEXT = re.compile(rb"<article\b[^>]*>")
"""Where the text of a page begins."""
_OF_SCRIPTS = b"script-src "


class Server(Protocol):
    """What is used of the server of `mkdocs serve` that it has for itself alone."""

    _epoch_cond: Condition
    _wanted_epoch: int
    """The time of the site that is built; whoever asks for a page waits until it is shown."""
    _visible_epoch: int
    """The time of the site that is shown."""
    _rebuild_cond: Condition
    _want_rebuild: bool
    """Whether something has changed."""


App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""As WSGI has it (PEP 3333)."""


def allowing_reload(app: App, notice: Callable[[], str] = lambda: "") -> App:
    """An application that answers as `app` does, with that script allowed on each page, and what
    `notice` gives as HTML over its text.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        body = app(environ, lambda status, headers, *_: begun.append((status, headers)))
        status, headers = begun[0]
        if ("Content-Type", "text/html") not in headers:
            start_response(status, headers)
            return body
        page = allow_last_script(_read(body))
        page = _TEXT.sub(lambda begins: begins[0] + notice().encode(), page, count=1)
        others = [header for header in headers if header[0] != "Content-Length"]
        start_response(status, [*others, ("Content-Length", str(len(page)))])
        return [page]

    return answer


def _read(body: Iterable[bytes]) -> bytes:
    """What an application answers, whole; PEP 3333 has whoever reads it close it."""
    try:
        return b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()


def allow_last_script(page: bytes) -> bytes:
    """The page, its policy with the hash of the inline script at its very end."""
    found = _LAST_SCRIPT.match(page)
    if found is None:
        return page
    allowed = _OF_SCRIPTS + hash_source(found[1].decode()).encode() + b" "
    return page.replace(_OF_SCRIPTS, allowed, 1)


@contextmanager
def answering(server: Server) -> Iterator[None]:
    """Have the server answer with the site that is shown, although another is made: of that
    nothing is written until this is over. Then it lets whoever asks wait again.
    """
    wanted = server._wanted_epoch
    _want(server, server._visible_epoch)
    try:
        yield
    finally:
        _want(server, wanted)


def _want(server: Server, epoch: int) -> None:
    with server._epoch_cond:
        server._wanted_epoch = epoch
        server._epoch_cond.notify_all()
