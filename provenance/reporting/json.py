"""Traces and collections as the JSON documents of the contract: ``provenance.trace/1``, ``provenance.status/1``.

Fields are only ever added. Beyond the contract's own there are: spans of edits and changes (they count from the
start of each text), `matched` inside a passage and `span` and `rule` of a date (they count from the start of the
article), `language` and `canonical_url` of an article, `versus_parent` (from the passage named in `derived_from`),
`common_source` of a derivation, `boilerplate_reason`, `sourcing`, `added_marks`, what a credit names, where, and its
`others`, and from `against` on what a quotation shows: spans named `source` count in the text it was held against, all
others in the article that quotes. A status tells of an article also what stands from `author` on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from provenance.models import (
    Appearance,
    Article,
    Change,
    CollectionStatus,
    CollectionSummary,
    Credit,
    Cut,
    DateEvidence,
    DateInterval,
    Derivation,
    Edit,
    Exchanged,
    Moment,
    Piece,
    Quotation,
    Rewording,
    Span,
    Trace,
)

TRACE_SCHEMA = "provenance.trace/1"
STATUS_SCHEMA = "provenance.status/1"

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
Document = dict[str, Json]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(document: Mapping[str, Json], *, indent: int | None = 2) -> str:
    """`document` as JSON text that any encoding of Unicode can carry; `indent` None gives one line, for JSON Lines."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent)
    # Half a surrogate pair can come in through a "\\ud800" of somebody's JSON Lines; it can go out in the same way.
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", text)


def trace_document(trace: Trace) -> Document:
    """`trace` as a ``provenance.trace/1`` document."""
    return {
        "schema": TRACE_SCHEMA,
        "id": trace.id,
        "claim": trace.claim,
        "collection": summary_fields(trace.collection),
        "answer": trace.answer,
        "first_appearance": trace.first_appearance,
        "first_candidates": list(trace.first_candidates),
        "origins": trace.origins,
        "found": trace.found,
        "appearances": [appearance_fields(appearance) for appearance in trace.appearances],
        "related": [appearance_fields(appearance) for appearance in trace.related],
        "empty_reason": None if trace.empty_reason is None else trace.empty_reason.value,
    }


def status_document(status: CollectionStatus) -> Document:
    """`status` as a ``provenance.status/1`` document."""
    summary = summary_fields(status.summary)
    return {
        "schema": STATUS_SCHEMA,
        "articles": [_inventory(article, sentences) for article, sentences in status.articles],
        "sentences": status.sentences,
        "wordings": status.wordings,
        **{key: summary[key] for key in ("dated", "undated", "earliest", "latest", "generation")},
        "outlets": dict(status.outlets),
        "model": status.model,
        "problems": [problem.told for problem in status.problems],
    }


def summary_fields(summary: CollectionSummary) -> Document:
    """What a collection holds."""
    return {
        "articles": summary.articles,
        "dated": summary.dated,
        "undated": summary.undated,
        "earliest": _moment(summary.earliest),
        "latest": _moment(summary.latest),
        "generation": summary.generation,
    }


def _inventory(article: Article, sentences: int) -> Document:
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "path": article.path,
        "sentences": sentences,
        "published": interval_fields(article.published),
        "originally": None if article.originally is None else interval_fields(article.originally),
        "author": article.author,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "language": article.language,
        "read_at": _moment(article.read_at),
        "evidence": [evidence_fields(found) for found in article.evidence],
    }


def evidence_fields(evidence: DateEvidence) -> Document:
    """A date that was found, with what it says of the article, kept also where another one won."""
    return {"role": evidence.role.value, **interval_fields(evidence.interval)}


def appearance_fields(appearance: Appearance) -> Document:
    """One appearance, or one related passage, as the contract prints it."""
    judgement, passage = appearance.judgement, appearance.passage
    return {
        "id": appearance.id,
        "article": article_fields(appearance.article),
        "passage": {
            **span_fields(passage.span),
            "exact": passage.exact,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "matched": span_fields(appearance.matched),
        },
        "relation": judgement.relation.value,
        "score": rounded(judgement.score),
        "reason": judgement.reason,
        "coverage": {"claim": rounded(judgement.coverage.claim), "passage": rounded(judgement.coverage.passage)},
        "cosine": None if appearance.cosine is None else rounded(appearance.cosine),
        "versus_claim": rewording_fields(judgement.rewording),
        "versus_first": rewording_fields(appearance.versus_first),
        "versus_parent": rewording_fields(appearance.versus_parent),
        "quotation": None if appearance.quotation is None else quotation_fields(appearance.quotation),
        "credit": None if appearance.credit is None else credit_fields(appearance.credit),
        "derived_from": None if appearance.derived_from is None else _derivation(appearance.derived_from),
        "boilerplate": appearance.boilerplate is not None,
        "boilerplate_reason": appearance.boilerplate,
        "sourcing": appearance.sourcing.value,
        "added_marks": [
            {"words": marked.words, **span_fields(marked.span), "source": span_fields(marked.source)}
            for marked in appearance.added_marks
        ],
    }


