"""The record, and a published site → where the site differs from what the record makes: first its
list of versions, then every file.

The one module that may ask the network for something, and only where a site's address was given.
Reads nothing of the record by itself: what the record makes is handed in.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from build_tools.model import Corpus
from build_tools.model.names import MANIFEST, PUBLICATION_LOG
from build_tools.model.problems import CorpusError, Problem, refusal
from build_tools.record.enactment import changed_fact, enacting_facts, named_versions, unexplained
from build_tools.record.publication_log import entries_of, lost_entries

TIMEOUT = 30
"""Seconds that a site has to answer."""
LARGEST = 50_000_000
"""Bytes of one file that are read."""
_ARCHIVED = {MANIFEST: "corpus.json", PUBLICATION_LOG: "versions/publication-log.json"}
"""Where an archive has what a site has, below its top folder."""
_CONTEXT = 40
"""Signs that are shown on either side of where two files part."""


@dataclass(frozen=True, slots=True)
class Site:
    """A published site: a folder, or an address."""

    name: str
    """As it was given."""
    is_archive: bool = False
    """Whether it is what `corpus archive` packed, which has the same files under other names."""

    @property
    def is_remote(self) -> bool:
        """Whether the network has to be asked."""
        return urlsplit(self.name).scheme in ("http", "https")

    def place(self, file: str) -> str:
        """Where a file of it is, for messages and for whoever fetches it."""
        if self.is_remote:
            return f"{self.name.rstrip('/')}/{quote(file.removesuffix('index.html'))}"
        name = _ARCHIVED.get(file, file) if self.is_archive else file
        return (Path(self.name) / name).as_posix()

    def read(self, file: str) -> bytes | None:
        """The bytes of a file of it; None where there is none, and where there is no plain file.
        CorpusError when the site does not answer.
        """
        if self.is_remote:
            return _fetched(self.place(file))
        path = Path(self.place(file))
        return path.read_bytes() if path.is_file() and not _is_link(Path(self.name), path) else None

    def files(self) -> list[str]:
        """Every file of a folder, hidden ones and links too; of an address only what is asked for
        is known, so none.
        """
        if self.is_remote:
            return []
        folder = Path(self.name)
        found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
        return [path.relative_to(folder).as_posix() for path in found]

    def has_pages(self) -> bool:
        """Whether it was built: what `corpus pages` writes is no HTML yet."""
        return self.is_remote or any(Path(self.name).rglob("*.html"))


@dataclass(frozen=True, slots=True)
class Claims:
    """What a site says of itself in its list of versions."""

    manifest: Mapping[str, Any]
    text: str
    as_of: dt.date
    """The day that it shows."""
    commit: str | None
    """The commit whose files it was built from; None where they differed from it."""


def site_claims(site: Site) -> Claims:
    """What a site says of itself; CorpusError when there is no list of versions to be had."""
    if "://" in site.name and not site.is_remote:
        form = "https://example.org/, or the folder of a built site"
        raise refusal(site.name, f"cannot be asked by {urlsplit(site.name).scheme}", form)
    where = site.place(MANIFEST)
    text = _decoded(where, _manifest(site, where))
    try:
        manifest = json.loads(text)
        dict(_listed(manifest))
        day, commit = dt.date.fromisoformat(manifest["as_of"]), manifest["commit"]
    except json.JSONDecodeError as error:
        raise refusal(f"{where}:{error.lineno}", f"is not JSON: {error.msg}") from None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        form = '{"as_of": …, "commit": …, "documents": [{"id": …, "versions": [{"version": …}]}]}'
        raise refusal(where, "is no list of versions", form) from None
    return Claims(manifest, text, day, commit if isinstance(commit, str) else None)


def address_claimed(site: Site) -> str:
    """The address that a site gives its home page in its sitemap; empty where it has none."""
    places = re.findall(r"<loc>([^<]*)</loc>", _text(site.read("sitemap.xml") or b""))
    return unescape(min(places, key=len, default=""))


def manifest_differences(site: Site, claims: Claims, expected: str) -> Iterator[Problem]:
    """What the list of versions of a site has otherwise than the one that the record makes for the
    same day and commit.
    """
    where = site.place(MANIFEST)
    made = json.loads(expected)
    here, there = dict(_listed(made)), dict(_listed(claims.manifest))
    told = False
    for name, version in here.items():
        if name not in there:
            yield _difference(where, f"{name} is in the record and not on the site")
            told = True
            continue
        for key, value in version.items():
            if there[name].get(key) != value:
                shown = f"{_shown(there[name].get(key))} on the site and {_shown(value)}"
                yield _difference(where, f"{name} has the {_key(key)} {shown} in the record")
                told = True
    for name in there.keys() - here.keys():
        yield _difference(where, f"{name} is on the site and not in the record")
        told = True
    if not told and claims.text != expected:
        yield _difference(where, f"is not what the record makes: {_parting(claims.text, expected)}")


def published_before(name: str) -> Site:
    """A site, or an archive that was unpacked, to which a record is held that came after."""
    return Site(name, is_archive=(Path(name) / _ARCHIVED[MANIFEST]).is_file())


def lost_law(site: Site, corpus: Corpus) -> Iterator[Problem]:
    """What was sealed on a site that was published before and is not here as it was, or was signed
    there and is not here: seals are only ever added. Nothing where no site answers with a list of
    versions.
    """
    if site.is_remote and site.read(MANIFEST) is None:
        return
    yield from _lost_entries(site, corpus.log)
    manifest = site_claims(site).manifest
    yield from _lost_signatures(site, manifest, corpus)
    versions = named_versions(corpus)
    for name, was in _listed(manifest):
        if not was.get("sealed"):
            continue
        now = versions.get(name)
        if now is None or name not in corpus.sealed:
            lost = "is not sealed here" if now else "has gone"
            yield _difference(site.name, f"{name} is sealed as it was published, and {lost}")
        elif now.sha256 != was["sha256"]:
            yield _difference(site.name, f"{name} is not the text that was published as sealed")
        else:
            then, facts = was.get("enactment") or {}, enacting_facts(now)
            corrections = now.amendment.corrections if now.amendment else ()
            for fact in unexplained(then, facts, corrections):
                yield changed_fact(now, fact, then.get(fact, ""), facts.get(fact, ""))


def _lost_signatures(site: Site, manifest: Mapping[str, Any], corpus: Corpus) -> Iterator[Problem]:
    """That a site said whose signatures count and the record does not, and each seal that was
    signed there and that nobody's signature is beside here. Whose it is may have changed: keys are
    retired.
    """
    if isinstance(manifest.get("allowed_signers"), str) and corpus.signers is None:
        message = "said whose signatures count, and the record has no `allowed_signers`"
        yield _difference(site.name, message)
    there = set(_signed(manifest))
    for seal in corpus.seals:
        if (seal.name, seal.text) in there and not seal.signatures:
            message = f"had a signature of this seal of {seal.name}, and the record has none"
            yield _difference(site.name, message)


def _signed(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The name of the version and the lines of each seal that was signed."""
    for name, version in _listed(manifest):
        seals = version.get("seals")
        for seal in seals if isinstance(seals, list) else ():
            if isinstance(seal, dict) and seal.get("signatures"):
                yield name, str(seal.get("text"))


