"""Pairs of sentences that are alike enough to begin a passage with."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from provenance.wording.reuse.units import Unit, Units

LEAST = 0.2
"""Pairs less alike than this, by either measure, are no seeds."""
# A word in more sentences of one text than this is not followed; the cosine still counts it.
_MOST_FOLLOWED = 400


class Seed(NamedTuple):
    """Two sentences that are alike: their numbers in their texts.

    Attributes:
        cosine: Of their weighted words, 0 to 1; bigger is more alike.
        dice: Share of distinct words they have in common, 0 to 1 (Dice 1945).
    """

    source: int
    target: int
    cosine: float
    dice: float


@dataclass(frozen=True)
class Weights:
    """How much each word tells in this pair of texts.

    Inverse sentence frequency (Neto et al. 2000): a word in every sentence of both texts is their subject and tells
    little of where one was taken from the other.
    """

    source: Units
    target: Units

    @cached_property
    def _of(self) -> Mapping[str, float]:
        held = Counter(word for text in (self.source, self.target) for unit in text.units for word in unit.bag)
        total = 1 + len(self.source.units) + len(self.target.units)
        return {word: math.log(total / count) for word, count in held.items()}

    def vector(self, bag: Mapping[str, int]) -> dict[str, float]:
        """A bag of words as a vector of length 1; empty where no word tells anything."""
        of = self._of
        raw = {word: count * of[word] for word, count in bag.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {word: value / length for word, value in raw.items()} if length else {}

    @cached_property
    def source_vectors(self) -> list[dict[str, float]]:
        """The sentences of the source."""
        return [self.vector(unit.bag) for unit in self.source.units]

    @cached_property
    def target_vectors(self) -> list[dict[str, float]]:
        """The sentences of the target."""
        return [self.vector(unit.bag) for unit in self.target.units]


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The inner product of two vectors of length 1: 0 to 1, bigger is more alike."""
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def seeds(weights: Weights) -> list[Seed]:
    """Every pair of sentences that is alike at all by both measures, in order of the target."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(weights.source_vectors):
        for word in vector:
            postings[word].append(number)
    followed = {word: holders for word, holders in postings.items() if len(holders) <= _MOST_FOLLOWED}
    return [
        seed
        for number, vector in enumerate(weights.target_vectors)
        for seed in _alike(weights.source_vectors, number, vector, followed)
    ]


def _alike(
    sources: Sequence[Mapping[str, float]],
    number: int,
    vector: Mapping[str, float],
    postings: Mapping[str, Sequence[int]],
) -> Iterator[Seed]:
    products: dict[int, float] = defaultdict(float)
    shared: dict[int, int] = defaultdict(int)
    for word, value in vector.items():
        for holder in postings.get(word, ()):
            products[holder] += value * sources[holder][word]
            shared[holder] += 1
    for holder, product in products.items():
        dice = 2 * shared[holder] / (len(vector) + len(sources[holder]))
        if product >= LEAST and dice >= LEAST:
            yield Seed(holder, number, product, dice)


def without_weaker(found: Sequence[Seed], *, dominance: float) -> list[Seed]:
    """The seeds that are nearly as alike as the best one of either sentence: each came from one place."""
    best_source: dict[int, float] = defaultdict(float)
    best_target: dict[int, float] = defaultdict(float)
    for seed in found:
        best_source[seed.source] = max(best_source[seed.source], seed.cosine)
        best_target[seed.target] = max(best_target[seed.target], seed.cosine)
    return [s for s in found if s.cosine >= dominance * max(best_source[s.source], best_target[s.target])]


def joined(units: Iterable[Unit]) -> Counter[str]:
    """The words of several sentences together."""
    total: Counter[str] = Counter()
    for unit in units:
        total.update(unit.bag)
    return total
