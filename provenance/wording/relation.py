"""How near two wordings are, decided by aligned words and typed changes.

A relation is a rule over the evidence, readable top to bottom in `relate`. The score beside it is an estimate of how
often people would agree. Cosine similarity may confirm a paraphrase where words and facts agree; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TypeVar

from provenance.models import Change, ChangeKind, Coverage, Edit, EditOp, Judgement, Relation, Rewording, Span
from provenance.wording.alignment import Alignment, align, unaligned
from provenance.wording.changes import changes
from provenance.wording.evidence import FACTS, Evidence, weigh
from provenance.wording.overlap import Overlap
from provenance.wording.scoring import related_estimate, statement_estimate, subject_estimate

Moved = TypeVar("Moved", Edit, Change)
# A relation found by its words holds whatever the estimate says; the estimate orders passages within it.
_LEAST = {Relation.VERBATIM: 0.95, Relation.NEAR_VERBATIM: 0.6, Relation.REWORDED: 0.5, Relation.PARAPHRASE: 0.5}
_HALF = 0.5
# Of pairs of sentences on one subject people call at least so many the same, however little they share.
_LEAST_ALIKE = 0.12
# A copy in which a fact or the sense changed is not surer than this to be the same statement.
_MOST_CHANGED = 0.9
_MUCH = 0.75
_SMALL = 0.3
# So many words without a gap were copied, whatever became of the rest.
_LONG_RUN = 10
# Of a claim whose names and figures are all gone so much must stand there.
_NEARLY_WHOLE = 0.8
# Names and figures both have, beside which a name that perhaps took another's place does not matter.
_MANY_FACTS = 4
# Telling words that make a statement; with fewer matched, most of the claim must stand there.
_STATEMENT = 3.0
# Where less than this share of the first wording's words stands in the second, it is another statement at best.
_LITTLE = 0.2


def judge(
    before: str,
    after: str,
    *,
    cosine: float | None = None,
    before_date: date | None = None,
    after_date: date | None = None,
    same_story: bool = False,
) -> Judgement:
    """Judge how near `after` (a passage) is to `before` (a claim, or another passage).

    Args:
        cosine: Cosine similarity of the two embeddings, −1 to 1, where known.
        before_date: When `before` was written, where known: it says which day ``Monday`` or ``yesterday`` is.
        after_date: When `after` was written.
        same_story: Whether both are known to tell one story: freer wording is then believed to be a paraphrase.

    Example:
        >>> judge("They shot down 244 drones on Monday", "Officials say they shot down 144 drones on Monday").relation
        <Relation.REWORDED: 'reworded'>
    """
    worth = worth_reading(before, after)
    alignment = align(before, after) if worth else unaligned(before, after)
    found = changes(alignment, before_date=before_date, after_date=after_date) if worth else ()
    evidence = weigh(alignment, found, cosine)
    estimate = statement_estimate(features(evidence))
    relation, reason = relate(evidence, alignment, found, same_story=same_story)
    return Judgement(
        relation=relation,
        score=score(evidence, relation, estimate),
        reason=reason,
        coverage=Coverage(claim=evidence.claim, passage=evidence.passage),
        rewording=Rewording(edits=alignment.edits(), changes=found, matched=alignment.matched),
    )


def judge_parts(
    before: str,
    after: str,
    anchors: Sequence[tuple[int, int]],
    *,
    before_date: date | None = None,
    after_date: date | None = None,
) -> Judgement:
    """Judge a very long passage part by part; the same as `judge` where there are no anchors.

    The relation is that of the part farthest from its counterpart; score and coverage are means over the words.

    Args:
        anchors: Offsets into both texts at which a part ends and the next begins, in order.
        before_date: When `before` was written, where known; `after_date` when `after` was.
    """
    judged_on = partial(judge, before_date=before_date, after_date=after_date)
    if not anchors:
        return judged_on(before, after)
    places = [(0, 0), *anchors, (len(before), len(after))]
    spans = [(Span(b, b2), Span(a, a2)) for (b, a), (b2, a2) in pairwise(places)]
    parts = [(one, other, judged_on(one.of(before), other.of(after))) for one, other in spans]
    judged = [part for _, _, part in parts]
    worst = max(judged, key=lambda part: list(Relation).index(part.relation))
    weights = [len(other) for _, other, _ in parts]

    def mean(values: Iterable[float]) -> float:
        return round(sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights), 4)

    return Judgement(
        relation=worst.relation,
        score=mean(part.score for part in judged),
        reason=f"in {len(parts)} parts, of which the farthest: {worst.reason}",
        coverage=Coverage(
            claim=mean(part.coverage.claim for part in judged), passage=mean(part.coverage.passage for part in judged)
        ),
        rewording=Rewording(
            edits=tuple(_moved(e, one.begin, other.begin) for one, other, part in parts for e in part.rewording.edits),
            changes=tuple(
                _moved(c, one.begin, other.begin) for one, other, part in parts for c in part.rewording.changes
            ),
            matched=Span(0, len(after)),
        ),
    )


def _moved(found: Moved, before: int, after: int) -> Moved:
    """The same edit or change with its spans counted from further back."""
    return replace(found, before_span=found.before_span.shifted(before), after_span=found.after_span.shifted(after))


def worth_reading(before: str, after: str) -> bool:
    """Whether enough words are shared for changes to mean anything; most candidates of a search are not near it."""
    common = Overlap.of(before, after)
    return common.bag >= _LITTLE or common.bag_back >= 2 * _LITTLE


def relate(
    e: Evidence, alignment: Alignment, found: tuple[Change, ...], *, same_story: bool = False
) -> tuple[Relation, str]:
    """The rules, nearest relation first; each comes with the reason a reader is given."""
    material = [c for c in found if c.material]
    whole = _verbatim(e, alignment)
    if whole and not material:
        return Relation.VERBATIM, whole
    if not material and _recognisable(e) and _only_small_edits(e):
        return Relation.NEAR_VERBATIM, _near_reason(found)
    if _recognisable(e) and not _another_statement(e):
        return Relation.REWORDED, _reworded_reason(material, e)
    if _says_the_same(e, same_story=same_story):
        told = "in an article of the same story, " if same_story else ""
        return (
            Relation.PARAPHRASE,
            f"{told}other words for {_percent(e.common.bag)} of the same matter, and no fact differs",
        )
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
    if e.words == other >= 6 and e.claim >= 0.3 and e.weight >= 3:
        return f"all {other} words of the passage stand in order in the claim"
    return None


def _recognisable(e: Evidence) -> bool:
    """Whether it is still the same sentence: a good part of it, in order, in runs and not in crumbs."""
    if e.cut and e.passage >= 0.95 and e.weight >= 2 and e.words >= 5:
        return True
    if e.weight < 1.5 or e.longest < 3 or e.frame < 0.35:
        return False
    if e.weight < _STATEMENT and e.rest < _MUCH and not _excerpt(e):  # "could not be reached for comment" says nothing
        return False
    if e.claim < _NEARLY_WHOLE and e.nameless and not _excerpt(e):
        return False
    if e.claim >= (0.6 if e.exchanged else 0.55):
        return True
    return e.claim >= 0.4 and e.core >= 0.8 and e.longest >= 5 and e.weight >= 3


def _excerpt(e: Evidence) -> bool:
    """Whether the second wording is a part of the first, and hardly anything else."""
    return e.passage >= 0.9 and e.weight >= 2.0


def _only_small_edits(e: Evidence) -> bool:
    """Nothing exchanged, and what was put in is little, or stands in one or two places: a speech tag, a parenthesis."""
    return e.exchanged == 0 and (e.core >= 0.7 or (e.claim >= 0.9 and e.gaps <= 2))


def _another_statement(e: Evidence) -> bool:
    """Whether facts differ in wording too free for a changed copy: another event, actor or figure.

    One figure, one name or one negation may change in a copy. Where two have changed, or one in a sentence that is not
    otherwise nearly to the letter, it is more likely another event told in the words of the trade.
    """
    if not e.conflicts and not e.turned:
        free = e.exchanged > 1 or (e.exchanged == 1 and e.core < 0.6)
        return free and e.claim < _MUCH and e.longest < _LONG_RUN
    if e.conflicts and e.exchanged and e.claim < _MUCH:
        return True
    if e.conflicts + e.turned > 1:
        return True
    if e.slots + e.turned > 1 and e.claim < _MUCH:
        return True
    return e.rest < min(0.95, 0.72 + 0.08 * e.slots) or e.core < 0.5 or (bool(e.conflicts) and e.frame < 0.6)


def _says_the_same(e: Evidence, *, same_story: bool) -> bool:
    """A paraphrase: most of the matter agrees, and no fact differs.

    Where the cosine is unknown nothing confirms that other words mean the same. Two reports of one trade share figures
    and half of their words: unless they tell one story, people must be likely to call the two the same.
    """
    doubts = e.doubts if e.common.shared_facts >= _MANY_FACTS else 0  # then a doubtful name may be left in doubt
    if e.cosine is None or e.conflicts > doubts or e.swapped or e.weight < 1.0 or e.common.size < _SMALL:
        return False
    fewer, more = sorted((e.common.bag, e.common.bag_back))
    if fewer < 0.35 or not e.common.facts_agree or not e.common.same_sense:
        return False
    if e.cosine >= 0.75:
        shared = fewer >= 0.45 and more >= 0.6 and (e.common.shared_facts > 0 or fewer >= 0.65)
    else:
        shared = e.cosine >= 0.55 and more >= 0.45 and e.common.shared_figures > 0
    return shared and (same_story or statement_estimate(features(e)) >= _HALF)


def _near_reason(found: tuple[Change, ...]) -> str:
    telling = [c.note for c in found if c.kind in {ChangeKind.OMISSION, ChangeKind.INSERTION, ChangeKind.ORDER}]
    return "; ".join(telling[:2]) or "the same words but for small ones and their forms"


def _reworded_reason(material: list[Change], e: Evidence) -> str:
    if material:
        return "; ".join(change.note for change in material[:3])
    return f"{_percent(e.claim)} of the words in order, others exchanged"


def _related_reason(e: Evidence, found: tuple[Change, ...]) -> str:
    conflicts = [c for c in found if c.kind in FACTS and c.material and c.before and c.after]
    if conflicts and e.claim >= 0.3:
        return "alike in wording, but " + "; ".join(change.note for change in conflicts[:2])
    if e.claim < 0.15:
        return "the same subject at most: hardly a word in common"
    return f"only {_percent(e.claim)} of the claim's telling words stand here in order"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def features(e: Evidence) -> dict[str, float]:
    """The evidence that the estimate of "the same statement" rests on, by name; bounded, so that none runs away.

    ``shared``: words both have, of the one that shares less. ``length``: how much longer one is. ``places``: in how
    many places they differ; the same difference in many places is rewording, in one place another matter. ``apart``:
    telling words only one has. ``sense``: whether only one negates. ``figures``: figures only one has.
    """
    return {
        "cosine": _cosine(e),
        "shared": min(e.common.bag, e.common.bag_back),
        "length": min(e.common.longer, 15) / 15,
        "places": min(e.gaps, 8) / 8,
        "apart": min(e.common.apart, 6.0) / 6,
        "sense": float(not e.common.same_sense),
        "figures": min(e.common.figures_apart, 4) / 4,
    }


def of_related(e: Evidence, estimate: float) -> tuple[float, float]:
    """What tells two related wordings from two that have nothing to do with one another: one statement, one subject."""
    return max(_LEAST_ALIKE, estimate), subject_estimate(_cosine(e), e.common.shared)


def _cosine(e: Evidence) -> float:
    """Where the cosine is unknown, the shared words stand in for it."""
    return e.cosine if e.cosine is not None else 0.5 * (e.common.bag + e.common.bag_back)


def score(e: Evidence, relation: Relation, estimate: float) -> float:
    """How often people would call it the same statement, 0 to 1, whatever the relation found by rule.

    What is hardly on the same subject comes last: the estimate was fitted on pairs that are.
    """
    least = _LEAST.get(relation)
    if least is None:
        return round(related_estimate(*of_related(e, estimate)), 4)
    most = _MOST_CHANGED if e.conflicts or e.turned else 1.0
    estimate = min(most, max(least, estimate))
    return round(estimate if e.claim >= _HALF else estimate * (0.5 + e.claim), 4)  # a part of the claim is a part