def _lost_entries(site: Site, now: str | None) -> Iterator[Problem]:
    """What the publication log of a site told and the record does not tell in the same place."""
    was = site.read(PUBLICATION_LOG)
    if was is not None:
        where = site.place(PUBLICATION_LOG)
        for lost in lost_entries(_decoded(where, was), now):
            yield _difference(where, f"{lost} in the record")


def log_differences(site: Site, corpus: Corpus) -> Iterator[Problem]:
    """What the record's publication log tells and that of a site does not tell in the same place,
    and what the site tells besides.
    """
    there = site.read(PUBLICATION_LOG)
    if corpus.log is None or there is None:
        return  # which is told of the files
    where = site.place(PUBLICATION_LOG)
    try:
        text = _decoded(where, there)
        entries = entries_of(text, where)
    except CorpusError as error:
        yield from error.problems
        return
    for lost in lost_entries(corpus.log, text):
        yield _difference(where, lost)
    for entry in entries[len(entries_of(corpus.log)) :]:
        yield _difference(where, f"entry {entry.entry} is not in the record")


def file_differences(built: Path, site: Site, beside: Path | None = None) -> Iterator[Problem]:
    """Each file of a site that is missing, changed or too many, held to a folder with what the
    record makes.

    What is in the folder `beside` may stand there as it is. The list of versions is left out: it
    says of itself what the folder cannot know.
    """
    made = {file for file in Site(built.as_posix()).files() if file != MANIFEST}
    for file in sorted(made):
        there, here = site.read(file), (built / file).read_bytes()
        if there is None:
            yield _difference(site.place(file), "is not there, and the record makes it")
        elif there != here:
            message = f"is not what the record makes: {_parting(_text(there), _text(here))}"
            yield _difference(site.place(file), message)
    for file in site.files():
        if file not in made and file != MANIFEST and not _is_copy(site, file, beside):
            yield _difference(site.place(file), "is there, and the record does not make it")


