"""A folder of files that came back → what they say together: each response, in the order of the
names of the files, and the files that could not be read.

The stages: what is asked (`form`), the words of each file (`reading`), where each belongs
(`placing`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from build_tools.language import gettext as _
from build_tools.model import Amendment, CorpusError, Redline, refusal
from build_tools.record.files import visible_paths
from build_tools.render.citation import citation_parts
from build_tools.responses.by_hand import by_hand
from build_tools.responses.form import Form
from build_tools.responses.placing import place
from build_tools.responses.reading import BY_HAND, ending, text_rows
from build_tools.responses.values import Response, Unread

MOST_FILES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What came back to a consultation."""

    amendment: Amendment
    redlines: tuple[Redline, ...]
    responses: tuple[Response, ...]
    unread: tuple[Unread, ...]


def form_of(
    amendment: Amendment, redlines: Iterable[Redline], blank_forms: Mapping[str, bytes]
) -> Form:
    """What the consultation of an amendment asks; `blank_forms` are what went out, by the names of
    files. CorpusError where one of them cannot be read.
    """
    redlines = list(redlines)
    blank = chain.from_iterable(text_rows(name, data) for name, data in blank_forms.items())
    lines = [
        _("Response: %(title)s", title=amendment.title),
        *(citation_parts(each)[0] for each in redlines),
    ]
    return Form.of(amendment.questions, redlines, blank, lines)


def collect(folder: Path, amendment: Amendment, form: Form) -> Collection:
    """What the files of a folder say, those in folders within it too; CorpusError where there is no
    such folder or nothing in it.
    """
    if not folder.is_dir():
        raise refusal(folder, "there is no such folder", "the folder of the files that came back")
    paths = list(_files(folder))
    if not paths:
        raise refusal(folder, "holds no file")
    if len(paths) > MOST_FILES:
        raise refusal(folder, f"holds more than {MOST_FILES:,} files")
    responses: list[Response] = []
    unread: list[Unread] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            responses.append(_response(path, name, form))
        except CorpusError as error:
            unread += [Unread(file=name, problem=each) for each in error.problems]
    return Collection(
        amendment=amendment,
        redlines=tuple(form.redlines.values()),
        responses=tuple(responses),
        unread=tuple(unread),
    )


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, but for what is hidden and what Word leaves beside an open file."""
    for path in visible_paths(folder):
        if path.name.startswith("~$"):
            continue
        if path.is_symlink():
            raise refusal(path, "is a symbolic link, and is not followed", "the file itself")
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _response(path: Path, name: str, form: Form) -> Response:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refusal(name, f"cannot be read: {error.strerror or error}") from None
    placing = by_hand if ending(name) in BY_HAND else place
    return placing(name, text_rows(name, data), form)
