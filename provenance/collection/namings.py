"""Undated articles that dated ones name: whoever names an article by title and outlet proves it was there by then.

This is found when it is asked for, not kept: the naming article may come or go, or be dated anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.collection.shingles import shingles
from provenance.collection.user_dates import dated_anew
from provenance.models import Certainty, DateEvidence, DateInterval, DateRole, DateSource, Precision, Span
from provenance.wording.normalisation import fold

if TYPE_CHECKING:
    from provenance.collection.store import Place, Store
    from provenance.models import Article

RULE = "named-by"
_SHORTEST_TITLE = 4  # words; shorter ones are said without meaning an article
_NEAR = 300  # characters around the title within which the outlet must be named
_LOOKED_AT = 50  # wordings that hold a run of the title's words


def bounded(article: Article, store: Store) -> Article:
    """An article with the bound that dated articles naming it prove; as it is where it is dated or nobody names it."""
    if article.published.dated or article.title is None or article.outlet is None:
        return article
    title = fold(article.title)
    if len(title.split()) < _SHORTEST_TITLE:
        return article
    proofs = [proof for place in _places(store, title) if (proof := _proof(store, article, title, place))]
    if not proofs:
        return article
    earliest = min(proofs, key=lambda proof: str(proof.interval.latest))
    return dated_anew(article, (*article.evidence, earliest))


def _places(store: Store, title: str) -> list[Place]:
    """Where a title stands within a sentence."""
    rarest: list[int] | None = None
    for run in sorted(shingles(title)):
        holders = store.holders(run, _LOOKED_AT + 1)
        if not holders:  # most titles are named nowhere
            return []
        rarest = holders if rarest is None or len(holders) < len(rarest) else rarest
    if rarest is None:
        return []
    held = {number: fold(text) for number, text in store.wording_texts(rarest[:_LOOKED_AT]).items()}
    naming = [number for number, folded in held.items() if f" {title} " in f" {folded} "]
    return store.places(naming)


def _proof(store: Store, article: Article, title: str, place: Place) -> DateEvidence | None:
    """What a place proves, if it stands in a dated article of its own that names the outlet too."""
    occurrence = place.occurrence
    other = store.articles([occurrence.article_id]).get(occurrence.article_id)
    if other is None or other.id == article.id or not (other.published.dated and other.published.reliable):
        return None
    text = store.text(other.id) or ""
    near = Span(max(0, occurrence.span.begin - _NEAR), min(len(text), occurrence.span.end + _NEAR))
    beside = f" {fold(near.of(text))} ".replace(f" {title} ", " ")
    if f" {fold(article.outlet or '')} " not in beside:
        return None
    sentence = " ".join(occurrence.span.of(text).split())
    bound = DateInterval(
        latest=other.published.latest,
        precision=Precision.NONE,
        source=DateSource.BODY,
        certainty=Certainty.BOUND,
        evidence=f"{other.id}: {sentence}",
        rule=RULE,
    )
    return DateEvidence(role=DateRole.NOT_AFTER, interval=bound)
