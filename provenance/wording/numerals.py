"""Reading numbers: figures, words, scales, fractions and multiples, as values.

Each reader is given words and a place and says what number begins there: ``(value, end)``, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from provenance.wording.lexicon import FALLS, FRACTIONS, MULTIPLES, ONES, RISES, SCALES, TENS
from provenance.wording.normalisation import Token

_GROUPED = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_GROUPED_BY_POINTS = regex.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$")
_DECIMAL_COMMA = regex.compile(r"\d+,\d{1,2}$")
_PAIR = regex.compile(r"(\d{1,2})([:/⁄])(\d{1,2})$")
_PART = regex.compile(r"\d[/⁄]\d{1,2}")
_LONGEST = 30  # digits; longer ones are codes, not numbers
_ARTICLES = frozenset(["a", "an"])
# Rose by a third, fell a quarter.
_BEFORE_SHARE = frozenset(["by", "than", "nearly", "almost", "about", "to"]) | RISES | FALLS
_MOST_IN = 1000  # one in a thousand; "one in 2019" is no share

Read = tuple[float, int]


def number_at(words: Sequence[Token], place: int) -> Read | None:
    """A cardinal number in figures or words, scales multiplied out.

    ``1.5 million``, ``three and a half million``, ``a hundred``, ``half a dozen``, ``sixty-two``.
    """
    opened = _plain(words, place) or _article_before_scale(words, place) or _half_before_scale(words, place)
    if opened is None:
        return (12.0, place + 1) if words[place].norm == "dozen" else None
    value, end = _and_a_part(words, *opened)
    while end < len(words) and words[end].norm in SCALES and _is_scale(words, end):
        scale = SCALES[words[end].norm]
        value, end = _and_a_part(words, value * scale, end + 1, scale)
        rest = _plain(words, end + (_norm(words, end) == "and"))
        if rest and words[rest[1] - 1].norm[0].isalpha() and rest[0] < scale:
            value, end = value + rest[0], rest[1]
    return value, end


def share_at(words: Sequence[Token], place: int) -> Read | None:
    """A fraction in words or figures, as a share: ``two-thirds``, ``half of``, ``a quarter of``, ``one in four``."""
    norm, following = words[place].norm, _norm(words, place + 1)
    before = words[place - 1].norm if place else ""
    if norm == "half" and (following in {"of", "the", "its", "their", "his", "her"} or before == "by"):
        return 0.5, place + 1
    number = _plain(words, place)
    if number and number[0] < _MOST_IN:
        among = _among(words, number)
        if among:
            return among
    top = 1.0 if norm in _ARTICLES else number[0] if number else None
    bottom = FRACTIONS.get(following)
    if top is None or bottom is None or (number and number[1] != place + 1):
        return None
    if top == 1 and _norm(words, place + 2) != "of" and before not in _BEFORE_SHARE:
        return None
    if top > 1 and not following.endswith("s"):
        return None
    return top / bottom, place + 2


def multiple_at(words: Sequence[Token], place: int) -> Read | None:
    """How many times as much: ``doubled``, ``twice``, ``three times``, ``tenfold``."""
    norm = words[place].norm
    if norm in MULTIPLES:
        return MULTIPLES[norm], place + 1
    stem = norm.removesuffix("fold")
    if stem != norm and stem in ONES:
        return float(ONES[stem]), place + 1
    number = _plain(words, place)
    if number and _norm(words, number[1]) in {"times", "fold"}:
        return number[0], number[1] + 1
    return None


def figure(norm: str) -> float | None:
    """The value of a figure, a simple fraction, or a time of day in hours; None for dates and other codes."""
    if len(norm) > _LONGEST:
        return None
    pair = _PAIR.match(norm)
    if pair:
        left, right = float(pair.group(1)), float(pair.group(3))
        return left + right / 60 if pair.group(2) == ":" else left / right if right else None
    if _GROUPED.match(norm):
        norm = norm.replace(",", "")
    elif _GROUPED_BY_POINTS.match(norm):
        norm = norm.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.match(norm):
        norm = norm.replace(",", ".")
    try:
        return float(norm)
    except ValueError:
        return None


def _plain(words: Sequence[Token], place: int) -> Read | None:
    """A number without scales: ``1,500``, ``sixty-two``."""
    norm = _norm(words, place)
    if norm[:1].isdigit():
        value = figure(norm)
        return None if value is None else (value, place + 1)
    if norm in TENS:
        ones = ONES.get(_norm(words, place + 1), 0)
        return (TENS[norm] + ones, place + 2) if 0 < ones < 10 else (float(TENS[norm]), place + 1)
    return (float(ONES[norm]), place + 1) if norm in ONES else None


def _among(words: Sequence[Token], number: Read) -> Read | None:
    """``one in four``, ``7 out of 10``."""
    value, end = number
    begin = end + (_norm(words, end) == "out")
    if _norm(words, begin) not in ({"of"} if begin > end else {"in"}):
        return None
    whole = _plain(words, begin + 1)
    return (value / whole[0], whole[1]) if whole and value < whole[0] <= _MOST_IN and value < 10 else None


def _article_before_scale(words: Sequence[Token], place: int) -> Read | None:
    """``a hundred``: the article is one; ``a couple of hundred`` is two of them."""
    if words[place].norm not in _ARTICLES:
        return None
    if _norm(words, place + 1) == "couple":
        end = place + 2 + (_norm(words, place + 2) == "of")
        return (2.0, end) if _norm(words, end) in SCALES else None
    following = _norm(words, place + 1)
    return (1.0, place + 1) if len(following) > 1 and following in SCALES else None


def _half_before_scale(words: Sequence[Token], place: int) -> Read | None:
    """``half a million``, ``half a century``."""
    if words[place].norm == "half" and _norm(words, place + 1) in _ARTICLES:
        return 0.5, place + 2
    return None


def _and_a_part(words: Sequence[Token], value: float, end: int, scale: float = 1.0) -> Read:
    """``three and a half``, ``two and three-quarter``, ``1-1/2``, ``1½``: a part of the last scale more."""
    if value == int(value) and scale == 1 and words[end - 1].norm.isdecimal():
        part = figure(_norm(words, end)) if _PART.fullmatch(_norm(words, end)) else None
        if part is not None and part < 1:
            return value + part, end + 1
    part_end = part_after(words, end)
    return (value + part_end[0] * scale, part_end[1]) if part_end else (value, end)


def part_after(words: Sequence[Token], place: int) -> Read | None:
    """What ``and a half``, ``and three-quarters`` adds, as a share of what stands before it."""
    if _norm(words, place) != "and":
        return None
    norm = _norm(words, place + 1)
    top = 1.0 if norm in _ARTICLES else float(ONES.get(norm, 0))
    bottom = FRACTIONS.get(_norm(words, place + 2))
    if not top or bottom is None or top >= bottom or _norm(words, place + 3) == "of":
        return None
    return top / bottom, place + 3


def _is_scale(words: Sequence[Token], place: int) -> bool:
    """Letters alone (``5m``, ``3k``) are a scale only where they touch the figure."""
    return len(words[place].norm) > 1 or words[place - 1].span.end == words[place].span.begin


def _norm(words: Sequence[Token], place: int) -> str:
    return words[place].norm if 0 <= place < len(words) else ""
