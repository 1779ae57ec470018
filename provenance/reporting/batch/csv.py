"""A batch as separated values: three files, one a level, in UTF-8 with a header row (RFC 4180).

``rows.csv`` has a row a claim, ``rows.appearances.csv`` a row a passage, ``rows.changes.csv`` a row a change; the
columns ``position``, ``claim_id`` and ``appearance`` join them. `reporting.batch.columns` says what every column means.
Truth values are ``true`` and ``false``; a cell that would act as a formula is defused (`reporting.batch.cells`).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import BinaryIO

from provenance.models import Batch
from provenance.reporting.batch.cells import Cell, safe
from provenance.reporting.batch.sheets import Level, headers, rows_of

_MARK = b"\xef\xbb\xbf"


def path_of(path: Path, level: Level) -> Path:
    """The file of a level: ``rows.csv``, ``rows.appearances.csv``, ``rows.changes.csv``."""
    return path if level is Level.CLAIMS else path.with_name(f"{path.stem}.{level.value}{path.suffix}")


def write(batch: Batch, stream: BinaryIO, *, level: Level = Level.CLAIMS, bom: bool = False) -> None:
    """Write one level of `batch`.

    Args:
        bom: Whether to begin with a byte order mark, by which some spreadsheets know UTF-8.
    """
    if bom:
        stream.write(_MARK)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    names = headers(level, batch)
    writer = csv.DictWriter(text, names, lineterminator="\r\n")
    writer.writerow({name: safe(name) for name in names})
    for row in batch.rows:
        writer.writerows({name: _cell(cell) for name, cell in cells.items()} for cells in rows_of(level, row))
    text.flush()
    text.detach()  # the stream is its owner's to close


def _cell(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else safe(cell)
