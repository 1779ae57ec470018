"""Days as a text names them, and which days of the calendar they may be.

``Monday`` is a day only beside the date of the article that says so: the last one before it, or the next one after
it. ``5 December 2022`` needs no article, ``5 December`` is the nearest one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache

from provenance.wording.lexicon import DAY_PARTS, MONTHS, PERIOD_SHIFTS, PERIODS, RELATIVE_DAYS, WEEKDAYS
from provenance.wording.normalisation import Token, tokens
from provenance.wording.variants import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a text says of a day; what it leaves unsaid is None.

    Attributes:
        weekday: 0 (Monday) to 6.
        shift: Days from the day of writing: yesterday is −1.
        period: How far a named period lies from the time of writing: last week is ("week", −1).
        part: A part of the day, such as morning.
    """

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    period: tuple[str, int] | None = None
    part: str | None = None

    @classmethod
    def of(cls, words: Iterable[Token]) -> Day:
        """Read a day from the words that name it."""
        found: dict[str, object] = {}
        previous = ""
        for word in words:
            found.update(_read(word.norm, previous))
            previous = word.norm
        return cls(**found)  # type: ignore[arg-type]  # the names are the fields', the values as `_read` makes them

    def dated(self, written: date | None) -> Day:
        """The same with "this year" and "last month" counted from the date of writing."""
        if self.period is None or written is None or self.period[0] not in {"year", "month"}:
            return self
        unit, shift = self.period
        months = written.year * 12 + written.month - 1 + shift * (12 if unit == "year" else 1)
        return Day(year=months // 12, month=self.month if unit == "year" else months % 12 + 1, day=self.day)


def same_day(one: Day, other: Day, *, written: date | None = None, other_written: date | None = None) -> bool | None:
    """Whether two texts may name one day; None where nothing tells.

    That is where only the articles' dates could, or where a text that says ``Monday`` may have been copied from one
    written some weeks before.

    Args:
        written: When the first text was written, where known.
        other_written: When the second one was.

    Example:
        >>> from datetime import date
        >>> same_day(Day(weekday=0), Day(day=5, month=12), written=date(2022, 12, 7))
        True
    """
    one, other = one.dated(written), other.dated(other_written)
    relative = {one.shift, other.shift} != {None} and written is not None and other_written is not None
    shared = [] if relative else _shared(one, other)
    if shared:
        return all(shared)
    days = _candidates(one, written, near=written or other_written)
    other_days = _candidates(other, other_written, near=other_written or written)
    if days is None and other_days is None:
        return None
    if days is not None and other_days is not None:
        doubtful = _may_be_older(one, written, other_days) or _may_be_older(other, other_written, days)
        return True if days & other_days else None if doubtful else False
    known, said = (days or set(), other) if days is not None else (other_days or set(), one)
    if said.shift is not None or said.period is not None or said == Day():
        return None
    return any(_fits(day, said) for day in known)


def telling_dates(
    before: str, after: str, before_date: date | None, after_date: date | None
) -> tuple[date | None, date | None]:
    """The dates of writing that can make a difference when two wordings are compared; None for those that cannot.

    Most wordings name no day, and mean the same in whichever article they stand: they need be compared only once.

    Example:
        >>> telling_dates("It shut on 5 December 2022", "It shut on Monday", None, date(2022, 12, 7))
        (None, datetime.date(2022, 12, 7))
        >>> telling_dates("It shut.", "It shut on Monday", None, date(2022, 12, 7))
        (None, None)
    """
    if not names_day(before) or not names_day(after):
        return None, None
    return before_date, after_date


@lru_cache(maxsize=20_000)
def names_day(text: str) -> bool:
    """Whether a wording names a day, a month, or a period that counts from the day of writing."""
    words = tokens(text)
    return any(
        word.norm in WEEKDAYS
        or word.norm in RELATIVE_DAYS
        or (word.norm in MONTHS and word.text[0].isupper())
        or (word.norm in PERIODS and place > 0 and words[place - 1].norm in PERIOD_SHIFTS)
        for place, word in enumerate(words)
    )


def _read(norm: str, previous: str) -> dict[str, object]:  # noqa: PLR0911 - one way of saying a day a line
    """What one word says of a day."""
    number = canonical(norm).removesuffix("th")
    if norm in MONTHS:
        return {"month": MONTHS[norm]}
    if norm in WEEKDAYS:
        return {"weekday": WEEKDAYS[norm]}
    if norm in RELATIVE_DAYS:
        return {"shift": RELATIVE_DAYS[norm]}
    if norm in DAY_PARTS:
        return {"part": norm}
    if norm in PERIODS and previous in PERIOD_SHIFTS:
        return {"period": (norm, PERIOD_SHIFTS[previous])}
    if number.isdecimal() and len(number) <= 2:
        return {"day": int(number)}
    return {"year": int(number)} if number.isdecimal() and len(number) == 4 else {}


def _shared(one: Day, other: Day) -> list[bool]:
    """For each thing both say of the day, whether they say the same."""
    both = [(getattr(one, field.name), getattr(other, field.name)) for field in fields(Day)]
    return [here == there for here, there in both if here is not None and there is not None]


def _candidates(said: Day, written: date | None, *, near: date | None) -> set[date] | None:
    """The days of the calendar that may be meant; None where that depends on an unknown date of writing.

    Args:
        near: A date that a day without a year lies nearest to: of its own writing, else of the other text's.
    """
    if said.day and said.month and said.year:
        return _valid([(said.year, said.month, said.day)]) or None
    if said.day and said.month and near:
        close = _valid([(year, said.month, said.day) for year in range(near.year - 1, near.year + 2)])
        return set(sorted(close, key=lambda day: abs((day - near).days))[:1])
    if written is None:
        return None
    if said.shift is not None:
        return {written + timedelta(days=said.shift)}
    if said.weekday is not None:
        back = (written.weekday() - said.weekday) % 7
        return {written - timedelta(days=back), written + timedelta(days=7 - back)}
    return None


def _may_be_older(said: Day, written: date | None, days: set[date]) -> bool:
    """Whether a text that says only ``Monday`` may be a copy of one written in the week of one of these Mondays."""
    if said.weekday is None or said.day is not None or written is None:
        return False
    return any(day.weekday() == said.weekday and day < written for day in days)


def _valid(parts: Sequence[tuple[int, int, int]]) -> set[date]:
    found = set()
    for year, month, day in parts:
        try:
            found.add(date(year, month, day))
        except ValueError:  # 30 February is no day
            continue
    return found


def _fits(day: date, said: Day) -> bool:
    facts = {"weekday": day.weekday(), "day": day.day, "month": day.month, "year": day.year}
    return all(getattr(said, name) in (None, value) for name, value in facts.items())
