"""How far a long piece of work is, on a terminal; nothing where nobody is looking, as in a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from build_tools.model import visible_controls


@contextmanager
def progress_shown(console: Console | None = None) -> Iterator[Callable[[str, int, int], None]]:
    """What is to be told of each thing that is done: its name, how many are done, and of how many.
    It shows on standard error, while the work goes on.
    """
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
