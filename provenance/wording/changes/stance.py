"""Changes of stance: negation, hedging, quantity words, intensity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison
from provenance.wording.lexicon import (
    CERTAINTIES,
    DENIALS,
    DIRECTIVES,
    FREQUENCIES,
    HEDGES,
    INTENSITIES,
    NEGATIONS,
    POSITIVES,
    QUANTIFIERS,
    SIZES,
)
from provenance.wording.normalisation import Token, tokens
from provenance.wording.quantities import is_month

_CERTAIN = 5
_NEGATING = ("un", "in", "im", "ir", "il", "dis", "non")
_NO_COMPOUNDS = frozenset(["confidence", "fly", "go", "show", "brainer"])  # a no-confidence motion denies nothing
_COMPARING = frozenset(["more", "less", "fewer", "later", "earlier", "greater"])
# After these a word of intending is a thing: a plan, its promise.
# fmt: off
_DETERMINERS = frozenset((
    "a", "an", "the", "this", "that", "its", "their", "his", "her", "our", "your", "my", "no", "any", "each",
    "every", "'s", "new",
))
# fmt: on
# fmt: off
_INTENDING = frozenset((
    "plan", "plans", "attempt", "attempts", "promise", "promises", "vow", "vows", "suspect", "suspects", "try",
    "tries",
))
# fmt: on


def negators(words: Sequence[Token], places: Collection[int]) -> list[int]:
    """The words among `places` that negate.

    ``neither … nor`` and ``not … and not`` count once, ``not only`` and ``No. 5`` not at all.
    """
    return [place for place in sorted(places) if words[place].norm in DENIALS or _negates(words, place)]


def _negates(words: Sequence[Token], place: int) -> bool:
    norm = words[place].norm
    following = words[place + 1].norm if place + 1 < len(words) else ""
    if norm not in NEGATIONS or following == "only":
        return False
    if norm == "no" and (following[:1].isdigit() or following in _NO_COMPOUNDS):
        return False
    if following in _COMPARING and place + 2 < len(words) and words[place + 2].norm == "than":  # no more than forty
        return False
    goes_on = norm == "nor" or (norm == "not" and place > 0 and words[place - 1].norm in {"and", "or"})
    return not (goes_on and any(word.norm in NEGATIONS for word in words[:place]))


def negations(comparison: Comparison) -> Iterator[Change]:
    """Negations that came or went. Where as many came as went, the statement kept its sense.

    Counted over the whole of both wordings, since a negation may move: ``is not … or`` → ``is neither … nor``.
    """
    lost = negators(comparison.before, [p for c in comparison.governing for p in c.lost])
    gained = negators(comparison.after, [p for c in comparison.governing for p in c.gained])
    prefixed = _prefixed(comparison)
    lost += [p for p, _ in prefixed.lost if p not in lost]
    gained += [p for p, _ in prefixed.gained if p not in gained]
    turned = len(lost) % 2 != len(gained) % 2
    for cluster in comparison.governing:
        here = sorted(p for p in lost if p in cluster.lost)
        there = sorted(p for p in gained if p in cluster.gained)
        if not here and not there:
            continue
        bare = ([p for q, p in prefixed.gained if q in there], [p for q, p in prefixed.lost if q in here])
        yield _negation(comparison, cluster, here, there, bare=bare, turned=turned)


def answered(found: Sequence[Change], around: Sequence[Change]) -> list[Change]:
    """All these changes, but for a negation that left the matched words only to stand right beside them.

    ``has neither opened nor closed it`` → ``it does not “open” or “close” it``: it is negated as before.
    """
    gone = next((c for c in found if c.kind is ChangeKind.NEGATION and c.material and not _denies(c.after)), None)
    come = next((c for c in around if c.kind is ChangeKind.NEGATION and _denies(c.after)), None)
    if gone is None or come is None:
        return [*found, *around]
    kept = replace(gone, material=False, note=f"negated as before, by “{come.after}” beside these words")
    return [*(kept if c is gone else c for c in found), *(c for c in around if c is not come)]


def _denies(text: str) -> bool:
    """Whether a word of negation is in it, rather than one of doubt."""
    return any(word.norm in NEGATIONS for word in tokens(text))


def _negation(
    comparison: Comparison,
    cluster: Cluster,
    here: list[int],
    there: list[int],
    *,
    bare: tuple[list[int], list[int]],
    turned: bool,
) -> Change:
    """One place where negations came or went; `bare` are the words that stand there without their prefix."""
    positive = comparison.where(cluster, lambda word: word.norm in POSITIVES)
    cluster.explain([*here, *bare[0]], [*there, *bare[1]])
    if not turned or len(here) == len(there):
        cluster.explain(*positive)
        return comparison.change(
            ChangeKind.NEGATION, here, there, cluster, material=False, note="negated as before, in other words"
        )
    gone = len(here) > len(there)
    said = comparison.words(lost=here if gone else (), gained=there)
    note = f"“{said}” {'is gone' if gone else 'was added'}: the statement turned into its contrary"
    cluster.explain(*positive)
    here, there = sorted({*here, *positive[0], *bare[0]}), sorted({*there, *positive[1], *bare[1]})
    here, there = comparison.with_next(here, there)
    return comparison.change(ChangeKind.NEGATION, here, there, cluster, material=True, note=note)


@dataclass(frozen=True, slots=True)
class _Prefixed:
    """Words that negate the word in their place by a prefix, each with that word: ``illegal`` with ``legal``."""

    lost: list[tuple[int, int]]
    gained: list[tuple[int, int]]


def _prefixed(comparison: Comparison) -> _Prefixed:
    before, after = comparison.before, comparison.after
    found = _Prefixed([], [])
    for cluster in comparison.governing:
        for b, a in product(cluster.lost, cluster.gained):
            if negates_by_prefix(before[b].norm, after[a].norm):
                found.lost.append((b, a))
            elif negates_by_prefix(after[a].norm, before[b].norm):
                found.gained.append((a, b))
    return found


def negates_by_prefix(one: str, other: str) -> bool:
    """Whether the one word is the other with a negating prefix: ``unaware``, ``aware``."""
    return len(other) > 3 and one.endswith(other) and one.removesuffix(other) in _NEGATING


def is_hedge(words: Sequence[Token], place: int) -> bool:
    """Whether a word says how sure the speaker is: not ``May``, and no ``plan`` that somebody has."""
    word = words[place]
    if (word.norm not in HEDGES and word.norm not in CERTAINTIES) or is_month(word):
        return False
    return word.norm not in _INTENDING or place == 0 or words[place - 1].norm not in _DETERMINERS


def _certainty(words: Sequence[Token], places: Sequence[int]) -> int:
    grades = [HEDGES[words[p].norm] for p in places if words[p].norm in HEDGES]
    return min(grades, default=_CERTAIN)


def hedges(comparison: Comparison) -> Iterator[Change]:
    """Hedges that came, went, or gave way to a stronger or weaker one."""
    for cluster in comparison.governing:
        hedging = (
            [p for p in cluster.lost if is_hedge(comparison.before, p)],
            [p for p in cluster.gained if is_hedge(comparison.after, p)],
        )
        lost, gained = comparison.unmoved(*hedging)
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


def _graded(
    comparison: Comparison, kind: ChangeKind, grades: Mapping[str, int], noun: str, *, exchanged: bool = False
) -> Iterator[Change]:
    """Graded words that came, went, or (with `exchanged`, only) gave way to one of another grade."""
    for cluster in comparison.governing:
        lost, gained = comparison.unmoved(*comparison.where(cluster, lambda w: w.norm in grades))
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
    """How many of them, and how often: all, most, some, few, none; always, usually, sometimes."""
    yield from _graded(comparison, ChangeKind.QUANTIFIER, QUANTIFIERS, "how many")
    yield from _graded(comparison, ChangeKind.QUANTIFIER, FREQUENCIES, "how often")


def intensities(comparison: Comparison) -> Iterator[Change]:
    """How strongly: slightly, very, extremely; minor, major, devastating."""
    yield from _graded(comparison, ChangeKind.INTENSITY, SIZES, "how strong", exchanged=True)
    yield from _graded(comparison, ChangeKind.INTENSITY, INTENSITIES, "how strong")
    yield from _graded(comparison, ChangeKind.INTENSITY, DIRECTIVES, "how strongly it is asked for", exchanged=True)
