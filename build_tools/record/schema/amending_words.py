"""What the file of a publisher's words for amending instructions may say; and of words, each right
in itself, what nobody could read back: forms without their slots, slots that touch, two forms in
the same words.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from pydantic import Field

from build_tools.model.amending_words import (
    FORMS,
    IN_LISTS,
    AmendingWords,
    parts_of,
    slots_of,
)
from build_tools.record.schema.field_types import Line
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.schema.yaml_source import Loc

_ENTRIES = ["words-entry", "caption-entry", "cell-entry"]
_GROUPS = (
    list(IN_LISTS.values()),
    list(IN_LISTS),
    _ENTRIES,
    [
        form
        for form in FORMS
        if "{place}" in FORMS[form] and form not in ("number", "numbers", *_ENTRIES)
    ],
    ["renumber", "renumber-consequences"],
    ["both-places", "every-place", "which-place"],
    ["row", "row-number", "heading-row", "heading-row-number"],
    ["column", "column-number"],
    ["number", "numbers", "consequence"],
)
"""Forms of which one may stand where another may."""
_LETTERED = re.compile(r"\(?\{letter\}\) ")
_ENDS: Mapping[str, str] = MappingProxyType({".": ".", "—": "—:"})
"""The signs with which a form may end, by that of ours: behind a sentence, and before what stands
below it."""
_FREE = ("opening", "last-entry")
"""Forms that may end as they like."""


class AmendingWordsFile(StrictModel):
    """What `instructions.yml` says: a publisher's own words for amending instructions."""

    quotes: tuple[Line, Line] = Field(
        default=("“", "”"),
        description="The marks before and after quoted words",
        examples=[["‘", "’"]],
    )
    called: dict[Line, Line] = Field(
        default_factory=dict,
        description="Words with which citations begin, and what is printed for them",
        examples=[{"Clause": "Section"}],
    )
    closing_comma: bool = Field(
        default=False,
        description="Whether a comma closes a place that has one: “In § 1, Überschrift, wird”",
    )
    forms: dict[Line, Line] = Field(
        default_factory=dict,
        description="Forms of instructions, by their names; what stands in braces is filled in",
        examples=[{"substitute-words": "replace {quoted} by {words}"}],
    )

    def words(self, otherwise: AmendingWords | None = None) -> AmendingWords:
        """The words; where nothing is said, those given, or else the English ones."""
        ours = otherwise or AmendingWords()
        return AmendingWords(
            forms=MappingProxyType({**ours.forms, **self.forms}),
            quotes=self.quotes if "quotes" in self.model_fields_set else ours.quotes,
            called=MappingProxyType(dict(self.called)),
            closing_comma=(
                self.closing_comma
                if "closing_comma" in self.model_fields_set
                else ours.closing_comma
            ),
        )


def unusable_words(
    file: AmendingWordsFile, otherwise: AmendingWords
) -> Iterator[tuple[Loc, str, str]]:
    """Where, what is wrong, and the right form; of a file that leaves the rest to other words."""
    ours = otherwise.forms
    yield from _unusable_quotes(file)
    for name, form in file.forms.items():
        of = IN_LISTS.get(name, name)
        right = f"{name}: {ours.get(name, ours.get(of, ''))}"
        if wrong := _wrong(of, form):
            yield ("forms", name), wrong, right if of in FORMS else f"one of {_ALL}"
    forms = {**ours, **file.forms}
    for group in _GROUPS:
        for one, two in combinations([each for each in group if each in forms], 2):
            if _skeleton(forms[one]) == _skeleton(forms[two]):
                name = two if two in file.forms else one
                other = one if name == two else two
                yield ("forms", name), f"reads as `{other}` does", f"{name}: {ours[name]}"


_ALL = ", ".join([*FORMS, *IN_LISTS])


def _wrong(name: str, form: str) -> str:
    """What is wrong with the words for a form, which is known by that name; empty where nothing
    is.
    """
    if name not in FORMS:
        return f"there is no form `{name}`"
    if sorted(slots_of(form)) != sorted(slots_of(FORMS[name])):
        return f"has not the slots of `{name}`"
    if any(not words for words, slot in list(parts_of(form))[1:] if slot):
        return "has two slots with no word between them"
    ends = "" if name in _FREE else _ENDS.get(FORMS[name][-1], "")
    if ends and form[-1] not in ends:
        return f"does not end with {' or '.join(f'“{each}”' for each in ends)}"
    if name.endswith("entry") and "letter" in slots_of(form) and not _LETTERED.match(form):
        return "does not begin with its letter as “(a)” or “a)”"
    return ""


def _unusable_quotes(file: AmendingWordsFile) -> Iterator[tuple[Loc, str, str]]:
    opening, closing = file.quotes
    if len(opening) != 1 or len(closing) != 1 or opening == closing:
        yield ("quotes",), "are not two different signs", "quotes: [“, ”]"
    elif {opening, closing} & set("«»"):
        yield ("quotes",), "are those for words that hold the others", "quotes: [“, ”]"


def _skeleton(form: str) -> list[tuple[str, str]]:
    """Its words and what stands between them: rows are read otherwise than columns."""
    return [(words.casefold(), _read_as(slot)) for words, slot in parts_of(form)]


def _read_as(slot: str) -> str:
    line = slot.removeprefix("after_")
    return line if line in ("row", "column", "count", "") else "words"
