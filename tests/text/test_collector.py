"""`text.collector`: whoever calls finds Python's collector as it was."""

import gc
from collections.abc import Iterator

import pytest

from build_tools import parse_version, redline
from build_tools.text.collector import collector_paused


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_it_is_paused_and_goes_on() -> None:
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        1 / 0  # noqa: B018 - for its error
    assert gc.isenabled()


def test_it_stays_off_where_the_caller_turned_it_off() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


@pytest.mark.parametrize("enabled", [True, False])
def test_parsing_and_comparing_leave_it_as_it_was(enabled: bool) -> None:
    if not enabled:
        gc.disable()
    redline(parse_version("17.1 A word.\n"), parse_version("17.1 Another word.\n"))
    assert gc.isenabled() == enabled
