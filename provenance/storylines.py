"""One story or two: what the articles around the passages say of free wording.

A pair of sentences does not tell it all. Two reports of one trade share figures and half of their words; so do two
tellings of one event. What decides stands around: whether the articles tell one story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from math import ceil

from provenance.passages import PassedOver, Place, Texts, judgement_of
from provenance.wording.profile import profile
from provenance.wording.rarity import rarity

# Two articles tell one story if their openings share so many rare names (the trade's own, "bank", do not count), or,
# where one has few, half of those and at least two.
_SHARED_NAMES, _FEWEST_SHARED = 3, 2
_RARE, _OPENING = 0.8, 4_000
# So many articles that surely carry the claim are asked whether they tell the story of another one.
_MOST_BESIDE = 5

Found = Place | PassedOver


def with_retellings(places: Sequence[Found], claim: str, texts: Texts) -> tuple[Found, ...]:
    """The same, those counted that retell the claim freely in articles of the story of one that surely carries it."""
    sure = dict.fromkeys(place.article_id for place in places if _is_sure(place))
    return tuple(_retold(place, claim, sure, texts) if sure else place for place in places)


def _is_sure(place: Found) -> bool:
    return isinstance(place, Place) and place.judgement.relation.counts and not place.boilerplate


def _retold(place: Found, claim: str, sure: Iterable[str], texts: Texts) -> Found:
    if isinstance(place, PassedOver) or place.judgement.relation.counts:
        return place
    text = texts.of(place.article_id)
    freely = judgement_of(claim, place.span.of(text), place.cosine, place.written, same_story=True)
    beside = (texts.of(article) for article in islice(sure, _MOST_BESIDE))
    if freely.relation.counts and any(tell_one_story(text, other) for other in beside):
        return replace(place, judgement=freely)
    return place


def tell_one_story(one: str, other: str) -> bool:
    """Whether two articles share rare names in their openings.

    Example:
        >>> tell_one_story("Petra Vole of Sundrick spoke in Ansmouth.", "At Ansmouth the Sundrick gates stood open.")
        True
    """
    left, right = _rare_names(one), _rare_names(other)
    few = min(len(left), len(right))
    return len(left & right) >= min(_SHARED_NAMES, max(_FEWEST_SHARED, ceil(few / 2)))


def _rare_names(text: str) -> set[str]:
    return {name for name in profile(text[:_OPENING]).names if rarity(name) >= _RARE}
