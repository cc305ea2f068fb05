"""A corpus and a day in, the site's manifest out: every version with its hash, its dates and its
addresses, every amendment, and how the code makes them, for machines.

What it holds is promised to readers (`docs/machine-data.md`, `data/corpus.schema.json`): `format`
counts what is added, and no key is renamed or dropped.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from build_tools import __version__
from build_tools.akn.facts import AknPlace
from build_tools.language import ENGLISH, speaking
from build_tools.model import Corpus, Document, Version
from build_tools.record.enactment import enacting_facts
from build_tools.record.parts import begins_in_parts
from build_tools.record.status import displayed_version, predecessor
from build_tools.record.status_words import stage_word
from build_tools.site import urls
from build_tools.site.amendments_data import (
    amendment_data,
    intervals,
    procedure_data,
)
from build_tools.site.downloads import redline_addresses, version_addresses
from build_tools.site.file_formats import VERSION_FILES
from build_tools.site.file_store import Offered
from build_tools.site.parts_data import days_data, parts_data
from build_tools.site.sections import divided

FORMAT = 2
"""2: names and days of documents, titles and days of versions, amendments, the procedure."""
WITH_SECTIONS = 3
"""3: the pages of a text that is divided; what has none such is as 2 was."""
WITH_PARTS = 4
"""4: the parts in which a version takes effect, and how much of it was in force on a day."""


def manifest(
    corpus: Corpus, as_of: dt.date, commit: str | None, offered: Offered
) -> dict[str, Any]:
    """The manifest as plain data. Addresses are relative to the site's root; `commit` is that of
    the files built, `offered` the formats in which texts are there.
    """
    documents = [_document(each, as_of, corpus, offered) for each in corpus.documents]
    return {
        "format": _format(corpus, documents),
        "generator": f"sec-corpus {__version__}",
        "commit": commit,
        "as_of": as_of.isoformat(),
        "formats": list(offered.endings),
        "akoma_ntoso": offered.akoma_ntoso or None,
        "old_files": offered.old_files,
        "allowed_signers": corpus.signers,
        "procedure": procedure_data(corpus.procedure),
        "documents": documents,
        "amendments": [amendment_data(corpus, each, as_of) for each in corpus.amendments],
    }


def _format(corpus: Corpus, documents: list[dict[str, Any]]) -> int:
    if any(map(begins_in_parts, corpus.documents)):
        return WITH_PARTS
    return WITH_SECTIONS if any("sections" in each for each in documents) else FORMAT


def offered_by(listed: Mapping[str, Any]) -> Offered:
    """The formats that a manifest tells of, as far as there are such formats."""
    formats, place = listed.get("formats"), listed.get("akoma_ntoso")
    told = formats if isinstance(formats, list) else []
    try:
        place = str(AknPlace.read(place)) if isinstance(place, str) else ""
    except ValueError:
        place = ""
    endings = tuple(ending for ending in VERSION_FILES if ending in told)
    return Offered(endings, place, listed.get("old_files") is not False)


def _document(
    document: Document, as_of: dt.date, corpus: Corpus, offered: Offered
) -> dict[str, Any]:
    in_force_between = intervals(document, as_of)
    return {
        "id": document.id,
        "title": document.title,
        "short_title": document.short_title,
        "place": document.place,
        "fictional": document.fictional,
        "url": _served(urls.document(document.id)),
        **_sections(document, as_of),
        "provisions": _served(urls.clauses(document.id)),
        "provision_feeds": urls.provision_feeds(document.id),
        "effects": urls.effects(document.id),
        "weave": urls.weave(document.id),
        "days": days_data(document, as_of),
        "versions": [
            {
                **_version(document, version, as_of, corpus),
                **_files(document, version, as_of, offered),
                "in_force": in_force_between.get(version.label),
                **parts_data(version, as_of),
            }
            for version in document.versions
        ],
    }


def _sections(document: Document, as_of: dt.date) -> dict[str, Any]:
    """The pages of what is shown, where that is divided; else nothing."""
    shown = displayed_version(document, as_of)
    sections = divided(document.id, shown) if document.sections else None
    if sections is None:
        return {}
    return {
        "whole": _served(sections.whole),
        "sections": [
            {
                "anchor": each.heading.anchor,
                "title": each.name,
                "url": _served(each.page),
                "anchors": list(sections.anchors_on(each.page)),
            }
            for each in sections.all
        ],
    }


def _version(
    document: Document, version: Version, as_of: dt.date, corpus: Corpus
) -> dict[str, Any]:
    before = predecessor(document, version)
    names = (document.id, before.label, version.label) if before else None
    return {
        "document": document.id,
        "version": version.label,
        "cited": version.cited,
        "stage": stage_word(document, version, as_of),
        "amendment": version.amendment.id if version.amendment else None,
        "provenance": version.provenance,
        "sha256": version.sha256,
        "sealed": version.name in corpus.sealed,
        "seals": [
            {"text": seal.text, "signatures": list(seal.signatures)}
            for seal in corpus.seals
            if seal.name == version.name
        ],
        "enactment": enacting_facts(version) if _is_law(version, as_of) else None,
        "url": _served(urls.version(document.id, version.label)),
        "source": urls.source(document.id, version.label),
        "from": before.label if before else None,
        "redline": _served(urls.redline(*names)) if names else None,
        "redline_data": urls.redline_data(*names) if names else None,
    }


def _files(
    document: Document, version: Version, as_of: dt.date, offered: Offered
) -> dict[str, Any]:
    """Where all is that can be taken away of a version, and of what it changed."""
    before = predecessor(document, version)
    made = version_addresses(document, version, as_of, offered)
    changed = redline_addresses(document, before, version, as_of, offered) if before else []
    return {
        "word": _word(made),
        "redline_word": _word(changed),
        "files": [*made, urls.version_markdown(document.id, version.label)],
        "redline_files": changed,
    }


def _word(addresses: list[str]) -> str | None:
    return next((each for each in addresses if each.endswith(".docx")), None)


def _is_law(version: Version, as_of: dt.date) -> bool:
    return version.amendment is not None and version.amendment.stage(as_of).is_directed


def manifest_text(corpus: Corpus, as_of: dt.date, commit: str | None, offered: Offered) -> str:
    """The manifest as it stands on the site: in English, as all that a program reads."""
    with speaking(ENGLISH):
        facts = manifest(corpus, as_of, commit, offered)
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _served(page: str) -> str:
    return page.removesuffix("index.md")
