"""Time and memory grow with the length of a text and not with its square, whatever its shape: the
short form of `tests/bench growth`, which compares sizes in one run."""

import subprocess
import sys

import pytest

from tests.paths import ROOT


@pytest.mark.sweep
def test_no_shape_of_text_grows_with_its_square() -> None:
    command = [sys.executable, "tests/bench", "growth", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
