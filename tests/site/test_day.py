"""The day whose position is shown: the one asked for, that of SOURCE_DATE_EPOCH, or today."""

import datetime as dt

import pytest

from build_tools.site.day import day_shown


@pytest.mark.parametrize(
    ("given", "epoch", "day"),
    [
        ("2022-12-10", None, "2022-12-10"),
        ("2022-12-10", "0", "2022-12-10"),
        (None, "86399", "1970-01-01"),
        (None, "86400", "1970-01-02"),
    ],
)
def test_the_day_is_the_one_given_or_the_epochs(
    given: str | None, epoch: str | None, day: str
) -> None:
    assert day_shown(given, epoch) == dt.date.fromisoformat(day)


def test_the_day_is_today_when_nothing_says_otherwise() -> None:
    before = dt.datetime.now(tz=dt.UTC).date()
    assert before <= day_shown(None, None) <= dt.datetime.now(tz=dt.UTC).date()


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        day_shown("23 November", None)


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "253402300800", "-99999999999", "9" * 30])
def test_a_time_that_no_calendar_has_is_refused(epoch: str) -> None:
    with pytest.raises(ValueError, match=f"SOURCE_DATE_EPOCH='{epoch}' is no number of seconds"):
        day_shown(None, epoch)
