"""What one text took over from another: passages aligned over both, to the letter or in other words.

`units` takes each text apart, `seeds` and `runs` find what is alike, `clusters` puts together what lies near one
another on both sides, `edges` says to the word where a passage begins and ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from provenance.models import Span
from provenance.wording.rarity import rarity
from provenance.wording.reuse.clusters import clusters
from provenance.wording.reuse.edges import Chance, set_edges
from provenance.wording.reuse.limits import FITTED, Limits
from provenance.wording.reuse.runs import Run, Stretch, chained, dominant, shared_runs, weight
from provenance.wording.reuse.seeds import Seed, Weights, cosine, joined, seeds, without_weaker
from provenance.wording.reuse.units import Units, units_of

__all__ = ["FITTED", "Evidence", "Limits", "Reuse", "Units", "reused", "units_of"]

# Words between two pieces of the target that an ellipsis or an "and" in brackets may stand for.
_STITCH = 2
# Words in the parts that a very long passage may be aligned in.
_PART = 1_500
_TARGET = attrgetter("target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Characters of the source, and the characters of the target that seem to have come from them.

    Attributes:
        likeness: Cosine of the weighted words of both, 0 to 1; bigger is more alike.
        anchors: Offsets from the beginning of both at which a very long passage may be parted; words of one run stand
            on both sides there.
    """

    source: Span
    target: Span
    likeness: float
    anchors: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """All that speaks for reuse between two texts, found once, whatever the limits."""

    source: Units
    target: Units

    @cached_property
    def weights(self) -> Weights:
        """How much each word tells."""
        return Weights(self.source, self.target)

    @cached_property
    def seeds(self) -> Sequence[Seed]:
        """Sentences that are alike."""
        return seeds(self.weights)

    @cached_property
    def runs(self) -> Sequence[Run]:
        """Words in the same order, each word of the target in one run only."""
        return dominant(shared_runs(self.source, self.target))

    @cached_property
    def by_run(self) -> dict[tuple[int, int], int]:
        """For pairs of sentences, how many words in runs they share."""
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for run in self.runs:
            for at in range(run.length):
                shared[self.source.of_word[run.source + at], self.target.of_word[run.target + at]] += 1
        return shared

    @cached_property
    def chances(self) -> tuple[Chance, Chance]:
        """How likely a word stands anywhere in the source, and in the target."""
        return Chance(self.source), Chance(self.target)

    def likeness(self, piece: Stretch) -> float:
        """Cosine of the sentences a stretch touches on both sides."""
        one, other = self.sentences(piece)
        vectors = (
            self.weights.vector(joined(text.units[first : last + 1]))
            for text, (first, last) in ((self.source, one), (self.target, other))
        )
        return cosine(*vectors)

    def told(self, piece: Stretch) -> float:
        """How much the distinct words that stand on both sides tell together; bigger speaks more for reuse."""
        held = set(self.source.keys[slice(*piece.source)])
        words = zip(self.target.keys[slice(*piece.target)], self.target.words[slice(*piece.target)], strict=True)
        return sum({key: rarity(word.norm) for key, word in words if key in held}.values())

    def sentences(self, piece: Stretch) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and the last sentence that a stretch touches, in the source and in the target."""
        return (
            (self.source.of_word[piece.source[0]], self.source.of_word[piece.source[1] - 1]),
            (self.target.of_word[piece.target[0]], self.target.of_word[piece.target[1] - 1]),
        )


def reused(evidence: Evidence, limits: Limits = FITTED) -> tuple[Reuse, ...]:
    """The passages of the target that seem to have come from the source, in order of the target.

    No two of them share a character of the target. On the side of the source their order is free: what was moved is
    found.
    """
    begun = _beginnings(evidence, limits)
    summaries = [
        p
        for p in _stretches(evidence, begun, limits.summary_gap, limits.summary_whole)
        if p.lengthened >= limits.summary_ratio
        and evidence.told(p) >= limits.summary_told * (p.target[1] - p.target[0])
        and _letter_share(evidence, p, begun, limits) < limits.letter
    ]
    close = [p for p in _stretches(evidence, begun, limits.gap, limits.whole) if not _meets(p, summaries)]
    loose = [p for p in close if _letter_share(evidence, p, begun, limits) < limits.letter]
    edged = [set_edges(evidence.source, evidence.target, evidence.chances, p, sure=limits.sure) for p in loose]
    kept = [
        (p, narrower)
        for p, narrower in zip([*summaries, *loose], [*summaries, *edged], strict=True)
        if _sure(evidence, narrower, limits)
    ]
    exact = _exact(evidence, begun, [p for p, _ in kept], limits)
    pieces = [*(narrower for _, narrower in kept), *exact]
    return tuple(_without_overlaps([_reuse(evidence, p) for p in pieces]))


def _sure(evidence: Evidence, piece: Stretch, limits: Limits) -> bool:
    """Whether a passage in other words is long enough, and its words tell enough, to speak for reuse."""
    return _long(evidence, piece, limits.shortest) and evidence.told(piece) * evidence.likeness(piece) >= limits.told


def _beginnings(evidence: Evidence, limits: Limits) -> list[Seed]:
    """Pairs of sentences that are alike, or that share a long run of words."""
    alike = {(s.source, s.target): s for s in evidence.seeds if s.cosine >= limits.cosine and s.dice >= limits.dice}
    for (one, other), words in evidence.by_run.items():
        if words >= limits.run and (one, other) not in alike:
            share = 2 * words / (len(evidence.source.units[one]) + len(evidence.target.units[other]))
            alike[one, other] = Seed(one, other, max(limits.cosine, share), share)
    return without_weaker(list(alike.values()), dominance=limits.dominance)


def _stretches(evidence: Evidence, begun: Sequence[Seed], gap: int, whole: float) -> Iterator[Stretch]:
    """Clusters of beginnings that are alike as a whole; one that is not is parted at smaller and smaller gaps."""
    for group in clusters(begun, gap=gap):
        piece = _around(evidence, group)
        if evidence.likeness(piece) >= whole:
            yield piece
        elif gap:
            yield from _stretches(evidence, group, gap - 1, whole)


def _around(evidence: Evidence, group: Sequence[Seed]) -> Stretch:
    one, other = evidence.source.units, evidence.target.units
    sources, targets = [seed.source for seed in group], [seed.target for seed in group]
    return Stretch(
        (one[min(sources)].first, one[max(sources)].beyond), (other[min(targets)].first, other[max(targets)].beyond)
    )


def _letter_share(evidence: Evidence, piece: Stretch, begun: Sequence[Seed], limits: Limits) -> float:
    """What share of the words of a passage's own beginnings stands in long runs; what lies between them is left out."""
    one, other = evidence.sentences(piece)
    alike = {seed.target for seed in begun if one[0] <= seed.source <= one[1] and other[0] <= seed.target <= other[1]}
    words = sum(len(evidence.target.units[sentence]) for sentence in alike)
    inside = [run for run in evidence.runs if run.length >= limits.chain and piece.holds(run)]
    return sum(evidence.target.of_word[run.target + at] in alike for run in inside for at in range(run.length)) / words


