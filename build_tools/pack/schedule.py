"""A step of an amendment → the schedule of its direction: the instructions that make the new text
of the old, as the record keeps them or else as they are written of the two texts.
"""

import re

from build_tools.execute import schedule_of
from build_tools.instruct import instructions
from build_tools.language import speaking
from build_tools.lineage.comparisons import Comparisons
from build_tools.lineage.witnesses import carried_out, disagreements, witnesses
from build_tools.model import Amendment, Corpus, Redline, Step
from build_tools.render.instructions import direction_markdown
from build_tools.text.wholes import wholes

_FIRST_HEADING = re.compile(r"^# ", re.MULTILINE)


def schedule(corpus: Corpus, amendment: Amendment, step: Step, comparisons: Comparisons) -> str:
    """The schedule as markdown, its title a heading of level 2, proved by being carried out; empty
    for a first version, and where no words make the new text.
    """
    if step.old is None:
        return ""
    found = witnesses(corpus, amendment, step, comparisons)
    if found.execution and not found.of_direction:
        title = corpus.words.filled("title", text=found.redline.old.cited)
        text = schedule_of(amendment.direction, title)
    else:
        text = _written(corpus, found.redline, step)
    return _FIRST_HEADING.sub("## ", text, count=1).strip()


def _written(corpus: Corpus, redline: Redline, step: Step) -> str:
    said = instructions(redline, corpus.words)
    cited = [block.citation for block in redline.old.body]
    with speaking(corpus.language):
        parts = wholes(redline.old.body)
        text = direction_markdown(redline.old.cited, said, cited, corpus.words, parts)
    done = carried_out(text, redline, corpus.words)
    return "" if any(disagreements(done, redline, step)) else text


def drawn_to_the_letter(text: str) -> str:
    """A schedule as markdown in which the marks of notes are words: what it quotes calls no note of
    the paper.
    """
    return text.replace("[^", r"\[^")
