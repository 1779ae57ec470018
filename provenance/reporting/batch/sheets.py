"""A batch as three tables, one a level: claims, their appearances, the changes on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from provenance.date_phrases import date_phrase
from provenance.models import (
    Appearance,
    Batch,
    BatchRow,
    Change,
    CollectionSummary,
    Credit,
    DateInterval,
    Derivation,
    MarkedWords,
    Moment,
    Quotation,
    Rewording,
    Trace,
)
from provenance.reporting.batch import columns
from provenance.reporting.batch.cells import Cell
from provenance.reporting.json import Json, credit_fields, quotation_fields, rounded, span_fields
from provenance.reporting.marks import as_plain, segments

_CARRIED = "row."


class Level(StrEnum):
    """The three tables."""

    CLAIMS = "claims"
    APPEARANCES = "appearances"
    CHANGES = "changes"


def headers(level: Level, batch: Batch) -> tuple[str, ...]:
    """The names of a table's columns; for the claims this goes through all rows, to see what columns they carry."""
    match level:
        case Level.CLAIMS:
            carried = dict.fromkeys(f"{_CARRIED}{name}" for row in batch.rows for name, _ in row.asked.carried)
            return (*columns.CLAIMS, *carried)
        case Level.APPEARANCES:
            return tuple(columns.APPEARANCES)
        case Level.CHANGES:
            return tuple(columns.CHANGES)
        case other:
            assert_never(other)


def rows_of(level: Level, row: BatchRow) -> Iterator[dict[str, Cell]]:
    """What a row of the batch becomes in a table: cells by column; a column that is not named is empty."""
    if level is Level.CLAIMS:
        yield {**_claim(row), **{f"{_CARRIED}{name}": cell for name, cell in row.asked.carried}}
    elif row.trace is None:
        return
    elif level is Level.APPEARANCES:
        yield from (_appearance(row, row.trace, found, counted=True) for found in row.trace.appearances)
        yield from (_appearance(row, row.trace, found, counted=False) for found in row.trace.related)
    else:
        yield from _changes(row, row.trace)


def _claim(row: BatchRow) -> dict[str, Cell]:
    claim = row.asked.claim if row.trace is None else row.trace.claim
    told: dict[str, Cell] = {
        "position": row.asked.position, "id": row.asked.id, "claim": claim, "failure": row.failure,
    }  # fmt: skip
    return told if row.trace is None else {**told, **_traced(row.trace), **_collection(row.trace.collection)}


def _traced(trace: Trace) -> dict[str, Cell]:
    return {
        "answer": trace.answer,
        "empty_reason": trace.empty_reason,
        "found": trace.found,
        "appearances": len(trace.appearances),
        "related": len(trace.related),
        "origins": trace.origins,
        "first_appearance": trace.first_appearance,
        "first_candidates": " ".join(trace.first_candidates),
        **_first(trace),
        "material_changes": sum(bool(found.versus_claim.material) for found in trace.appearances),
        "undated": sum(not found.article.first_date.dated for found in trace.appearances),
    }


def _first(trace: Trace) -> dict[str, Cell]:
    if trace.first_appearance is None:
        return {}
    first = trace.appearance(trace.first_appearance)
    return {
        "first_article": first.article.id,
        "first_outlet": first.article.outlet,
        "first_title": first.article.title,
        "first_date": date_phrase(first.article.first_date),
        "first_url": first.article.url,
        "first_passage": first.passage.exact,
    }


def _collection(summary: CollectionSummary) -> dict[str, Cell]:
    return {
        "collection_articles": summary.articles,
        "collection_dated": summary.dated,
        "collection_undated": summary.undated,
        "collection_earliest": _moment(summary.earliest),
        "collection_latest": _moment(summary.latest),
        "collection_generation": summary.generation,
    }


def _appearance(row: BatchRow, trace: Trace, found: Appearance, *, counted: bool) -> dict[str, Cell]:
    article, passage, judgement = found.article, found.passage, found.judgement
    return {
        "position": row.asked.position,
        "claim_id": row.asked.id,
        "id": found.id,
        "counted": counted,
        "first": found.id == trace.first_appearance,
        "may_be_first": found.id in trace.first_candidates,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "path": article.path,
        "sha256": article.sha256,
        "language": article.language,
        **_date("published", article.published),
        **(_date("originally", article.originally) if article.originally else {}),
        "begin": passage.span.begin,
        "end": passage.span.end,
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "matched_begin": found.matched.begin,
        "matched_end": found.matched.end,
        "relation": judgement.relation,
        "score": rounded(judgement.score),
        "reason": judgement.reason,
        "coverage_claim": rounded(judgement.coverage.claim),
        "coverage_passage": rounded(judgement.coverage.passage),
        "cosine": None if found.cosine is None else rounded(found.cosine),
        **{f"versus_{one.versus}": one.marked(found) for one in _comparisons(trace, found)},
        "sourcing": found.sourcing,
        "boilerplate": found.boilerplate is not None,
        "boilerplate_reason": found.boilerplate,
        **(_quotation(found.quotation) if found.quotation else {}),
        **(_credit(found.credit) if found.credit else {}),
        **(_derivation(found.derived_from) if found.derived_from else {}),
        "added_marks": _written([_marks(marked) for marked in found.added_marks]),
    }


