"""Dated appearances in order: which is first, and which may be.

An article is before another only if every moment its date allows is before every moment
the other's allows; where intervals overlap, both may be first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from provenance.models import Appearance, DateInterval, Relation

_NEVER = datetime.max.replace(tzinfo=UTC)
# An appearance that carries less than this share of what the best one carries is a part of the claim, not its origin.
_WHOLE = 0.6


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
    stated = [a.article.first_date for a in own if proven(a.article.first_date)]
    seen: set[str] = set()
    firsts: list[Appearance] = []
    for appearance in own:
        when = appearance.article.first_date
        later = proven(when) and any(other.surely_before(when) for other in stated)
        if later or appearance.article.id in seen:
            continue
        seen.add(appearance.article.id)
        firsts.append(appearance)
    return tuple(firsts)


def proven(when: DateInterval) -> bool:
    """Whether a date is stated, or is a bound that the evidence proves, rather than a guess."""
    return when.reliable or not when.dated
