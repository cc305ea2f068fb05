"""What a measurement takes on the command line: `--short`, and words that name what is wanted."""

import argparse
import sys


def read_options(
    told: str | None, arguments: list[str], *, words: str | None = None
) -> argparse.Namespace:
    """`short` and, where `words` says what they stand for, the list `words`.

    `told`, the docstring of the measurement, is what `--help` prints. Anything else ends the
    program with what may stand there: a measurement takes minutes, and none begins by mistake."""
    parser = argparse.ArgumentParser(
        prog=f"python tests/bench {sys.argv[1]}",
        description=told,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--short", action="store_true", help="a small form, for every run of CI")
    if words:
        parser.add_argument("words", nargs="*", metavar=words, help="only what has one of them")
    return parser.parse_args(arguments)
