"""Sentences that an outlet puts on many of its pages: furniture, told by where and how often it stands.

A repost repeats its sentences too, and so does a newsroom its background paragraphs. Taking one of those for
furniture would hide a first appearance, and missing some furniture costs little. So a sentence counts as repeated
furniture only where everything speaks for it: it stands in three or more articles of one named outlet, each time at
the same edge of the article, and no two of the three articles share half of their sentences otherwise.

Of a sentence that addresses the reader ("To contact the newsroom, write to …") two different articles are enough, where
it stands at an edge or is a paragraph of its own. At an edge their outlets may even be unknown: whoever repeats it
there, it is no statement.

This is found when it is asked for, not kept: it depends on all articles of an outlet together, and would have to be
found anew for each sentence of theirs whenever one comes or goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from provenance.wording.address import addresses_reader

if TYPE_CHECKING:
    from provenance.collection.store import Place
    from provenance.models import Occurrence

_LEAST_ARTICLES = 3
_LEAST_ADDRESSED = 2  # articles, of a sentence that addresses the reader
_OPENING = 2  # sentences at the beginning of an article that count as its edge
_CLOSING = 3  # at its end
_SHORTEST = 10  # sentences; in a shorter article everything is near an edge
_ALIKE = 0.5  # share of the shorter article's wordings, from which two articles are one text
_COMPARED = 12  # articles looked at; a sentence that is furniture shows it by then


Known = Callable[[int], frozenset[int]]
"""The distinct wordings of an article, by its number."""
Reasons = dict[tuple[int, int], str]
"""Why a sentence is repeated furniture, by its article's number and its position there."""


class Kept(Protocol):
    """What is asked of the store."""

    def wordings_of(self, article: int) -> frozenset[int]:
        """The distinct wordings of the article with this number."""

    def wording_texts(self, wordings: Iterable[int]) -> dict[int, str]:
        """The text of each of these wordings as first read."""

    def text(self, article_id: str) -> str | None:
        """An article's stored original text."""


def with_repetition(places: Sequence[Place], kept: Kept) -> tuple[Occurrence, ...]:
    """The occurrences at `places`, those that are repeated furniture marked as such.

    Args:
        places: All places of each wording concerned.
        kept: The collection they come from.
    """
    known = cache(kept.wordings_of)  # the same articles come up for many wordings
    reasons = _addresses(places, kept, known) | _at_edges(places, known)
    return tuple(_marked(place, reasons) for place in places)


def _marked(place: Place, reasons: Reasons) -> Occurrence:
    occurrence = place.occurrence
    reason = reasons.get((place.article, occurrence.position))
    return occurrence if occurrence.boilerplate or reason is None else replace(occurrence, boilerplate=reason)


# ------------------------------------------------------------------------------------- at the edge of many articles


def _at_edges(places: Iterable[Place], known: Known) -> Reasons:
    """Sentences at the same edge of many articles of an outlet."""
    reasons: Reasons = {}
    for (_, outlet, edge), group in _by_edge(places).items():
        if _are_different(group, known, least=_LEAST_ARTICLES):
            reason = f"repeated at the {edge} of articles of {outlet}"
            reasons |= {(place.article, place.occurrence.position): reason for place in group}
    return reasons


def _by_edge(places: Iterable[Place]) -> dict[tuple[int, str, str], list[Place]]:
    """Places at an edge, by wording, outlet and edge; unnamed outlets are left out: each may be another."""
    groups: dict[tuple[int, str, str], list[Place]] = defaultdict(list)
    for place in places:
        edge = _edge(place)
        if edge is not None and place.outlet:
            groups[place.occurrence.wording, place.outlet, edge].append(place)
    return groups


def _edge(place: Place) -> str | None:
    return None if place.sentences < _SHORTEST else _end_near(place)


def _end_near(place: Place) -> str | None:
    """At which end of its article a sentence stands, if at either."""
    if place.occurrence.position < _OPENING:
        return "beginning"
    return "end" if place.occurrence.position >= place.sentences - _CLOSING else None


# ----------------------------------------------------------------------------------------- addressed to the reader


def _addresses(places: Iterable[Place], kept: Kept, known: Known) -> Reasons:
    """Sentences that address the reader in two articles of an outlet, or of unknown ones."""
    groups: dict[tuple[int, str | None], list[Place]] = defaultdict(list)
    for place in places:
        groups[place.occurrence.wording, place.outlet].append(place)
    repeated = {key: group for key, group in groups.items() if len({place.article for place in group}) > 1}
    texts = kept.wording_texts({wording for wording, _ in repeated}) if repeated else {}
    reasons: Reasons = {}
    for (wording, outlet), group in repeated.items():
        apart = [p for p in group if _stands_apart(p, kept)] if addresses_reader(texts.get(wording, "")) else []
        if _are_different(apart, known, least=_LEAST_ADDRESSED):
            reason = f"addressed to the reader in several articles{f' of {outlet}' if outlet else ''}"
            reasons |= {(place.article, place.occurrence.position): reason for place in apart}
    return reasons


def _stands_apart(place: Place, kept: Kept) -> bool:
    """Whether a sentence stands at an edge of its article, or, where the outlet is known, has its line to itself."""
    if _end_near(place) is not None or place.outlet is None:
        return _end_near(place) is not None
    text, span = kept.text(place.occurrence.article_id) or "", place.occurrence.span
    before, behind = text[: span.begin].rstrip(" \t"), text[span.end :].lstrip(" \t")
    return before.endswith("\n") and behind.startswith(("\n", "\r"))


# ------------------------------------------------------------------------------------------------ different articles


def _are_different(places: Iterable[Place], known: Known, *, least: int) -> bool:
    """Whether there are `least` articles among these of which no two are one text."""
    articles = sorted({place.article for place in places})
    different: list[frozenset[int]] = []
    for article in articles[:_COMPARED] if len(articles) >= least else ():
        wordings = known(article)
        if not any(_alike(wordings, other) for other in different):
            different.append(wordings)
    return len(different) >= least


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))
