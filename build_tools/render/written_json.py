"""Plain data in, JSON with an entry on each line out: as `json.dumps` writes it, which has no quick
way for that, and with every control character written by its number.
"""

import json
from typing import Any

from build_tools.model import escaped_controls_json

_SCALARS = json.JSONEncoder(ensure_ascii=False)


def written_json(data: Any) -> str:
    """The data, and a line break at its end. The keys of its objects are texts."""
    return escaped_controls_json(_written(data, "\n")) + "\n"


def _written(value: Any, line_break: str) -> str:
    """A value whose last line begins as `line_break` does; what it holds is set in by one more."""
    within = f"{line_break} "
    match value:
        case dict() if value:
            entries = [
                f"{_SCALARS.encode(key)}: {_written(each, within)}" for key, each in value.items()
            ]
            return f"{{{within}{f',{within}'.join(entries)}{line_break}}}"
        case list() | tuple() if value:
            items = [_written(each, within) for each in value]
            return f"[{within}{f',{within}'.join(items)}{line_break}]"
        case _:
            return _SCALARS.encode(value)
