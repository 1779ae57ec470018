"""A row of a batch as a JSON document: its trace, or why there is none."""

from __future__ import annotations

from provenance.models import BatchRow, CollectionSummary, Trace
from provenance.reporting.json import Document, trace_document


def row_document(row: BatchRow, collection: CollectionSummary) -> Document:
    """A ``provenance.trace/1`` document with two fields more.

    ``failure`` is the reason why a row could not be traced, else null; such a row is a trace without appearances, so
    that programs need not tell it apart to read it. ``row`` holds the other columns of the list, in their order, as
    text; it is missing where there are none.

    Args:
        collection: What was searched, for a row that failed.
    """
    asked = row.asked
    answer = f"Not traced: {row.failure}"
    trace = row.trace or Trace(id=asked.id, claim=asked.claim, collection=collection, answer=answer)
    carried: Document = {"row": dict(asked.carried)} if asked.carried else {}
    return {**trace_document(trace), "failure": row.failure, **carried}
