"""Which articles share wording, found through the index: one pass over the shingles, never every two articles.

Each run of words proposes pairs only among the few articles that hold it, so the work grows with the words kept and not
with the square of the articles. What stands in very many articles is a turn of phrase, unless it is a whole sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

# A run of three words in more articles than this is a turn of phrase.
_FEW = 30
# A sentence in more articles than this is one of the trade's, and proposes no pairs.
_REPEATED = 500
# Runs two articles share before they are worth setting side by side: eight words in order hold six.
_LEAST_RUNS = 6
# A whole sentence counts as so many runs.
_SENTENCE = 6


SHORTEST = 60
"""Characters in the shortest sentence that proposes pairs as a whole."""


class Shared(NamedTuple):
    """Two articles by number, the lower one first, and how many runs of words they share."""

    one: int
    other: int
    runs: int


def sharing(runs: Iterable[tuple[int, int]], sentences: Iterable[tuple[int, int]]) -> Iterator[Shared]:
    """Pairs of articles that share wording, those that share most first.

    Args:
        runs: Numbers of a shingle and of an article that holds it, in order of the shingle.
        sentences: Numbers of the wording of a long sentence and of an article it stands in, in order of the wording.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for group in _groups(runs, most=_FEW):
        shared.update(combinations(group, 2))
    for group in _groups(sentences, most=_REPEATED):
        for pair in combinations(group, 2):
            shared[pair] += _SENTENCE
    for (one, other), count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= _LEAST_RUNS:
            yield Shared(one, other, count)


def _groups(held: Iterable[tuple[int, int]], *, most: int) -> Iterator[list[int]]:
    """The articles of each thing that is held by at least two and at most `most` of them, in order."""
    for _, group in groupby(held, key=itemgetter(0)):
        articles = sorted({article for _, article in group})
        if 2 <= len(articles) <= most:
            yield articles
