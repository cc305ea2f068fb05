"""A .docx file → the XML of the parts that matter, or a clear error; safely, whatever the file is.

Nothing outside the file is opened, no entity is expanded, and no more is unpacked than the limits
below allow.
"""

import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn
from urllib.parse import unquote

from lxml import etree

from build_tools.model.file_kinds import HEAD, OLE, foreign_archive, foreign_kind
from build_tools.model.problems import CorpusError, Problem
from build_tools.word.read.ooxml import Element, w
from build_tools.word.read.report import shortened

PART_LIMIT = 48 * 2**20
"""Bytes of XML in one part. The longest real text at hand, of 500 pages, has 7 MB; lxml's tree
takes about ten times as much memory as its source."""
TOTAL_LIMIT = 64 * 2**20
"""Bytes of XML in all parts together."""
FILES_LIMIT = 20_000
"""Files in the archive; a document with a picture on each page has a few hundred."""
DEPTH_LIMIT = 200
"""How deep elements may nest; tables five deep in one another, each in a content control, come to
40."""

_STRICT = re.compile(
    rb"""(\sxmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)(?=["'])"""
)
_TRANSITIONAL: Mapping[bytes, bytes] = {
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/math": b"officeDocument/2006/math",
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"drawingml/main": b"drawingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
    b"drawingml/picture": b"drawingml/2006/picture",
    b"drawingml/chart": b"drawingml/2006/chart",
    b"drawingml/diagram": b"drawingml/2006/diagram",
}
"""The namespaces of strict documents (ECMA-376 Part 1) that Part 4 has other names for."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
    *(RuntimeError, ValueError, LookupError),
)
"""What reading a damaged archive raises; RuntimeError is for a part with a password."""
_REASON = 120
"""How many characters say why; a damaged archive's names may be in it, which are long."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to by an id."""

    kind: str
    """The last word of its type: "hyperlink", "footnotes", "image"."""
    target: str
    """An address, or the name of a part in the archive."""
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One XML file of the package."""

    name: str
    root: Element
    relations: Mapping[str, Relation]


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document that carry text, or say how it is numbered and marked."""

    path: str
    main: Part
    others: Mapping[str, Part]
    """By the kind of their relation: styles, numbering, footnotes, endnotes, comments, settings."""
    margins: tuple[Part, ...]
    """Headers and footers."""
    properties: Mapping[str, str]
    """What the file says of itself, by the names of Dublin Core: title, subject, and so on."""
    missing: tuple[Relation, ...]
    """What the document refers to of these and the archive does not hold."""

    @property
    def stories(self) -> Iterator[Part]:
        """The parts that hold text of the document itself and its tracked changes."""
        yield self.main
        yield from (self.others[kind] for kind in ("footnotes", "endnotes") if kind in self.others)


_NO_WORD_FILE, _SAVED = "is {} and no Word file", "the same text, saved as .docx"
_SINGLE = {"styles", "numbering", "footnotes", "endnotes", "comments", "settings"}
_MARGINS = {"header", "footer"}


def open_package(path: Path) -> Package:
    """The document at `path`.

    Raises CorpusError for what is not a Word file that can be read: another format, encrypted,
    damaged or incomplete, larger than the limits, or made to harm whoever opens it.
    """
    try:
        with path.open("rb") as stream:
            return package_of(stream, path)
    except OSError as error:
        _fail(path, f"cannot be read: {error.strerror or error}")


def package_of(stream: BinaryIO, path: Path | str) -> Package:
    """The document in a stream that can be sought, called `path`; CorpusError as above."""
    try:
        head = stream.read(HEAD)
        if head.startswith(OLE):
            _refuse_ole(path, stream.read(2**20))
        if kind := foreign_kind(head):
            _fail(path, _NO_WORD_FILE.format(kind), _SAVED)
        if head[:2] != b"PK":
            _fail(
                path,
                "is not a Word file: it is no zip archive",
                "a .docx file, as Word saves it",
            )
        with zipfile.ZipFile(stream) as archive:
            return _PackageReader(path, archive).package()
    except _BROKEN as error:
        _fail(path, f"is damaged or cut short: {shortened(str(error), _REASON)}")


def _fail(path: Path | str, message: str, form: str = "") -> NoReturn:
    raise CorpusError([Problem(path=str(path), line=0, message=message, form=form)])


def _refuse_ole(path: Path | str, start: bytes) -> NoReturn:
    """The container of .doc files, which also holds a .docx with a password ([MS-OFFCRYPTO]
    2.3).
    """
    if "EncryptedPackage".encode("utf-16-le") in start:
        _fail(path, "is protected by a password", "the same file, saved without one")
    _fail(path, "is a file of Word 97 to 2003 (.doc)", "the same file, saved by Word as .docx")


