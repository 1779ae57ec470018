"""From all that is said about an article's dates to when it was published.

The strongest evidence wins: what the user says, then metadata, then the address, then a byline, then the body; a guess
only where nothing is stated. All of it is kept. What only bounds a date never becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from provenance.models import (
    CAPTURE,
    EASTERNMOST,
    UNDATED,
    WESTERNMOST,
    ZERO_DAYS,
    Certainty,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    Precision,
)

_STRENGTH = {source: rank for rank, source in enumerate(DateSource)}
_FINENESS = {precision: rank for rank, precision in enumerate(Precision)}
# What these find is often wrong, whatever the reader that applies them says: a file's properties tell when the file was
# made, and htmldate takes any date it finds on a page.
_GUESSING = frozenset(("file-properties", "htmldate", "htmldate-extensive"))
# A day of grace: somewhere it is tomorrow already.
_GRACE = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When an article was published, as far as its evidence goes.

    Attributes:
        published: Of this copy; with precision ``none`` its ends are bounds that the evidence proves.
        originally: An earlier publication that is stated; None without one.
        evidence: Everything said, strongest first; with certainty ``none`` where it cannot be, as in the future.
    """

    published: DateInterval = UNDATED
    originally: DateInterval | None = None
    evidence: tuple[DateEvidence, ...] = ()


def settle(found: Iterable[DateEvidence], *, today: date) -> Dating:
    """Weigh the evidence.

    Args:
        today: Nothing can have been published after it, nor after the copy was captured, unless the user says so; a
            date that says so is kept as evidence but not believed.
    """
    entries = sorted(found, key=lambda entry: _STRENGTH[entry.interval.source])
    evidence = tuple(_judged(entry, _last_moment(entries, entry, today)) for entry in entries)
    believed = [entry.interval for entry in evidence if _is_believed(entry)]
    published = _strongest(sorted(believed, key=lambda interval: not interval.reliable))
    original = _original(evidence, published)
    return Dating(published=published or _bounded(evidence), originally=original, evidence=evidence)


def _last_moment(entries: Sequence[DateEvidence], entry: DateEvidence, today: date) -> datetime:
    """The last moment an article can have been published that `entry` speaks of."""
    last = datetime.combine(today, time.max, tzinfo=UTC)
    if entry.interval.source is not DateSource.SUPPLIED:
        captured = (other.interval.ends for other in entries if other.interval.rule == CAPTURE)
        last = min((last, *(end for end in captured if end is not None)))
    return last + _GRACE


def _judged(entry: DateEvidence, last: datetime) -> DateEvidence:
    """What is stated, as sure as it can be at most."""
    interval = entry.interval
    if interval.dated and interval.begins is not None and (interval.begins > last or _is_zero(interval)):
        return replace(entry, interval=replace(interval, certainty=Certainty.NONE))
    if interval.rule in _GUESSING and interval.reliable:
        return replace(entry, interval=replace(interval, certainty=Certainty.GUESS))
    return entry


def _is_zero(interval: DateInterval) -> bool:
    """Whether mark-up gives the day from which a program counts, for want of a date."""
    at = interval.earliest
    return interval.source is DateSource.METADATA and (at.date() if isinstance(at, datetime) else at) in ZERO_DAYS


def _is_believed(entry: DateEvidence) -> bool:
    return entry.role is DateRole.PUBLISHED and entry.interval.dated and not _cannot_be(entry.interval)


def _cannot_be(interval: DateInterval) -> bool:
    return interval.dated and interval.certainty is Certainty.NONE


def _strongest(stated: list[DateInterval]) -> DateInterval | None:
    """The strongest date, made as fine as weaker ones that agree with it are, and corroborated by those.

    An address gives 12/2022, the byline 7 December 2022: then it is the 7th. Two forms of one moment: the one in
    local time, because its day is the page's own. What the user says stays as it is.
    """
    if not stated:
        return None
    best = stated[0]
    if best.source is not DateSource.SUPPLIED:
        for other in stated[1:]:
            if _refines(other, best):
                best = other if other.reliable else replace(other, certainty=best.certainty)
            elif _same_moment_in_local_time(other, best):
                best = other
        best = _by_its_own_calendar(best, stated)
    corroborated = best.reliable and any(_corroborates(other, best) for other in stated)
    return replace(best, certainty=Certainty.CORROBORATED) if corroborated else best


def _refines(other: DateInterval, best: DateInterval) -> bool:
    """Whether `other` is finer and lies within `best`; a guess may name the day of a stated month, not of a year."""
    if _FINENESS[other.precision] >= _FINENESS[best.precision] or not _within(other, best):
        return False
    return other.reliable is best.reliable or best.precision is Precision.MONTH


