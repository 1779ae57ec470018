"""Comparisons as the JSON documents of the contract, ``provenance.compare/1``; and all of a collection's.

Beyond the contract's own fields there are: the whole article on both sides, the characters of each passage,
`reason`, `coverage`, `likeness`, `counts`, `boilerplate`, `moved` and `left_out` of a passage,
`kind_because`, and `remarks`. Spans of edits and changes count from the start of each passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from provenance.models import AlignedPassage, Comparison, Passage, Story
from provenance.reporting.json import (
    Document,
    article_fields,
    credit_fields,
    quotation_fields,
    rewording_fields,
    rounded,
    span_fields,
)

COMPARE_SCHEMA = "provenance.compare/1"
ALL_SCHEMA = "provenance.compare-all/1"
STORIES_SCHEMA = "provenance.stories/1"


def comparison_document(found: Comparison) -> Document:
    """`found` as a ``provenance.compare/1`` document."""
    return {
        "schema": COMPARE_SCHEMA,
        "source": article_fields(found.source),
        "target": article_fields(found.target),
        "passages": [_aligned(passage) for passage in found.passages],
        "share": {"of_source": rounded(found.share.of_source), "of_target": rounded(found.share.of_target)},
        "earlier": found.earlier.value,
        "earlier_because": found.earlier_because,
        "kind": found.kind.value,
        "kind_because": found.kind_because,
        "remarks": list(found.remarks),
    }


def stories_document(stories: Sequence[Story]) -> Document:
    """The groups of articles that are one story, as a ``provenance.stories/1`` document."""
    return {
        "schema": STORIES_SCHEMA,
        "stories": [{"representative": one.representative, "members": list(one.members)} for one in stories],
    }


def _aligned(passage: AlignedPassage) -> Document:
    judgement = passage.judgement
    return {
        "source": _place(passage.source),
        "target": _place(passage.target),
        "relation": judgement.relation.value,
        "score": rounded(judgement.score),
        "reason": judgement.reason,
        "likeness": rounded(passage.likeness),
        "counts": passage.counts,
        "coverage": {
            "source": rounded(judgement.coverage.claim),
            "target": rounded(judgement.coverage.passage),
        },
        **rewording_fields(judgement.rewording),
        "quotation": None if passage.quotation is None else quotation_fields(passage.quotation),
        "credit": None if passage.credit is None else credit_fields(passage.credit),
        "boilerplate": passage.boilerplate is not None,
        "boilerplate_reason": passage.boilerplate,
        "moved": passage.moved,
        "left_out": None if passage.left_out is None else _place(passage.left_out),
    }


def _place(passage: Passage) -> Document:
    return {**span_fields(passage.span), "exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
