"""The history of a markdown file in git, or a folder of dated files → a document of the record."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.cli.command import say
from build_tools.editing.begin import document_id
from build_tools.editing.imported import DatedText, import_texts
from build_tools.language import ENGLISH, speaking
from build_tools.language import gettext as _
from build_tools.model import refusal
from build_tools.record.git import PastText, past_texts
from build_tools.record.loading import language_of_record
from build_tools.word import TrackChanges, read_docx

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_MARKDOWN = (".md", ".markdown", ".txt")


def import_history(
    root: Path, repository: Path, path: str, since: dt.date | None, names: tuple[str, str]
) -> None:
    """What became of a file in git; `names` are the id and the title of the document."""
    where = repository.resolve().name
    language = language_of_record(root, ENGLISH)
    with speaking(language):
        texts = [_of_commit(where, each) for each in past_texts(repository, path, since)]
    _import(root, names[0] or document_id(Path(path).stem, language), names[1], texts)


def _of_commit(repository: str, each: PastText) -> DatedText:
    return DatedText(
        day=each.day,
        subject=each.subject,
        text=each.text,
        source=_(
            "commit %(id)s of %(repository)s, %(path)s",
            id=each.commit[:12],
            repository=repository,
            path=each.path,
        ),
        tag=each.tags[0] if each.tags else "",
    )


def import_folder(
    root: Path, folder: Path, how: TrackChanges | None, names: tuple[str, str]
) -> None:
    """Every file of a folder that a day in its name dates: markdown, or Word."""
    language = language_of_record(root, ENGLISH)
    with speaking(language):
        texts = sorted(_dated_files(folder, how), key=lambda each: (each.day, each.source))
    _import(root, names[0] or document_id(folder.resolve().name, language), names[1], texts)


def _import(root: Path, id_: str, title: str, texts: list[DatedText]) -> None:
    for line in import_texts(root, id_, title, texts).report():
        say(line)


def _dated_files(folder: Path, how: TrackChanges | None) -> Iterator[DatedText]:
    for path in sorted(folder.iterdir()):
        is_word = path.suffix.lower() == ".docx" and not path.name.startswith("~$")
        if not path.is_file() or not (is_word or path.suffix.lower() in _MARKDOWN):
            continue
        day = _day_of(path)
        text = _word_text(path, how) if is_word else _markdown_text(path)
        source = _("file %(name)s", name=path.name)
        yield DatedText(day=day, subject=path.stem, text=text, source=source)


def _day_of(path: Path) -> dt.date:
    """The day in the name of a file; CorpusError where it has none."""
    for found in _DAY.finditer(path.stem):
        try:
            return dt.date(*map(int, found.groups()))
        except ValueError:
            continue
    raise refusal(path, "has no day in its name", f"{path.stem}-2026-11-23{path.suffix}")


def _word_text(path: Path, how: TrackChanges | None) -> str:
    result = read_docx(path, how)
    for remark in result.warnings:
        say(f"{path}: {remark}", error=True)
    return result.text


def _markdown_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise refusal(path, "is no UTF-8", "a text in UTF-8") from None
