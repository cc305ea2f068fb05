"""JSON of an entry a line is what Python's own encoder writes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from build_tools.model import escaped_controls_json
from build_tools.render.written_json import written_json

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_DATA = st.recursive(
    _SCALARS,
    lambda within: st.lists(within) | st.tuples(within) | st.dictionaries(st.text(), within),
    max_leaves=12,
)


@given(_DATA)
def test_it_is_what_python_writes(data: object) -> None:
    told = json.dumps(data, ensure_ascii=False, indent=1)
    assert written_json(data) == escaped_controls_json(told) + "\n"
