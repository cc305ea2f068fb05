"""How many examples a property is tried on: all in the long run, a quarter in the quick one."""

from collections.abc import Collection

from hypothesis import HealthCheck, Phase, settings

SHORT, WHOLE = "short", "whole"
"""The profiles: conftest.py loads the one that fits what was asked for."""

# Machines are noisy: how long an example takes says nothing of the code.
settings.register_profile(
    WHOLE, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(SHORT, settings.get_profile(WHOLE), max_examples=25)


def examples(whole: int) -> int:
    """So many where the long run is asked for, and of them the share of the profile elsewhere."""
    return max(1, whole * settings().max_examples // 100)


def repeatable(whole: int, phases: Collection[Phase] = tuple(Phase)) -> settings:
    """So many that are the same in each run."""
    return settings(derandomize=True, database=None, max_examples=examples(whole), phases=phases)