def _is_copy(site: Site, file: str, beside: Path | None) -> bool:
    """Whether a file of a site is the same as the one in another folder."""
    own = beside / file if beside else None
    return own is not None and own.is_file() and own.read_bytes() == site.read(file)


def _is_link(folder: Path, path: Path) -> bool:
    """Whether a file, or a folder that it is in, is a link."""
    inside = [path, *path.parents]
    return any(each.is_symlink() for each in inside[: inside.index(folder)])


def _parting(there: str, here: str) -> str:
    """Where two texts part, and what each goes on with."""
    pairs = enumerate(zip(there, here, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(there), len(here)))
    start = max(at - _CONTEXT, 0)
    ends = slice(start, at + _CONTEXT)
    line = here.count("\n", 0, at) + 1
    return f"line {line} has {there[ends]!r} where {here[ends]!r} should stand"


def _text(content: bytes) -> str:
    """The text of a file; of one that is no text, something that shows where it differs."""
    return content.decode(errors="backslashreplace")


def _key(key: str) -> str:
    return "SHA-256" if key == "sha256" else f"`{key}`"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{text[:16]}…" if len(text) == 64 else text


def _difference(where: str, message: str) -> Problem:
    return Problem(path=where, line=0, message=message)


def _listed(manifest: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of each version that a list holds, and what it says of it."""
    for document in manifest["documents"]:
        for version in document["versions"]:
            yield f"{document['id']}@{version['version']}", dict(version)


def _manifest(site: Site, where: str) -> bytes:
    if site.is_remote:
        if (content := _fetched(where)) is None:
            raise refusal(where, "the site answers that there is no such file")
        return content
    try:
        return Path(where).read_bytes()
    except OSError as error:
        form = "the folder of a built site"
        raise refusal(where, f"cannot be read: {error.strerror}", form) from None


def _fetched(address: str) -> bytes | None:
    """What a site answers; None when it says that there is nothing."""
    request = Request(address, headers={"Cache-Control": "no-cache"})
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except HTTPError as error:
        if error.code in (404, 410):
            return None
        raise refusal(address, f"the site answers {error.code} {error.reason}") from None
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise refusal(address, f"the site does not answer: {reason}") from None
    if len(data) > LARGEST:
        raise refusal(address, f"is more than {LARGEST:,} bytes long")
    return data


def _decoded(where: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise refusal(where, "is not UTF-8") from None
