"""Days on which so many articles are dated that a machine may have dated them: the day of an import or of the fetch.

Three rules, each with what makes it doubtful. News comes in waves, so a day counts as crowded only if it stands alone:
the three days before it and after it together hold less than half of it. An event's coverage tails off; a stamp does
not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from provenance.models import CAPTURE, ZERO_DAYS, DateSource, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.models import Article, DateInterval, Moment

_WRITTEN_BY_HAND = frozenset((DateSource.BYLINE, DateSource.BODY))
_FEWEST_ON_NEW_YEAR = 3
# A day is crowded with this many articles and this many times the usual day, where so many days tell what is usual.
_FEWEST_CROWDED, _TIMES_USUAL, _FEWEST_DAYS = 10, 10, 5
_FEWEST_OUTLETS = 3
_FEWEST_FETCHED = 10
_NEIGHBOURS = [timedelta(days=days) for days in (-3, -2, -1, 1, 2, 3)]
_AT_THE_FETCH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SuspiciousDay:
    """Articles that share a doubtful day, and why it is doubtful, as a sentence."""

    articles: tuple[str, ...]
    sentence: str


def suspicious_days(articles: Iterable[Article]) -> Iterator[SuspiciousDay]:
    """The doubtful days of a collection; each set of articles is told once, by the first rule that finds it.

    - The day from which programs count, such as 1 January 1970, unless the text itself gives it; and a 1 January on
      which three articles or more stand alone: a year may have been written so.
    - A day with ten articles or more of one outlet, or of three outlets or more, that is ten times the usual day.
    - Ten articles or more that all are dated when they were fetched.
    """
    dated = tuple(article for article in articles if _day(article.published) is not None)
    seen: set[tuple[str, ...]] = set()
    for rule in (_zero_days, _new_years, _crowded_days, _fetch_days):
        for found in rule(dated):
            if found.articles not in seen:
                seen.add(found.articles)
                yield found


def _zero_days(dated: Sequence[Article]) -> Iterator[SuspiciousDay]:
    for day, found in _by_day(article for article in dated if article.published.source not in _WRITTEN_BY_HAND).items():
        if day in ZERO_DAYS:
            yield _suspicious(found, f"{_counted(found)} dated {day}, where programs begin to count.")


def _new_years(dated: Sequence[Article]) -> Iterator[SuspiciousDay]:
    by_day = _by_day(dated)
    counts = Counter({day: len(found) for day, found in by_day.items()})
    for day, found in by_day.items():
        if (day.month, day.day) == (1, 1) and len(found) >= _FEWEST_ON_NEW_YEAR and _stands_alone(day, counts):
            yield _suspicious(found, f"{_counted(found)} dated {day}: perhaps only the year was known.")


def _crowded_days(dated: Sequence[Article]) -> Iterator[SuspiciousDay]:
    """Of each outlet, then of all together where several outlets share the day."""
    by_outlet: defaultdict[str | None, list[Article]] = defaultdict(list)
    for article in dated:
        by_outlet[article.outlet].append(article)
    for outlet, own in by_outlet.items():
        for day, found, usual in _crowded(own):
            of = "without an outlet" if outlet is None else f"of {outlet}"
            yield _suspicious(found, f"{_counted(found, of)} dated {day}, where {usual:g} a day are usual.")
    for day, found, usual in _crowded(dated):
        if len({article.outlet for article in found}) >= _FEWEST_OUTLETS:
            yield _suspicious(found, f"{_counted(found)} dated {day}, where {usual:g} a day are usual.")


def _crowded(dated: Sequence[Article]) -> Iterator[tuple[date, list[Article], float]]:
    by_day = _by_day(dated)
    counts = Counter({day: len(found) for day, found in by_day.items()})
    if len(counts) < _FEWEST_DAYS:
        return
    usual = median(counts.values())
    for day, found in by_day.items():
        if len(found) >= max(_FEWEST_CROWDED, _TIMES_USUAL * usual) and _stands_alone(day, counts):
            yield day, found, usual


def _fetch_days(dated: Sequence[Article]) -> Iterator[SuspiciousDay]:
    fetched = [(article, bound) for article in dated if (bound := _capture(article)) is not None]
    stamped = [article for article, bound in fetched if article.published.source not in _WRITTEN_BY_HAND]
    if len(stamped) >= _FEWEST_FETCHED and all(_is_at_fetch(article.published, bound) for article, bound in fetched):
        yield _suspicious(stamped, f"{_counted(stamped)} dated when they were fetched: perhaps that is all it says.")


def _capture(article: Article) -> DateInterval | None:
    return next((found.interval for found in article.evidence if found.interval.rule == CAPTURE), None)


def _is_at_fetch(published: DateInterval, bound: DateInterval) -> bool:
    if published.ends is None or bound.ends is None or bound.latest is None:
        return False
    if published.precision is Precision.TIME and isinstance(bound.latest, datetime):
        return abs(bound.ends - published.ends) <= _AT_THE_FETCH
    return _day(published) == _day_of(bound.latest)


def _stands_alone(day: date, counts: Counter[date]) -> bool:
    return sum(counts[day + apart] for apart in _NEIGHBOURS if date.min + abs(apart) <= day) * 2 < counts[day]


def _by_day(dated: Iterable[Article]) -> dict[date, list[Article]]:
    by_day: defaultdict[date, list[Article]] = defaultdict(list)
    for article in dated:
        day = _day(article.published)
        if day is not None:
            by_day[day].append(article)
    return dict(sorted(by_day.items()))


def _day(interval: DateInterval) -> date | None:
    """The one day a date names; None where it is less exact."""
    if interval.precision not in {Precision.DAY, Precision.TIME} or interval.earliest is None:
        return None
    return _day_of(interval.earliest)


def _day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _counted(found: Sequence[Article], of: str = "") -> str:
    subject = "1 article" if len(found) == 1 else f"{len(found)} articles"
    return f"{subject} {of}".rstrip() + (" is" if len(found) == 1 else " are")


def _suspicious(found: Sequence[Article], sentence: str) -> SuspiciousDay:
    return SuspiciousDay(tuple(article.id for article in found), sentence)
