"""A batch as JSON lines: a ``provenance.trace/1`` document a row, in the list's order."""

from __future__ import annotations

from typing import BinaryIO

from provenance.models import Batch
from provenance.reporting.batch.rows import row_document
from provenance.reporting.json import dumps


def write(batch: Batch, stream: BinaryIO) -> None:
    """Write a line for every row, also for one that failed."""
    stream.writelines(f"{dumps(row_document(row, batch.collection), indent=None)}\n".encode() for row in batch.rows)
