"""From all that is said about an article's dates to when it was published.

The strongest evidence wins: what the user says, then metadata, then the address, then a byline, then the body; a guess
only where nothing is stated. All of it is kept. What only bounds a date never becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from provenance.models import UNDATED, Certainty, DateEvidence, DateInterval, DateRole, DateSource, Precision

_STRENGTH = {source: rank for rank, source in enumerate(DateSource)}
_FINENESS = {precision: rank for rank, precision in enumerate(Precision)}
# No zone is further from UTC than this.
_WIDEST_OFFSET = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When an article was published, as far as its evidence goes.

    Attributes:
        published: Of this copy; with precision ``none`` its ends are bounds that the evidence proves.
        originally: An earlier publication that is stated; None without one.
        evidence: Everything said, strongest first.
    """

    published: DateInterval = UNDATED
    originally: DateInterval | None = None
    evidence: tuple[DateEvidence, ...] = ()


def settle(found: Iterable[DateEvidence], *, today: date) -> Dating:
    """Weigh the evidence.

    Args:
        today: Nothing can have been published after it; a date that says so is kept as evidence but not believed.
    """
    evidence = tuple(sorted(found, key=lambda entry: _STRENGTH[entry.interval.source]))
    stated = [entry.interval for entry in evidence if entry.role is DateRole.PUBLISHED]
    believable = [interval for interval in stated if not _in_future(interval, today)]
    published = _strongest(sorted(believable, key=lambda interval: not interval.reliable))
    original = _original(evidence, published)
    return Dating(published=published or _bounded(evidence), originally=original, evidence=evidence)


def _strongest(stated: list[DateInterval]) -> DateInterval | None:
    """The strongest date, made as fine as weaker ones that agree with it are.

    An address gives 12/2022, the byline 7 December 2022: then it is the 7th. Two forms of one moment: the one in
    local time, because its day is the page's own.
    """
    if not stated:
        return None
    best = stated[0]
    for other in stated[1:]:
        finer = _FINENESS[other.precision] < _FINENESS[best.precision]
        if (finer and _within(other, best)) or _same_moment_in_local_time(other, best):
            best = other
    return best


def _original(evidence: tuple[DateEvidence, ...], published: DateInterval | None) -> DateInterval | None:
    """The earlier publication, where one is stated that is earlier than this copy's."""
    for entry in evidence:
        if entry.role is DateRole.ORIGINALLY and (published is None or entry.interval.surely_before(published)):
            return entry.interval
    return None


def _bounded(evidence: tuple[DateEvidence, ...]) -> DateInterval:
    """An undated interval between the latest proven beginning and the earliest proven end."""
    begins = [
        entry.interval
        for entry in evidence
        if entry.role in {DateRole.NOT_BEFORE, DateRole.ORIGINALLY} and entry.interval.begins is not None
    ]
    ends = [
        entry.interval
        for entry in evidence
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


def _in_future(interval: DateInterval, today: date) -> bool:
    # A day of grace: somewhere it is tomorrow already.
    last = datetime.combine(today, time.max, tzinfo=UTC) + _WIDEST_OFFSET
    return interval.begins is not None and interval.begins > last


def _within(inner: DateInterval, outer: DateInterval) -> bool:
    if inner.begins is None or inner.ends is None or outer.begins is None or outer.ends is None:
        return False
    if isinstance(inner.earliest, datetime) and not isinstance(outer.earliest, datetime):
        # A moment lies on a stated day if it does so by its own clock.
        day = inner.earliest.date()
        return outer.begins.date() <= day <= outer.ends.date()
    return outer.begins <= inner.begins and inner.ends <= outer.ends


def _same_moment_in_local_time(other: DateInterval, best: DateInterval) -> bool:
    if not isinstance(other.earliest, datetime) or not isinstance(best.earliest, datetime):
        return False
    near = abs(other.earliest - best.earliest) < timedelta(minutes=1)
    return near and not best.earliest.utcoffset() and bool(other.earliest.utcoffset())