def _exact(evidence: Evidence, begun: Sequence[Seed], others: Sequence[Stretch], limits: Limits) -> list[Stretch]:
    """Passages taken over to the letter, outside the others: chains of runs, with what was reworded between them."""
    runs = [run for run in evidence.runs if not any(piece.meets(run) for piece in others)]
    between = [_around(evidence, [seed]) for seed in _uncovered(evidence, begun, runs)]
    pieces = [*map(Stretch.of, runs), *(piece for piece in between if not _meets(piece, others))]
    chains = chained(pieces, bridge=limits.bridge, cut=limits.cut)
    held = [_lengths(chain, runs) for chain in chains]
    long = [chain for chain, lengths in zip(chains, held, strict=True) if max(lengths, default=0) >= limits.chain]
    sure = [
        c
        for c in long
        if _long(evidence, c, limits.shortest_exact) and weight(evidence.target, c.target) >= limits.weight
    ]
    return sure + [
        c for c, lengths in zip(chains, held, strict=True) if lengths and c not in sure and _beside(evidence, c, sure)
    ]


def _lengths(chain: Stretch, runs: Sequence[Run]) -> list[int]:
    """How long the runs in a chain are; `runs` are in order of the target."""
    first = bisect_left(runs, chain.target[0], key=_TARGET)
    last = bisect_left(runs, chain.target[1], key=_TARGET)
    return [run.length for run in runs[first:last] if chain.holds(run)]


def _uncovered(evidence: Evidence, begun: Sequence[Seed], runs: Sequence[Run]) -> list[Seed]:
    """The beginnings in whose sentence of the target less than half of the words stand in runs."""
    covered = Counter[int]()
    for run in runs:
        covered.update(evidence.target.of_word[run.target : run.target + run.length])
    return [seed for seed in begun if 2 * covered[seed.target] < len(evidence.target.units[seed.target])]


def _beside(evidence: Evidence, piece: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether a short piece stands next to a sure one in a line of the target: quotations are stitched together."""
    for other in others:
        first, last = sorted((piece.target, other.target))
        if 0 <= last[0] - first[1] <= _STITCH:
            words = evidence.target.words
            return "\n" not in evidence.target.text[words[first[1] - 1].span.end : words[last[0]].span.begin]
    return False


def _meets(piece: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether any of the others shares a word of the target with a stretch."""
    return any(piece.target[0] < other.target[1] and other.target[0] < piece.target[1] for other in others)


def _long(evidence: Evidence, piece: Stretch, shortest: int) -> bool:
    return min(len(evidence.source.span_of(*piece.source)), len(evidence.target.span_of(*piece.target))) >= shortest


def _reuse(evidence: Evidence, piece: Stretch) -> Reuse:
    source, target = evidence.source.span_of(*piece.source), evidence.target.span_of(*piece.target)
    return Reuse(
        source=source,
        target=target,
        likeness=evidence.likeness(piece),
        anchors=tuple((one - source.begin, other - target.begin) for one, other in _anchors(evidence, piece)),
    )


def _anchors(evidence: Evidence, piece: Stretch) -> Iterator[tuple[int, int]]:
    """Places in both texts at least `_PART` words apart on both sides, within long runs."""
    source, target = piece.source[0], piece.target[0]
    if piece.target[1] - target <= 2 * _PART:
        return
    for run in evidence.runs:
        at = max(run.target, target + _PART, run.target + source + _PART - run.source)
        if piece.holds(run) and at < run.target + run.length:
            for word in range(at, run.target + run.length, _PART):
                source, target = run.source + word - run.target, word
                yield evidence.source.begins[source], evidence.target.begins[target]


def _without_overlaps(found: Sequence[Reuse]) -> list[Reuse]:
    """Of passages that share characters of the target, the one most alike."""
    kept: list[Reuse] = []
    for one in sorted(found, key=lambda one: (-one.likeness, one.target, one.source)):
        if not any(one.target.overlaps(other.target) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.target, one.source))
