"""A batch as one JSON document, ``provenance.batch/1``: what was asked of what, then a document a row."""

from __future__ import annotations

from typing import BinaryIO

from provenance.models import Batch
from provenance.reporting.batch.rows import row_document
from provenance.reporting.json import Document, dumps, summary_fields

BATCH_SCHEMA = "provenance.batch/1"


def write(batch: Batch, stream: BinaryIO) -> None:
    """Write the document, a row a line; it is never held whole."""
    head = dumps(_head(batch))
    stream.write(f'{head.removesuffix("}").rstrip()},\n  "rows": ['.encode())
    separator = "\n"
    for row in batch.rows:
        stream.write(f"{separator}    {dumps(row_document(row, batch.collection), indent=None)}".encode())
        separator = ",\n"
    stream.write(b"\n  ]\n}\n")


def _head(batch: Batch) -> Document:
    return {
        "schema": BATCH_SCHEMA,
        "name": batch.name,
        "total": batch.total,
        "program": batch.program,
        "model": batch.model,
        "collection": summary_fields(batch.collection),
    }
