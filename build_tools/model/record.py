"""The record: documents, their versions, and the amendments that made them."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field, fields
from typing import Literal, Self

from build_tools.language import ENGLISH
from build_tools.model.amending_words import AmendingWords
from build_tools.model.amendments import Amendment
from build_tools.model.citation_words import CITED, CitationWords
from build_tools.model.procedure import CONSULTED, Procedure
from build_tools.model.text import Block

_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")
BODIES = ("EU", "EEA", "EFTA", "UN")
"""The bodies that a text may name where nobody says which: those that are of no one country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Why what a rule finds on one line of the record may stay."""

    rule: str
    """The id of the rule: "document-name"."""
    file: str
    """The file with the line, as problems name it: "versions/mtad/4.0.md"."""
    line: str
    """Words that stand on that line and, among those that the rule finds, on no other."""
    reason: str
    path: str
    """The file of the waiver itself, and where it stands in it."""
    number: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedText:
    """Why all that some rules find in one foreign text may stay, as long as that text is what it
    was.
    """

    file: str
    """The text, as problems name it: "versions/br/1.0.md"."""
    sha256: str
    """Of that text, as it was when its findings were accepted."""
    found: tuple[tuple[str, int], ...]
    """Each rule with the number of its findings there."""
    reason: str
    """Why they may stay."""
    path: str
    """The file that says so, and where it does."""
    number: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedBy:
    """The changes that somebody tracked in a Word file."""

    author: str
    """Empty where the file names none."""
    count: int
    first: dt.date | None
    """The day of the first of them; None where none is dated."""
    last: dt.date | None

    @property
    def name(self) -> str:
        """Who it was, in words."""
        return self.author or "an unknown author"

    @property
    def days(self) -> str:
        """When, in words: `2024-01-31`, `2024-01-31 to 2024-02-05`, or `not dated`."""
        if self.first is None:
            return "not dated"
        return f"{self.first} to {self.last}" if self.first != self.last else str(self.first)

    def __str__(self) -> str:
        """`2 tracked changes by A. Reader, 2024-01-31 to 2024-02-05`."""
        counted = f"{self.count} tracked change{'s' if self.count > 1 else ''}"
        return f"{counted} by {self.name}, {self.days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a document, or any markdown file taken as one.

    It is made of its blocks, and they know the text that they were parsed from: so the text and its
    hash follow, can neither be given nor forgotten, and never disagree with the blocks.
    """

    document: str
    """The id of the document; for a loose file its path."""
    label: str = ""
    """As printed: "4.0"; empty for a loose file."""
    blocks: tuple[Block, ...]
    """As `build_tools.text.markdown.parse` gives them."""
    sha256: str = field(init=False, compare=False)
    """Of the file's bytes, in hexadecimal."""
    amendment: Amendment | None = None
    title: str = ""
    """Of its document, as a citation gives it: "Migration Testing Approach Document (MTAD)"; empty
    for a loose file."""
    citation_words: CitationWords = CITED
    """In which its parts are cited."""
    bodies: tuple[str, ...] = BODIES
    """Abbreviations in it of parties and authorities, which are no documents: in "agreed with EFTA
    (Clause 4.2)" the clause is its own."""
    provenance: str = ""
    """What the text is, shown wherever it is: "Reconstruction for demonstration, not the legal
    text"."""
    path: str = ""
    tracked_by: tuple[TrackedBy, ...] = ()
    """Who tracked the changes that make it, where it was read from a Word file with them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode()).hexdigest())

    def with_facts(self, **facts: object) -> Self:
        """The same text with another title, amendment or provenance; it is not hashed anew."""
        assert "blocks" not in facts, "another text has another hash"
        made: Self = object.__new__(type(self))
        for each in fields(self):
            object.__setattr__(made, each.name, facts.get(each.name, getattr(self, each.name)))
        return made

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are text: all but the front matter, which stands before them or nowhere;
        a slice made anew each time, since a record would hold one for each version.
        """
        has_front_matter = bool(self.blocks) and self.blocks[0].kind == "front-matter"
        return self.blocks[1:] if has_front_matter else self.blocks

    @property
    def provision(self) -> str:
        """What its numbered provisions are called where they are cited."""
        return self.citation_words.provision

    @property
    def language(self) -> str:
        """In which the other words are by which its parts are cited."""
        return self.citation_words.language

    @property
    def text(self) -> str:
        """Of the whole file: the sources of the blocks, joined anew each time, since versions have
        most blocks in common and would not have their texts.
        """
        return "".join([block.source for block in self.blocks])

    @property
    def name(self) -> str:
        """How the version is named on the command line: `mtad@3.0`."""
        return f"{self.document}@{self.label}" if self.label else self.document

    @property
    def cited(self) -> str:
        """How a citation names the version: "Migration Testing Approach Document (MTAD) 3.0"; for a
        loose file its name.
        """
        return f"{self.title} {self.label}" if self.title else self.name

    @property
    def short_title(self) -> str:
        """What people call its document: what stands in brackets behind its title."""
        short = _IN_BRACKETS.search(self.title)
        return short[1] if short else self.title or self.document

    def is_called(self, name: str) -> bool:
        """Whether its document goes by a name: by its id, its title, or a short title in brackets
        after that.
        """
        title, _, short = self.title.removesuffix(")").rpartition(" (")
        names = (self.document, self.title, title, short)
        return name.casefold() in {each.casefold() for each in names if each}


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Document:
    """A document and its versions, oldest first."""

    id: str
    title: str
    short_title: str
    place: str
    """Where it stands in its code: "Appendix AK"."""
    provenance: str
    """What the texts of this document are and where they come from."""
    fictional: bool
    versions: tuple[Version, ...]
    names: tuple[str, ...] = ()
    """Names in its texts that need no definition."""
    rules: Literal["relaxed"] | None = None
    """`relaxed` where its texts are foreign, and held to what keeps them readable alone."""
    kept_redlines: tuple[str, ...] = ()
    """Pairs of versions, "1.0..4.0", whose redlines were pages once: their addresses lead on."""
    sections: bool = False
    """Whether a site shows what is in force in pages by section."""

    def version(self, label: str) -> Version:
        """The version of that label; KeyError when there is none."""
        for version in self.versions:
            if version.label == label:
                return version
        raise KeyError(label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSeal:
    """A seal of a version, and who vouches for it."""

    name: str
    """The version: `mtad@3.0`."""
    text: str
    """The lines of the seal as they stand, which are what is signed."""
    signatures: tuple[str, ...] = ()
    """Signatures of OpenSSH, in armour; whether they hold only OpenSSH can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The whole record."""

    documents: tuple[Document, ...]
    amendments: tuple[Amendment, ...]
    waivers: tuple[Waiver, ...] = ()
    accepted: tuple[AcceptedText, ...] = ()
    """The foreign texts whose findings were accepted together."""
    sealed: frozenset[str] = frozenset()
    """The names of the versions that are sealed."""
    seals: tuple[SignedSeal, ...] = ()
    """Every seal, in the order of the file that has them."""
    signers: str | None = None
    """Whose signatures count, as OpenSSH reads it; None where nothing is signed."""
    log: str | None = None
    """The publication log, as its file has it; None where there is none."""
    words: AmendingWords = field(default_factory=AmendingWords)
    """The words in which its directions are written."""
    procedure: Procedure = CONSULTED
    """How its amendments are made."""
    language: str = ENGLISH
    """In which the words of its pages and papers are that are not the record's own."""

    def titles_of(self, amendment: Amendment) -> dict[str, str]:
        """What readers call the documents of an amendment, by their ids, where it changes several:
        what it says of a provision then begins with such an id.
        """
        ids = dict.fromkeys(step.document for step in amendment.steps)
        return {id_: self.document(id_).short_title for id_ in ids} if len(ids) > 1 else {}

    def document(self, id_: str) -> Document:
        """The document of that id; KeyError when there is none."""
        for document in self.documents:
            if document.id == id_:
                return document
        raise KeyError(id_)
