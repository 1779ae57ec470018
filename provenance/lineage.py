"""Dated appearances → the first, the possible firsts, what may derive from what, and how many origins there are.

Pure: values in, values out. An article is before another only if every moment its date allows is before every moment
the other's allows; where intervals overlap, both may be first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.models import Alternative, Appearance, Derivation, Judgement, Relation

# How near one passage must be to another to be consistent with coming from it.
_DERIVES = frozenset({Relation.VERBATIM, Relation.NEAR_VERBATIM, Relation.REWORDED})
_MOST_PARENTS = 40  # earlier wordings compared with each later one; the nearest in wording to the claim come first
_ALTERNATIVE = 0.85  # explanations this near to the best one are named beside it
_CREDITED, _UNCREDITED, _UNORDERED = 0.95, 0.8, 0.5

Compare = Callable[[Appearance, Appearance], Judgement]


def in_order(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Appearances by date; those that may be on the same day nearest to the claim first; undated ones last."""
    return tuple(sorted(appearances, key=_order))


def _order(appearance: Appearance) -> tuple[bool, datetime, float, str, int]:
    when = appearance.article.first_date
    begins = when.begins or datetime.min.replace(tzinfo=UTC)
    return (not when.dated, begins, -appearance.judgement.score, appearance.article.id, appearance.passage.span.begin)


def first(appearances: Sequence[Appearance]) -> Appearance | None:
    """The earliest dated appearance that is the article's own words, or None.

    Args:
        appearances: In order of date.
    """
    return next((a for a in appearances if a.article.first_date.dated and not a.boilerplate), None)


def possible_firsts(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Every appearance no other one is surely before; of one article, only the first place.

    Undated articles take part as what they are: they may be first unless their own text proves them later.
    """
    own = [a for a in appearances if not a.boilerplate]
    reliable = [a.article.first_date for a in own if a.article.first_date.dated and a.article.first_date.reliable]
    ends = [when.ends for when in reliable if when.ends is not None]
    bound = min(ends, default=None)
    seen: set[str] = set()
    firsts: list[Appearance] = []
    for appearance in own:
        begins = appearance.article.first_date.begins
        later = bound is not None and begins is not None and begins > bound
        if later or appearance.article.id in seen:
            continue
        seen.add(appearance.article.id)
        firsts.append(appearance)
    return tuple(firsts)


@dataclass(frozen=True, slots=True)
class _Explanation:
    """An earlier appearance that may explain a later one; bigger strength explains more."""

    parent: Appearance
    strength: float
    because: str


def derivations(appearances: Sequence[Appearance], compare: Compare) -> dict[str, Derivation]:
    """The earlier appearance each one is consistent with having come from, by appearance id.

    Args:
        appearances: In order of date, undated ones last.
        compare: Judges how near a later passage is to an earlier one.

    Returns:
        No entry for an appearance that seems to be an origin. A parent always stands before its child in
        `appearances`, so there is no cycle and nothing runs backward in time.
    """
    own = [a for a in appearances if not a.boilerplate]
    found: dict[str, Derivation] = {}
    for place, child in enumerate(own):
        explanations = [e for parent in _earlier(own[:place], child) if (e := _explain(parent, child, compare))]
        if explanations:
            found[child.id] = _derivation(sorted(explanations, key=lambda e: -e.strength))
    return found


def origins(appearances: Sequence[Appearance], found: dict[str, Derivation]) -> int:
    """How many appearances derive from none of the others; page furniture is no origin."""
    return sum(1 for a in appearances if not a.boilerplate and a.id not in found)


def _earlier(own: Sequence[Appearance], child: Appearance) -> list[Appearance]:
    """Appearances that can have come before `child`: of other articles, and one place of each wording."""
    seen: set[str] = set()
    parents: list[Appearance] = []
    for parent in own:
        wording = parent.passage.exact
        if parent.article.id == child.article.id or (wording in seen and not _credits(child, parent)):
            continue
        seen.add(wording)
        parents.append(parent)
    return parents[:_MOST_PARENTS]


def _credits(child: Appearance, parent: Appearance) -> bool:
    return child.credit is not None and child.credit.to == parent.article.id


def _explain(parent: Appearance, child: Appearance, compare: Compare) -> _Explanation | None:
    judgement = compare(parent, child)
    credited = _credits(child, parent)
    if judgement.relation not in _DERIVES and not (credited and judgement.relation.counts):
        return None
    ordered = parent.article.first_date.surely_before(child.article.first_date)
    surely = (_CREDITED if credited else _UNCREDITED) if ordered or credited else _UNORDERED
    nearness = 0.5 + 0.5 * min(1.0, judgement.coverage.claim, max(judgement.coverage.passage, 0.5))
    unexplained = 0.03 * len(judgement.rewording.material)
    strength = max(0.05, surely * nearness - unexplained)
    return _Explanation(parent, strength, _because(parent, judgement, credited=credited, ordered=ordered))


def _because(parent: Appearance, judgement: Judgement, *, credited: bool, ordered: bool) -> str:
    order = "earlier" if ordered else "not surely earlier"
    credit = ", and names it as the source" if credited else ""
    return f"consistent with coming from {parent.article.name} ({order}): {judgement.reason}{credit}"


def _derivation(explanations: Sequence[_Explanation]) -> Derivation:
    best, *others = explanations
    near = [e for e in others if e.strength >= _ALTERNATIVE * best.strength][:5]
    return Derivation(
        appearance=best.parent.id,
        confidence=round(best.strength, 2),
        because=best.because,
        alternatives=tuple(Alternative(appearance=e.parent.id, confidence=round(e.strength, 2)) for e in near),
    )
