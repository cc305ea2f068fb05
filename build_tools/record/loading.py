"""The folder of the record → all that its files say, each right in itself, and the problems of
those that are not.

Where each kind of file stands is said here; what the files say against one another is for
`consistency`.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from build_tools.language import ENGLISH
from build_tools.model import CitationWords, CorpusError, Problem, Version, plain, refusal
from build_tools.model.amending_words import AmendingWords
from build_tools.model.names import DEVICES, SITE_NAMES
from build_tools.record.as_read import Record
from build_tools.record.default_words import citation_words, default_words
from build_tools.record.files import (
    leads_outside,
    read_head,
    read_text,
    readable_texts,
    strict_text,
    visible_paths,
)
from build_tools.record.journal import finish_interrupted
from build_tools.record.kept_blocks import BlocksOf, blocks_together
from build_tools.record.publication_log import LOG, log_of
from build_tools.record.schema import (
    ID_PATTERN,
    Checked,
    CorpusFile,
    VersionFile,
    read_amending_words,
    read_amendment,
    read_corpus,
    read_decisions,
    read_document,
    read_front_matter,
    read_waivers,
)
from build_tools.record.seals import SEALS
from build_tools.record.signatures import SIGNATURES, SIGNERS, signers_of
from build_tools.record.store import Store
from build_tools.record.wanted import EVERYTHING, Wanted
from build_tools.text.markdown import with_text

AMENDMENTS = "amendments"
DECISIONS = "decisions"
NOT_DOCUMENTS = frozenset({AMENDMENTS, DECISIONS, SIGNATURES, "schema"})
"""The folders of the record that hold no document."""
WAIVERS = "waivers.yml"
WORDS = "instructions.yml"
DIRECTION = ".direction.md"
"""How the name of the file ends that has an amendment's direction, after the amendment's id."""
CORPUS = "corpus.yml"
DESCRIPTION = "document.yml"
LOOSE = frozenset({"README.md", SEALS, SIGNERS, LOG})
"""The files that may stand in the record's own folder."""

_ATTEMPTS = 3
"""How often a record is read that another command changes meanwhile: whoever changes several files
of it makes and removes a journal in its folder, and so gives that a new time."""


def read_record(root: Path, wanted: Wanted = EVERYTHING, store: Store | None = None) -> Record:
    """Read every file of the record, or what is wanted of it; CorpusError only when there is no
    record to read. Where there is a store, a text whose blocks are kept in it is not parsed again.
    """
    if not root.is_dir():
        raise refusal(root, "there is no such folder")
    for _attempt in range(_ATTEMPTS):
        problem = _finished(root)
        before = root.stat().st_mtime_ns
        record = _read_files(Record(root, wanted, store or Store(None)))
        if root.stat().st_mtime_ns == before:
            break
    record.problems += problem
    return record


def words_of_record(root: Path) -> AmendingWords:
    """The words in which the directions of the record in a folder are written, whatever else the
    record says; those of its language where it has none. CorpusError where they cannot be read.
    """
    path, otherwise = root / WORDS, default_words(language_of_record(root, ENGLISH))
    if not path.is_file():
        return otherwise
    return read_amending_words(*_named_text(path), otherwise).value.words(otherwise)


def code_of_record(root: Path) -> CorpusFile:
    """What is said of the code in a folder as a whole, whatever else its record says; nothing where
    it says nothing. CorpusError where that cannot be read.
    """
    path = root / CORPUS
    return read_corpus(*_named_text(path)).value if path.exists() else CorpusFile()


def language_of_record(root: Path, otherwise: str) -> str:
    """In which language the record in a folder is told, whatever else it says, or otherwise where
    what it says of the code cannot be read, which `load` tells.
    """
    try:
        return code_of_record(root).language
    except CorpusError:
        return otherwise


def in_words_of(root: Path, version: Version) -> Version:
    """A file that stands in the folder of a record, read by the words of the record and of the
    document beside it: what its provisions are called, which bodies it names, and its language.
    CorpusError where these cannot be read.
    """
    code = code_of_record(root)
    description = Path(version.path).parent / DESCRIPTION
    own = read_document(*_named_text(description)).value if description.is_file() else None
    words = citation_words(code, own)
    known = replace(version, citation_words=words, bodies=code.bodies)
    return with_text(known, version.text)


def _finished(root: Path) -> list[Problem]:
    """Finish what an interrupted command left; why it cannot be."""
    try:
        finish_interrupted(root)
    except CorpusError as error:
        return list(error.problems)
    return []


