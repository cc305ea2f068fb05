"""What could be read of a record, file by file → the record as the other rooms know it, or as much
of it as that makes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from build_tools.language import ENGLISH
from build_tools.model import (
    BODIES,
    CONSULTED,
    AcceptedText,
    Amendment,
    Corpus,
    CorpusError,
    Decisions,
    Document,
    Problem,
    Procedure,
    Version,
    Waiver,
)
from build_tools.record.default_words import default_words
from build_tools.record.files import file_problem
from build_tools.record.schema import (
    AmendingWordsFile,
    AmendmentFile,
    Checked,
    CorpusFile,
    DecisionsFile,
    DocumentFile,
    VersionFile,
    WaiversFile,
)
from build_tools.record.seals import read_seals
from build_tools.record.signatures import signed_seals
from build_tools.record.store import Store
from build_tools.record.wanted import EVERYTHING, Wanted

_UNDESCRIBED: dict[str, Any] = {"place": "", "provenance": "", "fictional": False, "names": ()}

T = TypeVar("T")


@dataclass(slots=True)
class Record:
    """What could be read. A file that could not be used is None: it is there, and nothing is
    missing for its sake.
    """

    root: Path
    wanted: Wanted = EVERYTHING
    """What of it was to be read; the rest is None too."""
    store: Store = field(default_factory=lambda: Store(None))
    """Where the blocks of texts are kept from run to run."""
    documents: dict[str, Checked[DocumentFile] | None] = field(default_factory=dict)
    amendments: dict[str, Checked[AmendmentFile] | None] = field(default_factory=dict)
    decisions: dict[str, Checked[DecisionsFile] | None] = field(default_factory=dict)
    """By the amendments that they are about."""
    headers: dict[str, dict[str, Checked[VersionFile] | None]] = field(default_factory=dict)
    """The front matters by document and label, oldest version first."""
    texts: dict[tuple[str, str], Version] = field(default_factory=dict)
    """The versions by document and label, without their amendments."""
    waivers: Checked[WaiversFile] | None = None
    words: Checked[AmendingWordsFile] | None = None
    directions: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By the ids of amendments: the path of each direction, and its words."""
    signers: str | None = None
    """The text of `allowed_signers`; None where there is none."""
    log: str | None = None
    """The text of the publication log; None where there is none."""
    code: Checked[CorpusFile] | None = None
    """What is said of the code as a whole; None where nothing is."""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, path: Path, message: str, form: str = "") -> None:
        """Remember what is wrong with a file as a whole."""
        self.problems.append(replace(file_problem(path, message, form), rule="file"))

    def attempt(self, read: Callable[[Path], T], path: Path) -> T | None:
        """What `read` makes of the file; None when it finds problems, which are remembered."""
        try:
            return read(path)
        except CorpusError as error:
            self.problems += (
                replace(problem, rule=problem.rule or "file") for problem in error.problems
            )
            return None

    def wants_amendment(self, id_: str) -> bool:
        """Whether an amendment is read: all are, or those that made the versions that are."""
        if self.wanted.everything:
            return True
        headers = chain.from_iterable(each.values() for each in self.headers.values())
        return any(header.value.amendment == id_ for header in headers if header)

    def corpus(self) -> Corpus:
        """The record as the other rooms know it; of a record with problems, as much as could be
        read.
        """
        amendments: dict[str, Amendment] = {}
        for id_, checked in self.amendments.items():
            if checked:
                source = checked.yaml.source
                made = checked.value.amendment(id_, source.path, source.text)
                path, words = self.directions.get(id_, ("", ""))
                amendments[id_] = replace(
                    made,
                    direction=words,
                    direction_path=path,
                    decisions=self._decisions(id_),
                )
        documents = [self._document(id_, amendments) for id_ in self.documents]
        otherwise = default_words(self.language)
        waivers = tuple(_waivers(self.root, self.waivers)) if self.waivers else ()
        accepted = tuple(_accepted(self.root, self.waivers)) if self.waivers else ()
        seals = read_seals(self.root)[0]
        return Corpus(
            documents=tuple(documents),
            amendments=tuple(amendments.values()),
            waivers=waivers,
            accepted=accepted,
            words=self.words.value.words(otherwise) if self.words else otherwise,
            sealed=frozenset(seal.name for seal in seals),
            seals=signed_seals(self.root, seals),
            signers=self.signers,
            log=self.log,
            procedure=self.procedure,
            language=self.language,
        )

    def _decisions(self, amendment: str) -> Decisions | None:
        checked = self.decisions.get(amendment)
        if checked is None:
            return None
        source = checked.yaml.source
        return checked.value.decisions(source.path, source.text)

    @property
    def procedure(self) -> Procedure:
        """How amendments of the code are made."""
        return self.code.value.procedure() if self.code else CONSULTED

    @property
    def told(self) -> CorpusFile:
        """What is said of the code as a whole; all by default where nothing is said."""
        return self.code.value if self.code else CorpusFile()

    @property
    def bodies(self) -> tuple[str, ...]:
        """The abbreviations in its texts that are no documents."""
        return self.code.value.bodies if self.code else BODIES

    @property
    def language(self) -> str:
        """In which the words are that the record does not have."""
        return self.code.value.language if self.code else ENGLISH

    def _document(self, id_: str, amendments: Mapping[str, Amendment]) -> Document:
        checked = self.documents[id_]
        # The file has the names of the fields: title, short_title, place, and so on.
        described = {"title": id_, "short_title": id_, **_UNDESCRIBED}
        if checked:
            described = dict(checked.value)
        described["names"] = (*described["names"], *(self.code.value.names if self.code else ()))
        if described.get("sections") is None:
            described["sections"] = bool(self.code and self.code.value.sections)
        title, short = described["title"], described["short_title"]
        title = title if title == short else f"{title} ({short})"
        versions = []
        for label, header in self.headers[id_].items():
            version = self.texts.get((id_, label))
            if version is not None:
                amendment = amendments.get(header.value.amendment) if header else None
                versions.append(version.with_facts(title=title, amendment=amendment))
        for words in ("provision", "limbs"):  # which its versions have
            described.pop(words, None)
        return Document(id=id_, versions=tuple(versions), **described)


def _waivers(root: Path, checked: Checked[WaiversFile]) -> Iterator[Waiver]:
    for at, waiver in enumerate(checked.value.waivers):
        at_rule = checked.problem(("waivers", at, "rule"), "")
        yield Waiver(
            rule=waiver.rule,
            file=(root / waiver.file).as_posix(),
            line=waiver.line,
            reason=waiver.reason,
            path=at_rule.path,
            number=at_rule.line,
            source=at_rule.source,
        )


def _accepted(root: Path, checked: Checked[WaiversFile]) -> Iterator[AcceptedText]:
    for at, together in enumerate(checked.value.accepted):
        for place, text in enumerate(together.texts):
            at_file = checked.problem(("accepted", at, "texts", place, "file"), "")
            yield AcceptedText(
                file=(root / text.file).as_posix(),
                sha256=text.sha256,
                found=tuple(text.found.items()),
                reason=together.reason,
                path=at_file.path,
                number=at_file.line,
                source=at_file.source,
            )
