"""`python tests/bench MEASUREMENT [options]`, one of those below: in goes a name of one,
out comes its table.

Each measurement is a module of this package with a `main` that takes the arguments left over.
"""

import importlib
import inspect
import sys
from pathlib import Path

MEASUREMENTS = (
    "speed",
    "growth",
    "scale",
    "quality",
    "reading",
    "word",
    "weave",
    "any_two",
    "thresholds",
)


def main(arguments: list[str]) -> None:
    """Hand over to the module that the first argument names."""
    if not arguments or arguments[0] not in MEASUREMENTS:
        sys.exit(f"usage: python tests/bench {'|'.join(MEASUREMENTS)} [options]")
    sys.path[0] = str(Path(__file__).parents[2])  # the tests and what they share are one package
    measure = importlib.import_module(f"tests.bench.{arguments[0]}").main
    measure(*([arguments[1:]] if inspect.signature(measure).parameters else []))


if __name__ == "__main__":
    main(sys.argv[1:])
