"""Dates that are a whole value of their own: a column, a meta tag, a line of front matter."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from provenance.models import Certainty, DateInterval, DateSource, Moment, Precision
from provenance.reading.dates.calendar_dates import DateMention, full_dates, month_dates
from provenance.reading.dates.clocks import zoned_time

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_YEAR_MONTH = re.compile(r"(1[5-9]\d\d|20\d\d)[-/](0?[1-9]|1[0-2])")
_COMPACT = re.compile(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
# Words that may stand beside a date in a value without changing it.
_BESIDE = re.compile(r"\b(?:published|posted|on|at|the|date|o'clock|uhr)\b|[\W_]", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s*[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?)|\b[A-Z]{1,4}T?\b(?=\s*$)",
    re.IGNORECASE,
)


def date_value(
    value: str,
    *,
    source: DateSource,
    rule: str,
    certainty: Certainty = Certainty.STATED,
    month_first: bool | None = None,
) -> DateInterval | None:
    """Read a value that is nothing but a date.

    Understood are ISO 8601 (also compact, also year and month, or year alone), the dates of e-mail and HTTP, Unix
    seconds, and dates in words. A midnight is a day: programs write days so.

    Args:
        value: The characters; they become the evidence.
        month_first: How to read 07/12/2022: True as 12 July, False as 7 December, None as either.

    Returns:
        The interval it states; None where it states none, or more than a date.
    """
    stated = _stated(value.strip(), month_first)
    if stated is None or not 1500 <= stated[0].year <= 2100:
        return None
    earliest, latest, precision = stated
    return DateInterval(
        earliest=earliest,
        latest=latest,
        precision=precision,
        source=source,
        rule=rule,
        evidence=value.strip(),
        certainty=certainty,
    )


_Stated = tuple[Moment, Moment, Precision]


def _stated(value: str, month_first: bool | None) -> _Stated | None:
    if _YEAR.fullmatch(value):
        return date(int(value), 1, 1), date(int(value), 12, 31), Precision.YEAR
    if month := _YEAR_MONTH.fullmatch(value):
        return _month(int(month[1]), int(month[2]))
    moment = _iso(value) or _compact(value) or _mail(value)
    if moment is not None:
        return _settled(moment)
    return _in_words(value, month_first)


def _iso(value: str) -> datetime | None:
    if not value[:4].isdigit() or len(value) < 8:
        return None
    try:
        return datetime.fromisoformat(value.replace(" UTC", "Z"))
    except ValueError:
        return None


def _compact(value: str) -> datetime | None:
    try:
        if found := _COMPACT.fullmatch(value):  # GDELT writes UTC so
            return datetime(*(int(part) for part in found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
        if found := _EPOCH.fullmatch(value):
            return datetime.fromtimestamp(int(found[1]), tz=UTC)
    except ValueError:
        return None
    return None


def _mail(value: str) -> datetime | None:
    if "," not in value[:5] and not value[:1].isdigit():
        return None
    try:
        return parsedate_to_datetime(value) if ":" in value else None
    except (ValueError, TypeError, OverflowError):
        return None


def _settled(moment: datetime) -> _Stated:
    """A moment where the zone is known and the time was meant, else its day."""
    if moment.tzinfo is None or moment.time() == time.min:
        return moment.date(), moment.date(), Precision.DAY
    return moment, moment, Precision.TIME


def _month(year: int, month: int) -> _Stated | None:
    interval = DateInterval.of_month(year, month, source=DateSource.NONE, evidence=None)
    if interval.earliest is None or interval.latest is None:
        return None
    return interval.earliest, interval.latest, Precision.MONTH


def _in_words(value: str, month_first: bool | None) -> _Stated | None:
    mentions = full_dates(value, month_first=month_first) or tuple(month_dates(value))
    if len(mentions) != 1 or not _is_only(value, mentions[0]):
        return None
    mention = mentions[0]
    if mention.precision is Precision.DAY and isinstance(mention.earliest, date):
        timed = zoned_time(value, mention.span, mention.earliest)
        if timed is not None:
            return timed[0], timed[0], Precision.TIME
    return mention.earliest, mention.latest, mention.precision


def _is_only(value: str, mention: DateMention) -> bool:
    rest = value[: mention.span.begin] + " " + value[mention.span.end :]
    return not _BESIDE.sub("", _CLOCK.sub(" ", rest))
