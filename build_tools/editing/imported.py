"""Texts of one document with their days, the oldest first → a document of the record: a version of
each, and the amendment that made it, drafted.

The rule of labels: where every text has a tag that is a label, and these ascend, the tags; else
1.0, 2.0, 3.0 in the order of the texts. A text that says what the one before it says is no version.
Links to headings, as a forge addresses these, get the addresses that provisions have here
(`slug_links`). A day says when the text was written down; whether it was law from then on, a person
must say.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from build_tools.editing.slug_links import Mapped, Unmapped, with_own_addresses
from build_tools.language import N_, number_of, speaking
from build_tools.language import gettext as _
from build_tools.model import Procedure, refusal
from build_tools.record.loading import NOT_DOCUMENTS, code_of_record, label_order, wrong_id
from build_tools.record.schema import LABEL_PATTERN
from build_tools.record.writing import write_into
from build_tools.text.markdown import parse

_PROVENANCE = N_("Imported, and held to nothing yet")
_HEAD = """\
---
document: {document}
version: {label}
amendment: {amendment}
provenance: {provenance}
---

"""
_AMENDMENT = """\
# yaml-language-server: $schema=../schema/amendment.json
title: {title}
summary: {summary}
steps:
  - document: {document}
{ends}
dates:
  {effect}: {{actual: {day}, note: {note}}}
sources:
  - title: {source}
