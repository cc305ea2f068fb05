"""What the tests of the weave share: a history as the versions of one document, and the settings of
their laws."""

from hypothesis import Phase

from build_tools.lineage.weave import Placed
from build_tools.model import Version
from build_tools.text.markdown import parse
from tests.drafting import History
from tests.examples import repeatable

law = repeatable(12, [Phase.generate])


def tree_of(history: History) -> list[Placed]:
    """The texts of a history as versions 1.0, 2.0 and on."""
    return [
        Placed(Version(document="pond", label=f"{at}.0", blocks=parse(text)), base)
        for at, (text, base) in enumerate(history, 1)
    ]
