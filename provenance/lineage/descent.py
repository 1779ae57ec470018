"""Which appearance is consistent with having come from which, and how many come from none.

All appearances are explained together: of all ways to give each one an earlier one or none, without a circle, the one
that leaves least unexplained. The confidence of a parent is its share among all that could have been.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from provenance.lineage.branching import branching, likelihoods
from provenance.lineage.order import proven
from provenance.lineage.versions import Versions, shared_runs
from provenance.models import Alternative, Appearance, Derivation, Judgement, Relation

Compare = Callable[[Appearance, Appearance], Judgement]

# Where this share of the words stands in runs in both, one was copied; where less, the wordings must be near besides.
_COPIED, _MAYBE_COPIED = 0.6, 0.4
_DERIVES = frozenset({Relation.VERBATIM, Relation.NEAR_VERBATIM, Relation.REWORDED})
_MOST_JUDGED = 6  # of the doubtful ones, how many are judged for each appearance, nearest first
# In units of what is unexplained (an exchanged word is about 2 to 3): what a credit is worth, what it costs if dates do
# not say which of the two was earlier, if the other one stands first in order, and to come from nowhere.
_CREDIT = 1.5
_UNORDERED = 0.5
_BACKWARD = 0.3
_NOWHERE = 14.0
_CENTRAL = 0.5
_LATER = 1e-3
# A parent that leaves one unit more unexplained is e to this power less likely.
_SHARPNESS = 1.2
_ELSEWHERE = 0.05  # … and something the collection does not hold may have been the source of any
_ALTERNATIVE = 0.1
_MOST_ALTERNATIVES = 5
_COMMON = 1.2

_ORIGIN = -1


def derivations(appearances: Sequence[Appearance], compare: Compare) -> dict[str, Derivation]:
    """The appearance each one is consistent with having come from, by appearance id.

    Args:
        appearances: In order of date, undated ones last.
        compare: Judges how near a later passage is to an earlier one.

    Returns:
        No entry for an appearance that seems to be an origin. Following parents never comes back, and a parent is
        never surely later than its child.
    """
    return _Descent(tuple(a for a in appearances if not a.boilerplate), compare).derivations()


def origins(appearances: Sequence[Appearance], found: Mapping[str, Derivation]) -> int:
    """How many articles carry the claim without deriving it from another one; page furniture is no origin."""
    own = [a for a in appearances if not a.boilerplate]
    derived = {a.article.id for a in own if a.id in found}
    return max(len({a.article.id for a in own} - derived), min(1, len(own)))


@dataclass(frozen=True)
class _Descent:
    """Appearances, to be explained together."""

    own: tuple[Appearance, ...]
    compare: Compare

    @cached_property
    def versions(self) -> Versions:
        return Versions(a.passage.exact for a in self.own)

    @cached_property
    def likely(self) -> dict[int, dict[int, float]]:
        """By appearance, how likely each possible parent is."""
        costs = {
            child: {_ORIGIN: self._nowhere(child), **dict(self._possible(child))} for child in range(len(self.own))
        }
        return likelihoods({c: {p: _SHARPNESS * x for p, x in ps.items()} for c, ps in costs.items()}) if costs else {}

    @cached_property
    def parents(self) -> dict[int, int]:
        return branching({c: {p: -x for p, x in ps.items()} for c, ps in self.likely.items()}) if self.own else {}

    def _nowhere(self, place):
        far = [self.versions.unexplained(self.own[place].passage.exact, o.passage.exact) for o in self.own]
        return _NOWHERE + _CENTRAL * sum(far) / len(far) + _LATER * place

    def derivations(self) -> dict[str, Derivation]:
        return {
            self.own[child].id: self._derivation(child, parent)
            for child, parent in self.parents.items()
            if parent != _ORIGIN
        }

    def _possible(self, child: int) -> Iterator[tuple[int, float]]:
        able = [parent for parent in range(len(self.own)) if _can_precede(self.own[parent], self.own[child])]
        near = sorted((self._cost(parent, child), parent) for parent in able)
        judged = 0
        for cost, parent in near:
            shared = self._shared(parent, child)
            if shared < _COPIED:
                doubtful = shared >= _MAYBE_COPIED or _credits(self.own[child], self.own[parent])
                if not doubtful or judged == _MOST_JUDGED:
                    continue
                judged += 1
                if not self._derives(parent, child):
                    continue
            yield parent, cost

    def _shared(self, parent: int, child: int) -> float:
        one, other = self.own[parent], self.own[child]
        whole = shared_runs(one.passage.exact, other.passage.exact)
        return whole if whole >= _COPIED else max(whole, shared_runs(_carrying(one), _carrying(other)))

    def _derives(self, parent: int, child: int) -> bool:
        one, other = self.own[parent], self.own[child]
        relation = self.compare(one, other).relation
        return relation in _DERIVES or (_credits(other, one) and relation.counts)

    def _cost(self, parent: int, child: int) -> float:
        one, other = self.own[parent], self.own[child]
        cost = self.versions.unexplained(one.passage.exact, other.passage.exact) + _LATER * parent
        if _credits(other, one):
            cost -= _CREDIT
        if not _ordered(one, other):
            cost += _UNORDERED + (_BACKWARD if parent > child else 0.0)
        return cost

    def _derivation(self, child: int, parent: int) -> Derivation:
        likely = self.likely[child]
        others = sorted((-share, p) for p, share in likely.items() if p not in (parent, _ORIGIN))
        return Derivation(
            appearance=self.own[parent].id,
            confidence=round(likely[parent], 2),
            because="x",
            alternatives=tuple(
                Alternative(appearance=self.own[p].id, confidence=round(-share, 2))
                for share, p in others[:_MOST_ALTERNATIVES]
                if -share >= _ALTERNATIVE
            ),
        )


def _can_precede(one: Appearance, other: Appearance) -> bool:
    return one.article.id != other.article.id and not other.article.first_date.surely_before(one.article.first_date)


def _ordered(one: Appearance, other: Appearance) -> bool:
    earlier, later = one.article.first_date, other.article.first_date
    return proven(earlier) and proven(later) and earlier.surely_before(later)


def _credits(child: Appearance, parent: Appearance) -> bool:
    return child.credit is not None and child.credit.to == parent.article.id


def _carrying(appearance: Appearance) -> str:
    return appearance.matched.shifted(-appearance.passage.span.begin).of(appearance.passage.exact)