def _date(role: str, interval: DateInterval) -> dict[str, Cell]:
    span = interval.span
    return {
        f"{role}_earliest": _moment(interval.earliest),
        f"{role}_latest": _moment(interval.latest),
        f"{role}_precision": interval.precision,
        f"{role}_source": interval.source,
        f"{role}_evidence": interval.evidence,
        f"{role}_certainty": interval.certainty,
        f"{role}_reliable": interval.reliable,
        f"{role}_span_begin": None if span is None else span.begin,
        f"{role}_span_end": None if span is None else span.end,
        f"{role}_rule": interval.rule,
    }


def _moment(moment: Moment | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return None if moment is None else moment.isoformat()


def _quotation(quotation: Quotation) -> dict[str, Cell]:
    return {
        "quotation_exact": quotation.exact,
        "quotation_against": quotation.against,
        "quotation_omitted": " … ".join(quotation.omitted),
        "quotation_inserted": " … ".join(quotation.inserted),
        "quotation": _written(quotation_fields(quotation)),
    }


def _credit(credit: Credit) -> dict[str, Cell]:
    return {
        "credit_kind": credit.kind,
        "credit_text": credit.text,
        "credit_begin": credit.span.begin,
        "credit_end": credit.span.end,
        "credit_to": credit.to,
        "credit_place": credit.place,
        "credit_by": credit.by,
        "credit_others": _written(credit_fields(credit)["others"]),
    }


def _derivation(derivation: Derivation) -> dict[str, Cell]:
    return {
        "derived_from": derivation.appearance,
        "confidence": rounded(derivation.confidence),
        "because": derivation.because,
        "alternatives": " ".join(f"{a.appearance} ({rounded(a.confidence)})" for a in derivation.alternatives),
        "common_source": derivation.common_source,
    }


def _marks(marked: MarkedWords) -> Json:
    return {"words": marked.words, **span_fields(marked.span), "source": span_fields(marked.source)}


def _written(value: Json) -> str | None:
    """What has more to it than a cell can say, as JSON; an empty list is an empty cell."""
    return json.dumps(value, ensure_ascii=False) if value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """What an appearance is held against: the claim, the first appearance, or the one it may have come from."""

    versus: str
    before_id: str | None
    before: str
    rewording: Rewording

    def marked(self, found: Appearance) -> str:
        """The passage with the marks of how it came from the other wording."""
        return as_plain(segments(self.rewording, self.before, found.passage.exact))


def _comparisons(trace: Trace, found: Appearance) -> Iterator[_Comparison]:
    yield _Comparison(versus="claim", before_id=None, before=trace.claim, rewording=found.versus_claim)
    parent = found.derived_from.appearance if found.derived_from else None
    for versus, identity, rewording in (
        ("first", trace.first_appearance, found.versus_first), ("parent", parent, found.versus_parent),
    ):  # fmt: skip
        if identity is not None and rewording.edits:
            before = trace.appearance(identity).passage.exact
            yield _Comparison(versus=versus, before_id=identity, before=before, rewording=rewording)


def _changes(row: BatchRow, trace: Trace) -> Iterator[dict[str, Cell]]:
    for found in (*trace.appearances, *trace.related):
        for one in _comparisons(trace, found):
            for change in one.rewording.changes:
                told: dict[str, Cell] = {
                    "position": row.asked.position, "claim_id": row.asked.id, "appearance": found.id,
                    "versus": one.versus, "from": one.before_id,
                }  # fmt: skip
                yield {**told, **_change(change)}


def _change(change: Change) -> dict[str, Cell]:
    return {
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "material": change.material,
        "note": change.note,
        "before_begin": change.before_span.begin,
        "before_end": change.before_span.end,
        "after_begin": change.after_span.begin,
        "after_end": change.after_span.end,
    }