class _PackageReader:
    """One way through an archive, with what may still be unpacked of it."""

    def __init__(self, path: Path | str, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        self._left = TOTAL_LIMIT
        names = archive.namelist()
        if len(names) > FILES_LIMIT:
            _fail(path, f"holds {len(names)} files, more than any document ({FILES_LIMIT})")
        if kind := foreign_archive(set(names)):
            _fail(path, _NO_WORD_FILE.format(kind), _SAVED)
        self._names = {_equivalent(name): name for name in names}
        if len(self._names) < len(names):
            _fail(
                path,
                "holds two files of one name, capitals aside, and which of them counts cannot be"
                " told",
            )

    def package(self) -> Package:
        relations = self._relations("")
        main = next((each for each in relations.values() if each.kind == "officeDocument"), None)
        if main is None:
            _fail(
                self._path,
                "does not say which of its parts is the document: _rels/.rels is missing or names"
                " none",
            )
        part = self._part(main.target)
        if part.root.tag != w("document") or part.root.find(w("body")) is None:
            _fail(self._path, f"is no Word document: {part.name} holds something else")
        _, *outside = part.root.iterchildren(w("body"), w("p"), w("tbl"))
        if outside:
            _fail(self._path, f"is damaged: {part.name} holds text outside its body")
        referred = [each for each in part.relations.values() if not each.external]
        wanted = [each for each in referred if each.kind in _SINGLE | _MARGINS]
        there = [each for each in wanted if each.target.lower() in self._names]
        single = [each for each in there if each.kind in _SINGLE]
        margins = [each for each in there if each.kind in _MARGINS]
        return Package(
            path=str(self._path),
            main=part,
            others={each.kind: self._part(each.target) for each in single},
            margins=tuple(map(self._part, dict.fromkeys(each.target for each in margins))),
            properties=self._properties(relations.values()),
            missing=tuple([each for each in wanted if each not in there]),
        )

    def _properties(self, relations: Iterable[Relation]) -> dict[str, str]:
        targets = [each.target for each in relations if each.kind == "core-properties"]
        there = [each for each in targets if _equivalent(each) in self._names]
        return {
            etree.QName(each).localname: each.text or ""
            for each in (self._xml(there[0]).iterchildren(etree.Element) if there else ())
        }

    def _part(self, name: str) -> Part:
        return Part(name, self._xml(name), self._relations(name))

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        file = posixpath.join(folder, "_rels", f"{base}.rels")
        if _equivalent(file) not in self._names:
            return {}
        elements = self._xml(file).iter(_RELATION)
        return {each.get("Id", ""): _relation(each, folder) for each in elements}

    def _xml(self, name: str) -> Element:
        raw = self._read(name)
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        )
        try:
            root = etree.fromstring(_STRICT.sub(_transitional, raw), parser)
        except etree.XMLSyntaxError as error:
            _fail(self._path, f"is damaged: {name} is not well-formed XML: {error.msg}")
        if root.getroottree().docinfo.internalDTD is not None:
            _fail(
                self._path, f"declares entities or a document type in {name}, as no Word file does"
            )
        if _nests_deeper(root, DEPTH_LIMIT):
            _fail(self._path, f"nests elements more than {DEPTH_LIMIT} deep in {name}")
        return root

    def _read(self, name: str) -> bytes:
        """A file of the archive; what its header says of its size is not believed."""
        found = self._names.get(_equivalent(name))
        if found is None:
            _fail(
                self._path,
                f"is incomplete: it refers to {name or 'a part without a name'}, which is not"
                " in it",
            )
        if self._archive.getinfo(found).flag_bits & 1:
            _fail(self._path, "is protected by a password", "the same file, saved without one")
        limit = min(PART_LIMIT, self._left)
        with self._archive.open(found, "r") as stream:
            raw = stream.read(limit + 1)
        if len(raw) > limit:
            _fail(
                self._path,
                f"holds more XML than any document: {name} unpacks to over {limit // 2**20} MB",
            )
        self._left -= len(raw)
        return raw


def _equivalent(name: str) -> str:
    """The name of a part as no other may be called (ECMA-376 Part 2, 6.2.2.3): letters of either
    case are one, and so are other ways to write a path.
    """
    return _resolved("", name.replace("\\", "/")).lower()


def _relation(element: Element, folder: str) -> Relation:
    """What an element of a .rels file says, for a part that lies in `folder`."""
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    return Relation(
        kind=element.get("Type", "").rpartition("/")[2],
        target=target if external else _resolved(folder, target),
        external=external,
    )


def _transitional(found: re.Match[bytes]) -> bytes:
    strict = b"/".join(found.groups()[1:])
    known = _TRANSITIONAL.get(strict)
    return found[1] + b"http://schemas.openxmlformats.org/" + known if known else found[0]


def _resolved(folder: str, target: str) -> str:
    """The name of the part that `target` means, seen from `folder` (ECMA-376 Part 2, 6.4.3)."""
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")


def _nests_deeper(root: Element, limit: int) -> bool:
    """Whether an element lies more than `limit` deep: a path of that length would find it, without
    recursion.
    """
    return bool(root.xpath(f"boolean({'/'.join(['*'] * limit)})"))
