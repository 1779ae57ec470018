"""Numbers in a text, by value: figures, words, scales, units, shares, multiples, ordinals, years.

``62 miles``, ``sixty-two miles`` and ``99.8 km`` name one quantity; ``1,5 million`` and ``1.5m`` one number;
``two-thirds``, ``2/3`` and ``66.7 percent`` one share.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from provenance.wording.lexicon import DECADES, MONTHS, MULTIPLES, ONES, ORDINALS, SCALES, TENS, VAGUE_NUMBERS
from provenance.wording.normalisation import Token, tokens
from provenance.wording.numerals import Read, multiple_at, number_at, part_after, share_at
from provenance.wording.units import is_share, measures, same_measure, unit_after, unit_before

_YEAR = regex.compile(r"(?:1[5-9]|20)\d\d$")
_SINCE = frozenset(["ago", "earlier", "later", "before", "afterwards"])
_SIGN = regex.compile(" ?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_LONGEST = 30  # digits; longer ones are codes, not numbers
_ROUNDED = 0.006  # a third is 33 per cent, and 33.3; two-thirds are 67, and 66 cut off
_SHARE = "percent"
# Words a number can begin with; of all others there is no need to look further.
_BEGINNINGS = frozenset((*ORDINALS, *DECADES, *VAGUE_NUMBERS, *TENS, *ONES, *MULTIPLES, "half", "dozen", "a", "an"))


class NumberKind(StrEnum):
    """What a number counts."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    SHARE = "share"  # a fraction; its value is a percentage
    MULTIPLE = "multiple"  # how many times as much
    VAGUE = "vague"  # dozens, thousands: an order of magnitude
    YEAR = "year"
    DECADE = "decade"
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
        if NumberKind.SHARE in (self.kind, other.kind):
            return self._shares(other)
        if self.kind is not other.kind:
            return False
        if self.unit is None or other.unit is None:
            named = self.unit or other.unit
            return self.value == other.value and (named is None or not is_share(named))
        if self.unit == other.unit:
            return self.value == other.value
        return same_measure(self.value, self.unit, other.value, other.unit)

    def _shares(self, other: Quantity) -> bool:
        """Whether a fraction and a percentage, or two fractions, are one share."""
        one, two = self._percentage(), other._percentage()
        if one is None or two is None:
            return False
        fraction, percentage = (one, two) if self.kind is NumberKind.SHARE else (two, one)
        return abs(one - two) <= _ROUNDED * 100 or math.floor(fraction) == percentage

    def _percentage(self) -> float | None:
        if self.kind is NumberKind.SHARE:
            return self.value
        if self.unit and is_share(self.unit):
            return self.value
        return self.value * 100 if self.kind is NumberKind.CARDINAL and 0 < self.value < 1 else None


def quantities(words: Sequence[Token]) -> tuple[Quantity, ...]:
    """The numbers among `words`, in order.

    A lone ``one`` is no number (it is mostly a pronoun), nor is a day beside a month (that is a date).
    """
    found: list[Quantity] = []
    place = 0
    while place < len(words):
        quantity = _quantity_at(words, place) if _may_begin(words[place].norm) else None
        if quantity is None:
            place += 1
            continue
        if not _is_day_of_month(words, quantity):
            found[-1:] = _joined(words, found[-1], quantity) if found else [quantity]
        place = quantity.end
    return tuple(found)


