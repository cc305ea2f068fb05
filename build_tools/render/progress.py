"""How far a long piece of work is, on a terminal; nothing where nobody is looking, as in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from build_tools.model import visible_controls

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress_shown(
    console: "Console | None" = None,
) -> Iterator[Callable[[str, int, int], None]]:
    """What is to be told of each thing that is done: its name, how many are done, and of how many.
    It shows on standard error, while the work goes on.
    """
    if console is None and not sys.stderr.isatty():
        yield lambda _name, _done, _all: None
        return
    with _bar(console) as tell:
        yield tell


@contextmanager
def _bar(console: "Console | None") -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console  # noqa: PLC0415 - slow to load
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield lambda _name, _done, _all: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as shown:
        task = shown.add_task("", total=None, visible=False)

        def tell(name: str, done: int, all_: int) -> None:
            said = visible_controls(name).replace("[", r"\[")
            shown.update(task, description=said, completed=done, total=all_, visible=True)

        yield tell
