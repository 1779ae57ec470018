"""What is wrong with an index, or doubtful about its dates, as sentences for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.collection.store import State
from provenance.collection.vector_cache import CacheUnusableError
from provenance.models import DateRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provenance.collection.store import Store
    from provenance.collection.vector_cache import VectorCache
    from provenance.models import Article, DateInterval


def problems_of_cache(cache: VectorCache, store: Store) -> Iterator[str]:
    """Why the vector cache could not be used as it lies there; nothing where it could, or where none is needed.

    Of a large file the checksum is not worked out, since that takes half a second at a million wordings.
    """
    if store.model() is None:
        return
    try:
        stamp = cache.verified() if cache.size() < _LARGE else cache.stamp()
    except CacheUnusableError as error:
        yield f"{cache.path}: {error}; {_HARMLESS}"
        return
    if stamp.collection != store.identity():
        yield f"{cache.path}: it belongs to another collection; {_HARMLESS}"
    elif not store.has_passed(State(stamp.generation, stamp.token)):
        yield f"{cache.path}: it belongs to another state of this collection; {_HARMLESS}"


_LARGE = 100_000_000  # bytes
_HARMLESS = "the vectors are taken from the store instead, which takes longer, until articles are indexed again."


def problems_of_dates(articles: Iterable[Article]) -> Iterator[str]:
    """Dates that contradict each other, or are only guessed."""
    for article in articles:
        if article.published.dated and not article.published.reliable:
            yield f"{article.id}: its date, {_said(article.published)}, is a guess."
        other = _contradiction(article)
        if other is not None:
            yield f"{article.id}: it is dated {_said(article.published)}, but also {_said(other)}."
        if article.originally is not None and article.published.surely_before(article.originally):
            original = _said(article.originally)
            yield f"{article.id}: the earlier publication it states, {original}, is later than its own date."


def _contradiction(article: Article) -> DateInterval | None:
    """The strongest statement of its publication that leaves no day in common with the date it was given."""
    for evidence in article.evidence:
        other = evidence.interval
        if evidence.role is DateRole.PUBLISHED and _are_apart(other, article.published):
            return other
    return None


def _are_apart(one: DateInterval, other: DateInterval) -> bool:
    return one.dated and other.dated and (one.surely_before(other) or other.surely_before(one))


def _said(interval: DateInterval) -> str:
    """A date with where it was found: ``2022-12-07 (byline)``."""
    days = [moment.isoformat() for moment in dict.fromkeys((interval.earliest, interval.latest)) if moment is not None]
    return f"{' to '.join(days)} ({interval.source})"
