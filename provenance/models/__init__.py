"""The values everything else speaks in.

All are frozen and hold tuples, so they can be shared, compared and hashed. Offsets are half-open Unicode code
points into an article's stored original text. Closed sets of words are ``StrEnum`` and spell exactly what the
JSON contract prints.
"""

from provenance.models.articles import Article, Document, Passage
from provenance.models.batches import Batch, BatchRow, ClaimRow
from provenance.models.collations import Collation, Version
from provenance.models.collections import Candidate, CollectionStatus, Furniture, Occurrence, Problem, ProblemKind
from provenance.models.comparisons import AlignedPassage, Comparison, ComparisonKind, Earlier, Shares, Story
from provenance.models.dates import (
    CAPTURE,
    EASTERNMOST,
    UNDATED,
    WESTERNMOST,
    ZERO_DAYS,
    Certainty,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    Moment,
    Precision,
)
from provenance.models.quotations import (
    Bracketed,
    Credit,
    CreditedBy,
    CreditKind,
    CreditPlace,
    Cut,
    CutMark,
    Exchanged,
    MarkedWords,
    Piece,
    Quotation,
    QuotationForm,
    Sourcing,
)
from provenance.models.shown import Shown, View, show_by
from provenance.models.spans import Span
from provenance.models.traces import Alternative, Appearance, CollectionSummary, Derivation, EmptyReason, Trace
from provenance.models.wordings import (
    UNCHANGED,
    Change,
    ChangeKind,
    Coverage,
    Edit,
    EditOp,
    Judgement,
    Relation,
    Rewording,
)

__all__ = [
    "CAPTURE",
    "EASTERNMOST",
    "UNCHANGED",
    "UNDATED",
    "WESTERNMOST",
    "ZERO_DAYS",
    "AlignedPassage",
    "Alternative",
    "Appearance",
    "Article",
    "Batch",
    "BatchRow",
    "Bracketed",
    "Candidate",
    "Certainty",
    "Change",
    "ChangeKind",
    "ClaimRow",
    "Collation",
    "CollectionStatus",
    "CollectionSummary",
    "Comparison",
    "ComparisonKind",
    "Coverage",
    "Credit",
    "CreditKind",
    "CreditPlace",
    "CreditedBy",
    "Cut",
    "CutMark",
    "DateEvidence",
    "DateInterval",
    "DateRole",
    "DateSource",
    "Derivation",
    "Document",
    "Earlier",
    "Edit",
    "EditOp",
    "EmptyReason",
    "Exchanged",
    "Furniture",
    "Judgement",
    "MarkedWords",
    "Moment",
    "Occurrence",
    "Passage",
    "Piece",
    "Precision",
    "Problem",
    "ProblemKind",
    "Quotation",
    "QuotationForm",
    "Relation",
    "Rewording",
    "Shares",
    "Shown",
    "Sourcing",
    "Span",
    "Story",
    "Trace",
    "Version",
    "View",
    "show_by",
]
