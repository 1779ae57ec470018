"""What the versions of a passage have in common, and what sets them apart.

A change leaves a mark: where a word was put in, taken out or exchanged, words stand side by side that did not before.
So the *marks* of a wording are its pairs of neighbouring words, all forms of a word taken as one. A version is likelier
to come from one that has its marks and has none of its own besides (the shared innovations of stemmatics, Maas 1927);
a mark that few versions have tells more than one that all have.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from provenance.wording.normalisation import tokens
from provenance.wording.rarity import rarity
from provenance.wording.variants import key

Mark = tuple[str, str]

# How much more a mark tells that only one other version has than one that all have.
_RARE = 1.0
# What a mark the parent has and the child lacks costs, beside one the child has from elsewhere: cutting is easy.
_LOST = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording, read for its marks.

    Attributes:
        marks: Its pairs of neighbouring words, in order.
        weights: How much each of them tells, 0.05 to 1.
        held: The same pairs as a set.
        triples: Its runs of three words, with how much each tells.
        told: How much all its runs of three words tell.
    """

    marks: tuple[Mark, ...]
    weights: tuple[float, ...]
    held: frozenset[Mark]
    triples: dict[tuple[str, str, str], float]
    told: float


@lru_cache(maxsize=4_000)
def version(text: str) -> Version:
    """The version a text is."""
    words = tokens(text)
    keys, told = [key(word.norm) for word in words], [rarity(word.norm) for word in words]
    marks = tuple(pairwise(keys))
    threes = zip(keys, keys[1:], keys[2:], strict=False)
    triples = {three: sum(told[place : place + 3]) for place, three in enumerate(threes)}
    return Version(
        marks=marks,
        weights=tuple((one + other) / 2 for one, other in pairwise(told)),
        held=frozenset(marks),
        triples=triples,
        told=sum(triples.values()),
    )


def shared_runs(one: str, other: str) -> float:
    """Share of the wording with fewer words that stands in the other in runs of three words or more, 0 to 1.

    Bigger is more alike. Two people who report one event in their own words share names and pairs of words, but
    hardly runs; copies share runs however much was changed between them.

    Example:
        >>> shared_runs("the tide came in", "they say the tide came")
        0.5…
    """
    fewer, more = sorted((version(one), version(other)), key=lambda v: v.told)
    both = math.fsum(fewer.triples[three] for three in fewer.triples.keys() & more.triples.keys())
    return both / fewer.told if fewer.told else 0.0


class Versions:
    """The distinct wordings of one passage, and how far each is from each other."""

    def __init__(self, texts: Iterable[str]) -> None:
        distinct = {version(text).marks for text in texts}
        spread = Counter(mark for marks in distinct for mark in set(marks))
        self._telling = {mark: 1 + _RARE * math.log(len(distinct) / number) for mark, number in spread.items()}
        self._known: dict[tuple[str, str], float] = {}

    def unexplained(self, parent: str, child: str) -> float:
        """How much is left unexplained if `child` was made from `parent`: 0 for a copy, 2 to 3 for another word."""
        found = self._known.get((parent, child))
        if found is None:
            one, other = version(parent), version(child)
            gained = self._changes(other, other.held - one.held)
            lost = self._changes(one, one.held - other.held)
            found = self._known[parent, child] = gained + _LOST * lost
        return found

    def shared_change(self, one: str, other: str, without: str) -> float:
        """How much of what `one` has and `without` lacks `other` has too; 0 unless each has changes of its own."""
        left, right, base = version(one), version(other), version(without).held
        gained, others = left.held - base, right.held - base
        both = gained & others
        return self._changes(left, both) if both and both not in (gained, others) else 0.0

    def _changes(self, one: Version, marks: Set[Mark]) -> float:
        """What some of a version's marks weigh. Ten words put in together are no ten changes: the root of their sum.

        A mark that all versions have weighs what its words tell; more, the fewer have it (inverse document frequency).
        """
        total = run = 0.0
        if not marks:
            return total
        for mark, weight in zip(one.marks, one.weights, strict=True):
            if mark in marks:
                run += weight * self._telling[mark]
            elif run:
                total, run = total + math.sqrt(run), 0.0
        return total + math.sqrt(run)
