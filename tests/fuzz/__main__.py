"""`python tests/fuzz --minutes 60 --seed 1`: mutated texts, records and Word files in, each out
that the command could not take.

Every case follows from the seed and its number alone, so that `--first 1234 --cases 1` runs one
again. What failed is kept, with what it was made of, in `.cache/fuzz`. Ends with 1 when something
failed.
"""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run as many cases as the time, or the number given, allows."""
    sys.path[0] = str(Path(__file__).parents[2])  # the tests and what they share are one package
    from tests.fuzz.running import KEPT, fuzz  # noqa: PLC0415
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python tests/fuzz", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, help="how long to go on; by default to the last case"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--cases", type=int, default=None, help="how many")
    parser.add_argument(
        "--target", choices=TARGETS, action="append", help="only this; may be repeated"
    )
    parser.add_argument("--own", action="store_true", help="seeds of this repository alone")
    given = parser.parse_args(arguments)
    if given.minutes is None and given.cases is None:
        parser.error("say how long (--minutes) or how many (--cases)")
    found = fuzz(
        seed=given.seed,
        first=given.first,
        cases=given.cases,
        minutes=given.minutes,
        targets=tuple(given.target or TARGETS),
        own=given.own,
        kept=KEPT,
    )
    print(found.report())
    return bool(found.failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
