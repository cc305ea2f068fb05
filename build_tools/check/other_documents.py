"""A text and the other documents of its record → its references to them that point at something
else than they did when they were written.

A reference was written for the version of the other document that stood beside its own: the one
that its own amendment made, or that was in force when its own version was made.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from build_tools.check.cited import Cited, all_cited, document_called
from build_tools.check.context import TextContext
from build_tools.model import Block, Document, Version
from build_tools.model.problems import Problem
from build_tools.record.beside import made_on, version_beside
from build_tools.record.status import ancestry, in_force, pending

_Key: TypeAlias = tuple[tuple[int, str], str, str, str]
"""What tells a reference of a version: the place of its block, its words, anchor and document."""


def moved_elsewhere(context: TextContext) -> Iterator[Problem]:
    """Each reference to another document that points at another provision, or at none, in the
    version of it that is in force, or in one that is proposed.
    """
    if not _may_be_put_right(context):
        return
    written = _written(context)
    for at, block in enumerate(context.version.body):
        for cited in all_cited(block, at, context.version.bodies):
            document = document_called(context.corpus, cited.reference.document)
            if document is not None and document.id != context.document.id:
                writer = written[_key(block, cited)]
                yield from _moved(context, cited, document, writer)


def _may_be_put_right(context: TextContext) -> bool:
    """Whether a text may still take effect, or is in force and none is proposed that goes on from
    it, where the same would be told.
    """
    waiting = pending(context.document, context.as_of)
    if context.version in waiting:
        return True
    chains = (ancestry(context.document, each) for each in waiting)
    current = in_force(context.document, context.as_of)
    return context.version == current and not any(context.version in chain for chain in chains)


def _key(block: Block, cited: Cited) -> _Key:
    return block.place, cited.printed, cited.reference.anchor, cited.reference.document


def _keys(block: Block | None, bodies: tuple[str, ...]) -> Iterator[_Key]:
    """Of all references of a block of a version with these bodies."""
    if block is not None:
        yield from (_key(block, cited) for cited in all_cited(block, 0, bodies))


def _written(context: TextContext) -> dict[_Key, Version]:
    """The references of a version, each with the version in which it was written as it is."""
    first, *later = ancestry(context.document, context.version)
    keys = (_keys(block, first.bodies) for block in first.body)
    written = dict.fromkeys(chain.from_iterable(keys), first)
    for version in later:
        redline = context.comparisons.between(first, version)
        before, written, first = written, {}, version
        for passage in redline.passages:
            for key in _keys(passage.new, version.bodies):
                was = before.get((passage.origin.place, *key[1:])) if passage.origin else None
                written[key] = was or version
    return written


def _moved(
    context: TextContext, cited: Cited, document: Document, writer: Version
) -> Iterator[Problem]:
    """Where a reference points at something else than its writer meant: told of one version of the
    other document, the first.
    """
    pointer = cited.reference.pointers[0]
    meant = version_beside(document, writer, made_on(writer))
    was = _block(meant, context.provisions_of(meant).named(pointer))
    if was is None:  # told by a rule of its own, where no version has it
        return
    for now in _read_beside(context, document):
        found = _block(now, context.provisions_of(now).named(pointer))
        became = _became(context, meant, now, was)
        if found is None or found != became:
            number, column = cited.locate()
            then = f"{became.citation if became else 'no more'} in {now.label}"
            message = (
                f"{cited.reference.name} of the {document.short_title} is not what it was in"
                f" {meant.label}; that is {then}"
            )
            yield context.problem(number, message, column, became.citation if became else "")
            return


def _read_beside(context: TextContext, document: Document) -> Iterator[Version]:
    """The versions of another document beside which a text is read, or would be."""
    of_one = version_beside(document, context.version, None)
    steps = context.version.amendment.steps if context.version.amendment else ()
    if any(step.document == document.id for step in steps):
        yield of_one
        return
    if (current := in_force(document, context.as_of)) is not None:
        yield current
    for proposal in pending(document, context.as_of):
        steps = proposal.amendment.steps if proposal.amendment else ()
        # What changes both documents has a text of this one too, which is held to it.
        if not any(step.document == context.document.id for step in steps):
            yield proposal


def _block(version: Version, anchor: str) -> Block | None:
    return next((each for each in version.blocks if anchor and each.anchor == anchor), None)


def _became(context: TextContext, meant: Version, now: Version, block: Block) -> Block | None:
    """What became of a provision of another document from one version to another."""
    if meant == now:
        return block
    for passage in context.comparisons.between(meant, now).passages:
        if passage.old == block:
            return passage.successor
    return None
