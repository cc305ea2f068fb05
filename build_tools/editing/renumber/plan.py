"""A draft and the version that it goes from → its text with numbers that count on, and the texts
beside it, in which each reference follows. Pure: nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from build_tools.editing.renumber.counting import Counting, Numbering
from build_tools.editing.renumber.following import (
    Line,
    Text,
    Undecided,
    changed_lines,
    follow,
    with_addresses,
    with_notes,
)
from build_tools.editing.renumber.meanings import Meanings, provisions_of, same_numbers
from build_tools.editing.renumber.own_numbers import own_number
from build_tools.editing.renumber.told_apart import told_apart
from build_tools.model import Block, Redline, Version, refusal
from build_tools.record.files import blocks_of
from build_tools.text.labels import Reference


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A provision, a table or a note that gets another number."""

    line: int
    old: str
    """As it is cited: "Clause 17.7"."""
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenumberedText:
    """A text as it is to be."""

    path: str
    old: str
    new: str
    lines: tuple[Line, ...] = ()
    """The lines in which references follow."""
    undecided: tuple[Undecided, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """What comes of renumbering a draft."""

    version: Version
    base: Version | None
    """The version that it goes from."""
    numbers: tuple[NewNumber, ...] = ()
    text: RenumberedText
    others: tuple[RenumberedText, ...] = ()
    """Those of other documents that the same amendment makes, where they refer to what gets another
    number."""
    named_elsewhere: tuple[str, ...] = ()
    """What else of the record names old numbers or the words round them, which a person is to look
    at."""
    left_behind: int = 0
    """Where there is nothing to number: the references that do not follow numbers that somebody
    wrote by hand."""

    @property
    def undecided(self) -> list[Undecided]:
        """Where a program cannot tell which number a reference is to print."""
        return list(chain.from_iterable(each.undecided for each in (self.text, *self.others)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    start: str = ""
    """The provision from which on to count; empty for all."""
    numbers: tuple[tuple[str, str], ...] = ()
    """The provisions that are to get a certain number, each with that; where there are any, no
    other gets another but for those that stand under them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A text of another document that the same amendment makes."""

    version: Version
    redline: Redline | None
    """From the one that it goes from."""


def renumbering(
    version: Version, redline: Redline | None, wanted: Wanted, beside: Sequence[Beside] = ()
) -> Renumbering:
    """What comes of renumbering a version, with the redline from the one that it goes from.

    CorpusError for a provision that is not there or stands there twice, for a number that cannot be
    one, and where the text would not be read as it is meant.
    """
    base = redline.old if redline else None
    meanings = Meanings(version, redline)
    labels, uncounted = _labels(version, meanings, wanted)
    why = "its number is written in a way that is not counted here"
    left = [Undecided(version.path, each.line, each.citation, why) for each in uncounted]
    unchanged = RenumberedText(
        path=version.path, old=version.text, new=version.text, undecided=tuple(left)
    )
    if not labels:
        return Renumbering(version=version, base=base, text=unchanged)
    made = _relabelled(version, labels)
    if wanted.numbers:
        _refuse_taken(made, labels)
    numbers = _new_numbers(version, made, labels)
    text = _followed(version, made, meanings)
    return Renumbering(
        version=version,
        base=base,
        numbers=tuple(numbers),
        text=replace(text, undecided=(*left, *text.undecided)),
        others=tuple(_others(made, meanings, beside)),
    )


def _labels(
    version: Version, meanings: Meanings, wanted: Wanted
) -> tuple[dict[int, str], list[Block]]:
    """The labels that are to be others, by the positions of their blocks; and the blocks whose own
    would have to be, and cannot be counted.
    """
    numbering = Numbering(version)
    if wanted.numbers:
        asked = [_asked(numbering, old, new) for old, new in wanted.numbers]
        cores: dict[int, str | None] = {**dict(asked)}
        _refuse_a_table_apart(numbering, cores)
        return numbering.labels(cores, version.blocks), []
    start = _named(numbering, wanted.start, "--from") if wanted.start else 0
    counting = Counting(
        known=meanings.known_breaks(),
        start=start,
        is_amended=meanings.base is not None,
        firsts=meanings.known_firsts(),
        as_columns=any(each.is_past_z_as_columns() for each in (numbering, *meanings.before())),
    )
    apart = Numbering(told_apart(version, counting), meanings.known_followed(start))
    counted = counting.cores(apart)
    uncounted = [version.blocks[at] for at, core in counted.items() if core is None]
    return apart.labels(counted, version.blocks), uncounted


def _asked(numbering: Numbering, old: str, new: str) -> tuple[int, str]:
    """The position of a provision, and the number of its own that it is to get."""
    at = _named(numbering, old, "--map", once=True)
    own = numbering.numbered[at].own
    label = numbering.blocks[at].label
    for given in (new, f"{own.head}{new}{own.tail}", new.removeprefix(old.removesuffix(label))):
        found = own_number(replace(numbering.blocks[at], label=given))
        if found and (found.head, found.tail, found.kind) == (own.head, own.tail, own.kind):
            return at, found.core
    form = f"{old}={own.head}…{own.tail}"
    raise refusal(f"--map {old}={new}", f"is no number in the series of `{label}`", form)


def _refuse_a_table_apart(numbering: Numbering, cores: Mapping[int, str | None]) -> None:
    """CorpusError where a table is to get another number than the provision whose number it has."""
    for at in cores:
        follows = numbering.numbered[at].follows
        if follows is not None and cores.get(follows) != cores[at]:
            table, provision = numbering.blocks[at], numbering.blocks[follows]
            form = f"--map for {provision.citation}, which it follows; or its caption by hand"
            message = f"has the number of {provision.citation}"
            raise refusal(f"--map {table.label}", message, form)


def _named(numbering: Numbering, name: str, option: str, *, once: bool = False) -> int:
    """The position of a provision that somebody named, the first of several; CorpusError where
    there is none, or `once` there are several.
    """
    found = [at for at in numbering.numbered if _is_called(numbering.blocks[at], name)]
    if not found:
        form = "a number as it is printed: 17.7, 17.6(b), Table 17.6"
        raise refusal(f"{option} {name}", "names no provision of the text", form)
    if once and len(found) > 1:
        lines = " and ".join(str(numbering.blocks[at].line) for at in found)
        form = " or ".join(f'"{numbering.blocks[at].citation}"' for at in found)
        message = f"stands in the text several times, on lines {lines}"
        raise refusal(f"{option} {name}", message, form)
    return found[0]


def _is_called(block: Block, name: str) -> bool:
    return name in (block.label, block.anchor, block.citation, block.citation.rpartition(" ")[2])


# --- The text itself ------------------------------------------------------------------------------


def _relabelled(version: Version, labels: Mapping[int, str]) -> tuple[Block, ...]:
    """The blocks of the version under other labels, references as they were; CorpusError where the
    text would not be read so.
    """
    notes = {
        version.blocks[at].label: label
        for at, label in labels.items()
        if version.blocks[at].kind == "footnote"
    }
    sources = []
    for at, block in enumerate(version.blocks):
        source = block.source
        if at in labels:
            source = with_label(block, labels[at])
        if notes and block.kind not in ("code", "front-matter"):
            source = with_notes(source, notes)
        sources.append(source)
    made = blocks_of("".join(sources), version.citation_words)
    _refuse_otherwise_read(version, made, labels)
    return made


def with_label(block: Block, label: str) -> str:
    """The source of a block under another label; a note is numbered where it is called, too."""
    return block.source if block.kind == "footnote" else block.source.replace(block.label, label, 1)


def _refuse_otherwise_read(
    version: Version, made: Sequence[Block], labels: Mapping[int, str]
) -> None:
    for at, block in enumerate(version.blocks):
        label = labels.get(at, block.label)
        if at >= len(made) or (made[at].label, made[at].kind) != (label, block.kind):
            raise _unreadable(version, block)
    if len(made) != len(version.blocks):
        raise _unreadable(version, version.blocks[-1])


def _refuse_taken(made: Sequence[Block], labels: Mapping[int, str]) -> None:
    """CorpusError where a provision would get a number that another has."""
    for copies in same_numbers(made).values():
        if len(copies) > 1 and any(at in labels for at in copies):
            lines = " and ".join(str(made[at].line) for at in copies)
            message = f"`{made[copies[0]].label}` would stand in the text twice, on lines {lines}"
            form = "--map for both, such as --map 17.1=17.2 --map 17.2=17.1"
            raise refusal("--map", message, form)


def _unreadable(version: Version, block: Block) -> Exception:
    message = f"`{block.label or block.citation}` would not be read under another number"
    return refusal(f"{version.path}:{block.line}", message, "numbers by hand, up to there")


def _new_numbers(
    version: Version, made: Sequence[Block], labels: Mapping[int, str]
) -> Iterator[NewNumber]:
    for at in sorted(labels):
        block = version.blocks[at]
        yield NewNumber(block.line, block.citation or block.label, made[at].citation)


def _followed(version: Version, made: Sequence[Block], meanings: Meanings) -> RenumberedText:
    provisions = provisions_of(replace(version, blocks=tuple(made)))
    text = Text(
        path=version.path,
        blocks=made,
        bodies=version.bodies,
        target=made,
        provisions=provisions,
        means=meanings.own,
        is_same_range=meanings.is_same_range,
        is_own=lambda each: not each.document or version.is_called(each.document),
        is_target=True,
    )
    sources, undecided = follow(text)
    new = "".join(_sources(made, sources, meanings))
    passed = _only_numbered(version, made, new)
    return RenumberedText(
        path=version.path,
        old=version.text,
        new=new,
        lines=tuple(changed_lines(version.path, version.text, new, passed)),
        undecided=tuple(undecided),
    )


def _only_numbered(version: Version, made: Sequence[Block], new: str) -> set[int]:
    """The lines on which nothing but the number of a provision, a table or a note is another."""
    lines = new.split("\n")
    return {
        block.line
        for was, block in zip(version.blocks, made, strict=True)
        if was.label != block.label
        and block.source.split("\n")[0] == lines[block.line - 1]
        and with_label(was, block.label).split("\n")[0] == lines[block.line - 1]
    }


def _sources(
    made: Sequence[Block], changed: Mapping[int, str], meanings: Meanings
) -> Iterator[str]:
    for at, block in enumerate(made):
        source = changed.get(at, block.source)
        is_code = block.kind in ("code", "front-matter")
        yield source if is_code else with_addresses(source, meanings.addresses(at, made))


# --- The texts beside it --------------------------------------------------------------------------


def _others(
    made: Sequence[Block], meanings: Meanings, beside: Sequence[Beside]
) -> Iterator[RenumberedText]:
    """The texts of other documents in which references are to follow, or may have to."""
    version = meanings.version
    provisions = provisions_of(replace(version, blocks=tuple(made)))

    def is_own(reference: Reference) -> bool:
        return bool(reference.document) and version.is_called(reference.document)

    for each in beside:
        text = Text(
            path=each.version.path,
            blocks=each.version.blocks,
            bodies=each.version.bodies,
            target=made,
            provisions=provisions,
            means=meanings.elsewhere(each.redline),
            is_same_range=lambda _first, _last: True,
            is_own=is_own,
            is_target=False,
        )
        sources, undecided = follow(text)
        if sources or undecided:
            path, old = each.version.path, each.version.text
            blocks = enumerate(each.version.blocks)
            new = "".join([sources.get(at, block.source) for at, block in blocks])
            yield RenumberedText(
                path=path,
                old=old,
                new=new,
                lines=tuple(changed_lines(path, old, new)),
                undecided=tuple(undecided),
            )
