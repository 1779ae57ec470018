"""Changes of attribution: who is said to have said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison, is_content
from provenance.wording.lexicon import ATTRIBUTIONS
from provenance.wording.normalisation import Token

_VIEWS = frozenset(["view", "views", "opinion", "mind", "eyes", "judgment", "judgement", "estimation", "reckoning"])
_SEEING = frozenset(["see", "sees", "saw"])
_OWNERS = frozenset(["my", "our", "your", "his", "her", "its", "their", "'s"])
_VIEW_WORDS = 5
_NOUNS_TOO = frozenset(["states", "reports", "claims", "notes"])


def attributions(comparison: Comparison) -> Iterator[Change]:
    """An attribution that came or went. One speaking verb for another, here or elsewhere, is the same attribution."""
    speaking = [c for c in comparison.clusters if not c.is_passing(comparison) or _is_tag(comparison, c)]
    found = [(cluster, *comparison.unmoved(*_speaking(comparison, cluster))) for cluster in speaking]
    kept = any(lost for _, lost, _ in found) and any(gained for _, _, gained in found)
    for cluster, lost, gained in found:
        if kept and (lost or gained):
            cluster.explain(lost, gained)
            yield comparison.change(
                ChangeKind.ATTRIBUTION, lost, gained, cluster, material=False, note="attributed in another word"
            )
        elif lost:
            yield _gone(comparison, cluster, lost)
        elif gained:
            yield _come(comparison, cluster, gained)


def _is_tag(comparison: Comparison, cluster: Cluster) -> bool:
    """Whether all that came or went here says who speaks: ``…, the agency's deputy head said``, ``according to …``."""
    words, places = (comparison.before, cluster.lost) if cluster.lost else (comparison.after, cluster.gained)
    if not places:
        return False
    return speaks(words[places[-1]]) or words[places[0]].norm == "according" or any(opines(words, p) for p in places)


def _speaking(comparison: Comparison, cluster: Cluster) -> tuple[list[int], list[int]]:
    before, after = comparison.before, comparison.after
    return (
        [p for p in cluster.lost if speaks(before[p]) or opines(before, p)],
        [p for p in cluster.gained if speaks(after[p]) or opines(after, p)],
    )


def _gone(comparison: Comparison, cluster: Cluster, lost: list[int]) -> Change:
    whole = lost if any(is_content(comparison.after[p]) for p in cluster.gained) else list(cluster.lost)
    cluster.explain(lost=whole)
    outside = _spoken_directly(comparison) or _spoken_before(comparison)
    then = "the speaker stands outside the words" if outside else "a statement by somebody became a plain fact"
    note = f"the attribution “{comparison.words(lost=whole)}” is gone: {then}"
    return comparison.change(ChangeKind.ATTRIBUTION, whole, (), cluster, material=not outside, note=note)


def _come(comparison: Comparison, cluster: Cluster, gained: list[int]) -> Change:
    whole = gained if any(is_content(comparison.before[p]) for p in cluster.lost) else list(cluster.gained)
    cluster.explain(gained=whole)
    note = f"it is now attributed: “{comparison.words(gained=whole)}”"
    return comparison.change(ChangeKind.ATTRIBUTION, (), whole, cluster, material=False, note=note)


def speaks(word: Token) -> bool:
    """Whether a word says that somebody said something; the ``States`` do not."""
    return word.norm in ATTRIBUTIONS and not (word.norm in _NOUNS_TOO and word.text[0].isupper())


def opines(words: Sequence[Token], place: int) -> bool:
    """Whether a word closes a phrase that says whose view it is: ``in his view``, ``as she sees it``."""
    norm, before = words[place].norm, [word.norm for word in words[max(0, place - _VIEW_WORDS) : place]]
    following = words[place + 1].norm if place + 1 < len(words) else ""
    if norm in _SEEING:
        return "as" in before and following == "it"
    if norm not in _VIEWS or not {"in", "to", "by"} & {*before}:
        return False
    return before[-1] in _OWNERS or (before[-1] == "the" and following == "of")


def _spoken_directly(comparison: Comparison) -> bool:
    """Whether the match stands in a quotation: then its speaker stands outside, and is not lost."""
    before = comparison.alignment.after[: comparison.alignment.matched.begin]
    return (
        sum(before.count(mark) for mark in "“„«") > sum(before.count(mark) for mark in "”»")
        or before.count('"') % 2 == 1
    )


def _spoken_before(comparison: Comparison) -> bool:
    """Whether the words right before the match say who speaks."""
    begin = comparison.alignment.begin
    return any(speaks(word) for word in comparison.after[max(0, begin - 8) : begin])
