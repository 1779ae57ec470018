"""Sentences that an outlet puts on many of its pages: furniture, told by where and how often it stands.

A repost repeats its sentences too, and so does a newsroom its background paragraphs. Taking one of those for
furniture would hide a first appearance, and missing some furniture costs little. So a sentence counts as repeated
furniture only where everything speaks for it: it stands in three or more articles of one named outlet, each time at
the same edge of the article, and no two of the three articles share half of their sentences otherwise.

This is found when it is asked for, not kept: it depends on all articles of an outlet together, and would have to be
found anew for each sentence of theirs whenever one comes or goes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from provenance.models import Furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.collection.store import Place
    from provenance.models import Occurrence

_LEAST_ARTICLES = 3
_OPENING = 2  # sentences at the beginning of an article that count as its edge
_CLOSING = 3  # at its end
_SHORTEST = 10  # sentences; in a shorter article everything is near an edge
_ALIKE = 0.5  # share of the shorter article's wordings, from which two articles are one text
_COMPARED = 12  # articles looked at; a sentence that is furniture shows it by then


def with_repetition(places: Sequence[Place], wordings_of: Callable[[int], frozenset[int]]) -> tuple[Occurrence, ...]:
    """The occurrences at `places`, those that are repeated furniture marked as such.

    Args:
        places: All places of each wording concerned.
        wordings_of: The distinct wordings of an article, by its number.
    """
    known = cache(wordings_of)  # the same articles come up for many wordings
    repeated: dict[tuple[int, str | None, str], str] = {}
    for (wording, outlet, edge), group in _by_edge(places).items():
        if _are_different(sorted({place.article for place in group}), known):
            repeated[wording, outlet, edge] = f"repeated at the {edge} of articles of {outlet}"
    return tuple(_marked(place, repeated) for place in places)


def furniture_among(occurrences: Iterable[Occurrence], texts: Mapping[int, str]) -> tuple[Furniture, ...]:
    """The furniture among occurrences, by wording and reason, that in most articles first.

    Args:
        texts: The text of each wording, by its number.
    """
    groups: dict[tuple[int, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        if occurrence.boilerplate is not None:
            groups[occurrence.wording, occurrence.boilerplate].append(occurrence)
    found = (
        Furniture(
            text=texts[wording],
            reason=reason,
            occurrences=len(group),
            articles=tuple(dict.fromkeys(occurrence.article_id for occurrence in group)),
        )
        for (wording, reason), group in groups.items()
    )
    return tuple(sorted(found, key=lambda one: (-len(one.articles), -one.occurrences, one.text)))


def _by_edge(places: Iterable[Place]) -> dict[tuple[int, str, str], list[Place]]:
    """Places at an edge, by wording, outlet and edge; unnamed outlets are left out: each may be another."""
    groups: dict[tuple[int, str, str], list[Place]] = defaultdict(list)
    for place in places:
        edge = _edge(place)
        if edge is not None and place.outlet:
            groups[place.occurrence.wording, place.outlet, edge].append(place)
    return groups


def _edge(place: Place) -> str | None:
    if place.sentences < _SHORTEST:
        return None
    if place.occurrence.position < _OPENING:
        return "beginning"
    return "end" if place.occurrence.position >= place.sentences - _CLOSING else None


def _are_different(articles: Sequence[int], wordings_of: Callable[[int], frozenset[int]]) -> bool:
    """Whether there are three articles among these of which no two are one text."""
    if len(articles) < _LEAST_ARTICLES:
        return False
    different: list[frozenset[int]] = []
    for article in articles[:_COMPARED]:
        wordings = wordings_of(article)
        if not any(_alike(wordings, other) for other in different):
            different.append(wordings)
    return len(different) >= _LEAST_ARTICLES


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def _marked(place: Place, repeated: dict[tuple[int, str | None, str], str]) -> Occurrence:
    occurrence = place.occurrence
    reason = repeated.get((occurrence.wording, place.outlet, _edge(place) or ""))
    if occurrence.boilerplate or reason is None:
        return occurrence
    return replace(occurrence, boilerplate=reason)
