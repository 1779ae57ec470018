"""The English in which dates, relations and reasons are put before a reader, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.date_phrases import date_phrase, day_phrase, source_phrase, stretch_phrase
from provenance.models import (
    Certainty,
    Change,
    ChangeKind,
    CollectionSummary,
    Coverage,
    DateInterval,
    DateSource,
    Derivation,
    EmptyReason,
    Precision,
    Relation,
    Sourcing,
    Span,
)
from provenance.reporting.characters import one_line

__all__ = [
    "RELATIONS",
    "advice",
    "certainty_phrase",
    "change_phrase",
    "collection_phrase",
    "confidence_phrase",
    "count_phrase",
    "coverage_phrase",
    "date_phrase",
    "day_phrase",
    "derivation_phrase",
    "exact",
    "kind_phrase",
    "listed",
    "percent",
    "source_phrase",
    "sourcing_phrase",
    "span_phrase",
    "sureness",
]

RELATIONS: dict[Relation, str] = {
    Relation.VERBATIM: "all words of the shorter text, in order, without a gap",
    Relation.NEAR_VERBATIM: "the same sentence with small edits or cuts that leave what is said as it was",
    Relation.REWORDED: "recognisably the same sentence, with words changed",
    Relation.PARAPHRASE: "the same statement in other words",
    Relation.RELATED: "the same subject, another statement",
}

_ADVICE: dict[EmptyReason, str] = {
    EmptyReason.NOTHING_ALIKE: "Try a shorter piece of it, in the words you expect in print, or index more articles.",
    EmptyReason.ONLY_RELATED: "What speaks of the same subject is listed as not counted, each passage with the reason.",
    EmptyReason.CLAIM_TOO_SHORT: "Give a whole clause: who did what, or the words that were printed.",
    EmptyReason.ONLY_BOILERPLATE: "Menus and notices have no first appearance; they are listed as not counted.",
    EmptyReason.EMPTY_COLLECTION: "Add some with: provenance index FOLDER",
}


def exact(interval: DateInterval) -> bool:
    """Whether the date is known to the day or finer, so that it is a point and not a stretch."""
    return (
        interval.dated
        and interval.precision in (Precision.DAY, Precision.TIME)
        and (
            interval.begins is not None and interval.ends is not None and interval.begins.date() == interval.ends.date()
        )
    )


def certainty_phrase(interval: DateInterval) -> str:
    """How sure the date is and why: ``day, byline "7 December 2022"``."""
    if interval.source is DateSource.NONE and interval.evidence is None:
        return "no date found" if not interval.dated else "no evidence kept"
    known = "bound" if not interval.dated else interval.precision.value
    evidence = f' "{one_line(interval.evidence)}"' if interval.evidence else ""
    return f"{known}, {source_phrase(interval)}{evidence}{_doubt(interval)}"


def _doubt(interval: DateInterval) -> str:
    if interval.certainty is Certainty.CORROBORATED:
        return ", corroborated"
    return "" if interval.reliable or not interval.dated else ", not certain"


_SOURCINGS: dict[Sourcing, str] = {
    Sourcing.OWN_WORDS: "own words",
    Sourcing.QUOTED: "quoted",
    Sourcing.QUOTED_AND_CREDITED: "quoted and credited",
    Sourcing.CREDITED: "credited only",
}


def sourcing_phrase(sourcing: Sourcing) -> str:
    """Whether a passage is quoted and its source given: ``own words``, ``quoted and credited``."""
    return _SOURCINGS[sourcing]


def percent(share: float) -> str:
    """A share between 0 and 1 as whole per cent; only a full one is called 100, only none is called 0."""
    if 0.0 < share < 1.0:
        return f"{min(99, max(1, round(share * 100)))} %"
    return f"{round(share * 100)} %"


# From which confidence on a derivation is called so; what is less is only possible.
_CONFIDENCES = ((0.75, "likely"), (0.5, "plausible"), (0.0, "possible"))


def confidence_phrase(confidence: float) -> str:
    """How sure a derivation is, in a word and a number: ``likely (90 %)``, ``possible (40 %)``."""
    return f"{sureness(confidence)} ({percent(confidence)})"


def sureness(confidence: float) -> str:
    """The word for it: ``likely``, ``plausible`` or ``possible``."""
    return next(word for least, word in _CONFIDENCES if confidence >= least)


def derivation_phrase(derivation: Derivation) -> str:
    """What a wording is consistent with having come from: ``may come from a1, likely (90 %)``."""
    return f"may come from {derivation.appearance}, {confidence_phrase(derivation.confidence)}"


def coverage_phrase(coverage: Coverage) -> str:
    """How much of each text stands in the other: ``100 % of the claim, 93 % of the passage``."""
    return f"{percent(coverage.claim)} of the claim, {percent(coverage.passage)} of the passage"


def span_phrase(span: Span) -> str:
    """Where a passage stands: ``characters 120 to 224``; the end is exclusive, as everywhere."""
    return f"characters {span.begin:,} to {span.end:,}"


def kind_phrase(kind: ChangeKind) -> str:
    """What a kind of change is called: ``quotation marks`` for ``quotation-marks``."""
    return kind.value.replace("-", " ")


def change_phrase(change: Change) -> str:
    """What a change is called, and whether it matters: ``number, may change what is said``."""
    return f"{kind_phrase(change.kind)}, may change what is said" if change.material else kind_phrase(change.kind)


def advice(reason: EmptyReason) -> str:
    """What a reader may do about an answer without appearances: a sentence."""
    return _ADVICE[reason]


def count_phrase(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 article``, ``2,000 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], shown: int = 6) -> str:
    """Names as a list in a sentence: ``a1, a4 and a7``; of very many only the first `shown`."""
    if len(names) > shown + 1:
        return f"{', '.join(names[:shown])} and {len(names) - shown:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def collection_phrase(summary: CollectionSummary) -> str:
    """A collection in a line: ``16 articles: 14 dated, 1 March 2031 to 20 March 2031; 2 undated``."""
    if not summary.articles:
        return "no articles"
    parts = []
    if summary.dated:
        parts.append(f"{summary.dated:,} dated{_range_phrase(summary)}")
    if summary.undated:
        parts.append(f"{summary.undated:,} undated")
    return f"{count_phrase(summary.articles, 'article')}: {'; '.join(parts)}"


def _range_phrase(summary: CollectionSummary) -> str:
    if summary.earliest is None or summary.latest is None:
        return ""
    return f", {stretch_phrase(day_phrase(summary.earliest), day_phrase(summary.latest))}"
