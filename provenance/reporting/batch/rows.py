"""A row of a batch as a JSON document: its trace, or why there is none."""

from __future__ import annotations

from provenance.models import BatchRow, ClaimRow
from provenance.reporting.json import TRACE_SCHEMA, Document, trace_document


def row_document(row: BatchRow) -> Document:
    """A ``provenance.trace/1`` document; a row that failed has its reason under ``failure`` and no appearances.

    The other columns of the list stand under ``row``, in their order, as text.
    """
    carried: Document = {"row": dict(row.asked.carried)} if row.asked.carried else {}
    if row.trace is None:
        return {**_failed(row.asked), "failure": row.failure, **carried}
    return {**trace_document(row.trace), "claim": row.asked.claim, "failure": None, **carried}


def _failed(asked: ClaimRow) -> Document:
    return {"schema": TRACE_SCHEMA, "id": asked.id, "claim": asked.claim}
