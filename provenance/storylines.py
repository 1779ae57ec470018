"""One story or several: what the articles around the passages say of free wording and of forms of words.

A pair of sentences does not tell it all. Two reports of one trade share figures and half of their words; so do two
tellings of one event. A figure that differs may have been changed on the way; or both may be fillings of a form, as a
central bank's daily notice is. What decides stands around: whether the articles tell one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from provenance.models import Change, Relation, Span
from provenance.passages import PassedOver, Place, Texts, judgement_of
from provenance.wording.evidence import FACTS
from provenance.wording.normalisation import fold
from provenance.wording.profile import profile
from provenance.wording.rarity import rarity
from provenance.wording.relation import related_score

# Two articles tell one story if their openings share so many rare names; the trade's own ("bank", "corp") do not count.
_SHARED_NAMES, _RARE, _OPENING = 3, 0.8, 4_000
# So many articles that surely carry the claim are asked whether they tell the story of another one.
_MOST_BESIDE = 5
# So many stories, each with a fact of its own in one place of the claim, fill a form; so many articles are looked at.
_FILLINGS, _MOST_COMPARED = 3, 12

Found = Place | PassedOver


def in_context(places: Sequence[Found], claim: str, texts: Texts) -> tuple[Found, ...]:
    """The places judged anew where the articles around them tell more than the passages do."""
    return with_retellings(without_fillings(places, claim, texts), claim, texts)


def with_retellings(places: Sequence[Found], claim: str, texts: Texts) -> tuple[Found, ...]:
    """The same, those counted that retell the claim freely in articles of the story of one that surely carries it."""
    sure = dict.fromkeys(place.article_id for place in _counted(places) if not place.boilerplate)
    return tuple(_retold(place, claim, sure, texts) if sure else place for place in places)


def _retold(place: Found, claim: str, sure: Iterable[str], texts: Texts) -> Found:
    if isinstance(place, PassedOver) or place.judgement.relation.counts:
        return place
    text = texts.of(place.article_id)
    freely = judgement_of(claim, place.span.of(text), place.cosine, place.written, same_story=True)
    beside = (texts.of(article) for article in islice(sure, _MOST_BESIDE))
    if freely.relation.counts and any(tell_one_story(text, other) for other in beside):
        return replace(place, judgement=freely)
    return place


def without_fillings(places: Sequence[Found], claim: str, texts: Texts) -> tuple[Found, ...]:
    """The same, those no longer counted that fill a form of words with a fact of their own.

    Where three or more stories each have another figure, name or day in one place of the claim, none was changed on the
    way from another.
    """
    fillings: dict[Span, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in _counted(places):
        for change in _other_facts(place):
            fillings[change.before_span][fold(change.after)].append(place)
    forms = {
        id(place)
        for by_fact in fillings.values()
        if _stories((found[0] for found in by_fact.values()), texts) >= _FILLINGS
        for found in by_fact.values()
        for place in found
    }
    return tuple(_filling(p, claim, texts) if id(p) in forms and isinstance(p, Place) else p for p in places)


def _counted(places: Sequence[Found]) -> Iterator[Place]:
    return (place for place in places if isinstance(place, Place) and place.judgement.relation.counts)


def _other_facts(place: Place) -> Iterator[Change]:
    changes = place.judgement.rewording.changes
    return (change for change in changes if change.kind in FACTS and change.material and change.before and change.after)


def _stories(places: Iterable[Place], texts: Texts) -> int:
    """How many different stories the articles of these places tell, as far as it matters."""
    apart: list[str] = []
    for text in (texts.of(place.article_id) for place in islice(places, _MOST_COMPARED)):
        if len(apart) < _FILLINGS and not any(tell_one_story(text, other) for other in apart):
            apart.append(text)
    return len(apart)


def _filling(place: Place, claim: str, texts: Texts) -> Place:
    passage = place.span.of(texts.of(place.article_id))
    reason = f"fills a form of words that several stories fill with facts of their own: {place.judgement.reason}"
    score = related_score(claim, passage, cosine=place.cosine)
    return replace(place, judgement=replace(place.judgement, relation=Relation.RELATED, reason=reason, score=score))


def tell_one_story(one: str, other: str) -> bool:
    """Whether two articles share rare names in their openings."""
    shared = profile(one[:_OPENING]).names & profile(other[:_OPENING]).names
    return sum(rarity(name) >= _RARE for name in shared) >= _SHARED_NAMES
