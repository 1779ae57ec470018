"""A batch as one JSON-LD document: a data set whose parts are the claims, each as `reporting.jsonld` tells it.

Articles and outlets have one node each, however many claims they carry. A row that could not be traced is a claim of
the data set too, with the reason under `failure`. Claims are written one by one.
"""

from __future__ import annotations

from typing import BinaryIO

from provenance.models import Batch, BatchRow
from provenance.reporting.json import Document, dumps, summary_fields
from provenance.reporting.jsonld import CONTEXT, claim_node

_BATCH, _COLLECTION = "_:batch", "_:collection"


def write(batch: Batch, stream: BinaryIO) -> None:
    """Write `batch` as JSON-LD in UTF-8: the context and a graph of one claim a line."""
    stream.write(f'{{"@context": {_line(CONTEXT)},\n"@graph": [\n{_line(_data_set(batch))}'.encode())
    stream.writelines(f",\n{_line(_claim(row, batch))}".encode() for row in batch.rows)
    stream.write(b"\n]}\n")


def _line(document: Document) -> str:
    return dumps(document, indent=None)


def _data_set(batch: Batch) -> Document:
    program: Document = {"@type": "SoftwareApplication", "name": "Provenance", "softwareVersion": batch.program}
    named: Document = {"model": batch.model} if batch.model else {}
    return {
        "@id": _BATCH,
        "@type": "Dataset",
        "name": batch.name,
        "total": batch.total,
        "creator": program,
        **named,
        "collection": {
            "@id": _COLLECTION,
            **{name: value for name, value in summary_fields(batch.collection).items() if value is not None},
        },
    }


def _claim(row: BatchRow, batch: Batch) -> Document:
    """The claim of a row, under names of its own; what the row carried is a JSON literal."""
    asked, label = row.asked, f"c{row.asked.position}-"
    carried: Document = {"row": dict(asked.carried)} if asked.carried else {}
    placed: Document = {"position": asked.position, "isPartOf": {"@id": _BATCH}, "identifier": asked.id, **carried}
    if row.trace is None:
        named: Document = {"@id": f"_:{label}claim", "@type": "Claim"}
        return {**named, **placed, "text": asked.claim, "failure": row.failure or ""}
    told = claim_node(row.trace, label)
    if row.trace.collection == batch.collection:
        told["collection"] = {"@id": _COLLECTION}
    return {**told, **placed}
