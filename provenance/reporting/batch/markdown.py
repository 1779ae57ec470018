"""A batch as Markdown: every claim a section, in the list's order, with what its trace says below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from provenance.models import Batch, BatchRow
from provenance.reporting.characters import one_line
from provenance.reporting.markdown import escaped, trace_markdown
from provenance.reporting.phrases import collection_phrase

# A text's own number signs are escaped, so that one at the beginning of a line is a heading of ours.
_HEADING = re.compile(r"^#", re.MULTILINE)
_HEADING_CHARACTERS = 200


def write(batch: Batch, stream: BinaryIO) -> None:
    """Write what was asked of what, then a section for every row, also for one that failed."""
    _write(stream, (f"# {escaped(batch.name)}", "\n".join(_facts(batch))))
    for row in batch.rows:
        stream.write(b"\n")
        _write(stream, _section(row))


def _write(stream: BinaryIO, parts: Iterable[str]) -> None:
    stream.write(("\n\n".join(parts) + "\n").encode())


def _facts(batch: Batch) -> Iterator[str]:
    yield f"- Claims: {batch.total:,}"
    yield f"- Collection: {collection_phrase(batch.collection)}"
    yield f"- Made with: Provenance {batch.program}, model {escaped(batch.model or 'none')}"


def _section(row: BatchRow) -> Iterator[str]:
    """A heading, the row's other columns, then its trace two levels below, or why there is none."""
    claim = one_line(row.asked.claim)
    shown = claim[:_HEADING_CHARACTERS] + ("…" if len(claim) > _HEADING_CHARACTERS else "")
    yield f"## {escaped(row.asked.id)}: {escaped(shown) or '(no claim)'}"
    if row.asked.carried:
        yield "\n".join(f"- {escaped(name)}: {escaped(value)}" for name, value in row.asked.carried)
    if row.trace is None:
        yield f"Not traced: {escaped(row.failure or '')}"
    else:
        yield _HEADING.sub("###", trace_markdown(row.trace)).rstrip()
