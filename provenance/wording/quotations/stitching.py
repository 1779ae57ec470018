"""From which places of a text a quotation takes its words: the cheapest way to read it off.

A reader's finger goes along the quoted text word by word. Staying on the line costs nothing; skipping words costs
something, less where an ellipsis says so; going back costs more; a word that stands nowhere is put in. The cheapest way
is found with dynamic programming (Viterbi 1967), at each word keeping only the best beginnings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log2

from provenance.wording.quotations.words import Quote, Source
from provenance.wording.rarity import rarity
from provenance.wording.variants import Variant, variant

# What a step costs; putting in a telling word costs about one. Chosen by hand on the half of the quotations made by
# benchmarks/quotations.py that is there to tune on, and on a block of a real article.
_SKIP, _SKIP_AT_ELLIPSIS, _SKIP_AT_SEAM, _SKIP_AT_EXCHANGE = 0.6, 0.2, 0.3, 0.2
_BACK, _BACK_AT_ELLIPSIS, _BACK_AT_SEAM = 2.0, 1.2, 0.9
_FAR, _FAR_UNMARKED = 0.12, 0.18  # … and this much more each time the distance doubles
_PUT_IN, _PUT_IN_TELLING, _PUT_IN_BRACKETED = 0.35, 0.9, 0.1
_FORM = {Variant.SAME: 0.0, Variant.SPELLING: 0.1, Variant.INFLECTION: 0.45}
_OTHER_PLACE = 0.0005  # a word, for beginning elsewhere than where the passage is known to stand
_BEST, _MARGIN = 48, 4.0  # beginnings kept, and how much worse than the best one they may be
_COMMON = 12  # places of a word; of a more common one only those that go on with its neighbours
_MOST = 40  # … and of those at most so many, the nearest
_AHEAD = 40  # … or that follow within this many words of the best beginnings


@dataclass(frozen=True, slots=True)
class _State:
    """A way to read the quotation so far.

    Attributes:
        at: Number of the last word of the source that was matched, −1 before the first.
        last: Number of the word of the quotation it was matched with, −1 before the first.
    """

    cost: float
    at: int
    last: int
    before: _State | None


def stitched(quote: Quote, source: Source, focus: int) -> tuple[tuple[int, int], ...]:
    """Pairs (word of the quotation, word of the source), in order of the quotation; a word that is put in has none.

    Args:
        focus: Number of the word of the source near which the passage is known to stand; of several places that serve
            equally well the nearest is taken.
    """
    if not quote.words or not source.words:
        return ()
    runs = source.runs_of(word.norm for word in quote.words)
    if runs:
        begin = min(runs, key=lambda place: abs(place - focus))
        return tuple((n, begin + n) for n in range(len(quote.words)))
    return _without_half_brackets(quote, _cheapest(quote, source, focus))


def _cheapest(quote: Quote, source: Source, focus: int) -> tuple[tuple[int, int], ...]:
    states = [_State(0.0, -1, -1, None)]
    for n in range(len(quote.words)):
        places = _places(quote, source, n, states, focus)
        grown = {(s.at, s.last): _State(s.cost + _put_in(quote, n), s.at, s.last, s.before) for s in states}
        for place in places:
            fits = _form(quote, source, n, place)
            if fits is None:
                continue
            best = min(states, key=lambda s: s.cost + _step(quote, s, n, place, focus))
            cost = best.cost + _step(quote, best, n, place, focus) + fits
            grown[place, n] = _State(cost, place, n, best)
        least = min(s.cost for s in grown.values())
        states = nsmallest(_BEST, (s for s in grown.values() if s.cost <= least + _MARGIN), key=lambda s: s.cost)
    return tuple(reversed(list(_pairs(min(states, key=lambda s: s.cost)))))


def _pairs(state: _State | None) -> Iterator[tuple[int, int]]:
    while state is not None and state.last >= 0:
        yield state.last, state.at
        state = state.before


def _form(quote: Quote, source: Source, n: int, place: int) -> float | None:
    form = variant(quote.words[n].norm, source.words[place].norm)
    return None if form is None else _FORM[form]


def _places(quote: Quote, source: Source, n: int, states: Sequence[_State], focus: int) -> list[int]:
    """Where this word may be taken from.

    Args:
        states: The beginnings kept, best first.
    """
    found = source.places.get(quote.keys[n], [])
    if len(found) <= _COMMON:
        return found
    before = quote.keys[n - 1] if n else None
    after = quote.keys[n + 1] if n + 1 < len(quote.keys) else None
    near = [state.at for state in states[:8]]
    likely = [
        place
        for place in found
        if (place and source.keys[place - 1] == before)
        or (place + 1 < len(source.keys) and source.keys[place + 1] == after)
        or any(0 < place - at <= _AHEAD for at in near)
    ]
    return likely if len(likely) <= _MOST else nsmallest(_MOST, likely, key=lambda place: _away(place, near, focus))


def _away(place: int, near: Sequence[int], focus: int) -> int:
    """How far a place is from where the reader is, or, at the beginning, from where the passage stands."""
    return min(abs(place - at - 1) for at in near if at >= 0) if any(at >= 0 for at in near) else abs(place - focus)


def _put_in(quote: Quote, n: int) -> float:
    if quote.group[n] >= 0:
        return _PUT_IN_BRACKETED
    return _PUT_IN + _PUT_IN_TELLING * rarity(quote.words[n].norm)


def _step(quote: Quote, state: _State, n: int, place: int, focus: int) -> float:
    """What it costs to go on from a state to a place of the source."""
    if state.last < 0:
        return _OTHER_PLACE * abs(place - focus)
    skipped = place - state.at - 1
    if skipped == 0:
        return 0.0
    between = n - state.last - 1
    ellipsis = quote.ellipses[n] > quote.ellipses[state.last]
    seam = quote.seams[n] > quote.seams[state.last]
    far = (_FAR if ellipsis or seam else _FAR_UNMARKED) * log2(1 + abs(skipped))
    if skipped < 0:
        return far + (_BACK_AT_ELLIPSIS if ellipsis else _BACK_AT_SEAM if seam else _BACK)
    if ellipsis or seam:
        return far + (_SKIP_AT_ELLIPSIS if ellipsis else _SKIP_AT_SEAM)
    return far + (_SKIP_AT_EXCHANGE if between and skipped <= alike(between) else _SKIP)


def alike(words: int) -> int:
    """How many words of the source so many other words can stand for; where more are gone, they were cut."""
    return 2 * words + 2


def _without_half_brackets(quote: Quote, pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Brackets hold the quoting writer's words, or they stand in the source as they are: nothing between."""
    matched = {n for n, _ in pairs}
    strange = {group for n, group in enumerate(quote.group) if group >= 0 and n not in matched}
    return tuple((n, place) for n, place in pairs if quote.group[n] not in strange)
