"""A version or a redline in, the file that a reader takes away of it out, as bytes: each made once,
and kept for the next run.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.akn.facts import AknFacts
from build_tools.language import spoken
from build_tools.lineage.comparisons import PACKAGES
from build_tools.model import (
    Redline,
    RedlineInPart,
    StillInForce,
    Version,
    VersionInPart,
    VersionOnDay,
)
from build_tools.record.store import Store, code_of, user_store
from build_tools.render.json import redline_json
from build_tools.site.file_formats import FILE_FORMATS

_ROOMS = (
    *("language", "model", "text", "record", "compare", "word", "lineage", "render"),
    *("site/file_formats.py", "__init__.py"),
)
"""The code that may have a part in what a file says; the last says by which release it is made."""
_AKN = "xml"
"""The ending of Akoma Ntoso, which is written of more than a version."""


@dataclass(frozen=True, slots=True)
class Offered:
    """In which formats texts and redlines can be taken away from a site, beside those that every
    site has.
    """

    endings: tuple[str, ...] = ("docx",)
    """Of the files of `FILE_FORMATS`."""
    akoma_ntoso: str = ""
    """Where the texts are law and in which language; empty without Akoma Ntoso."""
    old_files: bool = True
    """Whether texts that are over have files of `endings`, and what led to them."""


class FileStore:
    """Files of versions and redlines, each made once for all who use one store.

    `endings` are those of the formats that are on offer; `templates` a publisher's own, by the
    endings; `store` is by default that of the user; `akoma_ntoso` says where the texts are law and
    in which language, "gb/eng", where they are on offer as Akoma Ntoso too; without `old_files`
    texts that are over have no files of `endings`. WordTemplateError for a template that cannot be
    used.
    """

    def __init__(
        self,
        endings: Sequence[str] = ("docx",),
        templates: Mapping[str, bytes] | None = None,
        store: Store | None = None,
        akoma_ntoso: str = "",
        *,
        old_files: bool = True,
    ) -> None:
        self.offered = Offered(tuple(endings), akoma_ntoso, old_files)
        """In which formats there are files, and of what."""
        self._templates = templates or {}
        self.store = user_store() if store is None else store
        self._made: dict[tuple[str, ...], bytes] = {}
        self._told: tuple[Redline, str, str] | None = None
        """The redline whose files were last asked for, the language, and its data."""

    @classmethod
    def of(
        cls, offered: Offered, templates: Mapping[str, bytes] | None, store: Store
    ) -> "FileStore":
        """One for what is on offer."""
        place = offered.akoma_ntoso
        return cls(offered.endings, templates, store, place, old_files=offered.old_files)

    @property
    def identity(self) -> str:
        """What stands for the formats on offer and the templates."""
        templates = (f"{ending} {self._template(ending)}" for ending in sorted(self._templates))
        return " ".join([repr(self.offered), *templates])

    @property
    def templates(self) -> Mapping[str, bytes]:
        """A publisher's own, by the endings."""
        return self._templates

    def version(
        self, version: Version, status: str, ending: str, told: VersionOnDay | None = None
    ) -> bytes:
        """A version in the format of that ending; `status` says how it stands on a day, and `told`
        is the version with what of it is not in force then, and what is law in its place.
        """
        kind, template = FILE_FORMATS[ending], self._templates.get(ending)
        writer, in_part = kind.version, kind.in_part
        assert writer is not None, f"no version comes as .{ending}"
        assert in_part is not None, f"no version comes as .{ending}"
        made_from = status, _identity(version)
        if told is None:
            return self._once(ending, lambda: writer.write(version, status, template), *made_from)
        marked = VersionInPart(version=version, told=told)
        marks = repr((told.day, told.not_begun, *map(_instead, told.still_in_force)))
        return self._once(ending, lambda: in_part(marked, status, template), *made_from, marks)

    def redline(
        self, redline: Redline, status: str, ending: str, told: RedlineInPart | None = None
    ) -> bytes:
        """A redline in the format of that ending; `status` is that of its new version, and `told`
        the redline with what of that is not in force, and when the rest began.
        """
        kind, template = FILE_FORMATS[ending], self._templates.get(ending)
        writer, in_part = kind.redline, kind.redline_in_part
        makers = [f"{name} {_identity(version)}" for name, version in redline.makers]
        ends = _identity(redline.old), _identity(redline.new)
        made_from = status, *ends, self.data_of(redline), *makers
        if told and in_part:
            marks = repr((told.not_begun, told.days))
            return self._once(ending, lambda: in_part(told, status, template), *made_from, marks)
        return self._once(ending, lambda: writer.write(redline, status, template), *made_from)

    def data_of(self, redline: Redline) -> str:
        """A redline as JSON, which each file of it hangs on and one is."""
        told = self._told
        if told is None or told[0] is not redline or told[1] != spoken():
            self._told = told = redline, spoken(), redline_json(redline)
        return told[2]

    def akn(self, facts: AknFacts) -> bytes:
        """A version as Akoma Ntoso."""
        from build_tools.akn import akoma_ntoso  # noqa: PLC0415 - loads lxml

        effects = [
            repr((each.version.label, each.earliest, each.latest, each.version.amendment))
            for each in facts.effects
        ]
        beside = [f"{name} {_identity(other)}" for name, other in facts.beside.items()]
        made_from = (
            *(repr(facts.place), facts.document.id, facts.document.title, str(facts.began)),
            *(_identity(facts.version), self.data_of(facts.redline) if facts.redline else ""),
            *(*effects, *beside, repr(sorted(facts.works.items())), repr(facts.parts)),
            *(repr(facts.part_of_change), repr(facts.part_of_block), repr(facts.instead)),
        )
        return self._once(_AKN, lambda: akoma_ntoso(facts), *made_from)

    def _once(self, ending: str, make: Callable[[], bytes], *made_from: str) -> bytes:
        key = (ending, spoken(), _program(ending), self._template(ending), *made_from)
        if self.store.place is not None:
            return self.store.once(ending, key, make)
        if key not in self._made:
            self._made[key] = self.store.once(ending, key, make)
        return self._made[key]

    def _template(self, ending: str) -> str:
        return hashlib.sha256(self._templates.get(ending, b"")).hexdigest()


def _instead(each: StillInForce) -> tuple[object, ...]:
    """What tells all that a file says of what is law in the place of something."""
    doubt = each.is_certain, each.is_composed
    return each.at, each.citation, *doubt, each.excerpt.label, each.excerpt.blocks


def _identity(version: Version) -> str:
    """All that a file tells of a version: its blocks follow from its text, which is known by its
    hash.
    """
    return repr(
        (
            version.name,
            version.title,
            version.citation_words,
            version.bodies,
            version.provenance,
            version.sha256,
            version.amendment,
        )
    )


def _program(ending: str) -> str:
    """What stands for the code that writes a format."""
    if ending == _AKN:
        return code_of(*_ROOMS, "akn", packages=(*PACKAGES, "lxml"))
    return code_of(*_ROOMS, packages=(*PACKAGES, *FILE_FORMATS[ending].packages))
