"""Where a passage begins and ends, to the word.

Sentences that are alike say roughly where a passage lies. Its edges are where words of the other side stop being more
frequent than chance: the stretch of highest likelihood ratio between "taken from there" and "about the same subject"
(a maximal scoring segment, Karlin and Altschul 1990).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from provenance.wording.reuse.runs import Stretch
from provenance.wording.reuse.units import Units

# Nobody copies so surely that one strange word is impossible, and no word is so rare or so common that it alone proves.
_SUREST, _LEAST_SURE = 0.97, 0.05
_RAREST, _COMMONEST = 0.01, 0.98
_ROUNDS = 2


@dataclass(frozen=True)
class Chance:
    """How likely a word stands in a stretch of a text anyhow."""

    text: Units

    @cached_property
    def _share(self) -> dict[str, float]:
        held = Counter(word for unit in self.text.units for word in unit.bag)
        return {word: count / (1 + len(self.text.units)) for word, count in held.items()}

    def of(self, sentences: int) -> Callable[[str], float]:
        """For a stretch of so many sentences: a word → 0 to 1, bigger is likelier."""
        share = self._share

        def likely(word: str) -> float:
            found = share.get(word)
            return _RAREST if found is None else min(_COMMONEST, max(_RAREST, 1 - (1 - found) ** sentences))

        return likely


def set_edges(source: Units, target: Units, chances: tuple[Chance, Chance], piece: Stretch, *, sure: float) -> Stretch:
    """A passage with its edges set to the word, where one side is surely taken over; else as it is, in sentences."""
    for _ in range(_ROUNDS):
        sides = _Side(source, piece.source, chances[0]), _Side(target, piece.target, chances[1])
        if max(sides[0].taken(sides[1]), sides[1].taken(sides[0])) < sure:
            return piece
        narrower = Stretch(piece.source, sides[1].best(sides[0]))
        narrower = Stretch(sides[0].best(_Side(target, narrower.target, chances[1])), narrower.target)
        if narrower == piece:
            return piece
        piece = narrower
    return piece


@dataclass(frozen=True)
class _Side:
    """One side of a passage: some words of a text."""

    text: Units
    words: tuple[int, int]
    chance: Chance

    @cached_property
    def keys(self) -> Sequence[str]:
        return self.text.keys[self.words[0] : self.words[1]]

    @cached_property
    def held(self) -> frozenset[str]:
        return frozenset(self.keys)

    @cached_property
    def likely(self) -> Callable[[str], float]:
        """How likely a word stands in this side anyhow."""
        first, last = self.text.of_word[self.words[0]], self.text.of_word[self.words[1] - 1]
        return self.chance.of(last - first + 1)

    def taken(self, other: _Side) -> float:
        """What share of the words was taken over from the other side, beyond those that stand there by chance."""
        met = sum(word in other.held for word in self.keys) / len(self.keys)
        chance = sum(map(other.likely, self.keys)) / len(self.keys)
        return min(_SUREST, max(_LEAST_SURE, (met - chance) / max(0.01, 1 - chance)))

    def best(self, other: _Side) -> tuple[int, int]:
        """The words most likely taken over from the other side, in one stretch."""
        taken = self.taken(other)
        missing = math.log(1 - taken)
        best, found, current, start = 0.0, self.words, 0.0, self.words[0]
        for at, word in enumerate(self.keys, start=self.words[0]):
            if current <= 0:
                current, start = 0.0, at
            current += _told(taken, other.likely(word)) if word in other.held else missing
            if current > best:
                best, found = current, (start, at + 1)
        return found


def _told(taken: float, chance: float) -> float:
    """What a word that stands on both sides tells, as the logarithm of a likelihood ratio; bigger speaks for reuse."""
    return math.log((taken + (1 - taken) * chance) / chance)
