"""Runs of words that two texts share to the letter, but for the forms of the words; and chains of such runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from provenance.wording.rarity import rarity
from provenance.wording.reuse.units import Units

LENGTH = 5
"""Words in the shortest run that is looked for."""
# A run that stands more often than this in one text is a refrain; its first places are enough.
_PLACES = 8
# … and where a run goes on for more words than this, a refrain in it begins none: else a line said over and over would
# be followed from each of its places to the end.
_WITHIN = 100


class Run(NamedTuple):
    """``source.words[source:source + length]`` and ``target.words[target:target + length]`` are the same words."""

    source: int
    target: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the source, ``source[0]`` to before ``source[1]``, and words of the target that came from them."""

    source: tuple[int, int]
    target: tuple[int, int]

    @classmethod
    def of(cls, run: Run) -> Stretch:
        """The words of one run."""
        return cls((run.source, run.source + run.length), (run.target, run.target + run.length))

    @property
    def lengthened(self) -> float:
        """How many times longer the source side is than the target side, in words."""
        return (self.source[1] - self.source[0]) / (self.target[1] - self.target[0])

    def holds(self, run: Run) -> bool:
        """Whether a run lies within it, on both sides."""
        return (
            self.source[0] <= run.source
            and run.source + run.length <= self.source[1]
            and self.target[0] <= run.target
            and run.target + run.length <= self.target[1]
        )

    def meets(self, run: Run) -> bool:
        """Whether a run shares a word of the target with it."""
        return run.target < self.target[1] and self.target[0] < run.target + run.length

    def joined(self, other: Stretch) -> Stretch:
        """From the beginning of the first to the end of the last, on both sides."""
        return Stretch(
            (min(self.source[0], other.source[0]), max(self.source[1], other.source[1])),
            (min(self.target[0], other.target[0]), max(self.target[1], other.target[1])),
        )


def shared_runs(source: Units, target: Units) -> tuple[Run, ...]:
    """The longest possible runs of at least `LENGTH` words that stand in both, in order of the target."""
    return tuple(_runs(source.keys, target.keys))


def _runs(source: Sequence[str], target: Sequence[str]) -> Iterator[Run]:
    places = _places(source)
    reached: dict[int, int] = {}  # how far the run on each diagonal has come, in words of the target
    farthest = 0
    for at in range(len(target) - LENGTH + 1):
        found = places.get(tuple(target[at : at + LENGTH]), ())
        if len(found) == _PLACES and farthest - at > _WITHIN:
            continue
        for place in found:
            if reached.get(at - place, -1) > at:
                continue
            length = _length(source, target, place, at)
            reached[at - place] = at + length
            farthest = max(farthest, at + length)
            yield Run(place, at, length)


def _places(words: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - LENGTH + 1):
        found = places[tuple(words[at : at + LENGTH])]
        if len(found) < _PLACES:
            found.append(at)
    return places


def _length(source: Sequence[str], target: Sequence[str], place: int, at: int) -> int:
    length = LENGTH
    most = min(len(source) - place, len(target) - at)
    while length < most and source[place + length] == target[at + length]:
        length += 1
    return length


def dominant(runs: Iterable[Run]) -> list[Run]:
    """The longest runs, each word of the target in one of them only, in order of the target."""
    taken: set[int] = set()
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.length, run.target, run.source)):
        words = range(run.target, run.target + run.length)
        free = [word for word in words if word not in taken]
        if len(free) >= LENGTH and free[-1] - free[0] + 1 == len(free):  # what is left of it is in one piece
            moved = free[0] - run.target
            kept.append(Run(run.source + moved, free[0], len(free)))
            taken.update(free)
    return sorted(kept, key=lambda run: run.target)


def chained(pieces: Iterable[Stretch], *, bridge: int, cut: int) -> list[Stretch]:
    """Stretches in order of the target, joined where little lies between two.

    Args:
        bridge: Words that may lie between them, on either side.
        cut: By how many words one side may be longer there: what was left out, or put in.
    """
    chains: list[Stretch] = []
    for piece in sorted(pieces, key=lambda piece: (piece.target, piece.source)):
        near = (
            at
            for at in range(len(chains) - 1, max(-1, len(chains) - 4), -1)
            if _follows(chains[at], piece, bridge, cut)
        )
        at = next(near, None)
        if at is None:
            chains.append(piece)
        else:
            chains[at] = chains[at].joined(piece)
    return chains


def _follows(one: Stretch, other: Stretch, bridge: int, cut: int) -> bool:
    between = other.source[0] - one.source[1], other.target[0] - one.target[1]
    return all(-LENGTH <= gap <= bridge for gap in between) and abs(between[0] - between[1]) <= cut


def weight(text: Units, words: tuple[int, int]) -> float:
    """How much words of a text tell together; bigger tells more."""
    return sum(rarity(word.norm) for word in text.words[words[0] : words[1]])
