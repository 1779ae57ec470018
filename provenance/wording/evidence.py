"""What an alignment and its changes show of how near two wordings are."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from provenance.models import Change, ChangeKind, EditOp
from provenance.wording.alignment import Alignment
from provenance.wording.changes.names import bare, is_name
from provenance.wording.changes.stance import negators
from provenance.wording.normalisation import Token
from provenance.wording.quantities import NumberKind, quantities
from provenance.wording.rarity import rarity
from provenance.wording.scoring import shared_weight
from provenance.wording.variants import key

# Kinds whose replacement names another fact; in otherwise free wording they mean another statement.
FACTS = frozenset({ChangeKind.NUMBER, ChangeKind.UNIT, ChangeKind.DATE, ChangeKind.NAME})
_SLOTS = FACTS | {ChangeKind.WORDING}
_CUT = regex.compile(r"(?:…|\.\s?\.\s?\.)[\s\p{P}]*$|^[\s\p{P}]*(?:…|\.\s?\.\s?\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the alignment of two wordings shows; shares are weighted by rarity, 0 to 1, bigger is more alike.

    Attributes:
        claim: Share of the first wording that stands in the second, in order.
        passage: Share of the second wording that the match makes up.
        core: Share of the matched part of the second wording that comes from the first.
        frame: Share of the first wording without its names and figures that stands in the second, in order.
        bag: Share of the first wording's words that stand anywhere in the second.
        bag_back: Share of the second wording's words that stand anywhere in the first.
        rest: Like `claim`, the words that name changed facts left out of account.
        weight: Weight of the matched words, in units of rarity: about the number of telling words.
        words: Number of matched words.
        longest: Number of words of the longest run matched without a gap.
        gaps: Number of places within the match where something was put in, left out or exchanged.
        slots: Number of facts (figures, units, dates, names) and single telling words that gave way to others.
        conflicts: Number of facts among them.
        turned: Whether a negation came or went.
        exchanged: Number of places where telling words gave way to others.
        facts_agree: Whether one wording's figures all stand in the other, and half of the names of the one with fewer.
        shared: Weight of the distinct words both have, in units of rarity.
        shared_facts: Number of names and figures both have.
        shared_figures: Number of figures both have.
        same_sense: Whether both negate equally often, odd or even.
        cut: Whether the second wording begins or ends with an ellipsis: a quotation with words left out.
        cosine: Cosine similarity of the embeddings; None where unknown.
    """

    claim: float
    passage: float
    core: float
    frame: float
    bag: float
    bag_back: float
    rest: float
    weight: float
    words: int
    longest: int
    gaps: int
    slots: int
    conflicts: int
    turned: bool
    exchanged: int
    facts_agree: bool
    shared: float
    shared_facts: int
    shared_figures: int
    same_sense: bool
    cut: bool
    cosine: float | None


def weigh(alignment: Alignment, found: tuple[Change, ...], cosine: float | None) -> Evidence:
    """The evidence of an alignment and its changes."""
    one, other = alignment.before_tokens, alignment.after_tokens
    kept = [s for s in alignment.core if s.op is EditOp.EQUAL or s.form]
    matched = sum(_weight(one[s.b0 : s.b1]) for s in kept) + _weight_of_kept_changes(alignment, found)
    figures = _figures(one), _figures(other)
    names = _names(alignment.before, one), _names(alignment.after, other)
    slots = [c for c in found if c.material and c.before and c.after and c.kind in _SLOTS]
    changed = sum(rarity(word.norm) for word in one if any(c.before_span.covers(word.span) for c in slots))
    return Evidence(
        claim=_share(matched, _weight(one)),
        passage=_share(matched, _weight(other)),
        core=_share(matched, _weight(other[alignment.begin : alignment.end])),
        frame=_frame(alignment),
        bag=_bag(one, other),
        bag_back=_bag(other, one),
        rest=_share(matched, _weight(one) - changed),
        weight=matched,
        words=sum(s.b1 - s.b0 for s in kept),
        longest=_longest(alignment),
        gaps=sum(1 for s in alignment.core if s.op is not EditOp.EQUAL and not s.form),
        slots=len(slots),
        conflicts=sum(1 for c in slots if c.kind in FACTS),
        turned=any(c.kind is ChangeKind.NEGATION and c.material for c in found),
        exchanged=sum(1 for c in found if c.kind is ChangeKind.WORDING and c.before and c.after and _telling(c)),
        facts_agree=_agree(figures, names),
        shared=shared_weight(one, other),
        shared_facts=len(figures[0] & figures[1]) + len(names[0] & names[1]),
        shared_figures=len(figures[0] & figures[1]),
        same_sense=len(negators(one, range(len(one)))) % 2 == len(negators(other, range(len(other)))) % 2,
        cut=bool(_CUT.search(alignment.after)),
        cosine=cosine,
    )


def _figures(words: tuple[Token, ...]) -> set[str]:
    """The figures of a wording, each in one spelling."""
    return {f"{quantity.value:g}" for quantity in quantities(words) if quantity.kind is not NumberKind.RELATIVE}


def _names(text: str, words: tuple[Token, ...]) -> set[str]:
    """The names of a wording, each in one form."""
    return {bare(word) for place, word in enumerate(words) if is_name(text, words, place)}


def _agree(figures: tuple[set[str], set[str]], names: tuple[set[str], set[str]]) -> bool:
    fewer, more = sorted(figures, key=len)
    least = min(len(names[0]), len(names[1]))
    return fewer <= more and len(names[0] & names[1]) * 2 >= least


def _frame(alignment: Alignment) -> float:
    """Coverage of the words that are no names and no figures: what is said, rather than of whom."""
    words = alignment.before_tokens
    plain = [
        place
        for place, word in enumerate(words)
        if not word.norm[0].isdigit() and not is_name(alignment.before, words, place)
    ]
    matched = {place for s in alignment.core if s.op is EditOp.EQUAL or s.form for place in range(s.b0, s.b1)}
    return _share(_weight(tuple(words[p] for p in plain if p in matched)), _weight(tuple(words[p] for p in plain)))


def _weight(words: tuple[Token, ...]) -> float:
    return sum(rarity(word.norm) for word in words)


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole else 0.0


def _weight_of_kept_changes(alignment: Alignment, found: tuple[Change, ...]) -> float:
    """Words that were moved, or said in another way that means the same, stand in both wordings."""
    kept = [
        c
        for c in found
        if not c.material
        and c.before
        and c.after
        and (c.kind is not ChangeKind.WORDING or c.note.endswith("says the same"))
        and c.kind is not ChangeKind.QUOTATION_MARKS
    ]
    aligned = {place for s in alignment.core if s.op is EditOp.EQUAL or s.form for place in range(s.b0, s.b1)}
    return sum(
        rarity(word.norm)
        for place, word in enumerate(alignment.before_tokens)
        if place not in aligned and any(c.before_span.covers(word.span) for c in kept)
    )


def _bag(words: tuple[Token, ...], within: tuple[Token, ...]) -> float:
    keys = {key(word.norm) for word in within}
    return _share(sum(rarity(w.norm) for w in words if key(w.norm) in keys), _weight(words))


def _longest(alignment: Alignment) -> int:
    best = run = 0
    for step in alignment.core:
        run = run + step.b1 - step.b0 if step.op is EditOp.EQUAL or step.form else 0
        best = max(best, run)
    return best


def _telling(change: Change) -> bool:
    return change.material or change.note.endswith("by a person")
