"""Whether two things are said to go together, or the one to make the other: ``is linked to`` → ``causes``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Comparison, is_content
from provenance.wording.lexicon import CAUSES, CORRELATIONS
from provenance.wording.normalisation import Token

_PHRASE = 2  # telling words
_BECAME_CAUSE = "that two things go together became that the one makes the other"
_BECAME_LINK = "that the one makes the other became that the two go together"


def causes(comparison: Comparison) -> Iterator[Change]:
    """A link told as a cause, or a cause told as a link; they may stand in two places of the sentence."""
    links, making = _places(comparison, CORRELATIONS), _places(comparison, CAUSES)
    for (lost, gained), meaning in (
        ((links[0], making[1]), _BECAME_CAUSE),
        ((making[0], links[1]), _BECAME_LINK),
    ):
        if lost and gained:
            yield _told(comparison, lost[0], gained[0], meaning)


def _told(comparison: Comparison, link: int, cause: int, meaning: str) -> Change:
    cluster = next(cluster for cluster in comparison.clusters if link in cluster.lost)
    lost, gained = [link], [cause]
    if cause in cluster.gained and _is_short(comparison.before, cluster.lost):
        lost, gained = list(cluster.lost), list(cluster.gained)
    note = f"“{comparison.words(lost=lost)}” became “{comparison.words(gained=gained)}”: {meaning}"
    comparison.explain(lost, gained)
    return comparison.change(ChangeKind.HEDGE, lost, gained, cluster, material=True, note=note)


def _is_short(words: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether these words are one phrase, such as ``is associated with a lower``."""
    return sum(is_content(words[place]) for place in places) <= _PHRASE


def _places(comparison: Comparison, words: frozenset[str]) -> tuple[list[int], list[int]]:
    """Where such words are gone, and where they came; those that only moved are neither."""
    lost = [p for cluster in comparison.governing for p in cluster.lost if comparison.before[p].norm in words]
    gained = [p for cluster in comparison.governing for p in cluster.gained if comparison.after[p].norm in words]
    return comparison.unmoved(lost, gained)
