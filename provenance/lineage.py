"""Dated appearances → the first, the possible firsts, what may derive from what, and how many origins there are.

Pure: values in, values out. An article is before another only if every moment its date allows is before every moment
the other's allows; where intervals overlap, both may be first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.models import Alternative, Appearance, DateInterval, Derivation, Judgement, Relation

# How near one passage must be to another to be consistent with coming from it.
_DERIVES = frozenset({Relation.VERBATIM, Relation.NEAR_VERBATIM, Relation.REWORDED})
_MOST_PARENTS = 40  # earlier wordings compared with each later one: credited ones, then the earliest
_ALTERNATIVE = 0.85  # explanations this near to the best one are named beside it
_NEVER = datetime.max.replace(tzinfo=UTC)
# An appearance that carries less than this share of what the best one carries is a part of the claim, not its origin.
_WHOLE = 0.6
_CREDITED, _UNCREDITED, _UNORDERED = 0.95, 0.8, 0.5

Compare = Callable[[Appearance, Appearance], Judgement]


def in_order(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Appearances by the last moment their dates allow, so that a day goes before a month it lies in; undated last."""
    return tuple(sorted(appearances, key=_order))


def _order(appearance: Appearance) -> tuple[bool, datetime, datetime, float, str, int]:
    when = appearance.article.first_date
    begins, ends = when.begins or _NEVER, when.ends or _NEVER
    place = (appearance.article.id, appearance.passage.span.begin)
    return (not when.dated, ends, begins, -appearance.judgement.score, *place)


def first(appearances: Sequence[Appearance]) -> Appearance | None:
    """The earliest dated appearance that is the article's own words, or None.

    Args:
        appearances: In order of date.
    """
    return next((a for a in _whole(appearances) if a.article.first_date.dated), None)


def _whole(appearances: Sequence[Appearance]) -> list[Appearance]:
    """The articles' own words that carry the claim whole, or as much of it as any; a paraphrase carries it anyhow.

    An article may carry it in several places: a quotation stitched from two paragraphs.
    """
    own = [a for a in appearances if not a.boilerplate]
    carried: dict[str, float] = defaultdict(float)
    for appearance in own:
        carried[appearance.article.id] += appearance.judgement.coverage.claim
    least = _WHOLE * min(1.0, max(carried.values(), default=0.0))
    return [a for a in own if a.relation is Relation.PARAPHRASE or carried[a.article.id] >= least]


def possible_firsts(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Every appearance no other one is surely before; of one article, only the first place.

    Undated articles take part as what they are: they may be first unless their own text proves them later.
    """
    own = _whole(appearances)
    proven = [a.article.first_date for a in own if _proven(a.article.first_date)]
    seen: set[str] = set()
    firsts: list[Appearance] = []
    for appearance in own:
        when = appearance.article.first_date
        later = _proven(when) and any(other.surely_before(when) for other in proven)
        if later or appearance.article.id in seen:
            continue
        seen.add(appearance.article.id)
        firsts.append(appearance)
    return tuple(firsts)


def _proven(when: DateInterval) -> bool:
    """Whether a date is stated, or is a bound that the evidence proves, rather than a guess."""
    return when.reliable or not when.dated


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
    """How many articles carry the claim without deriving it from another one; page furniture is no origin."""
    own = [a for a in appearances if not a.boilerplate]
    derived = {a.article.id for a in own if a.id in found}
    return len({a.article.id for a in own} - derived)


def _earlier(own: Sequence[Appearance], child: Appearance) -> list[Appearance]:
    """Appearances that can have come before `child`: of other articles, and one place of each wording."""
    seen: set[str] = set()
    parents: list[Appearance] = []
    for parent in own:
        wording = parent.passage.exact
        later = child.article.first_date.surely_before(parent.article.first_date)
        if parent.article.id == child.article.id or later or (wording in seen and not _credits(child, parent)):
            continue
        seen.add(wording)
        parents.append(parent)
    return sorted(parents, key=lambda parent: not _credits(child, parent))[:_MOST_PARENTS]


def _credits(child: Appearance, parent: Appearance) -> bool:
    return child.credit is not None and child.credit.to == parent.article.id


def _explain(parent: Appearance, child: Appearance, compare: Compare) -> _Explanation | None:
    judgement = compare(parent, child)
    credited = _credits(child, parent)
    if judgement.relation not in _DERIVES and not (credited and judgement.relation.counts):
        return None
    earlier, later = parent.article.first_date, child.article.first_date
    ordered = _proven(earlier) and _proven(later) and earlier.surely_before(later)
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
