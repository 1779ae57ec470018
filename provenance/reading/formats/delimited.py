"""Tables of separated values: a row an article, the first row the names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.columns import facts_of, holds
from provenance.reading.encodings import decode
from provenance.reading.originals import Format, Original
from provenance.reading.rows import RowReader

_DELIMITERS = ",;\t|"
_COLUMNS_SHOWN = 12


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The articles of a table; a bad row costs only itself."""
    shown = original.shown
    names, rows = table(decode(original.content, shown, nul=True), shown)
    if not holds(names, "text"):
        raise _no_text(shown, names)
    reader = RowReader(original, "row")
    found = False
    for number, row in rows:
        found = True
        try:
            yield reader.document(number, facts_of(row))
        except ReadingError as error:
            yield error
    if not found:
        raise ReadingError(shown, "has no rows below its header", "Fill it, or leave it out.")
    undatable = reader.undatable()
    if undatable is not None:
        yield undatable


def table(text: str, subject: str) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """The names of a table's columns, and its rows numbered from 1.

    The separator is the one of comma, semicolon, tabulator and bar that the header holds most of. Blank rows are left
    out, cells beyond the header too.

    Raises:
        ReadingError: There is no header.
    """
    text = text.replace("\x00", "\ufffd")
    # The module's own limit is 131,072 characters a field; the file's size is limited already.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    header = text[: text.find("\n")] if "\n" in text else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=header.count))
    names = [name.strip() for name in next(reader, [])]
    if not any(names):
        raise ReadingError(subject, "has no header", "Name the columns in its first row.")
    return names, _numbered(reader, names)


def _numbered(reader: Iterator[list[str]], names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    number = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            number += 1
            yield number, {name: cell for name, cell in zip(names, row, strict=False) if name}


def _no_text(subject: str, names: list[str]) -> ReadingError:
    shown = ", ".join(names[:_COLUMNS_SHOWN]) + (", …" if len(names) > _COLUMNS_SHOWN else "")
    if "file" in {name.casefold() for name in names}:
        return ReadingError(subject, "describes files beside it and has no text of its own", "Give its folder instead.")
    return ReadingError(subject, f"has no column of texts, its columns are: {shown}", 'Name that column "text".')


FORMAT = Format(name="a table", suffixes=(".csv", ".tsv"), read=read, media_types=("text/csv",))
