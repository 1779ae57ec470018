"""A collection → every pair of articles that shares wording, and the groups that are one story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from provenance.collection import Collection
from provenance.comparing import Side, compare
from provenance.models import Article, Comparison, ComparisonKind, Document, Story
from provenance.wording.reuse import units_of

_KEPT = 2_000  # articles held taken apart, so that one that is in many pairs is read once
_NEVER = datetime.max.replace(tzinfo=UTC)


def compare_all(
    collection: Collection, *, most: int | None = None, reached: Callable[[int, int], None] | None = None
) -> Iterator[Comparison]:
    """Every two articles of a collection that share a passage of their own, those that share most first.

    The one that is surely earlier is the source; where neither is, the one that was indexed first.

    Args:
        most: How many pairs are looked at, those that share most first; all where it is None.
        reached: Called with the number of pairs looked at so far, and of all there are.
    """
    pairs = collection.sharing()
    side = lru_cache(maxsize=_KEPT)(lambda identity: kept_side(collection, identity))
    for number, pair in enumerate(pairs[:most], start=1):
        one, other = map(side, pair)
        if other.article.first_date.surely_before(one.article.first_date):
            one, other = other, one
        found = compare(one, other)
        if found.kind is not ComparisonKind.INDEPENDENT:
            yield found
        if reached is not None:
            reached(number, len(pairs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """All that articles of a collection share with one another.

    Attributes:
        comparisons: Of every two that share a passage of their own, those that share most first.
        stories: Groups of articles that are one story.
        looked_at: How many pairs were set side by side.
        proposed: How many pairs share wording, looked at or not.
    """

    comparisons: tuple[Comparison, ...]
    stories: tuple[Story, ...]
    looked_at: int
    proposed: int


def gather(collection: Collection, *, most: int, reached: Callable[[int, int], None] | None = None) -> Gathering:
    """Compare all articles of a collection that share wording.

    Args:
        most: How many pairs are looked at, those that share most first.
        reached: Called with the number of pairs looked at so far, and of those that will be.
    """
    counted = (0, 0)

    def count(done: int, proposed: int) -> None:
        nonlocal counted
        counted = done, proposed
        if reached is not None:
            reached(done, min(most, proposed))

    comparisons = tuple(compare_all(collection, most=most, reached=count))
    return Gathering(comparisons=comparisons, stories=stories(comparisons), looked_at=counted[0], proposed=counted[1])


def kept_side(collection: Collection, identity: str) -> Side:
    """An article of a collection, taken apart for comparing; furniture is what the whole collection shows it to be.

    Raises:
        UnknownArticle: No article has this id.
    """
    article, text = collection.article(identity), collection.text(identity)
    occurrences = collection.sentence_occurrences(identity)
    return Side(
        document=Document(article=article, text=text),
        units=units_of(text, sentences=collection.sentence_spans(identity)),
        furniture=tuple((o.span, o.boilerplate) for o in occurrences if o.boilerplate),
    )


def stories(comparisons: Iterable[Comparison]) -> tuple[Story, ...]:
    """Groups of articles that are one story, largest first.

    An article is in one story at most. Each member is a repost of the representative: two articles that only resemble
    a third in different parts are not put together by it.
    """
    alike: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, Article] = {}
    for found in comparisons:
        if found.kind is ComparisonKind.REPOST:
            one, other = found.source, found.target
            articles |= {one.id: one, other.id: other}
            alike[one.id].add(other.id)
            alike[other.id].add(one.id)
    return tuple(_stories(alike, articles))


def _stories(alike: dict[str, set[str]], articles: dict[str, Article]) -> Iterator[Story]:
    """Again and again the article that most others, not yet in a story, resemble, with these."""

    def order(identity: str) -> tuple[datetime, str]:
        return (articles[identity].first_date.ends or _NEVER, identity)

    waiting = set(alike)
    while waiting:
        representative = min(waiting, key=lambda identity: (-len(alike[identity] & waiting), *order(identity)))
        members = alike[representative] & waiting
        waiting -= {representative, *members}
        if members:
            yield Story(representative=representative, members=(representative, *sorted(members, key=order)))
