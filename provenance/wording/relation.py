"""How near two wordings are, decided by aligned words and typed changes.

A relation is a rule over the alignment, readable top to bottom in `relate`. The score beside it is the estimated
share of cases in which people would call the two the same statement; its coefficients are fitted by
``benchmarks/relation.py``. Cosine similarity may confirm a paraphrase where words and facts agree; it decides nothing.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from provenance.models import Change, ChangeKind, Coverage, EditOp, Judgement, Relation, Rewording
from provenance.wording.alignment import Alignment, align
from provenance.wording.changes import changes
from provenance.wording.changes.names import bare, is_name
from provenance.wording.changes.stance import negators
from provenance.wording.normalisation import Token
from provenance.wording.quantities import NumberKind, quantities
from provenance.wording.rarity import rarity
from provenance.wording.variants import key

SCORE = Path(__file__).with_name("score.json")

# Kinds whose replacement names another fact; in otherwise free wording they mean another statement.
_FACTS = frozenset({ChangeKind.NUMBER, ChangeKind.UNIT, ChangeKind.DATE, ChangeKind.NAME})
_CUT = regex.compile(r"(?:…|\.\s?\.\s?\.)[\s\p{P}]*$|^[\s\p{P}]*(?:…|\.\s?\.\s?\.)")
_SLOTS = _FACTS | {ChangeKind.WORDING}


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
    shared_facts: int
    shared_figures: int
    same_sense: bool
    cut: bool
    cosine: float | None


def judge(before: str, after: str, *, cosine: float | None = None) -> Judgement:
    """Judge how near `after` (a passage) is to `before` (a claim, or another passage).

    Args:
        cosine: Cosine similarity of the two embeddings, −1 to 1, where known.

    Example:
        >>> judge("They shot down 244 drones on Monday", "Officials say they shot down 144 drones on Monday").relation
        <Relation.REWORDED: 'reworded'>
    """
    alignment = align(before, after)
    found = changes(alignment)
    evidence = weigh(alignment, found, cosine)
    relation, reason = relate(evidence, alignment, found)
    return Judgement(
        relation=relation,
        score=_score(evidence, relation),
        reason=reason,
        coverage=Coverage(claim=evidence.claim, passage=evidence.passage),
        rewording=Rewording(edits=alignment.edits(), changes=found, matched=alignment.matched),
    )


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
        conflicts=sum(1 for c in slots if c.kind in _FACTS),
        turned=any(c.kind is ChangeKind.NEGATION and c.material for c in found),
        exchanged=sum(1 for c in found if c.kind is ChangeKind.WORDING and c.before and c.after and _telling(c)),
        facts_agree=_agree(figures, names),
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


def relate(e: Evidence, alignment: Alignment, found: tuple[Change, ...]) -> tuple[Relation, str]:
    """The rules, nearest relation first; each comes with the reason a reader is given."""
    material = [c for c in found if c.material]
    whole = _verbatim(e, alignment)
    if whole and not material:
        return Relation.VERBATIM, whole
    if not material and _recognisable(e) and _only_small_edits(e):
        return Relation.NEAR_VERBATIM, _near_reason(found)
    if _recognisable(e) and not _another_statement(e):
        return Relation.REWORDED, _reworded_reason(material, e)
    if _says_the_same(e):
        return Relation.PARAPHRASE, f"other words for {_percent(e.bag)} of the same matter, and no fact differs"
    return Relation.RELATED, _related_reason(e, found)


def _verbatim(e: Evidence, alignment: Alignment) -> str | None:
    """All words of the shorter text, in order, without a gap, and enough of them to be a statement."""
    one, other = len(alignment.before_tokens), len(alignment.after_tokens)
    untouched = all(s.op is EditOp.EQUAL or s.op is EditOp.DELETE for s in alignment.core)
    runs = [s for s in alignment.core if s.op is EditOp.EQUAL]
    if not untouched or len(runs) != 1:
        return None
    if e.words == one:
        return f"all {one} words in order"
    if e.words == other and other >= 6 and e.claim >= 0.5:
        return f"all {other} words of the passage stand in order in the claim"
    return None


def _recognisable(e: Evidence) -> bool:
    """Whether it is still the same sentence: a good part of it, in order, in runs and not in crumbs."""
    if e.cut and e.passage >= 0.95 and e.weight >= 2 and e.words >= 5:
        return True
    if e.weight < 1.5 or e.longest < 3 or e.frame < 0.35:
        return False
    if e.claim >= (0.6 if e.exchanged else 0.55):
        return True
    return e.claim >= 0.4 and e.core >= 0.8 and e.longest >= 5 and e.weight >= 3


def _only_small_edits(e: Evidence) -> bool:
    """Nothing exchanged, and what was put in is little, or stands in one or two places (a speech tag, a parenthesis)."""
    return e.exchanged == 0 and (e.core >= 0.7 or (e.claim >= 0.9 and e.gaps <= 2))


def _another_statement(e: Evidence) -> bool:
    """Whether facts differ in wording too free for a changed copy: another event, actor or figure.

    One figure, one name or one negation may change in a copy. Where two have changed, or one in a sentence that is not
    otherwise nearly to the letter, it is more likely another event told in the words of the trade.
    """
    if not e.conflicts and not e.turned:
        return False
    if e.conflicts + e.turned > 1 and not (e.rest >= 0.9 and e.weight >= 10):
        return True
    if e.slots + e.turned > 1 and e.claim < 0.75:
        return True
    return e.rest < min(0.95, 0.72 + 0.08 * e.slots) or e.core < 0.5


def _says_the_same(e: Evidence) -> bool:
    """A paraphrase: most of the matter, the same facts, the same sense; cosine may only confirm it."""
    if e.cosine is None or e.conflicts or not e.facts_agree or not e.same_sense or e.weight < 1.0:
        return False
    fewer, more = sorted((e.bag, e.bag_back))
    if e.cosine >= 0.75:
        return fewer >= 0.45 and more >= 0.6 and (e.shared_facts > 0 or fewer >= 0.65)
    return e.cosine >= 0.55 and fewer >= 0.35 and more >= 0.45 and e.shared_figures > 0


def _near_reason(found: tuple[Change, ...]) -> str:
    telling = [c.note for c in found if c.kind in {ChangeKind.OMISSION, ChangeKind.INSERTION, ChangeKind.ORDER}]
    return "; ".join(telling[:2]) or "the same words but for small ones and their forms"


def _reworded_reason(material: list[Change], e: Evidence) -> str:
    if material:
        return "; ".join(change.note for change in material[:3])
    return f"{_percent(e.claim)} of the words in order, others exchanged"


def _related_reason(e: Evidence, found: tuple[Change, ...]) -> str:
    conflicts = [c for c in found if c.kind in _FACTS and c.material and c.before and c.after]
    if conflicts and e.claim >= 0.3:
        return "alike in wording, but " + "; ".join(change.note for change in conflicts[:2])
    if e.claim < 0.15:
        return "the same subject at most: hardly a word in common"
    return f"only {_percent(e.claim)} of the claim's telling words stand here in order"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


# A relation found by its words holds whatever the estimate says; the estimate orders passages within it.
_LEAST = {Relation.VERBATIM: 0.95, Relation.NEAR_VERBATIM: 0.85, Relation.REWORDED: 0.65, Relation.PARAPHRASE: 0.55}
_UNCOUNTED = 0.5


def features(e: Evidence) -> dict[str, float]:
    """The evidence the score rests on, by name; where the cosine is unknown, the shared words stand in for it."""
    cosine = e.cosine if e.cosine is not None else 0.5 * (e.bag + e.bag_back)
    return {
        "claim": e.claim,
        "bag": e.bag,
        "bag_back": e.bag_back,
        "conflicts": float(min(e.conflicts, 3)),
        "cosine": cosine,
    }


@cache
def _fitted() -> tuple[float, dict[str, float]]:
    document = json.loads(SCORE.read_text(encoding="utf-8"))
    return float(document["intercept"]), dict(document["coefficients"])


def _score(e: Evidence, relation: Relation) -> float:
    """The logistic estimate of "the same statement", fitted into its relation's range; bigger is more alike."""
    intercept, coefficients = _fitted()
    logit = intercept + sum(coefficients[name] * value for name, value in features(e).items())
    estimate = 1 / (1 + math.exp(-logit))
    least = _LEAST.get(relation)
    scaled = _UNCOUNTED * estimate if least is None else least + (1 - least) * estimate
    return round(scaled, 4)
