"""The pages and files of a site, by src_uri → those that would stand at one address. Pure."""

import posixpath
from collections.abc import Iterable, Iterator

from build_tools.model import Problem
from build_tools.site import urls


def shared_addresses(hand_written: Iterable[str], made: Iterable[str]) -> Iterator[Problem]:
    """What is wrong where something that is made has the address of a hand-written page or of
    something else that is made, or would be a folder and a file at once.
    """
    taken = {urls.output(page): page for page in hand_written}
    for name in made:
        output = urls.output(name)
        if output in taken:
            yield _problem(taken[output], name)
        taken.setdefault(output, name)
    for output, name in taken.items():
        for folder in _folders(output):
            if folder in taken:
                yield _problem(taken[folder], name)


def _problem(one: str, other: str) -> Problem:
    message = f"has the address of `{other}`, which the site makes of the record"
    return Problem(
        path=one, line=0, message=message, form="another name for one of them", rule="file"
    )


def _folders(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path
