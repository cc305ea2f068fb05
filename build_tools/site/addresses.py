"""The pages and files of a site, by src_uri → those that would stand at one address. Pure."""

import posixpath
import re
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


def misleading_addresses(hand_written: Iterable[str], made: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the address of a hand-written page that readers would take for one that is
    made of the record: below a folder of those, capitals aside, or with letters that look like
    others.
    """
    folders = {name.partition("/")[0].casefold() for name in made if "/" in name}
    for page in hand_written:
        first = page.partition("/")[0].casefold().removesuffix(".md")
        if first in folders:
            message = f"stands among the pages of `{first}`, which the site makes of the record"
            yield Problem(path=page, line=0, message=message, form="another name", rule="file")
        elif not _PLAIN.fullmatch(page):
            message = "has a name of more than plain letters, which may look like another"
            yield Problem(path=page, line=0, message=message, form="another name", rule="file")


_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")


def _problem(one: str, other: str) -> Problem:
    message = f"has the address of `{other}`, which the site makes of the record"
    return Problem(
        path=one, line=0, message=message, form="another name for one of them", rule="file"
    )


def _folders(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path