"""
_DOCUMENT = """\
# yaml-language-server: $schema=../schema/document.json
title: {title}
short_title: {short}
# {place_told}
place: {place}
# {provenance_told}
provenance: {provenance}
rules: relaxed
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedText:
    """One state of a text."""

    day: dt.date
    subject: str
    """What whoever wrote it said of it, on one line."""
    text: str
    """Markdown."""
    source: str
    """Where it comes from: "commit 68f04f87 of servercert, docs/BR.md"."""
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was written."""

    root: Path
    document: str
    versions: tuple[tuple[str, DatedText], ...]
    """Each with its label."""
    same: int
    """How many texts said what the one before them said."""
    headless: int
    """How many had front matter of their own, which is left out."""
    links: int
    """How many links to headings have the addresses that provisions have here."""
    left: tuple[tuple[str, Unmapped], ...]
    """Those that stay as they were, each with the label of its version."""

    def report(self) -> Iterator[str]:
        """What was written, and what is to be done next."""
        for label, each in self.versions:
            yield f"{self.document}@{label}  {each.day}  {each.subject}"
        if self.same:
            say = "says" if self.same == 1 else "say"
            no = "is no version" if self.same == 1 else "are no versions"
            yield f"{number_of(self.same, 'text')} {say} what the one before says, and {no}"
        if self.headless:
            texts = number_of(self.headless, "text")
            own = "its own" if self.headless == 1 else "their own"
            yield f"{texts} had front matter of {own}, which is left out"
        folder = self.root.as_posix()
        if self.links:
            links, lead = number_of(self.links, "link"), "leads" if self.links == 1 else "lead"
            yield f"{links} to headings now {lead} to the addresses that these have here"
        yield from self._links_left(folder)
        yield ""
        yield "Next:"
        yield f"  1. say in {folder}/{self.document}/document.yml what the document is"
        yield f"  2. fill in {folder}/amendments: who made each version, and when it took effect"
        yield f"  3. corpus check --versions {folder}"
        yield '     with --accept --because "as published": what it finds in these texts may stay'

    def _links_left(self, folder: str) -> Iterator[str]:
        """Each once, where it first stands, with the number of versions that have it too."""
        told: dict[tuple[str, str], list[str]] = {}
        for label, each in self.left:
            where = f"{folder}/{self.document}/{label}.md:{each.line}"
            told.setdefault((each.target, each.why), []).append(where)
        for (target, why), places in told.items():
            files = {place.rpartition(":")[0] for place in places}
            more = (
                f" (and so in {number_of(len(files) - 1, 'later version')})"
                if len(files) > 1
                else ""
            )
            yield f"{places[0]}: a link to `{target}` {why}{more}"


def import_texts(root: Path, id_: str, title: str, texts: Sequence[DatedText]) -> Imported:
    """Write them to the record in `root`, which is made where there is none; CorpusError, with
    nothing written, where the document is there already or there is no text.
    """
    code = code_of_record(root)
    if id_ in NOT_DOCUMENTS:
        raise refusal(id_, "is the name of a folder of every record", "another --document")
    if wrong := wrong_id(id_, code):
        raise refusal(id_, wrong, "another --document")
    if (root / id_).exists():
        raise refusal(root / id_, "is there already, and is not overwritten", "another --document")
    plain = [(_plain(each.text), each) for each in texts]
    kept = [plain[0]] if plain else []
    kept += [new for old, new in pairwise(plain) if new[0] != old[0]]
    if not kept:
        raise refusal(id_, "has no text to import")
    labels = _labels([each for _, each in kept])
    named = title or _heading(kept[-1][0]) or id_
    mapped = [with_own_addresses(text) for text, _ in kept]
    dated = [(each.text, source) for each, (_, source) in zip(mapped, kept, strict=True)]
    with speaking(code.language):
        files = dict(_files(id_, named, list(zip(labels, dated, strict=True)), code.procedure()))
    for name in files:
        if (root / name).exists():
            raise refusal(root / name, "is there already, and is not overwritten")
    write_into(root, {name: text.encode() for name, text in files.items()})
    return Imported(
        root=root,
        document=id_,
        versions=tuple([(label, each) for label, (_, each) in zip(labels, kept, strict=True)]),
        same=len(plain) - len(kept),
        headless=sum(1 for each in texts if _head(_lines(each.text))),
        links=sum(each.links for each in mapped),
        left=tuple(_left(labels, mapped)),
    )


def _left(labels: Sequence[str], mapped: Sequence[Mapped]) -> Iterator[tuple[str, Unmapped]]:
    """The links that stay, at the lines of the files that are written."""
    for label, each in zip(labels, mapped, strict=True):
        for link in each.left:
            yield label, replace(link, line=link.line + _HEAD.count("\n"))


def _files(
    id_: str,
    title: str,
    kept: Sequence[tuple[str, tuple[str, DatedText]]],
    procedure: Procedure,
) -> Iterator[tuple[str, str]]:
    """The files of the record, by their names in it."""
    provenance = f"{_(_PROVENANCE)}: {kept[-1][1][1].source}"
    yield (
        f"{id_}/document.yml",
        _DOCUMENT.format(
            title=_quoted(title),
            short=_quoted(title),
            place_told=_(
                "Where the document stands, as a clause of a sentence: Appendix A of the Code"
            ),
            provenance_told=_(
                "What its texts are and where they come from; shown beside every version."
            ),
            place=_quoted(_("not recorded")),
            provenance=_quoted(provenance),
        ),
    )
    before = ""
    for label, (text, each) in kept:
        name = f"{id_}-{label}".lower()
        head = _HEAD.format(
            document=id_, label=_quoted(label), amendment=name, provenance=_quoted(_(_PROVENANCE))
        )
        yield f"{id_}/{label}.md", f"{head}{text}"
        ends = f"    from: {_quoted(before)}\n" if before else ""
        yield (
            f"amendments/{name}.yml",
            _AMENDMENT.format(
                title=_quoted(each.subject or _("Version %(label)s", label=label)),
                summary=_quoted(_("Drafted by the import; nobody has said what it does.")),
                document=id_,
                ends=f"{ends}    to: {_quoted(label)}",
                effect=procedure.of_kind("effect")[0].id,
                day=each.day.isoformat(),
                note=_quoted(_("the day of the text; when it took effect is not recorded")),
                source=_quoted(each.source),
            ),
        )
        before = label


def _labels(texts: Sequence[DatedText]) -> list[str]:
    """By the rule at the top."""
    tags = [re.sub(r"^\D+", "", each.tag) for each in texts]
    are_labels = all(re.fullmatch(LABEL_PATTERN, tag, re.ASCII) for tag in tags)
    if are_labels and all(label_order(a) < label_order(b) for a, b in pairwise(tags)):
        return tags
    return [f"{number}.0" for number in range(1, len(texts) + 1)]


def _lines(text: str) -> str:
    """The text with the line ends that the record has."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _plain(text: str) -> str:
    """The text alone, as the record keeps it."""
    lines = _lines(text)
    head = _head(lines)
    body = lines.removeprefix(head).lstrip("\n") if head else lines
    return body.rstrip("\n") + "\n"


def _head(text: str) -> str:
    """The front matter of a text as it stands there; empty where it has none."""
    if not text.startswith("---"):
        return ""
    first = parse(text)[0]
    return first.source if first.kind == "front-matter" else ""


def _heading(text: str) -> str:
    """The first heading of a text; empty where it has none."""
    headings = (block.text for block in parse(text) if block.kind == "heading")
    return " ".join(next(headings, "").split())


def _quoted(text: str) -> str:
    """Text as YAML has it between double quotes; JSON is YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
