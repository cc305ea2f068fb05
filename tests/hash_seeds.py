"""What a program prints whatever the order of its sets is."""

import os
import subprocess
import sys

from tests.paths import ROOT


def printed_under_hash_seeds(program: str) -> str:
    """What the program prints; AssertionError where that depends on PYTHONHASHSEED."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2022")
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert all(run.returncode == 0 for run in runs)
    assert first == second
    return first
