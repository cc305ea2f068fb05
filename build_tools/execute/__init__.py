"""A direction and the old text in; out the text that it makes, the words that could not be read and
what could not be carried out, and whether that text is the new version.

It imports nothing of the comparison, and knows nothing of how instructions are written: it reads
their words, and may import `model` and `text` alone.
"""

from build_tools.execute.execution import Execution, execute
from build_tools.execute.html_papers import direction_of_html
from build_tools.execute.items import schedule_of
from build_tools.execute.verdict import Difference, differences
from build_tools.execute.word_papers import direction_of_word

__all__ = [
    "Difference",
    "Execution",
    "differences",
    "direction_of_html",
    "direction_of_word",
    "execute",
    "schedule_of",
]
