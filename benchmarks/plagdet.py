"""The measure of the PAN shared task on text alignment, as it is defined.

Potthast, Stein, Barrón-Cedeño and Rosso (2010), "An evaluation framework for plagiarism detection": macro-averaged
precision and recall in characters of both sides, and granularity, the mean number of detections of a detected case.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Case(NamedTuple):
    """A passage of the target (suspicious) text and the passage of the source it came from: begin, end; begin, end."""

    target: tuple[int, int]
    source: tuple[int, int]

    @property
    def length(self) -> int:
        """Characters on both sides."""
        return self.target[1] - self.target[0] + self.source[1] - self.source[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All from 0 to 1, bigger is better, but granularity: 1 at best, bigger is worse."""

    plagdet: float
    precision: float
    recall: float
    granularity: float
    cases: int
    detections: int


def plagdet(pairs: Iterable[tuple[Sequence[Case], Sequence[Case]]]) -> Score:
    """Score detections.

    Args:
        pairs: For each pair of texts its true cases and what was detected in it.
    """
    precisions: list[float] = []
    recalls: list[float] = []
    counts: list[int] = []
    for cases, detections in pairs:
        recalls += [_covered(case, detections) for case in cases]
        precisions += [_covered(detection, cases) for detection in detections]
        counts += [found for case in cases if (found := sum(_meet(case, other) for other in detections))]
    precision, recall = _mean(precisions), _mean(recalls)
    granularity = _mean(counts) if counts else 1.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(
        plagdet=both / math.log2(1 + granularity),
        precision=precision,
        recall=recall,
        granularity=granularity,
        cases=len(recalls),
        detections=len(precisions),
    )


def _meet(one: Case, other: Case) -> bool:
    """Whether two cases share characters on both sides; only then does one detect the other."""
    return all(_shared(a, b) > 0 for a, b in zip(one, other, strict=True))


def _covered(one: Case, others: Sequence[Case]) -> float:
    """What share of the characters of both sides the others cover that meet it."""
    met = [other for other in others if _meet(one, other)]
    covered = sum(_union(_cut(side, [other[at] for other in met])) for at, side in enumerate(one))
    return covered / one.length


def _cut(side: tuple[int, int], others: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(max(side[0], begin), min(side[1], end)) for begin, end in others]


def _union(stretches: Iterable[tuple[int, int]]) -> int:
    total, reached = 0, -1
    for begin, end in sorted(stretches):
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
