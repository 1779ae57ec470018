"""When the claims of a batch appear first: columns over an axis of days, weeks, months, years or decades.

A first appearance stands in a column only if every day that its date allows lies in that column; one that is dated to
a month stands in no column of days and is counted apart, so that no column says more than is known.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from provenance.date_phrases import day_phrase
from provenance.reporting.batch.summary import Days

_MOST_COLUMNS = 60
_TICKS = 5
_WIDEST = 6.0  # per cent of the drawing; a lone column is no slab
_TALLEST = 100.0


class Unit(StrEnum):
    """How much time one column stands for, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One stretch of time with how many claims appear first in it.

    Attributes:
        first: Its first day.
        label: What it is called: ``3 March 2031``, ``week of 3 March 2031``, ``March 2031``, ``2031``, ``2030s``.
        left, width: Where it stands in the drawing, in per cent of its width.
        height: In per cent of the tallest column.
        tick: Whether the axis names it.
    """

    first: date
    label: str
    count: int
    left: float
    width: float
    height: float
    tick: bool

    @property
    def middle(self) -> float:
        """The column's middle, in per cent of the drawing's width."""
        return round(self.left + self.width / 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """First appearances over time.

    Attributes:
        columns: Every stretch from the first to the last one, empty ones too; none without a dated first appearance.
        apart: First appearances dated less finely than a column is wide.
    """

    unit: Unit
    columns: tuple[Column, ...]
    apart: int

    @property
    def most(self) -> int:
        """How many claims the tallest column holds."""
        return max((column.count for column in self.columns), default=0)

    @classmethod
    def of(cls, firsts: Sequence[tuple[Days, int]]) -> Timeline:
        """The timeline of first appearances, given by the days their dates allow."""
        if not firsts:
            return cls(unit=Unit.DAY, columns=(), apart=0)
        begin, end = min(days[0] for days, _ in firsts), max(days[1] for days, _ in firsts)
        unit, starts = next((unit, starts) for unit in Unit if (starts := _starts(unit, begin, end)) is not None)
        counts: Counter[date] = Counter()
        for (earliest, latest), count in firsts:
            if _start(unit, earliest) == _start(unit, latest):
                counts[_start(unit, earliest)] += count
        apart = sum(count for _, count in firsts) - counts.total()
        return cls(unit=unit, columns=tuple(_columns(unit, starts, counts)), apart=apart)


def _starts(unit: Unit, begin: date, end: date) -> list[date] | None:
    """The first day of every column from `begin` to `end`; None where these would be too many."""
    starts = [_start(unit, begin)]
    while (following := _next(unit, starts[-1])) is not None and following <= end:
        starts.append(following)
        if len(starts) > _MOST_COLUMNS and unit is not Unit.DECADE:
            return None
    return starts


def _start(unit: Unit, day: date) -> date:
    """The first day of the stretch that holds `day`."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.YEAR:
            return day.replace(month=1, day=1)
        case Unit.DECADE:
            return date(max(1, day.year - day.year % 10), 1, 1)


def _next(unit: Unit, start: date) -> date | None:
    """The first day of the stretch after the one that begins with `start`; None at the calendar's end."""
    lengths = {
        Unit.DAY: 1,
        Unit.WEEK: 7 - start.weekday(),
        Unit.MONTH: calendar.monthrange(start.year, start.month)[1],
        Unit.YEAR: 365 + calendar.isleap(start.year),
    }
    try:
        if unit is Unit.DECADE:
            return date(start.year - start.year % 10 + 10, 1, 1)
        return start + timedelta(days=lengths[unit])
    except (OverflowError, ValueError):
        return None


def _columns(unit: Unit, starts: Sequence[date], counts: Counter[date]) -> Iterator[Column]:
    room, most = 100.0 / len(starts), max(counts.values(), default=1)
    width = min(room * 0.8, _WIDEST)
    every = max(1, -(-len(starts) // _TICKS))
    for number, start in enumerate(starts):
        yield Column(
            first=start,
            label=_label(unit, start),
            count=counts[start],
            left=round(room * number + (room - width) / 2, 3),
            width=round(width, 3),
            height=round(_TALLEST * counts[start] / most, 2),
            tick=number % every == 0,
        )


def _label(unit: Unit, start: date) -> str:
    match unit:
        case Unit.DAY:
            return day_phrase(start)
        case Unit.WEEK:
            return f"week of {day_phrase(start)}"
        case Unit.MONTH:
            return day_phrase(start).partition(" ")[2]  # not calendar.month_name, which follows the machine's locale
        case Unit.YEAR:
            return f"{start.year}"
        case Unit.DECADE:
            return f"{start.year - start.year % 10}s"
