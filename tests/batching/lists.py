"""Lists of claims as files, made by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook


def delimited(path: Path, *rows: Sequence[str], delimiter: str = ",") -> Path:
    """A file of separated values."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def workbook(path: Path, *rows: Sequence[object], others: int = 0) -> Path:
    """A workbook, with so many sheets besides the first."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for _ in range(others):
        book.create_sheet()
    book.save(path)
    return path
