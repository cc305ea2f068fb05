"""Python's collector of reference cycles, while a text is parsed or two are compared."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """The collector left out, and set going again at the end, also of an error; it stays as it is
    where the caller has left it out.

    Of a long text some hundred thousand values are made, all in use until it is done and none in a
    cycle: the collector would go through them again and again, for a third of the time of a parse,
    and find nothing. (Mercurial does the same, `util.nogc`.)
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
