"""A date that is written otherwise is told as the record writes it."""

import pytest

from build_tools.record.schema.meant_dates import meant_dates


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("01.03.2027", ["2027-03-01"]),
        ("1. 3. 2027", ["2027-03-01"]),
        ("1. März 2027", ["2027-03-01"]),
        ("1st March 2027", ["2027-03-01"]),
        ("March 1, 2027", ["2027-03-01"]),
        ("2027-3-1", ["2027-03-01"]),
        ("2027/03/01", ["2027-03-01"]),
        ("20270301", ["2027-03-01"]),
        ("2026-25-10", ["2026-10-25"]),
        ("2027-02-31", ["2027-02-28"]),
        ("13/03/2027", ["2027-03-13"]),
        ("01/03/2027", ["2027-03-01", "2027-01-03"]),
        ("2027-03-01 16:00", ["2027-03-01T16:00"]),
        ("1.3.2027, 16.00 Uhr", ["2027-03-01T16:00"]),
        ("2027-03-01T25:00", ["2027-03-01"]),
        ("2027-13-40", []),
        ("0001-03-01", []),
        ("the next of March", []),
    ],
)
def test_it_is_turned_round_where_one_can_tell(written: str, meant: list[str]) -> None:
    assert meant_dates(written) == meant
