"""Changes of stance: negation, hedging, quantity words, intensity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Comparison
from provenance.wording.lexicon import (
    BOUNDS,
    CERTAINTIES,
    DENIALS,
    DIRECTIVES,
    HEDGES,
    INTENSITIES,
    NEGATIONS,
    POSITIVES,
    QUANTIFIERS,
)
from provenance.wording.normalisation import Token
from provenance.wording.quantities import is_month
from provenance.wording.variants import key

_CERTAIN = 5
_NOUNS_TOO = frozenset(["states", "reports", "claims", "notes"])


def negators(words: Sequence[Token], places: Collection[int]) -> list[int]:
    """The words among `places` that negate; ``neither … nor`` counts once, ``not only`` and ``No. 5`` not at all."""
    found: list[int] = []
    for place in sorted(places):
        norm = words[place].norm
        following = words[place + 1].norm if place + 1 < len(words) else ""
        if norm in NEGATIONS and following != "only" and not (norm == "no" and following[:1].isdigit()):
            if norm == "nor" and any(word.norm in NEGATIONS for word in words[:place]):
                continue
            found.append(place)
        elif norm in DENIALS:
            found.append(place)
    return found


def negations(comparison: Comparison) -> Iterator[Change]:
    """Negations that came or went. Where as many came as went, the statement kept its sense.

    Counted over the whole of both wordings, since a negation may move: ``is not … or`` → ``is neither … nor``.
    """
    lost = negators(comparison.before, [p for c in comparison.governing for p in c.lost])
    gained = negators(comparison.after, [p for c in comparison.governing for p in c.gained])
    turned = len(lost) % 2 != len(gained) % 2
    for cluster in comparison.governing:
        here = [p for p in lost if p in cluster.lost]
        there = [p for p in gained if p in cluster.gained]
        if not here and not there:
            continue
        cluster.explain(here, there)
        if not turned or len(here) == len(there):
            yield comparison.change(
                ChangeKind.NEGATION, here, there, cluster, material=False, note="negated as before, in other words"
            )
            continue
        said = comparison.words(lost=here if len(here) > len(there) else (), gained=there)
        note = (
            f"“{said}” {'is gone' if len(here) > len(there) else 'was added'}: the statement turned into its contrary"
        )
        positive = comparison.where(cluster, lambda word: word.norm in POSITIVES)
        cluster.explain(*positive)
        here, there = comparison.with_next(sorted([*here, *positive[0]]), sorted([*there, *positive[1]]))
        yield comparison.change(ChangeKind.NEGATION, here, there, cluster, material=True, note=note)


def _is_hedge(word: Token) -> bool:
    return (word.norm in HEDGES or word.norm in CERTAINTIES) and not is_month(word)


def _certainty(words: Sequence[Token], places: Sequence[int]) -> int:
    grades = [HEDGES[words[p].norm] for p in places if words[p].norm in HEDGES]
    return min(grades, default=_CERTAIN)


def hedges(comparison: Comparison) -> Iterator[Change]:
    """Hedges that came, went, or gave way to a stronger or weaker one."""
    for cluster in comparison.governing:
        lost, gained = unmoved(comparison, *comparison.where(cluster, _is_hedge))
        one, other = _certainty(comparison.before, lost), _certainty(comparison.after, gained)
        if not lost and not gained:
            continue
        cluster.explain(lost, gained)
        before, after = comparison.words(lost=lost), comparison.words(gained=gained)
        note = _hedge_note(before, after, one, other)
        lost, gained = comparison.with_next(lost, gained)
        yield comparison.change(ChangeKind.HEDGE, lost, gained, cluster, material=one != other, note=note)


def _hedge_note(before: str, after: str, one: int, other: int) -> str:
    if one == other:
        return "as sure as before, in other words"
    if other == _CERTAIN:
        return f"“{before}” is gone: what was possible or reported became a fact"
    if one == _CERTAIN:
        return f"“{after}” was added: what was a fact became possible or reported"
    return f"“{before}” became “{after}”: it sounds {'surer' if other > one else 'less sure'}"


def unmoved(comparison: Comparison, lost: Sequence[int], gained: Sequence[int]) -> tuple[list[int], list[int]]:
    """Without the words that stand in the other wording too, only elsewhere."""
    moved = comparison.moved()
    return (
        [p for p in lost if not moved[key(comparison.before[p].norm)]],
        [p for p in gained if not moved[key(comparison.after[p].norm)]],
    )


def _graded(
    comparison: Comparison, kind: ChangeKind, grades: Mapping[str, int], noun: str, *, exchanged: bool = False
) -> Iterator[Change]:
    """Graded words that came, went, or (with `exchanged`, only) gave way to one of another grade."""
    for cluster in comparison.governing:
        lost, gained = unmoved(comparison, *comparison.where(cluster, lambda w: w.norm in grades))
        if not (lost and gained) if exchanged else not (lost or gained):
            continue
        one = {grades[comparison.before[p].norm] for p in lost}
        other = {grades[comparison.after[p].norm] for p in gained}
        cluster.explain(lost, gained)
        before, after = comparison.words(lost=lost), comparison.words(gained=gained)
        note = (
            f"{noun} changed: “{before}” became “{after}”"
            if lost and gained
            else f"“{before or after}” {'is gone' if lost else 'was added'}: {noun} changed"
        )
        yield comparison.change(kind, lost, gained, cluster, material=one != other, note=note)


def quantifiers(comparison: Comparison) -> Iterator[Change]:
    """How many of them: all, most, some, few, none."""
    return _graded(comparison, ChangeKind.QUANTIFIER, QUANTIFIERS, "how many")


def intensities(comparison: Comparison) -> Iterator[Change]:
    """How strongly: slightly, very, extremely; minor, major, devastating."""
    yield from _graded(comparison, ChangeKind.INTENSITY, INTENSITIES, "how strong")
    yield from _graded(comparison, ChangeKind.INTENSITY, DIRECTIVES, "how strongly it is asked for", exchanged=True)


def bounds(comparison: Comparison) -> Iterator[Change]:
    """Words that bound a figure: ``more than 200`` → ``200``."""
    for cluster in comparison.clusters:
        lost = [p for p in cluster.lost if _bounds_figure(comparison.before, p)]
        gained = [p for p in cluster.gained if _bounds_figure(comparison.after, p)]
        if not lost and not gained:
            continue
        cluster.explain(lost, gained)
        before, after = comparison.words(lost=lost), comparison.words(gained=gained)
        note = (
            f"the figure is bounded differently: “{before}” became “{after}”"
            if lost and gained
            else f"“{before or after}” {'is gone' if lost else 'was added'} before the figure"
        )
        yield comparison.change(ChangeKind.QUANTIFIER, lost, gained, cluster, material=True, note=note)


def _bounds_figure(words: Sequence[Token], place: int) -> bool:
    """Whether this word, or it with ``than``, ``to`` or ``at`` beside it, stands before a figure."""
    if words[place].norm not in BOUNDS:
        return words[place].norm in {"than", "to", "at"} and (
            (place > 0 and words[place - 1].norm in BOUNDS and _figure_follows(words, place + 1))
            or (place + 1 < len(words) and words[place].norm == "at" and words[place + 1].norm in {"least", "most"})
        )
    following = place + 1
    if following < len(words) and words[following].norm in {"than", "to"}:
        following += 1
    return _figure_follows(words, following)


def _figure_follows(words: Sequence[Token], place: int) -> bool:
    if place < len(words) and words[place].norm in {"a", "$", "€", "£"}:
        place += 1
    return place < len(words) and (words[place].norm[0].isdigit() or key(words[place].norm).isdigit())
