"""Units of measurement: what they measure, and how they convert.

A unit may be a word (``miles``), a sign (``%``) or several words (``square feet``, ``degrees Fahrenheit``, ``km/h``).
Some words name more than one: ``pounds`` are weighed and paid, ``degrees`` are Fahrenheit or Celsius.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from provenance.wording.lexicon import groups
from provenance.wording.normalisation import Token

_POWERS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_BEFORE = frozenset(["$", "€", "£", "¥", "₹"])
_CLOSE = 0.02  # writers round what they convert: two per cent either way …
_CLOSE_DEGREES = 0.6  # … and temperatures to a whole degree Celsius
_LONGEST = 3  # words of a unit


@dataclass(frozen=True, slots=True)
class Measure:
    """One meaning of a unit: what it measures, its size, and where its scale begins, in the dimension's first unit."""

    dimension: str
    size: float
    zero: float = 0.0

    def of(self, value: float) -> float:
        """So many of this unit, in the dimension's first unit."""
        return value * self.size + self.zero


@cache
def _table() -> dict[tuple[str, ...], tuple[Measure, ...]]:
    found: dict[tuple[str, ...], tuple[Measure, ...]] = {}
    for value, words in groups("units"):
        dimension, *numbers = value.split()
        measure = Measure(dimension, *map(float, numbers))
        for word in words:
            spelled = tuple(word.split("_"))
            found[spelled] = (*found.get(spelled, ()), measure)
    return found


@cache
def measures(unit: str) -> tuple[Measure, ...]:
    """The meanings of a unit as stated; areas and volumes are made from lengths."""
    prefix, _, rest = unit.partition(" ")
    if prefix in _POWERS.values():
        power, scale, dimension = (2, 1e-4, "area") if prefix == "square" else (3, 1e3, "volume")
        return tuple(Measure(dimension, m.size**power * scale) for m in _table()[(rest,)])
    return _table().get(tuple(unit.split()), ())


def unit_after(words: Sequence[Token], place: int) -> tuple[str | None, int]:
    """The unit that begins at `place`, longest first, and the number of the token after it."""
    norms = tuple(word.norm for word in words[place : place + _LONGEST])
    if len(norms) > 1 and norms[0] in _POWERS and any(m.dimension == "length" for m in _table().get(norms[1:2], ())):
        return f"{_POWERS[norms[0]]} {norms[1]}", place + 2
    for length in range(len(norms), 0, -1):
        if norms[:length] in _table():
            return " ".join(norms[:length]), place + length
    return None, place


def unit_before(words: Sequence[Token], place: int) -> str | None:
    """The currency sign that stands before the number at `place`."""
    return words[place - 1].norm if place and words[place - 1].norm in _BEFORE else None


def same_measure(value: float, unit: str, other_value: float, other_unit: str) -> bool:
    """Whether two quantities in different units are one, in any meaning both units share."""
    return any(
        one.dimension == other.dimension and _close(one.of(value), other.of(other_value), one.dimension)
        for one in measures(unit)
        for other in measures(other_unit)
    )


def comparable(unit: str, other: str) -> bool:
    """Whether two units may measure the same thing."""
    return any(one.dimension == two.dimension for one in measures(unit) for two in measures(other))


def is_share(unit: str) -> bool:
    """Whether a unit makes a share of a number: forty per cent are not forty."""
    return any(measure.dimension == "share" for measure in measures(unit))


def _close(here: float, there: float, dimension: str) -> bool:
    if dimension == "temperature":
        return abs(here - there) <= _CLOSE_DEGREES
    return here == there or abs(here - there) <= _CLOSE * max(abs(here), abs(there))
