"""Times of day and time zones beside a date: "May 31, 2019, 9:52 PM UTC".

A time without a zone fixes no moment, so it is not used; a zone whose letters mean several zones (CST, IST) neither.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from provenance.models import Span

_FIXED_HOURS = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "HKT": 8,
    "JST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MDT": -6,
    "MST": -7,
    "PST": -8,
    "PDT": -7,
}
_SEASONAL = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_NORTH_AMERICAN = ("EST", "EDT", "CDT", "MDT", "MST", "PST", "PDT", *_SEASONAL)

_LETTERS = "|".join(sorted((*_FIXED_HOURS, *_SEASONAL), key=len, reverse=True))
_ZONE = rf"(?P<zone>{_LETTERS}|[+-]\d\d:?\d\d)(?!\w)\)?"
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?" + _ZONE,
    re.IGNORECASE,
)
# Also "18:04 Uhr", "11h32", "16.20 uur".
_BARE_TIME = re.compile(
    r"(?<![\d:.])\d{1,2}(?:(?:[:.]|\s?h\s?)[0-5]\d(?::[0-5]\d)?)?\s*(?:[ap]\.?m\b\.?|uhr\b|uur\b|h\b|hrs\b)?",
    re.IGNORECASE,
)
_TO_THE_MINUTE = re.compile(r"(?<![\d:.])\d{1,2}:[0-5]\d(?!\d)")
_AMERICAN = re.compile(r"\b(?:" + "|".join(_NORTH_AMERICAN) + r")\b")
# A time further than this from its date, in characters, belongs to something else.
_REACH = 24


def zoned_time(line: str, beside: Span, day: date) -> tuple[datetime, Span] | None:
    """The moment that a time with a zone next to a date makes of it.

    Args:
        line: The line the date stands in.
        beside: Where the date stands in `line`.
        day: What date it is.

    Returns:
        The moment in its own zone and where the time stands in `line`; None without a time and a known zone.
    """
    low, high = max(0, beside.begin - _REACH), min(len(line), beside.end + _REACH)
    for found in _TIME.finditer(line, low, high):
        where = Span(found.start(), found.end())
        if where.overlaps(beside):
            continue
        moment = _moment(found, day)
        if moment is not None:
            return moment, where
    return None


def without_times(text: str) -> str:
    """`text` with times of day and zones blanked out, at equal length."""
    for pattern in (_TIME, _BARE_TIME):
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    return text


def gives_time(line: str) -> bool:
    """Whether a line gives a time of day to the minute."""
    return _TO_THE_MINUTE.search(line) is not None


def names_american_zone(line: str) -> bool:
    """Whether a line gives a North American time zone, so that its numeric dates put the month first."""
    return _AMERICAN.search(line) is not None


def _moment(found: re.Match[str], day: date) -> datetime | None:
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if found["minute"] is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _zone(found["zone"].upper())
    if zone is None or hour > 23:
        return None
    return datetime.combine(day, time(hour, int(found["minute"] or 0)), tzinfo=zone)


def _zone(letters: str) -> tzinfo | None:
    if letters in _SEASONAL:
        try:
            return ZoneInfo(_SEASONAL[letters])
        except ZoneInfoNotFoundError:  # a system without a time zone database: the day is still known
            return None
    if letters[0] in "+-":
        minutes = int(letters[1:3]) * 60 + int(letters[-2:])
        return timezone(timedelta(minutes=-minutes if letters[0] == "-" else minutes)) if minutes <= 14 * 60 else None
    return timezone(timedelta(hours=_FIXED_HOURS[letters]))
