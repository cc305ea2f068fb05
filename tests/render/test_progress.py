"""How far work is shows on a terminal, and nowhere else."""

from io import StringIO

from rich.console import Console

from build_tools.render.progress import progress_shown


def shown(*, terminal: bool) -> str:
    written = StringIO()
    console = Console(file=written, force_terminal=terminal, width=80)
    with progress_shown(console) as tell:
        tell("mtad [3.0]..4.0\x1b[2J", 1, 2)
        tell("svtad", 2, 2)
    return written.getvalue()


def test_nothing_is_written_to_a_pipe() -> None:
    assert shown(terminal=False) == ""


def test_a_terminal_shows_what_is_done_and_obeys_nothing_of_it() -> None:
    said = shown(terminal=True)
    assert "svtad" in said
    assert "2/2" in said
    assert "\x1b[2J" not in said