def article_fields(article: Article) -> Document:
    """An article as the contract prints it."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "path": article.path,
        "sha256": article.sha256,
        "language": article.language,
        "published": interval_fields(article.published),
        "originally": None if article.originally is None else interval_fields(article.originally),
    }


def interval_fields(interval: DateInterval) -> Document:
    """When something was published, with the evidence."""
    return {
        "earliest": _moment(interval.earliest),
        "latest": _moment(interval.latest),
        "precision": interval.precision.value,
        "source": interval.source.value,
        "evidence": interval.evidence,
        "reliable": interval.reliable,
        "certainty": interval.certainty.value,
        "span": None if interval.span is None else span_fields(interval.span),
        "rule": interval.rule,
    }


def _moment(moment: Moment | None) -> str | None:
    """A day as ``2022-12-07``; a moment with its time and zone, ``2022-12-07T09:30:00+01:00``."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return None if moment is None else moment.isoformat()


def rewording_fields(rewording: Rewording) -> Document:
    """Edits and changes; their spans count from the start of each text."""
    return {
        "edits": [_edit(edit) for edit in rewording.edits],
        "changes": [_change(change) for change in rewording.changes],
    }


def _edit(edit: Edit) -> Document:
    return {
        "op": edit.op.value,
        "before": edit.before,
        "after": edit.after,
        "before_span": span_fields(edit.before_span),
        "after_span": span_fields(edit.after_span),
    }


def _change(change: Change) -> Document:
    return {
        "kind": change.kind.value,
        "before": change.before,
        "after": change.after,
        "material": change.material,
        "note": change.note,
        "before_span": span_fields(change.before_span),
        "after_span": span_fields(change.after_span),
    }


def quotation_fields(quotation: Quotation) -> Document:
    """How a passage quotes."""
    return {
        "exact": quotation.exact,
        "omitted": list(quotation.omitted),
        "inserted": list(quotation.inserted),
        "pieces": quotation.pieces,
        "in_order": quotation.in_order,
        "against": quotation.against,
        "block": quotation.form.value,
        "span": _optional(quotation.span),
        "introduction": _optional(quotation.introduction),
        "citation": _optional(quotation.citation),
        "parts": [_piece(piece) for piece in quotation.parts],
        "cuts": [_cut(cut) for cut in quotation.cuts],
        "around": [_cut(cut) for cut in quotation.around],
        "marked_cuts": [cut.words for cut in quotation.marked_cuts],
        "silent_cuts": [cut.words for cut in quotation.silent_cuts],
        "bracketed": [
            {"words": inside.words, **span_fields(inside.span), "stands_for": inside.stands_for}
            for inside in quotation.bracketed
        ],
        "exchanged": [_exchanged(words) for words in quotation.exchanged],
    }


def _piece(piece: Piece) -> Document:
    return {
        **span_fields(piece.span),
        "source": span_fields(piece.source),
        "words_between": piece.words_between,
        "characters_between": piece.characters_between,
    }


def _cut(cut: Cut) -> Document:
    return {
        "words": cut.words,
        "source": span_fields(cut.span),
        "count": cut.count,
        "place": cut.place,
        "mark": cut.mark.value,
    }


def _exchanged(words: Exchanged) -> Document:
    return {
        "before": words.before,
        "after": words.after,
        "before_span": span_fields(words.before_span),
        "after_span": span_fields(words.after_span),
    }


def credit_fields(credit: Credit) -> Document:
    """Whom an article credits, with every other place where it does."""
    return {**_mention(credit), "others": [_mention(other) for other in credit.others]}


def _mention(credit: Credit) -> Document:
    return {
        "kind": credit.kind.value,
        "text": credit.text,
        **span_fields(credit.span),
        "to": credit.to,
        "place": credit.place.value,
        "by": credit.by.value,
    }


def _derivation(derivation: Derivation) -> Document:
    return {
        "appearance": derivation.appearance,
        "confidence": rounded(derivation.confidence),
        "because": derivation.because,
        "alternatives": [
            {"appearance": other.appearance, "confidence": rounded(other.confidence)}
            for other in derivation.alternatives
        ],
        "common_source": derivation.common_source,
    }


def _optional(span: Span | None) -> Document | None:
    return None if span is None else span_fields(span)


def span_fields(span: Span) -> dict[str, Json]:
    """``begin`` and ``end`` of a range of code points."""
    return {"begin": span.begin, "end": span.end}


def rounded(share: float) -> float:
    """Four decimals: finer than any judgement here, and the same on every machine."""
    return round(float(share), 4)
