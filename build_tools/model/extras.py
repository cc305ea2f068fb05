"""An extra of this package in, the command that brings what it needs out: by the name that an index
may have, or from the wheel that the package was itself installed from.
"""

import json
from importlib.metadata import PackageNotFoundError, distribution

_NAME = "sec-corpus"


def how_to_install(extra: str) -> str:
    """The command, as a shell takes it."""
    origin = _archive()
    wanted = f"{_NAME}[{extra}]"
    return f'pip install "{wanted} @ {origin}"' if origin else f'pip install "{wanted}"'


def _archive() -> str:
    """The address of the wheel that is installed here; empty where an index or a clone had it."""
    try:
        told = distribution(_NAME).read_text("direct_url.json")  # PEP 610
    except PackageNotFoundError:
        return ""
    origin = json.loads(told) if told else {}
    return str(origin["url"]) if "archive_info" in origin else ""
