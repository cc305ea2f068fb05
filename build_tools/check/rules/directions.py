"""Rule on the direction that the record keeps of an amendment: carried out, it makes the text."""

from collections.abc import Iterator

from build_tools.check.context import TextContext
from build_tools.lineage.witnesses import witnesses
from build_tools.model.problems import Problem


def differing_sources(context: TextContext) -> Iterator[Problem]:
    """The direction of an amendment, carried out on the old text, makes the new version, and every
    line of it can be read.
    """
    amendment = context.amendment
    if amendment is None or not amendment.direction or context.redline is None:
        return
    for step in amendment.steps_of(context.document.id)[-1:]:
        if step.old and step.new == context.version.label:
            found = witnesses(context.corpus, amendment, step, context.comparisons)
            yield from found.problems()
