"""Numbers in a text, by value: figures, words, scales, units, ordinals, years.

``62 miles``, ``sixty-two miles`` and ``99.8 km`` name one quantity; ``1,5 million`` and ``1.5m`` one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from provenance.wording.lexicon import MONTHS, ONES, ORDINALS, SCALES, TENS, UNITS
from provenance.wording.normalisation import Token

_GROUPED = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DECIMAL_COMMA = regex.compile(r"\d+,\d{1,2}$")
_PAIR = regex.compile(r"(\d{1,2})([:/])(\d{1,2})$")
_YEAR = regex.compile(r"(?:1[5-9]|20)\d\d$")
_SINCE = frozenset(["ago", "earlier", "later", "before", "afterwards"])
_LONGEST = 30  # digits; longer ones are codes, not numbers
_SHARES = frozenset(("share", "points"))  # forty people are not forty per cent
_POWERS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_POINTS = frozenset(["percentage", "percent", "basis"])
_CURRENCY = frozenset(["$", "€", "£", "¥", "₹"])
_CLOSE = 0.02  # two converted quantities within two per cent are one: writers round


class NumberKind(StrEnum):
    """What a number counts."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    YEAR = "year"
    CLOCK = "clock"  # a time of day, in hours
    RELATIVE = "relative"  # two years ago: a date that depends on when it was said


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it measures.

    Attributes:
        begin: Number of its first token; `end` is one past its last one, its unit included.
        value: The number as stated, scales multiplied out.
        unit: The folded unit as stated ("miles", "%"), or None.
    """

    begin: int
    end: int
    value: float
    unit: str | None
    kind: NumberKind

    def same_as(self, other: Quantity) -> bool:
        """Whether both name one quantity, units converted and rounding of two per cent allowed between units."""
        if {self.kind, other.kind} == {NumberKind.CARDINAL, NumberKind.YEAR}:
            return self.value == other.value
        if self.kind is not other.kind:
            return False
        if self.unit is None or other.unit is None:
            named = self.unit or other.unit
            return self.value == other.value and (named is None or _measure(named)[0] not in _SHARES)
        if self.unit == other.unit:
            return self.value == other.value
        (one, size), (two, other_size) = _measure(self.unit), _measure(other.unit)
        here, there = self.value * size, other.value * other_size
        return one == two and (here == there or abs(here - there) <= _CLOSE * max(abs(here), abs(there)))


def quantities(words: Sequence[Token]) -> tuple[Quantity, ...]:
    """The numbers among `words`, in order.

    A lone ``one`` is no number (it is mostly a pronoun), nor is a day beside a month (that is a date).
    """
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        quantity = _quantity_at(words, place)
        if quantity is None:
            place += 1
            continue
        if not _is_day_of_month(words, quantity):
            found[-1:] = _joined(found[-1], quantity) if found else [quantity]
        place = quantity.end
    return tuple(found)


def _clock_at(words: Sequence[Token], place: int, end: int, value: float) -> Quantity | None:
    """A time of day: ``10:30``, ``4 p.m.``, ``16:00``."""
    half = words[end].norm if end < len(words) and words[end].norm in {"am", "pm"} else ""
    if end != place + 1 or value >= 25 or not (half or ":" in words[place].norm):
        return None
    hours = value % 12 + (12 if half == "pm" else 0) if half else value
    return Quantity(place, end + bool(half), hours, None, NumberKind.CLOCK)


def _measure(unit: str) -> tuple[str, float]:
    """Dimension and size of a unit; areas and volumes are made from lengths."""
    prefix, _, length = unit.rpartition(" ")
    dimension, size = UNITS[length]
    if prefix == "square":
        return "area", size**2 / 10_000
    if prefix == "cubic":
        return "volume", size**3 * 1_000
    return dimension, size


def _joined(one: Quantity, other: Quantity) -> list[Quantity]:
    """One quantity for ``four feet seven inches``; two where they do not belong together."""
    if one.end == other.begin and one.unit and other.unit and one.kind is other.kind is NumberKind.CARDINAL:
        (dimension, size), (same, smaller) = _measure(one.unit), _measure(other.unit)
        if dimension == same and smaller < size:
            return [Quantity(one.begin, other.end, one.value + other.value * smaller / size, one.unit, one.kind)]
    return [one, other]


def _quantity_at(words: Sequence[Token], place: int) -> Quantity | None:
    ordinal = _ordinal_at(words, place)
    number = None if ordinal else _number_at(words, place)
    if number is None:
        return ordinal
    value, end = number
    return (
        _clock_at(words, place, end, value) or _year_at(words, place, end, value) or _amount(words, place, end, value)
    )


def _year_at(words: Sequence[Token], place: int, end: int, value: float) -> Quantity | None:
    if end == place + 1 and _YEAR.match(words[place].norm) and not _adjacent_unit(words, place, end):
        return Quantity(place, end, value, None, NumberKind.YEAR)
    return None


def _amount(words: Sequence[Token], place: int, end: int, value: float) -> Quantity | None:
    """A number with its unit; a duration before ``ago`` is a date that depends on when it was said."""
    unit, begin, end = _unit(words, place, end)
    if unit is None and end == place + 1 and words[place].norm == "one":
        return None
    if unit and UNITS.get(unit, ("", 0.0))[0] == "time" and end < len(words) and words[end].norm in _SINCE:
        return Quantity(begin, end + 1, value, unit, NumberKind.RELATIVE)
    return Quantity(begin, end, value, unit, NumberKind.CARDINAL)


def _ordinal_at(words: Sequence[Token], place: int) -> Quantity | None:
    norm = words[place].norm
    if len(norm) > _LONGEST:
        return None
    if norm in ORDINALS and norm != "second":  # "second" is mostly a time or "secondly"
        return Quantity(place, place + 1, ORDINALS[norm], None, NumberKind.ORDINAL)
    following = words[place + 1] if place + 1 < len(words) else None
    if (
        norm.isdecimal()
        and following
        and following.norm in {"st", "nd", "rd", "th"}
        and _touch(words[place], following)
    ):
        return Quantity(place, place + 2, int(norm), None, NumberKind.ORDINAL)
    return None


def _number_at(words: Sequence[Token], place: int) -> tuple[float, int] | None:
    """A cardinal number that begins at `place`, as (value, end); figures or words, with scales."""
    value, end = _plain_number(words, place)
    if end == place:
        return (12.0, place + 1) if words[place].norm == "dozen" else None
    while end < len(words) and words[end].norm in SCALES and _is_scale(words, end):
        value *= SCALES[words[end].norm]
        end += 1
        begin = end + (end < len(words) and words[end].norm == "and")
        rest, rest_end = _plain_number(words, begin)
        if rest_end > begin and words[rest_end - 1].norm[0].isalpha() and rest < SCALES[words[end - 1].norm]:
            value, end = value + rest, rest_end
    return value, end


def _is_scale(words: Sequence[Token], place: int) -> bool:
    """Letters alone (``5m``, ``3k``) are a scale only where they touch the figure."""
    return len(words[place].norm) > 1 or _touch(words[place - 1], words[place])


def _plain_number(words: Sequence[Token], place: int) -> tuple[float, int]:
    """A number without scales: ``1,500``, ``sixty-two``; an empty range where there is none."""
    if place >= len(words):
        return 0.0, place
    norm = words[place].norm
    if norm[0].isdigit():
        value = _figure(norm)
        return (0.0, place) if value is None else (value, place + 1)
    if norm in TENS:
        following = words[place + 1].norm if place + 1 < len(words) else ""
        ones = ONES.get(following, 0)
        return (TENS[norm] + ones, place + 2) if 0 < ones < 10 else (float(TENS[norm]), place + 1)
    if norm in ONES:
        return float(ONES[norm]), place + 1
    return 0.0, place


def _figure(norm: str) -> float | None:
    """The value of a figure, a simple fraction, or a time of day in hours; None for dates and other codes."""
    if len(norm) > _LONGEST:
        return None
    pair = _PAIR.match(norm)
    if pair:
        left, right = float(pair.group(1)), float(pair.group(3))
        return left + right / 60 if pair.group(2) == ":" else left / right if right else None
    if _GROUPED.match(norm):
        norm = norm.replace(",", "")
    elif _DECIMAL_COMMA.match(norm):
        norm = norm.replace(",", ".")
    try:
        return float(norm)
    except ValueError:
        return None


def _unit(words: Sequence[Token], begin: int, end: int) -> tuple[str | None, int, int]:
    """The unit after (or the currency before) a number, with the range widened over it."""
    if begin and words[begin - 1].norm in _CURRENCY:
        return words[begin - 1].norm, begin - 1, end
    prefix = _POWERS.get(words[end].norm) if end + 1 < len(words) else None
    if prefix and UNITS.get(words[end + 1].norm, ("", 0.0))[0] == "length":
        return f"{prefix} {words[end + 1].norm}", begin, end + 2
    if end + 1 < len(words) and words[end].norm == "per" and words[end + 1].norm == "cent":
        return "percent", begin, end + 2
    if end + 1 < len(words) and words[end].norm in _POINTS and words[end + 1].norm in {"point", "points"}:
        return words[end + 1].norm, begin, end + 2
    if end < len(words) and words[end].norm in UNITS:
        return words[end].norm, begin, end + 1
    return None, begin, end


def _adjacent_unit(words: Sequence[Token], begin: int, end: int) -> bool:
    return _unit(words, begin, end)[0] is not None


def _is_day_of_month(words: Sequence[Token], quantity: Quantity) -> bool:
    if quantity.unit or quantity.kind is NumberKind.YEAR or not 1 <= quantity.value <= 31:
        return False
    before = words[quantity.begin - 1] if quantity.begin else None
    after = words[quantity.end] if quantity.end < len(words) else None
    return any(word is not None and is_month(word) for word in (before, after))


def is_month(word: Token) -> bool:
    """Whether a word names a month: ``May``, not ``may``."""
    return word.norm in MONTHS and word.text[0].isupper()


def _touch(left: Token, right: Token) -> bool:
    return left.span.end == right.span.begin
