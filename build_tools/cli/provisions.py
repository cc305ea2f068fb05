"""`corpus show` for one provision: its text in a version, or what it was on a day."""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path

from build_tools.cli.command import language_of, refuse_output, say, today, write
from build_tools.cli.comparing import redline_of
from build_tools.cli.histories import provision_of
from build_tools.language import day_in_words, listed, speaking
from build_tools.language import gettext as _
from build_tools.lineage.provenance import (
    ProvisionOnDay,
    Provisions,
    ProvisionText,
    provision_in_version,
    provision_on_day,
)
from build_tools.model import Block, Certainty, CorpusError, Document, Redline, Version
from build_tools.record.lookup import find_version_of, load_document
from build_tools.record.point_in_time import text_on_day
from build_tools.record.status import displayed_version, predecessor
from build_tools.render import REDLINE_FORMATS, VERSION_FORMATS
from build_tools.render.on_a_day import version_on_day_text
from build_tools.render.without_a_word import without_a_word
from build_tools.text.markdown.citation_words import without_heading


def show_provision(
    name: str, provision: str, root: Path, day: dt.date | None, output: Path | None
) -> None:
    """Write the text of a provision, in a version or on a day; CorpusError where there is none.

    The number is that of the version that is named, or else of the one in force today; of what that
    one has not, of a version whose text it may have been on the day. Ends with 1 where the record
    does not hold what the provision said on the day: then every text that it may have had is shown,
    and what differs.
    """
    document, version = _named(name, root)
    if day is None and "@" not in name and not _is_whole_law(document):
        day = today()
    others = _on(document, day) if day and "@" not in name else []
    provisions, id_ = _provision_of(document, [version, *others], provision)
    refuse_output([output], [])
    if day is None:
        with speaking(language_of(document)):
            text = _in_version(provisions, version, id_)
        write(text, output)
        return
    with speaking(language_of(document)):
        found = provision_on_day(provisions, id_, day, today())
        on_day = _("on %(day)s", day=day_in_words(day))
        told = f"{document.id} {provision} {on_day}: {answer_in_words(provisions, found)}"
        sections = list(_sections(provisions, found, root))
    say(told, error=True)
    if found.certainty is Certainty.CERTAIN:
        excerpt = found.texts[0].excerpt
        write(_shown(excerpt) if excerpt.blocks else f"[{told}]\n", output)
        return
    if found.texts:
        write("\n".join(sections), output)
    sys.exit(1)


def _is_whole_law(document: Document) -> bool:
    """Whether one version is in force today, as it was made."""
    text = text_on_day(document, today(), today())
    return text.certainty is not Certainty.BOUNDED and not text.in_part


def _in_version(provisions: Provisions, version: Version, id_: str) -> str:
    """The text of a provision in a version; where some of it is not in force today, this is said
    behind its words, and what is law in its place below.
    """
    told = provision_in_version(provisions, version, id_, today())
    if told.not_begun:
        return version_on_day_text(told)
    return _shown(told.version)


def _named(name: str, root: Path) -> tuple[Document, Version]:
    """The document of a name, and the version that it names or the one in force today."""
    document = load_document(root, name)
    if "@" in name:
        return document, find_version_of(document, name)
    return document, displayed_version(document, today())


def _on(document: Document, day: dt.date) -> list[Version]:
    """The versions whose numbers a reader may have had on a day, the newest first: those that may
    have been in force, and what those that were in force in part came to be made from.
    """
    text = text_on_day(document, day, today())
    parts = (*text.in_part, *chain.from_iterable(text.perhaps_in_part))
    in_part = {each.version for each in parts}
    found = list(reversed(text.versions))
    for version in found:
        before = predecessor(document, version) if version.label in in_part else None
        if before is not None and before not in found:
            found.append(before)
    return found


def _provision_of(
    document: Document, versions: Iterable[Version], provision: str
) -> tuple[Provisions, str]:
    """The provision of that number in the first of these versions that has one; CorpusError as the
    first of them tells it where none has.
    """
    first, *others = versions
    try:
        return provision_of(document, first, provision)
    except CorpusError:
        for version in others:
            with suppress(CorpusError):
                return provision_of(document, version, provision)
        raise


def answer_in_words(provisions: Provisions, found: ProvisionOnDay) -> str:
    """Which of its texts it was, and why that is known or is not."""
    if found.certainty is Certainty.OUTSIDE:
        return f"{_('outside the record')}: {found.why}"
    texts = [_called(provisions, text) for text in found.texts]
    none = [_("none of this record")] if found.perhaps_none else []
    return f"{listed([*none, *texts], 'or')}: {found.why}"


def _called(provisions: Provisions, text: ProvisionText) -> str:
    """The versions that have a text, and the number that it has there."""
    labels = listed([version.label for version in text.versions])
    if text.part_of:
        last = provisions.history.number(text.versions[-1])
        others = listed([provisions.cited_at(last, each) for each in text.part_of])
        return _("not in %(versions)s, part of %(others)s there", versions=labels, others=others)
    if not text.blocks:
        return _("not in %(versions)s", versions=labels)
    where = without_heading(text.blocks[0].citation) or text.blocks[0].anchor
    return _("%(citation)s of %(versions)s", citation=where, versions=labels)


def _sections(provisions: Provisions, found: ProvisionOnDay, root: Path) -> Iterator[str]:
    """Each text that it may have been, and what differs from one to the next."""
    for text in found.texts:
        yield f"--- {_called(provisions, text)}\n\n{_shown(text.excerpt)}"
    for old, new in pairwise(found.texts):
        whole = redline_of(old.versions[-1], new.versions[0], root, today(), net=False)
        yield REDLINE_FORMATS["text"](_restricted(whole, old.blocks, new.blocks))


def _restricted(whole: Redline, old: Iterable[Block], new: Iterable[Block]) -> Redline:
    """What a redline says of these blocks of its two texts, and of no others that rest on it."""
    olds, news = {block.place for block in old}, {block.place for block in new}
    passages = [
        each
        for each in whole.passages
        if (each.old and each.old.place in olds) or (each.new and each.new.place in news)
    ]
    marked = set(chain.from_iterable(each.change_ids() for each in passages))
    changes = tuple([change for change in whole.changes if change.id in marked])
    key_of = attrgetter("document", "anchor")
    keys = {(whole.new.document, block.anchor) for block in new if block.anchor}
    resting = tuple([each for each in without_a_word(whole) if key_of(each.node.key) in keys])
    return replace(whole, passages=tuple(passages), changes=changes, resting=resting)


def _shown(excerpt: Version) -> str:
    return VERSION_FORMATS["text"](excerpt)
