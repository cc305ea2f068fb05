"""The day whose position a build or a command shows."""

import datetime as dt


def day_shown(given: str | None, source_date_epoch: str | None) -> dt.date:
    """The day whose position a build shows: the one given, or SOURCE_DATE_EPOCH's in UTC, or today;
    else ValueError.
    """
    if given:
        return dt.date.fromisoformat(given)
    if source_date_epoch:
        try:
            return dt.datetime.fromtimestamp(int(source_date_epoch), tz=dt.UTC).date()
        except (ValueError, OverflowError, OSError):
            message = f"SOURCE_DATE_EPOCH={source_date_epoch!r} is no number of seconds since 1970"
            raise ValueError(message) from None
    return dt.datetime.now(tz=dt.UTC).date()
