"""What an alignment and its changes show of how near two wordings are."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

import regex

from provenance.models import Change, ChangeKind, EditOp, Span
from provenance.wording.alignment import Alignment
from provenance.wording.changes.words import exchanges, keeps_meaning
from provenance.wording.lexicon import ATTRIBUTIONS
from provenance.wording.normalisation import tokens
from provenance.wording.overlap import Overlap
from provenance.wording.profile import Profile
from provenance.wording.quantities import quantities_of

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
        rest: Like `claim`, the words that name changed facts left out of account.
        weight: Weight of the matched words, in units of rarity: about the number of telling words.
        words: Number of matched words.
        longest: Number of words of the longest run matched without a gap.
        gaps: Number of places within the match where something was put in, left out or exchanged.
        slots: Number of facts (figures, units, dates, names) and single telling words that gave way to others.
        conflicts: Number of facts among them, and of figures that went here while others came there.
        doubts: Number of conflicts that only may be some: names that perhaps took the place of others.
        still_named: Whether a name of the first wording stands in the second in another form, or a pronoun for it, or
            only who said it is gone.
        turned: Whether a negation came or went, or two changed places.
        swapped: Whether two changed places, so that it is now the other who does it.
        exchanged: Number of places where telling words gave way to others.
        common: What both have, whatever the order of their words.
        cut: Whether the second wording begins or ends with an ellipsis: a quotation with words left out.
        cosine: Cosine similarity of the embeddings; None where unknown.
    """

    claim: float
    passage: float
    core: float
    frame: float
    rest: float
    weight: float
    words: int
    longest: int
    gaps: int
    slots: int
    conflicts: int
    doubts: int
    still_named: bool
    turned: bool
    swapped: bool
    exchanged: int
    common: Overlap
    cut: bool
    cosine: float | None

    @property
    def nameless(self) -> bool:
        """Whether the first wording has names, and neither those nor its figures stand in the second in any form."""
        return not self.still_named and bool(self.common.one.names) and not self.common.shared_facts


def weigh(alignment: Alignment, found: tuple[Change, ...], cosine: float | None) -> Evidence:
    """The evidence of an alignment and its changes."""
    common = Overlap.of(alignment.before, alignment.after)
    one, other = common.one, common.other
    kept = [s for s in alignment.core if s.op is EditOp.EQUAL or s.form]
    aligned = {place for s in kept for place in range(s.b0, s.b1)}
    matched = sum(one.weights[place] for place in aligned) + _weight_of_kept_changes(common, aligned, found)
    slots = [c for c in found if c.before and c.after and _differs(c)]
    swapped = any(c.kind is ChangeKind.ORDER and c.material for c in found)
    return Evidence(
        claim=_share(matched, one.weight),
        passage=_share(matched, other.weight),
        core=_share(matched, sum(other.weights[alignment.begin : alignment.end])),
        frame=_frame(one, aligned),
        rest=_share(matched, one.weight - _weight_within(one, [c.before_span for c in slots])),
        weight=matched,
        words=len(aligned),
        longest=_longest(alignment),
        gaps=sum(1 for s in alignment.core if s.op is not EditOp.EQUAL and not s.form),
        slots=len(slots),
        conflicts=sum(1 for c in slots if c.kind in FACTS) + _unpaired(found),
        doubts=sum(1 for c in slots if c.undecided),
        still_named=any(_still_named(c) for c in found),
        turned=swapped or any(c.kind is ChangeKind.NEGATION and c.material for c in found),
        swapped=swapped,
        exchanged=sum(1 for c in found if exchanges(c)),
        common=common,
        cut=bool(_CUT.search(alignment.after)),
        cosine=cosine,
    )


def _unpaired(found: Iterable[Change]) -> int:
    """Figures that are gone in one place while as many others came in another."""
    lone = [bool(c.before) for c in found if c.material and c.kind in FACTS and bool(c.before) != bool(c.after)]
    return min(lone.count(True), lone.count(False))


def _differs(change: Change) -> bool:
    """Whether a fact or a telling word gave way to another, or a name perhaps did: in doubt they are two events."""
    return (change.material and change.kind in _SLOTS) or (change.undecided and change.kind is ChangeKind.NAME)


def _still_named(change: Change) -> bool:
    """Whether a name stands there in another form, or a pronoun for it, or only who said it is gone."""
    if change.kind is ChangeKind.ATTRIBUTION:
        return bool(change.before)
    if change.kind is ChangeKind.OMISSION:  # "Researchers at Skerrin found that …"
        return any(word.norm == "that" or word.norm in ATTRIBUTIONS for word in tokens(change.before))
    return change.kind is ChangeKind.NAME and bool(change.before and change.after) and not _differs(change)


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0


def _frame(one: Profile, aligned: set[int]) -> float:
    """Coverage of the words that are no names and no figures: what is said, rather than of whom."""
    figures = {place for quantity in quantities_of(one.text) for place in range(quantity.begin, quantity.end)}
    plain = [p for p in range(len(one.words)) if p not in figures and p not in one.name_places]
    return _share(sum(one.weights[p] for p in plain if p in aligned), sum(one.weights[p] for p in plain))


def _weight_of_kept_changes(common: Overlap, aligned: set[int], found: tuple[Change, ...]) -> float:
    """Words that were moved, or said in another way that means the same, stand in both wordings.

    Of a speech tag only the speaking is kept: "told a news conference he did not think" may become "said".
    """
    kept = [c for c in found if c.before and c.after and keeps_meaning(c)]
    tags = [c for c in kept if c.kind is ChangeKind.ATTRIBUTION]
    others = [c.before_span for c in kept if c.kind is not ChangeKind.ATTRIBUTION]
    return _weight_within(common.one, others, without=aligned) + sum(
        min(_weight_within(common.one, [c.before_span], without=aligned), _weight_within(common.other, [c.after_span]))
        for c in tags
    )


def _weight_within(profile: Profile, spans: Iterable[Span], without: Set[int] = frozenset()) -> float:
    """Weight of the words within these stretches of a wording."""
    spans = list(spans)
    return sum(
        weight
        for place, (word, weight) in enumerate(zip(profile.words, profile.weights, strict=True))
        if place not in without and any(span.covers(word.span) for span in spans)
    )


def _longest(alignment: Alignment) -> int:
    best = run = 0
    for step in alignment.core:
        run = run + step.b1 - step.b0 if step.op is EditOp.EQUAL or step.form else 0
        best = max(best, run)
    return best
