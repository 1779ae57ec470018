"""Dated appearances in order: which is first, and which may be.

An article is before another only if every moment its date allows is before every moment
the other's allows; where intervals overlap, both may be first, and `Timeline` says how likely either is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from provenance.models import Appearance, DateInterval, Precision, Relation

_NEVER = datetime.max.replace(tzinfo=UTC)
# An appearance that carries less than this share of what the best one carries is a part of the claim, not its origin.
_WHOLE = 0.6

_DAY = 86_400.0  # seconds
# How far beyond the dates known one that is not may lie: a day, or this share of the time they span if that is more.
_BEYOND = 0.1
# How likely one of two is earlier where dates put it first, but are not stated: a guess may be wrong.
_GUESSED = 0.75


def in_order(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Appearances by the last moment their dates allow, so that a day goes before a month it lies in; undated last."""
    return tuple(sorted(appearances, key=_order))


def _order(appearance: Appearance) -> tuple[bool, datetime, datetime, float, str, int]:
    when = appearance.article.first_date
    begins, ends = when.begins or _NEVER, when.ends or _NEVER
    place = (appearance.article.id, appearance.passage.span.begin)
    return (not when.dated, ends, begins, -appearance.judgement.score, *place)


def first(appearances: Sequence[Appearance]) -> Appearance | None:
    """The earliest dated appearance that is the article's own words, or None.

    Args:
        appearances: In order of date.
    """
    return next((a for a in _whole(appearances) if a.article.first_date.dated), None)


def _whole(appearances: Sequence[Appearance]) -> list[Appearance]:
    """The articles' own words that carry the claim whole, or as much of it as any; a paraphrase carries it anyhow.

    An article may carry it in several places: a quotation stitched from two paragraphs.
    """
    own = [a for a in appearances if not a.boilerplate]
    carried: dict[str, float] = defaultdict(float)
    for appearance in own:
        carried[appearance.article.id] += appearance.judgement.coverage.claim
    least = _WHOLE * min(1.0, max(carried.values(), default=0.0))
    return [a for a in own if a.relation is Relation.PARAPHRASE or carried[a.article.id] >= least]


def possible_firsts(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Every appearance no other one is surely before; of one article, only the first place.

    Undated articles take part as what they are: they may be first unless their own text proves them later.
    """
    own = _whole(appearances)
    stated = [a.article.first_date for a in own if proven(a.article.first_date)]
    seen: set[str] = set()
    firsts: list[Appearance] = []
    for appearance in own:
        when = appearance.article.first_date
        later = proven(when) and any(other.surely_before(when) for other in stated)
        if later or appearance.article.id in seen:
            continue
        seen.add(appearance.article.id)
        firsts.append(appearance)
    return tuple(firsts)


def proven(when: DateInterval) -> bool:
    """Whether a date is stated, or is a bound that the evidence proves, rather than a guess."""
    return when.reliable or not when.dated


class Timeline:
    """How likely one of two articles of a story is the earlier one.

    Every moment that a date allows is taken to be as likely as any other. An undated article is taken to be of the
    time in which the others were published, as far as its bounds leave that open.

    Example:
        >>> Timeline([of_day("2021-03-01"), of_day("2021-03-01"), of_day("2021-03-09"), UNDATED]).before(0, 1)
        0.5
    """

    def __init__(self, dates: Sequence[DateInterval]) -> None:
        self._dates = tuple(dates)
        known = [moment.timestamp() for when in dates for moment in (when.begins, when.ends) if moment is not None]
        begins, ends = min(known, default=0.0), max(known, default=0.0)
        beyond = max(_DAY, _BEYOND * (ends - begins))
        self._stretches = tuple(_stretch(when, begins - beyond, ends + beyond) for when in dates)

    def before(self, one: int, other: int) -> float:
        """Chance, 0 to 1, that the article at one place of the dates given is earlier than that at another."""
        earlier, later = self._dates[one], self._dates[other]
        if later.surely_before(earlier):
            return 0.0
        stated = proven(earlier) and proven(later)
        if earlier.surely_before(later):
            return 1.0 if stated else _GUESSED
        return _chance_before(self._stretches[one], self._stretches[other]) if stated else 0.5


def _stretch(when: DateInterval, begins: float, ends: float) -> tuple[float, float]:
    """The seconds in which a date lies; at least a day, since a moment is set against a day by its day."""
    earliest = begins if when.begins is None else when.begins.timestamp()
    latest = ends if when.ends is None else when.ends.timestamp()
    if when.precision is Precision.TIME:
        earliest -= earliest % _DAY
    if when.latest is not None and when.earliest is None:
        earliest = min(earliest, latest - _DAY)
    return earliest, max(latest, earliest + _DAY)


def _chance_before(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Chance that a moment drawn evenly from one stretch is before one drawn from the other."""
    (begins, ends), (begun, ended) = one, other
    both = max(0.0, min(ends, ended) - max(begins, begun))  # within both, either is first as often as not
    ahead = max(0.0, min(ends, begun) - begins) / (ends - begins)
    within = both / (ends - begins)
    return ahead + within * (max(0.0, ended - max(ends, begun)) + both / 2) / (ended - begun)