def _by_its_own_calendar(best: DateInterval, stated: list[DateInterval]) -> DateInterval:
    """A moment that mark-up tells in UTC, by a clock on which it falls on the day the page or its address gives."""
    days = [other for other in stated if other.source in {DateSource.URL, DateSource.BYLINE} and _is_day(other)]
    at = best.earliest
    if not isinstance(at, datetime) or at.utcoffset() or any(other.earliest == at.date() for other in days):
        return best
    for day in days:
        offset = _offset(at, day.earliest)
        if offset is not None:
            local = at.astimezone(timezone(offset))
            return replace(best, earliest=local, latest=local)
    return best


def _offset(moment: datetime, day: date | None) -> timedelta | None:
    """The nearest clock to UTC, in whole hours, by which a moment falls on `day`."""
    hours = range(WESTERNMOST // _HOUR, EASTERNMOST // _HOUR + 1)
    fitting = (hour for hour in hours if (moment + hour * _HOUR).date() == day)
    nearest = min(fitting, key=abs, default=None)
    return None if nearest is None else nearest * _HOUR


_HOUR = timedelta(hours=1)


def _corroborates(other: DateInterval, best: DateInterval) -> bool:
    """Whether evidence of another kind gives the same day, or the month that `best` lies in."""
    exact = _is_day(other) or other.precision in {Precision.TIME, Precision.MONTH}
    return other.source is not best.source and exact and other.agrees_with(best)


def _is_day(interval: DateInterval) -> bool:
    return interval.precision is Precision.DAY and interval.earliest == interval.latest


def _original(evidence: tuple[DateEvidence, ...], published: DateInterval | None) -> DateInterval | None:
    """The earlier publication, where one is stated that is earlier than this copy's."""
    for entry in evidence:
        if entry.role is DateRole.ORIGINALLY and (published is None or entry.interval.surely_before(published)):
            return entry.interval
    return None


def _bounded(evidence: tuple[DateEvidence, ...]) -> DateInterval:
    """An undated interval between the latest proven beginning and the earliest proven end."""
    proven = [entry for entry in evidence if not _cannot_be(entry.interval)]
    begins = [
        entry.interval
        for entry in proven
        if entry.role in {DateRole.NOT_BEFORE, DateRole.ORIGINALLY} and entry.interval.begins is not None
    ]
    ends = [
        entry.interval
        for entry in proven
        if entry.role in {DateRole.NOT_AFTER, DateRole.UPDATED} and entry.interval.ends is not None
    ]
    low = max(begins, key=lambda interval: interval.begins or datetime.min.replace(tzinfo=UTC), default=None)
    high = min(ends, key=lambda interval: interval.ends or datetime.max.replace(tzinfo=UTC), default=None)
    if low and high and high.surely_before(low):  # a date in the body that is ahead after all
        low = None
    proof = low or high
    if proof is None:
        return UNDATED
    return replace(
        proof,
        earliest=low.earliest if low else None,
        latest=high.latest if high else None,
        precision=Precision.NONE,
        certainty=Certainty.BOUND,
    )


def _within(inner: DateInterval, outer: DateInterval) -> bool:
    if inner.begins is None or inner.ends is None or outer.begins is None or outer.ends is None:
        return False
    if isinstance(inner.earliest, datetime) and not isinstance(outer.earliest, datetime):
        # A moment lies on a stated day if it does so by its own clock.
        day = inner.earliest.date()
        return outer.begins.date() <= day <= outer.ends.date()
    if _is_either(outer):
        return inner.earliest == inner.latest and inner.earliest in {outer.earliest, outer.latest}
    return outer.begins <= inner.begins and inner.ends <= outer.ends


def _is_either(interval: DateInterval) -> bool:
    """Whether an interval is the two readings of 07/12/2022 rather than a stretch of time."""
    return interval.precision is Precision.YEAR and (interval.latest, interval.earliest) != _whole_year(interval)


def _whole_year(interval: DateInterval) -> tuple[date | None, date | None]:
    year = interval.begins.year if interval.begins else date.min.year
    return date(year, 12, 31), date(year, 1, 1)


def _same_moment_in_local_time(other: DateInterval, best: DateInterval) -> bool:
    if not isinstance(other.earliest, datetime) or not isinstance(best.earliest, datetime):
        return False
    near = abs(other.earliest - best.earliest) < timedelta(minutes=1)
    return near and not best.earliest.utcoffset() and bool(other.earliest.utcoffset())
