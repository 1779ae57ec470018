"""Which passages need not be read for their changes, because whatever these are the two are only related.

Most candidates of a search are no version of the claim, and naming the changes of a pair takes most of the time of
judging it. The rules of `relation` never call a pair nearer for what a change does to it; so a pair that they call
only related with every doubt settled in its favour is only related.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from provenance.models import Relation
from provenance.wording.alignment import align, unaligned
from provenance.wording.evidence import Evidence, weigh
from provenance.wording.relation import features, relate, score, worth_reading
from provenance.wording.scoring import statement_estimate


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen of a passage that is only related without reading its changes.

    Attributes:
        score: The same as `judge` gives it, 0 to 1; bigger is more alike.
        carries: Whether it may carry any of the claim.
    """

    score: float
    carries: bool


def glance(before: str, after: str, *, cosine: float | None) -> Glance | None:
    """What a glance shows of a passage that is surely only related; None where it must be judged.

    Args:
        cosine: As for `provenance.wording.relation.judge`.

    Example:
        >>> glance("Two gates were left open", "The mayor thanked the crew", cosine=0.1).carries
        False
    """
    if not worth_reading(before, after):  # no rule calls such a pair nearer
        return _glance(weigh(unaligned(before, after), (), cosine), carries=False)
    alignment = align(before, after)
    evidence = weigh(alignment, (), cosine)
    relation, _ = relate(_at_best(evidence), alignment, (), same_story=True)
    return _glance(evidence, carries=True) if relation is Relation.RELATED else None


def _glance(evidence: Evidence, *, carries: bool) -> Glance:
    return Glance(score(evidence, Relation.RELATED, statement_estimate(features(evidence))), carries)


def _at_best(evidence: Evidence) -> Evidence:
    """The evidence as it would be if no change spoke against the pair, and every word kept its meaning."""
    return replace(
        evidence, claim=1.0, passage=1.0, core=1.0, rest=1.0, weight=math.inf, slots=0, conflicts=0, doubts=0,
        still_named=True, turned=False, exchanged=0,
    )  # fmt: skip
