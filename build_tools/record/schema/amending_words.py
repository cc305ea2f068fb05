"""What the file of a publisher's words for amending instructions may say; and of words, each right
in itself, what nobody could read back: forms without their slots, slots that touch, two forms in
the same words.
"""

from collections.abc import Iterator
from itertools import combinations
from types import MappingProxyType

from pydantic import Field

from build_tools.model.amending_words import FORMS, AmendingWords, parts_of, slots_of
from build_tools.record.schema.field_types import Line
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.schema.yaml_source import Loc

_GROUPS = (
    [form for form in FORMS if form.endswith("-words")],
    [form for form in FORMS if "{place}" in FORMS[form] and form not in ("number", "numbers")],
    ["both-places", "every-place", "which-place"],
    ["row", "row-number", "heading-row", "heading-row-number"],
    ["column", "column-number"],
    ["number", "numbers", "consequence"],
)
"""Forms of which one may stand where another may."""


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
        )


def unusable_words(
    file: AmendingWordsFile, otherwise: AmendingWords
) -> Iterator[tuple[Loc, str, str]]:
    """Where, what is wrong, and the right form; of a file that leaves the rest to other words."""
    ours = otherwise.forms
    yield from _unusable_quotes(file)
    for name, form in file.forms.items():
        loc = ("forms", name)
        if name not in FORMS:
            yield loc, f"there is no form `{name}`", f"one of {', '.join(FORMS)}"
        elif sorted(slots_of(form)) != sorted(slots_of(FORMS[name])):
            yield loc, f"has not the slots of `{name}`", f"{name}: {ours[name]}"
        elif any(not words for words, slot in list(parts_of(form))[1:] if slot):
            yield loc, "has two slots with no word between them", f"{name}: {ours[name]}"
        elif FORMS[name][-1] in ".—" and form[-1] != FORMS[name][-1]:
            yield loc, f"does not end with “{FORMS[name][-1]}”", f"{name}: {ours[name]}"
    forms = {**ours, **file.forms}
    for group in _GROUPS:
        for one, two in combinations(group, 2):
            if _skeleton(forms[one]) == _skeleton(forms[two]):
                name = two if two in file.forms else one
                other = one if name == two else two
                yield ("forms", name), f"reads as `{other}` does", f"{name}: {ours[name]}"


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
    return line if line in ("row", "column", "") else "words"
