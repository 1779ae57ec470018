"""Which appearance is consistent with having come from which, and how many come from none.

All appearances are explained together. Each could have come from several others or from none; a way to choose for all
of them that makes no circle is a tree, and a tree is the likelier the less it leaves unexplained. The confidence of a
parent is its share among all trees, so that copies nobody can tell apart share it; the wording to come from is
therefore chosen first, and then one of its copies. Dates that overlap are weighed: an undated article may be of any
time in which the story was told.

The constants are tuned by ``benchmarks/lineage.py`` on the half of its sources it does not report.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from provenance.lineage.branching import branching, likelihoods
from provenance.lineage.order import Timeline, in_order, proven
from provenance.lineage.versions import Mark, Versions, shared_runs, version
from provenance.models import Alternative, Appearance, Derivation, Judgement, Relation

Compare = Callable[[Appearance, Appearance], Judgement]

# Where this share of the words stands in runs in both wordings, one was copied. Where less, but more than the second,
# it must be judged recognisable besides, and is the less likely the less is shared: reports of one event share names,
# not runs.
_COPIED, _MAYBE_COPIED = 0.6, 0.3
_DOUBT = 15.0  # in the units below: what each missing share of that, 0 to 1, costs
_RECOGNISABLE = frozenset({Relation.VERBATIM, Relation.NEAR_VERBATIM, Relation.REWORDED})
_MOST_JUDGED = 6  # doubtful parents judged for each appearance, nearest first

# In units of what is unexplained (an exchanged word is 2 to 3): what being named as the source is worth, and what it
# costs to come from nowhere; that costs as much more in an article that names one of the others as its source. What
# comes from nowhere is rather like all the others than like none: its words are what they share. A parent that was
# less likely earlier costs the logarithm of how likely that is.
_CREDITED = 2.0
_NOWHERE = 7.5
_UNLIKE_OTHERS = 0.5
_LEAST_CHANCE = 0.02  # an order that overlapping dates leave open is never ruled out by them
_EARLIER = 1e-3  # of two that cannot be told apart, the first in order
_SHARPNESS = 1.2  # a parent that leaves one unit more unexplained is e to this power less likely
_ITSELF = 0.1  # what it is worth that the parent is right, beside that its wording is

_SUREST = 0.99  # what reads alike is consistent with a copy; nothing proves one
_ALTERNATIVE = 0.1  # parents at least as likely as this are named beside the likeliest
_MOST_ALTERNATIVES = 5
_SHARED_CHANGE = 1.2  # two versions share a change if it weighs this much: about a word put in

# A story in a thousand outlets: so many earlier places of one wording, and so many wordings, are possible parents.
_PLACES, _WORDINGS = 10, 60
# More appearances than this are taken in order of date: overlapping dates are then not weighed against each other.
_TOGETHER = 80

_NOBODY = -1


def derivations(appearances: Sequence[Appearance], compare: Compare) -> dict[str, Derivation]:
    """The appearance each one is consistent with having come from, by appearance id.

    Args:
        appearances: In any order; the answer is the same.
        compare: Judges how near a later passage is to an earlier one.

    Returns:
        No entry for an appearance that seems to be an origin. Following parents never comes back, and no parent is
        surely later than its child.
    """
    own = in_order([a for a in appearances if not a.boilerplate])
    return _Descent(own, compare).derivations() if own else {}


def origins(appearances: Sequence[Appearance], found: Mapping[str, Derivation]) -> int:
    """How many articles carry the claim without deriving it from another one; page furniture is no origin.

    Two articles that each seem to derive one of two passages from the other are one origin, not none.
    """
    own = [a for a in appearances if not a.boilerplate]
    derived = {a.article.id for a in own if a.id in found}
    return max(len({a.article.id for a in own} - derived), min(1, len(own)))


@dataclass(frozen=True)
class _Descent:
    """Appearances in order, to be explained together; they are called by their places in `own`."""

    own: tuple[Appearance, ...]
    compare: Compare

    def derivations(self) -> dict[str, Derivation]:
        """By appearance id; origins have none."""
        found = ((child, parent) for child, parent in self._parents.items() if parent != _NOBODY)
        return {self.own[child].id: self._derivation(child, parent) for child, parent in found}

    @cached_property
    def _versions(self) -> Versions:
        return Versions(a.passage.exact for a in self.own)

    @cached_property
    def _parents(self) -> dict[int, int]:
        """The choice of parents that can expect most to have the right wording, and then most to be right."""
        return branching({child: self._worth(likely) for child, likely in self._likely.items()})

    def _worth(self, likely: Mapping[int, float]) -> dict[int, float]:
        """What each parent is worth, below nothing: many copies of a wording must not make it less likely."""
        worded: defaultdict[tuple[Mark, ...] | None, float] = defaultdict(float)
        for parent, share in likely.items():
            worded[self._wording(parent)] += share
        return {parent: -worded[self._wording(parent)] - _ITSELF * share for parent, share in likely.items()}

    def _wording(self, place: int) -> tuple[Mark, ...] | None:
        """What all copies of a wording have alike; None for nobody."""
        return None if place == _NOBODY else version(self.own[place].passage.exact).marks

    @cached_property
    def _likely(self) -> dict[int, dict[int, float]]:
        """By child, how likely each possible parent is."""
        costs = {child: {_NOBODY: self._nowhere(child), **self._possible(child)} for child in range(len(self.own))}
        return likelihoods({c: {p: _SHARPNESS * cost for p, cost in able.items()} for c, able in costs.items()})

    @cached_property
    def _standing(self) -> tuple[int, ...]:
        """The appearances that any other may have come from: the earliest of each wording, of the earliest wordings."""
        seen: Counter[str] = Counter()
        found = []
        for place, appearance in enumerate(self.own):
            text = appearance.passage.exact
            if text in seen or len(seen) < _WORDINGS:
                seen[text] += 1
                found += [place] if seen[text] <= _PLACES else []
        return tuple(found)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The appearances of each article."""
        found = defaultdict(list)
        for place, appearance in enumerate(self.own):
            found[appearance.article.id].append(place)
        return found

    def _nowhere(self, place: int) -> float:
        """What it costs to be an origin."""
        far = [self._unexplained(place, other) for other in self._standing]
        credit, article = self.own[place].credit, self.own[place].article.id
        named = credit is not None and credit.to in self._places and credit.to != article
        return _NOWHERE + named * _CREDITED + _UNLIKE_OTHERS * sum(far) / len(far) + _EARLIER * place

    def _possible(self, child: int) -> dict[int, float]:
        """What each possible parent leaves unexplained."""
        shares = {parent: self._shared(parent, child) for parent in self._able(child)}
        near = sorted((self._cost(parent, child, shared), parent) for parent, shared in shares.items())
        found: dict[int, float] = {}
        judged = 0
        for cost, parent in near:
            shared = shares[parent]
            doubtful = shared < _COPIED
            judged += doubtful
            if doubtful and (judged > _MOST_JUDGED or not self._recognisable(parent, child, shared)):
                continue
            found[parent] = cost
        return found

    def _able(self, child: int) -> Iterator[int]:
        """Appearances of other articles that can be earlier, as far as their dates say."""
        later = self.own[child]
        credited = self._places.get(later.credit.to, []) if later.credit and later.credit.to else []
        for parent in {*self._standing, *credited}:
            earlier = self.own[parent]
            if earlier.article.id == later.article.id or (parent > child and len(self.own) > _TOGETHER):
                continue
            if not later.article.first_date.surely_before(earlier.article.first_date):
                yield parent

    def _cost(self, parent: int, child: int, shared: float) -> float:
        cost = self._unexplained(parent, child) + _DOUBT * max(0.0, _COPIED - shared) + _EARLIER * parent
        if _credits(self.own[child], self.own[parent]):
            cost -= _CREDITED
        return cost - math.log(max(_LEAST_CHANCE, self._chance(parent, child)))

    @cached_property
    def _timeline(self) -> Timeline:
        return Timeline([a.article.first_date for a in self.own])

    def _chance(self, parent: int, child: int) -> float:
        """How likely one is earlier than the other: whoever names another as the source came after it."""
        one, other = self.own[parent], self.own[child]
        named, naming = _credits(other, one), _credits(one, other)
        return self._timeline.before(parent, child) if named == naming else float(named)

    def _unexplained(self, parent: int, child: int) -> float:
        return self._versions.unexplained(self.own[parent].passage.exact, self.own[child].passage.exact)

    def _shared(self, parent: int, child: int) -> float:
        """Share of the wording in common runs: of the sentences, or of what in them carries the claim."""
        one, other = self.own[parent], self.own[child]
        whole = shared_runs(one.passage.exact, other.passage.exact)
        return whole if whole >= _COPIED else max(whole, shared_runs(_carrying(one), _carrying(other)))

    def _recognisable(self, parent: int, child: int, shared: float) -> bool:
        """Whether a wording that shares few runs is consistent with coming from the other nevertheless."""
        one, other = self.own[parent], self.own[child]
        if shared < _MAYBE_COPIED and not _credits(other, one):
            return False
        relation = self.compare(one, other).relation
        return relation in _RECOGNISABLE or (_credits(other, one) and relation.counts)

    def _derivation(self, child: int, parent: int) -> Derivation:
        likely = self._likely[child]
        others = sorted((-share, p) for p, share in likely.items() if p not in (parent, _NOBODY))
        near = [(p, -share) for share, p in others[:_MOST_ALTERNATIVES] if -share >= _ALTERNATIVE]
        relative = self._relative(child, parent)
        return Derivation(
            appearance=self.own[parent].id,
            confidence=min(_SUREST, round(likely[parent], 2)),
            because=self._because(child, parent, relative),
            alternatives=tuple(Alternative(appearance=self.own[p].id, confidence=round(s, 2)) for p, s in near),
            common_source=None if relative is None else self.own[relative].id,
        )

    def _because(self, child: int, parent: int, relative: int | None) -> str:
        one, other = self.own[parent], self.own[child]
        order = "earlier" if _ordered(one, other) else "not surely earlier"
        said = f"consistent with coming from {one.article.name} ({order}): {self.compare(one, other).reason}"
        if _credits(other, one):
            said += ", and names it as the source"
        if relative is not None:
            said += (
                f"; shares changes with {self.own[relative].article.name}, and each has changes of its own: "
                "consistent with a common source not in this collection, or with both having been used"
            )
        return said

    def _relative(self, child: int, parent: int) -> int | None:
        """An appearance that has changes in common with the child that the parent lacks, while neither explains it all.

        What came from the child, or what the child came from, is none.
        """
        line = self._lines[child]
        found: list[tuple[float, int]] = []
        for other in self._standing:
            if other == child or other in line or child in self._lines[other]:
                continue
            shared = self._versions.shared_change(*(self.own[p].passage.exact for p in (child, other, parent)))
            if shared >= _SHARED_CHANGE:
                found.append((-shared, other))
        return min(found)[1] if found else None

    @cached_property
    def _lines(self) -> tuple[frozenset[int], ...]:
        """The ancestors of each appearance."""
        found = []
        for place in range(len(self.own)):
            line, at = set(), place
            while (at := self._parents[at]) != _NOBODY:
                line.add(at)
            found.append(frozenset(line))
        return tuple(found)


def _ordered(one: Appearance, other: Appearance) -> bool:
    earlier, later = one.article.first_date, other.article.first_date
    return proven(earlier) and proven(later) and earlier.surely_before(later)


def _credits(child: Appearance, parent: Appearance) -> bool:
    return child.credit is not None and child.credit.to == parent.article.id


def _carrying(appearance: Appearance) -> str:
    """What in a passage carries the claim; its sentence may go on differently elsewhere."""
    return appearance.matched.shifted(-appearance.passage.span.begin).of(appearance.passage.exact)
