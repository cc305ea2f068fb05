"""What a site is called, its first document and its address in, the files of a new publisher out:
a configuration, a record with a first version, a page, and what the forges run.

The files are made from those in `starter/`; with a demonstration, the record is this project's own.
"""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from build_tools import __version__
from build_tools.language import ENGLISH, LANGUAGES, speaking
from build_tools.language import gettext as _
from build_tools.model import CorpusError, refusal
from build_tools.model.characters import odd_characters
from build_tools.record.default_words import amending_words_file
from build_tools.record.files import file_problem
from build_tools.record.loading import NOT_DOCUMENTS, wrong_id
from build_tools.record.schema import CorpusFile, json_schemas, read_corpus
from build_tools.record.targets import refuse_folder
from build_tools.record.writing import write_into

_STARTER = files("build_tools.editing") / "starter"
_FORGES = {
    ".github/workflows/comment.yml": "comment.yml",
    ".github/workflows/edit.yml": "edit.yml",
    ".github/workflows/law.yml": "law.yml",
    ".github/workflows/site.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab.yml",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    "requirements.txt": "requirements.txt",
    "docs/index.md": "index.md",
}
"""What is kept where it is there already, and the file of `starter/` that it is made of."""
_OTHER_NAMES = ("mkdocs.yaml",)
"""What mkdocs would read in the place of a file that is made."""
_WRITTEN = {
    "de": str.maketrans({umlaut: f"{vowel}e" for umlaut, vowel in zip("äöü", "aou", strict=True)})
}
"""How a language writes letters where it has only those of ASCII."""
PROCEDURES = ("general", "ballot", "statute")
"""How amendments may be made in a record that is begun, the one that is taken first; each is a
folder of `starter/`, where `procedure.yml` has its steps, and in each language's folder there.
"""
_LONGEST_ID = 40
_LONGEST_TITLE = 200
_SIGNS = frozenset('<>"`[]{}|\\')
"""Signs that mean something in markdown or HTML."""


def is_title(line: str) -> bool:
    """Whether a line can be a title, in a heading, in YAML and on a page alike."""
    if not line.strip() or len(line) > _LONGEST_TITLE or any(odd_characters(line)):
        return False
    return line.isprintable() and not set(line) & _SIGNS