def _read_files(record: Record) -> Record:
    root, wanted = record.root, record.wanted
    top = _top(record)
    record.signers = record.attempt(signers_of, root)
    record.log = record.attempt(log_of, root)
    if root / CORPUS in top:  # says how to read the others
        record.code = record.attempt(lambda path: read_corpus(*_named_text(path)), root / CORPUS)
    for path in top:
        if path.is_dir() and path.name == AMENDMENTS:
            _read_amendments(record, path)
        elif path.is_dir() and path.name == DECISIONS:
            _read_decisions(record, path)
        elif path.is_dir() and path.name not in NOT_DOCUMENTS:
            _read_document(record, path)
        elif not wanted.everything:
            continue  # the other files are of the whole record
        elif path.is_file() and path.name == WAIVERS:
            record.waivers = record.attempt(lambda path: read_waivers(*_named_text(path)), path)
        elif path.is_file() and path.name == WORDS:
            _read_words(record, path)
        elif path.is_file() and path.name not in {CORPUS, *LOOSE}:
            form = (root / "<document>" / path.name).as_posix()
            record.refuse(path, "belongs to no document", form)
    if not record.documents:
        record.refuse(root, "holds no document", (root / "<document>" / "document.yml").as_posix())
    return record


def _read_words(record: Record, path: Path) -> None:
    otherwise = default_words(record.language)
    record.words = record.attempt(
        lambda path: read_amending_words(*_named_text(path), otherwise), path
    )


def _top(record: Record) -> list[Path]:
    """What stands in the folder of the record; where not all of it is wanted, the documents first,
    which say which amendments are.
    """
    inside = _inside(record, record.root)
    if record.wanted.everything:
        return inside
    names = record.wanted.documents or ()
    record.problems = [each for each in record.problems if Path(each.path).name in names]
    return sorted(inside, key=lambda path: path.name in (AMENDMENTS, DECISIONS))


def label_order(label: str) -> tuple[tuple[int, str], ...]:
    """What sorts labels as a reader does: 2.0 before 10.0, 17.6 before 17.6A before 17.7."""
    return tuple((int(number), letter) for number, letter in re.findall(r"(\d+)([A-Z]?)", label))


def _read_document(record: Record, folder: Path) -> None:
    id_ = folder.name
    if not record.wanted.has_document(id_):
        record.documents[id_] = None
        labels = sorted((path.stem for path in folder.glob("*.md")), key=label_order)
        record.headers[id_] = dict.fromkeys(labels)
        return
    _check_id(record, folder, id_)
    paths = _inside(record, folder)
    versions = [path for path in paths if path.suffix == ".md" and path.is_file()]
    description = folder / DESCRIPTION
    record.documents[id_] = None
    if description in paths:
        record.documents[id_] = record.attempt(
            lambda path: read_document(*_named_text(path)), description
        )
    else:
        record.refuse(folder, "has no document.yml", description.as_posix())
    if not versions:
        record.refuse(folder, "has no version", (folder / "1.0.md").as_posix())
    for path in paths:
        if path != description and path not in versions:
            record.refuse(
                path, "is neither document.yml nor a version", (folder / "<label>.md").as_posix()
            )
    described = record.documents[id_]
    words = citation_words(record.told, described.value if described else None)
    versions.sort(key=lambda path: label_order(path.stem))
    texts = readable_texts(versions) if record.wanted.everything else {}
    with blocks_together(record.store, [*texts.values()], words) as blocks_of:
        read = partial(_read_version, record, words, texts, blocks_of)
        record.headers[id_] = {path.stem: record.attempt(read, path) for path in versions}


def _read_version(
    record: Record, words: CitationWords, texts: Mapping[Path, str], blocks_of: BlocksOf, path: Path
) -> Checked[VersionFile] | None:
    """The front matter of a version, the version itself being kept in the record; None where it is
    not wanted. `texts` are those that have been read.
    """
    document, label = path.parent.name, path.stem
    if not record.wanted.has_version(document, label):
        return None
    whole = record.wanted.has_text(document, label)
    text = strict_text(path, texts.get(path)) if whole else read_head(path)
    blocks = blocks_of(text)
    version = Version(
        document=document,
        label=label,
        blocks=blocks,
        citation_words=words,
        bodies=record.bodies,
        path=path.as_posix(),
    )
    record.texts[document, label] = version
    if not blocks or blocks[0].kind != "front-matter":
        raise refusal(path, "has no front matter", "---", line=1)
    checked = read_front_matter(path.as_posix(), plain(blocks[0].content), blocks[0].line + 1)
    record.texts[document, label] = version.with_facts(provenance=checked.value.provenance)
    if problems := list(_misplaced(checked, path)):
        raise CorpusError(problems)
    return checked


