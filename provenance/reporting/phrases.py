"""The English in which dates, relations and reasons are put before a reader, the same in every format."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from provenance.models import (
    Change,
    ChangeKind,
    CollectionSummary,
    Coverage,
    DateInterval,
    DateSource,
    EmptyReason,
    Moment,
    Precision,
    Relation,
    Span,
)
from provenance.reporting.characters import one_line

# Not strftime: its month names follow the machine's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

RELATIONS: dict[Relation, str] = {
    Relation.VERBATIM: "all words of the shorter text, in order, without a gap",
    Relation.NEAR_VERBATIM: "the same sentence with small edits or cuts that leave what is said as it was",
    Relation.REWORDED: "recognisably the same sentence, with words changed",
    Relation.PARAPHRASE: "the same statement in other words",
    Relation.RELATED: "the same subject, another statement",
}

_SOURCES: dict[DateSource, str] = {
    DateSource.SUPPLIED: "supplied",
    DateSource.METADATA: "metadata",
    DateSource.URL: "web address",
    DateSource.BYLINE: "byline",
    DateSource.BODY: "text",
    DateSource.NONE: "no evidence",
}

_ADVICE: dict[EmptyReason, str] = {
    EmptyReason.NOTHING_ALIKE: "Try a shorter piece of it, in the words you expect in print, or index more articles.",
    EmptyReason.ONLY_RELATED: "What speaks of the same subject is listed as not counted, each passage with the reason.",
    EmptyReason.CLAIM_TOO_SHORT: "Give a whole clause: who did what, or the words that were printed.",
    EmptyReason.ONLY_BOILERPLATE: "Menus and notices have no first appearance; they are listed as not counted.",
    EmptyReason.EMPTY_COLLECTION: "Add some with: provenance index FOLDER",
}


def day_phrase(day: date) -> str:
    """A calendar day as a reader writes it: ``7 December 2022``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _moment_phrase(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return day_phrase(moment)
    zone = moment.tzname()
    return f"{day_phrase(moment)}, {moment:%H:%M}" + (f" {zone}" if zone else "")


def date_phrase(interval: DateInterval) -> str:
    """When, as finely as it is known: a day, a month, a year, two ends, or ``undated`` with its bounds.

    Example:
        ``7 December 2022`` · ``December 2022`` · ``undated, not before 1 February 2022``.
    """
    if not interval.dated:
        return f"undated{_bounds_phrase(interval)}"
    begin, end = interval.earliest, interval.latest
    if begin is None or end is None:  # `dated` says that both are there; the type does not.
        return "undated"
    match interval.precision:
        case Precision.TIME | Precision.DAY:
            return _moment_phrase(begin) if begin == end else f"{_moment_phrase(begin)} to {_moment_phrase(end)}"
        case Precision.MONTH:
            return _stretch(f"{_MONTHS[begin.month - 1]} {begin.year}", f"{_MONTHS[end.month - 1]} {end.year}")
        case Precision.YEAR:
            return _stretch(str(begin.year), str(end.year))
        case Precision.NONE:
            return "undated"
        case other:
            assert_never(other)


def _stretch(begin: str, end: str) -> str:
    return begin if begin == end else f"{begin} to {end}"


def _bounds_phrase(interval: DateInterval) -> str:
    not_before = "" if interval.earliest is None else f", not before {_moment_phrase(interval.earliest)}"
    not_after = "" if interval.latest is None else f", not after {_moment_phrase(interval.latest)}"
    return not_before + not_after


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
    doubt = "" if interval.reliable or not interval.dated else ", not certain"
    return f"{known}, {_SOURCES[interval.source]}{evidence}{doubt}"


def source_phrase(interval: DateInterval) -> str:
    """Where the date was found: ``byline``, ``web address``, ``no evidence``."""
    return _SOURCES[interval.source]


def percent(share: float) -> str:
    """A share between 0 and 1 as whole per cent; only a full one is called 100, only none is called 0."""
    if 0.0 < share < 1.0:
        return f"{min(99, max(1, round(share * 100)))} %"
    return f"{round(share * 100)} %"


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
    return f", {_stretch(day_phrase(summary.earliest), day_phrase(summary.latest))}"
