"""A disk that fills up while a test writes."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full_disk(length: int) -> Iterator[None]:
    """A disk that takes so many bytes of every file, for as long as this lasts: what pytest says of
    a test when it is over may be written to a file too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