def document_id(name: str, language: str = ENGLISH) -> str:
    """The id of a document that people call so; `document` where none can be made of it.

    A letter loses its accents, unless its language writes it otherwise without them: "ä" is "ae" in
    German.
    """
    plain = unicodedata.normalize("NFC", name.casefold()).translate(_WRITTEN.get(language, {}))
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    made = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_ID].strip("-")
    return "document" if made in NOT_DOCUMENTS or wrong_id(made, CorpusFile()) else made


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a publisher says of the site that is to be."""

    title: str
    """Of the site."""
    document: str
    """The title of the first document, with what people call it in brackets: "Rules of the Pond
    (RP)"."""
    url: str
    """The address that the site will have, with a slash at its end; empty when nobody knows yet."""
    day: dt.date
    """From which the first version is in force."""
    language: str = ENGLISH
    """Of its pages, one of `LANGUAGES`."""
    procedure: str = PROCEDURES[0]
    """How amendments are made, one of `PROCEDURES`."""

    @property
    def short_title(self) -> str:
        """What people call the document."""
        return self._parted()[1]

    @property
    def id(self) -> str:
        """The name of its folder."""
        return document_id(self.short_title, self.language)

    def _parted(self) -> tuple[str, str]:
        found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", self.document)
        return (found[1], found[2]) if found else (self.document, self.document)

    def values(self) -> Mapping[str, str]:
        """What the files of `starter/` are filled with, as YAML has it where it is one value."""
        title, short = self._parted()
        text = procedure_file(self.procedure, self.language)
        said = read_corpus("procedure.yml", text).value
        effect = said.procedure().of_kind("effect")[0]
        with speaking(self.language):
            home, place = _("Home"), _("A document of %(site)s", site=self.title)
        return {
            "TITLE": json.dumps(self.title, ensure_ascii=False),
            "HEADING": self.title,
            "DOCUMENT": json.dumps(title, ensure_ascii=False),
            "NAME": title,
            "SHORT": json.dumps(short, ensure_ascii=False),
            "PLACE": json.dumps(place, ensure_ascii=False),
            "HOME": home,
            "ID": self.id,
            "URL": json.dumps(self.url, ensure_ascii=False),
            "DAY": self.day.isoformat(),
            "VERSION": __version__,
            "PROCEDURE": text.rstrip(),
            "PROVISION": str(said.provision),
            "EFFECT": effect.id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What was written."""

    folder: Path
    made: tuple[str, ...]
    kept: tuple[str, ...]
    """What was there already."""
    document: str
    """The id of the first document."""
    first: str
    """The text to edit first; empty for a demonstration, whose texts are law."""
    procedure: str
    """How its amendments are made."""

    def report(self) -> Iterator[str]:
        """What was written, and what is to be done next."""
        demonstrated = () if self.first else ("versions/amendments/",)
        for name in self.made:
            if not name.startswith(("versions/schema/", *demonstrated)):
                yield (self.folder / name).as_posix()
        for name in self.kept:
            yield f"{(self.folder / name).as_posix()}: is there already, and stays as it is"
        yield ""
        yield "Next:"
        edit = (
            f"put your own words into {self.first}, its `provenance` too; document.yml beside it"
            " says what they are"
        )
        steps = [
            *([f"cd {self.folder.as_posix()}"] if self.folder != Path() else []),
            "mkdocs build --strict   makes the site in site/; mkdocs serve shows it as you write",
            edit if self.first else "corpus list             tells what the record holds",
            *([_steps_told(self.procedure)] if self.first else []),
            "corpus check            names every mistake in it, each at its line",
            f"corpus amend {self.document}: begins an amendment",
        ]
        for number, step in enumerate(steps, 1):
            yield f"  {number}. {step}"


def _steps_told(procedure: str) -> str:
    """By which steps the record is amended, and which others there are."""
    others = ", ".join(f"--procedure {name}" for name in PROCEDURES if name != procedure)
    return (
        "versions/corpus.yml     says by which steps it is amended"
        f" ({procedure}; begin with {others} for others)"
    )


def procedure_file(procedure: str, language: str = ENGLISH) -> str:
    """What `corpus.yml` says of one of `PROCEDURES`: its steps, what its provisions and its papers
    are called, its routes.
    """
    return _source("procedure.yml", procedure, language).read_text("utf-8")


def begin(folder: Path, beginning: Beginning, *, demo: bool = False) -> Begun:
    """Write the files of a new publisher to a folder; with `demo`, this project's record in the
    place of a first document. CorpusError, with nothing written, where a record or a configuration
    is there already, or a link is on the way.
    """
    record = _demonstration() if demo else _first_document(beginning)
    wanted = {**record, "mkdocs.yml": _filled("mkdocs.yml", beginning)}
    _refuse_what_is_there(folder, wanted)
    around = {name: _filled(source, beginning) for name, source in _FORGES.items()}
    kept = tuple(name for name in around if _is_there(folder / name))
    made = {**{name: text for name, text in around.items() if name not in kept}, **wanted}
    refuse_folder(folder, sorted(made))
    write_into(folder, {name: made[name].encode() for name in sorted(made)})
    described = min(Path(name) for name in record if name.endswith("/document.yml")).parent
    return Begun(
        folder=folder,
        made=tuple(sorted(made)),
        kept=kept,
        document=described.name,
        first="" if demo else (described / "1.0.md").as_posix(),
        procedure=beginning.procedure,
    )


def _first_document(beginning: Beginning) -> dict[str, str]:
    """A record with one version of one document, by the names of its files."""
    id_ = beginning.id
    made = {
        "versions/corpus.yml": _filled("corpus.yml", beginning),
        f"versions/{id_}/document.yml": _filled("document.yml", beginning),
        f"versions/{id_}/1.0.md": _filled("version.md", beginning),
        f"versions/amendments/{id_}-first-version.yml": _filled("amendment.yml", beginning),
    }
    if own_words := amending_words_file(beginning.language):
        made["versions/instructions.yml"] = own_words
    for name, schema in json_schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        made[f"versions/schema/{name}.json"] = f"{text}\n"
    return made


def _demonstration() -> dict[str, str]:
    """The record of this project: in a wheel beside this module, in a clone at its top."""
    for place in (files("build_tools.editing") / "demo", files("build_tools") / ".." / "versions"):
        if (place / "sealed.sha256").is_file():
            return dict(_texts(place, "versions"))
    raise refusal("--demo", "needs the record of the project, which this installation lacks")


def _texts(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        inside = f"{name}/{each.name}"
        if each.is_dir():
            yield from _texts(each, inside)
        elif not each.name.startswith("."):
            yield inside, each.read_text("utf-8")


def _filled(source: str, beginning: Beginning) -> str:
    text = _source(source, beginning.procedure, beginning.language).read_text("utf-8")
    values = beginning.values()
    return re.sub(r"@([A-Z]+)@", lambda found: values[found[1]], text)


def first_provenances() -> Iterator[str]:
    """What a begun record says of where its first text comes from, in each language."""
    for language in LANGUAGES:
        for procedure in PROCEDURES:
            text = _source("version.md", procedure, language).read_text("utf-8")
            yield from re.findall(r"^provenance: (.*)$", text, re.MULTILINE)


def _source(name: str, procedure: str, language: str) -> Traversable:
    """A file of `starter/`: that of the language and the procedure, where they have their own."""
    own = _STARTER / language
    found = (own / procedure / name, own / name, _STARTER / procedure / name)
    return next((each for each in found if each.is_file()), _STARTER / name)


def _refuse_what_is_there(folder: Path, wanted: Mapping[str, str]) -> None:
    """CorpusError that names each file, and the record, that would be written over."""
    names = (*wanted, *_OTHER_NAMES)
    there = [folder / name for name in names if _is_there(folder / name)]
    record = folder / "versions"
    if _is_there(record) and not (record.is_dir() and not any(record.iterdir())):
        there.append(record)
    if there:
        message, form = "is there already, and is not overwritten", "an empty folder"
        raise CorpusError([file_problem(path, message, form) for path in there])


def _is_there(path: Path) -> bool:
    """Whether a name is taken, if only by a link that leads nowhere."""
    return path.exists() or path.is_symlink()
