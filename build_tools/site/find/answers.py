"""A query and the index of the jump box in, what the box answers out.

The script of the box is asked itself, so that a command says what the page says. What runs it,
QuickJS, is an extra (`find`), and is asked for only here; it reaches neither disk nor network.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.extras import how_to_install
from build_tools.render.page.assets import bundled

_SCRIPT = Path(__file__).parents[1] / "assets" / "find" / "command.js"


class FindError(Exception):
    """Nothing can be looked for on this machine; says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place of the site that answers a query."""

    address: str
    """Below the root of the site: `mtad/#17.6`."""
    name: str
    title: str
    """A heading, a term or a caption, where the name does not have it."""
    text: str
    """What stands there, as plain text."""
    standing: str
    """By what it is filtered: `in force`, `proposed`, `earlier`, or a kind of page."""
    status: str
    note: str = ""
    """What became of the number that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is found, the best first, and what stands nearest where nothing has a number."""

    said: str
    """How many there are, or that there is no such thing, in a sentence."""
    found: tuple[Found, ...]
    near: tuple[Found, ...]
    unread: tuple[str, ...]
    """The shards of the index that the box was not given and that may say more."""


class JumpBox:
    """The box as a function of queries; `script` is its index, the first file of it and as many
    shards as are to be asked, in any order.
    FindError without QuickJS.
    """

    def __init__(self, script: str) -> None:
        try:
            import quickjs  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise FindError(
                f"QuickJS is missing; `{how_to_install('find')}` installs it,"
                " and in a clone of the repository `make setup`"
            ) from error
        engine = quickjs.Context()
        engine.eval(script)
        engine.eval(bundled(_SCRIPT))
        self._ask = engine.get("corpusAnswer")

    def answer(self, query: str, *, earlier: bool = False) -> Answer:
        """What it answers; `earlier` says whether earlier versions are searched too."""
        asked = json.loads(self._ask(query, earlier))
        return Answer(
            said=asked["said"],
            found=_all(asked["found"]),
            near=_all(asked["near"]),
            unread=tuple(asked["unread"]),
        )


def _all(results: list[dict[str, str]]) -> tuple[Found, ...]:
    return tuple(Found(**each) for each in results)
