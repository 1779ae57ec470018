"""Provenance: where a claim's wording appears first in a dated collection of articles, and how it was reworded.

Example:
    >>> from provenance import Collection
    >>> with Collection.open("index") as collection:
    ...     trace = collection.trace("No one at the authority gave an order to open the gates.")
    >>> print(trace.answer)

Every public name comes from `provenance.api`, which is imported when the first of them is asked for: the package
itself costs nothing to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.api import (
        AlignedPassage,
        Appearance,
        Article,
        BatchRow,
        Change,
        ChangeKind,
        ClaimError,
        ClaimRow,
        Collection,
        CollectionError,
        CollectionStatus,
        Comparison,
        ComparisonKind,
        Coverage,
        Credit,
        DateEvidence,
        DateInterval,
        DateSource,
        Derivation,
        Document,
        DuplicateArticle,
        Earlier,
        Edit,
        EmptyReason,
        IndexReport,
        Judgement,
        ModelError,
        ModelMismatch,
        Outcome,
        OutcomeKind,
        Passage,
        Precision,
        ProvenanceError,
        Quotation,
        ReadingError,
        Relation,
        Rewording,
        Span,
        Trace,
        UnknownArticle,
        UsageError,
    )

__version__ = "0.1.0"

__all__ = [
    "AlignedPassage",
    "Appearance",
    "Article",
    "BatchRow",
    "Change",
    "ChangeKind",
    "ClaimError",
    "ClaimRow",
    "Collection",
    "CollectionError",
    "CollectionStatus",
    "Comparison",
    "ComparisonKind",
    "Coverage",
    "Credit",
    "DateEvidence",
    "DateInterval",
    "DateSource",
    "Derivation",
    "Document",
    "DuplicateArticle",
    "Earlier",
    "Edit",
    "EmptyReason",
    "IndexReport",
    "Judgement",
    "ModelError",
    "ModelMismatch",
    "Outcome",
    "OutcomeKind",
    "Passage",
    "Precision",
    "ProvenanceError",
    "Quotation",
    "ReadingError",
    "Relation",
    "Rewording",
    "Span",
    "Trace",
    "UnknownArticle",
    "UsageError",
]


if not TYPE_CHECKING:  # a checker of types would take every name for one that is there

    def __getattr__(name: str) -> object:
        """A public name, from where it lives (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - nothing is needed until a name is asked for

        return getattr(import_module("provenance.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
