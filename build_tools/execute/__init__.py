"""A direction and the old text in; out the text that it makes, the words that could not be read and
what could not be carried out, and whether that text is the new version.

It imports nothing of the comparison, and knows nothing of how instructions are written: it reads
their words, and may import `model` and `text` alone.
"""

from build_tools.execute.execution import Execution, execute
from build_tools.execute.verdict import Difference, differences

__all__ = ["Difference", "Execution", "differences", "execute"]
