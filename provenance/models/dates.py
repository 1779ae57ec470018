"""When something was published, as far as the evidence goes."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from provenance.models.shown import Shown
from provenance.models.spans import Span


class Precision(StrEnum):
    """How finely a date is known; ``NONE`` is undated (its ends may still be bounds)."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class DateSource(StrEnum):
    """Where a date was found, strongest evidence first."""

    SUPPLIED = "supplied"
    METADATA = "metadata"
    URL = "url"
    BYLINE = "byline"
    BODY = "body"
    NONE = "none"


class DateRole(StrEnum):
    """What a date says of an article."""

    PUBLISHED = "published"
    ORIGINALLY = "originally"
    UPDATED = "updated"
    NOT_BEFORE = "not-before"
    NOT_AFTER = "not-after"


class Certainty(StrEnum):
    """How a date is known, surest first.

    ``CORROBORATED``: two independent kinds of evidence agree, such as metadata and the web address, or metadata and the
    date that the page shows. ``STATED``: one kind says it. ``BOUND``: undated, but an end is proven. ``GUESS``: made
    out by a rule that is often wrong, or stated against itself. ``NONE``: nothing known, or a date that cannot be.
    """

    CORROBORATED = "corroborated"
    STATED = "stated"
    BOUND = "bound"
    GUESS = "guess"
    NONE = "none"


Moment = date | datetime


def _begin_of(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.combine(moment, time.min, tzinfo=UTC)


def _day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _end_of(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return _begin_of(moment)
    return datetime.combine(moment, time.max, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval(Shown):
    """When something was published, as far as the evidence goes.

    Attributes:
        earliest: First day (or, with precision ``time``, moment) that the evidence allows; None where unbounded.
        latest: Last one it allows; None where unbounded.
        precision: How finely the date is stated. ``none`` means undated: the ends are then only bounds.
        source: Where the evidence stands.
        evidence: The characters that prove it, as they stand in the source; None without evidence.
        certainty: How it is known.
        span: Where the evidence stands in the article's text; None where it stands elsewhere (metadata, URL).
        rule: Name of the rule that found it, such as ``header-line`` or ``json-ld``; for the audit.
    """

    earliest: Moment | None = None
    latest: Moment | None = None
    precision: Precision = Precision.NONE
    source: DateSource = DateSource.NONE
    evidence: str | None = None
    certainty: Certainty = Certainty.NONE
    span: Span | None = None
    rule: str | None = None

    @classmethod
    def of_day(
        cls,
        day: date,
        *,
        source: DateSource,
        evidence: str | None,
        span: Span | None = None,
        rule: str | None = None,
        certainty: Certainty = Certainty.STATED,
    ) -> DateInterval:
        """An interval of one calendar day."""
        return cls(
            earliest=day,
            latest=day,
            precision=Precision.DAY,
            source=source,
            evidence=evidence,
            certainty=certainty,
            span=span,
            rule=rule,
        )

    @classmethod
    def of_month(
        cls,
        year: int,
        month: int,
        *,
        source: DateSource,
        evidence: str | None,
        span: Span | None = None,
        rule: str | None = None,
        certainty: Certainty = Certainty.STATED,
    ) -> DateInterval:
        """An interval of one calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(
            earliest=date(year, month, 1),
            latest=date(year, month, last),
            precision=Precision.MONTH,
            source=source,
            evidence=evidence,
            certainty=certainty,
            span=span,
            rule=rule,
        )

    @property
    def dated(self) -> bool:
        """Whether this is a date at all, not merely a bound or nothing."""
        return self.precision is not Precision.NONE and self.earliest is not None and self.latest is not None

    @property
    def day(self) -> date | None:
        """The one day it is, by the clock it was told by; None where it may be several."""
        if self.precision not in {Precision.DAY, Precision.TIME} or self.earliest is None or self.latest is None:
            return None
        first, last = _day_of(self.earliest), _day_of(self.latest)
        return first if first == last else None

    @property
    def reliable(self) -> bool:
        """Whether the date is stated (or supplied), rather than guessed or only bounded."""
        return self.certainty in {Certainty.STATED, Certainty.CORROBORATED}

    @property
    def begins(self) -> datetime | None:
        """First moment allowed, in UTC; a day without a zone is taken as a UTC day."""
        return None if self.earliest is None else _begin_of(self.earliest)

    @property
    def ends(self) -> datetime | None:
        """Last moment allowed, in UTC."""
        return None if self.latest is None else _end_of(self.latest)

    def surely_before(self, other: DateInterval) -> bool:
        """Whether every moment this interval allows is before every moment the other allows.

        A day set against a moment is compared with the day the moment's own clock showed.
        """
        if self.latest is None or other.earliest is None or self.ends is None or other.begins is None:
            return False
        if (self.precision is Precision.TIME) != (other.precision is Precision.TIME):
            return _day_of(self.latest) < _day_of(other.earliest)
        return self.ends < other.begins

    def agrees_with(self, other: DateInterval) -> bool:
        """Whether the two can be one date: neither is surely before the other.

        A moment told in UTC, as programs write it, also agrees with a day on which it fell by a clock somewhere: a page
        of New York dates itself 24 February where its mark-up says 25 February, 02:25 UTC.
        """
        if not self.surely_before(other) and not other.surely_before(self):
            return True
        return _fell_on(self, other) or _fell_on(other, self)


# The clocks that are ahead of and behind UTC the most, a few islands apart.
EASTERNMOST, WESTERNMOST = timedelta(hours=13), timedelta(hours=-10)


def _fell_on(moment: DateInterval, day: DateInterval) -> bool:
    at = moment.earliest
    if not isinstance(at, datetime) or at.utcoffset() or moment.precision is not Precision.TIME:
        return False
    if day.precision is Precision.TIME or day.begins is None or day.ends is None or moment.begins is None:
        return False
    return moment.begins + EASTERNMOST >= day.begins and moment.begins + WESTERNMOST <= day.ends


UNDATED = DateInterval()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One dated statement found about an article, kept even where another one wins."""

    role: DateRole
    interval: DateInterval


ZERO_DAYS = frozenset((date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30), date(1904, 1, 1)))
"""Where programs begin to count time: Unix, the same west of Greenwich, spreadsheets. Mark-up says so; no date."""

CAPTURE = "capture-time"
"""The rule of evidence that is the moment a copy was fetched: nothing in it was published later."""
