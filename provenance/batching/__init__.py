"""Many claims in one run: a list is read, traced row by row into a journal, and given back as a `Batch`.

==================  ================================================================================
`batching.claims`   a file, or pasted text → `ClaimList`; `batching.lists` has a module a format
`batching.tracing`  rows → rows with their traces, embedded and searched many at a time
`batching.journal`  what was done, on disk, so that a run can be broken off and gone on with
`batching.coding`   values as lines of text and back
==================  ================================================================================
"""

from provenance.batching.claims import ClaimList, claims_of_text, columns_of, read_claims
from provenance.batching.journal import Journal, Run, journal_path
from provenance.batching.runs import run_of, traced
from provenance.batching.tracing import trace_rows

__all__ = [
    "ClaimList",
    "Journal",
    "Run",
    "claims_of_text",
    "columns_of",
    "journal_path",
    "read_claims",
    "run_of",
    "trace_rows",
    "traced",
]
