"""How many examples a property is tried on: all in the long run, half in the quick one."""

from hypothesis import settings

SHORT, WHOLE = "short", "whole"
"""The profiles: conftest.py loads the one that fits what was asked for."""

# Machines are noisy: how long an example takes says nothing of the code.
settings.register_profile(WHOLE, deadline=None, max_examples=100)
settings.register_profile(SHORT, settings.get_profile(WHOLE), max_examples=50)


def examples(whole: int) -> int:
    """So many where the long run is asked for, and of them the share of the profile elsewhere."""
    return max(1, whole * settings().max_examples // 100)
