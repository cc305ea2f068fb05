"""The texts of a record, parsed by several processes before the record is read: it then finds their
blocks in the store. What they could not parse is parsed when it is read.

A unit is one document, whose texts have most of their blocks in common; of one that is too long for
that, some of its texts.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from build_tools.model import CitationWords, CorpusError
from build_tools.record.default_words import citation_words
from build_tools.record.files import read_text, readable_texts, visible_paths
from build_tools.record.kept_blocks import blocks_together, let_go_of_all, unread_of
from build_tools.record.loading import DESCRIPTION, NOT_DOCUMENTS, code_of_record, label_order
from build_tools.record.schema import CorpusFile, DocumentFile, read_document
from build_tools.record.store import Store
from build_tools.record.store_places import place_at
from build_tools.record.workers import Unit, Workers, too_long

_LEAST = 10**6
"""Characters that are parsed before a process has begun."""
_RUN = 8
"""Texts of a unit of a long document."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A document that is to be parsed."""

    id: str
    words: CitationWords
    paths: Sequence[Path]
    """Where its texts stand, the oldest first."""
    length: int
    """How many characters are not parsed yet."""


def parse_ahead(root: Path, store: Store, workers: Workers) -> None:
    """Have the texts parsed of the record in the folder `root` of which no blocks are kept. Nothing
    is done for so few that they are not worth a process, nor by a cluster, whose machines need not
    see the record. What is wrong with a file is told when it is read.
    """
    if workers.jobs == 1 or store.place is None or not root.is_dir():
        return
    documents = [each for each in _documents(root, store) if each.length]
    lengths = [each.length for each in documents]
    if sum(lengths) < max(_LEAST, workers.least):
        return
    longest_first = sorted(documents, key=lambda each: -each.length)
    here = replace(workers, cluster="")
    here.run([*_units(longest_first, store, too_long(lengths, workers.jobs))])
    if workers.cluster:
        here.end()


def _documents(root: Path, store: Store) -> Iterator[_Document]:
    """Those of which something is to be parsed; one at a time, so that no more text is held."""
    code = CorpusFile()
    with suppress(CorpusError):
        code = code_of_record(root)
    for folder in visible_paths(root):
        if not folder.is_dir() or folder.is_symlink() or folder.name in NOT_DOCUMENTS:
            continue
        found = [path for path in visible_paths(folder) if _is_version(path)]
        found.sort(key=lambda path: label_order(path.stem))
        texts = readable_texts(found)
        words = citation_words(code, _described(folder / DESCRIPTION))
        unread = unread_of(store, [*texts.values()], words)
        yield _Document(folder.name, words, [*texts], sum(map(len, unread)))


def _is_version(path: Path) -> bool:
    return path.suffix == ".md" and path.is_file() and not path.is_symlink()


def _described(path: Path) -> DocumentFile | None:
    """What is said of a document; None where that cannot be read."""
    with suppress(CorpusError):
        return read_document(path.as_posix(), read_text(path, strict=True)).value
    return None


def _units(documents: Sequence[_Document], store: Store, too_long: float) -> Iterator[Unit]:
    for each in documents:
        alone = each.length > too_long
        paths = iter(each.paths)
        while run := list(islice(paths, _RUN if alone else len(each.paths))):
            name = f"{each.id} {run[0].stem}..{run[-1].stem}"
            given = store.address, each.words, tuple(map(str, run)), alone
            yield Unit(name, parse_texts, given)


def parse_texts(address: str, words: CitationWords, paths: Sequence[str], alone: bool) -> None:
    """Parse the texts of these files, and keep their blocks, and hold none of them: of a whole
    document, or of each text `alone`.
    """
    store = Store(place_at(address))
    texts = [*readable_texts(map(Path, paths)).values()]
    together = blocks_together(store, [] if alone else texts, words)
    with together as blocks_of:
        for text in texts:
            blocks_of(text)
    let_go_of_all()
