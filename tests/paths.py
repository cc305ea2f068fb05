"""Where the tests find what they read."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The folder of the repository."""
RECORD = ROOT / "tests" / "record" / "small_record"
"""A small record without mistakes, to break on purpose."""
SHARED = ROOT.parent / "shared"
"""Real texts that are no part of this repository; tests that use them skip where they are
absent."""