@lru_cache(maxsize=5_000)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The numbers in a text, in order, by the numbers of its words; kept for the last texts asked about."""
    words = tokens(text)
    return quantities([_with_sign(text, word) for word in words] if _SIGN.search(text) else words)


def _with_sign(text: str, word: Token) -> Token:
    """A figure with the sign for a fraction right after it, which is no word of its own: ``1½``."""
    sign = _SIGN.match(text, word.span.end)
    if not sign or not word.norm.isdecimal():
        return word
    return word._replace(norm=f"{int(word.norm) + unicodedata.numeric(sign.group().strip()):g}")


def _may_begin(norm: str) -> bool:
    return norm in _BEGINNINGS or norm[:1].isdigit() or norm.endswith("fold")


def _quantity_at(words: Sequence[Token], place: int) -> Quantity | None:
    for read in (_ordinal_at, _decade_at, _vague_at, _proportion_at, _half_unit_at, _unit_and_a_part_at):
        quantity = read(words, place)
        if quantity:
            return quantity
    number = number_at(words, place)
    if number is None:
        return None
    return _clock(words, place, number) or _year(words, place, number) or _amount(words, place, number)


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


def _decade_at(words: Sequence[Token], place: int) -> Quantity | None:
    """``the 1990s``, ``the nineties``."""
    norm, following = words[place].norm, words[place + 1] if place + 1 < len(words) else None
    if norm in DECADES:
        return Quantity(place, place + 1, DECADES[norm], None, NumberKind.DECADE)
    if _YEAR.match(norm) and norm.endswith("0") and following and following.norm in {"s", "'s"}:
        return (
            Quantity(place, place + 2, int(norm), None, NumberKind.DECADE) if _touch(words[place], following) else None
        )
    return None


def _vague_at(words: Sequence[Token], place: int) -> Quantity | None:
    norm = words[place].norm
    if norm not in VAGUE_NUMBERS or (
        norm == "scores" and words[place + 1 : place + 2] and words[place + 1].norm != "of"
    ):
        return None
    return Quantity(place, place + 1, VAGUE_NUMBERS[norm], None, NumberKind.VAGUE)


def _proportion_at(words: Sequence[Token], place: int) -> Quantity | None:
    share, multiple = share_at(words, place), multiple_at(words, place)
    if share:
        return _of_a_unit(words, place, share) or Quantity(place, share[1], share[0] * 100, None, NumberKind.SHARE)
    return Quantity(place, multiple[1], multiple[0], None, NumberKind.MULTIPLE) if multiple else None


def _of_a_unit(words: Sequence[Token], place: int, share: Read) -> Quantity | None:
    """``a quarter of an hour`` is 15 minutes and ``a quarter of a million`` a number, not a share of something."""
    if [word.norm for word in words[share[1] : share[1] + 2]] not in (["of", "a"], ["of", "an"]):
        return None
    begin = share[1] + 2
    scale = SCALES.get(words[begin].norm) if begin < len(words) and len(words[begin].norm) > 1 else None
    unit, end = unit_after(words, begin + 1 if scale else begin)
    return Quantity(place, end, share[0] * (scale or 1), unit, NumberKind.CARDINAL) if unit or scale else None


def _half_unit_at(words: Sequence[Token], place: int) -> Quantity | None:
    """``half hour``, ``a half-mile``."""
    half = place + (words[place].norm in {"a", "an"})
    if half >= len(words) or words[half].norm != "half":
        return None
    unit, end = unit_after(words, half + 1)
    return Quantity(place, end, 0.5, unit, NumberKind.CARDINAL) if unit else None


def _unit_and_a_part_at(words: Sequence[Token], place: int) -> Quantity | None:
    """``an hour and a half``."""
    unit, end = unit_after(words, place + 1) if words[place].norm in {"a", "an"} else (None, place)
    part = part_after(words, end) if unit else None
    return Quantity(place, part[1], 1 + part[0], unit, NumberKind.CARDINAL) if part else None


def _clock(words: Sequence[Token], place: int, number: Read) -> Quantity | None:
    """A time of day: ``10:30``, ``4 p.m.``, ``16:00``."""
    value, end = number
    half = words[end].norm if end < len(words) and words[end].norm in {"am", "pm"} else ""
    if end != place + 1 or value >= 25 or not (half or ":" in words[place].norm):
        return None
    hours = value % 12 + (12 if half == "pm" else 0) if half else value
    return Quantity(place, end + bool(half), hours, None, NumberKind.CLOCK)


def _year(words: Sequence[Token], place: int, number: Read) -> Quantity | None:
    value, end = number
    if end == place + 1 and _YEAR.match(words[place].norm) and _with_unit(words, place, end)[0] is None:
        return Quantity(place, end, value, None, NumberKind.YEAR)
    return None


def _amount(words: Sequence[Token], place: int, number: Read) -> Quantity | None:
    """A number with its unit; a duration before ``ago`` is a date that depends on when it was said."""
    value, end = number
    unit, begin, end = _with_unit(words, place, end)
    part = part_after(words, end) if unit and begin == place else None
    if part:  # two hours and a half
        value, end = value + part[0], part[1]
    if unit is None and end == place + 1 and words[place].norm == "one":
        return None
    if words[place].norm == "half" and unit is None and end == place + 2:  # half a loaf
        return None
    timed = unit is not None and any(measure.dimension == "time" for measure in measures(unit))
    if timed and end < len(words) and words[end].norm in _SINCE:
        return Quantity(begin, end + 1, value, unit, NumberKind.RELATIVE)
    return Quantity(begin, end, value, unit, NumberKind.CARDINAL)


def _with_unit(words: Sequence[Token], begin: int, end: int) -> tuple[str | None, int, int]:
    """The unit after (or the currency before) a number, with the range widened over it."""
    currency = unit_before(words, begin)
    if currency:
        return currency, begin - 1, end
    unit, unit_end = unit_after(words, end)
    return unit, begin, unit_end


def _joined(words: Sequence[Token], one: Quantity, other: Quantity) -> list[Quantity]:
    """One quantity for ``four feet seven inches``, ``two hours and 30 minutes``; else two."""
    beside = one.end == other.begin or (one.end + 1 == other.begin and words[one.end].norm == "and")
    if beside and one.unit and other.unit and one.kind is other.kind is NumberKind.CARDINAL:
        for large in measures(one.unit):
            for small in measures(other.unit):
                fits = small.size < large.size and other.value * small.size < large.size
                if large.dimension == small.dimension and fits:
                    value = one.value + other.value * small.size / large.size
                    return [Quantity(one.begin, other.end, value, one.unit, one.kind)]
    return [one, other]


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
