"""`corpus instruct`: what a direction has to say so that one text becomes another, and whether a
direction says it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from build_tools.cli.command import (
    corpus,
    output_option,
    refuse_output,
    say,
    versions_option,
    warn,
    write,
)
from build_tools.cli.inputs import direction_text, input_version
from build_tools.execute import Execution, differences, execute
from build_tools.instruct import instructions
from build_tools.language import number_of, speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.model import Version
from build_tools.record.loading import words_of_record
from build_tools.render.instructions import direction_markdown
from build_tools.text.wholes import wholes


@corpus.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--execute",
    "direction",
    type=click.Path(path_type=Path, dir_okay=False),
    help="An amending instrument, as markdown, Word or HTML: carry it out on OLD, and tell whether"
    " that gives NEW.",
)
@versions_option
@output_option
def instruct(old: str, new: str, direction: Path | None, root: Path, output: Path | None) -> None:
    """Write the amending instructions that make OLD into NEW, as markdown: in Clause 17.2, for
    “these words” substitute “those”.

    What is written is carried out on OLD first, by code that knows nothing of the comparison; where
    that does not give NEW, it says so, writes nothing and ends with 1. With --execute it reads an
    amending instrument instead, and tells each line that it cannot read, each instruction that
    cannot be carried out, and each place where what comes of it is not NEW.
    """
    before, after = input_version(old, root), input_version(new, root)
    words = words_of_record(root)
    if direction is not None:
        if output is not None:
            raise click.UsageError("--execute writes nothing; leave out -o")
        done = execute(direction_text(direction), before, before.cited, words)
        _tell(done, str(direction), before, after)
        return
    refuse_output([output], [before, after])
    said = instructions(Comparisons(warn).between(before, after), words)
    cited = [block.citation for block in before.body]
    with speaking(before.language):
        text = direction_markdown(before.cited, said, cited, words, wholes(before.body))
    problems = list(_problems(execute(text, before, before.cited, words), "direction", after))
    if problems:
        _refuse([*problems, "these instructions do not make NEW of OLD, so none are written"])
    write(text, output)


def _tell(done: Execution, name: str, before: Version, after: Version) -> None:
    if problems := list(_problems(done, name, after)):
        _refuse(problems)
    count = len(done.instructions)
    said = number_of(count, "instruction")
    say(f"{said} carried out on {before.name} give {after.name}")


def _problems(done: Execution, name: str, after: Version) -> Iterator[str]:
    for each in done.unread:
        yield f"{name}:{each.line}: cannot be read: {each.why}: {each.words}"
    for each in done.refused:
        yield f"{name}:{each.line}: cannot be carried out: {each.why}: {each.words}"
    for place in differences(done.text, after):
        yield (
            f"{name}: differs at {place.where}\n"
            f"  as carried out: {place.made or 'nothing'}\n"
            f"  {after.name}: {place.wanted or 'nothing'}"
        )


def _refuse(problems: list[str]) -> NoReturn:
    for problem in problems:
        say(problem, error=True)
    sys.exit(1)
