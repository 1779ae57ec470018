"""How much of each article stands in each other one, as a matrix; or of each outlet in each other outlet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.models import Article, Comparison

MOST_SHOWN = 30
"""Rows and columns of the largest matrix that is shown."""

NO_OUTLET = "No outlet named"


class By(StrEnum):
    """What a row of a matrix is."""

    ARTICLE = "Articles"
    OUTLET = "Outlets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How much of what is in a row stands in what is in a column.

    Attributes:
        share: 0 to 1. Of an article: how much of its own words. Of an outlet: the mean over all its articles of how
            much of each stands in that article of the other outlet that has most of it.
        pairs: How many pairs of articles share wording.
        pair: Ids of the two articles that share most, the row's first.
    """

    share: float
    pairs: int
    pair: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A matrix of shares; a cell that is not there is nothing shared.

    Attributes:
        names: What the rows are called, and the columns alike; those that share with most others first.
        keys: Their ids.
        left: How many share something and are not shown.
    """

    by: By
    keys: tuple[str, ...]
    names: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    left: int = 0


def shares(comparisons: Sequence[Comparison], by: By, articles: Iterable[Article], *, most: int = MOST_SHOWN) -> Shares:
    """The matrix of all that articles share.

    Args:
        comparisons: Of every two articles that share something.
        articles: All articles of the collection, since those of an outlet that share nothing count in its mean.
    """
    parts = list(_parts(comparisons))
    if by is By.ARTICLE:
        named = {one.id: one.title or one.id for found in comparisons for one in (found.source, found.target)}
        cells = {(one, other): Cell(share=share, pairs=1, pair=(one, other)) for one, other, share in parts}
    else:
        outlets = {one.id: outlet(one) for one in articles}
        named = {name: name for name in outlets.values()}
        cells = _by_outlet(parts, outlets)
    together = Counter(key for pair in cells for key in set(pair))
    keys = sorted(together, key=lambda key: (-together[key], named[key].casefold(), key))
    return Shares(
        by=by,
        keys=tuple(keys[:most]),
        names=tuple(named[key] for key in keys[:most]),
        cells=cells,
        left=max(0, len(keys) - most),
    )


def outlet(article: Article) -> str:
    """What an article's outlet is called in a matrix."""
    return article.outlet or NO_OUTLET


def _parts(comparisons: Iterable[Comparison]) -> Iterable[tuple[str, str, float]]:
    """An article, another one, and how much of the first stands in the second; each pair both ways."""
    for found in comparisons:
        yield found.source.id, found.target.id, found.share.of_source
        yield found.target.id, found.source.id, found.share.of_target


def _by_outlet(parts: Iterable[tuple[str, str, float]], outlets: dict[str, str]) -> dict[tuple[str, str], Cell]:
    sizes = Counter(outlets.values())
    most: dict[tuple[str, str], dict[str, tuple[float, str]]] = defaultdict(dict)
    pairs: Counter[tuple[str, str]] = Counter()
    for one, other, share in parts:
        key = outlets[one], outlets[other]
        pairs[key] += 1
        most[key][one] = max(most[key].get(one, (0.0, "")), (share, other))
    return {key: _mean(key, found, sizes, pairs) for key, found in most.items()}


def _mean(
    key: tuple[str, str],
    found: dict[str, tuple[float, str]],
    sizes: Counter[str],
    pairs: Counter[tuple[str, str]],
) -> Cell:
    """The cell of two outlets; within one, each pair was met from both sides."""
    one = max(found, key=lambda identity: (found[identity][0], identity))
    number = pairs[key] // 2 if key[0] == key[1] else pairs[key]
    share = sum(share for share, _ in found.values()) / sizes[key[0]]
    return Cell(share=share, pairs=number, pair=(one, found[one][1]))
