"""Separated values: the first row names the columns, every other one is a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from provenance.batching.lists.table import Record, Table, distinct
from provenance.errors import UsageError

_DELIMITERS = ",;\t|"


def table(text: str, subject: str) -> Table:
    """The rows of a file of separated values; wholly blank ones set others apart and are none themselves.

    The separator is the one of comma, semicolon, tabulator and bar that the header holds most of.

    Args:
        subject: What to call the file in an error.

    Raises:
        UsageError: A quotation mark is opened and never closed, so that nobody can say where a row ends.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    text = text.lstrip("\r\n")
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=header.count), strict=True)
    try:
        columns = distinct(next(reader, []))
        return Table(columns=columns, records=tuple(_records(reader, columns)))
    except csv.Error as error:
        raise UsageError(
            subject,
            f"line {reader.line_num} cannot be told into cells ({error})",
            "Close every quotation mark that begins a cell, and double those within one.",
        ) from error


def _records(reader: Iterator[Sequence[str]], columns: Sequence[str]) -> Iterator[Record]:
    for row in reader:
        if any(cell.strip() for cell in row):
            yield Record(cells=dict(zip(columns, row, strict=False)), problem=_problem(row, columns))


def _problem(row: Sequence[str], columns: Sequence[str]) -> str | None:
    """Cells without a column: most often a claim that was cut in two at its comma."""
    if not any(cell.strip() for cell in row[len(columns) :]):
        return None
    return (
        f"the row has {len(row)} cells under {len(columns)} column names; "
        "a cell that holds the separator must stand in quotation marks"
    )
