"""The English of dates: one way to say when, for the answer and for every report."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from provenance.models import DateInterval, DateSource, Moment, Precision

# Not strftime: its month names follow the machine's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_SOURCES: dict[DateSource, str] = {
    DateSource.SUPPLIED: "supplied",
    DateSource.METADATA: "metadata",
    DateSource.URL: "web address",
    DateSource.BYLINE: "byline",
    DateSource.BODY: "text",
    DateSource.NONE: "no evidence",
}


def day_phrase(day: date) -> str:
    """A calendar day as a reader writes it: ``7 December 2022``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_phrase(interval: DateInterval) -> str:
    """When, as finely as it is known: a day, a month, a year, two ends, or ``undated`` with its bounds.

    Example:
        ``7 December 2022`` · ``December 2022`` · ``undated, not before 1 February 2022``.
    """
    if not interval.dated:
        return f"undated{_bounds_phrase(interval)}"
    begin, end = interval.earliest, interval.latest
    if begin is None or end is None:  # `dated` says that both are there; the type does not.
        return "undated"
    match interval.precision:
        case Precision.TIME | Precision.DAY:
            return stretch_phrase(_moment_phrase(begin), _moment_phrase(end))
        case Precision.MONTH:
            return stretch_phrase(f"{_MONTHS[begin.month - 1]} {begin.year}", f"{_MONTHS[end.month - 1]} {end.year}")
        case Precision.YEAR:
            return stretch_phrase(str(begin.year), str(end.year))
        case Precision.NONE:
            return "undated"
        case other:
            assert_never(other)


def source_phrase(interval: DateInterval) -> str:
    """Where the date was found: ``byline``, ``web address``, ``no evidence``."""
    return _SOURCES[interval.source]


def stretch_phrase(begin: str, end: str) -> str:
    """Two ends as one phrase, or the one where they are the same: ``2021 to 2022``."""
    return begin if begin == end else f"{begin} to {end}"


def _moment_phrase(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return day_phrase(moment)
    zone = moment.tzname()
    return f"{day_phrase(moment)}, {moment:%H:%M}" + (f" {zone}" if zone else "")


def _bounds_phrase(interval: DateInterval) -> str:
    not_before = "" if interval.earliest is None else f", not before {_moment_phrase(interval.earliest)}"
    not_after = "" if interval.latest is None else f", not after {_moment_phrase(interval.latest)}"
    return not_before + not_after
