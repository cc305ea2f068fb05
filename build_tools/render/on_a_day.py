"""A version of which some was not in force on a day in; out, its text with a mark at each block of
which that is so, and behind it what was law in their place: as plain text and as HTML; and that as
comments in the margin of a paper.
"""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from build_tools.language import N_, day_in_words
from build_tools.language import gettext as _
from build_tools.model import StillInForce, VersionOnDay, visible_controls, visible_controls_html
from build_tools.render.html import version_html
from build_tools.render.html.excerpts import blocks_html
from build_tools.render.not_begun_in_words import not_begun_signs, not_begun_told, not_begun_word
from build_tools.render.text import version_text


def version_on_day_text(told: VersionOnDay) -> str:
    """The text of the version and of what was law in its place, as `version_text` has one."""
    signs = {each.at: f"[{not_begun_word(each)}]" for each in told.not_begun}
    lines = [*_waiting(told), *([_introduction(told)] if told.still_in_force else [])]
    parts = [version_text(told.version, signs), "\n".join([*_over(told), *lines]) + "\n"]
    for each in told.still_in_force:
        parts += [f"--- {called(each)}\n", version_text(each.excerpt)]
    return visible_controls("\n".join(parts))


def version_on_day_html(told: VersionOnDay) -> list[str]:
    """The same as HTML: the blocks of the version, and an aside."""
    return [
        *version_html(told.version, signs=not_begun_signs(told.not_begun)),
        *still_in_force_html(told),
    ]


def version_on_day_fragment(told: VersionOnDay) -> str:
    """The same as one piece of HTML without a page round it."""
    return visible_controls_html("".join(f"{line}\n" for line in version_on_day_html(told)))


def instead_comments(told: VersionOnDay) -> Mapping[str, list[str]]:
    """What is law in the place of what waits, each as a comment in the margin of a paper, by the
    address of that, or of what stands before.
    """
    said: dict[str, list[str]] = {}
    for each in told.still_in_force:
        words = " ".join(version_text(each.excerpt).split())
        said.setdefault(each.at, []).append(f"{called(each)}: {words}")
    return said


def still_in_force_html(told: VersionOnDay) -> Iterator[str]:
    """What was law in the place of what waits, as an aside."""
    yield '<aside class="still-in-force">'
    for line in _over(told):
        yield Markup("<h2>{}</h2>").format(line)
    for line in _waiting(told):
        yield Markup("<p>{}</p>").format(line)
    if told.still_in_force:
        yield Markup("<p>{}</p>").format(_introduction(told))
    for each in told.still_in_force:
        yield Markup("<p><strong>{}</strong></p>").format(called(each))
        yield Markup("<div>{}</div>").format(blocks_html(each.excerpt.blocks))
    yield "</aside>"


def _over(told: VersionOnDay) -> list[str]:
    """What stands over what is law in the place of what waits, where anything is."""
    return [_("In force until the rest begins")] if told.still_in_force else []


def _introduction(told: VersionOnDay) -> str:
    """What stands below that."""
    told_certainly = N_(
        "Some of what %(version)s says is not in force yet. In its place stands on %(day)s:"
    )
    told_in_doubt = N_(
        "Some of what %(version)s says is not in force, or not recorded to be. In its place stands,"
        " or may stand, on %(day)s:"
    )
    is_certain = all(each.is_certain for each in told.still_in_force)
    words = told_certainly if is_certain else told_in_doubt
    return _(words, version=told.version.name, day=day_in_words(told.day))


def _waiting(told: VersionOnDay) -> list[str]:
    """For what the marked blocks wait, each once: "not in force yet (Part 3 begins: planned …)"."""
    said = dict.fromkeys(map(not_begun_told, told.not_begun))
    return [f"[{each}]" for each in said]


def called(each: StillInForce) -> str:
    """Which text is law in the place of something: "Clause 2.1 of 1.0"."""
    where = _("%(citation)s of %(version)s", citation=each.citation, version=each.excerpt.label)
    if each.is_certain:
        return where
    return f"{where} ({doubt_of(is_composed=each.is_composed)})"


def doubt_of(*, is_composed: bool) -> str:
    """What is said of a text of which it is not certain that it is law."""
    if is_composed:
        return _("only in part: no version has the words that are law")
    return _("perhaps: whether it is still in force is not recorded")
