"""Python's collector of reference cycles, while a text is parsed or two are compared, and once a
record is read.
"""

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


def pass_over_what_lives() -> None:
    """Have the collector leave out what there is now, such as a record that was read: it would go
    through all of that again and again. What is let go of is freed as ever, but for cycles.
    """
    gc.freeze()


def look_through_all() -> None:
    """Have it free what is in cycles, and leave out what then is there: who waits for the next save
    does not wait for it, a quarter of a second for four hundred texts.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