def _misplaced(checked: Checked[VersionFile], path: Path) -> Iterator[Problem]:
    """Where the front matter names another document or version than the path does."""
    document, label = path.parent.name, path.stem
    if checked.value.document != document:
        message = (
            f"`document` is `{checked.value.document}`, but the file stands in the folder"
            f" `{document}`"
        )
        yield checked.problem(("document",), message, f"document: {document}")
    if checked.value.version != label:
        message = f"`version` is `{checked.value.version}`, but the file is named `{path.name}`"
        yield checked.problem(("version",), message, f'version: "{label}"')


def _read_amendments(record: Record, folder: Path) -> None:
    unwanted = _unwanted(record, folder)
    record.amendments.update({path.stem: None for path in unwanted if path.suffix == ".yml"})
    paths = _inside(record, folder, unwanted)
    for path in paths:
        if path.name.endswith(DIRECTION) and path.is_file():
            _read_direction(record, path, paths)
            continue
        if path.suffix != ".yml" or not path.is_file():
            record.refuse(path, "is no amendment", (folder / "<id>.yml").as_posix())
            continue
        _check_id(record, path, path.stem)
        record.amendments[path.stem] = record.attempt(
            lambda path: read_amendment(*_named_text(path), record.procedure), path
        )


def _read_decisions(record: Record, folder: Path) -> None:
    for path in _inside(record, folder, _unwanted(record, folder)):
        if path.suffix != ".yml" or not path.is_file():
            form = (folder / "<id of the amendment>.yml").as_posix()
            record.refuse(path, "is no file of decisions", form)
            continue
        record.decisions[path.stem] = record.attempt(
            lambda path: read_decisions(*_named_text(path)), path
        )


def _unwanted(record: Record, folder: Path) -> list[Path]:
    """What stands in a folder and is about no amendment that is read: nothing of it is."""
    if record.wanted.everything:
        return []
    names = ((path, path.name.removesuffix(DIRECTION)) for path in visible_paths(folder))
    ids = ((path, name.removesuffix(".yml")) for path, name in names)
    return [path for path, id_ in ids if not record.wants_amendment(id_)]


def _read_direction(record: Record, path: Path, beside: Collection[Path]) -> None:
    """The amending words of an amendment, whose file stands beside them."""
    id_ = path.name.removesuffix(DIRECTION)
    amendment = path.with_name(f"{id_}.yml")
    if amendment not in beside:
        record.refuse(path, f"belongs to no amendment: there is no {amendment.name}")
        return
    if found := record.attempt(_named_text, path):
        record.directions[id_] = found


def _named_text(path: Path) -> tuple[str, str]:
    return path.as_posix(), read_text(path, strict=True)


def _check_id(record: Record, path: Path, id_: str) -> None:
    if wrong := wrong_id(id_, record.told):
        record.refuse(path, f"`{id_}` {wrong}")


def wrong_id(id_: str, code: CorpusFile) -> str:
    """Why no document and no amendment of a code can be called so; empty where it can."""
    if not re.fullmatch(ID_PATTERN, id_, re.ASCII):
        return "must be small letters, figures, points and hyphens"
    if id_ in SITE_NAMES:
        return "is the name of a page or file of every site; call it something else"
    if id_ in code.reserved:
        return f"is reserved in {CORPUS}; call it something else"
    if id_.split(".", maxsplit=1)[0] in DEVICES:
        return "is a name that Windows keeps for a device"
    return ""


def _inside(record: Record, folder: Path, but: Collection[Path] = ()) -> list[Path]:
    """What stands in a folder but for some of it; a link is refused, wherever it leads."""
    inside = []
    for path in visible_paths(folder):
        if path in but:
            continue
        if path.is_symlink() and leads_outside(path, record.root):
            record.refuse(path, "is a link that leads out of the record, or nowhere")
        elif path.is_symlink():
            record.refuse(path, "is a symbolic link", "the file or folder itself")
        elif not path.is_file() and not path.is_dir():
            record.refuse(path, "is a device or a pipe, and no file")
        else:
            inside.append(path)
    return inside
