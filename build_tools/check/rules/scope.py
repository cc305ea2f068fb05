"""Rules on an amendment's scope: what it changes, it says it changes, and the other way round."""

from collections.abc import Iterator

from build_tools.check.context import TextContext
from build_tools.lineage.declared_scope import provision_line, unchanged, undeclared
from build_tools.model import Amendment
from build_tools.model.problems import Problem
from build_tools.record.placeholders import TO_FILL_IN
from build_tools.record.schema import read_amendment


def undeclared_changes(context: TextContext) -> Iterator[Problem]:
    """Every change of substance lies in a provision that the amendment's scope names, where it
    names any; each provision that it does not name is told of once.
    """
    if context.redline is None or context.amendment is None:
        return
    for found in undeclared(context.redline, list(_scope(context))):
        count = f" in {len(found.changes)} places" if len(found.changes) > 1 else ""
        message = (
            f"{found.provision} is changed{count}, and `{context.amendment.id}` does not name it in"
            " its scope"
        )
        yield context.problem(found.line, message, form=f'scope: […, "{found.provision}"]')


def idle_scopes(context: TextContext) -> Iterator[Problem]:
    """In every provision that the amendment's scope names, something changes; one that is still to
    be filled in names none.
    """
    if context.redline is None or context.amendment is None:
        return
    named = [name for name in _scope(context) if not TO_FILL_IN.search(name)]
    for name in unchanged(context.redline, named):
        message = f"the scope of `{context.amendment.id}` names {name}; nothing changes there"
        form = "a scope without it, or the change that it announces"
        if line := provision_line(context.version.body, name):
            yield context.problem(line, message, form=form)
        else:
            message += f", and no provision of {context.version.name} is called so"
            yield _at_scope(context, context.amendment, name, message, form)


def _at_scope(
    context: TextContext, amendment: Amendment, name: str, message: str, form: str
) -> Problem:
    """A problem at an entry of the scope, in the file of the amendment."""
    read = read_amendment(amendment.path, amendment.text, amendment.procedure)
    for at, step in enumerate(amendment.steps):
        if step.document == context.document.id and name in step.scope:
            return read.problem(("steps", at, "scope", step.scope.index(name)), message, form)
    return context.problem(1, message, form=form)


def _scope(context: TextContext) -> Iterator[str]:
    """The provisions of this document that the amendment says it touches."""
    for step in context.amendment.steps if context.amendment else ():
        if step.document == context.document.id:
            yield from step.scope
