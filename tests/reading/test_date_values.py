"""Values that are nothing but a date: columns, meta tags, front matter."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from provenance.models import DateSource, Precision
from provenance.reading.dates.timestamps import date_value

CET = timezone(timedelta(hours=1))
VALUES = [
    ("2022-12-07", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
    (" 2022-12-07 ", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
    ("20221207", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
    ("2022-12", date(2022, 12, 1), date(2022, 12, 31), Precision.MONTH),
    ("December 2022", date(2022, 12, 1), date(2022, 12, 31), Precision.MONTH),
    ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
    ("7 December 2022", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
    ("Published on December 7, 2022", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
    ("07/12/2022", date(2022, 7, 12), date(2022, 12, 7), Precision.YEAR),
    ("26-FEB-1987 15:01:01.79", date(1987, 2, 26), date(1987, 2, 26), Precision.DAY),
    # a time without a zone fixes no moment, and midnight is how programs write a day
    ("2022-12-07 10:00:00", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
    ("2022-12-07T00:00:00Z", date(2022, 12, 7), date(2022, 12, 7), Precision.DAY),
]
MOMENTS = [
    ("2022-12-07T10:00:00Z", datetime(2022, 12, 7, 10, tzinfo=UTC)),
    ("2022-12-07T10:00:00+01:00", datetime(2022, 12, 7, 10, tzinfo=CET)),
    ("20221207101500", datetime(2022, 12, 7, 10, 15, tzinfo=UTC)),
    ("1670412345", datetime(2022, 12, 7, 11, 25, 45, tzinfo=UTC)),
    ("Wed, 07 Dec 2022 10:00:00 +0100", datetime(2022, 12, 7, 10, tzinfo=CET)),
    ("Dec 7, 2022, 9:52 PM UTC", datetime(2022, 12, 7, 21, 52, tzinfo=UTC)),
    ("Dec 7, 2022 8 a.m. ET", datetime(2022, 12, 7, 13, tzinfo=UTC)),
    ("June 1, 2018 8 a.m. ET", datetime(2018, 6, 1, 12, tzinfo=UTC)),
]
NONE = [
    "",
    "yesterday",
    "3 hours ago",
    "2022-13-45",
    "7 December 2022 to 9 December 2022",
    "0001-01-01",
    "12/07/22",
    "Chapter 7 December 2022",
    "99999999999999",
]


@pytest.mark.parametrize(("value", "earliest", "latest", "precision"), VALUES)
def test_a_day_a_month_a_year(value, earliest, latest, precision):
    interval = date_value(value, source=DateSource.SUPPLIED, rule="supplied")
    assert (interval.earliest, interval.latest, interval.precision) == (earliest, latest, precision)
    assert (interval.evidence, interval.reliable, interval.span) == (value.strip(), True, None)


@pytest.mark.parametrize(("value", "moment"), MOMENTS)
def test_a_moment_keeps_its_zone(value, moment):
    interval = date_value(value, source=DateSource.METADATA, rule="meta")
    assert interval.earliest == interval.latest == moment
    assert interval.precision is Precision.TIME
    if moment.tzinfo is CET:
        assert interval.earliest.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("value", NONE)
def test_anything_else_is_no_date(value):
    assert date_value(value, source=DateSource.SUPPLIED, rule="supplied") is None


def test_the_language_decides_a_numeric_date():
    interval = date_value("07.12.2022 17:08", source=DateSource.METADATA, rule="meta", month_first=False)
    assert (interval.earliest, interval.precision) == (date(2022, 12, 7), Precision.DAY)
